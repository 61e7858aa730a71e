"""Names that nobody described: kept as written, so that the answer can say so."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise

from bot.question.lexicon import FILLERS, Lexicon
from bot.question.model import Mention
from bot.question.spans import ADJECTIVAL, Found
from bot.text import Token, is_possessive

_MOST = 40
"""The words of unknown names that are kept: an answer lists no more."""
_MIN_SMALL = 4  # letters of a name that nobody described, in small letters
_MIN_NAME, _MAX_NAME = 2, 40  # letters; nobody names a technology longer
_SENTENCE = 5
_LONGEST_FIRST = 5  # letters
_VERSUS = frozenset({"vs", "versus", "v"})
_NO_NAMES = frozenset(
    "alternative alternatives equivalent similar something others another better worse".split()
)
"""Words that stand in the place of a name and name nothing: "X or Alternative"."""
_JOINERS = _VERSUS | {"or", "and", "than", "over", "nor"}
_COMPARED = frozenset("better worse faster slower easier simpler safer cheaper".split())
_PLAIN = frozenset("plain just raw simple bare vanilla regular normal".split())
"""Words before what is weighed: "X vs plain queue workers"."""
_RUN_TOGETHER = frozenset(
    "in at as of on to for the all each every one some any no not with".split()
)
"""Words that are typed without a space after them, or before them: "infront", "eachother"."""
_RUN_ON = _RUN_TOGETHER | frozenset(
    "front fact order case least most well lot other time times between house place top general"
    " them us you it this that these those my our your a an is are be".split()
)
_RUN_FROM = frozenset(word[:_MIN_NAME] for word in _RUN_TOGETHER)
_NEVER_NAMES = _NO_NAMES | _JOINERS | _PLAIN | FILLERS | {"i", "we", "you", "they"}
_OBJECTS = frozenset("our my your own it one the a an everything all something".split())
_IN_PLACE_OF = frozenset(
    (word, link)
    for link, words in (
        ("of", ("instead",)),
        ("to", ("alternative", "alternatives", "similar", "equivalent")),
        ("for", ("replacement", "replacements", "substitute", "alternative", "alternatives")),
    )
    for word in words
)
"""Words before the name of what is to be replaced."""


def unknown_names(
    text: str,
    tokens: Sequence[Token],
    lexicon: Lexicon,
    strange: Sequence[int],
    *,
    covered: Collection[int],
    linked: Sequence[Found],
) -> Iterator[Found]:
    """Yield runs of words that look like technologies nobody described.

    ``strange`` are the positions of the words that are no common ones, ``covered`` those of
    words that are accounted for.
    """
    open_to_name = [i for i in strange if i not in covered]
    names = {key for key in {tokens[i].key for i in open_to_name} if _looks_unknown(key, lexicon)}
    unknown = {i for i in open_to_name if tokens[i].key in names}
    weighed = _weighed(tokens, covered, unknown, linked)
    weighed |= _replaced(tokens, covered)
    unknown |= weighed
    if not unknown:
        return
    if "-" in text:
        unknown |= {i for i in _behind(unknown, tokens, covered) if _hyphenated(text, tokens, i)}
    if not _in_title_case(tokens):
        unknown |= {i for i in _behind(unknown, tokens, covered) if _goes_on(tokens, i, lexicon)}
    if len(tokens) >= _SENTENCE and len(unknown) * 3 > len(tokens):
        # Another language rather than many technologies: only what is written as a name counts.
        unknown = {i for i in unknown if tokens[i].text[0].isupper()}
    owners = {i for i in unknown if i + 1 in covered and is_possessive(tokens[i])}
    kept = (i for i in sorted(unknown - owners) if i in weighed or not _is_slip(tokens[i]))
    run: list[int] = []
    for position in islice(kept, _MOST):
        if run and not _continues(text, tokens, run[-1], position):
            yield _unknown(text, tokens, run[0], run[-1])
            run = []
        run.append(position)
    if run:
        yield _unknown(text, tokens, run[0], run[-1])


def _behind(
    unknown: Collection[int], tokens: Sequence[Token], covered: Collection[int]
) -> list[int]:
    """Return where words stand behind unknown ones, that are neither unknown nor accounted for."""
    last = len(tokens) - 1
    return [i + 1 for i in unknown if i + 1 not in unknown and i < last and i + 1 not in covered]


def _hyphenated(text: str, tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a word hangs on the one before by a hyphen: the "widgets" of "redis-widgets"."""
    between = text[tokens[position - 1].end : tokens[position].start]
    return between == "-" and tokens[position].key not in ADJECTIVAL


