"""Aspect: what is said of one side of a component, such as its safety or its licence."""

from collections.abc import Sequence

from bot.answer.decline import note_unknown
from bot.answer.define import explain
from bot.answer.draft import Draft, Told
from bot.answer.facts import first_is, parts_of, peers, stems_of, values_by_dimension
from bot.answer.model import Answer, Name, Outcome
from bot.answer.phrases import Say, fill
from bot.answer.verdict import say_verdict
from bot.catalog.model import Catalog, Claim, Says
from bot.catalog.wording import Aspect
from bot.question.model import Question
from bot.text import words

_MAX_SUBJECTS = 2
_MAX_CLAIMS = 4
_ASKING = frozenset({"how", "who"})
"""Words by which a side's name begins that is a question: "who runs it"."""
_MAX_BESIDE = 2
"""Claims beside one that answers an aspect whole."""
_TELLING = (Says.TRADEOFF, Says.WRONG_FOR, Says.STRENGTH, Says.VALUE, Says.IS)


def aspect(draft: Draft) -> Answer:
    """Answer about the sides of the components that a question is about."""
    question = draft.question
    subjects = question.components[:_MAX_SUBJECTS]
    if all(_is_silent(draft.catalog.aspects[one]) for one in question.aspects):
        return _beside_the_point(draft, subjects)
    told = [_about(draft, subject, question.aspects) for subject in subjects]
    near = [topic for one in question.aspects for topic in draft.catalog.aspects[one].near]
    if near and not any(told):
        return explain(draft, near, in_general=subjects)
    note_unknown(draft)
    draft.lead_with(subjects)
    further = [Question("when_to_use", components=(one,)) for one in subjects]
    rivalled = [one for one in subjects if peers(draft.catalog, one)]
    further += [Question("alternatives", components=(one,)) for one in rivalled]
    return draft.finish(Outcome.ANSWERED if any(told) else Outcome.DECLINED, suggestions=further)


def _is_silent(about: Aspect) -> bool:
    """Tell whether no claims at all speak of an aspect."""
    return about.dimension is None and not about.told


def _beside_the_point(draft: Draft, subjects: Sequence[str]) -> Answer:
    """Say that nothing is said of the aspects, then what is known otherwise."""
    for subject in subjects:
        for one in draft.question.aspects:
            _nothing_on(draft, subject, draft.catalog.aspects[one])
        _whole(draft, subject)
    draft.lead_with(subjects)
    further = [Question("when_to_use", components=(one,)) for one in subjects]
    return draft.finish(Outcome.ANSWERED, suggestions=further)


def _nothing_on(draft: Draft, subject: str, about: Aspect) -> None:
    clause = words(about.name)[0] in _ASKING
    phrase = Say.NOTHING_ON_CLAUSE if clause else Say.NOTHING_ON_ASPECT
    draft.say(phrase, aspect=about.name, name=(Name(draft.name(subject)),))


def _whole(draft: Draft, subject: str) -> None:
    """Say what to take a subject for, or else what it is, where it is asked about as a whole."""
    told = _is_of_whole(draft) and say_verdict(draft, subject)
    if not told and (claim := first_is(draft.catalog, subject)) is not None:
        draft.state(claim)


def _is_of_whole(draft: Draft) -> bool:
    return any(draft.catalog.aspects[one].of for one in draft.question.aspects)


def _about(draft: Draft, subject: str, aspects: Sequence[str]) -> bool:
    """Add the claims on a subject's aspects, or that there are none; return whether there are."""
    catalog = draft.catalog
    name = (Name(draft.name(subject)),)
    found: dict[str, Claim] = {}
    for one in aspects:
        about = catalog.aspects[one]
        claims = claims_on(catalog, subject, about)
        if not claims:
            _nothing_on(draft, subject, about)
        found |= {claim.id: claim for claim in claims}
    if not found:
        _whole(draft, subject)
        return False
    for one in aspects:
        _yes_or_no(draft, subject, catalog.aspects[one])
    asked = set(draft.question.words)
    ranked = sorted(found.values(), key=lambda one: -len(asked & stems_of(one.text)))
    whole = [claim for claim in ranked if claim.says is Says.OUTLOOK]
    first, *rest = [*whole, *(claim for claim in ranked if claim not in whole)]
    draft.state(first)
    if whole:  # what it rests on is cited with it, and told by it
        rest = [claim for claim in rest if claim.id not in first.rests_on][:_MAX_BESIDE]
    elif _is_of_whole(draft):
        say_verdict(draft, subject)
    draft.bullets(fill(Say.SAID_OF, name=name), map(Told, rest))
    return True


def _yes_or_no(draft: Draft, subject: str, about: Aspect) -> None:
    """Say whether a subject's value meets the need that a side tells of, if that is asked."""
    needs = [draft.catalog.needs[one] for one in about.needs]
    met = {value for need in needs if need.dimension == about.dimension for value in need.values}
    if not draft.question.whether or not met:
        return
    values = values_by_dimension(draft.catalog, subject).get(about.dimension or "", ())
    told = {part in met for part in parts_of(values)}
    if told:
        draft.say(Say.YES_IN_PART if len(told) > 1 else Say.YES if told == {True} else Say.NO)


def claims_on(catalog: Catalog, subject: str, about: Aspect) -> list[Claim]:
    """Return the claims that speak of an aspect: what answers it whole, then those that warn."""
    values = values_by_dimension(catalog, subject).get(about.dimension or "", ())
    if about.dimension is not None:
        return list(values)
    whole = catalog.claims_about(subject, Says(about.says)) if about.says else ()
    matches: list[tuple[int, Claim]] = []
    for claim in catalog.claims_about(subject, *_TELLING):
        text = f" {claim.text.casefold()}"
        count = sum(f" {told}" in text for told in about.told)
        if count:
            warns = claim.says in {Says.TRADEOFF, Says.WRONG_FOR}
            matches.append((count + warns, claim))
    ranked = sorted(matches, key=lambda pair: -pair[0])
    return [*whole, *(claim for _, claim in ranked[:_MAX_CLAIMS])]
