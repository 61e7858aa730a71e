"""What words point to in a thread: "the second one", "the other", "both", "those two"."""

from collections.abc import Sequence
from itertools import pairwise

from bot.question.model import Context, Question

_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "former": 0, "latter": 1}
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3}
_NUMBERS = {"1": 0, "2": 1, "3": 2, "4": 3}
_SPELT = {"one": 0, "two": 1, "three": 2, "four": 3}
_NONE = frozenset({"none", "neither", "zero"}) | _SPELT.keys()
_SINGULAR = frozenset({"it", "that", "one"})
_PLURAL = frozenset({"them", "they", "these", "those", "both", "either", "ones", "two"})
_SHORT, _LONG = 3, 12
_MOST_TO_CHOOSE = 3  # words
_MAX_DISCUSSED = 8
_MAX_ALL = 5
_MAX_THEM = 4
_PAIR = 2


def advance(
    context: Context | None, question: Question, leads: tuple[str, ...], options: Sequence[Question]
) -> Context:
    """Return what a thread is about after a question was answered.

    What people count in ("the second one") stays as long as they ask about parts of it.
    """
    asked = question.components
    named = asked or leads
    before = context.discussed if context else ()
    discussed = (*(one for one in before if one not in named), *named)[-_MAX_DISCUSSED:]
    choices = asked if question.intent == "compare" and len(asked) >= _PAIR else leads
    if question.unknown:  # in what order they came among the rest isn't known
        choices = ()
    elif context and (len(choices) < _PAIR or set(choices) < set(context.choices)):
        kept = not asked or set(asked) <= set(context.choices)
        choices = context.choices if kept else choices
    return Context(question, leads, tuple(options), choices, discussed)


def points_back(masked: Sequence[str]) -> bool:
    """Tell whether a text points to something said before."""
    return any(word in _SINGULAR or word in _PLURAL for word in masked)


def points_at_one(masked: Sequence[str]) -> bool:
    """Tell whether a text points to one thing said before: "does it …?"."""
    return "it" in masked and _PLURAL.isdisjoint(masked)


def pointed_at(masked: Sequence[str], context: Context) -> tuple[str, ...]:
    """Return the components that a text points to by place or as the rest; often nothing.

    "The first two" and "the second one" count in what was compared or named, "the other" is
    what is left of it.
    """
    choices = context.choices
    if tuple(masked) == ("both",):
        return several(masked, context)
    if "other" in masked and len(masked) <= _LONG:
        return _other(masked, context)
    for word, following in pairwise(masked):
        if following in _COUNTS and word in {"first", "last", "top"}:
            count = _COUNTS[following]
            return choices[-count:] if word == "last" else choices[:count]
    if len(masked) > _SHORT and (len(masked) > _LONG or "one" not in masked):
        return ()
    chosen = place(masked)
    if chosen is None or chosen >= len(choices):
        return ()
    return (choices[chosen],)


def several(masked: Sequence[str], context: Context) -> tuple[str, ...]:
    """Return the components that "both", "them" or "which one" stand for: two and more."""
    for word, count in (("three", 3), ("all", 2)):
        if word in masked and len(context.discussed) >= count:
            return context.discussed[-3:] if word == "three" else context.discussed[-_MAX_ALL:]
    if len(context.question.components) >= _PAIR:
        return context.question.components
    if len(context.choices) >= _PAIR and not _PLURAL.isdisjoint(masked):
        return context.choices[:_PAIR] if "both" in masked else context.choices[:_MAX_THEM]
    named = context.discussed[-_PAIR:]
    return named if len(named) == _PAIR and not _PLURAL.isdisjoint(masked) else ()


def place(masked: Sequence[str]) -> int | None:
    """Return the place that a reply such as "the second" or "2" names, from 0; the last is -1."""
    places = [_ORDINALS[word] for word in masked if word in _ORDINALS]
    if not places and masked[-1:] and len(masked) <= _PAIR:  # "2", "option 2"
        places = [_NUMBERS[word] for word in masked[-1:] if word in _NUMBERS]
    return places[0] if places else None


def _other(masked: Sequence[str], context: Context) -> tuple[str, ...]:
    """Return what is left beside what was asked about last: "the other one", "the others"."""
    at = masked.index("other")
    if masked[at - 1 : at] not in (("the",), ["the"]):
        return ()
    focus = context.question.components or context.leads[:1]
    among = context.choices if set(focus) <= set(context.choices) else context.discussed
    left = tuple(one for one in among if one not in focus)
    return left[-1:]


def chooses_none(masked: Sequence[str], context: Context) -> bool:
    """Tell whether a reply is a number, or a word for none, that no reading stands for."""
    return (
        bool(context.options) and len(masked) == 1 and (masked[0].isdigit() or masked[0] in _NONE)
    )


def option_chosen(question: Question, masked: Sequence[str], context: Context) -> Question | None:
    """Return the reading that a short reply chooses: by number, place or name."""
    options = context.options
    if not options or len(masked) > _MOST_TO_CHOOSE:
        return None
    chosen = _SPELT.get(masked[0]) if len(masked) == 1 else None
    chosen = place(masked) if chosen is None else chosen
    if chosen is not None:
        return options[chosen] if chosen < len(options) else None
    named = {*question.subjects, *question.needs}
    fitting = [one for one in options if named & {*one.subjects, *one.needs}]
    return fitting[0] if len(fitting) == 1 else None
