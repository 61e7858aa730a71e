"""``understand(text, context, language) -> Understanding``: the whole way from text to question."""

import math
import re
from collections.abc import Sequence
from itertools import islice, pairwise

from msgspec.structs import replace

from bot.question.apparent import asks_best_way, asks_how_to, asks_which
from bot.question.aspects import aspects_in
from bot.question.carried import asked_again, settled_first
from bot.question.collecting import question_of
from bot.question.coordination import offers_both
from bot.question.interpretation import (
    SURE,
    SURE_UNBOUND,
    Interpreted,
    interpret,
    with_sides,
)
from bot.question.language import Language
from bot.question.leftover import left_over, qualities_said, required_besides
from bot.question.message import (
    LONG,
    OFFERED,
    asked_in_passing,
    explained_last,
    practice_asked_last,
    questions_in,
)
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
from bot.question.options import joined_words, weighed_practice
from bot.question.people import told_of_people
from bot.question.ranking import PLACEHOLDERS
from bot.question.reading import Reading, read
from bot.question.readings import other_readings
from bot.question.references import chooses_none
from bot.question.replacing import asks_for_lighter
from bot.question.setting import in_order
from bot.question.stated import with_amounts
from bot.question.thread import continue_thread
from bot.question.twins import Twins
from bot.text import stem, words

MAX_CHARS = 8000
"""What is read of a message; the rest is left out before any work is done on it."""

