"""What is known of the case that a question tells in words of its own."""

from collections.abc import Iterator, Sequence

from bot.answer.facts import DETAILS, rarity, speaking_of, stems_of
from bot.answer.telling import JOINING, LOOSE
from bot.catalog.model import Catalog, Claim
from bot.question.qualities import names_quality

_MOST_LEADS = 4
_SEVERAL, _TELLING, _TELLING_ALL = 2, 2.5, 7.5  # words; the rarity of each and of all, at least
_ROOT = 5  # letters by which "administrator" and "administration" are one
_MEANINGFUL = 4.5
"""The rarity of a word, see :func:`rarity`, that makes a claim with it speak of a phrase."""


def is_said(phrase: str, told: set[str]) -> bool:
    """Tell whether the words of a phrase stand in what was told, given as stems."""
    roots = {stem[:_ROOT] for stem in told}
    return all(stem[:_ROOT] in roots for stem in stems_of(phrase))


def is_told(catalog: Catalog, name: str, told: set[str]) -> bool:
    """Tell whether something was told by its name, or by another name of an idea or a practice."""
    texts = [name]
    known = [(one.name, one.aliases) for one in catalog.concepts.values()]
    known += [(one.name, one.aliases) for one in catalog.topics.values()]
    for own, aliases in known:
        names = [own, *(alias.text for alias in aliases)]
        texts += names if name in names else []
    return any(is_said(text, told) for text in texts)


def speaking_of_case(
    catalog: Catalog, leads: Sequence[str], phrases: Sequence[str]
) -> Iterator[tuple[str, Claim]]:
    """Yield the phrases that claims on the first leads speak of, each with the first such claim.

    An amount is nothing that a claim on something else in the same unit would speak of, nor is a
    quality: documentation is what many a claim is taken from.
    """
    known = [one for one in leads[:_MOST_LEADS] if one in catalog.components]
    said = {stem for one in known for c in catalog.claims_about(one) for stem in stems_of(c.text)}
    for phrase in phrases:
        beyond = any(char.isdigit() for char in phrase) or names_quality(phrase)
        if beyond or said.isdisjoint(stems_of(phrase)):
            continue
        stems = [
            one
            for one in stems_of(phrase)
            if len(one) >= _ROOT and rarity(catalog, one) >= _MEANINGFUL
        ]
        stems = stems or list(stems_of(phrase))
        found = (claim for one in known for claim in speaking_of(catalog, one, stems))
        if (claim := next(found, None)) is not None:
            yield phrase, claim


def speaking_of_around(catalog: Catalog, component: str, around: Sequence[str]) -> Claim | None:
    """Return what says most on a component of what is told around a question, if several words."""
    beside = JOINING | LOOSE
    wanted = {o for o in around if o not in beside and rarity(catalog, o) >= _TELLING}
    claims = catalog.claims_about(component, *DETAILS) if wanted else ()
    shared = {one.id: wanted & stems_of(one.text) for one in claims}
    weights = {
        one: sum(rarity(catalog, word) for word in said)
        for one, said in shared.items()
        if len(said) >= _SEVERAL
    }
    found = [one for one in claims if weights.get(one.id, 0) >= _TELLING_ALL]
    return max(found, key=lambda one: weights[one.id], default=None)
