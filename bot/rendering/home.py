"""The App Home: what there is to ask about, as buttons and menus."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, islice

from bot.answer.model import Home, Offer, Reference, Shelf
from bot.answer.phrases import text_of
from bot.rendering.block_kit import (
    LOOK,
    MAX_VIEW_BLOCKS,
    SETTINGS,
    Json,
    ask_buttons,
    button,
    context,
    escape,
    plain,
    section,
    shortened,
)
from bot.rendering.forms import MAX_OPTION_VALUE, MAX_OPTIONS, options, picker
from bot.rendering.labels import VERSION_LENGTH, Label

MAX_VIEW_BYTES = 250_000
MAX_NAMES = 6  # of a shelf, in words; its menu has them all
MAX_NAME = 40
SEARCH = f"{LOOK}.search"
"""The action id of the search over all names."""


def render_home(home: Home, notes: Sequence[str] = (), *, decides: bool = False) -> Json:
    """Return the App Home as a view, within its limits; what is left out is counted.

    ``notes`` are plain texts that lead it; who ``decides`` for the workspace gets its settings.
    """
    head = [section(escape(text_of(home.about))), context([Label.HOW_TO_ASK])]
    head += [context([escape(note)]) for note in notes]
    head += _asking(Label.ASKED_LATELY, home.recent, "recent")
    head += _asking(Label.EXAMPLES, home.examples, "example")
    if home.shelves:
        search = section(f"*{Label.LOOK_UP_HERE}*")
        head += [{"type": "divider"}, {**search, "accessory": picker(SEARCH)}]
    end = [context([f"{Label.KNOWLEDGE} {home.knowledge[:VERSION_LENGTH]}"])]
    if decides:
        end.append({"type": "actions", "elements": [button(Label.SETTINGS, SETTINGS, SETTINGS)]})
    return {"type": "home", "blocks": [*head, *_within(home, [*head, *end]), *end]}


def _asking(heading: str, offers: Sequence[Offer], name: str) -> list[Json]:
    """Return questions as buttons under a heading; nothing where there are none."""
    buttons = ask_buttons(offers, name)
    return [section(f"*{heading}*"), {"type": "actions", "elements": buttons}] if buttons else []


def _within(home: Home, around: Sequence[Json]) -> list[Json]:
    """Return the shelves as far as the view takes them beside the rest, and how many it doesn't."""
    room = MAX_VIEW_BLOCKS - len(around) - 1
    menus = islice(chain(_menus(home.news, "new"), _menus(home.shelves, "shelf")), room)
    shown = list(_fitting(menus, len(json.dumps(around))))
    there = {one.id for _, entries in shown for one in entries}
    missing = len({one.id for shelf in home.shelves for one in shelf.entries} - there)
    left = [context([f"… {missing} {Label.NOT_SHOWN}"])] if missing else []
    return [*(block for block, _ in shown), *left]


_Menu = tuple[Json, Sequence[Reference]]
"""A section with a menu, and its entries."""
_SPARE = 1000  # bytes of the view around its blocks, and of the line on what is left out


def _fitting(menus: Iterable[_Menu], size: int) -> Iterator[_Menu]:
    """Yield menus until the view is full, of which ``size`` bytes are taken."""
    size += _SPARE
    for block, entries in menus:
        size += len(json.dumps(block)) + 2
        if size > MAX_VIEW_BYTES:
            return
        yield block, entries


def _menus(shelves: Sequence[Shelf], name: str) -> Iterator[_Menu]:
    """Yield the shelves as menus, split where one takes no more."""
    number = count()
    for shelf in shelves:
        entries = [one for one in shelf.entries if len(one.id) <= MAX_OPTION_VALUE]
        for start in range(0, len(entries), MAX_OPTIONS):
            part = entries[start : start + MAX_OPTIONS]
            heading = f"*{escape(text_of(shelf.heading))}*"
            if len(part) < len(entries):
                heading += f" {_name(part[0].name)} … {_name(part[-1].name)}"
            yield _menu(heading, part, shelf.known, f"{LOOK}.{name}{next(number)}"), part


def _menu(heading: str, entries: Sequence[Reference], known: Sequence[str], action: str) -> Json:
    """Return a section that names some entries, with a menu of them all."""
    among = [one.name for one in entries]
    named = ([one for one in known if one in among] or among)[:MAX_NAMES]
    names = ", ".join(_name(one) for one in named)
    if more := len(entries) - len(named):
        names += f" {Label.NAMES_MORE.format(count=more)}"
    menu: Json = {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(Label.LOOK_UP),
        "options": options(entries),
    }
    return {**section(f"{heading}\n{names}"), "accessory": menu}


def _name(name: str) -> str:
    return escape(shortened(name, MAX_NAME))
