"""Needs that an adjective says of what it stands with: "a managed queue", "self-hosted"."""

from collections.abc import Container, Iterator, Sequence

from bot.question.lexicon import Lexicon
from bot.question.model import Candidate, EntityType, Mention, Strategy
from bot.question.spans import Found
from bot.text import Token

_LONGEST = 2  # words: "self-hosted"
_VERBAL = frozenset(
    "by to on in at it them this that the a an our my us me from into onto list".split()
)
"""Words after what says nothing of the kind: "managed to", "hosted on", "an ordered list"."""


def adjectives(
    text: str, tokens: Sequence[Token], lexicon: Lexicon, taken: Container[int]
) -> Iterator[Found]:
    """Yield the needs that adjectives say, left to right, outside of what is ``taken``."""
    free = 0
    keys = [token.key for token in tokens]
    pairs = map("".join, zip(keys, [*keys[1:], ""], strict=False))
    said = [
        place
        for place, (key, pair) in enumerate(zip(keys, pairs, strict=True))
        if key in lexicon.adjectives or pair in lexicon.adjectives
    ]
    for first in said:
        for last in range(min(first + _LONGEST, len(tokens)) - 1, first - 1, -1):
            need = lexicon.adjectives.get("".join(keys[first : last + 1]))
            if need is None or first < free or any(at in taken for at in range(first, last + 1)):
                continue
            if last + 1 < len(tokens) and tokens[last + 1].key in _VERBAL:
                continue
            start, end = tokens[first].start, tokens[last].end
            candidate = Candidate(need, EntityType.NEED, Strategy.ALIAS)
            yield Found(first, last, Mention(start, end, text[start:end], (candidate,)))
            free = last + 1
            break
