"""Compare: the verdict for the need first, then what differs, then when to pick which."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answer.decline import note_unknown, nothing_known
from bot.answer.draft import Draft
from bot.answer.facts import (
    Fit,
    candidates,
    claims_against,
    claims_fitting,
    first_is,
    fitted_needs,
    linked_claims,
    peers,
    values_by_dimension,
)
from bot.answer.model import Answer, Name, Outcome, Statement, Table
from bot.answer.phrases import Say, fill
from bot.answer.recommend import named_by_need, say_by_need
from bot.answer.when_to_use import when_to_use
from bot.catalog.model import Claim, Says
from bot.question.model import Question

_MAX_SIDES = 5
_MAX_PICKS = 5
_MAX_OPTIONS = 4


def compare(draft: Draft) -> Answer:
    """Weigh the subjects of the question against each other."""
    sides = _sides(draft)
    if len(sides) < 2:  # noqa: PLR2004
        return _too_few(draft, sides)
    if draft.question.needs:
        _verdict(draft, sides)
    elif _same_job(draft, sides):
        _difference(draft, sides)
    if not _same_job(draft, sides):
        _different_jobs(draft, sides)
    if not draft.question.needs:
        draft.lead_with(sides)
    _table(draft, sides)
    _picks(draft, sides)
    _said_alike(draft, sides)
    note_unknown(draft)
    return draft.finish(Outcome.ANSWERED, suggestions=_suggestions(draft, sides))


def _sides(draft: Draft) -> tuple[str, ...]:
    """Return what is compared: what is named, or the members of a kind named alone."""
    catalog, question = draft.catalog, draft.question
    if len(question.components) > 1:
        return question.components
    # "Postgres or another database": a kind that holds the named component is no side.
    kinds = tuple(
        k for k in question.kinds if not any(catalog.is_a(c, k) for c in question.components)
    )
    sides = (*question.components, *kinds, *question.topics)
    if sides == kinds and len(kinds) == 1 and not question.undescribed:
        return tuple(candidates(catalog, question)[:_MAX_SIDES])
    return sides


def _too_few(draft: Draft, sides: tuple[str, ...]) -> Answer:
    """Answer a comparison of which less than two sides are known."""
    question = draft.question
    catalog = draft.catalog
    others = [other for side in sides for other in peers(catalog, side)]
    if question.undescribed and question.needs and question.components:
        return when_to_use(draft)
    if question.undescribed or not others:
        return nothing_known(draft)
    (side,) = sides
    draft.say(Say.ONE_NAMED, name=(Name(draft.name(side)),))
    options = [
        replace(question, components=(side, other), kinds=()) for other in others[:_MAX_OPTIONS]
    ]
    return draft.finish(Outcome.CLARIFY, options=options)


def _same_job(draft: Draft, sides: Sequence[str]) -> bool:
    return len({draft.catalog.job(side) for side in sides}) == 1


def _verdict(draft: Draft, sides: Sequence[str]) -> None:
    """Say which side the knowledge names for the stated needs, with the claims."""
    needs = draft.question.needs
    fits = {side: claims_fitting(draft.catalog, side, needs) for side in sides}
    against = {side: claims_against(draft.catalog, side, needs) for side in sides}
    named = sorted(
        (side for side in sides if fits[side] and not against[side]),
        key=lambda side: -len({n for claim in fits[side] for n in claim.needs if n in needs}),
    )
    claims = [claim for side in named for claim in fits[side]]
    groups = named_by_need([Fit(side, fits[side]) for side in named], needs)
    missing: list[str] = []
    if len(groups) == 1 and groups[0].wanted == needs and len(named) == len(sides):
        names = draft.names(named)
        draft.say(
            Say.NAMED_BOTH_FOR, packs=draft.packs(claims), needs=draft.names(needs), names=names
        )
    else:
        missing = say_by_need(draft, groups, needs)
    if missing:
        names = draft.names(sides, Say.OR)
        draft.say(Say.NOT_NAMED_FOR, packs=draft.packs(), names=names, needs=draft.names(missing))
    draft.lead_with(named or sides)
    reasons = [draft.statement(claim) for claim in claims]
    reasons += [draft.statement(claim) for side in sides for claim in against[side]]
    draft.bullets(fill(Say.REASONS), reasons)
    _other_uses(draft, [side for side in sides if side not in named])


def _other_uses(draft: Draft, sides: Sequence[str]) -> None:
    """Say what the sides without the verdict are named for."""
    uses = {side: fitted_needs(draft.catalog, side) for side in sides}
    _named_for(draft, {side: needs for side, needs in uses.items() if needs})


def _named_for(draft: Draft, uses: Mapping[str, Sequence[str]]) -> None:
    """Say what each side is named for; those named for the same share a line."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for side, needs in uses.items():
        alike.setdefault(tuple(needs), []).append(side)
    for needs, sides in alike.items():
        claims = [claim for side in sides for claim in claims_fitting(draft.catalog, side, needs)]
        draft.say(
            Say.NAMES_IT_FOR,
            packs=draft.packs(claims),
            name=draft.names(sides),
            needs=draft.names(needs),
        )


