"""The App Home: what there is to ask about, as buttons and menus."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from bot.answer.model import Home, Offer
from bot.answer.phrases import text_of
from bot.rendering.block_kit import (
    LOOK,
    MAX_NOTE,
    MAX_VIEW_BLOCKS,
    SETTINGS,
    Json,
    ask_buttons,
    button,
    context,
    escape,
    section,
    shortened,
)
from bot.rendering.forms import picker
from bot.rendering.labels import VERSION_LENGTH, Label
from bot.rendering.room import MAX_VIEW_BYTES, SPARE, size_of
from bot.rendering.shelves import Menu, menus

SEARCH = f"{LOOK}.search"
"""The action id of the search over all names."""


def render_home(home: Home, notes: Sequence[str] = (), *, decides: bool = False) -> Json:
    """Return the App Home as a view, within its limits; what is left out is counted.

    ``notes`` are plain texts that lead it; who ``decides`` for the workspace gets its settings.
    """
    head = [section(escape(text_of(home.about))), context([Label.HOW_TO_ASK])]
    head += [context([escape(shortened(note, MAX_NOTE))]) for note in notes]
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
    buttons = ask_buttons([(one.label, one) for one in offers], name)
    return [section(f"*{heading}*"), {"type": "actions", "elements": buttons}] if buttons else []


def _within(home: Home, around: Sequence[Json]) -> list[Json]:
    """Return the shelves as far as the view takes them beside the rest, and how many it doesn't."""
    room = MAX_VIEW_BLOCKS - len(around) - 1
    wanted = chain(menus(home.shelves, "shelf"), menus(home.news, "new"))
    shown = list(_fitting(islice(wanted, room), size_of(around)))
    there = {one.id for _, entries in shown for one in entries}
    missing = len({one.id for shelf in home.shelves for one in shelf.entries} - there)
    left = [context([f"… {missing} {Label.NOT_SHOWN}"])] if missing else []
    return [*(block for block, _ in shown), *left]


def _fitting(menus: Iterable[Menu], size: int) -> Iterator[Menu]:
    """Yield menus until the view is full, of which ``size`` bytes are taken."""
    size += SPARE
    for block, entries in menus:
        size += size_of(block)
        if size > MAX_VIEW_BYTES:
            return
        yield block, entries
