"""An answer as a Slack message: Block Kit blocks with the whole answer as fallback text.

Knows the shape and limits of Block Kit and nothing of Slack's API. Every text is escaped;
nothing here can mention anybody or unfurl.
"""

from collections.abc import Iterable, Iterator

from bot.answer.model import Answer, Block, Bullets, Cell, Name, Paragraph, Phrase, Statement, Table
from bot.answer.phrases import text_of
from bot.rendering.labels import Label, cell_text, marks, source_line, version_line
from bot.rendering.text import render_text

Json = dict[str, object]

MAX_BLOCKS = 50
MAX_SECTION = 3000
MAX_CONTEXT_ELEMENTS = 10
MAX_CONTEXT = 3000
MAX_TEXT = 4000  # Slack's advice; it cuts at 40,000
MAX_TABLE_ROWS = 100
MAX_TABLE_COLUMNS = 20
MAX_TABLE_CHARACTERS = 10_000
_BULLET = "•"


def render_block_kit(answer: Answer) -> Json:
    """Return ``text`` and ``blocks`` of a message, within Slack's limits."""
    blocks = [one for block in answer.blocks for one in _blocks(block)]
    blocks += _questions(Label.OPTIONS, answer.options)
    blocks += _questions(Label.ASK_NEXT, answer.suggestions)
    footer = _footer(answer)
    room = MAX_BLOCKS - len(footer)
    if len(blocks) > room:  # say so rather than cut silently
        hidden = len(blocks) - room + 1
        blocks = [*blocks[: room - 1], _context([f"… {hidden} {Label.MORE_PARTS}"])]
    return {"text": fallback(answer), "blocks": [*blocks, *footer]}


def fallback(answer: Answer) -> str:
    """Return the answer's plain text, escaped and within what notifications take."""
    text = escape(render_text(answer))
    if len(text) <= MAX_TEXT:
        return text
    return text[: MAX_TEXT - 2].rpartition("\n")[0] + "\n…"


def escape(text: str) -> str:
    """Escape text for mrkdwn, so that it can neither link, mention nor format a command."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _blocks(block: Block) -> Iterator[Json]:
    match block:
        case Statement():
            yield from _sections([_statement(block)])
        case Paragraph(phrase):
            yield from _sections([_phrase(phrase)])
        case Bullets(heading, items):
            lines = [f"{_BULLET} {_statement(item)}" for item in items]
            yield from _sections([f"*{escape(text_of(heading))}*", *lines])
        case Table(heading, columns, rows):
            yield from _sections([f"*{escape(text_of(heading))}*"])
            yield from _table(columns, rows)


def _table(
    columns: tuple[str, ...], rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]
) -> Iterator[Json]:
    """Yield the table, or its rows as lines where it is beyond what a table block takes."""
    lines = [["\u00a0", *columns]]
    for dimension, cells in rows:
        lines.append([dimension, *(cell_text(cell) for cell in cells)])
    size = sum(len(cell) for line in lines for cell in line)
    fits = len(lines) <= MAX_TABLE_ROWS and len(columns) < MAX_TABLE_COLUMNS
    if fits and size <= MAX_TABLE_CHARACTERS:
        yield {
            "type": "table",
            "column_settings": [{"is_wrapped": True} for _ in lines[0]],
            "rows": [[{"type": "raw_text", "text": cell} for cell in line] for line in lines],
        }
        return
    yield from _sections(
        f"*{escape(line[0])}* "
        + "; ".join(f"{escape(c)}: {escape(v)}" for c, v in zip(columns, line[1:], strict=True))
        for line in lines[1:]
    )


def _sections(lines: Iterable[str]) -> Iterator[Json]:
    """Yield the lines in as few sections as their limit allows, broken between lines."""
    text = ""
    for line in lines:
        for piece in _pieces(line):
            if text and len(text) + 1 + len(piece) > MAX_SECTION:
                yield _section(text)
                text = ""
            text = f"{text}\n{piece}" if text else piece
    if text:
        yield _section(text)


def _pieces(line: str) -> Iterator[str]:
    while len(line) > MAX_SECTION:
        cut = line.rfind(" ", 1, MAX_SECTION)
        cut = cut if cut > 0 else MAX_SECTION
        yield line[:cut]
        line = line[cut:].lstrip()
    yield line


def _section(text: str) -> Json:
    return {"type": "section", "text": _mrkdwn(text), "expand": True}


def _mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _context(texts: Iterable[str]) -> Json:
    return {"type": "context", "elements": [_mrkdwn(text) for text in texts]}


def _questions(label: Label, questions: tuple[str, ...]) -> list[Json]:
    lines = [f"{_BULLET} {escape(one)}" for one in questions]
    return list(_sections([f"*{label}*", *lines])) if lines else []


def _footer(answer: Answer) -> list[Json]:
    """Return the sources and the version, as many a context block as it takes."""
    texts = [escape(f"[{c.number}] {source_line(c)}")[:MAX_CONTEXT] for c in answer.citations]
    texts.append(version_line(answer))
    return [
        _context(texts[start : start + MAX_CONTEXT_ELEMENTS])
        for start in range(0, len(texts), MAX_CONTEXT_ELEMENTS)
    ]


def _statement(statement: Statement) -> str:
    lead = f"{_phrase(statement.lead)}: " if statement.lead else ""
    return f"{lead}{escape(statement.text)}{marks(statement.citations)}"


def _phrase(phrase: Phrase) -> str:
    return "".join(
        f"*{escape(part.text)}*" if isinstance(part, Name) else escape(text_of((part,)))
        for part in phrase
    )
