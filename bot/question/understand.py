"""``understand(text, context, language) -> Understanding``: the whole way from text to question."""

import dataclasses
import math
from collections.abc import Sequence
from itertools import islice, pairwise

from msgspec.structs import replace

from bot.question.interpretation import (
    CHOICES,
    SURE,
    SURE_UNBOUND,
    Interpreted,
    interpret,
    question_of,
    with_sides,
)
from bot.question.language import Language
from bot.question.leftover import left_over
from bot.question.model import (
    Candidate,
    Context,
    EntityType,
    Mention,
    Question,
    RankedIntent,
    Trace,
    Understanding,
)
from bot.question.ranking import PLACEHOLDERS
from bot.question.reading import Reading, read, sentences
from bot.question.readings import other_readings
from bot.question.references import points_back
from bot.question.thread import chooses_none, continue_thread
from bot.text import stem, words

MAX_CHARS = 8000
"""What is read of a message; the rest is left out before any work is done on it."""

_SLOPE, _OFFSET = 7.6, -1.1
"""Of a score's share of right readings, by logistic regression: `make eval` shows how it fits."""
_FILLED = 0.6
"""What a question completed from its thread counts as, at least."""
_CLOSE = 0.04
"""Two intents whose scores are this near can't be told apart."""
_WORTH_ASKING = 0.3
"""Below this score the likelier reading is taken: asking about two guesses helps nobody."""
_MAX_OPTIONS = 4
_OFFERED = frozenset({"compare", "recommend", "when_to_use", "topic", "stack", "define"})
"""The intents that a clarification can offer as questions."""
_LONG = 25
"""Words from which a text is read sentence by sentence."""
_MOST_INTERPRETED = 30
"""Sentences that name something in which a question is looked for."""
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
_OF_SEVERAL = frozenset({"compare", "when_to_use", "define"})
_ABOUT_ONE = frozenset({"define", "when_to_use"})
_OF_A_CASE = frozenset({"compare", "recommend", "stack", "alternatives", "when_to_use", "topic"})
_WORDED = _ABOUT_ONE | {"topic"}
_USUAL, _ODD = 12, 4
"""A word in as many examples is a usual one; in fewer than this many it is odd."""
_DENSE = 8
"""Of how many words one has to be odd to count."""
_IDLE = frozenset(
    stem(word)
    for word in (
        "ask begin big bit bring build built call care change choose come compare consider"
        " couple create deal depend development different difficult easily easy end enough"
        " entire especially even exactly example expect explain explicit extra fact feel find"
        " first follow force full further general get give go grow handle happen hard help high"
        " huge idea important improve include inside instead involve issue keep kind know"
        " language large learn leave less level like list little live long look lot main make"
        " manner matter mean mention method might move much need new nice normal note often old"
        " open option order own part particular people perform person place plan plenty point"
        " possible possibly previous probably problem program programmer project proper provide"
        " purpose put question quick quickly quite range real reason regard relate related"
        " relative replace require right set several similar simple simply single size small"
        " sort special specific start still store stuff suit support take talk task team tell"
        " thing think time together turn type under understand user usual various version want"
        " watch way whole wide within without word work world write year"
    ).split()
)
"""Words that tell nothing of what is asked: whatever else says them does so by chance."""
_FOR_PRACTICE = ("for", PLACEHOLDERS[EntityType.TOPIC])
"""In a follow-up, what comes after "for" is what something is for: "and for caching?"."""
_SAME_BORDER = (
    frozenset({"define", "when_to_use", "topic"}),
    frozenset({"recommend", "stack", "list", "alternatives"}),
    frozenset({"help", "smalltalk"}),
)
"""Families of intents whose answers overlap: between them the likelier is taken, not asked."""


def understand(text: str, context: Context | None, language: Language) -> Understanding:
    """Read a text, in the light of what its thread is about."""
    said = text[:MAX_CHARS]
    whole = read(said, language.lexicon)
    carried = len({*context.question.subjects, *context.leads}) if context else 0
    asked, *others = _questions_in(whole, said, language) or [interpret(whole, language, carried)]
    own, masked, ranking = asked.question, asked.reading.masked, asked.ranking
    sure = bool(ranking) and ranking[0].score >= SURE_UNBOUND
    if context is None and own.intent == "alternatives" and own.excluded and sure:
        own = _beside_excluded(own, language)
    if own.intent == "recommend" and ("instead", "of") in pairwise(masked):
        own = _in_place_of(own, language)
    alone = language.twins.settled(own)
    if context is not None and not own.components and _FOR_PRACTICE in pairwise(masked):
        own = language.twins.topics_as_needs(own)
    question, filled = continue_thread(own, masked, ranking, context, language.kinds)
    question = language.twins.settled(with_sides(question, asked.reading, language))
    if question.intent == "compare" and question.topics and question.topics == question.subjects:
        question = replace(question, needs=())  # nothing names practices for needs
    question = _with_words(question, asked.reading, language)
    if question.intent in _OF_A_CASE and (left := left_over(said, asked.reading)):
        question = replace(question, left_over=left)
    trace = Trace(asked.reading.mentions, " ".join(masked), tuple(ranking), filled)
    options = () if filled else _options(question, asked.reading.mentions, ranking)
    if context is not None and not filled and chooses_none(masked, context):
        options = context.options  # they are asked about again
    return Understanding(
        text=said,
        question=question,
        confidence=_confidence(question, ranking, filled),
        options=options,
        further=tuple(language.twins.settled(other.question) for other in others),
        readings=other_readings(question, alone, ranking, language.twins),
        truncated=len(text) > MAX_CHARS,
        trace=trace,
    )


