"""When to use: whether the knowledge names something for a need, or what it names it for."""

from collections.abc import Sequence

from bot.answer.against import say_against, warns
from bot.answer.case import is_said
from bot.answer.dated import say_of_versions
from bot.answer.decline import (
    nearest_topics,
    note_unknown,
    note_unweighable,
    nothing_known,
)
from bot.answer.define import detailed, named_for
from bot.answer.draft import Draft, Told
from bot.answer.facts import (
    claims_against,
    claims_fitting,
    details_first,
    first_is,
    is_quality,
    is_served,
    peers,
    practices_naming,
    separating,
    speaking_of,
    stems_of,
)
from bot.answer.for_needs import for_needs, on_its_side
from bot.answer.layers import LANGUAGE
from bot.answer.model import Answer, Name, Outcome
from bot.answer.on_topic import of_topic
from bot.answer.open_choice import lean_by_use
from bot.answer.phrases import Say, fill
from bot.answer.practices import practices
from bot.answer.recommend import recommend
from bot.answer.sparing import say_too_much, whether_it_pays
from bot.answer.standing import best_known
from bot.answer.unlike import say_unlike_unknown
from bot.answer.uses import first_uses
from bot.answer.verdict import say_not_for, say_verdict
from bot.catalog.model import Claim, Says
from bot.question.model import Question

_MAX_SUBJECTS = 3
_ENOUGH_PRACTICES = 3
"""From so many on it is told when to do it, not what it is."""
_MAX_ON_SIDE = 3
_ROOT = 4  # letters by which "scalable", "scales" and "scaling" are one
_MAX_USES, _MAX_ALL_USES = 2, 3
_MAX_SAID = 2
_MAX_DOWNSIDES = 2
_MAX_PROS, _MAX_CONS = 3, 3
_FOR_CONS = 45  # words
_MAX_MEMBERS = 8
_MAX_LED = 12
_PAIR = 2


def when_to_use(draft: Draft) -> Answer:
    """Answer when, why or for what to use the subject of the question."""
    question = draft.question
    subjects = question.components or question.kinds or question.topics
    if not subjects:
        if not question.needs:
            return nothing_known(draft)
        if not question.unknown:
            draft.say(Say.NO_WHETHER, needs=draft.names(question.needs))
        note_unknown(draft)  # what it asks of comes before what could be taken instead
        return recommend(draft)
    subjects = _fitting_first(draft, subjects)[:_MAX_SUBJECTS]
    _note_gaps(draft, subjects)
    say_of_versions(draft, subjects)
    if question.against and not question.needs:
        if len(subjects) == 1:
            say_not_for(draft, subjects[0])
        say_against(draft, subjects)
    if _weighs_less(draft, subjects):
        draft.lead_with(subjects)
        return draft.finish(Outcome.ANSWERED, suggestions=_suggestions(draft, subjects[0]))
    _verdicts_first(draft, subjects)
    whole = len(subjects) == 1 or not question.against or question.needs
    for nth, subject in enumerate(subjects, start=1):
        if subject in draft.catalog.topics:  # what a practice costs is told with it
            _about_practice(draft, subject, subjects[nth:])
        elif whole:
            _about(draft, subject)
    draft.lead_with(subjects)
    near = [Question("topic", topics=(one,)) for one in nearest_topics(draft)]
    return draft.finish(Outcome.ANSWERED, suggestions=[*near, *_suggestions(draft, subjects[0])])


def _weighs_less(draft: Draft, subjects: Sequence[str]) -> bool:
    """Say in which case something is too much, if that is asked.

    Of two it is said whether one is wanted beside the other; return whether that is all.
    """
    question = draft.question
    if not question.sparing or question.needs or question.topics:
        return False
    if len(subjects) == 1 and not question.closed:
        say_too_much(draft, subjects[0])
    if len(subjects) != _PAIR:
        return False
    told = separating(draft.catalog, *subjects)[:1]
    for claim in told:
        draft.state(claim)
        say_against(draft, subjects[:1], _MAX_SAID)
    return bool(told)


def _verdicts_first(draft: Draft, subjects: Sequence[str]) -> None:
    """Say what to take each of several for, before what more there is on the first."""
    question = draft.question
    weighed = question.needs or question.topics or question.pros or question.against
    for subject in () if weighed or len(subjects) == 1 else subjects:
        say_verdict(draft, subject)


def _note_gaps(draft: Draft, subjects: Sequence[str]) -> None:
    """Say what nothing is claimed of, and of what is weighed with it if it does another job."""
    if draft.question.intent != "compare":
        note_unknown(draft)
    elif not say_unlike_unknown(draft, subjects[0]):
        note_unweighable(draft, subjects)


