"""Block Kit as Slack draws it, near enough to see what a person sees."""

import html
import re
from collections.abc import Callable
from typing import Any

from tools.pictures.canvas import BOLDER, SANS, Canvas, Runs, measure, wrapped

Block = dict[str, Any]
LEFT = 64.0
LINE, SIZE = 21, 14.5
INK, GREY = 'fill="#1d1c1d"', 'fill="#616061"'
_RIGHT = 26  # between text and the right edge
_SMALL_LINE, _SMALL = 17, 12.0
_STRONG = f'{INK} font-weight="bold"'
_BORDER = 'fill="#ffffff" stroke="#bbbbbb"'
_SENDING = 'rx="5" fill="#007a5a"'
_LINK = re.compile(r"<([^<>|]+)\|([^<>]+)>")
_BOLD = re.compile(r"(?<!\w)\*([^*\n]+)\*(?!\w)")
_FIELD = 34  # height
_MENU = 150  # width of one beside a text


def draw_blocks(canvas: Canvas, blocks: list[Block]) -> None:
    """Draw blocks below each other."""
    for block in blocks:
        _DRAWN[block["type"]](canvas, block)


def draw_buttons(canvas: Canvas, labels: list[str], sends: str = "") -> None:
    """Draw buttons in as many rows as they take; ``sends`` is the one that sends a form."""
    x = LEFT
    for label in labels:
        width = measure(label, 13) * BOLDER + 26
        if x + width > canvas.width - 20:
            x, canvas.y = LEFT, canvas.y + 36
        canvas.box(x, canvas.y, width, 30, _SENDING if label == sends else f'rx="5" {_BORDER}')
        ink = 'fill="#ffffff"' if label == sends else INK
        _at(canvas, x + 13, 20, [(label, f'{ink} font-weight="bold"')], 13)
        x += width + 8
    canvas.y += 32


def draw_lines(canvas: Canvas, text: str, style: str, size: float, line: float) -> None:
    """Draw a text in as many lines as it takes."""
    for runs in wrapped([(text, style)], _room(canvas), size):
        canvas.y += line
        canvas.text(LEFT, runs, size)


def _room(canvas: Canvas) -> float:
    return canvas.width - LEFT - _RIGHT


def _at(canvas: Canvas, x: float, below: float, runs: Runs, size: float) -> None:
    """Draw a line so far below, and stay where the canvas is."""
    canvas.y += below
    canvas.text(x, runs, size)
    canvas.y -= below


def _section(canvas: Canvas, block: Block) -> None:
    canvas.y += 4
    menu = block.get("accessory")
    top = canvas.y
    room = _room(canvas) - (_MENU + 16 if menu else 0)
    for line in html.unescape(block["text"]["text"]).split("\n"):
        for runs in wrapped(_bold_runs(line), room, SIZE):
            canvas.y += LINE
            canvas.text(LEFT, runs, SIZE)
    if menu:
        bottom, canvas.y = canvas.y, top + 6
        _box(canvas, canvas.width - _RIGHT - _MENU, _MENU, f"{menu['placeholder']['text']} ⌄")
        canvas.y = max(bottom, canvas.y + _FIELD)


def _box(canvas: Canvas, x: float, width: float, text: str, style: str = GREY) -> None:
    """Draw a field that holds a text."""
    canvas.box(x, canvas.y, width, _FIELD - 4, f'rx="5" {_BORDER}')
    _at(canvas, x + 11, 20, [(text, style)], 13)


def _context(canvas: Canvas, block: Block) -> None:
    canvas.y += 6
    for element in block["elements"]:
        for runs in wrapped(_linked_runs(element["text"]), _room(canvas), _SMALL):
            canvas.y += _SMALL_LINE
            canvas.text(LEFT, runs, _SMALL)


def _divider(canvas: Canvas, _block: Block) -> None:
    canvas.y += 12
    canvas.box(LEFT, canvas.y, _room(canvas), 1, 'fill="#dddddd"')
    canvas.y += 4


