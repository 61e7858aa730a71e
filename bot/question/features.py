"""What the intent model sees of a masked text: words, their order, and pieces of words."""

from collections.abc import Sequence

_RUNS = (2, 3)  # words
_PIECES = (3, 4)  # letters
_MAX_COUNT = 3
_LENGTH_STEP, _MAX_LENGTH = 3, 6
MASKS = ("<component>", "<kind>", "<topic>", "<need>")


def features(masked: Sequence[str]) -> set[str]:
    """Return the features of a masked text.

    Single words, pairs and triples with the ends marked; three and four letters of each word,
    so that a typo leaves most of it standing; how often each placeholder occurs (up to three),
    and a coarse length.
    """
    padded = ["<s>", *masked, "</s>"]
    found = set(masked)
    for size in _RUNS:
        found.update(" ".join(padded[i : i + size]) for i in range(len(padded) - size + 1))
    for word in set(masked):
        if word not in MASKS:
            edged = f"^{word}$"
            for size in _PIECES:
                found.update(f"~{edged[i : i + size]}" for i in range(len(edged) - size + 1))
    found.update(f"#{mask}{min(masked.count(mask), _MAX_COUNT)}" for mask in MASKS)
    found.add(f"#length{min(len(masked) // _LENGTH_STEP, _MAX_LENGTH)}")
    return found