def _fitting_first(draft: Draft, subjects: Sequence[str]) -> tuple[str, ...]:
    """Return the subjects, what is named for one of the needs before what isn't."""
    needs = draft.question.needs
    return tuple(sorted(subjects, key=lambda one: not claims_fitting(draft.catalog, one, needs)))


def _about_practice(draft: Draft, topic: str, others: Sequence[str]) -> None:
    """Say what a practice is and does, and leave room to say what the others are."""
    claim = first_is(draft.catalog, topic)
    enough = len(draft.catalog.claims_about(topic, Says.PRACTICE)) >= _ENOUGH_PRACTICES
    if claim is not None and not enough:
        draft.state(claim)
    following = (first_is(draft.catalog, one) for one in others if one in draft.catalog.topics)
    practices(draft, topic, leave=sum(len(one.text.split()) for one in following if one))


def _about(draft: Draft, subject: str) -> None:
    """Answer when to use one component or kind."""
    pros = draft.question.pros and draft.question.intent != "compare"
    if pros or _is_unknown_reason(draft, subject):
        draft.leave_unweighed(map(draft.name, wanted_of(draft)))
        _in_general(draft, subject)
    elif draft.question.intent == "compare" and not _weighs(draft, subject):
        draft.leave_unweighed(map(draft.name, wanted_of(draft)))
        _beside_unknown(draft, subject)
    elif wanted := wanted_of(draft):
        beside = [one for one in draft.question.topics if one not in wanted]
        for claim in _on_practices(draft, subject, beside)[:_MAX_SAID]:
            draft.state(claim)
        _of_wanted(draft, subject, wanted)
    elif subject in draft.catalog.kinds and not draft.question.against:
        _of_kind(draft, subject)
    else:
        _in_general(draft, subject)


def _weighs(draft: Draft, subject: str) -> bool:
    """Tell whether claims speak for or against something in the case of what is wanted."""
    wanted = wanted_of(draft)
    catalog = draft.catalog
    spoken = claims_fitting(catalog, subject, wanted) or claims_against(catalog, subject, wanted)
    beside = [one for one in draft.question.topics if one not in wanted]
    return bool(wanted) and bool(spoken or _on_practices(draft, subject, beside))


def _is_unknown_reason(draft: Draft, subject: str) -> bool:
    """Tell whether it is asked why something is what no claim says it is: "why so popular?"."""
    catalog, needs = draft.catalog, draft.question.needs
    if not (draft.question.explained and needs and all(is_quality(catalog, n) for n in needs)):
        return False
    told = claims_fitting(catalog, subject, needs) or claims_against(catalog, subject, needs)
    return not (told or on_its_side(draft, subject, needs))


def wanted_of(draft: Draft) -> tuple[str, ...]:
    """Return the needs, and the practices that something is named for."""
    question = draft.question
    topics = (one for one in question.topics if is_served(draft.catalog, one))
    return (*question.needs, *topics)


def _of_wanted(draft: Draft, subject: str, wanted: Sequence[str]) -> None:
    """Answer whether something is good for what is wanted, or worth it."""
    fits = claims_fitting(draft.catalog, subject, wanted)
    against = claims_against(draft.catalog, subject, wanted)
    if not draft.question.sparing or draft.question.against or against:
        for_needs(draft, subject, wanted)
    elif not fits:
        draft.leave_unweighed(map(draft.name, wanted))
        _in_general(draft, subject)
    elif not whether_it_pays(draft, subject, wanted, fits):
        for_needs(draft, subject, wanted)


def _beside_unknown(draft: Draft, subject: str) -> None:
    """Tell of something what it is for, where what it is to be weighed with isn't known."""
    name = (Name(draft.name(subject)),)
    say_verdict(draft, subject)
    if subject in draft.catalog.kinds:
        _of_kind(draft, subject, single=False)
        return
    strengths = details_first(draft.catalog, draft.catalog.claims_about(subject, Says.STRENGTH))
    draft.bullets(fill(Say.STRENGTHS, name=name), map(Told, strengths), _MAX_SAID)
    say_against(draft, [subject], _MAX_DOWNSIDES)


