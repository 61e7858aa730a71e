"""The verdict on one thing: what to take it for, and for what not."""

from collections.abc import Sequence

from bot.answer.draft import Draft, Told
from bot.answer.facts import best_fits, details_first, is_quality, main_uses, own_word
from bot.answer.model import Name
from bot.answer.naming import fewest
from bot.answer.phrases import Say, fill, text_of
from bot.answer.telling import nearest_first
from bot.catalog.model import Catalog, Claim, Says
from bot.text import words

_MOST_FOR = 4
_MOST_BESIDE_AGAINST = 3
_MOST_AGAINST = 3
_HOLDING_OFF = ("Keep ", "Don't ")
_HARDLY_KEPT_UP = {"only", "security", "fixes"}


def say_verdict(draft: Draft, subject: str) -> bool:
    """Say what to take something for and for what not; return whether claims tell."""
    catalog = draft.catalog
    if (whole := verdict_of(catalog, subject)) is not None:
        if not draft.has_told(whole):
            draft.state(whole)
        return True
    wrong = wrong_uses(catalog, subject)
    uses = main_uses(catalog, subject)[: _MOST_BESIDE_AGAINST if wrong else _MOST_FOR]
    if not uses:
        return False
    cites = (*_fitting(catalog, subject, uses), *_opposed(catalog, subject, wrong))
    draft.say(
        Say.FOR_NOT_FOR if wrong else Say.NAMES_IT_FOR,
        cites,
        packs=draft.packs(cites),
        name=(Name(draft.name(subject)),),
        needs=draft.names(uses),
        others=draft.names(wrong, Say.OR),
    )
    return True


def verdict_of(catalog: Catalog, subject: str) -> Claim | None:
    """Return the claim that says it whole, unless a team's own pack has a word on it."""
    claims = details_first(catalog, catalog.claims_about(subject, Says.VERDICT))
    own = own_word(catalog, subject, Says.FITS, Says.WRONG_FOR)
    return (
        None if own and not own_word(catalog, subject, Says.VERDICT) else next(iter(claims), None)
    )


def holds_off(catalog: Catalog, subject: str) -> bool:
    """Tell whether something is only for the systems that have it, or hardly kept up."""
    claims = catalog.claims_about(subject, Says.VERDICT, Says.OUTLOOK)
    return any(
        claim.text.startswith(_HOLDING_OFF) or set(words(claim.text)) >= _HARDLY_KEPT_UP
        for claim in claims
    )


def say_one_known(draft: Draft, sides: Sequence[str]) -> bool:
    """Say when to take the one component beside what is unknown; return whether claims tell."""
    known = [side for side in sides if side in draft.catalog.components]
    return len(known) == 1 and bool(draft.question.undescribed) and say_verdict(draft, known[0])


def say_each_verdict(draft: Draft, sides: Sequence[str]) -> bool:
    """Say of each of several components when to take it, if claims tell and there is room."""
    found = [verdict_of(draft.catalog, side) for side in sides if side in draft.catalog.components]
    told = [claim for claim in found if claim is not None]
    heading = fill(Say.WHICH_WHEN)
    length = sum(len(claim.text.split()) for claim in told) + len(text_of(heading).split())
    if len(told) < len(sides) or length > draft.room():
        return False
    draft.bullets(heading, map(Told, told))
    return True


def has_each_verdict(draft: Draft, sides: Sequence[str]) -> bool:
    """Tell whether it was told of each of several components when to take it."""
    found = [verdict_of(draft.catalog, side) for side in sides if side in draft.catalog.components]
    return len(found) == len(sides) and all(one and draft.has_told(one) for one in found)


def say_not_for(draft: Draft, subject: str) -> None:
    """Say first what something is wrong for, if a claim tells: what is nearest to the question."""
    wrong = details_first(draft.catalog, draft.catalog.claims_about(subject, Says.WRONG_FOR))
    for claim in nearest_first(draft.catalog, wrong, draft.question)[:1]:
        draft.state(claim)


def wrong_uses(catalog: Catalog, subject: str) -> tuple[str, ...]:
    """Return the needs that something is wrong for, a team's own first.

    Conditions of any choice are named where there is nothing else.
    """
    claims = details_first(catalog, catalog.claims_about(subject, Says.WRONG_FOR))
    needs = tuple(dict.fromkeys(need for claim in claims for need in claim.needs))
    telling = tuple(one for one in needs if not is_quality(catalog, one))
    return (telling or needs)[:_MOST_AGAINST]


def _fitting(catalog: Catalog, subject: str, needs: Sequence[str]) -> list[Claim]:
    return fewest(catalog, best_fits(catalog, subject), needs)


def _opposed(catalog: Catalog, subject: str, needs: Sequence[str]) -> list[Claim]:
    return fewest(catalog, catalog.claims_about(subject, Says.WRONG_FOR), needs)
