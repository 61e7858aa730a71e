"""Typos: a word that is neither known nor common is read as the known word nearest to it."""

import math
from collections.abc import Sequence
from itertools import pairwise

from bot.question.lexicon import Lexicon
from bot.text import Token, fold

_USUAL = {3: 5.5, 4: 8.0, 5: 8.0}
"""The rarity up to which a word may be meant by a misspelt one of so many letters.

Short unknown words are names nobody described rather than typos of rare words.
"""
_MIN_LETTERS = min(_USUAL)
_MIN_OF_NAME = 4  # letters


def respell(tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Return the tokens, the keys of misspelt ones being those of the words that were meant.

    Where two names are equally near, the key stays as it is: see :func:`tied_names`.
    """
    respelt: list[Token] = []
    for position, token in enumerate(tokens):
        misspelt = _is_misspelt(token, lexicon) and not _is_piece(tokens, position, lexicon)
        nearest = _nearest(token.key, lexicon) if misspelt else ()
        if len(nearest) == 1:
            token = token._replace(key=nearest[0])  # noqa: PLW2901
        respelt.append(token)
    return respelt


def tied_names(token: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the names that a misspelt word is equally near to; only the person can choose."""
    if not _is_misspelt(token, lexicon):
        return ()
    nearest = _nearest(token.key, lexicon)
    return nearest if len(nearest) > 1 else ()


def is_respelt(token: Token) -> bool:
    """Tell whether a token's key is not what was typed."""
    return token.key != fold(token.text)


def _is_misspelt(token: Token, lexicon: Lexicon) -> bool:
    key = token.key
    if len(key) < _MIN_LETTERS or lexicon.is_word(key) or not key.isalpha():
        return False
    if len(key) < _MIN_OF_NAME and not token.text.islower():  # an acronym
        return False
    known = key in lexicon.names or key in lexicon.parts
    return not known and not lexicon.is_word(key.removesuffix("s"))


def _is_piece(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Tell whether a word and its neighbour are a name that was split: "post gres"."""
    around = tokens[max(position - 1, 0) : position + 2]
    return any(one.key + other.key in lexicon.names for one, other in pairwise(around))


def _nearest(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the known words nearest to a word, several only where they are all names.

    Among ordinary words the more usual one is meant; an ordinary word and a name at the same
    distance leave the word as it is.
    """
    for near in (lexicon.typos.one_edit_from, lexicon.typos.two_edits_from):
        nearest = [target for target in near(word) if _is_likely(word, target, lexicon)]
        names = tuple(target for target in nearest if target in lexicon.names)
        if names:
            return names if len(names) == len(nearest) else ()
        if nearest:
            return (min(nearest, key=lambda target: (_rarity(target, lexicon), target)),)
    return ()


def _is_likely(word: str, target: str, lexicon: Lexicon) -> bool:
    if target in lexicon.names:
        return len(word) >= _MIN_OF_NAME
    return _rarity(target, lexicon) <= _USUAL.get(len(word), math.inf)


def _rarity(word: str, lexicon: Lexicon) -> float:
    return lexicon.rarity.get(word, math.inf)
