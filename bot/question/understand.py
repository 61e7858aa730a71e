"""``understand(text, context, language) -> Understanding``: the whole way from text to question."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from bot.catalog.model import Catalog, Says
from bot.question.eligibility import eligible
from bot.question.lexicon import Lexicon, build_lexicon
from bot.question.model import (
    Candidate,
    Context,
    EntityType,
    Mention,
    Question,
    RankedIntent,
    Role,
    Trace,
    Understanding,
)
from bot.question.polarity import asks_against, asks_to_avoid, says_unknown_purpose
from bot.question.ranking import PLACEHOLDERS, Phrasebook, build_phrasebook, rank, tone_of
from bot.question.reading import Reading, read, sentences, without_doubtful
from bot.question.references import points_back
from bot.question.thread import Kinds, continue_thread

MAX_CHARS = 8000
"""What is read of a message; the rest is left out before any work is done on it."""

_SURE = 0.15
"""Below this score no intent counts as understood."""
_PLAIN = 0.9
"""From this probability on, what looks off topic is, whatever it mentions."""
_UNNAMED = 0.7
"""A text looks more off topic than it is where a name is read as an ordinary word."""
_SLOPE, _OFFSET = 7.6, -1.1
"""Of a score's share of right readings, by logistic regression: `make eval` shows how it fits."""
_FILLED = 0.6
"""What a question completed from its thread counts as, at least."""
_CLOSE = 0.04
"""Two intents whose scores are this near can't be told apart."""
_WORTH_ASKING = 0.3
"""Below this score the likelier reading is taken: asking about two guesses helps nobody."""
_MAX_OPTIONS = 4
_SURE_UNBOUND = 0.3
"""The score it takes to read a question into a text that names nothing."""
_CHOICES = frozenset({"recommend", "list", "stack"})
_HAVING = frozenset("for with have has support supports handle do does offer offers as".split())
"""Words before a need for which something is defined."""
_OFF_TOPIC = frozenset({"out_of_scope", "smalltalk"})
_PRACTICES = frozenset({EntityType.TOPIC, EntityType.CONCEPT})
_WANTED = _PRACTICES | {EntityType.NEED}
_UNBOUND = frozenset({"help", "smalltalk", "out_of_scope", "list"})  # need no mention
_AUXILIARIES = frozenset("is are does do can could has have will".split())
_OUT = Role.EXCLUDED
_COMPONENT = PLACEHOLDERS[EntityType.COMPONENT]
_OFFERED = frozenset({"compare", "recommend", "when_to_use", "topic", "stack", "define"})
"""The intents that a clarification can offer as questions."""
_LONG = 25
"""Words from which a text is read sentence by sentence."""
_MOST_ASKED = 12
"""Questions in a text from which no more are looked for: an answer offers fewer."""
_OPENING = frozenset(
    "which what how when why where who should is are do does can could would will and also".split()
)
"""How a question begins that is one of several."""
_MIN_APART = 4
"""Words that each of several short questions has."""
_SURE_ASKED, _SURE_UNMARKED = 0.4, 0.55
"""The score it takes to find a question in a sentence with a question mark, and in one without."""
_ASKING = _OFFERED | {"alternatives", "list"}
_WEIGHING = frozenset({"recommend", "define", "when_to_use"})
"""The intents that are a comparison where things of one class are named."""
_CHOICE = frozenset({"or", "vs", "versus"})
_OF_NAMED = frozenset({"compare", "define", "when_to_use"})
_SAME_BORDER = (
    frozenset({"define", "when_to_use", "topic"}),
    frozenset({"recommend", "stack", "list", "alternatives"}),
    frozenset({"help", "smalltalk"}),
)
"""Families of intents whose answers overlap: between them the likelier is taken, not asked."""


@dataclass(frozen=True, slots=True)
class Language:
    """All that reading a text needs: names and phrases, cues and examples."""

    lexicon: Lexicon = field(repr=False)
    phrasebook: Phrasebook = field(repr=False)
    kinds: Kinds = field(repr=False)


def build_language(catalog: Catalog) -> Language:
    """Prepare a catalog's names, phrasings and learned weights for reading texts."""
    return Language(
        build_lexicon(catalog),
        build_phrasebook(catalog.intents, catalog.weights),
        _kinds(catalog),
    )


