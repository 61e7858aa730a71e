"""What is in use and does, or carries, the job that is wanted: it comes before what is added."""

from collections.abc import Iterable, Sequence
from itertools import islice

from bot.answer.draft import Draft
from bot.answer.facts import (
    built_for,
    built_for_any,
    claims_against,
    claims_fitting,
    is_quality,
    is_written_in,
    linked_claims,
    parts_of,
    stems_of,
    values_by_dimension,
    with_bases,
)
from bot.answer.phrases import Say
from bot.answer.verdict import verdict_of
from bot.catalog.model import Catalog, Claim
from bot.question.model import Question

_KEPT_IN = "job-store"  # the dimension of what a job system keeps its jobs in
_BETWEEN = "integration"  # the layer
_BESIDE = ("data", _BETWEEN)  # layers
_IN = "language"  # the layer of what programs are written in
_MAX_KNOWN = 2


def with_at_hand(draft: Draft, among: Sequence[str]) -> list[str]:
    """Return the candidates with what is in use and does their job, as a database has a queue.

    Without those that keep their work only in what is ruled out.
    """
    catalog, question = draft.catalog, draft.question
    left = [one for one in among if not _needs_any(catalog, one, question.excluded)]
    bases = {*with_bases(catalog, question.components)}
    if any(built_for(catalog, one) & bases for one in left):
        return left  # what is made for a language in use does it on that
    lost = len(left) < len(among)
    needs = [need for kind in question.kinds if (need := catalog.kinds[kind].need)]
    if any(one not in needs and not is_quality(catalog, one) for one in question.needs):
        return left  # it would be chosen for that, and not for the job of what is asked for
    doing = (
        one
        for one in question.components
        if one not in left and (lost or (is_store(catalog, one) and _adds(catalog, one, question)))
        if claims_fitting(catalog, one, needs)
    )
    return [*left, *doing]


def _adds(catalog: Catalog, component: str, question: Question) -> bool:
    """Tell whether a store may do what a kind is asked for: as its own sort, or between programs.

    Nobody asks for a cache to be told of the database that it is to spare.
    """
    kinds = [catalog.kinds[one] for one in question.kinds]
    return any(k.layer == _BETWEEN or catalog.job(k.id) == catalog.job(component) for k in kinds)


def is_store(catalog: Catalog, component: str) -> bool:
    """Tell whether something is run beside a program, to which a use can be added."""
    return catalog.kinds[catalog.components[component].kind].layer in _BESIDE


def _needs_any(catalog: Catalog, component: str, excluded: Sequence[str]) -> bool:
    """Tell whether a component keeps its work in nothing but what is ruled out."""
    kept = parts_of(values_by_dimension(catalog, component).get(_KEPT_IN, ()))
    ruled_out = {catalog.components[one].name for one in excluded if one in catalog.components}
    return bool(kept) and kept <= ruled_out


def say_carried(draft: Draft, leads: Sequence[str]) -> bool:
    """Say which leads keep their work in what is in use; tell whether some do."""
    catalog, used = draft.catalog, draft.question.components
    names = {catalog.components[one].name: one for one in used}
    told = {lead: _kept_in(catalog, lead, names) for lead in leads}
    carried = [lead for lead, claims in told.items() if claims]
    cites = [claim for claims in told.values() for claim in claims]
    bases = [one for name, one in names.items() if name in parts_of(cites)]
    if carried:
        draft.say(Say.WORKS_ON, cites, names=draft.names(carried), bases=draft.names(bases))
    return bool(carried)


def _kept_in(catalog: Catalog, component: str, names: Iterable[str]) -> list[Claim]:
    kept = values_by_dimension(catalog, component).get(_KEPT_IN, ())
    return [claim for claim in kept if not parts_of([claim]).isdisjoint(names)]


def say_ties(draft: Draft) -> None:
    """Say how things in use go together for a kind of thing that is asked for."""
    catalog, question = draft.catalog, draft.question
    kinds = [catalog.kinds[one] for one in question.kinds]
    said = {
        s
        for kind in kinds
        for a in (kind.name, *(a.text for a in kind.aliases))
        for s in stems_of(a)
    }
    ties = (
        claim
        for one in question.components
        for claim in linked_claims(catalog, one, [o for o in question.components if o != one])
        if claim.object in question.components and not said.isdisjoint(stems_of(claim.text))
    )
    for claim in islice(ties, 1):
        draft.state(claim)


def known_of(draft: Draft, among: Sequence[str]) -> list[str]:
    """Return what is named of the kind that is asked for, or called after what is in use."""
    catalog, question = draft.catalog, draft.question
    if not question.kinds:
        return []
    named = [one for one in question.components if one in among]
    languages = [one for one in named if catalog.kinds[catalog.components[one].kind].layer == _IN]
    if languages != named and built_for_any(catalog, among, named):
        named = []  # something is wanted for that
    names = {catalog.names[name].name for _, name in question.recognised}
    own = (one for one in among if catalog.components[one].name.rpartition(" ")[0] in names)
    return list(dict.fromkeys((*named, *own)))


def say_known(draft: Draft, among: Sequence[str]) -> list[str]:
    """Say what to take for which of the things that are known of a kind; return these."""
    found = []
    for one in known_of(draft, among)[:_MAX_KNOWN]:
        if (claim := verdict_of(draft.catalog, one)) is not None:
            draft.state(claim)
            found.append(one)
    return found


def say_of_unfit(draft: Draft, leads: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Say of what is known, and not named for what is wanted, what claims say; return these."""
    catalog, question = draft.catalog, draft.question
    unfit = [
        one
        for one in question.components
        if one not in leads and is_written_in(catalog, one)
        if any(catalog.is_a(one, kind) for kind in question.kinds)
        if not claims_fitting(catalog, one, wanted)
    ]
    silent = [one for one in unfit if not claims_against(catalog, one, wanted)]
    for one in unfit:
        for claim in claims_against(catalog, one, wanted)[:1]:
            draft.state(claim)
    if silent:
        draft.say(Say.NOT_NAMED_FOR, names=draft.names(silent, Say.OR), needs=draft.names(wanted))
        if (whole := verdict_of(catalog, silent[0])) is not None:
            draft.state(whole)
    return unfit
