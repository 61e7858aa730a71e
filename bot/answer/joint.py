"""Whether two things go together: what is said of both, or that nothing is."""

from collections.abc import Iterator

from bot.answer.bases import told_bases
from bot.answer.draft import Draft, Told
from bot.answer.facts import built_for, first_is, linked_claims, says_any, stems_of
from bot.answer.model import Answer, Outcome
from bot.answer.phrases import Say, fill
from bot.answer.sides import own_rules
from bot.catalog.model import Claim, Says
from bot.question.model import Question
from bot.text import stem, words

_CHOOSING = {Says.SEPARATES, Says.PICK, Says.SHAPE}
_MAX_SAID = 4
_ENOUGH = 2
"""Claims that speak of both from which it need not be said what each of them is."""
_TELLING = frozenset(
    map(stem, ("need", "require", "cannot", "without", "longer", "run", "work", "support"))
)
"""Stems of words of claims that say whether one needs the other, or does without."""
_BASES = (Says.IS, Says.VALUE)  # they say what something is built for once more


def joint(draft: Draft) -> Answer:
    """Answer whether two components go together by the claims that speak of both."""
    catalog, pair = draft.catalog, draft.question.components
    own_rules(draft, pair)
    said: dict[frozenset[str], Claim] = {}
    for of_both in _of_both(draft):  # what parts two things is often said on each of them alike
        said.setdefault(stems_of(of_both.text), of_both)
    if said:
        telling = [
            claim for claim in said.values() if not _TELLING.isdisjoint(stems_of(claim.text))
        ]
        if draft.question.closed and not telling:
            draft.say(Say.NO_YES_OR_NO)
        heading = fill(Say.SAID_OF_BOTH, names=draft.names(pair))
        draft.bullets(heading, map(Told, dict.fromkeys((*telling, *said.values()))), _MAX_SAID)
    else:
        draft.say(Say.NOTHING_OF_BOTH, names=draft.names(pair))
    if len(said) < _ENOUGH:
        each = (claim for one in pair if (claim := first_is(catalog, one)))
        draft.bullets(fill(Say.WHAT_EACH_DOES), map(Told, each))
    draft.lead_with(pair)
    asked = [Question("when_to_use", components=(one,)) for one in pair]
    return draft.finish(Outcome.ANSWERED, suggestions=asked)


def _of_both(draft: Draft) -> Iterator[Claim]:
    """Yield the claims that tie one to the other, those that name the other, and what parts them.

    A platform that runs what the other is built for is tied to it.
    """
    catalog, (first, second) = draft.catalog, draft.question.components
    ways = ((first, second), (second, first))
    tied = [
        claim
        for one, other in ways
        for claim in linked_claims(catalog, one, [other])
        if claim.object == other
    ]
    yield from tied
    for one, other in ways:
        yield from told_bases(catalog, other, built_for(catalog, one))
    again = _BASES if any(claim.says is Says.BUILT_FOR for claim in tied) else ()
    named = [
        claim
        for one, other in ways
        for claim in catalog.claims_about(one)
        if claim.says not in again
        and (name := catalog.components[other].name) in claim.text
        and says_any(claim, [words(name)])
    ]
    yield from (claim for claim in named if claim.says not in _CHOOSING)
    yield from [c for c in named if c.object in draft.question.components][:1]
