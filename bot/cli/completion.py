"""Which names can complete a line that is being typed."""

import re
from collections.abc import Container

from bot.catalog.model import Catalog
from bot.catalog.wording import Alias

Forms = tuple[str, ...]
"""The ways to write one thing, its own name first."""


def known_names(catalog: Catalog) -> list[Forms]:
    """Return how each component, topic and kind can be written.

    Ways to write something that begin with another component are left to that.
    """
    components, topics = catalog.components.values(), catalog.topics.values()
    written = {one.id: _folded((one.name, *_texts(one.aliases))) for one in components}
    names = frozenset().union(*written.values())
    return [
        *((one.name, *_others(_texts(one.aliases), names - written[one.id])) for one in components),
        *((one.name, *_others(_texts(one.aliases), names)) for one in topics),
        *((one.name, one.plural, *_texts(one.aliases)) for one in catalog.kinds.values()),
    ]


def _folded(forms: Forms) -> frozenset[str]:
    return frozenset(form.casefold() for form in forms)


def _others(forms: Forms, names: Container[str]) -> Forms:
    return tuple(form for form in forms if form.split()[0].casefold() not in names)


def _texts(aliases: tuple[Alias, ...]) -> Forms:
    return tuple(alias.text for alias in aliases)


def completions(line: str, names: list[Forms]) -> list[str]:
    """Return what can stand in place of the line's last word, the most of the line heeded.

    After "use spring b" that is "Boot"; after a space, it is every name.
    """
    last_word = re.split(r"\s", line)[-1]
    for word in re.finditer(r"(?<!\S)(?=\S|$)", line):
        typed = line[word.start() :]
        found = (_completing(typed, forms) for forms in names)
        before = len(typed) - len(last_word)
        if ends := {form[before:] for form in found if form is not None}:
            return sorted(ends, key=str.casefold)
    return []


def _completing(typed: str, forms: Forms) -> str | None:
    """Return the first form that begins with what is typed, whatever its case."""
    start = typed.casefold()
    return next((form for form in forms if form.casefold().startswith(start)), None)
