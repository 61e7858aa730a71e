"""Recommend: what the knowledge names for a need, ranked, with reasons and what would change it."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.answer.against import say_tradeoffs
from bot.answer.at_hand import known_of, say_of_unfit, say_ties, with_at_hand
from bot.answer.bases import (
    bases_among,
    bases_of_names,
    told_bases,
    unknown_bases,
    without_platforms,
)
from bot.answer.by_need import (
    MAX_LEADS,
    Named,
    covered,
    for_purposes,
    name_fits,
    named_by_need,
    say_named,
)
from bot.answer.clouds import clouds_of, is_of_cloud, on_clouds
from bot.answer.deciding import made_for
from bot.answer.decline import (
    note_unknown,
    note_unknown_last,
    note_unweighed,
    nothing_known,
)
from bot.answer.draft import Draft
from bot.answer.facts import (
    built_for_any,
    candidates,
    claims_fitting,
    compatible,
    first_is,
    is_quality,
    is_served,
    is_written_in,
    suitable,
    with_bases,
)
from bot.answer.fits import Fit, is_based, needs_of_kind, ranked_fits
from bot.answer.in_use import say_apart, say_in_use, say_pick, with_rivals
from bot.answer.limits import constraints, left_out
from bot.answer.model import Answer, Outcome
from bot.answer.nearby import nearest_meant
from bot.answer.open_choice import of_clouds, one_by_one, say_by_base, weigh_by_base
from bot.answer.phrases import Say, fill
from bot.answer.picks import in_order, pick_for
from bot.answer.reasons import give_reasons
from bot.answer.standing import best_known
from bot.answer.uses import first_uses
from bot.answer.warned import any_speak_of, own_warnings, to_avoid, unsuited
from bot.catalog.model import Catalog, Claim
from bot.question.model import Question
from bot.question.qualities import names_quality

_MAX_REASONS = 3
_MAX_OTHERS = 2
_MAX_UNSORTED = 20  # of no kind in particular: more is the whole catalog, and no answer


def recommend(draft: Draft) -> Answer:
    """Answer which component to take for the needs and topics of the question."""
    question = draft.question
    purposes = [one for one in question.needs if not is_quality(draft.catalog, one)]
    served = [] if purposes else [one for one in question.topics if is_served(draft.catalog, one)]
    needs = nearest_meant(draft.catalog, question.needs)
    wanted = sorted((*needs, *served), key=lambda one: is_quality(draft.catalog, one))
    among = on_clouds(draft.catalog, candidates(draft.catalog, question), question.components)
    among = _of_first_kind(draft, among, wanted)
    among = _without_platforms(draft, _for_head(draft, among, wanted), wanted)
    if question.lacking:
        draft.say(Say.LACKING)
        return draft.finish(Outcome.DECLINED, suggestions=[Question("list", kinds=question.kinds)])
    if _asks_beyond(draft, wanted):
        return nothing_known(draft)
    clouds = clouds_of(draft.catalog, question.components)
    bases = _bases(draft, among, clouds, purposes)
    if bases:
        among = _going_with(draft, among, bases)
    if not among:
        return _nothing_left(draft, bases)
    among = with_at_hand(draft, among)
    _say_what_is_run(draft, bases)
    owned = [one for one in among if is_of_cloud(draft.catalog, one, clouds)]
    if owned and question.kinds and all(is_quality(draft.catalog, one) for one in wanted):
        fitting = [one for one in owned if claims_fitting(draft.catalog, one, wanted)]
        if not fitting:
            draft.unweighed = (*wanted, *draft.unweighed)
            return of_clouds(draft, among, owned)
        among = fitting
    case = [one for one in question.left_over if not names_quality(one)]
    told = bases or question.components or case
    if told:  # a kind that is there for something asks for that
        wanted = _with_own(draft, wanted)
    if wanted and (answer := _for_wanted(draft, among, wanted)) is not None:
        return answer
    few = bases and len(among) <= _MAX_UNSORTED and not (wanted and question.unclear)
    whole = question.kinds or few
    return one_by_one(draft, among, bases) if whole else nothing_known(draft)


def _for_head(draft: Draft, among: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return what is made for the first purpose, where none of the kind asked for is named for it.

    That does its job beside: "a database for rankings in a mobile game" asks for a cache.
    """
    catalog, question = draft.catalog, draft.question
    head = [one for one in wanted if not is_quality(catalog, one)][:1]
    if not (head and question.kinds) or any(claims_fitting(catalog, one, head) for one in among):
        return list(among)
    layers = {catalog.kinds[kind].layer for kind in question.kinds}
    return [
        one
        for one in candidates(catalog, replace(question, kinds=()))
        if catalog.kinds[catalog.components[one].kind].layer in layers
        if not made_for(catalog, one).isdisjoint(head)
    ] or list(among)


