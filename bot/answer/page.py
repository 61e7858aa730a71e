"""The page of a component or topic: all that is known of it, a part at a time."""

from collections.abc import Iterator, Sequence

from bot.answer.detail import mixed
from bot.answer.draft import Draft, Told
from bot.answer.facts import details_first, is_core, peers
from bot.answer.home import shelf
from bot.answer.model import Name, Outcome, Page, Shelf
from bot.answer.phrases import Say, fill
from bot.catalog.model import Catalog, Claim, Says
from bot.question.model import Question

PART = 36
"""Claims of a part at most."""
_RIVALS = 2
_THEMES = {
    Says.VERDICT: Say.SAID_OF,
    Says.OUTLOOK: Say.SAID_OF,
    Says.FITS: Say.NAMED_FOR_HEADING,
    Says.STRENGTH: Say.STRENGTHS,
    Says.TRADEOFF: Say.TRADEOFFS,
    Says.WRONG_FOR: Say.WRONG_USES,
    Says.PRACTICE: Say.PRACTICES,
    Says.GAP: Say.GAPS,
    Says.SERVES: Say.PUTS_INTO_PRACTICE,
    Says.PAIRS: Say.PAIRS_WITH,
    Says.BUILT_FOR: Say.PAIRS_WITH,
    Says.SEPARATES: Say.BESIDE_OTHERS,
    Says.MOVE: Say.GOING,
    Says.PICK: Say.WHICH_WHEN,
    Says.SHAPE: Say.WORK_TOGETHER,
    Says.ASIDE: Say.BESIDE_OTHERS,
    Says.AMOUNT: Say.BY_SIZE,
    Says.VALUE: Say.IN_BRIEF,
}


def page(entity_id: str, part: int, catalog: Catalog) -> Page | None:
    """Return a part of what is known of a component or topic, from 0; ``None`` if it isn't known.

    Beyond the last part there is none either.
    """
    question = _question(entity_id, catalog)
    if question is None:
        return None
    draft = Draft(catalog, question, brief=False)
    claims = details_first(catalog, catalog.claims_about(entity_id))
    claims.sort(key=lambda claim: claim.says is Says.FITS and not is_core(catalog, claim))
    rest = mixed([claim for claim in claims if claim.says is not Says.IS], _THEMES)
    shown = rest[part * PART : (part + 1) * PART]
    if part and not shown:
        return None
    for claim in claims if part == 0 else ():
        if claim.says is Says.IS:
            draft.state(claim)
    _by_theme(draft, entity_id, shown)
    left = len(rest) - (part * PART + len(shown))
    if left:
        draft.say(Say.PAGE_LEFT, count=str(left))
    draft.lead_with([entity_id])
    return Page(
        id=entity_id,
        name=catalog.entity(entity_id).name,
        answer=draft.finish(Outcome.ANSWERED, suggestions=_further(entity_id, catalog)),
        part=part,
        is_last=not left,
        others=tuple(_others(entity_id, catalog)),
    )


def _question(entity_id: str, catalog: Catalog) -> Question | None:
    if entity_id in catalog.components:
        return Question("define", components=(entity_id,))
    if entity_id in catalog.topics:
        return Question("topic", topics=(entity_id,))
    return None


def _by_theme(draft: Draft, subject: str, claims: Sequence[Claim]) -> None:
    """Add claims, each under the heading of what it says, those of a heading in pack order."""
    name = (Name(draft.name(subject)),)
    for heading in dict.fromkeys(_THEMES.values()):
        items = [_told(draft, claim) for claim in claims if _THEMES[claim.says] is heading]
        draft.bullets(fill(heading, name=name), items)


def _told(draft: Draft, claim: Claim) -> Told:
    """Return a claim after what it speaks of: the needs that it fits, or the dimension."""
    if claim.dimension is not None:
        return Told(claim, (Name(draft.catalog.dimensions[claim.dimension].name),))
    return Told(claim, draft.names(claim.needs))


def _further(entity_id: str, catalog: Catalog) -> list[Question]:
    """Return what can be asked next."""
    if entity_id not in catalog.components:
        return []
    rivals = peers(catalog, entity_id)
    found = [Question("when_to_use", components=(entity_id,))]
    if rivals:
        found.append(Question("alternatives", components=(entity_id,)))
    return found + [Question("compare", components=(entity_id, one)) for one in rivals[:_RIVALS]]


def _others(entity_id: str, catalog: Catalog) -> Iterator[Shelf]:
    """Yield what to look up from there: what does the same job, or puts a topic into practice."""
    if entity_id in catalog.topics:
        heading = fill(Say.SERVED_BY)
        found = [
            one
            for claim in catalog.claims
            if claim.says is Says.SERVES and claim.object == entity_id
            for one in claim.about
        ]
    else:
        heading = fill(Say.BESIDES, name=catalog.entity(entity_id).name)
        found = list(peers(catalog, entity_id))
    known = [catalog.components[one] for one in dict.fromkeys(found) if one in catalog.components]
    if known:
        yield shelf(heading, known, known)
    if entity_id in catalog.topics:
        topics = [one for one in catalog.topics.values() if one.id != entity_id]
        yield shelf(fill(Say.PRACTICES_SHELF), topics, ())
