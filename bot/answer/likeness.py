"""Which claims say nearly the same."""

from bot.answer.facts import stems_of
from bot.catalog.memo import once
from bot.catalog.model import Catalog, Claim, Says

_SMALL = 2  # letters of words that tell nothing
_ALIKE = 0.7
"""The share of common words in claims that are alike."""
_WITHIN, _SHARED = 0.65, 5
"""The share of a claim's words that another has too, and how many these are, if it says no more."""
_RETOLD, _OFTEN = 0.7, 9
"""The same of claims that may be of other things: then it is one sentence in other words."""
_GROUND = 0.4
"""The share of the words of a judgement's ground that it has too, if it says the same."""
_SAME_GROUNDS = 0.5
"""The share of a judgement's grounds, and of its words, that one which says the same has too."""
_BOTH = 0.4
"""The share of the words of a strength that something else's claim has, if it is true of both."""
_IDLE = frozenset({"and", "are", "but", "can", "for", "has", "its", "not", "that", "the", "with"})


class Said:
    """What an answer said so far: about what, and by which words."""

    def __init__(self) -> None:
        self._said: list[tuple[frozenset[str], frozenset[str]]] = []
        self._judged: list[tuple[frozenset[str], frozenset[str]]] = []  # grounds and words
        self._by_ground: dict[str, list[frozenset[str]]] = {}  # the words of judgements

    def note(self, claim: Claim) -> None:
        """Note a claim as said."""
        own = _telling_stems(claim)
        self._said.append((frozenset(claim.about), own))
        if claim.rests_on:
            self._judged.append((frozenset(claim.rests_on), own))
        for ground in claim.rests_on:
            self._by_ground.setdefault(ground, []).append(own)

    def has(self, claim: Claim) -> bool:
        """Tell whether a claim says of the same nearly what was said already."""
        own, of = _telling_stems(claim), frozenset(claim.about)
        judged = self._by_ground.get(claim.id, ())
        if any(len(own & one) >= _GROUND * len(own) for one in judged):
            return True
        grounds = frozenset(claim.rests_on)
        if grounds and any(
            len(grounds & other) > _SAME_GROUNDS * len(grounds)
            and len(own & one) >= _SAME_GROUNDS * len(own)
            for other, one in self._judged
        ):
            return True
        return any(
            _are_alike(own, one, of_one=of <= about or about <= of)
            for about, one in self._said
            if not about.isdisjoint(of)
        )

    def is_of(self, entity_id: str) -> bool:
        """Tell whether anything said is about an entity."""
        return any(entity_id in about for about, _ in self._said)


def _telling_stems(claim: Claim) -> frozenset[str]:
    """Return the stems of a claim's words but those that tell nothing."""
    return frozenset(stem for stem in stems_of(claim.text) if len(stem) > _SMALL) - _IDLE


def _are_alike(one: frozenset[str], other: frozenset[str], *, of_one: bool) -> bool:
    """Tell whether two claims, known by their stems, say the same, or one of them no more.

    They may speak of other things besides, as each of two comparisons does, unless ``of_one``.
    """
    shared, least = len(one & other), min(len(one), len(other))
    if shared >= _ALIKE * len(one | other):
        return True
    if shared >= _OFTEN and shared >= _RETOLD * least:
        return True
    return of_one and shared >= _SHARED and shared >= _WITHIN * least


@once
def is_true_of(catalog: Catalog, claim: Claim, other: str) -> bool:
    """Tell whether nearly the same strength is said of something else, in other words."""
    names = stems_of(" ".join(catalog.entity(one).name for one in (*claim.about, other)))
    own = _telling_stems(claim) - names
    claims = catalog.claims_about(other, Says.STRENGTH, Says.IS, Says.FITS)
    return any(len(own & _telling_stems(one)) >= _BOTH * len(own) for one in claims)
