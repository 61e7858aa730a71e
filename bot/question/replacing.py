"""Something in the place of what is named: another, a swap, a move."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.question.language import Language
from bot.question.model import EntityType, Question, Role
from bot.question.polarity import asks_to_move
from bot.question.ranking import PLACEHOLDERS
from bot.question.reading import Reading

_COMPONENT = PLACEHOLDERS[EntityType.COMPONENT]
_KIND = PLACEHOLDERS[EntityType.KIND]
_REWRITING = frozenset("rewrite rewriting rewritten port porting convert converting redo".split())
_INTO = frozenset({"in", "to", "into"})
_HOW = {("how",), ("what",), ("which",)}
_STANDING, _PLACE_OF = ("in", "place"), ("place", "of")
_LIGHTER = frozenset("cheaper simpler lighter easier smaller leaner slimmer faster".split())
_ANYTHING = frozenset({"anything", "something"})
_ONE = frozenset("one ones option options alternative alternatives tool tools".split())
_LIGHTER_PAIRS = frozenset((some, how) for some in _ANYTHING for how in _LIGHTER) | frozenset(
    (how, what) for how in _LIGHTER for what in _ONE
)
_WHAT_ELSE = frozenset(("what", how) for how in (*_LIGHTER, "else", "instead"))
"""What a text ends with that asks for another."""
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
_LEAVING = frozenset("leave leaving drop dropping ditch ditching abandon abandoning".split())
_PUT_BY = frozenset({"with", "by", "for"})
_MOVING = frozenset("switch switching move moving migrate migrating change changing".split())
_MOVED = frozenset("go going went gone moved switched migrated changed".split())
_INSTEAD_OF = ("instead", "of")
_A = {("a",), ("an",)}
_ARTICLES = frozenset("a an the some any our your my one".split())
_OPENS = 3
"""Words among which a question begins: "so why …", "Q: why …"."""
_AWAY = frozenset({"from", "off"})
_LIGHTENED = frozenset({"when_to_use", "topic", "define", "recommend"})
_OF_PRACTICE = frozenset({"topic", "when_to_use"})
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
    last = tuple(word for word in reading.masked if word != "is")[-2:]  # "what's simpler?"
    return not _LIGHTER_PAIRS.isdisjoint(pairwise(keys)) or last in _WHAT_ELSE


def in_whose_place(question: Question, reading: Reading, language: Language) -> Question:
    """Return a question for alternatives as what it is where no name gives way to another.

    That is a choice, or whether what is named will do: "X instead of a broker?".
    """
    if _replaces_practice(question, reading.masked, language) or _is_in_place(question, reading):
        return replace(question, intent="recommend")
    if _stands_for_unknown(question, reading):
        return replace(question, purpose=question.components)
    if _is_proposed(question, reading.masked):
        return replace(question, intent="when_to_use")
    return question


def _is_proposed(question: Question, masked: Sequence[str]) -> bool:
    """Tell whether what is named would stand in for a sort of thing: "X instead of a queue"."""
    at = next((n for n, pair in enumerate(pairwise(masked)) if pair == _INSTEAD_OF), 0)
    behind = masked[at + 2 : at + 3]
    stands = len(question.components) == 1 and _COMPONENT in masked[:at]
    return stands and behind[:1] in _A and _COMPONENT not in masked[at:]


def _replaces_practice(question: Question, masked: Sequence[str], language: Language) -> bool:
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


def lighter_than_named(question: Question, reading: Reading, language: Language) -> Question:
    """Return what asks for less of what it names as alternatives: "… our X. Something simpler?".

    Of several it is the first, with which the others are used: "lighter than X with Y".
    """
    named = [one for one in reading.found if one.mention.entity in question.components]
    than = named and reading.tokens[max(named[0].first - 1, 0)].key == "than"
    if question.intent == "compare" and than:
        first, *rest = question.components
        wanted = {"intent": "alternatives", "components": (first,), "purpose": tuple(rest)}
        return replace(question, **wanted)
    if question.intent not in _LIGHTENED or not question.components:
        return question
    alone = len(question.components) == 1 and not (question.kinds or question.topics)
    if alone and language.kinds.qualities.issuperset(question.needs):
        return replace(question, intent="alternatives")
    return instead_of_named(question, language)


def _stands_for_unknown(question: Question, reading: Reading) -> bool:
    """Tell whether it is a name without claims whose place is to be taken: "alternatives to X"."""
    if not (question.unknown and question.components):
        return False
    at = next((n for n, word in enumerate(reading.masked) if word in _REPLACED), None)
    if at is None or reading.masked[at + 1 : at + 3] not in _IN_PLACE:
        return False
    before = reading.masked[:at].count(_COMPONENT)
    named = [one for one in reading.mentions if PLACEHOLDERS.get(one.type) == _COMPONENT]
    return before < len(named) and named[before].type is EntityType.UNKNOWN


def _is_in_place(question: Question, reading: Reading) -> bool:
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


def _ends_of_move(reading: Reading, language: Language) -> tuple[str, ...]:
    """Return what should give way and to what: "move from X 5 to Y?", "off X to Y for Z".

    As in "to Y from X" and "leave X for Y".
    """
    said = [word for word in reading.masked if not word.isdigit()]  # versions
    for at, (way, one, back, other) in enumerate(
        zip(said, said[1:], said[2:], said[3:], strict=False)
    ):
        leaves, comes = way in _AWAY and back == "to", way == "to" and back in _AWAY
        leaves = leaves or (way in _LEAVING and back in _PUT_BY)
        if one == other == _COMPONENT and (leaves or comes):
            before, kinds = said[:at].count(_COMPONENT), language.kinds.of
            named = [m.entity for m in reading.mentions if PLACEHOLDERS.get(m.type) == _COMPONENT]
            ends = tuple(m for m in named[before : before + 2] if m and m in kinds)
            pair = len(set(ends)) == 2 and not kinds[ends[0]].isdisjoint(kinds[ends[1]])  # noqa: PLR2004
            return () if not pair else ends if leaves else ends[::-1]
    return ()


def of_both(question: Question, reading: Reading, language: Language) -> Question:
    """Return what is asked of one thing in another's place as a comparison of both."""
    rest: tuple[str, ...] = ()
    if _prefers(question, reading.masked, language):
        named = (*question.components, *question.excluded)
    elif _leaves(question, reading) and (named := _ends_of_move(reading, language)):
        rest = tuple(one for one in question.components if one not in named)
    else:
        return question
    question = replace(question, purpose=question.purpose or rest)
    return replace(question, intent="compare", components=named, excluded=(), against=False)


