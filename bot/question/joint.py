"""Whether it is asked if two things go together: "does X need Y?", "can X run without Y?"."""

from collections.abc import Sequence

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
    "with support supports depend depends on alongside inside behind".split()
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
    " deploy host put it possible to be recommended".split()
)
"""What may stand between the auxiliary and the first of the two."""
_NEAR = 5  # words
_TAIL = 3  # words


def as_joint(question: Question, reading: Reading, language: Language) -> Question:
    """Return a question whether two components of different jobs go together, marked as such."""
    masked = reading.masked
    if not _asks(masked):
        return question
    among = {*question.components, *question.excluded, *question.purpose}
    named = tuple(dict.fromkeys(one.entity for one in reading.mentions if one.entity in among))
    if len(named) != 2:  # noqa: PLR2004 - a pair
        return question
    kinds = [language.kinds.of[one] for one in named if one]
    why = masked[0] == "why"
    if frozenset.intersection(*kinds) and (why or _WORKING.isdisjoint(masked)):
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


def _asks(masked: Sequence[str]) -> bool:
    """Tell whether a text asks if one of its two components goes with the other, or why."""
    if masked[:1] == ("why",):
        masked = masked[1:]
    if not masked or masked[0] not in AUXILIARIES:
        return False
    places = [at for at, word in enumerate(masked) if word == _COMPONENT]
    if len(places) != 2 or not _OTHERWISE.isdisjoint(masked):  # noqa: PLR2004 - a pair
        return False
    first, second = places
    between = masked[first + 1 : second]
    if not _BEFORE.issuperset(masked[1:first]):
        return False
    if between == ("and",) and masked[second + 1 :][-1:] == ("together",):
        return True
    if len(between) > _NEAR or len(masked) - second - 1 > _TAIL:
        return False
    needed = not _NEEDED.isdisjoint(masked[1:first]) and not _BOTH.isdisjoint(between)
    return needed or not _JOINING.isdisjoint(between)
