"""What the intent model sees of a masked text: words, their order, and pieces of words."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

_PIECES = (3, 4)  # letters
_MAX_COUNT = 3
_LENGTH_STEP, _MAX_LENGTH = 3, 6
MASKS = ("<component>", "<kind>", "<topic>", "<need>")


def features(masked: Sequence[str]) -> Iterator[str]:
    """Yield the features of a masked text: those of its words, and those of their order.

    What two words share comes twice, so that each word's part can be worked out once for all.
    """
    for word in set(masked):
        yield from features_of_word(word)
    yield from features_of_order(masked)


@lru_cache(maxsize=4096)
def features_of_word(word: str) -> tuple[str, ...]:
    """Return a word and its pieces of three and four letters: a typo leaves most standing."""
    if word in MASKS:
        return (word,)
    edged = f"^{word}$"
    pieces = {edged[i : i + size] for size in _PIECES for i in range(len(edged) - size + 1)}
    return (word, *(f"~{piece}" for piece in sorted(pieces)))


def features_of_order(masked: Sequence[str]) -> list[str]:
    """Return pairs and triples with the ends marked, counts of placeholders, a coarse length."""
    padded = ["<s>", *masked, "</s>"]
    found = {" ".join(pair) for pair in pairwise(padded)}
    found.update(map(" ".join, zip(padded, padded[1:], padded[2:], strict=False)))
    found.update(f"#{mask}{min(masked.count(mask), _MAX_COUNT)}" for mask in MASKS)
    found.add(f"#length{min(len(masked) // _LENGTH_STEP, _MAX_LENGTH)}")
    return sorted(found)
