"""What turns a question round: it asks what speaks against, what to avoid, or for the unknown."""

from collections.abc import Sequence
from itertools import pairwise

from bot.question.lexicon import FILLERS

_DOWNSIDES = frozenset(
    "downside downsides drawback drawbacks disadvantage disadvantages cons weakness weaknesses"
    " limitation limitations risk risks bad wrong avoid against pitfalls problem problems"
    " not".split()
)
_UPSIDES = frozenset("pros good benefits advantages strengths upsides better best".split())
_AVOIDED = frozenset(
    "avoid avoiding avoided worst suck sucks unsuitable unfit terrible drawback drawbacks"
    " downside downsides disadvantage disadvantages".split()
)
_AVOIDED_PAIRS = frozenset(
    pair
    for first, seconds in {
        "bad": "idea choice fit for at match",
        "wrong": "choice for tool fit",
        "poor": "choice fit",
        "least": "suitable suited good",
        "less": "suitable suited",
        "not": "suitable suited good handle support supports cope to",
        "stay": "away",
        "steer": "clear",
        "never": "use choose pick take",
    }.items()
    for pair in ((first, second) for second in seconds.split())
)
_ANYTHING = frozenset(
    "me us you it them now today everything anything something sure free example instance new next"
    " project projects app apps application applications website site web use work job purpose"
    " backend startup team company product service services api apis server production general"
    " beginners small large big simple complex".split()
)
"""What may follow "for" without saying what it is for."""
_CHOOSING = frozenset({"which", "what", "who"})


def asks_against(masked: Sequence[str]) -> bool:
    """Tell whether the downsides alone are asked for."""
    if ("not", "good") in pairwise(masked):
        return True
    return not _DOWNSIDES.isdisjoint(masked) and _UPSIDES.isdisjoint(masked)


def asks_to_avoid(masked: Sequence[str]) -> bool:
    """Tell whether a choice is asked for of what not to take: "which is worst for X?"."""
    if "worst" in masked:
        return True
    if _CHOOSING.isdisjoint(masked):
        return False
    return not _AVOIDED.isdisjoint(masked) or any(
        pair in _AVOIDED_PAIRS for pair in pairwise(masked)
    )


def says_unknown_purpose(masked: Sequence[str]) -> bool:
    """Tell whether a choice is for something in words of its own: "for hotel reservations"."""
    for place, word in enumerate(masked):
        if word == "for":
            purpose = [one for one in masked[place + 1 : place + 4] if one not in FILLERS]
            if purpose and purpose[0] not in _ANYTHING and purpose[0][0] != "<":
                return True
    return False
