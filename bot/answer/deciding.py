"""Which needs decide between the sides of a comparison, and what is told where none does."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import combinations

from bot.answer.draft import Draft
from bot.answer.facts import (
    best_fits,
    claims_against,
    claims_fitting,
    fitted_needs,
    is_core,
    is_dated,
    is_quality,
    named_for,
    separating,
    stems_of,
)
from bot.answer.naming import naming
from bot.answer.phrases import Say, text_of
from bot.answer.telling import JOINING, LOOSE
from bot.catalog.memo import once
from bot.catalog.model import SHIPPED_PACKS, Catalog, Claim, Says
from bot.text import words

MAX_OWN = 2
"""Needs that are named for each side."""
TAKE = "take"
_PAIR, _MAX_OF_PAIR = 2, 2
_FIRST = frozenset({"decide", "decides"})
"""Words of a claim that says what decides before any need does."""
_BY_DEFAULT = frozenset({"stay", "unless"})
"""Words of a claim that says what to take by default: what it chooses first."""
_JOINED = frozenset({"rivals", "together"})
"""Words of a claim that says of things that they are used together, where it doesn't choose."""
_USERS = frozenset({"named", "users"})


def decisive(draft: Draft, side: str, sides: Sequence[str]) -> list[str]:
    """Return the needs that speak for a side, the most telling first.

    It is made for them and not all others are named, or claims speak against all others that are.
    What no other is made for comes first; what is asked for already, or wanted of anything, is
    left out.
    """
    key = (side, *sides)
    if key not in draft.decided:
        draft.decided[key] = _deciding(draft, side, [other for other in sides if other != side])
    return draft.decided[key]


def _deciding(draft: Draft, side: str, others: Sequence[str]) -> list[str]:
    catalog = draft.catalog
    own = made_for(catalog, side)
    elsewhere = [made_for(catalog, other) for other in others]
    named = [named_for(catalog, other) for other in others]
    warnings = [catalog.claims_about(other, Says.WRONG_FOR) for other in others]
    opposed = [{need for claim in claims for need in claim.needs} for claims in warnings]
    telling = [
        need
        for need in fitted_needs(catalog, side)
        if _tells(need, named, opposed, made_for=need in own)
        and not (need in draft.question.needs or is_quality(catalog, need))
    ]
    shared = {need for needs in elsewhere for need in needs}
    return sorted(telling, key=lambda need: (need not in own, need in shared))


def _tells(
    need: str, named: Sequence[set[str]], opposed: Sequence[set[str]], *, made_for: bool
) -> bool:
    """Tell whether a need that a side is named for speaks for it against the others.

    ``named`` and ``opposed`` are the needs that each other side is named for, and warned of.
    """
    if made_for:
        return not all(need in needs for needs in named)
    against = [need in needs for needs in opposed]
    return any(against) and all(
        warned or need not in needs for warned, needs in zip(against, named, strict=True)
    )


@once
def made_for(catalog: Catalog, side: str) -> set[str]:
    """Return the needs that a side is made for."""
    return {n for c in best_fits(catalog, side) if is_core(catalog, c) for n in c.needs}


def all_serve(draft: Draft, sides: Sequence[str]) -> bool:
    """Tell whether each side is named for all that is wanted: it tells them not apart."""
    catalog, needs = draft.catalog, draft.question.needs
    return all(
        named_for(catalog, side).issuperset(needs) and not claims_against(catalog, side, needs)
        for side in sides
    )


def foremost(draft: Draft, sides: Sequence[str]) -> list[str]:
    """Return the sides that decide a comparison where each is named for all that is wanted.

    They are said to be made for it by a claim that tells degrees apart, or by a team's own, and
    the others aren't. Where a claim names what decides first no need does, and where it names
    the default, none decides for another.
    """
    catalog, needs = draft.catalog, draft.question.needs
    apart = _apart(catalog, sides)
    made = [side for side in sides if needs and _graded(catalog, side).issuperset(needs)]
    decided = any(not _FIRST.isdisjoint(words(one.text)) for one in apart)
    if decided or len(made) == len(sides):
        return []
    usual = [one for one in apart if not _BY_DEFAULT.isdisjoint(words(one.text))]
    firsts = {min(one.about, key=partial(_place, draft, one)) for one in usual}
    return made if firsts.issubset(made) else []


