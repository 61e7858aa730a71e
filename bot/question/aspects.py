"""Finds which side of a component a text asks about, by its words: its safety, its licence."""

from collections.abc import Iterable, Sequence

from bot.catalog.wording import Aspect
from bot.text import Token, stem, words

Ways = tuple[tuple[str, ...], ...]
Aspects = tuple[tuple[str, Ways, Ways], ...]
"""The aspects by id, with the stems of each way to ask, and of those that count alone."""


def build_aspects(aspects: Iterable[Aspect]) -> Aspects:
    """Prepare aspects for reading texts."""
    return tuple((one.id, _ways(one.asked), _ways(one.alone)) for one in aspects)


def _ways(texts: Iterable[str]) -> Ways:
    return tuple(tuple(map(stem, words(text))) for text in texts)


def aspects_in(tokens: Sequence[Token], aspects: Aspects, *, beside: bool) -> tuple[str, ...]:
    """Return the aspects that a text asks about, ``beside`` something else or alone."""
    said = f" {' '.join([stem(token.key) for token in tokens])} "
    return tuple(
        aspect
        for aspect, ways, alone in aspects
        if any(f" {' '.join(way)} " in said for way in (ways if beside else (*ways, *alone)))
    )
