"""Whether to go from one thing to another: what is said of the move, then what decides it."""

from collections.abc import Sequence
from itertools import product

from bot.answer.against import say_against
from bot.answer.dated import say_of_versions
from bot.answer.deciding import is_spoken_of
from bot.answer.decline import note_unknown, note_unweighed
from bot.answer.draft import Draft, Told
from bot.answer.facts import built_for, claims_against, claims_fitting, is_quality, moving
from bot.answer.model import Answer, Outcome
from bot.answer.phrases import Say, fill
from bot.catalog.model import Claim
from bot.question.model import Question

_MAX_OF_MOVE = 2
_MAX_REASONS = 3
_MAX_AGAINST = 2


def move(draft: Draft, sides: Sequence[str]) -> Answer | None:
    """Answer whether to go from the first of two to the second; ``None`` if no claim says it."""
    catalog, needs = draft.catalog, draft.question.needs
    told = _told_of_move(draft, sides) if draft.question.moves else []
    if not told:
        return None
    say_of_versions(draft, sides)
    for claim in told[:_MAX_OF_MOVE]:
        draft.state(claim)
    purposes = [need for need in needs if not is_quality(catalog, need)]
    reasons = [
        claim
        for side in sides
        for claim in (
            *claims_fitting(catalog, side, purposes)[:1],
            *claims_against(catalog, side, purposes)[:1],
        )
    ]
    draft.bullets(fill(Say.REASONS), map(Told, reasons), _MAX_REASONS)
    if not reasons:
        say_against(draft, sides[1:], _MAX_AGAINST)
    draft.leave_unweighed(draft.name(one) for one in needs if not is_spoken_of(draft, one, sides))
    note_unknown(draft)
    note_unweighed(draft)
    draft.lead_with(sides)
    weighed = Question("compare", components=tuple(sides))
    further = [Question("when_to_use", components=(one,)) for one in reversed(sides)]
    return draft.finish(Outcome.ANSWERED, suggestions=[weighed, *further])


def _told_of_move(draft: Draft, sides: Sequence[str]) -> list[Claim]:
    """Return what is said of a move, or of one between what the sides are built for."""
    catalog = draft.catalog
    bases = [sorted(built_for(catalog, one)) or [one] for one in sides]
    return moving(catalog, *sides) or [
        claim for pair in product(*bases) for claim in moving(catalog, *pair)
    ]
