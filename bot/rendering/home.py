"""The App Home: what there is to ask about, as buttons and menus."""

from collections.abc import Sequence
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
from bot.rendering.room import room_for
from bot.rendering.shelves import menus

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
    menus_of_all = chain(menus(home.shelves, "shelf"), menus(home.news, "new"))
    wanted = list(islice(menus_of_all, MAX_VIEW_BLOCKS))
    shown = wanted[: room_for([block for block, _ in wanted], around, MAX_VIEW_BLOCKS - 1)]
    there = {one.id for _, entries in shown for one in entries}
    missing = len({one.id for shelf in home.shelves for one in shelf.entries} - there)
    left = [context([f"… {missing} {Label.NOT_SHOWN}"])] if missing else []
    return [*(block for block, _ in shown), *left]
