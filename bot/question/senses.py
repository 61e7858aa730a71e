"""Word sense: whether "go", "spring" or "express" is the technology here."""

from collections.abc import Sequence

from bot.catalog.model import Sense
from bot.question.lexicon import Form
from bot.question.model import EntityType
from bot.question.spans import Found
from bot.text import Token, stem, tokenize

_JOINERS = frozenset({"vs", "versus", "v", "or", "and", "than", "over", "against"})
_TAKING = frozenset({"use", "using", "used", "uses", "adopt", "adopting", "choose", "pick"})
_ASKED_OF = (
    ("alternative", "to"),
    ("alternatives", "to"),
    ("compared", "to"),
    ("similar", "to"),
    ("equivalent", "to"),
    ("equivalents", "to"),
    ("switch", "to"),
    ("switching", "to"),
    ("move", "to"),
    ("moving", "to"),
    ("migrate", "to"),
    ("migrating", "to"),
    ("replacement", "for"),
    ("substitute", "for"),
    ("instead", "of"),
    ("without",),
    ("except",),
    ("besides",),
    ("other", "than"),
    ("rather", "than"),
    ("anything", "but"),
    ("vs",),
    ("versus",),
)
"""What stands before a name and leaves no other meaning: "alternatives to express"."""
_USING = _TAKING | {"in", "learn", "drop", "like", "not"}
_ABOUT = frozenset(
    "what is are when why how should would could do does did we i you one to use using used "
    "for the with pros cons of and strengths weaknesses benefits advantages disadvantages "
    "downsides drawbacks tell me about explain describe define compare good bad a an better "
    "than choose pick not be alternatives alternative instead or versus vs it worth".split()
)


def is_ruled_out(tokens: Sequence[Token], first: int, last: int, sense: Sense) -> bool:
    """Tell whether the words around a name make it one of its other meanings.

    A capital among small letters, as in "alternatives to Go", is stronger than they are.
    """
    keys = [token.key for token in tokens]
    if _is_asked_of(keys, first) or (first and keys[first - 1] == "or"):  # "python or go for X"
        return False
    for phrase in sense.never:
        wanted = [token.key for token in tokenize(phrase)]
        for start in range(max(0, last - len(wanted) + 1), first + 1):
            if keys[start : start + len(wanted)] != wanted:
                continue
            around = [
                t for i, t in enumerate(tokens[start : start + len(wanted)], start) if i != first
            ]
            small = all(token.text[0].islower() for token in around)
            if not (small and _is_capital_inside(tokens, first)):
                return True
    return False


def _is_asked_of(keys: Sequence[str], first: int) -> bool:
    """Tell whether a verb of choice or a phrase that asks of a name stands before it."""
    if first and keys[first - 1] in _TAKING:
        return True
    return any(tuple(keys[max(first - len(words), 0) : first]) == words for words in _ASKED_OF)


def has_sense(
    tokens: Sequence[Token],
    span: tuple[int, int],
    forms: Sequence[Form],
    linked: Sequence[Found],
    named: Sequence[Found],
) -> bool:
    """Tell whether a guarded name means the technology.

    Evidence: a word that its rule names, a joiner or verb beside it, a kind of component next
    to it, its capital inside a sentence, or nothing else in the question to be about.
    ``span`` are the positions of its first and last token, ``linked`` the names that are sure,
    ``named`` also those that are guarded themselves.
    """
    first, last = span
    keys = [token.key for token in tokens]
    if _is_asked_of(keys, first) or keys[last + 1 : last + 2] in (["vs"], ["versus"]):
        return True
    rest = [token for i, token in enumerate(tokens) if not first <= i <= last]
    near = {stem(word) for form in forms if form.sense for word in form.sense.near}
    if near & {stem(token.key) for token in rest}:
        return True
    if _is_joined(tokens, first, last, named) or _is_beside_kind(keys, span, linked):
        return True
    if keys[first - 1 : first] and keys[first - 1] in _USING:
        return True
    if _is_capital_inside(tokens, first):
        return True
    covered = {i for found in linked for i in range(found.first, found.last + 1)}
    others = (i for i in range(len(tokens)) if not first <= i <= last and i not in covered)
    return all(word in _ABOUT for i in others for word in tokens[i].key.split("'")[:1])


def _is_joined(tokens: Sequence[Token], first: int, last: int, linked: Sequence[Found]) -> bool:
    for found in linked:
        if found.mention.type not in {EntityType.COMPONENT, EntityType.UNKNOWN}:
            continue
        if found.last + 2 == first and tokens[first - 1].key in _JOINERS:
            return True
        if last + 2 == found.first and tokens[last + 1].key in _JOINERS:
            return True
    return False


def _is_beside_kind(keys: Sequence[str], span: tuple[int, int], linked: Sequence[Found]) -> bool:
    """Tell whether a kind stands next to a name: "the go language", "framework for node"."""
    first, last = span
    return any(
        found.mention.type is EntityType.KIND
        and (
            found.last + 1 == first
            or last + 1 == found.first
            or (found.last + 2 == first and keys[first - 1] in {"for", "in"})
        )
        for found in linked
    )


def _is_capital_inside(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether the name is capitalised inside a sentence that is not all in capitals."""
    if first == 0 or not tokens[first].text[0].isupper():
        return False
    capitals = sum(token.text[0].isupper() for token in tokens)
    return capitals <= max(2, len(tokens) // 2)
