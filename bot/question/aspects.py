"""Finds which side of a component a text asks about, by its words: its safety, its licence."""

from collections.abc import Iterable, Sequence

from bot.catalog.wording import Aspect
from bot.question.model import EntityType
from bot.question.spans import Found
from bot.text import Token, stem, words

Ways = tuple[tuple[str, ...], ...]
Aspects = tuple[tuple[str, Ways, Ways], ...]
"""The aspects by id, with the stems of each way to ask, and of those that count alone."""
_IDEAS = frozenset({EntityType.TOPIC, EntityType.CONCEPT})


def build_aspects(aspects: Iterable[Aspect]) -> Aspects:
    """Prepare aspects for reading texts."""
    return tuple((one.id, _ways(one.asked), _ways(one.alone)) for one in aspects)


def _ways(texts: Iterable[str]) -> Ways:
    return tuple(tuple(map(stem, words(text))) for text in texts)


def aspects_in(
    tokens: Sequence[Token], found: Sequence[Found], aspects: Aspects, *, beside: bool
) -> tuple[str, ...]:
    """Return the aspects that a text asks about, ``beside`` something else or alone."""
    said = f" {' '.join([stem(token.key) for token in _beside_ideas(tokens, found)])} "
    return tuple(
        aspect
        for aspect, ways, alone in aspects
        if any(f" {' '.join(way)} " in said for way in (ways if beside else (*ways, *alone)))
    )


def _beside_ideas(tokens: Sequence[Token], found: Sequence[Found]) -> list[Token]:
    """Return the words of a text but those of the ideas it names: a dead letter isn't dead."""
    inside = {
        place
        for one in found
        if one.mention.type in _IDEAS and one.last > one.first
        for place in range(one.first, one.last + 1)
    }
    return [token for place, token in enumerate(tokens) if place not in inside]
