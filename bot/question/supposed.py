"""What a follow-up asks of its thread in another case: "if we had no X", "even with X on?"."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.question.model import Context, Question
from bot.question.revision import opens, without

_OPENING = frozenset("and or but so ok okay oh well also hm".split())
_SUPPOSING = frozenset({"with", "if", "when"})
_ALLOWED = frozenset("allowed permitted possible ok okay fine acceptable".split())
_LACKED = frozenset(
    "no not never without gone forbidden banned didn't don't hadn't isn't wasn't couldn't".split()
)
_EVEN = (("even",), ("also", "with"), ("also", "if"))
_MEANING = {("i", "meant"), ("i", "mean")}
_AHEAD = frozenset("better best more most less least worse worst ahead".split())
_OF_THEM = frozenset("one of has have is are does do would offers".split())
_LED_BY_ANSWER = frozenset({"recommend", "alternatives", "list", "stack"})
_MOST_SIDES = 4
_PAIR = 2


def supposed(question: Question, masked: Sequence[str], context: Context) -> Question | None:
    """Return the question of the thread in the case that is supposed; ``None`` if none is."""
    before = context.question
    first = next((at for at, word in enumerate(masked) if word not in _OPENING), len(masked))
    said = masked[first:]
    if not said or question.kinds or not before.subjects:
        return None
    if (sides := _ranked(question, said, context)) is not None:
        return sides
    if said[-1] in _ALLOWED and not _SUPPOSING.isdisjoint(said[:_PAIR]):
        excluded = tuple(one for one in before.excluded if one not in question.components)
        return replace(before, excluded=excluded)
    if _lacks(said) and question.components:
        return without(question.components, question, context)
    named = question.topics or question.needs or question.unknown
    more = opens(masked, _EVEN) or tuple(said[-_PAIR:]) in _MEANING
    return _with(question, before) if more and named and not question.components else None


def _ranked(question: Question, said: Sequence[str], context: Context) -> Question | None:
    """Return which of several is ahead in a practice as what is said of each on that."""
    before = context.question
    others = question.components or question.needs or question.undescribed
    of_them = said[0] == "which" and not _OF_THEM.isdisjoint(said[1:2])
    if others or not (of_them and question.topics):
        return None
    sides = context.leads if before.intent in _LED_BY_ANSWER else before.components
    ahead = any(word in _AHEAD or word.endswith("er") for word in said)
    if not ahead or len(sides) < _PAIR:
        return None
    whole = replace(question, intent="compare", components=sides[:_MOST_SIDES])
    return replace(whole, closed=True, explained=True, against=False)


def _lacks(said: Sequence[str]) -> bool:
    """Tell whether it is supposed that something isn't there: "what if we didn't have X"."""
    asked = said[1:] if said[0] == "what" else said
    return asked[:1] == ("if",) and not _LACKED.isdisjoint(asked)


def _with(question: Question, before: Question) -> Question:
    """Return the question of the thread with one more condition.

    What is said of a name that nobody described comes before what is said in general.
    """
    needs = tuple(dict.fromkeys((*before.needs, *question.needs)))
    topics = tuple(dict.fromkeys((*before.topics, *question.topics)))
    against = before.against and not question.unknown
    return replace(before, needs=needs, topics=topics, against=against)
