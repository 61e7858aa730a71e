"""How many blocks a view takes: Slack bounds their number and the bytes of the whole."""

import json
from collections.abc import Sequence

MAX_VIEW_BYTES = 250_000
SPARE = 1000
"""Bytes of a view around its blocks, and of the line on what is left out."""


def size_of(block: object) -> int:
    """Return the bytes that a block takes at most, with what separates it from the next."""
    return len(json.dumps(block)) + 2


def room_for(blocks: Sequence[object], around: Sequence[object], most: int) -> int:
    """Return how many of the blocks a view of at most so many takes beside those around them."""
    size = size_of(around) + SPARE
    for place, block in enumerate(blocks[: most - len(around)]):
        size += size_of(block)
        if size > MAX_VIEW_BYTES:
            return place
    return most - len(around)
