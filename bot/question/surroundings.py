"""Kinds of things that are named around what is asked: behind a proxy, "a server's disk"."""

from collections.abc import Container, Sequence

from bot.question.lexicon import FILLERS
from bot.question.model import EntityType, Role
from bot.question.spans import Found
from bot.text import Token

_BESIDE = (
    ("behind",),
    ("beside",),
    ("alongside",),
    ("front", "of"),
    ("next", "to"),
    ("right", "after"),
    ("right", "before"),
)
"""Words before what is there already: "a cache behind our load balancer"."""
_ASKED = frozenset({EntityType.KIND, EntityType.NEED, EntityType.TOPIC})
_WHICH = frozenset({"which", "what", "best"})
_JOINING = FILLERS | frozenset("and or plus which what best vs versus".split())
_OWNED = ("'s", "\u2019s")
_DESCRIBED = 2
"""Up to so many words stand between a word and the kind that it goes with: "two old servers"."""
_COUNTS = frozenset("two three four five six seven eight nine ten several many dozens".split())


def set_around(tokens: Sequence[Token], found: Sequence[Found]) -> list[Found]:
    """Return the mentions, kinds that stand around something else with the role of background."""
    around = [one for one in found if _is_kind(one) and _stands_around(tokens, one)]
    if not any(one.mention.type in _ASKED for one in found if one not in around):
        return list(found)
    return [
        one._replace(mention=one.mention._replace(role=Role.BACKGROUND)) if one in around else one
        for one in found
    ]


def _is_kind(one: Found) -> bool:
    return one.mention.type is EntityType.KIND and one.mention.role is Role.ASKED


def _stands_around(tokens: Sequence[Token], one: Found) -> bool:
    """Tell whether a kind is what something belongs to, or is put beside."""
    owned = one.mention.surface.endswith(_OWNED) and one.last + 1 < len(tokens)
    return owned or any(
        tuple(token.key for token in tokens[at - len(words) : at]) == words
        for at in range(max(one.first - _DESCRIBED, 0), one.first + 1)
        for words in _BESIDE
        if at >= len(words)
    )


def which_kinds(
    kinds: tuple[str, ...], tokens: Sequence[Token], found: Sequence[Found]
) -> tuple[str, ...]:
    """Return of several kinds those that are asked for by "which", where one is; else all.

    "Which cache for two app servers?" asks for no application server, and nothing does that there
    are so many of: "an identity provider for 20k external brokers".
    """
    named = [one for one in found if _is_kind(one) and one.mention.entity in kinds]
    taken = {at for one in found for at in range(one.first, one.last + 1)}
    described = {one: _described(tokens, one.first, taken) for one in named}
    uncounted = [one for one in named if not _counts(described[one])]
    asked: list[Found] = []
    for one in uncounted:
        joined = bool(asked) and _is_joined(tokens, asked[-1], one)
        if joined or not _WHICH.isdisjoint(described[one]):
            asked.append(one)
    wanted = {one.mention.entity for one in asked or uncounted}
    return tuple(one for one in kinds if one in wanted) or kinds


def _counts(before: Sequence[str]) -> bool:
    return any(word in _COUNTS or word[0].isdigit() for word in before)


def _described(tokens: Sequence[Token], first: int, taken: Container[int]) -> list[str]:
    """Return the words that describe a kind, up to a pause or something else that is named."""
    before: list[str] = []
    for at in range(first - 1, max(first - _DESCRIBED - 1, -1), -1):
        if at in taken or tokens[at + 1].start - tokens[at].end > 1:
            break
        before.insert(0, tokens[at].key)
    return before


def _is_joined(tokens: Sequence[Token], one: Found, following: Found) -> bool:
    """Tell whether kinds are listed together: "which queue and database"."""
    return all(token.key in _JOINING for token in tokens[one.last + 1 : following.first])