_WHY = {
    (*before, "why", *after)
    for before in ((), ("but",), ("and",))
    for after in ((), ("so",), ("not",))
}
_DOES = {("does",), ("do",), ("will",), ("would",), ("can",)}
_BROKEN = re.compile("[\ud800-\udfff]")
_DISMISSAL = re.compile(
    r"\s{0,9}(?:(?:oh|ok|okay|no),?\s)?forget\s(?:it|that|this|about it)[,.;:!]\s{1,9}(?=\w)",
    re.IGNORECASE,
)
_BARE = 4  # words
_NAMED_BY = 4  # words
_DEFINED = frozenset(
    PLACEHOLDERS[one] for one in (EntityType.COMPONENT, EntityType.TOPIC, EntityType.KIND)
)
_MASKS = frozenset(PLACEHOLDERS.values())
_PHRASE = 3  # words
_WHAT_IT_IS = {("what", "is", one) for one in ("it", "that", "this")}
_SLOPE, _OFFSET = 7.6, -1.1
"""Of a score's share of right readings, by logistic regression: `make eval` shows how it fits."""
_FILLED = 0.6
"""What a question completed from its thread counts as, at least."""
_SURE_SAID = 0.4
"""The score it takes to read what is ruled out, without a question mark, as asking for others."""
_CLOSE = 0.04
"""Two intents whose scores are this near can't be told apart."""
_WORTH_ASKING = 0.3
"""Below this score the likelier reading is taken: asking about two guesses helps nobody."""
_MAX_OPTIONS = 4
_OF_SEVERAL = frozenset({"compare", "when_to_use", "define"})
_ABOUT_ONE = frozenset({"define", "when_to_use"})
_OF_A_CASE = frozenset(
    {"compare", "recommend", "stack", "alternatives", "when_to_use", "topic", "list"}
)
_MOST_OF_CASE = 4
_WORDED = _ABOUT_ONE | {"topic"}
_USUAL, _ODD = 12, 4
"""A word in as many examples is a usual one; in fewer than this many it is odd."""
_DENSE = 8
"""Of how many words one has to be odd to count."""
_IDLE = frozenset(
    stem(word)
    for word in (
        "ask avoid begin big bit bring build built call care change choose come compare consider"
        " couple create deal depend development different difficult easily easy end enough"
        " entire especially even exactly example expect explain explicit extra fact feel find"
        " first follow force full further general get give go grow handle happen hard help high"
        " huge idea important improve include inside instead involve issue keep kind know"
        " language large learn leave less level like list little live long look lot main make"
        " manner matter mean mention method might move much need new nice normal note often old"
        " open option order own part particular people perform person place plan plenty point"
        " possible possibly prevent previous probably problem program programmer project proper"
        " provide purpose put question quick quickly quite range real reason regard relate related"
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
    said = _said(text[:MAX_CHARS], context)
    whole = read(said, language.lexicon)
    if (rest := settled_first(whole, said, context)) is not None:
        return understand(*rest, language)
    asked, *others = _asked_in(whole, said, language, _names_of(context))
    own, masked, ranking = asked.question, asked.reading.masked, asked.ranking
    least = SURE_UNBOUND if asked.reading.asks else _SURE_SAID
    sure = asks_for_lighter(asked.reading) or (bool(ranking) and ranking[0].score >= least)
    if context is None and own.intent == "alternatives" and own.excluded and sure:
        own = _beside_excluded(own, language)
    if own.intent == "recommend" and ("instead", "of") in pairwise(masked):
        own = _in_place_of(own, language)
    own = own if context is None else _of_side(own, asked.reading, language)
    alone = language.twins.settled(own)
    own = own if context is None else _as_in_thread(own, masked, context.question, language.twins)
    if masked[:2] == ("why", "not") and alone.topics and not own.subjects:
        own, context = alone, None  # "why not microservices?" asks of the practice
    question, filled = continue_thread(own, masked, ranking, context, language.kinds)
    question = language.twins.settled(with_sides(question, asked.reading, language))
    question = in_order(question, asked.reading, language.twins)
    if question.intent == "compare" and question.topics and question.topics == question.subjects:
        question = replace(question, needs=())  # nothing names practices for needs
    if asked.reading is not whole and question.topics and question.topics == question.subjects:
        question = _with_required(question, whole, said)
    if question.intent == "compare" and offers_both(masked):
        question = replace(question, both=True)
    question = _with_words(question, asked.reading, language)
    question = _with_around(question, asked.reading, whole)
    if question.intent in _OF_A_CASE:
        left = _of_case(question, asked.reading, whole, said) or question.left_over
        question = with_amounts(replace(question, left_over=left), whole, said, language)
    trace = Trace(asked.reading.mentions, " ".join(masked), tuple(ranking), filled)
    settled = bool(filled) or asks_best_way(asked.reading.tokens) or asks_which(masked)
    settled = settled or (question.intent == "topic" and asks_how_to(masked))
    settled = settled or weighed_practice(asked.reading) in question.topics
    options = () if settled else _options(question, asked.reading.mentions, ranking)
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


def _names_of(context: Context | None) -> int:
    """Return how many names stand in for those that a follow-up leaves out."""
    if context is None:
        return 0
    return len({*context.question.subjects, *context.question.unknown, *context.leads})


def _asked_in(whole: Reading, text: str, language: Language, carried: int) -> list[Interpreted]:
    """Return the questions that a text asks; ``carried`` names stand in from its thread."""
    found = explained_last(whole, text, language) or questions_in(whole, text, language)
    found = found or [interpret(whole, language, carried)]
    first = found[0]
    if first.question.intent == "out_of_scope":
        plain = told_of_people(whole, text)
        if plain is not None and len(first.question.subjects) > 1:
            return _asked_in(plain, text, language, carried)
        return asked_in_passing(whole, text, language) or found
    if first.reading is whole:
        return practice_asked_last(whole, text, language, first.question) or found
    return found


def _of_side(question: Question, reading: Reading, language: Language) -> Question:
    """Return what is asked of a side of "it" without what its words would mean as a need."""
    masked = reading.masked
    asks = masked[:1] in _DOES and "it" in masked and not (question.subjects or question.unknown)
    if not (asks and question.needs):
        return question
    aspects = aspects_in(reading.tokens, reading.found, language.aspects, beside=False)
    return replace(question, intent="when_to_use", needs=()) if aspects else question


def _as_in_thread(
    question: Question, masked: Sequence[str], before: Question, twins: Twins
) -> Question:
    """Return a follow-up with its practices and needs as what its thread is about takes them.

    After a practice, and by "how", another practice is asked for; after "for" and of a stack, what
    something is wanted for.
    """
    if question.components or question.kinds:
        return question
    practice = twins.settled(replace(question, intent="topic"))
    how = question.intent == "topic" and masked[:1] == ("how",)
    if practice.topics and not practice.needs and (before.intent == "topic" or how):
        return replace(practice, intent=question.intent)
    wanted = before.intent == "stack" or _FOR_PRACTICE in pairwise(masked)
    return twins.topics_as_needs(question) if wanted else question


def _of_case(question: Question, asked: Reading, whole: Reading, text: str) -> tuple[str, ...]:
    """Return what a text says of its case that the question has not, as written.

    That is what the asking sentence says, and what is said to be required around it.
    """
    amounts = question.intent != "topic"  # a practice is told the same for any
    left = left_over(text, asked, amounts=amounts)
    if amounts and not (question.closed and question.of_one):
        left = (*left, *qualities_said(text, asked, left))
    if asked is not whole:
        known = {*question.subjects, *question.needs, *question.excluded, *question.unwanted}
        around = left_over(text, whole, amounts=False, required=True)
        required = (mention.surface for mention in required_besides(text, whole, known))
        left = tuple(dict.fromkeys((*left, *required, *around)))
    return left[:_MOST_OF_CASE]


def _with_required(question: Question, whole: Reading, text: str) -> Question:
    """Return a question of a practice with those that are wanted around it: "we want to do X"."""
    required = required_besides(text, whole, question.topics)
    topics = tuple(one.entity for one in required if one.entity and one.type is EntityType.TOPIC)
    return replace(question, topics=(*question.topics, *dict.fromkeys(topics)))


def _said(text: str, context: Context | None) -> str:
    """Return what is asked: of a follow-up what is asked instead, as in "forget it, what is X?".

    Halves of characters, which no text may have, are marked as such.
    """
    said = text if text.isascii() else _BROKEN.sub("\ufffd", text)
    if context is None:
        return said
    dismissed = _DISMISSAL.match(said)
    return _why_alone(asked_again(said[dismissed.end() :] if dismissed else said))


def _why_alone(text: str) -> str:
    """Return the "why?" that a follow-up begins with where the rest only tells of the case."""
    asked, mark, told = text.partition("?")
    bare = tuple(asked.casefold().split()[:_BARE]) in _WHY
    return asked + mark if mark and bare and "?" not in told else text


def _with_words(question: Question, reading: Reading, language: Language) -> Question:
    """Return a question with what its text says beyond names and the usual words of questions.

    In what words a practice is named counts too. A few odd words in a long text are taken for its
    manner, not for what it asks.
    """
    masked = reading.masked
    if weighed_practice(reading) in question.topics:
        return question  # whichever option is named first
    weighs_practice = question.intent == "compare" and bool(question.topics)
    if not (question.intent in _WORDED or weighs_practice) or len(masked) > LONG:
        return question
    stems = dict.fromkeys([stem(word) for word in masked if word not in _MASKS])
    counts = {one: language.usual.get(one, 0) for one in stems}
    odd = sum(count < _ODD for count in counts.values()) if question.intent in _ABOUT_ONE else 0
    if masked[-3:] in _WHAT_IT_IS or (
        masked[:1] == ("what",) and not _DEFINED.isdisjoint(masked[1:_NAMED_BY])
    ):
        odd = 0  # "what exactly is X", "… X, what is it": what it is answers that
    telling = tuple([one for one, n in counts.items() if n < _USUAL and one not in _IDLE])
    beside = (m for m in reading.mentions if m.role is Role.BACKGROUND)
    telling += tuple(
        stem(w) for m in beside if m.type is EntityType.TOPIC for w in words(m.surface)
    )
    if len(question.topics) > 1:
        telling += tuple(stem(word) for word in joined_words(reading, question.topics))
    if question.intent == "topic":  # what is read as a need in several words says what is asked
        needs = (words(m.surface) for m in reading.mentions if m.type is EntityType.NEED)
        telling += tuple(stem(word) for said in needs if len(said) >= _PHRASE for word in said)
    if question.intent in _ABOUT_ONE:  # a name that the question hasn't is a word of it
        unnamed = (m for m in reading.mentions if m.type is EntityType.UNKNOWN)
        passed = [one.surface for one in unnamed if one.surface not in question.unknown]
        telling += tuple(stem(word) for surface in passed for word in words(surface))
    worded = [
        one.surface
        for one in (reading.mentions if question.topics else ())
        if one.entity in question.topics
        and _is_part(language.practices[one.entity], frozenset(map(stem, words(one.surface))))
    ]
    return replace(
        question, words=telling, worded=tuple(worded), odd=odd * _DENSE >= len(masked) > 0
    )


def _with_around(question: Question, asked: Reading, whole: Reading) -> Question:
    """Return a yes-or-no question with the words of the sentences around it, as stems."""
    if not question.closed or len(question.components) != 1:
        return question
    own = {*asked.masked, *_MASKS}
    stems = dict.fromkeys(stem(word) for word in whole.masked if word not in own)
    return replace(question, around=tuple(stems))


def _is_part(name: frozenset[str], surface: frozenset[str]) -> bool:
    """Tell whether words for a practice are others than its name's, or one of two sides of it."""
    return not name >= surface or (surface < name and not name.isdisjoint(("and", "or")))


def _beside_excluded(question: Question, language: Language) -> Question:
    """Read "something other than X" as alternatives to X, and "which kind but X" as a choice."""
    purposes = set(question.needs) - language.kinds.qualities
    if question.kinds or purposes:
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
    several = len(question.subjects) + len(question.unknown) > 1
    if several and (set(close) <= _OF_SEVERAL or question.intent == "compare"):
        return ()  # "should we use X or Y": to weigh them says when to use which
    of_practices = bool(question.topics) and question.topics == question.subjects
    settled = bool(ranking) and question.intent != ranking[0].intent
    if settled or question.pros or question.cons or not named:
        return ()  # a question about nothing in particular is none to choose
    if len(close) < 2 or ranking[0].score < _WORTH_ASKING:  # noqa: PLR2004
        return ()
    families = (*_SAME_BORDER, _OF_SEVERAL | {"topic"}) if of_practices else _SAME_BORDER
    if not set(close) <= OFFERED or any(set(close) <= family for family in families):
        return ()
    practice = replace(question, kinds=()) if question.topics else question
    return tuple(replace(practice if i == "topic" else question, intent=i) for i in close)


def _settled(mention: Mention, candidate: Candidate) -> Mention:
    return mention._replace(candidates=(candidate,))


def _confidence(
    question: Question, ranking: Sequence[RankedIntent], filled: tuple[str, ...]
) -> float:
    """Return how often a question with such a score is read right."""
    score = next((one.score for one in ranking if one.intent == question.intent), 0.0)
    score = max(score, _FILLED if filled else SURE)
    return round(1 / (1 + math.exp(-_SLOPE * score - _OFFSET)), 3)
