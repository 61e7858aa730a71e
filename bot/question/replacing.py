"""Something in the place of what is named: another, a swap, a move."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.question.language import Language
from bot.question.model import EntityType, Question
from bot.question.ranking import PLACEHOLDERS
from bot.question.reading import Reading

_COMPONENT = PLACEHOLDERS[EntityType.COMPONENT]
_KIND = PLACEHOLDERS[EntityType.KIND]
_ANOTHER = frozenset(
    ("another", what)
    for what in (
        *("tool", "product", "service", "one", "option", "solution", "system", "platform", _KIND),
        *("vendor", "provider", "library", "stack", "framework", "database"),
    )
) | frozenset(
    (some, how)
    for some in ("anything", "something")
    for how in ("else", "cheaper", "simpler", "lighter", "better", "easier", "smaller", "newer")
)
_SWAPPING = frozenset("swap swapping exchange exchanging replace replaces replacing trade".split())
_MOVING = frozenset("switch switching move moving migrate migrating change changing".split())
_AWAY = frozenset({"from", "off"})
_SERVED = {PLACEHOLDERS[EntityType.TOPIC], PLACEHOLDERS[EntityType.NEED]}
_REPLACED = frozenset("alternative alternatives replacement replacements substitute".split())
_IN_PLACE = {("to", _COMPONENT), ("for", _COMPONENT), ("of", _COMPONENT)}


def asks_for_another(masked: Sequence[str]) -> bool:
    """Tell whether something in the place of another is asked for: "is there another tool"."""
    listed = ("or", "something", "else") in zip(masked, masked[1:], masked[2:], strict=False)
    return not (listed or _ANOTHER.isdisjoint(pairwise(masked)))


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
    named = [one for one in question.components if kinds[one].isdisjoint(bases)]
    wanted = set(question.kinds)
    if len(named) != 1 or (wanted and kinds[named[0]].isdisjoint(wanted)):
        return question
    with_it = tuple(one for one in question.components if one != named[0])
    return replace(question, intent="alternatives", components=(named[0], *with_it), kinds=())


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


def swaps(question: Question, masked: Sequence[str], language: Language) -> bool:
    """Tell whether one thing is to take the place of another: "swap X for Y", "switch to Y"."""
    if len(question.components) != 2:  # noqa: PLR2004 - a pair
        return False
    moves = not _MOVING.isdisjoint(masked) and ("to", _COMPONENT) in pairwise(masked)
    if _SWAPPING.isdisjoint(masked) and not moves:
        return False
    one, other = (language.kinds.of[each] for each in question.components)
    return bool(one & other) and masked.count(_COMPONENT) == 2  # noqa: PLR2004


def moves(question: Question, masked: Sequence[str], language: Language) -> bool:
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


def seeks_better(question: Question, masked: Sequence[str], language: Language) -> bool:
    """Tell whether another thing of a kind is wanted than the one named: "a queue nicer than X"."""
    better = _KIND in masked and ("than", _COMPONENT) in pairwise(masked)
    if question.intent != "compare" or not better:
        return False
    kinds, wanted = language.kinds.of, set(question.kinds)
    named = [one for one in question.components if kinds[one] & wanted]
    before = masked.index(_KIND) < len(masked) - 1 - masked[::-1].index("than")
    return before and len(named) == 1 and not question.undescribed
