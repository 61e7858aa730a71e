"""What speaks against something, and whether a claim does."""

from collections.abc import Sequence

from bot.answer.draft import Draft, Told
from bot.answer.facts import belonging, claims_against
from bot.answer.model import Name, Phrase, Statement
from bot.answer.phrases import Say, fill
from bot.answer.standing import best_known
from bot.answer.telling import most_telling
from bot.catalog.model import Claim, Says
from bot.text import words

_MAX_AGAINST, _MAX_WRONG, _MAX_DOWNSIDES = 4, 2, 2
_WARNING = (("avoid",), ("do", "not"), ("never",))


def say_against(draft: Draft, subjects: Sequence[str], most: int = _MAX_AGAINST) -> None:
    """Add what speaks against each subject, first what it is wrong for, or that nobody says."""
    silent = []
    for subject in subjects:
        tradeoffs = draft.catalog.claims_about(subject, Says.TRADEOFF)
        wrong = draft.catalog.claims_about(subject, Says.WRONG_FOR)
        claims = (
            *wrong[:_MAX_WRONG],
            *tradeoffs[:_MAX_DOWNSIDES],
            *wrong[_MAX_WRONG:],
            *tradeoffs[_MAX_DOWNSIDES:],
        )
        heading = fill(Say.TRADEOFFS, name=(Name(draft.name(subject)),))
        draft.bullets(heading, map(Told, claims), most)
        if not claims and not _against_members(draft, subject):
            silent.append(subject)
    silent = [one for one in silent if one not in draft.catalog.topics]
    if silent:
        draft.say(Say.NO_TRADEOFFS, names=draft.names(silent, Say.OR))


def _against_members(draft: Draft, subject: str) -> bool:
    """Add what is said against what belongs under a subject; return whether there is anything."""
    catalog = draft.catalog
    against = {
        one: claims
        for one in best_known(catalog, belonging(catalog, subject))
        if (claims := catalog.claims_about(one, Says.TRADEOFF))
    }
    shown = list(against)[:_MAX_AGAINST]
    if not shown:
        return False
    told = [
        claim
        for place in range(_MAX_AGAINST)
        for one in shown
        for claim in against[one][place : place + 1]
    ]
    packs, names = draft.packs(told), draft.names(shown)
    draft.say(Say.OF_SINGLE, packs=packs, names=names, kinds=draft.names([subject]))
    draft.bullets(fill(Say.TRADEOFFS, name=names), map(Told, told), _MAX_AGAINST)
    return True


def warns(claim: Claim) -> bool:
    """Tell whether a claim speaks against something, or says what not to do."""
    said = words(claim.text)
    return claim.says in {Says.TRADEOFF, Says.WRONG_FOR} or any(
        said[: len(one)] == one for one in _WARNING
    )


def say_tradeoffs(draft: Draft, leads: Sequence[str]) -> None:
    """Add one thing that speaks against each of the first leads, nearest to what is asked.

    What does another job than the first is no rival of it, and is left alone.
    """
    rivals = [one for one in leads if draft.catalog.job(one) == draft.catalog.job(leads[0])]
    told = [
        (one, claim)
        for one in rivals[:_MAX_DOWNSIDES]
        if (claim := _downside(draft, one)) is not None
    ]

    def against(shown: Sequence[Statement]) -> Phrase:
        texts = {one.text for one in shown}
        names = draft.names(one for one, claim in told if claim.text in texts)
        return fill(Say.TRADEOFFS, name=names)

    heading = fill(Say.TRADEOFFS, name=draft.names(one for one, _ in told))
    draft.bullets(heading, [Told(claim) for _, claim in told], over=against)


def _downside(draft: Draft, component: str) -> Claim | None:
    needs = draft.question.needs
    if against := claims_against(draft.catalog, component, needs):
        return against[0]
    claims = draft.catalog.claims_about(component, Says.TRADEOFF)
    return most_telling(draft.catalog, claims, needs)
