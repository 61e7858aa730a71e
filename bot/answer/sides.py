"""What a comparison is between: what is named, what stands for a kind, or too little."""

from collections.abc import Sequence
from itertools import combinations, product

from msgspec.structs import replace

from bot.answer.clouds import clouds_of
from bot.answer.decline import nothing_known
from bot.answer.define import explain
from bot.answer.draft import Draft
from bot.answer.facts import (
    built_for,
    candidates,
    own_word,
    peers,
    separating,
)
from bot.answer.fits import ranked_fits
from bot.answer.model import Answer, Name, Outcome
from bot.answer.phrases import Say
from bot.answer.standing import best_known
from bot.answer.when_to_use import when_to_use
from bot.catalog.model import Says

_MAX_SIDES = 5
_PAIR = 2
_CHOICE = frozenset({"or", "vs", "versus"})
_MAX_OPTIONS = 4
_MAX_OF_KIND = 2


def sides_of(draft: Draft) -> tuple[str, ...]:
    """Return what is compared: what is named, or the members of a kind named alone."""
    catalog, question = draft.catalog, draft.question
    if len(question.components) > 1:
        return _without_cloud(draft, question.components)
    # "Postgres or another database": a kind that holds the named component is no side.
    kinds = tuple(
        k for k in question.kinds if not any(catalog.is_a(c, k) for c in question.components)
    )
    if question.undescribed and question.components:  # what holds the unknown is no side either
        kinds = ()
    if question.components and kinds:
        return (*question.components, *_standing_for(draft, kinds))
    sides = (*question.components, *kinds, *question.topics)
    if sides == kinds and len(kinds) == 1 and not question.undescribed:
        return tuple(candidates(catalog, question)[:_MAX_SIDES])
    return _without_setting(draft, sides)


def _without_cloud(draft: Draft, sides: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sides without the cloud that things of one job are to be used on."""
    clouds = clouds_of(draft.catalog, sides)
    left = tuple(one for one in sides if one not in clouds)
    alike = len({draft.catalog.job(one) for one in left}) == 1
    return left if len(left) >= _PAIR and alike else sides


def _without_setting(draft: Draft, sides: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sides, of more than two those that claims tell apart, if that is one pair.

    The rest is where they are wanted: "X or Y in staging". A kind may stand for the practice that
    its members serve.
    """
    catalog = draft.catalog
    if len(sides) <= _PAIR or draft.question.undescribed:
        return sides
    standing = {side: {side, *_served_by(draft, side)} for side in sides}
    pairs = [
        (first, second)
        for one, other in combinations(sides, _PAIR)
        for first, second in product(standing[one], standing[other])
        if separating(catalog, first, second)
    ]
    return pairs[0] if len(pairs) == 1 else sides


def _served_by(draft: Draft, kind: str) -> set[str]:
    """Return the practices that the members of a kind serve, none of anything else."""
    catalog = draft.catalog
    members = catalog.members(kind) if kind in catalog.kinds else ()
    serving = (c for one in members for c in catalog.claims_about(one.id, Says.SERVES))
    return {claim.object for claim in serving if claim.object is not None}


def without_excluded(draft: Draft, sides: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sides that don't run on what is ruled out: "no Java: Spring Boot or Django?"."""
    ruled_out = set(draft.question.excluded)
    left = tuple(
        one
        for one in sides
        if one not in draft.catalog.components
        or ruled_out.isdisjoint(built_for(draft.catalog, one))
    )
    if left != sides:
        gone = [one for one in sides if one not in left]
        draft.say(Say.LEFT_OUT, names=draft.names([*draft.question.excluded, *gone]))
    return left


def instead_of_weighing(draft: Draft, sides: tuple[str, ...]) -> Answer | None:
    """Return the answer to a comparison that weighs no two things, or ``None``."""
    if len(sides) < _PAIR:
        return _too_few(draft, sides)
    practices = _practices_alone(draft, sides)
    if not practices:
        return None
    for one, other in combinations(practices, 2):
        for claim in separating(draft.catalog, one, other)[:1]:
            draft.state(claim)
    return explain(draft, practices)


def _practices_alone(draft: Draft, sides: Sequence[str]) -> tuple[str, ...]:
    """Return the practices that a comparison is of, where one of two sides names its choice.

    "X or sessions" is what a practice is about that people write as "X or sessions".
    """
    topics = draft.catalog.topics
    practices = tuple(one for one in sides if one in topics)
    if len(practices) == len(sides):
        return practices
    if len(practices) != 1 or len(sides) != _PAIR:
        return ()
    texts = [alias.text.split() for alias in topics[practices[0]].aliases]
    chosen = [one for one in texts if not _CHOICE.isdisjoint(one)]
    names = {draft.name(one) for one in sides if one not in practices}
    return practices if any(not names.isdisjoint(one) for one in chosen) else ()


def _too_few(draft: Draft, sides: tuple[str, ...]) -> Answer:
    """Answer a comparison of which less than two sides are known."""
    question = draft.question
    catalog = draft.catalog
    others = [other for side in sides for other in peers(catalog, side)]
    if question.excluded and len(sides) == 1 and len(question.components) > 1:
        left = replace(question, intent="when_to_use", components=sides, excluded=())
        return when_to_use(draft.about(left))
    both_ways = len(question.needs) > 1 and bool(question.components)  # "managed or own kafka?"
    if both_ways or (question.undescribed and (question.components or question.kinds)):
        return when_to_use(draft)
    if question.topics and not (others or question.undescribed):
        return explain(draft, question.topics[:1])
    if question.undescribed or not others:
        return nothing_known(draft)
    (side,) = sides
    draft.say(Say.ONE_NAMED, name=(Name(draft.name(side)),))
    options = [
        replace(question, components=(side, other), kinds=()) for other in others[:_MAX_OPTIONS]
    ]
    return draft.finish(Outcome.CLARIFY, options=options)


def _standing_for(draft: Draft, kinds: Sequence[str]) -> list[str]:
    """Return what is weighed in place of kinds: what is named for the needs, or best known."""
    catalog, needs = draft.catalog, draft.question.needs
    among = candidates(catalog, replace(draft.question, kinds=tuple(kinds)))
    named = set(draft.question.components)
    among = [one for one in among if named & set(built_for(catalog, one))] or among
    fits = ranked_fits(catalog, among, needs, needs)
    found = [fit.component for fit in fits] or best_known(catalog, among)
    own = [one for one in found if catalog.components[one].kind in kinds]
    served = any(catalog.kinds[one].need for one in kinds)  # else its sorts are what it is made of
    found = own if served and len(own) >= _PAIR else found
    members = [one for one in found if one not in draft.question.components][:_MAX_OF_KIND]
    if members:
        draft.say(Say.STANDING_FOR, kinds=draft.names(kinds), names=draft.names(members))
    return members


def own_rules(draft: Draft, sides: Sequence[str]) -> None:
    """Say first what a team's own packs say for or against the sides."""
    needs = set(draft.question.needs)
    for side in sides:
        rules = own_word(draft.catalog, side, Says.WRONG_FOR, Says.FITS)
        told = [c for c in rules if not needs or needs.intersection(c.needs)] or list(rules)
        against = [claim for claim in told if claim.says is Says.WRONG_FOR]
        for claim in (against or told)[:1]:
            draft.state(claim)
