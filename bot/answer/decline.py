"""Saying what is not known, and the nearest that is."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer.draft import Draft
from bot.answer.facts import built_for, built_for_any, first_is, peers
from bot.answer.model import Answer, Name, Outcome, Phrase, Quoted
from bot.answer.phrases import Say, fill, joined, listed
from bot.answer.standing import best_known
from bot.catalog.model import Catalog
from bot.catalog.wording import Concept, ConceptKind, KnownName, Tone
from bot.question.lexicon import COMPANY
from bot.question.model import Question
from bot.text import plural, stem, words

"""The class of names that are no idea of the field: they are known so that none is mistaken."""
_OFF_TOPIC = {
    Tone.LEARNING: Say.NO_BOOKS,
    Tone.FAULT: Say.NO_DEBUGGING,
    Tone.PEOPLE: Say.NO_PEOPLE,
    Tone.NEWS: Say.NO_NEWS,
    Tone.CODE: Say.NO_CODE,
    Tone.ATTACK: Say.NO_ATTACKS,
    Tone.ACTING: Say.NO_ACTING,
    Tone.OWN: Say.NO_SIGHT,
}
_MAX_EXAMPLES = 4
_SHOWN_FIRST = (
    "recommend",
    "compare",
    "when_to_use",
    "topic",
    "alternatives",
    "stack",
    "list",
    "define",
)
_MAX_NEAREST = 5
_MAX_SUBJECTS = 2
_MAX_KINDS = 7


def note_unknown(draft: Draft, *, alone: bool = False) -> None:
    """Add a line on the names and ideas that nothing is claimed of.

    Ideas beside what is asked for come with :func:`note_unweighed`, unless this is said ``alone``.
    """
    if unknown := _unknown(draft, alone=alone):
        draft.say(Say.NOTHING_ON, unknown=joined(unknown))


def note_unknown_last(draft: Draft) -> None:
    """Add such a line behind the rest, also on names that are only in use.

    What something told belongs to needs none.
    """
    question, names = draft.question, draft.catalog.names
    left = [(said, names[one]) for said, one in question.recognised]
    told = [_described(name) for _, name in left if _is_of_told(draft, name)]
    used = [_described(name) for said, name in left if said not in question.unknown]
    for unknown in (_unknown(draft, alone=False), used):
        if rest := [one for one in unknown if one not in told]:
            draft.closing.append(fill(Say.NOTHING_ON, unknown=joined(rest)))


def _described(name: KnownName) -> Phrase:
    return (Name(name.name), f" ({name.what})")


def _is_of_told(draft: Draft, name: KnownName) -> bool:
    """Tell whether something told is called after a name, as a code host's CI server is."""
    called = (one.id for one in draft.catalog.components.values() if one.name.startswith(name.name))
    return any(map(draft.has_named, called))


def note_unweighable(draft: Draft, subjects: Sequence[str]) -> None:
    """Say that what the subjects are to be weighed with is unknown, if anything is."""
    if unknown := _unknown(draft, alone=not draft.question.unknown):
        draft.say(Say.NOT_WEIGHED_WITH, unknown=joined(unknown), names=draft.names(subjects))


def _unknown(draft: Draft, *, alone: bool) -> list[Phrase]:
    """Return the names and ideas that nothing is claimed of, with what each is."""
    question, catalog = draft.question, draft.catalog
    recognised = dict(question.recognised)
    told_of = alone or not _is_beside(draft)
    known = [catalog.names[recognised[one]] for one in question.unknown if one in recognised]
    ideas = [catalog.concepts[one] for one in question.concepts] if told_of else []
    if question.components:  # a company is named by the way then
        ideas = [one for one in ideas if one.what != COMPANY]
    told = draft.stems_said()
    strange = dict.fromkeys(
        one for one in question.unknown if one not in recognised and not _is_told(one, told)
    )
    return [
        *((Quoted(one),) for one in strange),
        *(_described(one) for one in {one.id: one for one in known}.values()),
        *((Name(_spoken(one)),) for one in ideas),
    ]


def _is_told(surface: str, told: set[str]) -> bool:
    """Tell whether words that are no name say what was told of: "server side sessions"."""
    said = words(surface)
    return len(said) > 1 and surface.islower() and stem(said[-1]) in told


