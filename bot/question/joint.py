"""Whether it is asked if two things go together: "does X need Y?", "how does X work with Y?"."""

from collections.abc import Sequence
from itertools import dropwhile

from msgspec.structs import replace

from bot.question.apparent import AUXILIARIES
from bot.question.language import Language
from bot.question.model import EntityType, Question
from bot.question.ranking import PLACEHOLDERS
from bot.question.reading import Reading

_COMPONENT = PLACEHOLDERS[EntityType.COMPONENT]
_NEEDED = frozenset("need needs require requires".split())
_NEED_OR_NOT = _NEEDED | {"needed", "required", "without"}
_JOINING = _NEED_OR_NOT | frozenset(
    "with support supports depend depends on alongside inside behind from together".split()
)
_BOTH = frozenset("with for to run use using on in and".split())
_OTHERWISE = frozenset(
    "replace replaced compete competes compare compares switch move migrate better faster or vs"
    " than instead which what".split()
)
"""Words of a choice between the two, or of a way from one to the other."""
_WORKING = _NEEDED | frozenset("work works run runs integrate integrates cooperate".split())
"""What even two of the same job may do with each other."""
_BEFORE = frozenset(
    "i we you one my our both a an the still really also run use using need require requires"
    " deploy host put it possible to be recommended access call connect reach query integrate"
    " combine".split()
)
"""What may stand between the auxiliary and the first of the two."""
_REACHING = frozenset(
    "access accessing call calling combine combining connect connecting integrate integrating query"
    " querying reach reaching run running use using".split()
)
"""What is done to one of the two from the other, as a request: "access X from Y"."""
_TOWARDS = frozenset("from with to into in on inside and".split())
_DETAIL = frozenset({"exactly", "actually", "really", "well", "best"})
_TOGETHER = frozenset({"with", "together", "alongside", "from"})
_NEAR = 5  # words
_TAIL = 3  # words


def as_joint(question: Question, reading: Reading, language: Language) -> Question:
    """Return a question whether two components of different jobs go together, marked as such."""
    masked = reading.masked
    if not _asks(masked) or (question.intent == "topic" and masked[0] in _REACHING):
        return question
    among = {*question.components, *question.excluded, *question.purpose}
    named = tuple(dict.fromkeys(one.entity for one in reading.mentions if one.entity in among))
    if len(named) != 2:  # noqa: PLR2004 - a pair
        return question
    kinds = [language.kinds.of[one] for one in named if one]
    why = masked[0] == "why"
    together = not why and (masked[0] in _REACHING or not _WORKING.isdisjoint(masked))
    if frozenset.intersection(*kinds) and not together:
        return question
    if question.unknown or (question.needs and not question.purpose):
        return question
    return replace(
        question,
        intent="define",
        components=named,
        needs=(),
        excluded=(),
        purpose=(),
        closed=not (why or _NEED_OR_NOT.isdisjoint(masked)),
        joint=True,
    )


def _opens(masked: Sequence[str]) -> bool:
    return masked[:1] in {("why",), ("how",)}


def _asks(masked: Sequence[str]) -> bool:
    """Tell whether a text asks if one of its two components goes with the other, or why."""
    how = masked[:1] == ("how",)
    masked = tuple(dropwhile(_DETAIL.__contains__, masked[1:])) if _opens(masked) else masked
    places = [at for at, word in enumerate(masked) if word == _COMPONENT]
    if len(places) != 2 or not _OTHERWISE.isdisjoint(masked):  # noqa: PLR2004 - a pair
        return False
    first, second = places
    between = masked[first + 1 : second]
    if masked[0] in _REACHING and not how:
        return not _TOWARDS.isdisjoint(between) and len(between) <= _TAIL
    if masked[0] not in AUXILIARIES or not _BEFORE.issuperset(masked[1:first]):
        return False
    if how:
        return not (_WORKING.isdisjoint(masked) or _TOGETHER.isdisjoint(masked))
    if between == ("and",) and masked[-1] == "together":
        return True
    near = len(between) <= _NEAR and len(masked) - second - 1 <= _TAIL
    needed = not _NEEDED.isdisjoint(masked[1:first]) and not _BOTH.isdisjoint(between)
    return near and (needed or not _JOINING.isdisjoint(between))
