"""What is only run on the things that are weighed, or that one of them is used with."""

from itertools import pairwise

from msgspec.structs import replace

from bot.question.kinds import Kinds
from bot.question.model import EntityType, Question
from bot.question.reading import Reading
from bot.question.spans import Found

_APPLICATIONS = frozenset(
    "app apps application applications api apis backend service services site sites website"
    " project server servers codebase monolith".split()
)
_WEIGHED = frozenset({"over", "vs", "versus", "or"})
_WEIGHED_PAIRS = (["instead", "of"], ["rather", "than"])


def without_payload(question: Question, reading: Reading, kinds: Kinds) -> Question:
    """Return a comparison without what runs on its two sides, or is used with one of them.

    "An X app on Y over Z" weighs Y and Z, and "Y (X) or Z" does so too.
    """
    if question.intent != "compare" or len(question.components) < 3:  # noqa: PLR2004 - a pair
        return question
    named = [
        one
        for one in reading.found
        if one.mention.type is EntityType.COMPONENT and one.mention.entity in question.components
    ]
    weighed = {
        one.first for pair in pairwise(named) if _are_weighed(reading, *pair) for one in pair
    }
    left_out = {
        one.mention.entity
        for before, one in zip([None, *named], named, strict=False)
        if one.first not in weighed
        and (_is_application(reading, one) or _is_apposed(reading, before, one, kinds))
    }
    left = tuple(one for one in question.components if one not in left_out)
    pair = len(left) == 2  # noqa: PLR2004
    if (
        not left_out
        or not pair
        or (not weighed and kinds.of[left[0]].isdisjoint(kinds.of[left[1]]))
    ):
        return question
    purpose = tuple(one for one in question.components if one in left_out)
    return replace(question, components=left, purpose=question.purpose or purpose)


def _are_weighed(reading: Reading, one: Found, other: Found) -> bool:
    """Tell whether only a word that weighs stands between two names."""
    between = [token.key for token in reading.tokens[one.last + 1 : other.first]]
    return between in _WEIGHED_PAIRS or (len(between) == 1 and between[0] in _WEIGHED)


def _is_application(reading: Reading, one: Found) -> bool:
    """Tell whether a name says what an application is made with: "an X app"."""
    after = reading.tokens[one.last + 1 : one.last + 2]
    return bool(after) and after[0].key in _APPLICATIONS


def _is_apposed(reading: Reading, before: Found | None, one: Found, kinds: Kinds) -> bool:
    """Tell whether a name right behind another says what that is used with: "Java (Spring)"."""
    goes_on = {found.first for found in reading.found}
    if before is None or before.last + 1 != one.first or one.last + 1 in goes_on:
        return False
    gap = reading.tokens[one.first].start - reading.tokens[before.last].end
    named = [kinds.of.get(found.mention.entity or "", frozenset()) for found in (before, one)]
    return gap > 1 and bool(named[0] & kinds.bases) and named[0].isdisjoint(named[1])