def _with_words(question: Question, reading: Reading, language: Language) -> Question:
    """Return a question with what its text says beyond names and the usual words of questions.

    In what words a practice is named counts too. A few odd words in a long text are taken for its
    manner, not for what it asks.
    """
    masked = reading.masked
    weighs_practice = question.intent == "compare" and bool(question.topics)
    if not (question.intent in _WORDED or weighs_practice) or len(masked) > _LONG:
        return question
    stems = dict.fromkeys(stem(word) for word in masked if word not in PLACEHOLDERS.values())
    counts = {one: language.usual.get(one, 0) for one in stems}
    odd = sum(count < _ODD for count in counts.values()) if question.intent in _ABOUT_ONE else 0
    telling = tuple([one for one, n in counts.items() if n < _USUAL and one not in _IDLE])
    worded = tuple(
        one.surface
        for one in reading.mentions
        if one.entity in question.topics
        and _is_part(language.practices[one.entity], frozenset(map(stem, words(one.surface))))
    )
    return replace(question, words=telling, worded=worded, odd=odd * _DENSE >= len(masked) > 0)


def _is_part(name: frozenset[str], surface: frozenset[str]) -> bool:
    """Tell whether words for a practice are others than its name's, or one of two sides of it."""
    return not name >= surface or (surface < name and not name.isdisjoint(("and", "or")))


def _questions_in(whole: Reading, text: str, language: Language) -> list[Interpreted]:
    """Return the questions that sentences of a longer text ask, in order; often there is none.

    What a question lacks is taken from the sentences around it: what it is for, the kind of
    thing, and what is ruled out.
    """
    long = len(whole.masked) > _LONG
    parts = sentences(whole, text) if long or text.count("?") > 1 else ()
    asked: list[Interpreted] = []
    marked: list[Interpreted] = []
    for part in islice(parts, _MOST_INTERPRETED):
        if _is_asked(one := interpret(part, language)):
            asked.append(one)
            marked += [one] if part.asks else []
            if len(marked) == _MOST_ASKED:
                break
    if not asked or not (long or _are_apart(marked)):
        return []
    around = question_of(whole.mentions, "")
    kinds = language.kinds
    built_on = tuple(one for one in around.components if kinds.of[one] & kinds.bases)
    return [
        dataclasses.replace(one, question=_completed(one.question, around, built_on))
        for one in marked or asked[:1]
    ]


def _are_apart(marked: Sequence[Interpreted]) -> bool:
    """Tell whether the questions of a short text are several, none a part of the one before."""
    return len(marked) > 1 and all(
        one.reading.masked[0] in _OPENING
        and len(one.reading.masked) >= _MIN_APART
        and not points_back(one.reading.masked)
        for one in marked
    )


def _is_asked(one: Interpreted) -> bool:
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
    if question.intent in CHOICES and not question.components:
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


def _in_place_of(question: Question, language: Language) -> Question:
    """Read "what could we use instead of X?" as alternatives to X, where X alone is named."""
    named = tuple(one for one in question.excluded if one in language.kinds.of)
    if len(named) != 1 or question.kinds or question.components or question.topics:
        return question
    return replace(question, intent="alternatives", components=named, excluded=())


def _options(
    question: Question, mentions: Sequence[Mention], ranking: Sequence[RankedIntent]
) -> tuple[Question, ...]:
    """Return the readings to choose from where the text allows several; else nothing."""
    tied = next((mention for mention in mentions if len(mention.candidates) > 1), None)
    if tied is not None:
        return tuple(
            question_of([_settled(m, c) if m is tied else m for m in mentions], question.intent)
            for c in tied.candidates[:_MAX_OPTIONS]
        )
    close = [
        one.intent
        for one in islice(ranking, 3)
        if one.score >= SURE and ranking[0].score - one.score <= _CLOSE
    ]
    named = bool(question.subjects or question.needs or question.undescribed)
    several = len(question.components) + len(question.unknown) > 1
    if several and (set(close) <= _OF_SEVERAL or question.intent == "compare"):
        return ()  # "should we use X or Y": to weigh them says when to use which
    settled = bool(ranking) and question.intent != ranking[0].intent
    if settled or not named:
        return ()  # a question about nothing in particular is none to choose
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
    score = max(score, _FILLED if filled else SURE)
    return round(1 / (1 + math.exp(-_SLOPE * score - _OFFSET)), 3)
