"""An answer for a terminal: wrapped to its width, tables aligned, emphasis where it has colour."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.answer.model import (
    Answer,
    Block,
    Bullets,
    Cell,
    Name,
    Offer,
    Paragraph,
    Phrase,
    Statement,
    Table,
)
from bot.answer.phrases import text_of
from bot.rendering.grid import grid
from bot.rendering.labels import (
    Label,
    address,
    after_lead,
    alike_line,
    cell_text,
    marks,
    source_line,
    tail,
    version_lines,
)
from bot.rendering.wrapping import wrap

MIN_WIDTH, MAX_WIDTH = 40, 200
MAX_PROSE = 100  # longer lines tire the eye; tables may be wider
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


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

    def link(self, text: str, address: str | None) -> str:
        """Return text that opens an address where the terminal has links (OSC 8)."""
        if not self.colour or address is None:
            return text
        return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"

    def lines(self, text: str, hang: int = 0) -> list[str]:
        """Return text as lines of a readable length, those after the first indented."""
        return wrap(text, min(max(self.width, MIN_WIDTH), MAX_PROSE), hang)


def render_terminal(answer: Answer, style: Style) -> str:
    """Return the answer laid out for a terminal."""
    parts = [_block(block, style) for block in answer.blocks]
    parts += _listed(Label.OPTIONS, answer.options, style)
    parts += _listed(Label.ASK_NEXT, answer.suggestions, style)
    if footer := _footer(answer, style):
        parts.append(footer)
    return "\n\n".join("\n".join(lines) for lines in parts)


def _block(block: Block, style: Style) -> list[str]:
    match block:
        case Statement():
            return style.lines(_statement(block, style))
        case Paragraph(phrase, citations):
            return style.lines(f"{_phrase(phrase, style)}{marks(citations)}")
        case Bullets(heading, items):
            return [
                *_heading(heading, style),
                *_bullets((_statement(i, style) for i in items), style),
            ]
        case Table(heading, columns, rows, _):
            alike = alike_line(block)
            common = style.lines(alike) if alike else []
            table = [*_heading(heading, style), *_table(columns, rows, style)] if rows else []
            return [*table, *common]


def _table(
    columns: tuple[str, ...], rows: tuple[tuple[str, tuple[Cell | None, ...]], ...], style: Style
) -> list[str]:
    cells = [[dimension, *(cell_text(cell) for cell in values)] for dimension, values in rows]
    width = min(max(style.width, MIN_WIDTH), MAX_WIDTH)
    return grid(["", *columns], cells, width, style.bold) or _as_list(columns, cells, style)


def _as_list(columns: tuple[str, ...], cells: list[list[str]], style: Style) -> list[str]:
    """Return a table as a list, for terminals too narrow for its columns."""
    lines = []
    for dimension, *values in cells:
        lines += _heading((dimension,), style)
        named = zip(columns, values, strict=True)
        lines += _bullets((f"{column}: {value}" for column, value in named), style)
    return lines


def _listed(label: Label, questions: tuple[Offer, ...], style: Style) -> list[list[str]]:
    lines = _bullets((one.text for one in questions), style)
    return [[style.bold(label), *lines]] if lines else []


def _footer(answer: Answer, style: Style) -> list[str]:
    """Return the sources and the version."""
    lines = []
    for citation in answer.citations:
        for line in style.lines(f"[{citation.number}] {source_line(citation)}", hang=4):
            text = line.lstrip()
            linked = style.link(style.dim(text), address(citation))
            lines.append(" " * (len(line) - len(text)) + linked)
    return [*lines, *(style.dim(line) for line in version_lines(answer))]


def _heading(heading: Phrase, style: Style) -> list[str]:
    return [style.bold(line) for line in style.lines(text_of(heading))]


def _bullets(items: Iterable[str], style: Style) -> list[str]:
    return [line for item in items for line in style.lines(f"- {item}", hang=2)]


def _statement(statement: Statement, style: Style) -> str:
    return f"{_phrase(statement.lead, style)}{after_lead(statement)}{tail(statement)}"


def _phrase(phrase: Phrase, style: Style) -> str:
    return "".join(style.bold(p.text) if isinstance(p, Name) else text_of((p,)) for p in phrase)
