"""An answer for a terminal: wrapped to its width, tables aligned, emphasis where it has colour."""

import textwrap
from dataclasses import dataclass

from tabulate import tabulate

from bot.answer.model import Answer, Block, Bullets, Cell, Name, Paragraph, Phrase, Statement, Table
from bot.answer.phrases import text_of
from bot.rendering.labels import Label, cell_text, marks, source_line, version_lines

MIN_WIDTH, MAX_WIDTH = 40, 100
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_TABLE_FRAME = 3  # characters that separate two columns
_MIN_COLUMN = 14  # narrower columns break words


@dataclass(frozen=True, slots=True)
class Style:
    """How the terminal shows text: ``width`` in characters, and whether it has colour."""

    width: int
    colour: bool

    def bold(self, text: str) -> str:
        """Return text with emphasis."""
        return f"{_BOLD}{text}{_PLAIN}" if self.colour and text else text

    def dim(self, text: str) -> str:
        """Return text set back."""
        return f"{_DIM}{text}{_PLAIN}" if self.colour and text else text


def render_terminal(answer: Answer, style: Style) -> str:
    """Return the answer laid out for a terminal."""
    style = Style(min(max(style.width, MIN_WIDTH), MAX_WIDTH), style.colour)
    parts = [_block(block, style) for block in answer.blocks]
    for label, questions in (
        (Label.OPTIONS, answer.options),
        (Label.ASK_NEXT, answer.suggestions),
    ):
        if questions:
            lines = [style.bold(label), *(_wrap(f"- {q.text}", style, hang=2) for q in questions)]
            parts.append("\n".join(lines))
    footer = [_wrap(f"[{c.number}] {source_line(c)}", style, hang=4) for c in answer.citations]
    footer += version_lines(answer)
    if footer:
        parts.append("\n".join(style.dim(line) for part in footer for line in part.split("\n")))
    return "\n\n".join(parts)


def _block(block: Block, style: Style) -> str:
    match block:
        case Statement():
            return _wrap(_statement(block, style), style)
        case Paragraph(phrase):
            return _wrap(_phrase(phrase, style), style)
        case Bullets(heading, items):
            lines = [_wrap(f"- {_statement(item, style)}", style, hang=2) for item in items]
            return "\n".join([_heading(heading, style), *lines])
        case Table(heading, columns, rows):
            return f"{_heading(heading, style)}\n{_table(columns, rows, style)}"


def _table(
    columns: tuple[str, ...], rows: tuple[tuple[str, tuple[Cell | None, ...]], ...], style: Style
) -> str:
    cells = [[dimension, *(cell_text(cell) for cell in values)] for dimension, values in rows]
    first = max(len(row[0]) for row in cells)
    room = style.width - first - _TABLE_FRAME * len(columns)
    widest = room // len(columns)
    if widest < max(_MIN_COLUMN, *(len(column) for column in columns)):
        return _table_as_list(columns, cells, style)
    return tabulate(
        cells,
        headers=["", *columns],
        tablefmt="presto",
        maxcolwidths=[first, *(widest for _ in columns)],
        disable_numparse=True,
    )


def _table_as_list(columns: tuple[str, ...], cells: list[list[str]], style: Style) -> str:
    """Return a table as a list, for terminals too narrow for its columns."""
    lines = []
    for dimension, *values in cells:
        lines.append(style.bold(dimension))
        for column, value in zip(columns, values, strict=True):
            lines.append(_wrap(f"- {column}: {value}", style, hang=2))
    return "\n".join(lines)


def _heading(heading: Phrase, style: Style) -> str:
    return "\n".join(style.bold(line) for line in _wrap(text_of(heading), style).split("\n"))


def _statement(statement: Statement, style: Style) -> str:
    lead = f"{_phrase(statement.lead, style)}: " if statement.lead else ""
    return f"{lead}{statement.text}{marks(statement.citations)}"


def _phrase(phrase: Phrase, style: Style) -> str:
    return "".join(style.bold(p.text) if isinstance(p, Name) else text_of((p,)) for p in phrase)


def _wrap(text: str, style: Style, hang: int = 0) -> str:
    """Wrap to the width; emphasis takes no room, so it is measured out first."""
    return textwrap.fill(
        text,
        width=style.width + _invisible(text),
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _invisible(text: str) -> int:
    return sum(text.count(code) * len(code) for code in (_BOLD, _DIM, _PLAIN)) // max(
        1, text.count("\n") + 1
    )
