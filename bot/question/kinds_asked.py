"""Which of the kinds that a text names it asks about."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.question.model import EntityType, Question
from bot.question.reading import Reading
from bot.question.setting import words_before
from bot.question.spans import Found

_COUNTING = frozenset("one two three four five several multiple many few single both".split())
_CHOSEN = frozenset({"which", "what", "best", "top"})
_PASSING = frozenset("to into from onto".split())
_SERVED = _PASSING | {"for"}
_IDEAS = frozenset({EntityType.TOPIC, EntityType.CONCEPT})
_NEAR = 2  # words


def kinds_wanted(
    question: Question, reading: Reading, qualities: AbstractSet[str]
) -> tuple[str, ...]:
    """Return the kinds but those that something comes from or goes to: "load it into a warehouse".

    What does something "for" another kind isn't of it: "a queue tool for a shop platform". The
    kind that is wanted stands before what it is wanted for.
    """
    needs = [one for one in reading.found if one.mention.type is EntityType.NEED]
    done = [one.first for one in needs if one.mention.entity not in qualities]
    passed = {
        one.mention.entity
        for one in reading.found
        if one.mention.type is EntityType.KIND
        and any(need.first < one.first for need in needs)
        and not (_SERVED if done else _PASSING).isdisjoint(words_before(one, reading, _NEAR))
    }
    return tuple(one for one in question.kinds if one not in passed)


def uncounted_kinds(question: Question, reading: Reading) -> tuple[str, ...]:
    """Return the kinds but those that are there in some number: "with two app servers".

    So are those that only say what a practice is of: "database normal forms". Beside something
    else that is asked about, they only tell the case.
    """
    ideas = [one for one in reading.found if one.mention.type in _IDEAS]
    counted = {
        one.mention.entity
        for one in reading.found
        if one.mention.type is EntityType.KIND
        and (_is_counted(words_before(one, reading, 2)) or _is_of_idea(one, ideas))
    }
    left = tuple(one for one in question.kinds if one not in counted)
    asked = left or question.topics or question.concepts or question.needs or question.components
    return left if asked else question.kinds


def _is_of_idea(kind: Found, ideas: Sequence[Found]) -> bool:
    """Tell whether a practice comes right after a kind, or the kind is a part of its name."""
    return any(
        kind.last + 1 == one.first or one.first <= kind.first < kind.last + 1 <= one.last
        for one in ideas
    )


def _is_counted(before: Sequence[str]) -> bool:
    """Tell whether words count what comes after them, and don't choose among it."""
    if not before or not (before[-1] in _COUNTING or before[-1].isdigit()):
        return False
    return _CHOSEN.isdisjoint(before[:-1])


def whole_kinds(question: Question, reading: Reading) -> tuple[str, ...]:
    """Return the kinds but those that are only part of a sort: a "graph-like database"."""
    sorts = [one for one in reading.found if one.mention.type is EntityType.CATEGORY]
    parts = {
        one.mention.entity
        for one in reading.found
        if any(sort.first < one.first and one.last <= sort.last for sort in sorts)
    }
    return tuple(one for one in question.kinds if one not in parts)
