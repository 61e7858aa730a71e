"""An answer as a Slack message: Block Kit blocks with the whole answer as fallback text.

Knows the shape and limits of Block Kit and nothing of Slack's API. Every text is escaped;
nothing here can mention anybody or unfurl.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from urllib.parse import quote

from bot.answer.model import (
    Answer,
    Block,
    Bullets,
    Cell,
    Citation,
    Name,
    Offer,
    Outcome,
    Paragraph,
    Phrase,
    Statement,
    Table,
)
from bot.answer.phrases import text_of
from bot.rendering.labels import (
    UNKNOWN_CELL,
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
from bot.rendering.room import room_for
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
MAX_VIEW_BLOCKS = 100
MAX_VIEW_TITLE = 24
MAX_BUTTON = 75
MAX_VALUE = 2000
MAX_OPTION = 75
MAX_OPTION_VALUE = 150
MAX_BLOCK_ID = 255
MAX_NOTE = 500
MAX_TITLE = 60
MAX_TITLED = 4  # sources with their titles, where there is more to press for all of them
MAX_URL = 2000
_BULLET = "•"
_CONTROLS = (*range(9), 11, 12, *range(14, 32), *range(127, 160))
_TURNS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNSEEN = dict.fromkeys((*_CONTROLS, *_TURNS))
"""Control characters, and those that turn the direction of what is written after them."""
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("`", "'"))
_URL_PUNCTUATION = "%/:?#[]@!$&'()*+,;=~"

ASK, SHARE, RATE, LOOK, COMPARE, MEANT = "ask", "share", "rate", "look", "compare", "meant"
SETTINGS = "settings"
"""Action ids, with a dot and a suffix where a message has several."""
UP, DOWN = "up", "down"


class Surface(StrEnum):
    """Where an answer is shown."""

    THREAD = "thread"  # a message that all in a channel can see
    DIRECT = "direct"  # a message to one person, who can write back
    PRIVATE = "private"  # a message that one person can see, and share
    VIEW = "view"  # a modal; it takes no tables


_GO_ON = {Surface.THREAD: Label.GO_ON, Surface.PRIVATE: Label.GO_ON_PRIVATE}
"""How one goes on from an answer there."""
_OR_TYPE = {Surface.THREAD: Label.OR_TYPE_MENTION, Surface.DIRECT: Label.OR_TYPE}
"""How one chooses there without a button."""


def render_block_kit(
    answer: Answer, surface: Surface = Surface.THREAD, notes: Sequence[str] = ()
) -> Json:
    """Return ``text`` and ``blocks`` of a message, within Slack's limits.

    ``notes`` are plain texts that lead it, such as whose question it answers.
    """
    return {"text": fallback(answer, notes), "blocks": render_blocks(answer, surface, notes)}


def render_modal(answer: Answer, notes: Sequence[str] = ()) -> Json:
    """Return a modal that shows an answer."""
    return modal(render_blocks(answer, Surface.VIEW, notes))


def modal(blocks: list[Json], title: str = Label.TITLE) -> Json:
    """Return a modal of these blocks, with nothing to submit."""
    return {
        "type": "modal",
        "title": plain(title),
        "close": plain(Label.CLOSE),
        "blocks": blocks,
    }


def section(text: str) -> Json:
    """Return a text in mrkdwn as a section."""
    return {"type": "section", "text": _mrkdwn(text), "expand": True}


def render_blocks(
    answer: Answer, surface: Surface, notes: Sequence[str] = (), beside: Sequence[Json] = ()
) -> list[Json]:
    """Return an answer's blocks with its buttons, within the limits of the surface.

    ``beside`` are blocks between what it says and its own buttons.
    """
    lead = [context([escape(shortened(note, MAX_NOTE))]) for note in notes]
    is_view = surface is Surface.VIEW
    blocks = [one for block in answer.blocks for one in _blocks(block, tables=not is_view)]
    end = [*beside, *_options(answer, surface), *_actions(answer, surface), *_footer(answer)]
    end += _rating(answer, is_view=is_view)
    if answer.intent == "help" and (how := _GO_ON.get(surface)):
        blocks.append(context([how]))
    room = MAX_BLOCKS - len(lead) - len(end)
    if is_view:  # which has a way back besides
        room = room_for(blocks, [*lead, *end], MAX_VIEW_BLOCKS - 1)
    if (hidden := len(blocks) - room + 1) > 1:  # say so rather than cut silently
        blocks = [*blocks[: room - 1], context([f"… {hidden} {Label.MORE_PARTS}"])]
    return [*lead, *blocks, *end]


def button(text: str, action: str, value: str) -> Json:
    """Return a button; its text is cut where Slack would refuse it."""
    return {
        "type": "button",
        "text": plain(shortened(text, MAX_BUTTON)),
        "action_id": action,
        "value": value,
    }


def option(text: str, value: str) -> Json:
    """Return something to choose in a menu; its text is cut where Slack would refuse it."""
    return {"text": plain(shortened(text, MAX_OPTION)), "value": value}


def menu(action: str, placeholder: str, options: list[Json]) -> Json:
    """Return a menu to choose one of the options from."""
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(placeholder),
        "options": options,
    }


def ask_buttons(offers: Iterable[tuple[str, Offer]], name: str) -> list[Json]:
    """Return a button for each question, with its label.

    What doesn't fit into one stays in the text alone.
    """
    return [
        button(label, f"{ASK}.{name}{number}", offer.token)
        for number, (label, offer) in enumerate(offers)
        if len(offer.token) <= MAX_VALUE
    ]


def _options(answer: Answer, surface: Surface) -> list[Json]:
    """Return the readings to choose from: buttons, and the word that typing does as well."""
    numbered = [(f"{n}. {one.label}", one) for n, one in enumerate(answer.options, start=1)]
    buttons = ask_buttons(numbered, "option")
    if not buttons:
        return []
    choice: Json = {"type": "actions", "elements": buttons}
    how = _OR_TYPE.get(surface)
    return [choice, context([how])] if how else [choice]


def _actions(answer: Answer, surface: Surface) -> list[Json]:
    """Return the buttons under an answer: further questions, why, more, and sharing it."""
    buttons = ask_buttons([(one.label, one) for one in answer.suggestions], "next")
    for label, offer in ((Label.WHY, answer.why), (Label.MORE, answer.more)):
        if offer is not None and len(offer.token) <= MAX_VALUE:
            buttons.append(button(label, f"{ASK}.{label.name.lower()}", offer.token))
    if answer.comparable is not None:
        buttons.append(button(Label.COMPARE, COMPARE, answer.comparable.id))
    token = answer.question.token
    shareable = answer.outcome is Outcome.ANSWERED and len(token) <= MAX_VALUE
    sharing = {Surface.PRIVATE: Label.SHARE, Surface.VIEW: Label.SHARE_WHERE}.get(surface)
    if sharing is not None and shareable:
        buttons.append(button(sharing, SHARE, token))
    actions: Json = {"type": "actions", "elements": buttons}
    if (readings := _readings(answer)) and len(token) <= MAX_BLOCK_ID:
        actions["block_id"] = token  # so that whoever chooses another reading can come back
    buttons += readings
    return [actions] if buttons else []


def _readings(answer: Answer) -> list[Json]:
    """Return the menu of what could have been meant instead, if anything."""
    options = [
        option(one.text, one.token) for one in answer.readings if len(one.token) <= MAX_OPTION_VALUE
    ]
    return [menu(MEANT, Label.NOT_MEANT, options)] if options else []


def _rating(answer: Answer, *, is_view: bool) -> list[Json]:
    """Return thumbs up and down for what was answered or declined; in a modal, plain buttons."""
    token = answer.question.token
    rated = answer.outcome in {Outcome.ANSWERED, Outcome.DECLINED}
    if not rated or len(token) > MAX_VALUE - len(DOWN) - 1:
        return []
    votes = (("positive", UP, Label.HELPFUL), ("negative", DOWN, Label.NOT_HELPFUL))
    if is_view:
        choice = [button(label, f"{RATE}.{vote}", f"{vote} {token}") for _, vote, label in votes]
        return [{"type": "actions", "elements": choice}]
    thumbs = {
        f"{name}_button": {
            "text": plain(label),
            "value": f"{vote} {token}",
            "accessibility_label": label,
        }
        for name, vote, label in votes
    }
    element = {"type": "feedback_buttons", "action_id": RATE, **thumbs}
    return [{"type": "context_actions", "elements": [element]}]


def fallback(answer: Answer, notes: Sequence[str] = ()) -> str:
    """Return the answer's plain text, escaped and within what notifications take."""
    lead = (shortened(note, MAX_NOTE) for note in notes)
    text = escape("\n\n".join([*lead, render_text(answer, brief=True)]))
    if len(text) <= MAX_TEXT:
        return text
    end = f"\n… {Label.TEXT_CUT}"
    return text[: MAX_TEXT - len(end)].rpartition("\n")[0] + end