def _place(draft: Draft, claim: Claim, side: str) -> int:
    """Return where a claim names a side first, past its end if it doesn't by that name."""
    place = claim.text.find(draft.name(side))
    return place if place >= 0 else len(claim.text)


def chooses_for_wanted(draft: Draft, sides: Sequence[str]) -> bool:
    """Tell whether a claim says when to take which in terms of what is wanted."""
    wanted = stems_of(text_of(draft.names(draft.question.needs))) - JOINING - LOOSE
    told = filter(is_choice, _apart(draft.catalog, sides))
    return any(not wanted.isdisjoint(stems_of(one.text)) for one in told)


def say_choice(draft: Draft, sides: Sequence[str]) -> bool:
    """State which of a pair to take when, if that is said in terms of what is wanted, and anew."""
    if len(sides) != _PAIR or not chooses_for_wanted(draft, sides):
        return False
    for claim in filter(is_choice, of_pair(draft, sides)):
        if not draft.has_told(claim):
            draft.state(claim)
            return True
    return False


def of_pair(draft: Draft, sides: Sequence[str]) -> list[Claim]:
    """Return what tells a pair apart: one claim beside the verdict for a need, else few."""
    found = [one for one in separating(draft.catalog, *sides) if not is_dated(one)]
    if draft.question.needs:
        wanted = stems_of(text_of(draft.names(draft.question.needs)))
        return sorted(found, key=lambda one: wanted.isdisjoint(stems_of(one.text)))[:1]
    return found[: 1 if draft.question.versions else _MAX_OF_PAIR]


def _apart(catalog: Catalog, sides: Sequence[str]) -> list[Claim]:
    """Return what separates the sides first, all of them and each pair."""
    groups = (sides, *combinations(sides, 2))
    return [claim for one in groups for claim in separating(catalog, *one)[:1]]


@once
def _graded(catalog: Catalog, side: str) -> set[str]:
    """Return the needs that a side is made for, by claims that say so rather than name it alone."""
    own = {pack.id for pack in catalog.packs} - set(SHIPPED_PACKS)
    claims = catalog.claims_about(side, Says.FITS)
    return {n for c in claims if c.degree == "core" or c.pack in own for n in c.needs}


def own_needs(draft: Draft, side: str, sides: Sequence[str]) -> list[str]:
    """Return the needs that a side is named for and not all the others too."""
    needs = [set(fitted_needs(draft.catalog, other)) for other in sides if other != side]
    shared = set.intersection(*needs) if needs else set()
    return [need for need in fitted_needs(draft.catalog, side) if need not in shared]


def is_spoken_of(draft: Draft, need: str, sides: Sequence[str]) -> bool:
    """Tell whether a claim speaks for or against one of the sides in the case of a need."""
    catalog = draft.catalog
    return any(
        claims_fitting(catalog, one, [need]) or claims_against(catalog, one, [need])
        for one in sides
    )


def picked(draft: Draft, sides: Sequence[str]) -> dict[str, list[str]]:
    """Return the needs for which to pick each side that has such, if any need decides at all.

    For what no need decides for, that is what it alone is named for, unless a claim tells them
    apart.
    """
    deciding = {side: decisive(draft, side, sides) for side in sides}
    if not any(deciding.values()):
        return {}
    if len(sides) == 2 and separating(draft.catalog, *sides):  # noqa: PLR2004 - a pair
        return {side: needs for side, needs in deciding.items() if needs}
    telling = {side: needs or own_needs(draft, side, sides) for side, needs in deciding.items()}
    return {side: needs for side, needs in telling.items() if needs}


