"""An answer as GitHub-flavoured Markdown, to paste into a pull request or a wiki.

Every text is escaped: no word of a person or a source becomes markup, HTML, a link or a
mention. Citations in the text are plain numbers and the titles of sources the links, so that
answers pasted below each other can't share link definitions.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from urllib.parse import quote

from bot.answer.model import (
    Answer,
    Block,
    Bullets,
    Cell,
    Citation,
    Name,
    Offer,
    Paragraph,
    Phrase,
    Statement,
    Table,
)
from bot.answer.phrases import text_of
from bot.rendering.labels import (
    Label,
    address,
    after_lead,
    alike_line,
    around_title,
    cell_text,
    marks,
    tail,
    version_lines,
)

_UNPRINTABLE = re.compile(r"(?!\s)[\x00-\x1f\x7f-\x9f]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKUP = re.compile(r"[\\`*_\[\]|~$#]")
_BLOCK_START = re.compile(r"\A(?:(?=[-+=])|(\d+)(?=[.)]))")
# What GitHub links or replaces after Markdown is read, where a backslash has no say: mentions
# and e-mail addresses, issues (#1, GH-1), addresses (https://, www.) and :emoji:.
_LINKED_LATER = re.compile(r"(?i)@(?=\S)|#(?=\d)|(?<![^\W_])gh-(?=\d)|:(?=//|[\w+-]+:)|www(?=\.)")
_NO_WIDTH = "&#8203;"
_URL_PUNCTUATION = "%/:?#[]@!$&'*+,;=~"  # stays as it is; brackets, quotes and the like do not


def render_markdown(answer: Answer) -> str:
    """Return the whole answer with its sources as Markdown."""
    parts = [part for block in answer.blocks for part in _block(block)]
    parts += _listed(Label.OPTIONS, answer.options)
    parts += _listed(Label.ASK_NEXT, answer.suggestions)
    if answer.citations:
        parts += [f"### {Label.SOURCES}", _bullets(_source(one) for one in answer.citations)]
    parts += [_line(escape(line)) for line in version_lines(answer)]
    return "\n\n".join(parts)


def escape(text: str) -> str:
    """Return text as Markdown that shows it and does nothing else, on one line."""
    text = re.sub(r"\s+", " ", _UNPRINTABLE.sub("", text))
    text = _LINKED_LATER.sub(lambda found: f"{found[0]}\0", text)
    text = _MARKUP.sub(r"\\\g<0>", text)
    text = re.sub("[&<>]", lambda found: _ENTITIES[found[0]], text)
    return text.replace("\0", _NO_WIDTH)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Statement():
            yield _line(_statement(block))
        case Paragraph(phrase, citations):
            yield _line(f"{_phrase(phrase)}{escape(marks(citations))}")
        case Bullets(heading, items):
            yield _heading(heading)
            yield _bullets(_statement(item) for item in items)
        case Table(heading, columns, rows, _):
            if rows:
                yield _heading(heading)
                yield "\n".join(_table(columns, rows))
            if alike := alike_line(block):
                yield _line(escape(alike))


def _table(
    columns: tuple[str, ...], rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]
) -> Iterator[str]:
    yield _row(["", *columns])
    yield _row("---" for _ in ("", *columns))
    for dimension, cells in rows:
        yield _row([dimension, *(cell_text(cell) for cell in cells)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(escape(cell).strip() for cell in cells)} |"


def _heading(heading: Phrase) -> str:
    return f"### {escape(text_of(heading)).strip()}"


def _listed(label: Label, questions: tuple[Offer, ...]) -> list[str]:
    return [f"### {label}", _bullets(escape(one.text) for one in questions)] if questions else []


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {_line(item)}" for item in items)


def _source(citation: Citation) -> str:
    before, after = around_title(citation)
    title, url = escape(citation.title), address(citation)
    where = ""
    if url:
        title = f"[{title}]({quote(url, safe=_URL_PUNCTUATION).replace('&', '&amp;')})"
    elif citation.url:
        where = escape(f" {citation.url}")
    return f"{escape(f'[{citation.number}] {before}')}{title}{escape(after)}{where}"


def _statement(statement: Statement) -> str:
    return f"{_phrase(statement.lead)}{escape(f'{after_lead(statement)}{tail(statement)}')}"


def _phrase(phrase: Phrase) -> str:
    """Return a phrase with its names bold. What is read in one go is escaped in one go."""
    parts = []
    for bold, run in groupby(phrase, lambda part: isinstance(part, Name)):
        text = escape(text_of(tuple(run)))
        parts.append(f"**{text.strip()}**" if bold else text)
    return "".join(parts)


def _line(markdown: str) -> str:
    """Return a line that starts no list and underlines no heading."""
    return _BLOCK_START.sub(r"\1\\", markdown.strip())
