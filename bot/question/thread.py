"""Follow-ups: fills what a short question leaves out from what its thread is about."""

import dataclasses
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.question.added import added, chosen_for
from bot.question.carried import going_on, practice_beside, why_not
from bot.question.detail import asked_detail
from bot.question.kinds import Kinds
from bot.question.model import Context, Detail, EntityType, Question, RankedIntent
from bot.question.ranking import PLACEHOLDERS
from bot.question.references import (
    option_chosen,
    pointed_at,
    points_at_one,
    points_back,
    several,
)
from bot.question.revision import opens, revise, starts_anew, without
from bot.question.supposed import supposed

Filled = tuple[Question, tuple[str, ...]]
"""A question completed from the thread, and the names of the parts that were filled in."""

_CONTINUING = (
    *((one,) for one in ("and", "for", "in", "or", "but", "then", "vs", "versus")),
    ("what", "about"),
    ("how", "about"),
    ("what", "if"),
    ("same", "for"),
    ("ok", "and"),
)
_DIFFERENCE = frozenset({"difference", "differences", "differ", "compare", "comparison"})
_WHEN_NOT = (("when", "not"), ("not", "when"))
_COMPARING = frozenset({"better", "best", "more", "less", "worse", "worst", "most", "least"})
_WEIGHED_WITH = frozenset(
    "than over compare compared vs versus replace relate relates related differ differs".split()
)
_GOING_ON = frozenset({"so", "and", "but", "then", "ok", "okay", "makes"})
_CHOOSING = frozenset({"which", "whichever", "who"})
_WEIGHING = frozenset(
    "downside downsides drawback drawbacks disadvantage disadvantages cons weakness weaknesses"
    " limitation limitations risk risks pitfall pitfalls catch pros advantage advantages upside"
    " upsides benefit benefits strength strengths".split()
)
"""Words that ask, alone, for what speaks for or against what the thread is about."""
_TAKING = frozenset("take use pick choose run go prefer recommend trust start".split())
_PICKED = frozenset({"compare", "recommend", "list", "when_to_use"})
_OF_THEM = frozenset({"one", "ones", "of", "option", "choice", "tool", "side", "two"})
_OBLIGING = frozenset({"must", "has", "have", "needs", "should", "ought"})
_NEED = PLACEHOLDERS[EntityType.NEED]
_SHORT = 6
_RANKED = frozenset({"recommend", "stack", "alternatives", "list", "compare"})
"""The intents whose answers put some components before others."""
_SURE = 0.5
_FAIRLY_SURE = 0.3
_NO_QUESTION = frozenset({"out_of_scope", "smalltalk"})
_ABOUT_COMPONENTS = frozenset({"compare", "define", "when_to_use", "alternatives"})
_OF_ONE = frozenset({"define", "when_to_use", "alternatives"})
_CHOOSING_INTENTS = frozenset({"recommend", "list", "stack", "topic"})
_GOING_WITH = frozenset({"for", "on", "in", "with"})
_ASKING_ANEW = frozenset({"which", "what", "new", "next", "another"})
_MAX_SAME = 4
_LED_BY_ANSWER = frozenset({"recommend", "list", "stack", "alternatives"})
"""The intents whose components aren't what "it" points to afterwards: the answer's leads are."""


def continue_thread(
    question: Question,
    masked: Sequence[str],
    ranking: Sequence[RankedIntent],
    context: Context | None,
    kinds: Kinds,
) -> Filled:
    """Return the question completed from the thread.

    A question complete in itself drops the context: nothing of it leaks in. ``kinds`` tell
    "and mongo?" from "and for java?".
    """
    detail = asked_detail(masked)
    if context is None:
        named = question.subjects or question.undescribed or detail is Detail.ANSWER
        return (question, ()) if named else (Question("help", detail=detail), ())
    if starts_anew(masked):
        return question, ()
    if (option := option_chosen(question, masked, context)) is not None:
        return option, ("reading",)
    if (detailed := _detailed(question, masked, detail, context)) is not None:
        return detailed, ("question",)
    settled = replace(context.question, detail=Detail.ANSWER, page=0, doubted=())
    context = dataclasses.replace(context, question=settled)
    revised = supposed(question, masked, context) or added(question, masked, context, kinds)
    revised = revised or revise(question, masked, context)
    if revised is not None:
        return revised, ("intent", "components", "needs")
    return _complete(question, masked, ranking, context, kinds)


