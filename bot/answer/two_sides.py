"""Practices of two sides: whether they are weighed or told apart, and which claim chooses."""

from collections.abc import Set as AbstractSet

from bot.answer.facts import stems_of
from bot.answer.phrases import Say
from bot.catalog.model import Claim
from bot.question.model import CONTRASTING, Question
from bot.text import stem, words

_DIFFERENCE = frozenset(map(stem, ("difference", "differences", "different", "differ", "differs")))
_EXPLAIN = frozenset({stem("explain"), stem("explained")})
_CONDITIONS = frozenset({"if", "only", "once", "unless", "when", "where", "while"})
_IN_CASE = frozenset({"for", "in", "on"})
_INSTEAD = frozenset({"instead", "rather"})
_DECIDING = frozenset(
    {"add", "avoid", "choose", "consider", "do", "prefer", "start", "take", "use"}
)
_CHOOSING = frozenset({"choose", "consider", "decide", "prefer", "take", "use"}) | _INSTEAD


def contrasts(question: Question, by: AbstractSet[str]) -> bool:
    """Tell whether a practice is asked about by two sides, joined ``by`` one of these words."""
    return any(not by.isdisjoint(words(surface)) for surface in question.worded)


def weighs(question: Question) -> bool:
    """Tell whether two sides of a practice are weighed."""
    return question.intent == "compare" or contrasts(question, CONTRASTING | {"or"})


def tells_apart(question: Question) -> bool:
    """Tell whether it is asked in which way things differ."""
    said = {*question.words, *(one for surface in question.worded for one in stems_of(surface))}
    return not _DIFFERENCE.isdisjoint(said)


def explains(question: Question) -> bool:
    """Tell whether the name of a practice asks to explain it: "explain replication"."""
    return any(not _EXPLAIN.isdisjoint(stems_of(surface)) for surface in question.worded)


def says_when(claim: Claim) -> bool:
    """Tell whether a claim says of two ways when to take which."""
    told = words(claim.text)
    cases = sum(one in _CONDITIONS for one in told)
    instead = not _INSTEAD.isdisjoint(told) and (cases or Say.FOR in told)
    return not _CHOOSING.isdisjoint(told) and (cases > 1 or bool(instead))


def decides(claim: Claim) -> bool:
    """Tell whether a claim says what to do in a case, or rather than something else."""
    first, *rest = words(claim.text)
    return first in _CONDITIONS | _IN_CASE or not (_CONDITIONS | _INSTEAD).isdisjoint(rest)


def says_whether(claim: Claim, own: AbstractSet[str]) -> bool:
    """Tell whether a claim says in which case to take something, or to leave it: "Use X once …".

    ``own`` are the stems of what is asked: "Shard once …".
    """
    first, *rest = words(claim.text)
    return (first in _DECIDING or stem(first) in own) and not _CONDITIONS.isdisjoint(rest)


def prefers(claim: Claim, own: AbstractSet[str]) -> bool:
    """Tell whether a claim takes one of two sides rather than the other, both in the ``own`` words.

    ``own`` are the stems of what is asked: "Take X rather than Y between services".
    """
    told = words(claim.text)
    at = next((place for place, one in enumerate(told) if one in _INSTEAD), 0)
    sides = (told[:at], told[at:])
    return told[0] in _CHOOSING and all(not own.isdisjoint(map(stem, side)) for side in sides)