def _spoken(idea: Concept) -> str:
    """Return what to call an idea that nothing is claimed of: a class of products by its plural."""
    return plural(idea.name) if idea.kind is ConceptKind.CATEGORY else idea.name


def note_unweighed(draft: Draft) -> None:
    """Note the needs and ideas that the answer has to leave out."""
    known = draft.catalog.concepts
    ideas = draft.question.concepts if _is_beside(draft) else ()
    draft.leave_unweighed(map(draft.name, draft.unweighed))
    draft.leave_unweighed(known[one].name for one in ideas if known[one].what != COMPANY)


def _is_beside(draft: Draft) -> bool:
    """Tell whether the ideas that a question names stand beside what is asked for or weighed."""
    question = draft.question
    chosen = question.intent in {"compare", "recommend", "stack", "list", "topic"}
    named = question.needs or question.kinds or question.topics or len(question.components) > 1
    return question.intent == "stack" or (chosen and bool(named))


def asks_of_company(draft: Draft) -> bool:
    """Tell whether a question is how a company does something, of which no claims speak."""
    question, concepts = draft.question, draft.catalog.concepts
    companies = any(concepts[one].what == COMPANY for one in question.concepts)
    return companies and not question.components


def nothing_known(draft: Draft) -> Answer:
    """Decline: name what is unknown, say what is known of the rest or what comes nearest."""
    question = draft.question
    if asks_of_company(draft):
        draft.say(Say.NO_COMPANIES)
    elif question.undescribed:
        note_unknown(draft, alone=True)
    elif question.needs and not question.subjects:
        phrase = Say.NO_OTHER_SUCH_FOR if question.excluded else Say.NO_SUCH_FOR
        needs, kind = draft.names(question.needs), Say.ANYTHING.value
        draft.say(phrase, kind=kind, needs=needs)
    else:
        _nothing_on_this(draft)
    near = nearest(draft.catalog, question)
    topics = nearest_topics(draft)
    named = [one for one in question.components if first_is(draft.catalog, one) is not None]
    if near is not None and not named:
        draft.say(Say.OF_THE_SORT, kinds=near.kinds, names=draft.names(near.components))
    if topics:
        draft.say(Say.NEAR, names=draft.names(topics))
    draft.lead_with((*topics, *named))
    if not (named or near or topics):
        draft.say(Say.COVERS, names=listed(_kinds_covered(draft)))
    if named and not (topics or question.undescribed):
        draft.say(Say.WEIGHS)
    further = _further(draft, near) or _first_questions(draft)
    return draft.finish(Outcome.DECLINED, suggestions=further)


def _nothing_on_this(draft: Draft) -> None:
    """Say that no claims answer the question, and of what there are claims that don't."""
    carried = (one for one in draft.question.topics if one in draft.question.carried)
    if named := (*draft.question.components, *carried):
        draft.say(Say.NOTHING_OF, names=draft.names(named))
    else:
        draft.say(Say.NOTHING_ON_THIS)


def _further(draft: Draft, near: "Near | None") -> list[Question]:
    """Return what can be asked of what a question names, or what can be asked at all."""
    topics = [Question("topic", topics=(one,)) for one in nearest_topics(draft)]
    return [*topics, *(_about(draft) or (near.questions if near is not None else []))]


def nearest_topics(draft: Draft) -> list[str]:
    """Return the topics whose claims come nearest to the ideas that a question names."""
    near = [draft.catalog.concepts[one].near for one in draft.question.concepts]
    beside = draft.question.components or draft.question.tone is Tone.ACTING
    if draft.question.intent == "out_of_scope" and beside:
        near += draft.question.topics
    return [one for one in dict.fromkeys(near) if one in draft.catalog.topics]


@dataclass(frozen=True, slots=True)
class Near:
    """What comes nearest to names without claims: components of the same class, ``kinds``."""

    kinds: str
    components: tuple[str, ...]
    questions: list[Question]


