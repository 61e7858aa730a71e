"""Typos: a word that is neither known nor common is read as the known word nearest to it."""

import math
from collections.abc import Sequence
from itertools import chain, islice, pairwise
from string import ascii_lowercase

from bot.question.lexicon import Form, Lexicon
from bot.question.model import EntityType
from bot.text import Token, fold, stem

_USUAL = {3: 5.5, 4: 8.0, 5: 8.0}
"""The rarity up to which a word may be meant by a misspelt one of so many letters.

Short unknown words are names nobody described rather than typos of rare words.
"""
_VERY_USUAL = 6.5
"""The rarity up to which a word may be meant where a name is as near."""
_MIN_LETTERS = min(_USUAL)
_SCRIPT = "js"
_MIN_OF_NAME = 4  # letters
_MIN_SWAPPED = 5
"""Letters of a word of which two may have changed places, however rare it is."""
_VOWELS = frozenset("aeiouy")
_AROUND = ((1, 0), (0, 1), (2, 0), (1, 1), (0, 2))
"""How many words before a word and after it may make one name with it."""
_MIN_HALF = 4
"""Letters of each of two words that were run together."""
_MIN_ORDINARY, _MAX_ORDINARY = 7, 20
"""Letters of words that a typo of an ordinary word may have: shorter ones may be names."""
_MAX_STRANGE = 3
"""In how many words of a text a typo is looked for among all ordinary words: it takes time."""
_MOST_LOOKED_UP = 30
"""In how many words of a text a typo is looked for at all."""


Ties = dict[int, tuple[str, ...]]
"""The names that a misspelt word is equally near to, by its position: the person has to choose."""


def apart(tokens: Sequence[Token], lexicon: Lexicon) -> Sequence[Token]:
    """Return the tokens, with two words of a phrasing that were run together as two.

    As in "eventsourcing", "backgroundjobs".
    """
    lengthy = {token.key for token in tokens if 2 * _MIN_HALF <= len(token.key) <= _MAX_ORDINARY}
    two = {key for key in lengthy - lexicon.names.keys() if _may_be_two(key, lexicon)}
    if not two:
        return tokens
    parted = ([token] if token.key not in two else _two_words(token, lexicon) for token in tokens)
    return list(chain.from_iterable(parted))


def _may_be_two(key: str, lexicon: Lexicon) -> bool:
    return key.isalpha() and not (lexicon.is_word(key) and stem(key) in lexicon.phrases)


def _two_words(token: Token, lexicon: Lexicon) -> list[Token]:
    """Return a word as the two that begin a phrasing of topics or needs, if it is such two."""
    if len(token.key) != len(token.text):  # letters that were folded into others
        return [token]
    for at in range(_MIN_HALF, len(token.key) - _MIN_HALF + 1):
        one, other = token.key[:at], token.key[at:]
        if stem(other) in lexicon.phrases.get(stem(one), ()):
            middle = token.start + at
            first, second = token.text[:at], token.text[at:]
            return [
                Token(first, one, token.start, middle),
                Token(second, other, middle, token.end),
            ]
    return [token]