def _complete(
    question: Question,
    masked: Sequence[str],
    ranking: Sequence[RankedIntent],
    context: Context,
    kinds: Kinds,
) -> Filled:
    """Complete a question that isn't about the last answer itself."""
    score = ranking[0].score if ranking and question.intent not in _NO_QUESTION else 0.0
    weak = _is_continuing(masked, score) or (score < _SURE and len(masked) <= _SHORT)
    if question.subjects or question.undescribed:
        return _named(question, masked, context, kinds, weak=weak)
    if question.needs:
        if question.intent == "alternatives" and kinds.qualities.issuperset(question.needs):
            same, filled = _of_the_same(question, masked, context)  # "what's similar, but cheap?"
            return replace(same, needs=question.needs), filled
        weak = weak or points_back(masked) or score < _SURE or _narrows(question, context, kinds)
        if weak and len(together := several(masked, context)) > len(context.question.components):
            return replace(question, intent="compare", components=together), ("components",)
        if weak:
            return _with_needs(question, masked, context.question, kinds)
        return _still_without(question, context.question), ()
    return _without_subject(question, masked, score, context)


def _narrows(question: Question, context: Context, kinds: Kinds) -> bool:
    """Tell whether only conditions of any choice are stated, after one: "it must be free"."""
    chose = context.question.intent in _LED_BY_ANSWER and not question.against
    return chose and kinds.qualities.issuperset(question.needs)


def _named(
    question: Question, masked: Sequence[str], context: Context, kinds: Kinds, *, weak: bool
) -> Filled:
    """Complete what names something: "and mongo?", "is it better than X?", "no, I meant X"."""
    if question.aspects and question.components:  # "and the licence of X?"
        return question, ()
    pointing = points_back(masked)
    weighed = _meant_alone(question, masked) if weak and len(question.components) == 1 else None
    if weighed is not None and weighed.intent == "when_to_use":  # "back to X, downsides?"
        return weighed, ()
    if question.subjects == question.kinds and not question.undescribed:
        short = weak or len(masked) <= _SHORT // 2
        if short and (filled := _kinds_alone(question, masked, context, kinds)) is not None:
            return filled
        weak = weak and masked[0] not in _ASKING_ANEW
    if pointing and _WEIGHED_WITH.intersection(masked):
        question = replace(question, intent="compare")
    if weak or (question.intent == "compare" and pointing):
        return _with_subjects(question, masked, context, kinds)
    whole = _still_without(question, context.question)
    carried = chosen_for(whole, context.question, kinds) if pointing else whole
    return carried, ("needs",) if carried != whole else ()


def _kinds_alone(
    question: Question, masked: Sequence[str], context: Context, kinds: Kinds
) -> Filled | None:
    """Complete a follow-up that names a kind alone; ``None`` if it is a question by itself."""
    pointing = points_back(masked)
    if _OBLIGING.intersection(masked):  # "it has to be relational"
        return replace(context.question, kinds=question.kinds), ("intent", "needs")
    if pointing and masked[0] == "which":  # "which of those are relational?"
        return replace(question, intent="list"), ()
    if pointing:  # "is it a database?"
        return _of_the_same(replace(question, intent="define", kinds=()), masked, context)
    if built_on := _built_on(context, kinds):  # "we use java", "which framework?"
        whole = replace(question, intent="recommend", components=built_on)
        return _still_without(whole, context.question), ("components",)
    return None


def _built_on(context: Context, kinds: Kinds) -> tuple[str, ...]:
    """Return the languages that a thread is about, where it is about nothing else."""
    before = context.question
    if before.intent not in {"define", "when_to_use"} or before.kinds or before.topics:
        return ()
    bases = all(kinds.of[one] & kinds.bases for one in before.components)
    return before.components if bases else ()


def _without_subject(
    question: Question, masked: Sequence[str], score: float, context: Context
) -> Filled:
    """Complete what names neither a subject nor a need."""
    if question.excluded:
        return without(question.excluded, question, context), ("intent", "components", "needs")
    chosen = pointed_at(masked, context)
    if chosen:
        return _of_chosen(question, chosen, score, context), ("place",)
    short = len(masked) <= (2 * _SHORT if points_back(masked) else _SHORT)
    if short and (meant := _meant_alone(question, masked)) is not None:
        return _of_the_same(meant, masked, context)
    sure = question.intent in _ABOUT_COMPONENTS and (score >= _FAIRLY_SURE or points_back(masked))
    if sure or (question.intent == "topic" and context.question.topics and masked[0] in _GOING_ON):
        return _of_the_same(question, masked, context)
    if masked[:2] == ("and", "for"):  # what it is for, in words that nobody described
        return Question("recommend"), ()
    carried = going_on(question, masked, context)
    return (question, ()) if carried is None else (carried, ("components", "topics"))


