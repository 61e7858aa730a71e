"""What the intent model sees of a masked text: words, what they begin with, and their order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.text import stem

_START = 4  # letters
_MAX_COUNT = 3
_LENGTH_STEP, _MAX_LENGTH = 3, 6
MASKS = ("<component>", "<kind>", "<topic>", "<need>")
PARTIAL = "~#"
"""What the features begin with that are no words as written."""


def features(masked: Sequence[str]) -> Iterator[str]:
    """Yield the features of a masked text: those of its words, and those of their order.

    What two words share comes twice, so that each word's part can be worked out once for all.
    """
    for word in set(masked):
        yield from features_of_word(word)
    yield from features_of_order(masked)


def features_of_word(word: str) -> tuple[str, ...]:
    """Return a word, its stem, and its first letters: an inflection or typo leaves some."""
    if word in MASKS:
        return (word,)
    return word, f"~{stem(word)}", f"~^{word[:_START]}"


def features_of_order(masked: Sequence[str]) -> set[str]:
    """Return runs of words with the ends marked, counts of placeholders, a coarse length.

    The runs are pairs, triples, triples without their middle, and pairs of stems.
    """
    padded = ["<s>", *masked, "</s>"]
    stems = ["<s>", *map(stem, masked), "</s>"]  # a placeholder is its own stem
    pairs = [f"{one} {two}" for one, two in pairwise(padded)]
    return {
        *pairs,
        *[f"{pair} {three}" for pair, three in zip(pairs, padded[2:], strict=False)],
        *[f"{one} _ {three}" for one, three in zip(padded, padded[2:], strict=False)],
        *[f"~{one} {two}" for one, two in pairwise(stems)],
        *[f"#{mask}{min(masked.count(mask), _MAX_COUNT)}" for mask in MASKS],
        f"#length{min(len(masked) // _LENGTH_STEP, _MAX_LENGTH)}",
    }
