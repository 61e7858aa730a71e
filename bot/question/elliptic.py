"""Kinds of which only what tells them apart is said: "all databases except document ones"."""

from collections.abc import Iterator, Sequence

from bot.question.lexicon import Lexicon
from bot.question.model import Candidate, EntityType, Mention, Strategy
from bot.question.spans import Found
from bot.text import Token

_ONES = frozenset({"one", "ones", "kind", "kinds", "type", "types"})
_APART = frozenset("except excluding but no not non without besides than".split())
"""Words before what tells a kind apart, where nothing stands for the kind itself."""
_LONGEST = 2  # words


def elliptic_kinds(
    text: str,
    tokens: Sequence[Token],
    lexicon: Lexicon,
    *,
    named: Sequence[Found],
    covered: set[int],
) -> Iterator[Found]:
    """Yield the kinds that words tell apart from a kind that is named before them."""
    general = next((one for one in named if one.mention.type is EntityType.KIND), None)
    if general is None:
        return
    noun = tokens[general.last].key
    after = general.last + 1
    ends = [before for before, token in enumerate(tokens[1:]) if token.key in _ONES]
    for last in (*ends, len(tokens) - 1):
        for first in range(max(last - _LONGEST + 1, after), last + 1):
            span = range(first, last + 1)
            if not covered.isdisjoint(span) or not _is_set_apart(tokens, first, last):
                continue
            key = "".join(tokens[i].key for i in span) + noun
            forms = lexicon.names.get(key) or lexicon.names.get(key.removesuffix("s")) or ()
            kinds = [form for form in forms if form.type is EntityType.KIND]
            if kinds:
                start, end = tokens[first].start, tokens[last].end
                candidate = Candidate(kinds[0].entity, EntityType.KIND, Strategy.FOLDED)
                mention = Mention(start, end, text[start:end], (candidate,))
                yield Found(first, last, mention)


def _is_set_apart(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether words tell a kind apart, where they may end so."""
    return last + 1 < len(tokens) or tokens[first - 1].key in _APART
