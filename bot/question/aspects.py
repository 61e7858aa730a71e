"""Finds which side of a component a text asks about, by its words: its safety, its licence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.catalog.wording import Aspect
from bot.question.model import EntityType
from bot.question.spans import Found
from bot.text import Token, expand, stem, words

_IDEAS = frozenset({EntityType.TOPIC, EntityType.CONCEPT})


class Way(NamedTuple):
    """The stems of a way to ask about an aspect, whose place is that among the aspects.

    One that counts ``alone`` asks nothing beside a need or a topic.
    """

    stems: tuple[str, ...]
    place: int
    aspect: str
    alone: bool


Aspects = Mapping[str, tuple[Way, ...]]
"""The ways to ask about aspects, by their first stem."""


def build_aspects(aspects: Iterable[Aspect]) -> Aspects:
    """Prepare aspects for reading texts."""
    by_first: dict[str, list[Way]] = defaultdict(list)
    for place, aspect in enumerate(aspects):
        for alone, texts in ((False, aspect.asked), (True, aspect.alone)):
            for text in texts:
                if stems := tuple(map(stem, words(text))):
                    by_first[stems[0]].append(Way(stems, place, aspect.id, alone))
    return {first: tuple(found) for first, found in by_first.items()}


def aspects_in(
    tokens: Sequence[Token], found: Sequence[Found], aspects: Aspects, *, beside: bool
) -> tuple[str, ...]:
    """Return the aspects that a text asks about, ``beside`` something else or alone.

    They stand in the order of the knowledge. Of ways that overlap the longest counts: "a safe
    choice" doesn't ask about safety.
    """
    keys = [word for token in _beside_ideas(tokens, found) for word in expand(token.key)]
    stems = tuple(map(stem, keys))
    ways = [
        (range(at, at + len(way.stems)), way)
        for at, first in enumerate(stems)
        for way in aspects.get(first, ())
        if stems[at : at + len(way.stems)] == way.stems
    ]
    asked = {
        (way.place, way.aspect)
        for span, way in ways
        if not (beside and way.alone)
        and not any(len(other) > len(span) and set(span) <= set(other) for other, _ in ways)
    }
    return tuple(aspect for _, aspect in sorted(asked))


def _beside_ideas(tokens: Sequence[Token], found: Sequence[Found]) -> list[Token]:
    """Return the words of a text but those of the ideas it names: a dead letter isn't dead."""
    inside = {
        place
        for one in found
        if one.mention.type in _IDEAS and one.last > one.first
        for place in range(one.first, one.last + 1)
    }
    return [token for place, token in enumerate(tokens) if place not in inside]
