"""Whether less would do: in which case something is too much, and from what on it pays."""

from collections.abc import Sequence

from bot.answer.draft import Draft, Told
from bot.answer.facts import details_first, stems_of
from bot.answer.model import Name
from bot.answer.phrases import Say, fill
from bot.answer.telling import most_telling_first
from bot.answer.verdict import say_verdict
from bot.catalog.model import Claim, Says
from bot.text import stem

_SMALL = frozenset(map(stem, ("small", "few", "heavy", "modest", "handful")))
"""Stems of words in a claim that says for what something is too much."""
_MAX_FOR, _MAX_AGAINST = 1, 2


def say_too_much(draft: Draft, subject: str) -> None:
    """Say in which case something is too much, or else the first that it is wrong for."""
    claims = details_first(draft.catalog, draft.catalog.claims_about(subject, Says.WRONG_FOR))
    for claim in (_of_small(claims) or claims)[:1]:
        draft.state(claim)


def _of_small(claims: Sequence[Claim]) -> list[Claim]:
    return [one for one in claims if not _SMALL.isdisjoint(stems_of(one.text))]


def whether_it_pays(
    draft: Draft, subject: str, needs: Sequence[str], fits: Sequence[Claim]
) -> bool:
    """Say when to take something that would do for the needs; return whether a claim tells.

    That it would do is no yes to whether it is worth it.
    """
    if not say_verdict(draft, subject):
        return False
    wrong = draft.catalog.claims_about(subject, Says.WRONG_FOR)
    for claim in _of_small(wrong)[:1]:
        draft.state(claim)
    downsides = most_telling_first(draft.catalog, subject, needs)
    name = (Name(draft.name(subject)),)
    draft.bullets(fill(Say.TRADEOFFS, name=name), map(Told, downsides), _MAX_AGAINST)
    draft.bullets(fill(Say.STRENGTHS, name=name), map(Told, fits), _MAX_FOR)
    return True
