"""Names that nobody described: kept as written, so that the answer can say so."""

from collections.abc import Iterator, Sequence

from bot.question.lexicon import Lexicon
from bot.question.model import Mention
from bot.question.spans import ADJECTIVAL, Found
from bot.text import Token

_MIN_NAME, _MAX_NAME = 2, 40  # letters; nobody names a technology longer
_SENTENCE = 5
_VERSUS = frozenset({"vs", "versus", "v"})
_JOINERS = _VERSUS | {"or", "and", "than", "over", "nor"}


def unknown_names(
    text: str,
    tokens: Sequence[Token],
    lexicon: Lexicon,
    covered: set[int],
    linked: Sequence[Found],
) -> Iterator[Found]:
    """Yield runs of words that look like technologies nobody described."""
    free = [i for i in range(len(tokens)) if i not in covered]
    unknown = {i for i in free if _looks_unknown(tokens[i], lexicon)}
    named = unknown | {i for found in linked for i in range(found.first, found.last + 1)}
    unknown |= {i for i in free if _is_weighed_against(tokens, i, named)}
    unknown |= {i for i in free if i - 1 in unknown and _hyphenated(text, tokens, i)}
    if len(tokens) >= _SENTENCE and len(unknown) * 3 > len(tokens):
        # Another language rather than many technologies: only what is written as a name counts.
        unknown = {i for i in unknown if tokens[i].text[0].isupper()}
    run: list[int] = []
    for position in sorted(unknown):
        if run and not _continues(text, tokens, run[-1], position):
            yield _unknown(text, tokens, run[0], run[-1])
            run = []
        run.append(position)
    if run:
        yield _unknown(text, tokens, run[0], run[-1])


def _hyphenated(text: str, tokens: Sequence[Token], position: int) -> bool:
    """Tell whether a word hangs on the one before by a hyphen: the "widgets" of "redis-widgets"."""
    between = text[tokens[position - 1].end : tokens[position].start]
    return between == "-" and tokens[position].key not in ADJECTIVAL


def _looks_unknown(token: Token, lexicon: Lexicon) -> bool:
    if "'" in token.key or token.key[0].isdigit() or not token.key.isascii():
        return False
    if not _MIN_NAME <= len(token.key) <= _MAX_NAME:
        return False
    return not lexicon.is_word(token.key) and not lexicon.is_word(token.key.removesuffix("s"))


def _is_weighed_against(tokens: Sequence[Token], position: int, named: set[int]) -> bool:
    """Tell whether an ordinary word stands where a name would: "postgres vs oracle"."""
    if tokens[position].key[0].isdigit():  # a version: "postgres 9.6 vs postgres 16"
        return False
    capital = tokens[position].text[0].isupper()
    for joiner, other in ((position - 1, position - 2), (position + 1, position + 2)):
        if other in named and 0 <= joiner < len(tokens):
            word = tokens[joiner].key
            if word in _VERSUS or (capital and word in _JOINERS):
                return True
    return False


def _continues(text: str, tokens: Sequence[Token], last: int, position: int) -> bool:
    return position == last + 1 and text[tokens[last].end : tokens[position].start] in {
        " ",
        ".",
        "-",
    }


def _unknown(text: str, tokens: Sequence[Token], first: int, last: int) -> Found:
    start, end = tokens[first].start, tokens[last].end
    return Found(first, last, Mention(start, end, text[start:end], ()))
