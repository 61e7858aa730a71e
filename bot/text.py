"""Words of a text: tokens with spans, and the folded keys that names are looked up by. Pure."""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple, TypeVar

# Alternatives can't overlap, so matching is linear: a word with an optional apostrophe part and an
# optional "++" or "#" that belongs to it ("C++", "C#"), or ".NET". Both begin with what they
# consume: where neither can begin is told at a glance.
_TOKEN = re.compile(
    r"[^\W_]+(?:['\u2019][^\W\d_]{1,3}(?![^\W_]))?(?:\+\+(?!\w)|\#(?!\w))?"
    r"|\.(?<![^\W_]\.)(?i:net)(?![^\W_])"
)
_SHORT = 4
_MOST_WORDS = 16384
"""Words of which it is remembered what was worked out of them."""
_WHOLE = frozenset({"https", "billing", "banking", "accounting"})
"""Words that mean something else than what is left of them without their ending."""
_IRREGULAR = {
    form: verb
    for verb, forms in {
        "break": "broke broken",
        "buy": "bought",
        "choose": "chose chosen",
        "fall": "fell fallen",
        "grow": "grew grown",
        "hold": "held",
        "keep": "kept",
        "lose": "lost losing",
        "pay": "paid",
        "run": "ran",
        "sell": "sold",
        "send": "sent",
        "throw": "threw thrown",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}
_ENDINGS = frozenset("sgde")
"""The last letters of words that a stem may be without, but for those of a double one."""
_POSSESSIVE = re.compile(r"(?<!'s)(?:'s)+$")
CONTRACTIONS = {
    "what's": "what is",
    "whats": "what is",
    "who's": "who is",
    "how's": "how is",
    "where's": "where is",
    "when's": "when is",
    "it's": "it is",
    "that's": "that is",
    "there's": "there is",
    "let's": "lets",
    "i'm": "i am",
    "i've": "i have",
    "i'd": "i would",
    "we're": "we are",
    "we've": "we have",
    "we'd": "we would",
    "you're": "you are",
    "can't": "can not",
    "cannot": "can not",
    "don't": "do not",
    "dont": "do not",
    "donot": "do not",
    "doesn't": "does not",
    "isn't": "is not",
    "shouldn't": "should not",
    "won't": "will not",
    "wouldn't": "would not",
    "thats": "that is",
    "theres": "there is",
    "isnt": "is not",
    "doesnt": "does not",
    "cant": "can not",
    "shouldnt": "should not",
    "wouldnt": "would not",
    "im": "i am",
    "ive": "i have",
    "u": "you",
    "ur": "your",
    "ppl": "people",
    "smth": "something",
    "sth": "something",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "bc": "because",
    "cuz": "because",
    "btw": "by the way",
    "imo": "in my opinion",
    "gonna": "going to",
    "wanna": "want to",
}
"""Folded words that stand for several, and those."""


_Found = TypeVar("_Found")


class Memo(dict[str, _Found]):
    """What was worked out of texts, once each; when there are too many, all are forgotten.

    Looking one up costs less than in a cache that keeps the order of use.
    """

    def __init__(self, work_out: Callable[[str], _Found], most: int) -> None:
        super().__init__()
        self._work_out = work_out
        self._most = most

    def __missing__(self, of: str) -> _Found:
        if len(self) >= self._most:
            self.clear()
        found = self[of] = self._work_out(of)
        return found


def _remembered(work_out: Callable[[str], _Found]) -> Callable[[str], _Found]:
    """Return a function of a word as one that remembers what it returned."""
    return Memo(work_out, _MOST_WORDS).__getitem__


class Token(NamedTuple):
    """A word at ``text[start:end]``; ``key`` is its folded spelling without possessive."""

    text: str
    key: str
    start: int
    end: int


def is_possessive(token: Token) -> bool:
    """Tell whether a word says whose something is: "Google's", not "what's"."""
    return len(token.text) > len(token.key) and token.text[-2:-1] in "'\u2019"


def tokenize(text: str) -> list[Token]:
    """Split a text into tokens, left to right; punctuation separates and is dropped."""
    make = tuple.__new__  # of a named tuple, this is twice as fast as calling it
    return [
        make(Token, (word := m[0], fold(word), m.start(), m.end())) for m in _TOKEN.finditer(text)
    ]


@_remembered
def fold(word: str) -> str:
    """Fold a word for lookup: compatibility forms, case, accents and a possessive 's go."""
    folded = word.lower() if word.isascii() else _fold_marks(word)
    if "'" not in folded or folded in CONTRACTIONS:
        return folded
    return _POSSESSIVE.sub("", folded)


def _fold_marks(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word).casefold().replace("\u2019", "'")
    folded = unicodedata.normalize("NFKD", folded)  # folding case can bring new marks
    return "".join(char for char in folded if not unicodedata.combining(char))


def compact(text: str) -> str:
    """Return the text as one key without spaces or punctuation: "Node.js" is "nodejs"."""
    return "".join(token.key for token in tokenize(text))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, contractions written out: the form cues match."""
    return tuple(word for token in tokenize(text) for word in expand(token.key))


def plural(noun: str) -> str:
    """Return a regular English noun in the plural, one that ends in "s" as it is."""
    if noun.endswith("s"):
        return noun
    return noun.removesuffix("y") + ("ies" if noun.endswith("y") else "s")


def expand(key: str) -> tuple[str, ...]:
    """Return a folded word with its contraction written out: "what's" is "what", "is"."""
    return tuple(CONTRACTIONS[key].split()) if key in CONTRACTIONS else (key,)


@_remembered
def stem(word: str) -> str:
    """Return a light English stem, so that "scaling", "scales" and "scaled" are one.

    Only inflections go; the result is a key, not a word.
    """
    if word in _WHOLE:
        return word
    word = _IRREGULAR.get(word, word)
    if word[-1:] not in _ENDINGS and word[-1:] != word[-2:-1]:
        return word
    if len(word) > _SHORT and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) >= _SHORT and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix in ("ing", "ed"):
        base = word.removesuffix(suffix)
        if base[-1:] == base[-2:-1] and base[-1:] not in {"l", "s", "z"}:
            base = base[:-1]
        if base != word and len(base) >= _SHORT and any(vowel in base for vowel in "aeiouy"):
            word = base
            break
    return word.removesuffix("e") if len(word) > _SHORT else word
