"""What is named for which part of what is wanted."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.answer.draft import Draft, Told
from bot.answer.facts import asked_ids, is_core, is_quality
from bot.answer.fits import Fit
from bot.answer.naming import naming
from bot.answer.phrases import Say, fill
from bot.catalog.model import Catalog

MAX_LEADS = 4
MAX_REASONS = 3


def covered(fit: Fit, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the part of what is wanted that a component is named for."""
    ids = {one for claim in fit.claims for one in asked_ids(claim)}
    return tuple(one for one in wanted if one in ids)


class Named:
    """Components that are named for the same part of what is wanted, some as ``made`` for it."""

    def __init__(
        self, wanted: tuple[str, ...], fits: Sequence[Fit], made: AbstractSet[str]
    ) -> None:
        self.wanted = wanted
        self.components = [fit.component for fit in fits][:MAX_LEADS]
        self.claims = [claim for fit in fits for claim in fit.claims]
        self.made = made


def say_by_need(draft: Draft, groups: Sequence[Named], wanted: Sequence[str]) -> list[str]:
    """Say what is named for which part of what is wanted; of several parts, that none is whole.

    Returns what nothing is named for.
    """
    if len(groups) > 1 and all(len(group.wanted) < len(wanted) for group in groups):
        claims = [claim for group in groups for claim in group.claims]
        draft.say(Say.NONE_COVERS_ALL, packs=draft.packs(claims), needs=draft.names(wanted))
    say_named(draft, groups, apart=False)
    return [one for one in wanted if all(one not in group.wanted for group in groups)]


def say_named(draft: Draft, groups: Sequence[Named], *, apart: bool = True) -> set[str]:
    """Say of each group what is named, with what does another job than the first ``apart``.

    Returns what was named.
    """
    catalog = draft.catalog
    named: set[str] = set()
    for one in groups:
        job = catalog.job(one.components[0])
        alike = [name for name in one.components if not apart or catalog.job(name) == job]
        for phrase, names in (
            (Say.NAMED_FOR, alike),
            (Say.NAMED_BESIDE, [n for n in one.components if n not in alike and n in one.made]),
        ):
            cites = naming(catalog, names, one.wanted)
            packs = draft.packs(cites)
            if names:
                needs = {"needs": draft.names(one.wanted)} if phrase is Say.NAMED_FOR else {}
                draft.say(phrase, cites, packs=packs, names=draft.names(names), **needs)
                named.update(names)
    return named


def named_by_need(catalog: Catalog, fits: Sequence[Fit], wanted: Sequence[str]) -> list[Named]:
    """Group the fits by what they cover: all of it first, then in the order of what is wanted."""
    groups: dict[tuple[str, ...], list[Fit]] = {}
    for fit in fits:
        groups.setdefault(covered(fit, wanted), []).append(fit)
    order = sorted(groups, key=lambda ids: (ids != tuple(wanted), [*map(wanted.index, ids)]))
    made = {fit.component for fit in fits if any(is_core(catalog, c) for c in fit.claims)}
    return [Named(ids, groups[ids], made) for ids in order]


def for_purposes(catalog: Catalog, groups: Sequence[Named]) -> list[Named]:
    """Return groups but those for conditions, or for growth, alone where some have a purpose.

    What is made for a purpose leaves out what would only do for it, and grow besides.
    """

    def is_purpose(one: str) -> bool:
        return one not in catalog.needs or not (
            catalog.needs[one].stage or is_quality(catalog, one)
        )

    def is_made(group: Named) -> bool:
        core = (asked_ids(claim) for claim in group.claims if is_core(catalog, claim))
        return any(is_purpose(one) for ids in core for one in ids if one in group.wanted)

    kept = [group for group in groups if any(map(is_purpose, group.wanted))]
    made = [group for group in kept if is_made(group)]
    served = {one for group in made for one in group.wanted}
    further = [one for one in kept if any(map(is_purpose, {*one.wanted} - served))]
    return [one for one in kept if one in made or one in further] or list(groups)


def name_fits(draft: Draft, fits: Sequence[Fit], wanted: Sequence[str]) -> None:
    """Add what is named for the needs, if anything is, with the claims that say so."""
    if not fits:
        return
    claims = [claim for fit in fits for claim in fit.claims]
    components = [fit.component for fit in fits][:MAX_LEADS]
    draft.say(
        Say.NAMED_FOR,
        naming(draft.catalog, components, wanted),
        needs=draft.names(wanted),
        packs=draft.packs(claims),
        names=draft.names(components),
    )
    draft.bullets(fill(Say.REASONS), map(Told, claims), MAX_REASONS)
