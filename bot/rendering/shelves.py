"""Shelves of what can be looked up, as menus."""

from collections.abc import Iterator, Sequence
from itertools import count

from bot.answer.model import Reference, Shelf
from bot.answer.phrases import text_of
from bot.rendering.block_kit import (
    LOOK,
    MAX_OPTION_VALUE,
    Json,
    escape,
    menu,
    section,
    shortened,
)
from bot.rendering.forms import MAX_OPTIONS, options
from bot.rendering.labels import Label

MAX_NAMES = 6  # of a menu, in words
MAX_NAME = 40

Menu = tuple[Json, Sequence[Reference]]
"""A section with a menu, and its entries."""


def menus(shelves: Sequence[Shelf], name: str) -> Iterator[Menu]:
    """Yield the shelves as menus, split where one takes no more."""
    number = count()
    for shelf in shelves:
        entries = [one for one in shelf.entries if len(one.id) <= MAX_OPTION_VALUE]
        for start in range(0, len(entries), MAX_OPTIONS):
            part = entries[start : start + MAX_OPTIONS]
            heading = f"*{_name(text_of(shelf.heading))}*"
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
    choice = menu(action, Label.LOOK_UP, options(entries))
    return {**section(f"{heading}\n{names}"), "accessory": choice}


def _name(name: str) -> str:
    return escape(shortened(name, MAX_NAME))