def _of_chosen(
    question: Question, chosen: tuple[str, ...], score: float, context: Context
) -> Question:
    """Return what is asked of "the second one" or "the other": by itself, or as before."""
    before = context.question
    if len(chosen) > 1:
        return replace(question, intent="compare", components=chosen)
    intent = next(
        (
            intent
            for intent, sure in ((question.intent, score >= _SURE), (before.intent, True))
            if sure and intent in _OF_ONE
        ),
        "when_to_use",
    )
    return Question(intent, components=chosen, needs=question.needs, against=question.against)


def _still_without(question: Question, before: Question) -> Question:
    """Return a whole question without what was ruled out before, unless it is asked about now."""
    if question.intent not in _CHOOSING_INTENTS or not before.excluded:
        return question
    excluded = tuple(one for one in _both(question, before) if one not in question.subjects)
    return replace(question, excluded=excluded)


def _meant_alone(question: Question, masked: Sequence[str]) -> Question | None:
    """Return what a word or two ask about the same things: "difference?", "when not?"."""
    chooses = _CHOOSING.intersection(masked) and not _asks_of_others(masked)
    takes = masked[:1] == ("which",) and question.intent in _PICKED and _TAKING.intersection(masked)
    compares = takes or any(word in _COMPARING or word.endswith("er") for word in masked)
    if _DIFFERENCE.intersection(masked) or (chooses and compares):
        return replace(question, intent="compare")
    if any(words in pairwise(masked) for words in _WHEN_NOT):
        return replace(question, intent="when_to_use", against=True)
    if _WEIGHING.intersection(masked):
        return replace(question, intent="when_to_use")
    return None


def _asks_of_others(masked: Sequence[str]) -> bool:
    """Tell whether a choice is among things of another kind: "which restaurant is better?"."""
    which, chosen, verb = (*masked, "", "", "")[:3]
    return which == "which" and chosen not in _OF_THEM and verb in {"is", "are", "has"}


def _about_the_answer(question: Question, context: Context) -> bool:
    """Tell whether a follow-up names nothing but what the answer before it was about."""
    before = {*context.question.subjects, *context.leads}
    other = question.needs or question.undescribed or question.excluded
    return not other and set(question.subjects) <= before


def _detailed(
    question: Question, masked: Sequence[str], detail: Detail, context: Context
) -> Question | None:
    """Return the question of the answer before, asked about; ``None`` if another is asked."""
    first = context.leads[:1]
    doubted = detail is Detail.WHY and "not" in masked
    if doubted and question.components != first and _doubts(question, context):
        return replace(context.question, detail=Detail.WHY, page=0, doubted=question.components)
    if doubted and (against := why_not(question, context)) is not None:
        return against
    if detail is not Detail.ANSWER and _about_the_answer(question, context):
        return _with_detail(context.question, detail)
    if detail is Detail.WHY and _doubts(question, context):
        return replace(context.question, detail=detail, page=0, doubted=question.components)
    return None


def _doubts(question: Question, context: Context) -> bool:
    """Tell whether "why not X?" asks after something that an answer by rank didn't lead with."""
    other = question.needs or question.undescribed or question.kinds or question.topics
    return bool(question.components) and not other and context.question.intent in _RANKED


def _with_detail(before: Question, detail: Detail) -> Question:
    """Return the question with the detail; who asks for more again gets what comes after."""
    again = detail is Detail.MORE and before.detail is Detail.MORE
    return replace(before, detail=detail, page=before.page + 1 if again else 0, doubted=())


def _with_subjects(
    question: Question, masked: Sequence[str], context: Context, kinds: Kinds
) -> Filled:
    """Complete "and mongo?": the same thing asked of another component."""
    before = context.question
    if question.intent == "compare" and not before.components:
        meant = several(masked, context) or context.leads[:1]
        before = replace(before, components=meant)
    needs = question.needs or before.needs
    filled = ("needs",) if needs and not question.needs else ()
    if not question.components and not question.undescribed:
        whole = replace(question, needs=needs, excluded=_both(question, before))
        # A practice that no need stands for is nothing to weigh what was named before by.
        alone = question.subjects == question.topics
        beside = practice_beside(whole, masked, context) if alone else None
        return beside or replace(whole, intent=before.intent), ("intent", *filled)
    asked = {kind for component in question.components for kind in kinds.of[component]}
    is_base = bool(asked & kinds.bases) and not asked & set(before.kinds)
    if before.intent == "recommend" and before.kinds and is_base:
        whole = replace(before, components=question.components, excluded=_both(question, before))
        return whole, ("intent", "kinds", "needs")
    if before.intent == "topic" and question.components and not question.topics:
        return replace(before, components=question.components), ("intent", "topics")
    compares = "compare" in {before.intent, question.intent}
    if compares and before.components:
        other = _asks_beside(question, before, kinds)
        if other or _sets_condition(question, masked, before, kinds):
            whole = replace(before, purpose=question.components)
            return (_still_without(question, before), ()) if other else (whole, ("components",))
        together = tuple(
            one
            for one in dict.fromkeys((*before.components, *question.components))
            if one not in question.excluded
        )
        whole = replace(question, intent="compare", components=together, needs=needs)
        return whole, ("intent", "components", *filled)
    intent = before.intent if before.intent in _ABOUT_COMPONENTS and not needs else "when_to_use"
    return replace(question, intent=intent, needs=needs), ("intent", *filled)


