"""What a follow-up takes over from its thread beside what it names, or where it names nothing."""

import dataclasses
import re
from collections.abc import Sequence

from msgspec.structs import replace

from bot.question.model import Context, EntityType, Question
from bot.question.reading import Reading
from bot.question.references import place

_SETTLING = frozenset(
    "ok okay alright fine cool good great right so then let's lets we we'll will are going go with"
    " take use using pick choose chose picked it is settled decided on for the sounds perfect"
    " thanks <component>".split()
)
"""What the sentence consists of that settles on what was weighed: "ok, X then."."""
_END = re.compile(r"[.;!]\s{1,9}(?=\w)")
_GOING_ON = {("what", "about"), ("how", "about"), ("how", "do"), ("how", "would"), ("and", "what")}
_HOLDING = re.compile(
    r"\s{0,9}(?:(?:and|but|so|ok|hm),?\s)?(?:does|do|would|will|is)\s(?:that|this|it|they|both)"
    r"(?:\s(?:still|also|then|even))?\s(?:hold|holds|true|apply|stand|work|ok|okay|fine|right|good"
    r"|valid|the case|the same|enough)(?:\s(?:up|true))?,?\s(?=(?:if|when|once|with|for)\s)",
    re.IGNORECASE,
)
_OF_NAMED = frozenset({"define", "when_to_use", "compare", "topic"})
_OF_ONE = frozenset({"define", "when_to_use"})
_NOT_GOING_ON = frozenset({"out_of_scope", "smalltalk", "help", "list", "stack"})
_INSTEAD = frozenset({"instead", "else"})
_ASKING = frozenset({"what", "which"})
_MOST, _MOST_OF = 12, 2
_BRIEF = 5  # words


def asked_again(text: str) -> str:
    """Return what a follow-up supposes: "what if …" for "does that still hold if …"."""
    holding = _HOLDING.match(text)
    return "what " + text[holding.end() :] if holding else text


def settled_first(whole: Reading, text: str, context: Context | None) -> tuple[str, Context] | None:
    """Return what a follow-up asks after it settled on something, in a thread about that.

    As in "ok, X then. What about Y?". ``None`` if it settles nothing before it asks.
    """
    end = _END.search(text)
    if end is None or context is None:
        return None
    before = [token.key for token in whole.tokens if token.start < end.start()]
    after = [token.key for token in whole.tokens if token.start >= end.end()]
    names = [one.mention for one in whole.found if one.mention.start < end.start()]
    alone = len(names) == 1 and names[0].type is EntityType.COMPONENT
    if not alone or (name := names[0].entity) is None or tuple(after[:2]) not in _GOING_ON:
        return None
    said = before[: whole.found[0].first] + before[whole.found[0].last + 1 :]
    if not _SETTLING.issuperset(said):
        return None
    settled = Question("topic", components=(name,))
    thread = dataclasses.replace(context, question=settled, leads=(name,), options=())
    return text[end.end() :], thread


def practice_beside(question: Question, masked: Sequence[str], context: Context) -> Question:
    """Return what is asked of a practice, with the components that the thread is about.

    They are what it named last, else what its answer put first: "which database? And for X?".
    """
    before = context.question
    kept = before.intent != "topic" or not before.topics or "if" in masked[:_MOST_OF]
    about = before.components if before.intent in _OF_NAMED else context.leads[:1]
    about = about[:_MOST_OF] if kept else ()
    whole = replace(question, intent="topic", needs=(), components=about, carried=about)
    return replace(whole, excluded=tuple(one for one in question.excluded if one not in about))


def going_on(question: Question, masked: Sequence[str], context: Context) -> Question | None:
    """Return what is asked of what the thread is about in words of its own; often ``None``.

    "Where do we keep the tokens?", "what about memory?", "what instead?" name nothing.
    """
    before = context.question
    if not masked or context.options or masked[0].isdigit() or place(masked) is not None:
        return None
    components = before.components if before.intent in _OF_NAMED else context.leads
    components = components[:_MOST_OF]
    if len(masked) > _MOST or question.intent in _NOT_GOING_ON or not (before.topics or components):
        return None
    short = len(masked) <= _BRIEF and not _ASKING.isdisjoint(masked)
    if short and not _INSTEAD.isdisjoint(masked) and before.components:
        return replace(before, intent="alternatives", closed=False, against=False)
    topics = before.topics if before.intent == "topic" else ()
    about = before.components[:_MOST_OF] if topics else components
    carried = (*about, *topics)
    return replace(question, intent="topic", components=about, topics=topics, carried=carried)


def why_not(question: Question, context: Context) -> Question | None:
    """Return "why not X?" as whether to take X for the practice before, or what speaks against it.

    ``None`` where the answer before ranked or weighed things, or was about X alone.
    """
    before, named = context.question, question.components
    other = question.needs or question.undescribed or question.kinds or question.topics
    if other or len(named) != 1 or named == before.components:
        return None
    if before.intent == "topic" and before.topics:
        return Question("when_to_use", named, topics=before.topics)
    if before.intent not in _OF_ONE:
        return None
    return Question("when_to_use", named, needs=before.needs, against=True)
