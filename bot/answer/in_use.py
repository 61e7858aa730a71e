"""The first sentence of a choice that what is in use decides, and what else tells leads apart."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from bot.answer.bases import speaks_to
from bot.answer.draft import Draft
from bot.answer.facts import built_for, claims_fitting, separating, with_bases
from bot.answer.fits import Fit, needs_of_kind
from bot.answer.model import Name
from bot.answer.phrases import Say

_BESIDE = ("data", "integration")  # layers
_FOR_REASONS = 40  # words
_FIRST = 3
"""How many of the leads are told apart."""


def say_in_use(draft: Draft, fits: Sequence[Fit], wanted: Sequence[str]) -> Fit | None:
    """Say to take what is in use, or what is made for that, where one alone is; return it.

    "Which vector store, if Postgres is there?" has that answer before all others.
    """
    used = draft.question.components
    bases = with_bases(draft.catalog, used)
    rivals = len(fits) > 1  # else what is named is the one that is asked about
    own = [fit for fit in fits if rivals and fit.component in used and _is_store(draft, fit)]
    doing = [fit for fit in fits if _does(draft, fit, wanted)]
    found = own or [fit for fit in doing if not _built(draft, fit).isdisjoint(bases)]
    if len(found) != 1:  # else nothing is chosen by that
        return None
    component, claims = found[0].component, found[0].claims
    needs = [one for one in wanted if claims_fitting(draft.catalog, component, [one])]
    phrase = Say.TAKE_IN_USE if own else Say.TAKE_MADE_FOR
    draft.say(
        phrase,
        claims[:1],
        name=(Name(draft.name(component)),),
        needs=draft.names(needs),
        bases=draft.names(one for one in bases if one in _built(draft, found[0])),
    )
    return found[0]


def _is_store(draft: Draft, fit: Fit) -> bool:
    """Tell whether something is run beside a program, to which a use can be added."""
    kind = draft.catalog.components[fit.component].kind
    return draft.catalog.kinds[kind].layer in _BESIDE


def _does(draft: Draft, fit: Fit, wanted: Sequence[str]) -> bool:
    """Tell whether what is wanted is the job of a component, rather than one use of it."""
    return not needs_of_kind(draft.catalog, fit.component).isdisjoint(wanted)


def _built(draft: Draft, fit: Fit) -> AbstractSet[str]:
    return built_for(draft.catalog, fit.component)


def say_apart(draft: Draft, leads: Sequence[str]) -> bool:
    """Say what tells the first of several leads apart, if a claim does; tell whether one does.

    What names other languages than the one in use decides nothing there.
    """
    bases = with_bases(draft.catalog, draft.question.components)
    for pair in combinations(leads[:_FIRST], 2):
        for claim in separating(draft.catalog, *pair)[:1]:
            if speaks_to(draft.catalog, claim, bases) and draft.has_room(claim, _FOR_REASONS):
                draft.state(claim)
                return True
    return False
