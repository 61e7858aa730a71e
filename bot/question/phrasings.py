"""Finds topics and needs by their phrasings, as word stems."""

from collections.abc import Iterator, Mapping, Sequence

from bot.question.lexicon import FILLERS, MAX_GAP, Lexicon, Phrase
from bot.question.model import Candidate, Mention, Strategy
from bot.question.spans import Found
from bot.text import Token, stem


def find_phrases(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Found]:
    """Yield topics and needs by their phrasings, then concepts among the words that are left.

    Each time leftmost and longest first; nothing overlaps.
    """
    content = [
        (position, stem(token.key))
        for position, token in enumerate(tokens)
        if token.key not in FILLERS
    ]
    stems = [found for _, found in content]
    for phrases in (lexicon.phrases, lexicon.concepts):
        for phrase, start, end in list(_matches(stems, phrases)):
            first, last = content[start][0], content[end][0]
            candidate = Candidate(phrase.entity, phrase.type, Strategy.ALIAS)
            span = tokens[first].start, tokens[last].end
            yield Found(first, last, Mention(*span, text[slice(*span)], (candidate,)))
            stems[start : end + 1] = [""] * (end + 1 - start)


def _matches(
    stems: Sequence[str], phrases: Mapping[str, tuple[Phrase, ...]]
) -> Iterator[tuple[Phrase, int, int]]:
    """Yield the phrases found, with the indices of their first and last stem."""
    start = 0
    while start < len(stems):
        ends = (
            (end, phrase)
            for phrase in phrases.get(stems[start], ())
            if (end := _match_end(phrase, stems, start)) is not None
        )
        end, phrase = max(ends, key=lambda found: found[0], default=(None, None))
        if end is None or phrase is None:
            start += 1
            continue
        yield phrase, start, end
        start = end + 1


def _match_end(phrase: Phrase, stems: Sequence[str], start: int) -> int | None:
    """Return the index of the last stem that the phrase covers from ``start``, or ``None``."""
    at, gap = start, 0
    for wanted in phrase.stems:
        if wanted is None:
            gap = MAX_GAP
            continue
        window = stems[at : at + gap + 1]
        if wanted not in window:
            return None
        at += window.index(wanted) + 1
        gap = 0
    return at - 1
