"""Whether two things go together: what is said of both, or that nothing is."""

from collections.abc import Iterator

from bot.answer.bases import told_bases
from bot.answer.draft import Draft, Told
from bot.answer.facts import built_for, first_is, linked_claims, own_word, says_any
from bot.answer.model import Answer, Outcome
from bot.answer.phrases import Say, fill
from bot.catalog.model import Claim, Says
from bot.question.model import Question
from bot.text import words

_MAX_SAID = 4


def joint(draft: Draft) -> Answer:
    """Answer whether two components go together by the claims that speak of both."""
    catalog, pair = draft.catalog, draft.question.components
    for one in pair:
        for rule in own_word(catalog, one, Says.WRONG_FOR, Says.FITS)[:1]:
            draft.state(rule)
    said = {claim.id: claim for claim in _of_both(draft)}
    if said:
        heading = fill(Say.SAID_OF_BOTH, names=draft.names(pair))
        draft.bullets(heading, map(Told, said.values()), _MAX_SAID)
    else:
        draft.say(Say.NOTHING_OF_BOTH, names=draft.names(pair))
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
    for one, other in ways:
        yield from (c for c in linked_claims(catalog, one, [other]) if c.object == other)
        yield from told_bases(catalog, other, built_for(catalog, one))
    named = [
        claim
        for one, other in ways
        for claim in catalog.claims_about(one)
        if (name := catalog.components[other].name) in claim.text and says_any(claim, [words(name)])
    ]
    yield from (claim for claim in named if claim.says is not Says.SEPARATES)
    # what parts the two is said on each of them alike
    yield from [c for c in named if c.object in draft.question.components][:1]
