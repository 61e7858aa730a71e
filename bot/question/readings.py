"""What else a text could have meant: to choose from for who says "not what I meant"."""

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from bot.question.model import Question, RankedIntent
from bot.question.twins import Twins

MOST_READINGS = 5
_MAX_SINGLE = 3
"""Components of several that are offered one by one."""
_CHOOSING = frozenset({"recommend", "stack", "list"})
_OF_PRACTICE = frozenset({"define", "when_to_use", "topic"})
"""Of a practice, these ask the same."""


def _compared(question: Question) -> Iterator[Question]:
    if len(question.components) > 1:
        yield Question("compare", components=question.components, needs=question.needs)


def _weighed(question: Question) -> Iterator[Question]:
    if len(question.components) == 1:
        yield Question("when_to_use", components=question.components, needs=question.needs)
        yield Question("when_to_use", components=question.components, against=not question.against)


def _defined(question: Question) -> Iterator[Question]:
    for name in question.components[:_MAX_SINGLE]:
        yield Question("define", components=(name,))
    if question.kinds and not question.components:
        yield Question("define", kinds=question.kinds[:1])


def _chosen(question: Question) -> Iterator[Question]:
    if question.needs or question.kinds or question.topics:
        yield Question(
            "recommend",
            components=question.components,
            kinds=question.kinds,
            topics=question.topics,
            needs=question.needs,
            excluded=question.excluded,
        )


def _replaced(question: Question) -> Iterator[Question]:
    if question.intent in _CHOOSING:  # what is named there is what the choice is to go with
        return
    for name in question.components[:_MAX_SINGLE]:
        yield Question("alternatives", components=(name,), needs=question.needs)


def _practised(question: Question) -> Iterator[Question]:
    if question.intent not in _OF_PRACTICE and (question.topics or question.needs):
        yield Question("topic", topics=question.topics, needs=question.needs)


def _stacked(question: Question) -> Iterator[Question]:
    if question.needs:
        yield Question("stack", needs=question.needs, excluded=question.excluded)


def _listed(question: Question) -> Iterator[Question]:
    if question.kinds:
        yield Question("list", kinds=question.kinds[:1])


_AS: dict[str, Callable[[Question], Iterator[Question]]] = {
    "compare": _compared,
    "when_to_use": _weighed,
    "define": _defined,
    "recommend": _chosen,
    "alternatives": _replaced,
    "topic": _practised,
    "stack": _stacked,
    "list": _listed,
}
"""The questions of an intent about what a question names; the likelier intent first."""


def other_readings(
    question: Question, own: Question, ranking: Sequence[RankedIntent], twins: Twins
) -> tuple[Question, ...]:
    """Return what a text could ask besides ``question``, the likelier first.

    ``own`` is what it asks without its thread. The others ask something else about the same
    things; ``ranking`` has the intents as they seemed likely.
    """
    same = (question, replace(question, closed=False)) if question.closed else (question,)
    found = dict.fromkeys(same)
    for one in _readings(question, own, ranking, twins):
        found[one] = None
        if len(found) == len(same) + MOST_READINGS:
            break
    return tuple(found)[len(same) :]


def _readings(
    question: Question, own: Question, ranking: Sequence[RankedIntent], twins: Twins
) -> Iterator[Question]:
    if own.intent == "topic" and not own.topics:  # a name is no practice
        own = replace(own, intent="define")
    if own != question and own.intent in _AS and not own.undescribed:
        yield replace(own, words=(), left_over=(), odd=False)
    ranked = [one.intent for one in ranking if one.intent in _AS]
    for intent in dict.fromkeys((*ranked, *_AS)):
        for one in map(twins.settled, _AS[intent](question)):
            if one.intent != "topic" or one.topics:  # else it is a need that no practice stands for
                yield one
