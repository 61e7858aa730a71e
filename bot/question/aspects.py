"""Finds which side of a component a text asks about, by its words: its safety, its licence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.catalog.wording import Aspect
from bot.text import Token, stem, words


class Way(NamedTuple):
    """The stems of a way to ask about an aspect, whose place is that among the aspects."""

    stems: tuple[str, ...]
    place: int
    aspect: str


Aspects = Mapping[str, tuple[Way, ...]]
"""The ways to ask about aspects, by their first stem."""


def build_aspects(aspects: Iterable[Aspect]) -> Aspects:
    """Prepare aspects for reading texts."""
    by_first: dict[str, list[Way]] = defaultdict(list)
    for place, aspect in enumerate(aspects):
        for text in aspect.asked:
            if stems := tuple(map(stem, words(text))):
                by_first[stems[0]].append(Way(stems, place, aspect.id))
    return {first: tuple(found) for first, found in by_first.items()}


def aspects_in(tokens: Sequence[Token], aspects: Aspects) -> tuple[str, ...]:
    """Return the aspects that a text asks about, in the order of the knowledge."""
    stems = tuple([stem(token.key) for token in tokens])
    found = {
        (way.place, way.aspect)
        for at, first in enumerate(stems)
        for way in aspects.get(first, ())
        if stems[at : at + len(way.stems)] == way.stems
    }
    return tuple(aspect for _, aspect in sorted(found))