def _leaves(question: Question, reading: Reading) -> bool:
    """Tell whether it may be asked if to leave what is named, not how."""
    how = question.topics or reading.masked[:1] in _HOW
    if question.intent == "topic":
        return not how
    return bool(question.excluded) or (question.intent != "compare" and not how)


def rewritten(question: Question, reading: Reading, language: Language) -> Question:
    """Return a rewrite of one thing in another as the move that it is: "rewrite our X app in Y"."""
    keys, masked = [token.key for token in reading.tokens], reading.masked
    into = any(word in _INTO and two == _COMPONENT for word, two in pairwise(masked))
    named = (*question.purpose, *question.components) if question.topics else question.components
    pair = len(named) == 2 and len(question.topics) < 2  # noqa: PLR2004
    if not (into and pair) or masked[:1] in _HOW or _REWRITING.isdisjoint(keys):
        return question
    if question.intent == "out_of_scope" and not reading.asks:
        return question  # a request to do it
    one, other = (language.kinds.of[each] for each in named)
    if not (one & other or other & language.kinds.bases):
        return question
    question = replace(question, components=named, purpose=(), topics=())
    return replace(question, intent="compare", closed=False, whether=False)


def with_move(question: Question, reading: Reading) -> Question:
    """Return a comparison of two as whether to go from one to the other, if that is asked.

    What is left stands first: "to Y from X". Of one thing alone it is asked whether to take it.
    """
    keys, masked = [token.key for token in reading.tokens], reading.masked
    there = ("to", _COMPONENT) in pairwise(masked)
    if question.topics and question.intent in _OF_PRACTICE:
        return replace(question, moves=asks_to_move(keys))
    if question.intent == "alternatives" and question.closed and there and _AWAY.isdisjoint(masked):
        return replace(question, intent="when_to_use", judged=True)
    how = masked[:1] in _HOW or keys[:1] == ["how"]
    if how:
        return question
    between = (there and not _AWAY.isdisjoint(masked)) or not _LEAVING.isdisjoint(keys)
    pair = question.intent == "compare" and len(question.components) == 2  # noqa: PLR2004
    if not pair or not (between or asks_to_move(keys)):
        return question
    left, *_ = [
        one.mention.entity
        for one in reading.found
        if one.mention.entity in question.components and keys[max(one.first - 1, 0)] in _AWAY
    ] or [question.components[0]]
    to = (one for one in question.components if one != left)
    return replace(question, moves=True, components=(left or "", *to))


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