def _kinds(catalog: Catalog) -> Kinds:
    bases = {
        catalog.job(claim.object)
        for claim in catalog.claims
        if claim.says is Says.BUILT_FOR and claim.object is not None
    }
    of = {c.id: frozenset(catalog.kind_chain(c.kind)) for c in catalog.components.values()}
    classes = {one: frozenset(catalog.kinds[k].name for k in kinds) for one, kinds in of.items()}
    classes |= {name.id: frozenset({name.what}) for name in catalog.names.values()}
    return Kinds(of, frozenset(bases), classes)


def understand(text: str, context: Context | None, language: Language) -> Understanding:
    """Read a text, in the light of what its thread is about."""
    said = text[:MAX_CHARS]
    whole = read(said, language.lexicon)
    carried = len({*context.question.subjects, *context.leads}) if context else 0
    asked, *others = _questions_in(whole, said, language) or [_interpret(whole, language, carried)]
    own, masked, ranking = asked.question, asked.reading.masked, asked.ranking
    sure = bool(ranking) and ranking[0].score >= _SURE_UNBOUND
    if context is None and own.intent == "alternatives" and own.excluded and sure:
        own = _beside_excluded(own, language)
    question, filled = continue_thread(own, masked, ranking, context, language.kinds)
    trace = Trace(asked.reading.mentions, " ".join(masked), tuple(ranking), filled)
    options = () if filled else _options(question, asked.reading.mentions, ranking)
    return Understanding(
        text=said,
        question=question,
        confidence=_confidence(question, ranking, filled),
        options=options,
        further=tuple(other.question for other in others),
        truncated=len(text) > MAX_CHARS,
        trace=trace,
    )


@dataclass(frozen=True, slots=True)
class _Interpreted:
    """A reading with the question that it is taken for."""

    reading: Reading
    question: Question
    ranking: list[RankedIntent]


def _interpret(reading: Reading, language: Language, carried: int = 0) -> _Interpreted:
    ranking = _ranked(reading, language, carried)
    if any(mention.doubtful for mention in reading.mentions):
        plain = without_doubtful(reading)
        if _makes_more_sense(plain_ranking := _ranked(plain, language, carried), ranking):
            reading, ranking = plain, plain_ranking
    masked, mentions = reading.masked, reading.mentions
    intent = _best(ranking, mentions, carried) if masked else "help"
    question = _question(
        mentions,
        intent,
        against=(asks_to_avoid if intent in _CHOICES else asks_against)(masked),
        closed=masked[1:2] == (_COMPONENT,) and masked[0] in _AUXILIARIES,
    )
    if question.intent == "define" and question.components:
        question = replace(question, needs=_needs_of(reading, question.needs))
    wanted = question.needs or question.topics or question.components
    if question.intent == "recommend" and not wanted and says_unknown_purpose(masked):
        question = replace(question, unclear=True)
    left = question.needs and not question.components  # "we don't use X: which kind for this?"
    if question.intent in _OF_NAMED and question.excluded and left:
        question = replace(question, intent="recommend", against=False)
    if _weighs_alike(question, masked, language.kinds.classes):
        question = replace(question, intent="compare", kinds=())
    if question.intent == "smalltalk":
        question = replace(question, tone=tone_of(masked, language.phrasebook))
    return _Interpreted(reading, question, ranking)