def escape(text: str) -> str:
    """Escape text for mrkdwn, so that it can neither link, mention nor stand as code.

    What isn't to be seen is left out.
    """
    text = _seen(text)
    for one, instead in _ESCAPES:
        text = text.replace(one, instead)
    return text


def _seen(text: str) -> str:
    """Return a text without what isn't to be seen; most have nothing of it."""
    return text if text.isprintable() else text.translate(_UNSEEN)


def _blocks(block: Block, *, tables: bool) -> Iterator[Json]:
    match block:
        case Statement():
            yield from _sections([_statement(block)])
        case Paragraph(phrase, citations):
            yield from _sections([f"{_phrase(phrase)}{marks(citations)}"])
        case Bullets(heading, items):
            lines = [f"{_BULLET} {_statement(item)}" for item in items]
            yield from _sections([f"*{escape(text_of(heading))}*", *lines])
        case Table(heading, columns, rows, _):
            if rows:
                yield from _sections([f"*{escape(text_of(heading))}*"])
                yield from _table(columns, rows, as_block=tables)
            if alike := alike_line(block):
                yield from _sections([escape(alike)])


def _table(
    columns: tuple[str, ...],
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...],
    *,
    as_block: bool,
) -> Iterator[Json]:
    """Yield the table, or its rows as lines where it is beyond what a table block takes."""
    lines = [[Label.PROPERTY, *columns]]
    for dimension, cells in rows:
        lines.append([dimension, *(cell_text(cell) for cell in cells)])
    size = sum(len(cell) for line in lines for cell in line)
    fits = len(lines) <= MAX_TABLE_ROWS and len(columns) < MAX_TABLE_COLUMNS
    if as_block and fits and size <= MAX_TABLE_CHARACTERS:
        yield {
            "type": "table",
            "column_settings": [{"is_wrapped": True} for _ in lines[0]],
            "rows": [[_raw(cell) for cell in line] for line in lines],
        }
        return
    for dimension, *values in lines[1:]:
        told = zip(columns, values, strict=True)
        shown = [f"{_BULLET} {escape(column)}: {escape(value)}" for column, value in told]
        yield from _sections([f"*{escape(dimension)}*", *shown])