def respell(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[list[Token], Ties]:
    """Return the tokens, the keys of misspelt ones being those of the words that were meant.

    Where several names are equally near, the key stays as it is, and they are returned.
    """
    respelt = list(tokens)
    ties: Ties = {}
    strange = looked_up = 0
    shouts = all(token.text.isupper() for token in tokens)
    for position, token in enumerate(tokens):
        if looked_up == _MOST_LOOKED_UP:
            break
        if token.key in lexicon.common or token.key in lexicon.names:
            continue
        if not _is_misspelt(token, lexicon, shouts=shouts):
            continue
        if _is_piece(tokens, position, lexicon):
            continue
        looked_up += 1
        nearest = _part_of_name(respelt, position, lexicon) or _nearest(token.key, lexicon)
        nearest = nearest or _of_four_letters(token.key, lexicon)
        if not nearest and strange < _MAX_STRANGE:
            strange += 1
            nearest = _ordinary(token, lexicon)
        if len(nearest) == 1:
            respelt[position] = token._replace(key=nearest[0])
        elif nearest:
            ties[position] = nearest
    _respell_scripts(respelt, lexicon)
    return respelt, ties


def _respell_scripts(tokens: list[Token], lexicon: Lexicon) -> None:
    """Mend in place the names that end in ".js", which are two words: "nod.js", "node.sj".

    A word keeps its first letter: "run js" is not "bun js".
    """
    most = len(_SCRIPT) + 1
    short = [(at, fold(token.text)) for at, token in enumerate(tokens) if len(token.text) <= most]
    for position, second in short:
        if second != _SCRIPT and lexicon.is_word(second):
            continue
        one, other = tokens[position - 1], tokens[position]
        if other.start != one.end + 1:  # the first word of a text comes after none
            continue
        first = fold(one.text)
        slipped = first + _SCRIPT in lexicon.names
        whole = first + second
        if whole in lexicon.names or not (second == _SCRIPT or slipped):
            continue
        near = lexicon.typos.one_edit_from(whole)
        if lexicon.is_word(first):
            near = [name for name in near if name[0] == first[0]]
        names = [name for name in near if name in lexicon.names and name.endswith(_SCRIPT)]
        if len(names) == 1:
            tokens[position - 1] = one._replace(key=names[0].removesuffix(_SCRIPT))
            tokens[position] = other._replace(key=_SCRIPT)


def is_respelt(token: Token) -> bool:
    """Tell whether a token's key is not what was typed."""
    return token.key != fold(token.text)


def _is_misspelt(token: Token, lexicon: Lexicon, *, shouts: bool) -> bool:
    """Tell whether a word may be a slip; a text that ``shouts`` is in capitals throughout."""
    key = token.key
    if len(key) < _MIN_LETTERS or lexicon.is_word(key) or not key.isalpha():
        return False
    if len(key) < _MIN_OF_NAME and not token.text[1:].islower():  # an acronym
        return False
    if len(key) == _MIN_OF_NAME and token.text.isupper() and not shouts:
        return False
    if key in lexicon.parts:
        return False
    singular = key.removesuffix("s")
    if not lexicon.is_word(singular):
        return True
    # the plural of a rare word, or a name with two letters swapped: "reids"
    near = lexicon.typos.one_edit_from(key) if singular not in lexicon.rarity else ()
    return any(name in lexicon.names and sorted(name) == sorted(key) for name in near)


def _is_piece(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Tell whether a word and its neighbour are a name that was split: "post gres"."""
    around = tokens[max(position - 1, 0) : position + 2]
    return any(one.key + other.key in lexicon.names for one, other in pairwise(around))


def _part_of_name(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> tuple[str, ...]:
    """Return what a word stands for where it and its neighbours are a name but for one edit.

    As in "java scirpt", "spring boott": without its neighbours it would be something else.
    """
    parts = set()
    for back, on in _AROUND:
        if position < back or position + on >= len(tokens):
            continue
        before = [token.key for token in tokens[position - back : position]]
        after = [token.key for token in tokens[position + 1 : position + 1 + on]]
        if not lexicon.parts.issuperset((*before, *after)):
            continue
        start, end = "".join(before), "".join(after)
        for name in lexicon.typos.one_edit_from(start + tokens[position].key + end):
            part = name[len(start) : len(name) - len(end)]
            if name not in lexicon.names or start + part + end != name:
                continue
            if len(part) >= _MIN_OF_NAME and (part in lexicon.parts or lexicon.is_word(part)):
                parts.add(part)
    return tuple(parts) if len(parts) == 1 else ()


def _of_four_letters(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the one name that three letters lack a letter of, if it is no acronym: "jva"."""
    if len(word) >= _MIN_OF_NAME:
        return ()
    near = [one for one in lexicon.typos.one_edit_from(word) if one in lexicon.names]
    names = [one for one in near if len(one) == _MIN_OF_NAME and one[0] == word[0]]
    if len(names) != 1 or _VOWELS.isdisjoint(names[0]):
        return ()
    forms = lexicon.names[names[0]]
    return tuple(names) if any(_is_no_acronym(form) for form in forms) else ()


def _is_no_acronym(form: Form) -> bool:
    return form.type is EntityType.COMPONENT and not form.text.isupper()


def _nearest(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the known words nearest to a word, several only where they are all names.

    Among ordinary words the more usual one is meant. A usual word goes before names that are
    words themselves; beside another name it leaves the word as it is.
    """
    for near in (lexicon.typos.one_edit_from, lexicon.typos.two_edits_from):
        nearest = [target for target in near(word) if _is_likely(word, target, lexicon)]
        names = _likeliest([target for target in nearest if target in lexicon.names], word, lexicon)
        if any(sorted(name) == sorted(word) for name in names):
            return names  # swapped letters: no slip is likelier
        ordinary = [target for target in nearest if target not in names]
        if names:
            ordinary = [word for word in ordinary if _rarity(word, lexicon) <= _VERY_USUAL]
            if not ordinary:
                return names
            if not all(form.sense for name in names for form in lexicon.names[name]):
                return ()
        if ordinary:
            return (min(ordinary, key=lambda target: (_rarity(target, lexicon), target)),)
    return ()


def _likeliest(names: Sequence[str], word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return of names equally near those of the same letters, else own names of what is known.

    Names of components that are as near as one of the same letters stay beside it: it is asked.
    """
    swapped = tuple(name for name in names if sorted(name) == sorted(word))
    own = tuple(
        name
        for name in names
        if any(form.name and form.type is not EntityType.UNKNOWN for form in lexicon.names[name])
    )
    if swapped:
        return tuple(
            dict.fromkeys((*swapped, *(one for one in own if _is_component(one, lexicon))))
        )
    return own or tuple(names)


def _is_component(name: str, lexicon: Lexicon) -> bool:
    return any(form.type is EntityType.COMPONENT for form in lexicon.names[name])


def _ordinary(token: Token, lexicon: Lexicon) -> tuple[str, ...]:
    """Return an ordinary word one edit away from a longer one in small letters, if there is one."""
    word = token.key
    if not _MIN_ORDINARY <= len(word) <= _MAX_ORDINARY or not token.text.islower():
        return ()
    parts = [(word[:place], word[place:]) for place in range(1, len(word) + 1)]
    found = (
        edited
        for before, after in parts
        for edited in (
            before + after[1:],
            before + after[1::-1] + after[2:],
            *(before + letter + after for letter in ascii_lowercase),
            *(before + letter + after[1:] for letter in ascii_lowercase),
        )
        if edited in lexicon.common
    )
    return tuple(islice(found, 1))


def _is_likely(word: str, target: str, lexicon: Lexicon) -> bool:
    if target in lexicon.names:
        return len(word) >= _MIN_OF_NAME
    swapped = len(word) >= _MIN_SWAPPED and sorted(word) == sorted(target)
    return swapped or _rarity(target, lexicon) <= _USUAL.get(len(word), math.inf)


def _rarity(word: str, lexicon: Lexicon) -> float:
    return lexicon.rarity.get(word, math.inf)
