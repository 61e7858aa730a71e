"""Follow-ups: fills what a short question leaves out from what its thread is about."""

from collections.abc import Sequence
from dataclasses import replace

from bot.question.model import Context, Question, RankedIntent

_CONTINUING = (
    ("and",),
    ("or",),
    ("but",),
    ("what", "about"),
    ("how", "about"),
    ("same", "for"),
    ("then",),
)
_POINTING = frozenset({"it", "them", "they", "these", "those", "that", "both", "either", "ones"})
_SHORT = 6
_SURE = 0.5
_ABOUT_COMPONENTS = frozenset({"compare", "define", "when_to_use", "alternatives"})


def continue_thread(
    question: Question,
    masked: Sequence[str],
    ranking: Sequence[RankedIntent],
    context: Context | None,
) -> tuple[Question, tuple[str, ...]]:
    """Return the question completed from the thread, and the names of the parts filled in.

    A question complete in itself drops the context: nothing of it leaks in.
    """
    if context is None:
        return question, ()
    before = context.question
    asks = bool(ranking) and ranking[0].score >= _SURE and question.intent != "out_of_scope"
    continuing = _is_continuing(masked, ranking)
    if question.subjects or question.unknown:
        if continuing or (not asks and len(masked) <= _SHORT):
            return _with_subjects(question, before)
    elif question.needs:
        if continuing or _points_back(masked) or not asks:
            return _with_needs(question, before)
    elif asks and question.intent in _ABOUT_COMPONENTS and before.subjects:
        return replace(before, intent=question.intent, needs=()), ("components",)
    return question, ()


def _with_subjects(question: Question, before: Question) -> tuple[Question, tuple[str, ...]]:
    """Complete "and mongo?": the same thing asked of another component."""
    needs = question.needs or before.needs
    filled = ("needs",) if needs and not question.needs else ()
    if question.components or question.unknown:
        if before.intent == "compare" and before.components:
            together = tuple(dict.fromkeys((*before.components, *question.components)))
            whole = replace(question, intent="compare", components=together, needs=needs)
            return whole, ("intent", "components", *filled)
        intent = "when_to_use" if needs else before.intent
        if intent not in _ABOUT_COMPONENTS:
            intent = "when_to_use"
        return replace(question, intent=intent, needs=needs), ("intent", *filled)
    return replace(question, intent=before.intent, needs=needs), ("intent", *filled)


def _with_needs(question: Question, before: Question) -> tuple[Question, tuple[str, ...]]:
    """Complete "and for logging?": the same thing asked for another need."""
    intent = "when_to_use" if before.intent == "define" else before.intent
    whole = replace(before, intent=intent, needs=question.needs)
    return whole, ("intent", "components", "kinds")


def _is_continuing(masked: Sequence[str], ranking: Sequence[RankedIntent]) -> bool:
    """Tell whether the text opens as a continuation, with nothing complete after it."""
    opening = any(tuple(masked[: len(words)]) == words for words in _CONTINUING)
    return opening and (len(masked) <= _SHORT or not ranking or ranking[0].score < _SURE)


def _points_back(masked: Sequence[str]) -> bool:
    return any(word in _POINTING for word in masked)
