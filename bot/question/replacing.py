"""Something in the place of what is named: another, a swap, a move."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.question.language import Language
from bot.question.model import EntityType, Question, Role
from bot.question.ranking import PLACEHOLDERS
from bot.question.reading import Reading

_COMPONENT = PLACEHOLDERS[EntityType.COMPONENT]
_KIND = PLACEHOLDERS[EntityType.KIND]
_STANDING, _PLACE_OF = ("in", "place"), ("place", "of")
_LIGHTER = frozenset("cheaper simpler lighter easier smaller leaner slimmer".split())
_ANYTHING = frozenset({"anything", "something"})
_ONE = frozenset("one ones option options alternative alternatives tool tools".split())
_LIGHTER_PAIRS = frozenset((some, how) for some in _ANYTHING for how in _LIGHTER) | frozenset(
    (how, what) for how in _LIGHTER for what in _ONE
)
_ONLY = frozenset(("only", what) for what in ("choice", "option", "candidate", "contender"))
_ANOTHER = (
    _ONLY
    | frozenset(
        ("another", what)
        for what in (
            *(
                "tool",
                "product",
                "service",
                "one",
                "option",
                "solution",
                "system",
                "platform",
                _KIND,
            ),
            *("vendor", "provider", "library", "stack", "framework", "database"),
        )
    )
    | frozenset((some, how) for some in _ANYTHING for how in ("else", "better", "newer"))
)
_SWAPPING = frozenset(
    "swap swapping swapped exchange exchanging exchanged replace replaces replacing replaced trade"
    " traded substitute compensate".split()
)
_PUT_BY = frozenset({"with", "by", "for"})
_MOVING = frozenset("switch switching move moving migrate migrating change changing".split())
_MOVED = frozenset("go going went gone moved switched migrated changed".split())
_ARTICLES = frozenset("a an the some any our your my one".split())
_OPENS = 3
"""Words among which a question begins: "so why …", "Q: why …"."""
_AWAY = frozenset({"from", "off"})
_LIGHTENED = frozenset({"when_to_use", "topic", "define", "recommend"})
_SERVED = {PLACEHOLDERS[EntityType.TOPIC], PLACEHOLDERS[EntityType.NEED]}
_REPLACED = frozenset("alternative alternatives replacement replacements substitute".split())
_IN_PLACE = {("to", _COMPONENT), ("for", _COMPONENT), ("of", _COMPONENT)}


def asks_for_another(reading: Reading) -> bool:
    """Tell whether something in the place of another is asked for: "is there another tool"."""
    masked = reading.masked
    if ("or", "something", "else") in zip(masked, masked[1:], masked[2:], strict=False):
        return False
    return not _ANOTHER.isdisjoint(pairwise(masked)) or asks_for_lighter(reading)


def asks_for_lighter(reading: Reading) -> bool:
    """Tell whether less of the same is asked for: "something lighter", "a cheaper one".

    These words may be those of a need.
    """
    keys = [token.key for token in reading.tokens]
    return not _LIGHTER_PAIRS.isdisjoint(pairwise(keys))


def replaces_practice(question: Question, masked: Sequence[str], language: Language) -> bool:
    """Tell whether it isn't a name that is to be replaced: "a cron replacement, all in X"."""
    purposes = set(question.needs) - language.kinds.qualities
    bases = purposes and all(
        language.kinds.of[one] & language.kinds.bases for one in question.components
    )
    served = any(
        one in _SERVED and two in _REPLACED and masked[at + 2 : at + 4] not in _IN_PLACE
        for at, (one, two) in enumerate(pairwise(masked))
    )
    return bool(question.components and bases) and served


def instead_of_named(question: Question, language: Language) -> Question:
    """Return a choice of another thing than the one that is named as alternatives to that."""
    kinds, bases = language.kinds.of, language.kinds.bases
    wanted = set(question.kinds)
    named = [o for o in question.components if kinds[o] & wanted or kinds[o].isdisjoint(bases)]
    if len(named) != 1 or (wanted and kinds[named[0]].isdisjoint(wanted)):
        return question
    with_it = tuple(one for one in question.components if one != named[0])
    return replace(question, intent="alternatives", components=(named[0], *with_it), kinds=())


def lighter_than_named(question: Question, language: Language) -> Question:
    """Return what asks for less of what it names as alternatives: "… our X. Something simpler?"."""
    if question.intent not in _LIGHTENED or not question.components:
        return question
    alone = len(question.components) == 1 and not (question.kinds or question.topics)
    if alone and language.kinds.qualities.issuperset(question.needs):
        return replace(question, intent="alternatives")
    return instead_of_named(question, language)


