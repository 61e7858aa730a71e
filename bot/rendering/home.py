"""The App Home: what there is to ask about, as buttons and menus."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice

from bot.answer.model import Home, Reference, Shelf
from bot.answer.phrases import text_of
from bot.rendering.block_kit import (
    LOOK,
    MAX_OPTION_VALUE,
    MAX_SECTION,
    MAX_VIEW_BLOCKS,
    Json,
    ask_buttons,
    context,
    escape,
    menu,
    section,
)
from bot.rendering.forms import MAX_OPTIONS, options
from bot.rendering.labels import VERSION_LENGTH, Label

MAX_VIEW_BYTES = 250_000
_FRAME_BLOCKS = 5  # around the shelves, at most
_FRAME_BYTES = 20_000


def render_home(home: Home) -> Json:
    """Return the App Home as a view, within its limits; what is left out is counted."""
    shown = list(_fitting(_sections(home.shelves)))
    missing = sum(len(shelf.entries) for shelf in home.shelves) - sum(size for _, size in shown)
    blocks = [section(escape(text_of(home.about))), context([Label.HOW_TO_ASK])]
    if buttons := ask_buttons([(one.text, one) for one in home.examples], "example"):
        blocks.append({"type": "actions", "elements": buttons})
    blocks += [block for block, _ in shown]
    if missing:
        blocks.append(context([f"… {missing} {Label.NOT_SHOWN}"]))
    blocks.append(context([f"{Label.KNOWLEDGE} {home.knowledge[:VERSION_LENGTH]}"]))
    return {"type": "home", "blocks": blocks}


_Menu = tuple[Json, int]
"""A section with a menu, and how many entries that has."""


def _fitting(menus: Iterable[_Menu]) -> Iterator[_Menu]:
    """Yield menus until the view is full."""
    size = _FRAME_BYTES
    for block, entries in islice(menus, MAX_VIEW_BLOCKS - _FRAME_BLOCKS):
        size += len(json.dumps(block))
        if size > MAX_VIEW_BYTES:
            return
        yield block, entries


def _sections(shelves: Sequence[Shelf]) -> Iterator[_Menu]:
    """Yield the shelves as menus, split where one takes no more."""
    number = count()
    for shelf in shelves:
        entries = [one for one in shelf.entries if len(one.id) <= MAX_OPTION_VALUE]
        for start in range(0, len(entries), MAX_OPTIONS):
            part = entries[start : start + MAX_OPTIONS]
            yield _section(text_of(shelf.heading), part, f"{LOOK}.{next(number)}"), len(part)


def _section(heading: str, entries: Sequence[Reference], action: str) -> Json:
    names = escape(", ".join(one.name for one in entries))
    text = f"*{escape(heading)}*\n{names}"
    if len(text) > MAX_SECTION:  # the menu has them all
        text = text[: MAX_SECTION - 1].rpartition(", ")[0] + "…"
    return {**section(text), "accessory": menu(action, Label.LOOK_UP, options(entries))}