def lean(
    draft: Draft,
    telling: Mapping[str, Sequence[str]],
    phrase: Say = Say.DECIDES,
    most: int = MAX_OWN,
) -> None:
    """Say which side to take for what, given the needs that speak for each, if there are any."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for side, needs in telling.items():
        groups.setdefault(tuple(needs[:most]), []).append(side)
    parts = [
        (*draft.names(alike, Say.OR), " ", Say.FOR.value, " ", *draft.names(needs))
        for needs, alike in groups.items()
        if needs
    ]
    if parts:
        options = [part for one in parts for part in ("; ", *one)][1:]
        cites = [
            claim
            for needs, alike in groups.items()
            for claim in naming(draft.catalog, alike, needs)
        ]
        draft.say(phrase, cites, options=tuple(options))


def none_named(draft: Draft, sides: Sequence[str], against: Mapping[str, Sequence[Claim]]) -> None:
    """Say what is spoken against, or that no side is named for what is wanted.

    That comes first where it is all that was asked ("which is cheaper?"); a purpose that none is
    named for decides nothing, and is told at the end.
    """
    catalog, wanted = draft.catalog, draft.question.needs
    needs = draft.names(wanted)
    opposed = [side for side, claims in against.items() if claims]
    if opposed:
        spoken = [claim for side in opposed for claim in against[side]]
        name, packs = draft.names(opposed), draft.packs(spoken)
        draft.say(Say.SPOKEN_AGAINST, spoken, packs=packs, name=name, needs=needs)
    elif all(is_quality(catalog, one) for one in wanted):
        draft.say(Say.NOT_WEIGHED_FOR, name=draft.names(sides, Say.OR), needs=needs)
    else:
        draft.leave_unweighed(map(draft.name, wanted))


def choices(draft: Draft, sides: Sequence[str]) -> list[Claim]:
    """Return what separates each pair of the sides and says itself when to take which."""
    groups = (sides,) if separating(draft.catalog, *sides) else combinations(sides, 2)
    found = (claim for one in groups for claim in separating(draft.catalog, *one)[:1])
    return [claim for claim in found if is_choice(claim)]


def is_choice(claim: Claim) -> bool:
    """Tell whether a claim says itself when to take what it is about."""
    return TAKE in words(claim.text)


def are_joined(catalog: Catalog, sides: Sequence[str]) -> bool:
    """Tell whether what separates the sides says that they are no choice: they go together."""
    return any(
        not (is_choice(claim) or _JOINED.isdisjoint(words(claim.text)))
        for claim in separating(catalog, *sides)[:1]
    )


def is_reason(claim: Claim) -> bool:
    """Tell whether a claim may be a reason to choose: who else uses something is none."""
    return not _USERS.issubset(words(claim.text))


def can_choose(draft: Draft, sides: Sequence[str]) -> bool:
    """Tell whether what separates the sides says of each when to take it."""
    return {one for claim in choices(draft, sides) for one in claim.about}.issuperset(sides)


def chooses(draft: Draft, sides: Sequence[str]) -> bool:
    """Tell whether what was told says of each side when to take it."""
    told = [claim for claim in choices(draft, sides) if draft.has_told(claim)]
    return {one for claim in told for one in claim.about}.issuperset(sides)


def tells_apart(draft: Draft, sides: Sequence[str]) -> bool:
    """Tell whether what was told says what separates a pair of the sides, or them all."""
    groups = (sides, *combinations(sides, 2))
    return any(draft.has_told(claim) for one in groups for claim in separating(draft.catalog, *one))


def covering(draft: Draft, claims: Sequence[Claim]) -> list[Claim]:
    """Return claims but those on sides that the ones before speak of already.

    What speaks of the one side that is made for what is wanted comes first.
    """
    wanted = draft.question.needs
    sides = dict.fromkeys(one for claim in claims for one in claim.about)
    made = [one for one in sides if made_for(draft.catalog, one).issuperset(wanted)]
    best = set(made) if len(made) == 1 else set()
    found: list[Claim] = []
    for claim in sorted(claims, key=lambda one: best.isdisjoint(one.about)):
        if not {one for before in found for one in before.about}.issuperset(claim.about):
            found.append(claim)
    return found


def choosing_among(catalog: Catalog, among: Sequence[str]) -> Claim | None:
    """Return what says when to take which of several candidates, the first among them."""
    for claim in catalog.claims_about(among[0], Says.SEPARATES):
        if len(claim.about) > 2 and set(claim.about) <= {*among}:  # noqa: PLR2004 - no mere pair
            return claim
    return None
