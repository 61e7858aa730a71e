"""Whether something is good for what is wanted: named for it, not named, or spoken against."""

from collections.abc import Sequence

from bot.answer.against import say_against
from bot.answer.aspect import claims_on
from bot.answer.decline import note_unweighed
from bot.answer.draft import Draft, Told
from bot.answer.facts import (
    asked_ids,
    best_fits,
    claims_against,
    claims_fitting,
    fitted_needs,
    is_core,
    is_quality,
)
from bot.answer.instead import made_for_it, named_instead
from bot.answer.model import Name
from bot.answer.naming import fewest
from bot.answer.phrases import Say, fill
from bot.answer.telling import most_telling_first, nearest_first
from bot.answer.uses import unsaid
from bot.answer.verdict import say_verdict
from bot.catalog.model import Claim, Says
from bot.text import words

_MAX_ON_SIDE = 3
_ROOT = 4  # letters by which "scalable", "scales" and "scaling" are one
_MAX_USES, _MAX_DOWNSIDES = 2, 2


def for_needs(draft: Draft, subject: str, needs: Sequence[str]) -> None:
    """Answer "is X good for Y": named for it, not named for it, or spoken against."""
    catalog = draft.catalog
    name = (Name(draft.name(subject)),)
    fits = claims_fitting(catalog, subject, needs)
    against = claims_against(catalog, subject, needs)
    fitted = {one for claim in fits for one in asked_ids(claim)}
    opposed = [need for need in needs if any(need in claim.needs for claim in against)]
    unfitted = [need for need in needs if need not in fitted]
    doubted = draft.question.closed and fits  # "is it a bad choice for X?"
    if draft.question.against and not (against or doubted):
        needed = draft.names(needs)
        draft.say(Say.NOT_AGAINST_FOR, names=name, needs=needed)
        say_against(draft, [subject])
        return
    reasons = (*against, *nearest_first(catalog, fits, draft.question))
    if against:
        phrase = Say.NO_AGAINST if _is_plainly_asked(draft, needs) else Say.SPOKEN_AGAINST
        _one(draft, phrase, name, opposed, against)
    said = [] if against else on_its_side(draft, subject, unfitted)
    missing = unfitted if not against and (draft.question.closed or not said) else []
    if draft.question.closed:  # what keeps from a yes comes first
        _not_named(draft, subject, missing, needs)
    if fits and not against:
        _named(draft, subject, needs, reasons)
    _not_named(draft, subject, missing, needs)
    draft.bullets(fill(Say.SAID_OF, name=name), map(Told, said), _MAX_ON_SIDE)
    note_unweighed(draft)
    draft.bullets(fill(Say.REASONS), map(Told, reasons))
    if fits and not (unfitted or against):
        _beside_fit(draft, subject, needs)
    if (unfitted and not said) or against:
        if against and draft.question.sparing:  # when to take it after all
            say_verdict(draft, subject)
        named_instead(draft, subject, list(dict.fromkeys([*unfitted, *opposed])))
        _other_uses(draft, subject, needs)
        if draft.question.closed and not against:
            say_against(draft, [subject])


def _is_plainly_asked(draft: Draft, needs: Sequence[str]) -> bool:
    """Tell whether yes and no answer a question for these needs.

    "Cheap" and "expensive" ask for the same: there they would be guesses.
    """
    plain = not any(is_quality(draft.catalog, need) for need in needs)
    as_asked = set(needs) <= {*draft.asked.needs, *draft.asked.topics}
    question = draft.question
    return question.closed and question.of_one and plain and as_asked and not question.sparing


def _named(draft: Draft, subject: str, needs: Sequence[str], reasons: Sequence[Claim]) -> None:
    """Say for which of the needs a subject is named: made for them, or only fit for them."""
    catalog, question = draft.catalog, draft.question
    fitted = {one for claim in reasons for one in asked_ids(claim)}
    whole, closed = fitted.issuperset(needs), _is_plainly_asked(draft, needs)
    made_for = any(claim.says is Says.SERVES or is_core(catalog, claim) for claim in reasons)
    phrase = Say.YES_NAMED if closed and whole else Say.NAMES_IT_FOR
    if not (made_for or any(is_quality(catalog, need) for need in needs)):
        phrase = Say.YES_TOO if closed and whole else Say.NAMES_IT_TOO
    too = phrase is Say.NAMES_IT_TOO
    if whole and too and question.judged and say_verdict(draft, subject):
        return
    if whole and (too or question.explained):
        draft.state(reasons[0])  # which says more than that it is so
    else:
        named, name = [need for need in needs if need in fitted], (Name(draft.name(subject)),)
        _one(draft, phrase, name, named, reasons)


def _not_named(draft: Draft, subject: str, missing: Sequence[str], needs: Sequence[str]) -> None:
    """Say for which of the needs no claim names a subject, unless it was said."""
    if missing:
        quality = any(is_quality(draft.catalog, need) for need in needs)
        phrase = Say.NOT_WEIGHED_FOR if quality else Say.NOT_NAMED_FOR
        name, left = (Name(draft.name(subject)),), draft.names(missing)
        draft.say(phrase, names=name, name=name, needs=left)


def _beside_fit(draft: Draft, subject: str, needs: Sequence[str]) -> None:
    """Add what is made for the needs where a choice is asked for, or else what speaks against."""
    if draft.question.intent == "recommend":
        made_for_it(draft, subject, needs)
    elif not draft.question.explained:
        downsides = most_telling_first(draft.catalog, subject, needs)
        if draft.question.judged:
            wrong = draft.catalog.claims_about(subject, Says.WRONG_FOR)
            downsides = [*downsides[:1], *wrong[:1], *downsides[1:]]
        heading = fill(Say.TRADEOFFS, name=(Name(draft.name(subject)),))
        draft.bullets(heading, map(Told, downsides), _MAX_DOWNSIDES)


def _other_uses(draft: Draft, subject: str, needs: Sequence[str]) -> None:
    """Add what a subject is named for besides the needs, unless it would read against a warning."""
    catalog = draft.catalog
    if claims_against(catalog, subject, needs):
        return
    uses = [need for need in fitted_needs(catalog, subject) if need not in needs]
    claims = [c for c in best_fits(catalog, subject) if set(uses).intersection(c.needs)]
    items = [Told(claim, unsaid(draft, claim.needs, claim)) for claim in claims]
    heading = fill(Say.NAMED_FOR_HEADING, name=(Name(draft.name(subject)),))
    draft.bullets(heading, items, _MAX_USES)


def on_its_side(draft: Draft, subject: str, needs: Sequence[str]) -> list[Claim]:
    """Return what is said of the side of a subject that tells of needs: how it scales.

    What says it in the words of a need comes first.
    """
    catalog = draft.catalog
    sides = [one for one in catalog.aspects.values() if not set(one.needs).isdisjoint(needs)]
    said = [claim for one in sides for claim in claims_on(catalog, subject, one)]
    named = [catalog.needs[one].name for one in needs if one in catalog.needs]
    roots = {word[:_ROOT] for name in named for word in words(name)}
    return sorted(said, key=lambda one: roots.isdisjoint(w[:_ROOT] for w in words(one.text)))


def _one(
    draft: Draft, phrase: Say, name: tuple[Name], needs: Sequence[str], claims: Sequence[Claim]
) -> None:
    named, cites = draft.names(dict.fromkeys(needs)), fewest(draft.catalog, claims, needs)
    draft.say(phrase, cites, packs=draft.packs(claims), name=name, needs=named)
