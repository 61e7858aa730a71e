"""Whether two things are the same: what tells them apart, and when to take which."""

from collections.abc import Sequence
from itertools import pairwise

from bot.answer.draft import Draft, Told
from bot.answer.facts import details_first, says_any, separating
from bot.answer.model import Answer, Outcome
from bot.answer.phrases import Say, fill
from bot.answer.telling import nearest_first
from bot.catalog.memo import once
from bot.catalog.model import Catalog, Claim, Says
from bot.question.model import Question
from bot.text import stem, words

_SAME = stem("same")
_AS = ("same", "as")
_PAIR = 2
_MAX_ADVISED = 2
_ARTICLE = 1  # word
_SAID_OF = frozenset({"define", "compare", "topic"})


def sameness(draft: Draft) -> Answer | None:
    """Say that two kinds or practices aren't the same; ``None`` if that isn't asked or known."""
    sides = _sides(draft)
    apart = _telling(draft.catalog, sides)
    if not apart:
        return None
    draft.state(apart[0], fill(Say.NOT_THE_SAME))
    for claim in apart[1:]:
        draft.state(claim)
    if len(sides) == _PAIR:
        separations = separating(draft.catalog, *sides)
        draft.bullets(fill(Say.WHICH_WHEN), map(Told, separations), 1)
    else:
        advised = draft.catalog.claims_about(sides[0], Says.PRACTICE)
        nearest = nearest_first(draft.catalog, advised, draft.question)
        draft.bullets(fill(Say.PRACTICES), map(Told, nearest), _MAX_ADVISED)
    draft.lead_with(sides)
    topics = [one for one in (*sides, *apart[0].about) if one in draft.catalog.topics]
    further = [Question("topic", topics=(one,)) for one in dict.fromkeys(topics)]
    kinds = [Question("define", kinds=(one,)) for one in sides if one in draft.catalog.kinds]
    return draft.finish(Outcome.ANSWERED, suggestions=[*further, *kinds])


def _sides(draft: Draft) -> tuple[str, ...]:
    """Return the two things of which it is asked, or the practice that both belong to."""
    question, catalog = draft.question, draft.catalog
    if question.components or question.undescribed or question.intent not in _SAID_OF:
        return ()
    if len(question.topics) == 1 and any(_AS in pairwise(words(one)) for one in question.worded):
        return question.topics
    wanted = [one.id for one in catalog.kinds.values() if one.need in question.needs]
    sides = (*question.kinds, *question.topics, *wanted)
    asked = _SAME in question.words and len(sides) == _PAIR and question.intent != "topic"
    return sides if asked else ()


def _telling(catalog: Catalog, sides: Sequence[str]) -> list[Claim]:
    """Return what tells the sides apart: a sentence on both of them, or else on each."""
    if len(sides) < _PAIR:
        return [claim for one in sides for claim in catalog.claims_about(one, Says.IS)[:1]]
    names = [_names(catalog, one) for one in sides]
    known = [c for one in catalog.topics for c in catalog.claims_about(one, Says.IS)]
    if both := [claim for claim in known if all(says_any(claim, one) for one in names)]:
        return sorted(both, key=lambda one: _words_before(one, [*names[0], *names[1]]))[:1]
    each = [_definition(catalog, *one) for one in zip(sides, names, strict=True)]
    return [claim for claim in each if claim is not None] if all(each) else []


def _definition(catalog: Catalog, side: str, names: Sequence[Sequence[str]]) -> Claim | None:
    """Return what a side is, if possible in a sentence that begins with one of its names."""
    claims = details_first(catalog, catalog.claims_about(side, Says.IS))
    begins = (one for one in claims if _words_before(one, names) <= _ARTICLE)
    return next(begins, claims[0] if claims else None)


def _words_before(claim: Claim, names: Sequence[Sequence[str]]) -> int:
    """Return how many words come before the first of some names in a claim."""
    told = words(claim.text)
    spans = ((at, tuple(told[at : at + len(name)])) for name in names for at in range(len(told)))
    own = {tuple(name) for name in names}
    return min((at for at, span in spans if span in own), default=len(told))


@once
def _names(catalog: Catalog, entity: str) -> tuple[tuple[str, ...], ...]:
    """Return the names of a kind or a practice as words."""
    if entity in catalog.kinds:
        kind = catalog.kinds[entity]
        texts = [kind.name, kind.plural, *(alias.text for alias in kind.aliases)]
    else:
        topic = catalog.topics[entity]
        texts = [topic.name, *(alias.text for alias in topic.aliases)]
    return tuple(words(text) for text in texts)
