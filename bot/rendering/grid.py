"""Tables of text: columns as wide as what stands in them needs, within a screen's width."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from bot.rendering.wrapping import columns_of, units_of, wrap

Row = Sequence[str]

_BAR, _CROSS = " | ", "-+-"
_LEGIBLE = 12  # columns; a phrase in less is a pillar of single words


class _Step(NamedTuple):
    """What makes a column lower. The least step comes first: of the tallest, the cheapest."""

    depth: int  # the column's height, negative
    columns: int


def grid(header: Row, rows: Sequence[Row], width: int, emphasis: Callable[[str], str]) -> list[str]:
    """Return a table as lines, or none where ``width`` is too narrow to read it in.

    ``emphasis`` is put on the words of the header.
    """
    room = width - len(_BAR) * (len(header) - 1)
    widths = _shared(list(zip(header, *rows, strict=True)), room)
    if not widths:
        return []
    head, *body = [
        [wrap(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        for row in (header, *rows)
    ]
    used = [
        _widest(line for row in (head, *body) for line in row[place])
        for place in range(len(widths))
    ]
    lines = _lines(head, used, emphasis)
    lines.append(_CROSS.join("-" * wide for wide in used))
    for row in body:
        lines += _lines(row, used, str)
    return lines


def _shared(columns: Sequence[Row], room: int) -> list[int]:
    """Return each column's width, or nothing where not all can be legible.

    A citation stands with its word as long as there is room for that.
    """
    for parts in (units_of, str.split):
        widths = [
            max(min(_widest(column), _LEGIBLE), *(_widest(parts(cell)) for cell in column))
            for column in columns
        ]
        if sum(widths) <= room:
            return _widened(columns, widths, room - sum(widths))
    return []


def _widened(columns: Sequence[Row], widths: list[int], spare: int) -> list[int]:
    """Return the widths with what is spare where it saves lines: in the tallest columns first.

    Columns alike grow together or not at all, so that they go on looking alike.
    """
    growing = set(range(len(columns)))
    while growing:
        steps = {place: _step(columns[place], widths[place], spare) for place in growing}
        step = min(steps.values())
        alike = {place for place in growing if steps[place] == step}
        cost = step.columns * len(alike)
        if cost > spare:
            growing -= alike
            continue
        spare -= cost
        for place in alike:
            widths[place] += step.columns
    return widths


def _step(column: Row, width: int, spare: int) -> _Step:
    """Return the step to the next height; it is beyond what is spare where there is none."""
    height = _height(column, width)
    wider = range(width, width + spare + 1)
    more = bisect_left(wider, 1 - height, key=lambda wide: -_height(column, wide))
    return _Step(-height, more)


def _height(column: Row, width: int) -> int:
    return max(len(wrap(cell, width)) for cell in column)


def _widest(texts: Iterable[str]) -> int:
    return max((columns_of(text) for text in texts), default=0)


def _lines(
    row: Sequence[Sequence[str]], widths: Sequence[int], emphasis: Callable[[str], str]
) -> list[str]:
    """Return a row of wrapped cells as lines, each cell filled up to its column."""
    height = max(len(cell) for cell in row)
    lines = []
    for number in range(height):
        parts = [cell[number] if number < len(cell) else "" for cell in row]
        filled = [
            emphasis(part) + " " * (wide - columns_of(part))
            for part, wide in zip(parts, widths, strict=True)
        ]
        lines.append(_BAR.join(filled).rstrip())
    return lines
