"""Qualities that a choice is made by and that neither needs nor sides of things cover."""

from collections.abc import Container, Iterator, Sequence

from bot.question.lexicon import FILLERS
from bot.text import Token, words

_HOW = frozenset(
    "good better best great nice decent excellent solid same most more much as so well big bigger"
    " biggest large larger largest huge strong stronger strongest active very clear less least"
    " really".split()
)
"""Words before a quality that say how much of it is wanted."""
_ADJECTIVES = (
    "mature, proven, battle tested, battle proven, documented, user friendly, userfriendly,"
    " ergonomic, future proof, elegant, enjoyable, pleasant, robust, stable, reliable, productive,"
    " readable, intuitive, trendy, hyped, actively developed, actively maintained, well maintained,"
    " well supported, production ready, easy to use, easier to use, easiest to use, simple to use,"
    " simpler to use, simplest to use, easy to set up, easier to set up, easiest to set up"
)
_NOUNS = (
    "traction, momentum, hype, mindshare, adoption, maturity, track record, documentation, docs,"
    " tutorials, community, communities, ecosystem, ecosystems, job market, job offers,"
    " job opportunities, job prospects, career, salary, salaries, hiring, hire for, recruiting,"
    " developer experience, dx, ergonomics, stability, readability, ease of use"
)
_DOING = tuple(
    [word]
    for word in "for build building write writing store storing host make over in of from internal"
    " support product help user".split()
)
"""Words before what something is for, or is of, or what is to be made: "search over our docs"."""
_OF_THINGS = {words(one): True for one in _ADJECTIVES.split(",")}
_QUALITIES = _OF_THINGS | {words(one): False for one in _NOUNS.split(",")}
"""The words of qualities, and whether they are adjectives."""
_FIRST = frozenset(one[0] for one in _QUALITIES)
_SIZES = sorted(set(map(len, _QUALITIES)), reverse=True)


def names_quality(phrase: str) -> bool:
    """Tell whether a phrase is such a quality, with how much of it is wanted."""
    return tuple(word for word in words(phrase) if word not in _HOW) in _QUALITIES


def qualities(
    tokens: Sequence[Token], linked: Container[int], stops: Container[str]
) -> Iterator[tuple[int, int]]:
    """Yield the first and last places of qualities that nothing ``linked`` covers.

    A noun that none of the ``stops`` follows is part of something else: "a docs site". So is one
    that something is for.
    """
    keys = [token.key for token in tokens]
    for at in (at for at, key in enumerate(keys) if key in _FIRST and at not in linked):
        found = (one for size in _SIZES if (one := tuple(keys[at : at + size])) in _QUALITIES)
        if not (quality := next(found, None)):
            continue
        first, end = at, at + len(quality)
        while first and first - 1 not in linked and keys[first - 1] in _HOW:
            first -= 1
        before = first
        while before and keys[before - 1] in FILLERS:
            before -= 1
        whole = (
            end == len(keys) or keys[end] in stops or tokens[end].start - tokens[end - 1].end > 1
        )
        if (_QUALITIES[quality] or whole) and keys[before - 1 : before] not in _DOING:
            yield first, end - 1
