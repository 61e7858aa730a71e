"""Options of one practice: "a schema per tenant vs shared tables vs a database per tenant"."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.question.coordination import CHOICE
from bot.question.model import EntityType, Question
from bot.question.reading import Reading
from bot.question.spans import Found
from bot.text import words

_IDEAS = frozenset({EntityType.TOPIC, EntityType.CONCEPT})
_BETWEEN = 4  # words


def of_one_practice(question: Question, reading: Reading) -> Question:
    """Return what weighs options of one practice as a question of that practice.

    What else stands among them is another name of one of the options.
    """
    practice = weighed_practice(reading)
    if practice is None or practice not in question.topics:
        return question
    named = {one.mention.entity for one in _options(reading)}
    others = named - {practice}
    left = tuple(one for one in question.topics if one not in others)
    concepts = tuple(one for one in question.concepts if one not in others)
    return replace(question, intent="topic", topics=left, concepts=concepts, kinds=())


def weighed_practice(reading: Reading) -> str | None:
    """Return the practice of which several options are weighed, if any are."""
    named = Counter(one.mention.entity for one in _options(reading))
    most, times = named.most_common(1)[0] if named else (None, 0)
    return most if times > 1 else None


def joined_words(reading: Reading, topics: Sequence[str]) -> Iterator[str]:
    """Yield the words of a practice that is named after another: "removing data and backups".

    What speaks of both tells most then.
    """
    for one, other in pairwise(one for one in reading.found if one.mention.entity in topics):
        between = [token.key for token in reading.tokens[one.last + 1 : other.first]]
        if between[:1] == ["and"] and len(between) <= 2:  # noqa: PLR2004 - "and the"
            yield from words(other.mention.surface)


def _options(reading: Reading) -> Iterator[Found]:
    """Yield the practices that stand on either side of "or" or "vs"."""
    ideas = [one for one in reading.found if one.mention.type in _IDEAS]
    joined: dict[int, Found] = {}
    for one, other in pairwise(ideas):
        between = reading.tokens[one.last + 1 : other.first]
        if len(between) <= _BETWEEN and not CHOICE.isdisjoint(token.key for token in between):
            joined |= {one.first: one, other.first: other}
    yield from joined.values()
