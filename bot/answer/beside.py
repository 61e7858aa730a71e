"""How the sides of a comparison go with what they are wanted for, and what to do before."""

from collections.abc import Sequence
from itertools import zip_longest

from bot.answer.draft import Draft, Told
from bot.answer.facts import built_for, linked_claims, says_any, separating, with_bases
from bot.answer.phrases import Say, fill
from bot.catalog.model import Claim, Says
from bot.text import words

_BEGIN = "start"
_MOST_TOLD = 3
_MOST_OF_ONE = 2


def beside_purpose(draft: Draft, sides: Sequence[str]) -> None:
    """Say how the sides go with what they are wanted for, such as a framework, or that none says.

    A host that runs the framework's language goes with it.
    """
    catalog = draft.catalog
    bases = [set(built_for(catalog, side)) for side in sides]
    purpose = [
        one
        for one in draft.question.purpose
        if not all(one in base for base in bases)
        and not any(separating(catalog, one, side) for side in sides)
    ]
    if not purpose:  # or it is told: all sides are made for it, or it is weighed with one itself
        return
    used = with_bases(catalog, purpose)
    links = {claim.id: claim for side in sides for claim in linked_claims(catalog, side, used)}
    links |= _naming(draft, sides, used, Says.VALUE)
    links = links or _naming(draft, sides, used, Says.FITS, Says.STRENGTH)
    if links:
        draft.bullets(fill(Say.WORK_TOGETHER), map(Told, links.values()), _MOST_TOLD)
    else:
        draft.leave_unweighed(map(draft.name, purpose))


def _naming(
    draft: Draft, sides: Sequence[str], others: Sequence[str], *says: Says
) -> dict[str, Claim]:
    """Return the claims of some sorts on the sides that name one of the others, by their ids.

    A name that is in a side's own, as a cloud's is in those of its services, is none.
    """
    names = [words(draft.catalog.components[one].name) for one in others]
    found: dict[str, Claim] = {}
    for side in sides:
        own = words(draft.name(side))
        further = [name for name in names if not set(name) <= set(own)]
        told = draft.catalog.claims_about(side, *says)
        found |= {claim.id: claim for claim in told if says_any(claim, further)}
    return found


def practices_of_kinds(draft: Draft, sides: Sequence[str]) -> None:
    """Add what to do, or to ask, before one of several kinds is taken."""
    if draft.catalog.kinds.keys() >= set(sides):
        claims = [draft.catalog.claims_about(side, Says.PRACTICE)[:_MOST_OF_ONE] for side in sides]
        turns = [claim for turn in zip_longest(*claims) for claim in turn if claim is not None]
        turns.sort(key=lambda one: words(one.text)[0] != _BEGIN)  # then what decides comes first
        draft.bullets(fill(Say.PRACTICES), map(Told, turns), _MOST_TOLD)
