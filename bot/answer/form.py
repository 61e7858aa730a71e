"""Asking by a form: what there is to choose from, and the question that the choices make."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import fuzz

from bot.answer.model import AskForm, Reference
from bot.catalog.model import Catalog, Component, Kind, Need, Says, Topic
from bot.question.model import Question
from bot.text import fold

MAX_NEEDS = 10
"""Needs to tick; all others are found by typing."""
_OF_NEEDS = frozenset({Says.FITS, Says.WRONG_FOR})
_PAIR = 2
_KIND_FROM = 3
"""Letters from which on kinds are searched by their names."""
_MISSPELT_FROM = 4
"""Letters from which on what was typed may be misspelt."""
_LIKE = 75.0  # percent
_AS_NEAR = 4  # percent
_Ranked = tuple[int, str, Reference]


def ask_form(catalog: Catalog, text: str = "", first: str = "") -> AskForm:
    """Return the form with a text or a component to begin with.

    Its needs are those that most claims say what suits, or doesn't.
    """
    claimed = Counter(need for c in catalog.claims if c.says in _OF_NEEDS for need in c.needs)
    most = sorted(claimed, key=lambda need: (-claimed[need], need))[:MAX_NEEDS]
    needs = [Reference(one, catalog.needs[one].name) for one in most]
    chosen = catalog.components.get(first)
    return AskForm(
        text=text,
        needs=tuple(sorted(needs, key=lambda one: one.name.casefold())),
        first=None if chosen is None else Reference(chosen.id, chosen.name),
    )


def suggest(
    typed: str, known: Iterable[Component | Topic], kinds: Mapping[str, Kind] | None = None
) -> tuple[Reference, ...]:
    """Return what is ``known`` that the typed may be the beginning of, the likeliest first.

    What is called just so comes first; names that begin so come before words within names, those
    before aliases, and last comes what is of one of the ``kinds``, by id, whose names have such a
    word.
    """
    start = fold(typed.strip())
    of_kind = _kinds_named(start, kinds or {})
    known = list(known)
    ranked = [
        (rank, one.name.casefold(), Reference(one.id, one.name))
        for one in known
        if (rank := _rank(start, one, of_kind)) is not None
    ]
    ranked = ranked or _nearest(_misspelt(start, known))
    return _in_order(ranked)


def suggest_needs(typed: str, needs: Iterable[Need]) -> tuple[Reference, ...]:
    """Return the needs that the typed may be the beginning of, by name before other phrasings.

    Of a phrasing it may be the beginning of any word, as of a name.
    """
    start = fold(typed.strip())
    ranked = [
        (rank, one.name.casefold(), Reference(one.id, one.name))
        for one in needs
        for rank, text in enumerate((one.name, " ".join(one.phrasings)))
        if f" {start}" in f" {fold(text)}"
    ]
    return tuple(dict.fromkeys(_in_order(ranked)))


def _in_order(ranked: Iterable[_Ranked]) -> tuple[Reference, ...]:
    """Return what was found, best rank first, then by name."""
    return tuple(reference for _, _, reference in sorted(ranked, key=lambda one: one[:2]))


def _nearest(ranked: Iterable[_Ranked]) -> list[_Ranked]:
    """Return of what is misspelt what differs hardly more than the nearest."""
    found = list(ranked)
    least = min((rank for rank, _, _ in found), default=0)
    return [one for one in found if one[0] <= least + _AS_NEAR]


def _misspelt(start: str, known: Iterable[Component | Topic]) -> Iterator[_Ranked]:
    """Yield what begins nearly like the typed, by how much it differs."""
    if len(start) < _MISSPELT_FROM:
        return
    for one in known:
        # How a practice is asked about often begins with the name of something else.
        aliases = one.aliases if isinstance(one, Component) else ()
        names = [fold(one.name), *(fold(alias.text) for alias in aliases)]
        beginnings = (name[: len(start) + more] for name in names for more in (0, 1))
        likeness = max(fuzz.ratio(start, one) for one in beginnings)
        if likeness >= _LIKE:
            yield round(100 - likeness), one.name.casefold(), Reference(one.id, one.name)


def _kinds_named(start: str, kinds: Mapping[str, Kind]) -> frozenset[str]:
    """Return the kinds, with those below them, whose names have a word that begins so."""
    if len(start) < _KIND_FROM:
        return frozenset()
    named = {
        one.id
        for one in kinds.values()
        for text in (one.name, one.plural, *(alias.text for alias in one.aliases))
        if any(word.startswith(start) for word in fold(text).split())
    }
    below = {one.id for one in kinds.values() if one.parent in named}
    return frozenset(named | below)


def _rank(start: str, entity: Component | Topic, of_kind: frozenset[str]) -> int | None:
    name = fold(entity.name)
    aliases = [fold(alias.text) for alias in entity.aliases]
    if name.startswith(start) or start in aliases:
        return 0 if start not in (name, *aliases) else -1
    if any(word.startswith(start) for word in name.split()):
        return 1
    if any(alias.startswith(start) for alias in aliases):
        return 2
    if start in name:
        return 3
    return 4 if isinstance(entity, Component) and entity.kind in of_kind else None


def chosen_question(
    components: tuple[str, ...], needs: tuple[str, ...], catalog: Catalog
) -> Question | None:
    """Return the question that choices make; ``None`` if nothing known is chosen."""
    components = tuple(dict.fromkeys(one for one in components if one in catalog.components))
    needs = tuple(dict.fromkeys(one for one in needs if one in catalog.needs))
    if len(components) >= _PAIR:
        return Question("compare", components=components, needs=needs)
    if components:
        return Question("when_to_use" if needs else "define", components=components, needs=needs)
    return Question("recommend", needs=needs) if needs else None
