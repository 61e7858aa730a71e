"""The known words that a typo may stand for, found in a time that doesn't grow with the words.

Two words that are two edits apart share what is left of each without two letters. So each known
word is filed under what can be left of it, and a typo is looked up by what can be left of itself:
a few look-ups, and a distance worked out for the few words that they find.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from math import comb

from rapidfuzz.distance import OSA

_ONE_EDIT_FROM, _TWO_EDITS_FROM = 4, 7
_READ = 6
"""Letters that a word is filed by: what is two edits apart is no further apart in its beginning."""

Letters = tuple[str, ...]


def edits_allowed(name: str) -> int:
    """Return how many edits may lie between a typed word and a name of that length."""
    if len(name) < _ONE_EDIT_FROM:
        return 0
    return 1 if len(name) < _TWO_EDITS_FROM else 2


class Typos:
    """Known words, filed by what is left of them after one edit and after two."""

    def __init__(self, known: Iterable[str]) -> None:
        # Words with a space between them: nearly all stand alone, and take no room then.
        self._after_one: dict[Letters, str] = {}
        self._after_two: dict[Letters, str] = {}
        for word in known:
            if edits_allowed(word) > 0:
                _file(word, set(_without_one(word)), self._after_one)
            if edits_allowed(word) > 1:
                _file(word, set(_without_two(word)), self._after_two)

    def one_edit_from(self, typed: str) -> list[str]:
        """Return the known words one edit away, in alphabetical order."""
        return _at(1, typed, _found(_without_one(typed), self._after_one))

    def two_edits_from(self, typed: str) -> list[str]:
        """Return the longer known words two edits away behind the same first letter, likewise."""
        if len(typed) < _TWO_EDITS_FROM - 2:
            return []
        return _at(2, typed, _found(_without_two(typed), self._after_two))


def _file(word: str, keys: Iterable[Letters], filed: dict[Letters, str]) -> None:
    for key in keys:
        filed[key] = f"{filed[key]} {word}" if key in filed else word


def _found(keys: Iterable[Letters], filed: dict[Letters, str]) -> set[str]:
    return {word for words in filter(None, map(filed.get, keys)) for word in words.split()}


def _at(edits: int, typed: str, candidates: Iterable[str]) -> list[str]:
    return sorted([word for word in candidates if OSA.distance(typed, word) == edits])


def _without_one(word: str) -> Iterator[Letters]:
    """Yield what is left of a word's beginning without one letter, and a short word itself."""
    start = word[:_READ]
    yield from combinations(start, len(start) - 1)
    if len(word) < _READ:  # a letter more may be typed
        yield tuple(word)


def _without_two(word: str) -> Iterator[Letters]:
    """Yield what is left of a word's beginning in two letters less, the first letter kept."""
    start = word[:_READ]
    left = min(_READ - 2, len(start))
    return islice(combinations(start, left), comb(len(start) - 1, left - 1))  # the first goes last