def _goes_on(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Tell whether a word goes on a name, as both are capitalised: the end of "Los Angeles"."""
    one, following = tokens[position - 1], tokens[position]
    named = one.text[0].isupper() and following.text[0].isupper()
    return named and len(following.key) >= _MIN_SMALL and following.key not in lexicon.rarity


def _in_title_case(tokens: Sequence[Token]) -> bool:
    """Tell whether capitals tell no names, as all longer words have one."""
    return all(token.text[0].isupper() for token in tokens if len(token.key) >= _MIN_SMALL)


def _looks_unknown(key: str, lexicon: Lexicon) -> bool:
    """Tell whether a word that is no common one may be a name, by its letters."""
    if "'" in key or key[0].isdigit() or not key.isascii():
        return False
    if not _MIN_NAME <= len(key) <= _MAX_NAME:
        return False
    return not (lexicon.is_word(key.removesuffix("s")) or _runs_together(key))


def _runs_together(key: str) -> bool:
    """Tell whether a word is two of every day without the space between them: "oneof"."""
    return key[:_MIN_NAME] in _RUN_FROM and any(
        key[:end] in _RUN_TOGETHER and key[end:] in _RUN_ON
        for end in range(_MIN_NAME, min(len(key), _LONGEST_FIRST + 1))
    )


def _is_slip(token: Token) -> bool:
    """Tell whether a word is rather a slip than a name, being short and in small letters."""
    return len(token.key) < _MIN_SMALL and token.text.islower()


def _weighed(
    tokens: Sequence[Token],
    covered: Collection[int],
    unknown: Collection[int],
    linked: Sequence[Found],
) -> set[int]:
    """Return where an ordinary word stands in the place of a name: "postgres vs oracle"."""
    joiners = [i for i, token in enumerate(tokens) if token.key in _JOINERS]
    if not joiners:
        return set()
    named = {i for found in linked for i in range(found.first, found.last + 1)}.union(unknown)
    return {
        here
        for joiner in joiners
        for here, other in (
            (_before(tokens, joiner), joiner + 1),
            (joiner + 1, joiner - 1),
        )
        if other in named
        and 0 <= here < len(tokens)
        and here not in covered
        and _may_be_weighed(tokens[here], tokens[joiner].key)
        and not _is_done(tokens, here)
    }


def _before(tokens: Sequence[Token], joiner: int) -> int:
    """Return where the name stands that a joiner comes after: "Oak better than X"."""
    compared = joiner > 1 and tokens[joiner].key == "than" and tokens[joiner - 1].key in _COMPARED
    return joiner - (2 if compared else 1)


def _is_done(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word is something to do rather than to take: "X vs writing our own"."""
    after = {token.key for token in tokens[at + 1 : at + 2]}
    return tokens[at].key.endswith("ing") and not after.isdisjoint(_OBJECTS)


def _replaced(tokens: Sequence[Token], covered: Collection[int]) -> set[int]:
    """Return where an ordinary word is by its capital what is to be replaced: "instead of Oak"."""
    return {
        at
        for at, (one, two) in enumerate(pairwise(tokens), 2)
        if (one.key, two.key) in _IN_PLACE_OF
        and at < len(tokens)
        and at not in covered
        and _may_be_weighed(tokens[at], two.key)
        and not tokens[at - 1].text[0].isupper()
    }


def _may_be_weighed(token: Token, joiner: str) -> bool:
    if (
        token.key in _NEVER_NAMES or token.key[0].isdigit()
    ):  # a version: "postgres 9.6 vs postgres 16"
        return False
    return joiner in _VERSUS or token.text[0].isupper()


def _continues(text: str, tokens: Sequence[Token], last: int, position: int) -> bool:
    return position == last + 1 and text[tokens[last].end : tokens[position].start] in {
        " ",
        ".",
        "-",
    }


def _unknown(text: str, tokens: Sequence[Token], first: int, last: int) -> Found:
    start, end = tokens[first].start, tokens[last].end
    return Found(first, last, Mention(start, end, text[start:end], ()))