def _difference(draft: Draft, sides: Sequence[str]) -> None:
    """Lead with what each side is named for, or with that nothing tells them apart."""
    own = {side: _own_needs(draft, side, sides) for side in sides}
    if not any(own.values()) and not _differing(draft, sides):
        draft.say(Say.NO_DIFFERENCE, packs=draft.packs(), names=draft.names(sides))
    _named_for(draft, {side: needs for side, needs in own.items() if needs})
    rest = [side for side in sides if not own[side]]
    draft.bullets(fill(Say.WHAT_EACH_DOES), _definitions(draft, rest))


def _different_jobs(draft: Draft, sides: Sequence[str]) -> None:
    jobs = {draft.catalog.job(side) for side in sides if side in draft.catalog.components}
    if len(jobs) == len(sides):
        draft.say(Say.DIFFERENT_JOBS, names=draft.names(sides))
    draft.bullets(fill(Say.WHAT_EACH_DOES), _definitions(draft, sides))
    together: dict[frozenset[str | None], Claim] = {}
    for side in sides:
        for claim in linked_claims(draft.catalog, side, [s for s in sides if s != side]):
            together.setdefault(frozenset({side, claim.object}), claim)
    draft.bullets(fill(Say.WORK_TOGETHER), [draft.statement(c) for c in together.values()])


def _definitions(draft: Draft, sides: Sequence[str]) -> list[Statement]:
    claims = (first_is(draft.catalog, side) for side in sides)
    return [draft.statement(claim) for claim in claims if claim is not None]


def _differing(draft: Draft, sides: Sequence[str]) -> list[str]:
    """Return the dimensions on which the sides have different values, in table order."""
    values = [values_by_dimension(draft.catalog, side) for side in sides]
    return [
        dimension
        for dimension in draft.catalog.dimensions
        if len({_value(claims.get(dimension)) for claims in values}) > 1
    ]


def _value(claim: Claim | None) -> str | None:
    return claim.value if claim is not None else None


def _table(draft: Draft, sides: Sequence[str]) -> None:
    values = [values_by_dimension(draft.catalog, side) for side in sides]
    rows = tuple(
        (
            draft.catalog.dimensions[dimension].name,
            tuple(draft.cell(claims.get(dimension)) for claims in values),
        )
        for dimension in _differing(draft, sides)
    )
    if rows:
        columns = tuple(draft.name(side) for side in sides)
        draft.add(Table(fill(Say.DIFFERENCES), columns, rows))


def _own_needs(draft: Draft, side: str, sides: Sequence[str]) -> list[str]:
    """Return the needs that a side is named for and not all the others too."""
    needs = [set(fitted_needs(draft.catalog, other)) for other in sides if other != side]
    shared = set.intersection(*needs) if needs else set()
    return [need for need in fitted_needs(draft.catalog, side) if need not in shared]


def _picks(draft: Draft, sides: Sequence[str]) -> None:
    """Say when to pick which: the needs that tell a side from the others."""
    for side in sides:
        own = _own_needs(draft, side, sides)
        items = [
            draft.statement(claim, lead=draft.names(n for n in claim.needs if n in own))
            for claim in claims_fitting(draft.catalog, side, own)[:_MAX_PICKS]
        ]
        draft.bullets(fill(Say.PICK_IF, name=(Name(draft.name(side)),)), items)


def _said_alike(draft: Draft, sides: Sequence[str]) -> None:
    """Show the strengths and uses that all sides share, where nothing else was to show."""
    if _differing(draft, sides) or any(_own_needs(draft, side, sides) for side in sides):
        return
    first, *others = sides
    shared = [
        draft.statement(claim)
        for claim in draft.catalog.claims_about(first, Says.STRENGTH, Says.FITS)
        if all(other in claim.about for other in others)
    ]
    draft.bullets(fill(Say.SAME_OF_ALL), shared[:_MAX_PICKS])


def _suggestions(draft: Draft, sides: Sequence[str]) -> list[Question]:
    question = draft.question
    needs = [need for side in sides for need in _own_needs(draft, side, sides)]
    for_needs = [replace(question, needs=(n,)) for n in needs if n not in question.needs]
    whens = [
        replace(question, intent="when_to_use", components=(side,), kinds=(), topics=(), needs=())
        for side in sides
        if side in draft.catalog.components
    ]
    return [*for_needs[:1], *whens[:2]]