def nearest(catalog: Catalog, question: Question) -> Near | None:
    """Return what is known of the class that a name without claims is of, or ``None``.

    A name of a "Python web framework" is near the web frameworks that are built for Python.
    """
    for _, name in question.recognised:
        what = catalog.names[name].what
        named = [
            (text, kind)
            for kind in catalog.kinds.values()
            for text in (kind.name, *(alias.text for alias in kind.aliases))
            if what.endswith(text)
        ]
        if not named:
            continue
        text, kind = max(named, key=lambda one: len(one[0]))
        before = what.removesuffix(text).strip().casefold()
        bases = [c.id for c in catalog.components.values() if c.name.casefold() == before]
        if before and not bases:
            continue  # a "distributed application runtime" is no runtime for a language
        members = [member.id for member in catalog.members(kind.id)]
        members = built_for_any(catalog, members, bases) or members
        shown = tuple(best_known(catalog, members)[:_MAX_NEAREST])
        if shown:
            choice = Question("recommend", kinds=(kind.id,), components=tuple(bases))
            described = (Question("define", components=(one,)) for one in shown[:2])
            return Near(kind.plural, shown, [choice, *described])
    return None


def _about(draft: Draft) -> list[Question]:
    """Return what can be asked of the components that a question names."""
    named = draft.question.components[:_MAX_SUBJECTS]
    bases = {base for one in named for base in built_for(draft.catalog, one)}
    tied = not bases.isdisjoint(named)  # a thing and its own base
    if len(named) == _MAX_SUBJECTS and not tied and named[1] in peers(draft.catalog, named[0]):
        whens = (Question("when_to_use", components=(one,)) for one in named)
        return [Question("compare", components=named), *whens]
    return [
        Question(intent, components=(one,))
        for one in named
        for intent in ("when_to_use", "alternatives")
        if intent != "alternatives" or peers(draft.catalog, one)
    ]


def _kinds_covered(draft: Draft) -> list[str]:
    """Return what the knowledge is about: the kinds asked for, or those with most components."""
    catalog = draft.catalog
    roots = [kind for kind in catalog.kinds.values() if kind.parent is None and kind.covers is None]
    roots.sort(key=lambda kind: -len(catalog.members(kind.id)))
    return [kind.plural for kind in roots[:_MAX_KINDS] if catalog.members(kind.id)]


def only_excluded(draft: Draft) -> Answer:
    """Take note of what is ruled out where nothing is asked besides."""
    draft.say(Say.LEFT_OUT, names=draft.names(draft.question.excluded))
    return draft.finish(Outcome.CHAT)


def out_of_scope(draft: Draft) -> Answer:
    """Decline what no claims are about."""
    near = nearest(draft.catalog, draft.question)
    if (phrase := _OFF_TOPIC.get(draft.question.tone)) is not None:
        draft.say(phrase)
        draft.say(Say.WEIGHS)
    elif near is None and not draft.question.components:
        draft.say(Say.OUT_OF_SCOPE)
    elif draft.question.unknown:
        note_unknown(draft)
    else:
        _nothing_on_this(draft)
    topics = nearest_topics(draft)
    if topics and draft.question.tone is not Tone.FAULT:
        draft.say(Say.NEAR, names=draft.names(topics))
    further = _further(draft, near) or [Question("help")]
    return draft.finish(Outcome.DECLINED, suggestions=further)


def _first_questions(draft: Draft) -> list[Question]:
    """Return what to ask where nothing is known: of kinds that are named, or what can be asked."""
    of_kinds = [Question("recommend", kinds=(one,)) for one in draft.question.kinds[:_MAX_SUBJECTS]]
    return [*of_kinds, Question("help")]


def examples(draft: Draft) -> list[Question]:
    """Return questions that the knowledge answers, for people who don't know what to ask.

    Where they named a component, the first are about it.
    """
    named = [
        Question(intent, components=(one,))
        for one in draft.question.components[:1]
        for intent in ("define", "when_to_use")
    ]
    return list(dict.fromkeys([*named, *shown_questions(draft.catalog)]))[:_MAX_EXAMPLES]


def shown_questions(catalog: Catalog) -> list[Question]:
    """Return a question of each intent, those that are asked most first; of what is known."""
    shown = {intent.id: intent.shown for intent in catalog.intents}
    kinds = (one for one in catalog.kinds if catalog.members(one))
    known = {*catalog.components, *kinds, *catalog.topics, *catalog.needs}
    questions = [
        Question(intent, about.components, about.kinds, about.topics, about.needs)
        for intent in _SHOWN_FIRST
        if (about := shown.get(intent)) is not None
    ]
    return [one for one in questions if known.issuperset((*one.subjects, *one.needs))]
