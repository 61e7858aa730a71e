"""Saying what is not known, and the nearest that is."""

from bot.answer.draft import Draft, Told
from bot.answer.facts import first_is
from bot.answer.model import Answer, Name, Outcome, Quoted
from bot.answer.phrases import Say, fill, listed
from bot.question.model import Question

_MAX_EXAMPLES = 4
_MAX_NEAREST = 8


def note_unknown(draft: Draft) -> None:
    """Add a line for each name and idea that nothing is claimed of."""
    recognised = dict(draft.question.recognised)
    for unknown in draft.question.unknown:
        known = draft.catalog.names.get(recognised.get(unknown, ""))
        if known is None:
            draft.say(Say.NOTHING_ON, unknown=(Quoted(unknown),))
        else:
            draft.say(Say.NO_CLAIMS_ON, name=(Name(known.name),), what=known.what)
    for one in draft.question.concepts:
        concept = draft.catalog.concepts[one]
        draft.say(Say.NO_CLAIMS_ON, name=(Name(concept.name),), what=concept.what)


def nothing_known(draft: Draft) -> Answer:
    """Decline: name what is unknown, say what is known of the rest or what comes nearest."""
    question = draft.question
    if question.undescribed:
        note_unknown(draft)
    elif question.needs and not question.subjects:
        phrase = Say.NO_OTHER_SUCH_FOR if question.excluded else Say.NO_SUCH_FOR
        needs, kind = draft.names(question.needs), Say.ANYTHING.value
        draft.say(phrase, packs=draft.packs(), kind=kind, needs=needs)
    elif not question.subjects:
        draft.say(Say.NOTHING_ON_NEED)
    found = {one: first_is(draft.catalog, one) for one in question.subjects}
    known = {one: claim for one, claim in found.items() if claim is not None}
    for subject, claim in known.items():
        heading = fill(Say.KNOWN_OF, name=(Name(draft.name(subject)),))
        draft.bullets(heading, [Told(claim)])
    draft.lead_with(known)
    if not known:
        draft.say(Say.NEAREST, names=_nearest(draft))
    return draft.finish(Outcome.DECLINED, suggestions=examples(draft))


def only_excluded(draft: Draft) -> Answer:
    """Take note of what is ruled out where nothing is asked besides."""
    draft.say(Say.LEFT_OUT, names=draft.names(draft.question.excluded))
    return draft.finish(Outcome.CHAT)


def out_of_scope(draft: Draft) -> Answer:
    """Decline what is not about backend technology, and show what can be asked."""
    draft.say(Say.OUT_OF_SCOPE)
    return draft.finish(Outcome.DECLINED, suggestions=examples(draft))


def examples(draft: Draft) -> list[Question]:
    """Return questions that the knowledge answers, for people who don't know what to ask."""
    catalog = draft.catalog
    needs = list(catalog.needs)
    parts = sorted(catalog.components, key=lambda one: -len(catalog.claims_about(one)))
    if not needs or not parts:
        return []
    question = draft.question
    subject = next(iter(question.components), None)
    found = [
        Question("recommend", kinds=_kinds_for(draft, need)[:1], needs=(need,))
        for need in needs[:1]
    ]
    if subject is not None:
        found.insert(0, Question("when_to_use", components=(subject,)))
        found.insert(0, Question("define", components=(subject,)))
    else:
        first = parts[0]
        found.append(Question("define", components=(first,)))
        rivals = [c for c in parts if c != first and catalog.job(c) == catalog.job(first)]
        found += [Question("compare", components=(first, rival)) for rival in rivals[:1]]
    return found[:_MAX_EXAMPLES]


def _kinds_for(draft: Draft, need: str) -> tuple[str, ...]:
    """Return the root kinds of the components named for a need."""
    catalog = draft.catalog
    subjects = (one for claim in catalog.claims_for(need) for one in claim.about)
    return tuple(dict.fromkeys(catalog.job(one) for one in subjects if one in catalog.components))


def _nearest(draft: Draft) -> tuple[str | Name | Quoted, ...]:
    """Return the names to offer: of the kinds asked for, or else one of each kind."""
    catalog, question = draft.catalog, draft.question
    asked = [member.name for kind in question.kinds for member in catalog.members(kind)]
    if asked:
        return listed(dict.fromkeys(asked[:_MAX_NEAREST]))
    one_each = {catalog.job(c.id): c.name for c in reversed(catalog.components.values())}
    return listed(sorted(one_each.values(), key=str.casefold)[:_MAX_NEAREST])
