"""Alternatives: what does the same job, nearest kind first."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.answer.bases import are_within, of_a_nature
from bot.answer.case import is_said
from bot.answer.clouds import clouds_of, is_of_cloud, on_clouds
from bot.answer.deciding import is_choice
from bot.answer.decline import note_unknown, note_unweighed, nothing_known
from bot.answer.define import explain
from bot.answer.draft import Draft
from bot.answer.each import as_lines, line_on_each
from bot.answer.facts import (
    best_fits,
    built_for,
    built_for_any,
    candidates,
    claims_fitting,
    first_is,
    is_core,
    is_quality,
    of_a_line,
    peers,
    separating,
    stems_of,
    suitable,
)
from bot.answer.limits import left_out
from bot.answer.model import Answer, Name, Outcome
from bot.answer.phrases import Say, fill
from bot.answer.recommend import recommend
from bot.answer.unlike import say_unlike_kinds
from bot.answer.verdict import verdict_of
from bot.catalog.model import Claim, Says
from bot.question.model import Question
from bot.text import words

_MAX_OTHERS = 3
_COST = "cost"
"""A word in the name of a need that the prices of today decide."""
_FOR_LEAD = 20  # words


def alternatives(draft: Draft) -> Answer:
    """Answer what could stand in for the subject of the question."""
    catalog, question = draft.catalog, draft.question
    if not question.components:
        purposes = [one for one in question.needs if not is_quality(catalog, one)]
        return recommend(draft) if question.kinds or purposes else nothing_known(draft)
    if question.undescribed and set(question.components) <= set(question.purpose):
        return nothing_known(draft)  # of what is used with that whose place is to be taken
    subject, *bases = _bases_last(draft)
    clouds = clouds_of(catalog, bases)
    bases = [b for b in bases if b in clouds or catalog.job(b) != catalog.job(subject)]
    others = _others(draft, subject, bases)
    fitting, met = _fitting(draft, _of_purpose(draft, subject, others))
    wanted, own = set(question.needs), _made_for(draft, subject)
    fitting.sort(key=lambda one: [-len(_made_for(draft, one) & needs) for needs in (wanted, own)])
    if fitting and _made_for(draft, fitting[0]) & wanted:  # what would only do stays behind
        fitting = [
            one
            for one in fitting
            if _made_for(draft, one) & wanted or separating(catalog, subject, one)
        ]
    if not others:
        return _none(draft, subject, bases)
    told = {one: _told_of(draft, subject, one) for one in (fitting or others)[:_MAX_OTHERS]}
    lines = line_on_each(draft, told, _FOR_LEAD)
    shown = list(lines)
    named = [told[one][0] for one in shown]
    draft.say(
        Say.BESIDE_FOR if met else Say.BESIDE,
        named,
        packs=draft.packs(named),
        name=(Name(draft.name(subject)),),
        names=draft.names(shown),
        needs=draft.names(met),
    )
    _note_left(draft, shown)
    if set(question.excluded) - {subject}:
        left_out(draft)
    if len(named) == 1:
        draft.state(named[0])
    else:
        when = 2 * sum(map(is_choice, lines.values())) > len(lines)
        draft.bullets(fill(Say.WHICH_WHEN if when else Say.WHAT_EACH_DOES), as_lines(draft, lines))
    draft.lead_with(shown)
    draft.leave(one for one in fitting or others if one not in shown)
    weighed = [Question("compare", components=(subject, one)) for one in shown[:2]]
    return draft.finish(Outcome.ANSWERED, suggestions=weighed)


def _note_left(draft: Draft, shown: Sequence[str]) -> None:
    """Note what the alternatives shown can't be chosen by: what is unknown, or unmet, or prices."""
    catalog, needs = draft.catalog, draft.question.needs
    note_unknown(draft)
    if any(_COST in words(draft.name(need)) for need in needs):
        draft.closing.append(fill(Say.NO_PRICES))
    note_unweighed(draft)
    unmet = [n for n in needs if not any(claims_fitting(catalog, one, [n]) for one in shown)]
    draft.leave_unweighed(map(draft.name, unmet))


def _told_of(draft: Draft, subject: str, other: str) -> list[Claim]:
    """Return what may be told of an alternative, what tells most first: when to take it.

    What says that of both comes before the verdict on the one. Where something is wanted that an
    alternative isn't made for, what speaks of that comes before all.
    """
    catalog, needs = draft.catalog, draft.question.needs
    choices = [claim for claim in separating(catalog, subject, other)[:1] if is_choice(claim)]
    if (verdict := verdict_of(catalog, other)) is not None:
        choices.append(verdict)
    fitting = claims_fitting(catalog, other, needs)[:1]
    made = any(is_core(catalog, claim) for claim in fitting)
    made = made or bool(_made_for(draft, other) & _purposes(draft))
    claims = (
        *(claim for claim in choices if made or _speaks_of(draft, claim)),
        *fitting,
        *choices,
        *([] if (claim := first_is(catalog, other)) is None else [claim]),
        *(claim for claim in best_fits(catalog, other) if is_core(catalog, claim)),
    )
    own = [one for one in claims if len(one.about) == 1 or one.says is Says.SEPARATES]
    return list({claim.id: claim for claim in own or claims}.values())


def _speaks_of(draft: Draft, claim: Claim) -> bool:
    """Tell whether a claim names something that is wanted."""
    told = set(stems_of(claim.text))
    return any(is_said(draft.name(need), told) for need in draft.question.needs)