def _without_platforms(draft: Draft, among: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return components but those that take a platform which nobody named, if any are left.

    Where that is most of what is made for what is wanted, such as meshes, it goes without saying.
    """
    catalog, used = draft.catalog, draft.question.components
    free = without_platforms(catalog, among, used)
    made = [one for one in among if not made_for(catalog, one).isdisjoint(wanted)]
    tied = [one for one in made if one not in free]
    most = not used and 2 * len(tied) >= len(made)
    return [one for one in among if one in free or (most and one in tied)]


def _going_with(draft: Draft, among: Sequence[str], bases: Sequence[str]) -> list[str]:
    """Return what goes with the bases; a library of unknown sort has to be built for them."""
    catalog, question = draft.catalog, draft.question
    if question.unclear:
        return built_for_any(catalog, among, bases)
    free = [one for one in among if not is_based(catalog, one)]
    among = suitable(catalog, among, bases) or compatible(catalog, free, bases)
    if len(question.kinds) > 1:  # what is made for a language has a part of each
        return built_for_any(catalog, among, bases) or among
    return among


def _bases(
    draft: Draft, among: Sequence[str], clouds: Sequence[str], purposes: Sequence[str]
) -> list[str]:
    """Return what the candidates have to be built for; what does the job itself is one of them.

    A database in use may do it; programs are written in a language, whatever that is named for.
    """
    catalog, question = draft.catalog, draft.question
    found = [one for one in bases_among(catalog, among, question) if one not in clouds]
    if not question.kinds:
        found = [
            one
            for one in found
            if is_written_in(catalog, one) or not claims_fitting(catalog, one, purposes)
        ]
    return list(dict.fromkeys((*found, *bases_of_names(catalog, question))))


def _of_first_kind(draft: Draft, among: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Return what is of the first kind asked for, where conditions alone are to be met by it."""
    kinds = draft.question.kinds
    if not wanted or not all(is_quality(draft.catalog, one) for one in wanted):
        return list(among)
    return [one for one in among if not kinds or draft.catalog.is_a(one, kinds[0])]


def _with_own(draft: Draft, wanted: Sequence[str]) -> list[str]:
    """Return what is wanted, with what the kinds asked for are there for if no purpose is told."""
    if not all(is_quality(draft.catalog, one) for one in wanted):
        return list(wanted)
    kinds = draft.question.kinds[:1] if wanted else draft.question.kinds
    own = (draft.catalog.kinds[kind].need for kind in kinds)
    return [*(need for need in own if need is not None), *wanted]


def _say_what_is_run(draft: Draft, bases: Sequence[str]) -> None:
    """Say which languages a platform in use runs, where these decide what goes with it."""
    for one in draft.question.components:
        if one not in bases and set(with_bases(draft.catalog, [one])).isdisjoint(bases):
            for claim in told_bases(draft.catalog, one, bases):
                draft.state(claim)


def _asks_beyond(draft: Draft, wanted: Sequence[str]) -> bool:
    """Tell whether what is asked about is known too little to choose anything for it.

    That is a name without claims where nothing else is stated, such a language or the like to
    choose something for, a sort that nobody described, and what to avoid for nothing in particular.
    """
    question = draft.question
    if not wanted and (question.against or (question.unclear and not question.kinds)):
        return True
    if unknown_bases(draft.catalog, question):
        return True
    strange = len(question.unknown) > len(question.recognised) or not question.kinds
    return bool(question.unknown) and strange and not wanted and not question.components


def _for_wanted(draft: Draft, among: Sequence[str], wanted: Sequence[str]) -> Answer | None:
    """Answer what to take for the needs and topics; ``None`` if nothing can be said of them."""
    if draft.question.against:
        return to_avoid(draft, among, wanted)
    question = draft.question
    fits = ranked_fits(draft.catalog, among, wanted, question.needs, question.components)
    if not fits and question.kinds and _states_conditions(draft):  # each misses one of these
        fits = ranked_fits(draft.catalog, among, wanted, (), question.components)
    if fits:
        return _named(draft, fits, wanted)
    own = [need for kind in question.kinds if (need := draft.catalog.kinds[kind].need)]
    if own and not set(own) & set(wanted) and not any_speak_of(draft.catalog, among, wanted):
        draft.unweighed = (*wanted, *draft.unweighed)  # it is told for what they are there
        fits = ranked_fits(draft.catalog, among, own, question.needs, question.components)
        return _named(draft, fits, own) if fits else _elsewhere(draft, wanted)
    if not draft.question.kinds:
        return None
    open_all_the_same = all(is_quality(draft.catalog, one) for one in wanted) or known_of(
        draft, among
    )
    if open_all_the_same and not any_speak_of(draft.catalog, among, wanted):
        draft.about(replace(question, needs=()))
        draft.unweighed = (*wanted, *draft.unweighed)
        return None
    return _elsewhere(draft, wanted)


def _states_conditions(draft: Draft) -> bool:
    """Tell whether what is stated are conditions of any choice alone."""
    return all(is_quality(draft.catalog, one) for one in draft.question.needs)


def _nothing_left(draft: Draft, bases: Sequence[str]) -> Answer:
    """Say that nothing is built for what was named, or that all was ruled out."""
    question = draft.question
    kind = _kind_name(draft)
    if question.excluded:
        draft.say(Say.NO_OTHER_SUCH, kind=kind)
    else:
        draft.say(Say.NO_SUCH_FOR, kind=kind, needs=draft.names(bases))
    note_unknown(draft)
    return draft.finish(Outcome.DECLINED, suggestions=[Question("list", kinds=question.kinds)])


def _kind_name(draft: Draft) -> str:
    kinds = draft.question.kinds
    return draft.catalog.kinds[kinds[0]].name if kinds else Say.ANYTHING.value


def _named(draft: Draft, fits: Sequence[Fit], wanted: Sequence[str]) -> Answer:
    """Lead with what covers most of what is wanted; the rest comes as the next best."""
    if (pick := pick_for(draft.catalog, draft.question, fits, wanted)) is not None:
        return _picked(draft, pick, in_order(draft.catalog, pick, fits), wanted)
    parts = [covered(fit, wanted) for fit in fits]
    most = len(parts[0])
    served = len({one for part in parts for one in part})
    whole = any(len(part) == served for part in parts)
    leads = [fit for fit, ids in zip(fits, parts, strict=True) if len(ids) == most]
    claims = [claim for fit in leads for claim in fit.claims]
    if most < served:
        leads = list(fits)
    groups = for_purposes(draft.catalog, named_by_need(draft.catalog, leads, wanted))
    leads = [fit for fit in leads if any(covered(fit, wanted) == one.wanted for one in groups)]
    note_unknown_last(draft)
    if any(len(one.wanted) == served and one.made & {*one.components} for one in groups):
        groups.sort(key=lambda one: len(one.wanted) < served)
        leads.sort(key=lambda one: len(covered(one, wanted)) < served)
    else:  # what is made for a part of it comes before what would do for all
        groups.sort(key=lambda one: leads[0].component not in one.components)
    if len(groups) > 1 and not whole:
        groups.sort(key=lambda one: -len(one.wanted))
        draft.say(Say.NONE_COVERS_ALL, packs=draft.packs(claims), needs=draft.names(wanted))
    first, alike, further, decided = _say_leads(draft, fits, leads, groups, wanted)
    say_ties(draft)
    draft.leave(fit.component for fit in leads if not draft.has_named(fit.component))
    unserved = [one for one in wanted if all(one not in group.wanted for group in groups)]
    beside = [one for one in unserved if _is_beside(draft.catalog, one)]
    draft.unweighed = (*draft.unweighed, *beside)  # of these nothing suits or doesn't
    if unserved := [one for one in unserved if one not in beside]:
        named = groups[0].components if first is None else [first.component]
        names = draft.names(named, Say.OR)
        draft.say(Say.NOT_NAMED_FOR, names=names, needs=draft.names(unserved))
        _of_other_kinds(draft, unserved)
    own_warnings(draft, leads)
    left_out(draft)
    note_unweighed(draft)
    unfit = say_of_unfit(draft, [fit.component for fit in leads], wanted)
    constraints(draft, [fit.component for fit in leads], unfit)
    if not decided:
        say_apart(draft, [one for one in alike if draft.has_named(one)])
    draft.lead_with(() if first is None else [first.component])
    draft.lead_with(one for group in groups for one in group.components)
    if not (further and weigh_by_base(draft, alike)):
        give_reasons(draft, leads, wanted, () if first is None else [first.component])
    say_tradeoffs(draft, [fit.component for fit in leads[:_MAX_REASONS]])
    unsuited(draft, [fit.component for fit in leads])
    return draft.finish(Outcome.ANSWERED, suggestions=further or _suggestions(draft, leads))


def _picked(draft: Draft, pick: Claim, leads: Sequence[Fit], wanted: Sequence[str]) -> Answer:
    """Lead with the claim that says when to take which for what is wanted."""
    note_unknown(draft)
    constraints(draft, pick.about)
    draft.state(pick)
    say_ties(draft)
    left_out(draft)
    note_unweighed(draft)
    draft.lead_with(fit.component for fit in leads if fit.component in pick.about)
    give_reasons(draft, leads, wanted)
    draft.lead_with(fit.component for fit in leads[:MAX_LEADS])
    say_tradeoffs(draft, [fit.component for fit in leads[:_MAX_REASONS]])
    unsuited(draft, [fit.component for fit in leads])
    draft.leave(fit.component for fit in leads if not draft.has_named(fit.component))
    return draft.finish(Outcome.ANSWERED, suggestions=_suggestions(draft, leads))


def _is_beside(catalog: Catalog, wanted: str) -> bool:
    """Tell whether what nothing is named for is a practice, or growth, which comes later."""
    return wanted not in catalog.needs or bool(catalog.needs[wanted].stage)


def _say_leads(
    draft: Draft,
    fits: Sequence[Fit],
    leads: list[Fit],
    groups: Sequence[Named],
    wanted: Sequence[str],
) -> tuple[Fit | None, list[str], list[Question], bool]:
    """Say what is named: what is in use, by what it is built for, a pick, or all names.

    Returns what is in use, what is alike, questions that narrow it, and whether it is decided.
    """
    claims = [claim for fit in leads for claim in fit.claims]
    own = draft.packs(claims)
    alike = [fit.component for fit in leads if covered(fit, wanted) == groups[0].wanted]
    first = None if own else say_in_use(draft, fits, wanted)
    if first is not None:
        leads += [first] if first not in leads else []
        leads.sort(key=lambda one: one is not first)
        return first, with_rivals(draft, first, leads), [], False
    alone = len(groups) == 1 and not own
    further = say_by_base(draft, alike, wanted) if alone else []
    picked = alone and not further and say_pick(draft, leads, alike, groups[0].wanted)
    if not (further or picked):
        say_named(draft, groups)
    return None, alike, further, bool(further or picked)


def _of_other_kinds(draft: Draft, wanted: Sequence[str]) -> None:
    """Say what of other kinds than asked for is named for the part that is left."""
    question = draft.question
    purposes = [one for one in wanted if not is_quality(draft.catalog, one)]
    if question.kinds and purposes:
        among = candidates(draft.catalog, replace(question, kinds=()))
        fits = ranked_fits(draft.catalog, among, purposes, question.needs)
        say_named(draft, named_by_need(draft.catalog, fits, purposes))


def _elsewhere(draft: Draft, wanted: Sequence[str]) -> Answer:
    """Say that no component of the kind is named for this, and which of other kinds are."""
    question = draft.question
    kind = _kind_name(draft)
    phrase = Say.NO_OTHER_SUCH_FOR if question.excluded else Say.NO_SUCH_FOR
    draft.say(phrase, kind=kind, needs=draft.names(wanted))
    purposes = [one for one in wanted if not is_quality(draft.catalog, one)]
    others = [
        one
        for one in candidates(draft.catalog, replace(question, kinds=()))
        if not needs_of_kind(draft.catalog, one).isdisjoint(purposes)
        or not made_for(draft.catalog, one).isdisjoint(purposes)
    ]
    bases = with_bases(draft.catalog, question.components)
    others = compatible(draft.catalog, others, bases)
    fits = ranked_fits(draft.catalog, others, wanted, question.needs)
    name_fits(draft, fits, wanted)
    among = compatible(draft.catalog, candidates(draft.catalog, question), bases)
    among = best_known(draft.catalog, among)
    draft.bullets(fill(Say.INSTEAD), first_uses(draft, among), _MAX_OTHERS)
    return draft.finish(Outcome.DECLINED, suggestions=[replace(question, kinds=())] if fits else ())


def _suggestions(draft: Draft, leads: Sequence[Fit]) -> list[Question]:
    first, *others = [fit.component for fit in leads]
    question = draft.question
    found = [Question("when_to_use", components=(first,))]
    rivals = [one for one in others if draft.catalog.job(one) == draft.catalog.job(first)]
    if rivals and first_is(draft.catalog, rivals[0]):
        found.append(Question("compare", components=(first, rivals[0]), needs=question.needs))
    return found
