"""``compose(understanding, catalog) -> Answer``: one composer an intent."""

import dataclasses
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from bot.answer.alternatives import alternatives
from bot.answer.aspect import aspect
from bot.answer.case import speaking_of_around
from bot.answer.chat import help_, smalltalk
from bot.answer.choose import choose
from bot.answer.compare import compare
from bot.answer.dated import note_year
from bot.answer.decline import asks_of_company, nothing_known, only_excluded, out_of_scope
from bot.answer.define import define
from bot.answer.detail import has_unsaid, more, why
from bot.answer.draft import Draft
from bot.answer.facts import (
    claims_fitting,
    is_quality,
    is_served,
    names_of,
    practices_naming,
    says_any,
    speaking_of,
    stems_of,
)
from bot.answer.former import former_names
from bot.answer.joint import joint
from bot.answer.listing import listing
from bot.answer.model import Answer, Outcome, Quoted
from bot.answer.number import number
from bot.answer.on_topic import of_topic
from bot.answer.or_practice import or_practice
from bot.answer.phrases import Say
from bot.answer.recommend import recommend
from bot.answer.sameness import sameness
from bot.answer.stack import stack
from bot.answer.telling import values_asked
from bot.answer.topic import topic
from bot.answer.two_sides import contrasts
from bot.answer.when_to_use import wanted_of, when_to_use
from bot.catalog.model import Catalog, Says
from bot.question.model import CONTRASTING, Detail, Question, Understanding

COMPOSERS: dict[str, Callable[[Draft], Answer]] = {
    "compare": compare,
    "recommend": choose,
    "define": define,
    "when_to_use": when_to_use,
    "alternatives": alternatives,
    "topic": topic,
    "stack": stack,
    "list": listing,
    "help": help_,
    "smalltalk": smalltalk,
    "out_of_scope": out_of_scope,
}


_AMOUNT_FIRST = frozenset({"topic", "when_to_use"})
_COUNTING = frozenset({"compare", "define", "recommend", "topic", "when_to_use"})


def _composer(draft: Draft) -> Callable[[Draft], Answer]:
    """Return who answers; to a yes-or-no question, say first what can be said to it as such."""
    question = draft.question
    if (declining := _declining(draft)) is not None:
        return declining
    of_needs = question.intent == "list" and question.needs and not question.subjects
    if question.lacking or of_needs:  # what is wanted, not what there is
        return recommend if question.lacking else choose
    if (special := _of_practice_alone(draft) or _of_sides(draft)) is not None:
        return special
    about_one = question.intent in {"define", "when_to_use"} and len(question.components) == 1
    weighs = question.closed or question.intent == "when_to_use"
    if about_one and _of_practice(draft):
        return topic  # "when does it make sense to shard X?"
    if about_one and (question.needs or (weighs and wanted_of(draft))):
        return when_to_use  # "does django have an orm?" asks for that need
    if about_one and question.closed and not question.against:
        _yes_or_no(draft)
    return COMPOSERS[question.intent]


def _of_practice(draft: Draft) -> bool:
    """Tell whether a practice is asked about in the case of what claims don't name for it."""
    question = draft.question
    if question.whether and question.topics:
        return True
    named = any(claims_fitting(draft.catalog, one, question.topics) for one in question.components)
    return bool(question.topics) and not (question.needs or question.closed or named)


def _of_practice_alone(draft: Draft) -> Callable[[Draft], Answer] | None:
    """Return who tells of the practice that something is wanted for, where nothing serves it.

    Of a kind, it tells if it names any: "which protocol for chat without servers?".
    """
    question, catalog = draft.question, draft.catalog
    if question.intent != "recommend" or not question.topics or question.against:
        return None
    narrower = {stem for one in question.topics for stem in stems_of(catalog.topics[one].name)}
    purposes = any(
        not is_quality(catalog, one) and narrower.isdisjoint(stems_of(catalog.needs[one].name))
        for one in question.needs
    )
    if purposes or any(is_served(catalog, one) for one in question.topics):
        return None
    names = [
        name
        for kind in question.kinds
        for one in catalog.members(kind)
        for name in names_of(catalog, one.id)
    ]
    practices = (c for one in question.topics for c in catalog.claims_about(one, Says.PRACTICE))
    if not any(not question.kinds or says_any(claim, names) for claim in practices):
        return None
    return _as_practice


def _as_practice(draft: Draft) -> Answer:
    answer = topic(draft.about(replace(draft.question, intent="topic", kinds=(), needs=())))
    return dataclasses.replace(answer, intent=draft.asked.intent)


def _of_sides(draft: Draft) -> Callable[[Draft], Answer] | None:
    """Return who answers of a side or a number of what is named, or of a practice's two sides."""
    question = draft.question
    only_practice = question.topics and question.topics == question.subjects
    if question.intent == "compare" and (
        contrasts(question, CONTRASTING)
        or (only_practice and len(question.topics) == 1)
        or (question.explained and _is_silent_on(draft, question.topics))
    ):
        return topic
    if not question.components:
        return None
    if question.joint or _sides_of_practice(question):
        return joint if question.joint else or_practice
    if question.aspects:
        return aspect
    if question.counts and question.intent in _COUNTING:
        return number
    return None


