"""Finds which side of a component a text asks about, by its words: its safety, its licence."""

from collections.abc import Iterable, Sequence

from bot.catalog.wording import Aspect
from bot.text import Token, stem, words

Aspects = tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
"""The aspects by id, with the stems of each way to ask."""


def build_aspects(aspects: Iterable[Aspect]) -> Aspects:
    """Prepare aspects for reading texts."""
    return tuple(
        (aspect.id, tuple(tuple(map(stem, words(text))) for text in aspect.asked))
        for aspect in aspects
    )


def aspects_in(tokens: Sequence[Token], aspects: Aspects) -> tuple[str, ...]:
    """Return the aspects that a text asks about."""
    said = f" {' '.join([stem(token.key) for token in tokens])} "
    return tuple(
        aspect for aspect, ways in aspects if any(f" {' '.join(way)} " in said for way in ways)
    )
