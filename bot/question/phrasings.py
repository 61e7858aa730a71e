"""Finds topics and needs by their phrasings, as word stems."""

from collections.abc import Iterator, Sequence

from bot.question.lexicon import FILLERS, MAX_GAP, Lexicon, Phrase, Phrases, phrase_stem
from bot.question.model import Candidate, Mention, Strategy
from bot.question.spans import Found
from bot.text import CONTRACTIONS, Token, expand

_MIN_LAST = 3  # letters; "vs. PostgreSQL" and "e.g. Redis" go on
_NEAR = 8
"""Words around a phrasing that is also an ordinary word in which one tells what it means."""


def find_phrases(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Found]:
    """Yield topics and needs by their phrasings, then concepts among the words that are left.

    Each time leftmost and longest first; nothing overlaps.
    """
    said: list[tuple[int, str]] = []
    for i, token in enumerate(tokens):
        if i and _begins_anew(text, tokens[i - 1], token):
            said += [(i, "")] * (MAX_GAP + 1)  # no phrasing reaches over the end of a question
        if token.key not in FILLERS:
            said.append((i, token.key))
    if not CONTRACTIONS.keys().isdisjoint([key for _, key in said]):
        said = [(i, word) for i, key in said for word in expand(key)]
    positions = [i for i, _ in said]
    stems = [word and phrase_stem(word, lexicon.adjectives) for _, word in said]
    for phrases in (lexicon.phrases, lexicon.concepts):
        for phrase, start, end in list(_matches(stems, phrases)):
            first, last = positions[start], positions[end]
            candidate = Candidate(phrase.entity, phrase.type, Strategy.ALIAS)
            span = tokens[first].start, tokens[last].end
            yield Found(first, last, Mention(*span, text[slice(*span)], (candidate,)))
            stems[start : end + 1] = [""] * (end + 1 - start)


def _begins_anew(text: str, last: Token, token: Token) -> bool:
    """Tell whether a sentence ends between two words: after "?", or a full stop by its looks."""
    between = text[last.end : token.start]
    if "?" in between or "!" in between:
        return True
    stops = between.startswith(". ") and token.text[0].isupper()
    return stops and len(last.key) >= _MIN_LAST


def _matches(stems: Sequence[str], phrases: Phrases) -> Iterator[tuple[Phrase, int, int]]:
    """Yield the phrases found, with the indices of their first and last stem.

    Of two that overlap, the first one counts, unless the other is longer.
    """
    free = 0
    possible = _possible(stems, phrases)
    for start, beginning in possible.items():
        if start < free:
            continue
        longest, end = _longest(stems, beginning, start)
        if longest is None:
            continue
        inside = (
            _longest(stems, possible[at], at)[1] - at
            for at in range(start + 1, end)
            if at in possible
        )
        if max(inside, default=0) <= end - start:
            yield longest, start, end - 1
            free = end


def _possible(stems: Sequence[str], phrases: Phrases) -> dict[int, tuple[Phrase, ...]]:
    """Return the phrases that may begin at a place, by the place."""
    following = (*stems[1:], None)
    return {
        start: beginning
        for start, (first, after) in enumerate(zip(stems, following, strict=False))
        if (by_next := phrases.get(first)) and (beginning := by_next.get(after) or by_next[None])
    }


def _longest(
    stems: Sequence[str], phrases: Sequence[Phrase], start: int
) -> tuple[Phrase | None, int]:
    """Return the phrase that covers most stems from ``start``, and the index behind them."""
    longest, covered = None, 0
    for phrase in phrases:
        end = _end(phrase, stems, start)
        if end > covered and _is_meant(phrase, stems, start, end):
            longest, covered = phrase, end
    return longest, covered


def _is_meant(phrase: Phrase, stems: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a phrasing that is also an ordinary word has a word near it that tells so."""
    around = (*stems[max(start - _NEAR, 0) : start], *stems[end : end + _NEAR])
    return not phrase.near or not phrase.near.isdisjoint(around)


def _end(phrase: Phrase, stems: Sequence[str], start: int) -> int:
    """Return the index behind the stems that the phrase covers from ``start``, or 0."""
    at, gap = start, 0
    for wanted in phrase.stems:
        if wanted is None:
            gap = MAX_GAP
            continue
        window = stems[at : at + gap + 1]
        if wanted not in window:
            return 0
        at += window.index(wanted) + 1
        gap = 0
    return at