def _sides_of_practice(question: Question) -> bool:
    """Tell whether one component is weighed with a practice: "X or our own limits?"."""
    named = len(question.components) == 1 and len(question.topics) == 1
    return question.intent == "compare" and named and not (question.kinds or question.undescribed)


def _is_silent_on(draft: Draft, topics: Sequence[str]) -> bool:
    """Tell whether of practices that are asked of several sides nothing is said of any side."""
    sides = draft.question.components
    said = any(of_topic(draft.catalog, side, one) for side in sides for one in topics)
    return bool(topics) and not said


def _declining(draft: Draft) -> Callable[[Draft], Answer] | None:
    """Return who declines what asks nothing that claims could answer; ``None`` if it does."""
    question = draft.question
    if asks_of_company(draft):
        return nothing_known
    if question.excluded and not (question.subjects or question.needs or question.undescribed):
        return only_excluded
    return None


def _yes_or_no(draft: Draft) -> None:
    """Say that a component is of the kind asked about, what value it has, or that nobody says."""
    question = draft.question
    (component,) = question.components
    of = [kind for kind in question.kinds if draft.catalog.is_a(component, kind)]
    if of and of == list(question.kinds) and question.of_one:
        draft.say(Say.YES_IS, name=draft.names([component]), kinds=draft.names(of))
    elif told := values_asked(draft.catalog, component, question):
        draft.state(told[0])
        draft.about(replace(question, concepts=()))
    elif (
        claim := speaking_of_around(draft.catalog, component, question.around)
    ) is not None and not speaking_of(draft.catalog, component, question.words):
        draft.state(claim)
    elif (
        not (
            speaking_of(draft.catalog, component, question.words)
            or practices_naming(draft.catalog, [component], question.topics)
        )
        and not _of_case_alone(question)
        and draft.is_bare
        and not question.judged
    ):
        draft.say(Say.NO_YES_OR_NO)  # a point of its own, which the rest doesn't meet


def _of_case_alone(question: Question) -> bool:
    """Tell whether what a question says in words of its own is only the case it asks for."""
    told = {one for phrase in question.left_over for one in stems_of(phrase)}
    return told.issuperset(question.words)


_MAX_FURTHER = 4
_DETAILS: dict[Detail, Callable[[Draft, Answer], Answer]] = {
    Detail.WHY: why,
    Detail.MORE: more,
}


def compose(understanding: Understanding, catalog: Catalog) -> Answer:
    """Return the answer to what was understood, or the readings to choose from."""
    question = understanding.question
    detail = _DETAILS.get(question.detail)
    if detail is None or question.intent == "help":
        answer = _compose(understanding, catalog)
        return _with_details(answer, understanding, catalog)
    asked = replace(question, detail=Detail.ANSWER, page=0, doubted=())
    base = _compose(dataclasses.replace(understanding, question=asked), catalog)
    return detail(Draft(catalog, question, brief=False), base)


def _with_details(answer: Answer, understanding: Understanding, catalog: Catalog) -> Answer:
    """Return the answer with the offers to ask about it, or for what was meant instead."""
    if answer.outcome not in {Outcome.ANSWERED, Outcome.DECLINED}:
        return answer
    question = understanding.question
    draft = Draft(catalog, question)
    readings = tuple(draft.offer(one) for one in understanding.readings)
    further = answer.rest or (answer.claims and has_unsaid(catalog, question, answer))
    return dataclasses.replace(
        answer,
        why=draft.offer(replace(question, detail=Detail.WHY)) if answer.claims else None,
        more=draft.offer(replace(question, detail=Detail.MORE)) if further else None,
        readings=readings,
    )


def _answered(draft: Draft) -> Answer:
    """Return the answer; that on what is there instead of former names is to what was asked."""
    answer = former_names(draft) or sameness(draft) or _composer(draft)(draft)
    if draft.question.recognised == draft.asked.recognised:
        return answer
    return dataclasses.replace(answer, intent=draft.asked.intent)


def _compose(understanding: Understanding, catalog: Catalog) -> Answer:
    draft = Draft(catalog, understanding.question)
    if understanding.truncated:
        draft.say(Say.CUT_SHORT, count=str(len(understanding.text)))
    if understanding.question.unwanted and understanding.question.intent != "out_of_scope":
        unwanted = draft.names(understanding.question.unwanted)
        draft.say(Say.UNWANTED, needs=unwanted)
    if understanding.further:
        draft.say(Say.SEVERAL)
    if not understanding.options:
        note_year(draft)
        if understanding.question.intent in _AMOUNT_FIRST:
            draft.say_amounts()  # it is what is asked: "is X overkill for 10 jobs a minute?"
        answer = _answered(draft)
        further = tuple(draft.labelled(one) for one in understanding.further[:_MAX_FURTHER])
        return dataclasses.replace(answer, suggestions=(*further, *answer.suggestions))
    tied = next((m for m in understanding.trace.mentions if len(m.candidates) > 1), None)
    if tied is None:
        draft.say(Say.WHICH_MEANT)
    else:
        draft.say(Say.WHICH_NAME, surface=(Quoted(tied.surface),))
    return draft.finish(Outcome.CLARIFY, options=understanding.options)
