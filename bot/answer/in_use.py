"""The first sentence of a choice that what is in use decides, and what else tells leads apart."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from bot.answer.at_hand import is_store
from bot.answer.bases import is_elsewhere, speaks_to
from bot.answer.case import is_said
from bot.answer.deciding import TAKE, choosing_among, is_choice
from bot.answer.defaults import place_in
from bot.answer.draft import Draft
from bot.answer.facts import (
    built_for,
    claims_fitting,
    is_core,
    is_quality,
    is_written_in,
    separating,
    stems_of,
    with_bases,
)
from bot.answer.fits import Fit, needs_of_kind
from bot.answer.model import Name
from bot.answer.phrases import Say
from bot.answer.telling import JOINING
from bot.catalog.model import Claim
from bot.text import words

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
    own = [fit for fit in fits if rivals and fit.component in used]
    known = [fit for fit in own if _is_known(draft, fit)][:1]
    stores = [fit for fit in own if is_store(draft.catalog, fit.component)]
    itself = [fit for fit in own if fit not in stores][:1]  # a framework has its own jobs
    own = known or itself or stores
    doing = [fit for fit in fits if _does(draft, fit, wanted)]
    found = own or [fit for fit in doing if not _built(draft, fit).isdisjoint(bases)]
    if len(found) != 1:  # else nothing is chosen by that
        return None
    component, claims = found[0].component, found[0].claims
    needs = [one for one in wanted if claims_fitting(draft.catalog, component, [one])]
    phrase = Say.TAKE_IN_USE if own else Say.TAKE_MADE_FOR
    phrase = Say.TAKE_KNOWN if known else phrase
    draft.say(
        phrase,
        claims[:1],
        name=(Name(draft.name(component)),),
        needs=draft.names(needs),
        bases=draft.names(one for one in bases if one in _built(draft, found[0])),
    )
    return found[0]


def _is_known(draft: Draft, fit: Fit) -> bool:
    """Tell whether something to write programs in is named of the kind that is asked for."""
    catalog, kinds = draft.catalog, draft.question.kinds
    written = is_written_in(catalog, fit.component)
    return written and any(catalog.is_a(fit.component, kind) for kind in kinds)


def _does(draft: Draft, fit: Fit, wanted: Sequence[str]) -> bool:
    """Tell whether what is wanted is the job of a component, rather than one use of it."""
    return not needs_of_kind(draft.catalog, fit.component).isdisjoint(wanted)


def _built(draft: Draft, fit: Fit) -> AbstractSet[str]:
    return built_for(draft.catalog, fit.component)


def with_rivals(draft: Draft, first: Fit, leads: Sequence[Fit]) -> list[str]:
    """Return what there is for the same, what was said to be taken first."""
    job = draft.catalog.job(first.component)
    others = [fit.component for fit in leads if fit is not first]
    others.sort(key=lambda one: draft.catalog.job(one) != job)
    return [first.component, *others]


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


def say_pick(draft: Draft, leads: list[Fit], alike: Sequence[str], wanted: Sequence[str]) -> bool:
    """Say when to take which of the leads before all, if a claim does.

    A list of names tells nobody what to take. Both have to be made for what is wanted. The leads
    follow the order of what was said.
    """
    catalog = draft.catalog
    made = [
        fit.component
        for fit in leads
        if fit.component in alike and (_does(draft, fit, wanted) or is_core(catalog, fit.claims[0]))
    ]
    if alike[:1] != made[:1]:
        return False
    bases = with_bases(catalog, draft.question.components)
    choosing = [
        claim
        for other in made[1:_FIRST]
        for claim in separating(catalog, made[0], other)[:1]
        if is_choice(claim) and speaks_to(catalog, claim, bases)
    ]
    whole = choosing_among(catalog, made) if made else None
    for claim in ([whole] if whole is not None else choosing)[:1]:
        does = [one for one in leads if one.component in claim.about and _does(draft, one, wanted)]
        takes = words(claim.text)[0] == TAKE
        picks = takes or bool(does) or _speaks_of(draft, claim, wanted)
        if not (picks and _says_conditions(draft, claim, wanted)):
            return False  # "either suits a normal application" picks neither
        draft.state(claim)
        leads.sort(key=lambda fit: place_in(catalog, fit.component, claim))
        leads.sort(key=lambda fit: is_elsewhere(catalog, fit.component, bases))
        return True
    return False


def _speaks_of(draft: Draft, claim: Claim, wanted: Sequence[str]) -> bool:
    """Tell whether a claim has a word of what is wanted."""
    own = {one for need in wanted for one in stems_of(draft.name(need))} - JOINING
    return not own.isdisjoint(stems_of(claim.text))


def _says_conditions(draft: Draft, claim: Claim, wanted: Sequence[str]) -> bool:
    """Tell whether a claim speaks of the conditions that are wanted, such as low cost, if any."""
    told = set(stems_of(claim.text))
    conditions = (one for one in wanted if is_quality(draft.catalog, one))
    return all(is_said(draft.name(one), told) for one in conditions)
