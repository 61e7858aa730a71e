"""What a choice has to go with, and what is ruled out of it: what is told of that."""

from collections.abc import Iterable, Sequence

from bot.answer.at_hand import say_carried
from bot.answer.bases import is_run_on, told_bases
from bot.answer.by_need import MAX_LEADS
from bot.answer.clouds import clouds_of, is_of_cloud
from bot.answer.draft import Draft
from bot.answer.facts import (
    built_for_any,
    linked_claims,
    values_by_dimension,
    with_bases,
)
from bot.answer.phrases import Say
from bot.answer.standing import best_known
from bot.catalog.model import Says


def constraints(draft: Draft, leads: Sequence[str], told: Sequence[str] = ()) -> None:
    """Say which leads run what is in use, or so where nothing ties any to that.

    Of what is ``told`` of already nothing is left to say.
    """
    question = draft.question
    others = set(question.components) - {*leads, *told}
    used = with_bases(draft.catalog, question.components)
    if not others or _say_what_they_run(draft, leads, used) or say_carried(draft, leads):
        return
    if built_for_any(draft.catalog, leads, used) or any(
        is_of_cloud(draft.catalog, lead, used)
        or linked_claims(draft.catalog, lead, question.components)
        or any(is_run_on(draft.catalog, lead, other) for other in others)
        for lead in leads
    ):
        return
    if _say_what_goes_with(draft, leads, others):
        return
    clouds, rivals = clouds_of(draft.catalog, question.components), draft.catalog.job(leads[0])
    members = [one.id for one in draft.catalog.members(rivals)] if clouds else []
    if question.kinds:
        asked = {one.id for kind in question.kinds for one in draft.catalog.members(kind)}
        members = [one for one in members if one in asked]
    owned = [one for one in members if is_of_cloud(draft.catalog, one, clouds)]
    if owned:
        say_of_clouds(draft, clouds, best_known(draft.catalog, owned)[:MAX_LEADS])
    elif question.kinds and not (question.needs or question.undescribed):
        kinds, names = draft.names(question.kinds), draft.names(question.components)
        draft.say_before(Say.NO_WEIGHING_FOR, kinds=kinds, names=names)  # it is the point
    else:
        draft.leave_unweighed(draft.name(one) for one in question.components if one in others)


def _say_what_they_run(draft: Draft, leads: Sequence[str], used: Sequence[str]) -> bool:
    """Say which of the leads run a language in use, if any; tell whether there are such."""
    told = {lead: told_bases(draft.catalog, lead, used) for lead in leads[:MAX_LEADS]}
    run = [one for one in used if any(told_bases(draft.catalog, lead, [one]) for lead in told)]
    names = [lead for lead, claims in told.items() if claims]
    cites = [claim for claims in told.values() for claim in claims]
    if names:
        draft.say(Say.CAN_RUN, cites, names=draft.names(names), bases=draft.names(run))
    return bool(names)


def _say_what_goes_with(draft: Draft, leads: Sequence[str], others: Iterable[str]) -> bool:
    """Say what of the leads' job, or which cloud, goes with what is in use; if any."""
    catalog, job = draft.catalog, draft.catalog.job(leads[0])
    kinds = draft.question.kinds

    def fits(component: str) -> bool:
        return any(catalog.is_a(component, kind) for kind in kinds)

    said = [
        claim
        for one in others
        for claim in catalog.claims_about(one, Says.PAIRS)
        if claim.object in catalog.components
        and catalog.job(claim.object) == job
        and (clouds_of(catalog, [claim.object]) or not kinds or fits(claim.object))
    ]
    for claim in said[:1]:
        draft.state(claim)
    return bool(said)


def say_of_clouds(draft: Draft, clouds: Sequence[str], owned: Sequence[str]) -> None:
    """Say what is of the clouds in use, with the claims of who runs it."""
    run = [values_by_dimension(draft.catalog, one).get("steward", ())[:1] for one in owned]
    cites = [claim for claims in run for claim in claims]
    draft.say(Say.NAMED_FOR, cites, needs=draft.names(clouds), names=draft.names(owned))


def left_out(draft: Draft) -> None:
    """Say what the person ruled out."""
    if draft.question.excluded:
        draft.say(Say.LEFT_OUT, names=draft.names(draft.question.excluded))