def _raw(text: str) -> Json:
    return {"type": "raw_text", "text": _seen(text) or UNKNOWN_CELL}


def _sections(lines: Iterable[str]) -> Iterator[Json]:
    """Yield the lines in as few sections as their limit allows, broken between lines."""
    text = ""
    for line in lines:
        for piece in _pieces(line):
            if text and len(text) + 1 + len(piece) > MAX_SECTION:
                yield section(text)
                text = ""
            text = f"{text}\n{piece}" if text else piece
    if text:
        yield section(text)


def _pieces(line: str) -> Iterator[str]:
    while len(line) > MAX_SECTION:
        cut = line.rfind(" ", 1, MAX_SECTION)
        cut = cut if cut > 0 else MAX_SECTION
        yield line[:cut]
        line = line[cut:].lstrip()
    yield line


def shortened(text: str, limit: int) -> str:
    """Return a text cut to a limit, with a sign that it is."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def plain(text: str) -> Json:
    """Return a text that Slack doesn't read as markup."""
    return {"type": "plain_text", "text": _seen(text), "emoji": False}


def _mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def context(texts: Iterable[str]) -> Json:
    """Return texts in mrkdwn as a context block."""
    return {"type": "context", "elements": [_mrkdwn(text) for text in texts]}


def _footer(answer: Answer) -> list[Json]:
    """Return the sources, pack by pack, and the version, as many a context block as it takes.

    Of many, the first have their titles and the others their numbers alone, all with their links;
    who asks why sees every title.
    """
    texts: list[str] = []
    titled = MAX_TITLED if answer.why is not None else len(answer.citations)
    for pack in dict.fromkeys(citation.pack for citation in answer.citations):
        text = f"{escape(shortened(pack[:1].upper() + pack[1:], MAX_TITLE))}:"
        cited = (one for one in answer.citations if one.pack == pack)
        for piece in (_source(one, titled=one.number <= titled) for one in cited):
            if len(text) + len(piece) + 3 <= MAX_CONTEXT:
                text += f" {piece}"
            else:
                texts.append(text)
                text = piece
        texts.append(text)
    texts += version_lines(answer)
    starts = range(0, len(texts), MAX_CONTEXT_ELEMENTS)
    return [context(texts[start : start + MAX_CONTEXT_ELEMENTS]) for start in starts]


def _source(citation: Citation, *, titled: bool) -> str:
    """Return a source as its number and its title, a link where it has an address.

    What isn't ``titled`` is its number alone, as the link; without an address it has its title.
    """
    link = quote(address(citation) or "", safe=_URL_PUNCTUATION).replace("&", "&amp;")
    if not link or len(link) > MAX_URL:
        told = f"[{citation.number}] {source_line(citation, whose=False)}"
        return escape(shortened(told, MAX_NOTE))
    if not titled:
        return f"<{link}|[{citation.number}]>"
    return f"[{citation.number}] <{link}|{escape(shortened(citation.title, MAX_TITLE))}>"


def _statement(statement: Statement) -> str:
    return f"{_phrase(statement.lead)}{escape(after_lead(statement))}{escape(tail(statement))}"


def _phrase(phrase: Phrase) -> str:
    return "".join(
        f"*{escape(part.text)}*" if isinstance(part, Name) else escape(text_of((part,)))
        for part in phrase
    )