def _table(canvas: Canvas, block: Block) -> None:
    rows = [[cell["text"] for cell in row] for row in block["rows"]]
    first = 130
    others = (_room(canvas) - first) / (len(rows[0]) - 1)
    widths = [first, *(others for _ in rows[0][1:])]
    canvas.y += 12
    for number, row in enumerate(rows):
        cells = [
            list(wrapped([(text, INK if number else _STRONG)], width - 16, 13))
            for text, width in zip(row, widths, strict=True)
        ]
        height = max(len(lines) for lines in cells) * 18 + 10
        x, top = LEFT, canvas.y
        for lines, width in zip(cells, widths, strict=True):
            fill = "#ffffff" if number else "#f8f8f8"
            canvas.box(x, top, width, height, f'fill="{fill}" stroke="#dddddd"')
            for place, runs in enumerate(lines):
                canvas.y = top + 19 + 18 * place
                canvas.text(x + 8, runs, 13)
            x += width
        canvas.y = top + height


def _actions(canvas: Canvas, block: Block) -> None:
    canvas.y += 12
    draw_buttons(canvas, [_label(element) for element in block["elements"]])


def _label(element: Block) -> str:
    """Return what stands on a button, or on a menu before anything is chosen."""
    if element["type"] == "static_select":
        return f"{element['placeholder']['text']} ⌄"
    return str(element["text"]["text"])


def _thumbs(canvas: Canvas, _block: Block) -> None:
    canvas.y += 8
    draw_buttons(canvas, ["👍", "👎"])


def _input(canvas: Canvas, block: Block) -> None:
    canvas.y += 14 + LINE
    label = [(block["label"]["text"], _STRONG)]
    canvas.text(LEFT, [*label, (" (optional)", GREY)] if block["optional"] else label, SIZE)
    canvas.y += 8
    element = block["element"]
    if "options" in element:
        _choices(canvas, element)
    else:
        _field(canvas, element)
    if "hint" in block:
        draw_lines(canvas, block["hint"]["text"], GREY, _SMALL, _SMALL_LINE)


def _choices(canvas: Canvas, element: Block) -> None:
    """Draw boxes or circles to tick."""
    ticked = element.get("initial_options", [])
    round_ = element["type"] == "radio_buttons"
    for option in element["options"]:
        canvas.y += LINE + 2
        fill = "#1264a3" if option in ticked else "#ffffff"
        corner = 8 if round_ else 3
        canvas.box(LEFT, canvas.y - 12, 15, 15, f'rx="{corner}" fill="{fill}" stroke="#888888"')
        canvas.text(LEFT + 25, [(option["text"]["text"], INK)], SIZE)
    canvas.y += 4


def _field(canvas: Canvas, element: Block) -> None:
    """Draw a field to write or to choose in, with what it holds already."""
    chosen = element.get("initial_option")
    given = chosen["text"]["text"] if chosen else element.get("initial_value", "")
    shown = given or element.get("placeholder", {}).get("text", "")
    arrow = " ⌄" if "select" in element["type"] else ""
    _box(canvas, LEFT, _room(canvas), f"{shown}{arrow}", INK if given else GREY)
    canvas.y += _FIELD


_DRAWN: dict[str, Callable[[Canvas, Block], None]] = {
    "section": _section,
    "context": _context,
    "divider": _divider,
    "table": _table,
    "actions": _actions,
    "context_actions": _thumbs,
    "input": _input,
}


def draw_author(canvas: Canvas, name: str, colour: str) -> None:
    """Draw who wrote what comes below."""
    canvas.box(20, canvas.y - 14, 34, 34, f'rx="6" fill="{colour}"')
    initial = f'x="37" y="{canvas.y + 9:g}" font-size="17" text-anchor="middle" fill="#fff"'
    canvas.parts.append(f'<text {initial} font-family="{SANS}">{name[0]}</text>')
    canvas.text(LEFT, [(name, _STRONG)], SIZE)


def draw_title(canvas: Canvas, title: str) -> None:
    """Draw the title of a window."""
    canvas.text(LEFT, [(title, _STRONG)], 18)
    canvas.y += 8


def _linked_runs(line: str) -> Runs:
    runs, position = [], 0
    for link in _LINK.finditer(line):
        runs.append((html.unescape(line[position : link.start()]), GREY))
        runs.append((html.unescape(link[2]), 'fill="#1264a3"'))
        position = link.end()
    runs.append((html.unescape(line[position:]), GREY))
    return [run for run in runs if run[0]]


def _bold_runs(line: str) -> Runs:
    runs, position = [], 0
    for bold in _BOLD.finditer(line):
        runs.append((line[position : bold.start()], INK))
        runs.append((bold[1], _STRONG))
        position = bold.end()
    runs.append((line[position:], INK))
    return [run for run in runs if run[0]]