def _asks_beside(question: Question, before: Question, kinds: Kinds) -> bool:
    """Tell whether what is named does another job than what was weighed, and is asked for more.

    "What about Redis for sessions?" after two databases is a question of its own.
    """
    own = question.needs or question.kinds or question.topics
    weighed = {kind for one in before.components for kind in kinds.of[one]}
    asked = {kind for one in question.components for kind in kinds.of[one]}
    return bool(own and question.components) and weighed.isdisjoint(asked)


def _sets_condition(
    question: Question, masked: Sequence[str], before: Question, kinds: Kinds
) -> bool:
    """Tell whether what is named is what the sides are to go with: "and for Python?"."""
    weighed = {kind for one in before.components for kind in kinds.of[one]}
    asked = {kind for one in question.components for kind in kinds.of[one]}
    several_sides = len(before.components) > 1 and not _GOING_WITH.isdisjoint(masked[:2])
    return several_sides and bool(asked) and weighed.isdisjoint(asked)


def _with_needs(
    question: Question, masked: Sequence[str], before: Question, kinds: Kinds
) -> Filled:
    """Complete "and for logging?" with another need, "and with scaling" with one more.

    What is wanted of anything, such as low cost, is one more by itself.
    """
    more = masked[:2] == ("and", "with") or "also" in masked or "if" in masked[:3]
    more = more or kinds.qualities.issuperset(question.needs)
    needs = tuple(dict.fromkeys((*before.needs, *question.needs))) if more else question.needs
    opening = [word for word in masked[:_SHORT] if word not in _GOING_ON | {"the", "a"}]
    named = opening[:1] == [_NEED] != [masked[0]]  # "ok and the <need>?"
    part = "for" in masked[:2] or (not more and named)
    if before.intent == "stack" and part:  # "and for the queue?": of one part of it
        return replace(before, intent="recommend", needs=question.needs), ("components",)
    intent = "when_to_use" if before.intent == "define" else before.intent
    whole = replace(before, intent=intent, needs=needs, excluded=_both(question, before))
    return whole, ("intent", "components", "kinds")


def _of_the_same(question: Question, masked: Sequence[str], context: Context) -> Filled:
    """Complete "when should we use it?" and "compare them"."""
    before = context.question
    if question.intent == before.intent == "compare" and before.undescribed:
        return before, ("components",)
    pair = question.intent == "compare" and len(before.components) < 2  # noqa: PLR2004
    led = before.intent in _LED_BY_ANSWER and not before.intent == question.intent == "alternatives"
    among = context.leads if led else before.components
    if led and not pair and points_at_one(masked):  # "does it …?": what the answer put first
        among = among[:1]
    if pair and len(among) < 2:  # noqa: PLR2004
        several_led = len(context.leads) > 1
        counted = context.choices if len(context.choices) > 1 else context.discussed[-2:]
        among = context.leads if several_led else counted
    if not (components := (among or before.components or context.leads)[:_MAX_SAME]):
        whole = replace(before, intent=question.intent, needs=(), against=question.against)
        return (whole, ("components",)) if before.subjects or before.undescribed else (question, ())
    needs = before.needs if pair or question.intent == "alternatives" else ()
    how = question.intent == before.intent == "topic"
    topics = before.topics if how else question.topics
    return replace(question, components=components, needs=needs, topics=topics), ("components",)


def _both(question: Question, before: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before.excluded, *question.excluded)))


def _is_continuing(masked: Sequence[str], score: float) -> bool:
    """Tell whether the text opens as a continuation, with nothing complete after it."""
    return opens(masked, _CONTINUING) and (len(masked) <= _SHORT or score < _SURE)