def stands_for_unknown(question: Question, reading: Reading) -> bool:
    """Tell whether it is a name without claims whose place is to be taken: "alternatives to X"."""
    if not (question.unknown and question.components):
        return False
    at = next((n for n, word in enumerate(reading.masked) if word in _REPLACED), None)
    if at is None or reading.masked[at + 1 : at + 3] not in _IN_PLACE:
        return False
    before = reading.masked[:at].count(_COMPONENT)
    named = [one for one in reading.mentions if PLACEHOLDERS.get(one.type) == _COMPONENT]
    return before < len(named) and named[before].type is EntityType.UNKNOWN


def is_in_place(question: Question, reading: Reading) -> bool:
    """Tell whether something is wanted beside what "is in place", not in the place of it."""
    pairs = set(pairwise(reading.masked))
    used = any(one.role is Role.USED for one in reading.mentions)
    return used and bool(question.needs) and _STANDING in pairs and _PLACE_OF not in pairs


def swaps(question: Question, masked: Sequence[str], language: Language) -> bool:
    """Tell whether one thing is to take the place of another: "swap X for Y", "switch to Y"."""
    if len(question.components) != 2:  # noqa: PLR2004 - a pair
        return False
    moves = not _MOVING.isdisjoint(masked) and ("to", _COMPONENT) in pairwise(masked)
    if _SWAPPING.isdisjoint(masked) and not moves:
        return False
    one, other = (language.kinds.of[each] for each in question.components)
    return bool(one & other) and masked.count(_COMPONENT) == 2  # noqa: PLR2004


def swaps_kinds(question: Question, reading: Reading) -> Question:
    """Return a question of one kind in another's place, "replace <kind> by <kind>", as of both."""
    masked = reading.masked
    kinds = [one.entity for one in reading.mentions if one.type is EntityType.KIND]
    if len(kinds) != 2 or masked.count(_KIND) != 2 or question.components:  # noqa: PLR2004 - a pair
        return question
    first = masked.index(_KIND)
    between = set(masked[first + 1 : masked.index(_KIND, first + 1)]) - _ARTICLES
    put = bool(between) and between <= _PUT_BY and not _SWAPPING.isdisjoint(masked[:first])
    if put or (between == {"to"} and not (_MOVING | _MOVED).isdisjoint(masked[:first])):
        both = tuple(one for one in kinds if one)
        return replace(question, intent="compare", kinds=both, excluded=(), against=False)
    return question


def _moves(question: Question, masked: Sequence[str], language: Language) -> bool:
    """Tell whether it is asked if one thing should give way: "move from X 5 to Y?", "off X"."""
    named, kinds = (*question.excluded, *question.components), language.kinds.of
    if len(question.excluded) != 1 or len(named) != 2 or named[0] not in kinds:  # noqa: PLR2004
        return False
    said = [word for word in masked if not word.isdigit()]  # versions
    away = any(
        one in _AWAY and rest == [_COMPONENT, "to", _COMPONENT]
        for one, *rest in zip(said, said[1:], said[2:], said[3:], strict=False)
    )
    alone = masked.count(_COMPONENT) == 2  # noqa: PLR2004
    return away and alone and not kinds[named[0]].isdisjoint(kinds[named[1]])


def of_both(question: Question, masked: Sequence[str], language: Language) -> Question:
    """Return what is asked of one thing in another's place as a comparison of both."""
    if _prefers(question, masked, language):
        named = (*question.components, *question.excluded)
    elif _moves(question, masked, language):
        named = (*question.excluded, *question.components)
    else:
        return question
    return replace(question, intent="compare", components=named, excluded=(), against=False)


def _prefers(question: Question, masked: Sequence[str], language: Language) -> bool:
    """Tell whether it is asked why one thing is taken and not another: "why X, not Y?"."""
    named, kinds = (*question.components, *question.excluded), language.kinds.of
    if len(named) != 2 or not kinds.keys() >= set(named):  # noqa: PLR2004 - a pair
        return False
    why = "why" in masked[:_OPENS] and ("not", _COMPONENT) in pairwise(masked)
    alone = masked.count(_COMPONENT) == 2  # noqa: PLR2004
    alike = not kinds[named[0]].isdisjoint(kinds[named[1]])
    return why and alone and alike and masked.index("why") < masked.index(_COMPONENT)


def seeks_better(question: Question, masked: Sequence[str], language: Language) -> bool:
    """Tell whether another thing of a kind is wanted than the one named: "a queue nicer than X"."""
    better = _KIND in masked and ("than", _COMPONENT) in pairwise(masked)
    if question.intent != "compare" or not better:
        return False
    kinds, wanted = language.kinds.of, set(question.kinds)
    named = [one for one in question.components if kinds[one] & wanted]
    before = masked.index(_KIND) < len(masked) - 1 - masked[::-1].index("than")
    return before and len(named) == 1 and not question.undescribed