def _bases_last(draft: Draft) -> list[str]:
    """Return what is named, what the rest is built for behind it: "X in place of Y, in Rust".

    So is what others of its kind are built for: "an X of Node.js".

    Of a kind that is asked for, what is of it comes first: "a Python framework like X".
    """
    catalog, named, kinds = draft.catalog, draft.question.components, draft.question.kinds
    built = {base for one in named for base in built_for(catalog, one)}
    built.update(
        base
        for base in named
        for one in named
        if one != base and built_for_any(catalog, peers(catalog, one), [base])
    )
    return sorted(
        named,
        key=lambda one: (one in built, not any(catalog.is_a(one, kind) for kind in kinds)),
    )


def _fitting(draft: Draft, others: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """Return those that meet most of what is wanted, and what all of these meet."""
    needs = draft.question.needs
    met = {
        one: {need for need in needs if claims_fitting(draft.catalog, one, [need])}
        for one in others
    }
    most = max(map(len, met.values()), default=0)
    fitting = [one for one in others if len(met[one]) == most > 0]
    return fitting, tuple(n for n in needs if fitting and all(n in met[one] for one in fitting))


def _of_purpose(draft: Draft, subject: str, others: Sequence[str]) -> Sequence[str]:
    """Return those that are told from the subject and made for the purpose, or else all.

    What only has a quality besides, such as less work, is made for something else.
    """
    catalog, needs = draft.catalog, draft.question.needs
    if len({is_quality(catalog, need) for need in needs}) < 2:  # noqa: PLR2004 - both sorts
        return others
    told = [one for one in others if separating(catalog, subject, one)]
    return [one for one in told if _made_for(draft, one) & _purposes(draft)] or others


def _purposes(draft: Draft) -> set[str]:
    """Return what something is wanted for, with what stands in for it."""
    catalog = draft.catalog
    purposes = [need for need in draft.question.needs if not is_quality(catalog, need)]
    return {one for need in purposes for one in (need, *catalog.needs[need].near)}


def _made_elsewhere(draft: Draft, subject: str) -> list[str]:
    """Return what is told from the subject and made for the purpose, though of another job."""
    told = draft.catalog.claims_about(subject, Says.SEPARATES)
    found = dict.fromkeys(one for claim in told for one in claim.about if one != subject)
    return [one for one in found if _made_for(draft, one) & _purposes(draft)]


def _others(draft: Draft, subject: str, bases: Sequence[str]) -> list[str]:
    """Return what does the subject's job and wasn't ruled out, and goes with the bases."""
    catalog, question = draft.catalog, draft.question
    allowed = set(candidates(catalog, question)) - {subject}
    known = dict.fromkeys((*peers(catalog, subject), *_made_elsewhere(draft, subject)))
    others = [one for one in known if one in allowed]
    if clouds := clouds_of(catalog, bases):
        others = on_clouds(catalog, others, clouds)
        others.sort(key=lambda one: not is_of_cloud(catalog, one, clouds))
    if bases := [one for one in bases if one not in clouds]:
        others = suitable(catalog, others, bases)
        others.sort(key=lambda one: built_for(catalog, one).isdisjoint(bases))
    others = of_a_nature(catalog, subject, _of_same_base(draft, subject, others))
    alike = [
        one
        for one in others
        if of_a_line(catalog, subject, one) or are_within(catalog, subject, one)
    ]
    if alike and all(is_quality(catalog, need) for need in question.needs):
        return alike  # what is cheap or free, but does something else, stands in for nothing
    return others


def _made_for(draft: Draft, component: str) -> set[str]:
    claims = best_fits(draft.catalog, component)
    return {need for one in claims if is_core(draft.catalog, one) for need in one.needs}


def _of_same_base(draft: Draft, subject: str, others: Sequence[str]) -> list[str]:
    """Return those for what the subject is built for, such as its language, if there are several.

    What is only used from that counts where few are built for it.
    """
    own = built_for(draft.catalog, subject)
    built = [one for one in others if built_for(draft.catalog, one) & own]
    free = [one for one in others if one in built or not built_for(draft.catalog, one)]
    used = built_for_any(draft.catalog, free, own)
    return next((found for found in (built, used) if len(found) > 1), list(others))


def _none(draft: Draft, subject: str, bases: Sequence[str]) -> Answer:
    """Say that nothing else does the job, or nothing that is built for what was named.

    Of kinds that do another job, it is said that they do.
    """
    catalog = draft.catalog
    kinds = [kind for kind in draft.question.kinds if catalog.job(kind) != catalog.job(subject)]
    if kinds:
        say_unlike_kinds(draft, subject, kinds)
        return explain(draft, (subject, *kinds))
    phrase = Say.NO_OTHER_SUCH if draft.question.excluded else Say.NO_OTHERS
    if bases:
        own = built_for_any(catalog, [subject], bases)
        phrase = Say.NO_OTHERS_FOR if own else Say.NO_SUCH_FOR
    kind = next(iter(draft.question.kinds), catalog.components[subject].kind)
    draft.say(
        phrase,
        kind=catalog.kinds[kind].name,
        name=(Name(draft.name(subject)),),
        needs=draft.names(bases),
    )
    claim = first_is(catalog, subject)
    if claim is not None:
        draft.state(claim)
    defined = replace(draft.question, intent="define")
    return draft.finish(Outcome.DECLINED, suggestions=[defined])
