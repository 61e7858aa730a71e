"""Asking by a form: what there is to choose from, and the question that the choices make."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from bot.answer.model import AskForm, Reference
from bot.catalog.model import Catalog, Component, Says, Topic
from bot.question.model import Question
from bot.text import fold

MAX_NEEDS = 20
_PAIR = 2
_MISSPELT_FROM = 4
"""Letters from which on what was typed may be misspelt."""
_LIKE = 75.0  # percent
_Ranked = tuple[int, str, Reference]


def ask_form(catalog: Catalog, text: str = "", first: str = "") -> AskForm:
    """Return the form with a text or a component to begin with.

    Its needs are those that most things fit.
    """
    fits = {
        (need, component)
        for claim in catalog.claims
        if claim.says is Says.FITS
        for need in claim.needs
        for component in claim.about
    }
    counted = sorted(Counter(need for need, _ in fits).items(), key=lambda one: (-one[1], one[0]))
    needs = [Reference(one, catalog.needs[one].name) for one, _ in counted[:MAX_NEEDS]]
    chosen = catalog.components.get(first)
    return AskForm(
        text=text,
        needs=tuple(sorted(needs, key=lambda one: one.name.casefold())),
        first=None if chosen is None else Reference(chosen.id, chosen.name),
    )


def suggest(typed: str, known: Iterable[Component | Topic]) -> tuple[Reference, ...]:
    """Return what is ``known`` that the typed may be the beginning of, the likeliest first.

    Names that begin so come before words within names, and those before aliases.
    """
    start = fold(typed.strip())
    known = list(known)
    ranked = [
        (rank, one.name.casefold(), Reference(one.id, one.name))
        for one in known
        if (rank := _rank(start, one)) is not None
    ]
    ranked = ranked or list(_misspelt(start, known))
    return tuple(reference for _, _, reference in sorted(ranked, key=lambda one: one[:2]))


def _misspelt(start: str, known: Iterable[Component | Topic]) -> Iterator[_Ranked]:
    """Yield what begins nearly like the typed, by how much it differs."""
    if len(start) < _MISSPELT_FROM:
        return
    for one in known:
        names = [fold(one.name), *(fold(alias.text) for alias in one.aliases)]
        beginnings = (name[: len(start) + more] for name in names for more in (0, 1))
        likeness = max(fuzz.ratio(start, one) for one in beginnings)
        if likeness >= _LIKE:
            yield round(100 - likeness), one.name.casefold(), Reference(one.id, one.name)


def _rank(start: str, entity: Component | Topic) -> int | None:
    name = fold(entity.name)
    if name.startswith(start):
        return 0
    if any(word.startswith(start) for word in name.split()):
        return 1
    if any(fold(alias.text).startswith(start) for alias in entity.aliases):
        return 2
    return 3 if start in name else None


def chosen_question(
    components: tuple[str, ...], needs: tuple[str, ...], catalog: Catalog
) -> Question | None:
    """Return the question that choices make; ``None`` if nothing known is chosen."""
    components = tuple(dict.fromkeys(one for one in components if one in catalog.components))
    needs = tuple(one for one in needs if one in catalog.needs)
    if len(components) >= _PAIR:
        return Question("compare", components=components, needs=needs)
    if components:
        return Question("when_to_use" if needs else "define", components=components, needs=needs)
    return Question("recommend", needs=needs) if needs else None
