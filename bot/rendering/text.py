"""An answer as complete plain text: for pipes, notifications, screen readers and JSON."""

from collections.abc import Iterator

from bot.answer.model import Answer, Block, Bullets, Offer, Paragraph, Statement, Table
from bot.answer.phrases import text_of
from bot.rendering.labels import (
    Label,
    after_lead,
    alike_line,
    cell_text,
    marks,
    source_line,
    tail,
    version_lines,
)


def render_text(answer: Answer, *, brief: bool = False) -> str:
    """Return the whole answer with its sources as plain text, paragraphs apart.

    A ``brief`` one names sources by title and address alone.
    """
    parts = ["\n".join(_lines(block)) for block in answer.blocks]
    parts += _listed(Label.OPTIONS, answer.options)
    parts += _listed(Label.ASK_NEXT, answer.suggestions)
    sources = [
        f"[{c.number}] {' '.join([c.title, c.url or '']).rstrip() if brief else source_line(c)}"
        for c in answer.citations
    ]
    if sources:
        parts.append("\n".join([f"{Label.SOURCES}:", *sources]))
    parts += version_lines(answer)
    return "\n\n".join(parts)


def statement_text(statement: Statement) -> str:
    """Return a statement as one line: its lead, its words, its citations."""
    return f"{text_of(statement.lead)}{after_lead(statement)}{tail(statement)}"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Statement():
            yield statement_text(block)
        case Paragraph(phrase, citations):
            yield f"{text_of(phrase)}{marks(citations)}"
        case Bullets(heading, items):
            yield f"{text_of(heading)}:"
            yield from (f"- {statement_text(item)}" for item in items)
        case Table(heading, columns, rows, _):
            if rows:
                yield f"{text_of(heading)}:"
            for dimension, cells in rows:
                values = (
                    f"{column} {cell_text(cell)}"
                    for column, cell in zip(columns, cells, strict=True)
                )
                yield f"- {dimension}: {'; '.join(values)}"
            if alike := alike_line(block):
                yield alike


def _listed(label: Label, questions: tuple[Offer, ...]) -> list[str]:
    return ["\n".join([f"{label}:", *(f"- {one.text}" for one in questions)])] if questions else []