def _needs_of(reading: Reading, needs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the needs for which what is defined is asked about: "does X have an ORM?"."""
    named = [one.first for one in reading.found if one.mention.type is EntityType.COMPONENT]
    asked = {
        one.mention.entity
        for one in reading.found
        if one.first > min(named)
        and any(token.key in _HAVING for token in reading.tokens[one.first - 3 : one.first])
    }
    return tuple(need for need in needs if need in asked)


def _ranked(reading: Reading, language: Language, carried: int) -> list[RankedIntent]:
    masked = reading.masked
    return eligible(rank(masked, language.phrasebook), reading.mentions, len(masked), carried)


def _makes_more_sense(plain: Sequence[RankedIntent], named: Sequence[RankedIntent]) -> bool:
    """Tell whether a text is rather off topic, its names being ordinary words, than about them."""
    if not plain or plain[0].intent not in _OFF_TOPIC:
        return False
    share = plain[0].score * _UNNAMED
    return not named or named[0].intent in _OFF_TOPIC or share > named[0].score


def _weighs_alike(
    question: Question, masked: Sequence[str], classes: Mapping[str, frozenset[str]]
) -> bool:
    """Tell whether things of one class are weighed: "which of these for X: A or B", "A over B"."""
    named = (*question.components, *dict.fromkeys(name for _, name in question.recognised))
    if len(named) < 2 or question.intent not in _WEIGHING:  # noqa: PLR2004 - a pair
        return False
    if question.intent == "recommend" and "of" not in masked[:3]:
        if not _has_choice(masked):
            return False
        if not question.kinds:  # else they may be what something is chosen for
            return True
    return bool(frozenset.intersection(*(classes[one] for one in named)))


def _has_choice(masked: Sequence[str]) -> bool:
    return any(
        word in _CHOICE and masked[place : place + 3 : 2] == (_COMPONENT, _COMPONENT)
        for place, word in enumerate(masked[1:])
    )


def _questions_in(whole: Reading, text: str, language: Language) -> list[_Interpreted]:
    """Return the questions that sentences of a longer text ask, in order; often there is none.

    What a question lacks is taken from the sentences around it: what it is for, the kind of
    thing, and what is ruled out.
    """
    long = len(whole.masked) > _LONG
    parts = sentences(whole, text) if long or text.count("?") > 1 else []
    if len(parts) == 1 and parts[0].tokens == whole.tokens:
        return []
    asked: list[_Interpreted] = []
    marked: list[_Interpreted] = []
    for part in parts:
        if part.mentions and _is_asked(one := _interpret(part, language)):
            asked.append(one)
            marked += [one] if part.asks else []
            if len(marked) == _MOST_ASKED:
                break
    if not asked or not (long or _are_apart(marked)):
        return []
    around = _question(whole.mentions, "")
    kinds = language.kinds
    built_on = tuple(one for one in around.components if kinds.of[one] & kinds.bases)
    return [
        replace(one, question=_completed(one.question, around, built_on))
        for one in marked or asked[:1]
    ]


def _are_apart(marked: Sequence[_Interpreted]) -> bool:
    """Tell whether the questions of a short text are several, none a part of the one before."""
    return len(marked) > 1 and all(
        one.reading.masked[0] in _OPENING
        and len(one.reading.masked) >= _MIN_APART
        and not points_back(one.reading.masked)
        for one in marked
    )


def _is_asked(one: _Interpreted) -> bool:
    """Tell whether a sentence that names something surely asks what can be answered."""
    if one.question.intent not in _ASKING or not one.ranking:
        return False
    needed = _SURE_ASKED if one.reading.asks else _SURE_UNMARKED
    return one.ranking[0].intent == one.question.intent and one.ranking[0].score >= needed


def _completed(question: Question, around: Question, built_on: tuple[str, ...]) -> Question:
    """Return a sentence's question with what the sentences around it say of its conditions.

    ``built_on`` are the languages and the like that they name.
    """
    bare = not (question.components or question.topics or question.kinds)
    if question.intent in _CHOICES and not question.components:
        question = replace(question, components=built_on)
    return replace(
        question,
        needs=question.needs or around.needs,
        kinds=question.kinds or (around.kinds if bare else ()),
        excluded=tuple(dict.fromkeys((*question.excluded, *around.excluded))),
        unwanted=tuple(dict.fromkeys((*question.unwanted, *around.unwanted))),
    )


def _beside_excluded(question: Question, language: Language) -> Question:
    """Read "something other than X" as alternatives to X, and "which kind but X" as a choice."""
    if question.kinds or question.needs:
        return replace(question, intent="recommend", against=False)
    kinds = language.kinds.of
    named = tuple(one for one in question.excluded if one in kinds)
    if any(kinds[asked] & kinds[one] for asked in question.components for one in named):
        return question  # "alternatives to X but not Y"
    return replace(question, components=(*named, *question.components))


def _best(ranking: Sequence[RankedIntent], mentions: Sequence[Mention], carried: int) -> str:
    """Return the likeliest intent that is sure enough for what is mentioned."""
    for one in ranking:
        if one.score < _SURE:
            break
        bound = bool(mentions) or carried or one.intent in _UNBOUND
        if one.intent == "out_of_scope" and _only_supposed(one, mentions):
            continue
        if bound or one.score >= _SURE_UNBOUND:
            return one.intent
    types = {mention.type for mention in mentions}
    if len({m.entity for m in mentions if m.type is EntityType.COMPONENT}) > 1:
        return "compare"
    if types & _WANTED:
        return "topic" if types & _PRACTICES else "recommend"
    named = types & {EntityType.COMPONENT, *_PRACTICES} or any(m.recognised for m in mentions)
    if named and len(mentions) == 1:
        return "define"
    return "out_of_scope"


def _only_supposed(off_topic: RankedIntent, mentions: Sequence[Mention]) -> bool:
    """Tell whether a text with a need, a topic or two components is off topic by looks alone."""
    types = {mention.type for mention in mentions}
    components = {m.entity for m in mentions if m.type is EntityType.COMPONENT}
    wanted = bool(types & _WANTED) and not components
    return (wanted or len(components) > 1) and all(
        one.reason != "cue" and one.weight < _PLAIN for one in off_topic.evidence
    )


def _question(
    mentions: Sequence[Mention], intent: str, *, against: bool = False, closed: bool = False
) -> Question:
    """Collect what the mentions are linked to under an intent, each entity once."""
    linked: dict[tuple[EntityType, Role], dict[str, None]] = defaultdict(dict)
    unknown: dict[str, None] = {}
    recognised: dict[tuple[str, str], None] = {}
    for mention in mentions:
        if mention.candidates:
            first = mention.candidates[0]
            linked[first.type, mention.role][first.entity] = None
        else:
            unknown[mention.surface] = None
        if mention.recognised:
            recognised[mention.surface, mention.recognised] = None
    excluded = (*linked[EntityType.COMPONENT, _OUT], *linked[EntityType.KIND, _OUT])
    components = linked[EntityType.COMPONENT, Role.ASKED]
    return Question(
        intent=intent,
        components=tuple(one for one in components if one not in excluded),
        kinds=tuple(linked[EntityType.KIND, Role.ASKED]),
        topics=tuple(linked[EntityType.TOPIC, Role.ASKED]),
        concepts=(
            *linked[EntityType.CONCEPT, Role.ASKED],
            *linked[EntityType.CATEGORY, Role.ASKED],
        ),
        recognised=tuple(recognised),
        needs=tuple(linked[EntityType.NEED, Role.ASKED]),
        excluded=excluded,
        unwanted=tuple(linked[EntityType.NEED, _OUT]),
        unknown=tuple(unknown),
        against=against,
        closed=closed,
    )


def _options(
    question: Question, mentions: Sequence[Mention], ranking: Sequence[RankedIntent]
) -> tuple[Question, ...]:
    """Return the readings to choose from where the text allows several; else nothing."""
    tied = next((mention for mention in mentions if len(mention.candidates) > 1), None)
    if tied is not None:
        return tuple(
            _question([_settled(m, c) if m is tied else m for m in mentions], question.intent)
            for c in tied.candidates[:_MAX_OPTIONS]
        )
    close = [
        one.intent
        for one in islice(ranking, 3)
        if one.score >= _SURE and ranking[0].score - one.score <= _CLOSE
    ]
    if len(close) < 2 or ranking[0].score < _WORTH_ASKING:  # noqa: PLR2004
        return ()
    if not set(close) <= _OFFERED or any(set(close) <= family for family in _SAME_BORDER):
        return ()
    return tuple(replace(question, intent=intent) for intent in close)


def _settled(mention: Mention, candidate: Candidate) -> Mention:
    return mention._replace(candidates=(candidate,))


def _confidence(
    question: Question, ranking: Sequence[RankedIntent], filled: tuple[str, ...]
) -> float:
    """Return how often a question with such a score is read right."""
    score = next((one.score for one in ranking if one.intent == question.intent), 0.0)
    score = max(score, _FILLED if filled else _SURE)
    return round(1 / (1 + math.exp(-_SLOPE * score - _OFFSET)), 3)