def _of_kind(draft: Draft, kind: str, *, single: bool = True) -> None:
    """Say what a kind of components is wanted for, what decides, and uses of ``single`` ones."""
    catalog, name = draft.catalog, (Name(draft.name(kind)),)
    members = best_known(catalog, [member.id for member in catalog.members(kind)])
    if single and catalog.kinds[kind].layer == LANGUAGE and lean_by_use(draft, members[:_MAX_LED]):
        return  # what each is for; whether to use any is no question
    advice = catalog.claims_about(kind, Says.PRACTICE)
    definition = first_is(catalog, kind)
    for claim in (*advice[:1], definition) if advice else (definition,):
        if claim is not None:  # whether to use any is what is asked
            draft.state(claim)
    for heading, says in ((Say.STRENGTHS, Says.STRENGTH), (Say.PRACTICES, Says.PRACTICE)):
        draft.bullets(fill(heading, name=name), map(Told, catalog.claims_about(kind, says)), 1)
    if single:
        draft.bullets(fill(Say.EACH_NAMED_FOR), first_uses(draft, members[:_MAX_MEMBERS]))


def _in_general(draft: Draft, subject: str) -> None:
    """Answer when to use something.

    What speaks of the question's own words comes first; what speaks against it comes last,
    unless a verdict turns on it. Pros and cons are told where these are asked for.
    """
    catalog = draft.catalog
    against = draft.question.against  # then what speaks against it stands there already
    said = [] if against else _spoken_of(draft, subject)
    if not draft.question.judged or _meets_case(draft, said):
        _state_said(draft, said)
    pros = draft.question.pros
    question = draft.question
    beside = question.odd and not (said or question.closed or question.judged or against or pros)
    if beside:
        draft.closing.append(fill(Say.NOT_ON_THIS))
    strengths = details_first(catalog, catalog.claims_about(subject, Says.STRENGTH))
    heading = fill(Say.STRENGTHS, name=(Name(draft.name(subject)),))
    if pros:
        draft.bullets(
            heading, map(Told, strengths), _MAX_PROS, leave=_FOR_CONS if draft.question.cons else 0
        )
    warned = draft.question.closed and any(map(warns, said[:_MAX_SAID]))
    warned = warned and not draft.question.judged  # else the verdict says when to take it
    if warned or (pros and draft.question.cons):  # what it is for would read against a warning
        say_against(draft, [subject])
    if pros or against or warned:
        return
    if not say_verdict(draft, subject) and (claim := first_is(catalog, subject)) is not None:
        draft.state(claim)
    _state_said(draft, said)
    if beside and len(draft.question.components) > 1:
        return
    weighed = question.closed or question.judged
    if weighed:
        say_against(draft, [subject], _MAX_CONS)
    named_for(draft, subject, _MAX_USES if weighed else _MAX_ALL_USES)
    if not weighed:
        say_against(draft, [subject], 1)
    else:
        draft.bullets(heading, map(Told, detailed(catalog, strengths)))


def _meets_case(draft: Draft, said: Sequence[Claim]) -> bool:
    """Tell whether what is said first speaks of all the case that a question tells."""
    case = draft.question.left_over
    return bool(case and said) and all(is_said(one, set(stems_of(said[0].text))) for one in case)


def _state_said(draft: Draft, claims: Sequence[Claim]) -> None:
    """State what is said on what is asked: after the first, what says more of it."""
    asked, told = set(draft.question.words), set[str]()
    for claim in claims[:_MAX_SAID]:
        own = asked.intersection(stems_of(claim.text))
        if own <= told and own:
            continue
        told |= own
        draft.state(claim)


def _spoken_of(draft: Draft, subject: str) -> list[Claim]:
    """Return what is said of a subject on the practices asked about, or in the question's words."""
    in_words = speaking_of(draft.catalog, subject, draft.question.words)
    if draft.question.closed:  # plainly before for what it is wrong
        in_words.sort(key=lambda one: one.says is Says.WRONG_FOR)
    on_practices = _on_practices(draft, subject, draft.question.topics)
    return list(dict.fromkeys((*on_practices, *in_words)))


def _on_practices(draft: Draft, subject: str, topics: Sequence[str]) -> list[Claim]:
    """Return what is said of a component on practices, what to do with it first."""
    if subject not in draft.catalog.components:
        return []
    said = [claim for one in topics for claim in of_topic(draft.catalog, subject, one)]
    return [*practices_naming(draft.catalog, [subject], topics), *said]


def _suggestions(draft: Draft, subject: str) -> list[Question]:
    if subject not in draft.catalog.components:
        return [Question("define", kinds=(subject,))] if subject in draft.catalog.kinds else []
    rivals = [
        one for one in peers(draft.catalog, subject) if separating(draft.catalog, subject, one)
    ]
    if not rivals:
        return [Question("define", components=(subject,))]
    others = Question("alternatives", components=(subject,))
    return [others, Question("compare", components=(subject, rivals[0]))]
