"""Whether it is asked how to set up or tune what is named, rather than what to take."""

from collections.abc import Sequence
from itertools import islice, pairwise

from msgspec.structs import replace

from bot.question.model import EntityType, Question
from bot.question.ranking import PLACEHOLDERS

_COMPONENT = PLACEHOLDERS[EntityType.COMPONENT]
_DONE = frozenset(
    "configure configuring configured fine-tune harden hardening install installing optimise"
    " optimising optimize optimizing setup tune tuning tweak tweaking".split()
)
_SET_UP = {("set", "up"), ("setting", "up"), ("fine", "tune"), ("fine", "tuning")}
_BEFORE = frozenset(
    "how what is the best right way to do does can could should would must we i you one properly"
    " correctly please tips for on".split()
)
_BETWEEN = frozenset("a an the our my your up self hosted of for".split())
_SETTINGS = frozenset("settings configuration config tuning parameters optimization".split())
_OF = frozenset({"for", "of"})
_TUNED = frozenset({"topic", "recommend", "when_to_use", "stack", "list"})


def of_itself(question: Question, masked: Sequence[str]) -> Question:
    """Return a question how to tune what is named as one about just that.

    "How to tune X for heavy writes?" asks for no other product, whatever it is tuned for.
    """
    alone = len(question.components) == 1 and not (question.topics or question.kinds)
    if question.intent not in _TUNED or not alone or not _asks_to_tune(masked):
        return question
    return replace(question, intent="topic", tuned=True, closed=False, against=False)


def _asks_to_tune(masked: Sequence[str]) -> bool:
    if _COMPONENT not in masked:
        return False
    named = masked.index(_COMPONENT)
    before = masked[:named]
    said = [word for word in before if word not in _BEFORE | _BETWEEN]
    if said and set(said) <= _DONE | {"set", "setting", "fine", "performance", "up"}:
        return not (_DONE.isdisjoint(before) and _SET_UP.isdisjoint(pairwise(before)))
    if set(said) <= _SETTINGS and said and not _OF.isdisjoint(before[-2:]):
        return True
    after = tuple(islice(masked, named + 1, named + 3))
    return not said and not _SETTINGS.isdisjoint(after[:1])
