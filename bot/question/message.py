"""The questions that the sentences of a longer message ask, each completed by those around it."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from msgspec.structs import replace

from bot.question.apparent import CLOSED
from bot.question.collecting import question_of
from bot.question.coordination import CHOICE, choices
from bot.question.in_use import with_used
from bot.question.interpretation import CHOICES, OFF_TOPIC, Interpreted, interpret
from bot.question.language import Language
from bot.question.model import EntityType, Question
from bot.question.ranking import PLACEHOLDERS, likelihood
from bot.question.reading import Reading, sentences
from bot.question.references import points_back
from bot.question.replacing import asks_for_another, asks_for_lighter
from bot.question.spans import Found
from bot.question.weighing import titled

OFFERED = frozenset({"compare", "recommend", "when_to_use", "topic", "stack", "define"})
"""The intents that a clarification can offer as questions."""
LONG = 25
"""Words from which a text is read sentence by sentence."""
_MOST_INTERPRETED = 30
"""Sentences that name something in which a question is looked for."""
_MOST_ASKED = 12
"""Questions in a text from which no more are looked for: an answer offers fewer."""
_OPENING = frozenset(
    "which what how when why where who should is are do does can could would will and also".split()
)
"""How a question begins that is one of several."""
_LEAST_ASKED, _LEAST_TOLD = 2, 4
"""Words of a question, and of what is told after it, that are read apart."""
_OPENER = 3  # words
_MIN_APART = 4
"""Words that each of several short questions has."""
_SURE_ASKED, _SURE_UNMARKED = 0.4, 0.55
"""The score it takes to find a question in a sentence with a question mark, and in one without."""
_OF_PRACTICE = 0.3
"""The score that a question of a practice alone takes: "is it better to do X or to keep …?"."""
_PLAIN, _MARGIN = 0.25, 2.0
"""The score it takes to find one beside what is off topic, and how much likelier it has to be."""
_LONGEST_LIST = 12  # words
_SAYING = frozenset(
    "is are was were do does did has have had can could should would will we i you it they need"
    " use what which how when why where who".split()
)
"""Words of what says or asks something, rather than lists things."""
_CHOICE_LAST = re.compile(r"[.!]\s[^.!?]{3,60}\?\s{0,3}\Z")
"""What is told, and a short question after it: "We run X. A or B?"."""
_TOLD_FIRST = re.compile(r"\w[.!]\s[^.!?]{3,200}\?\s{0,3}\Z")
"""What is told, and a question of any length after it."""
_EXPLAINED = frozenset({"define", "topic"})
_EXPLAINING = frozenset({"how", "what", "why"})
_WONDERING = frozenset({"how", "which", "what", "whether", "wonder", "wondering", "ask", "asks"})
_TAGS = frozenset({"right", "no", "correct", "huh", "eh", "yeah"})
_ASKING = OFFERED | {"alternatives", "list"}
_NAMING = frozenset(
    {*PLACEHOLDERS.values(), "or", "vs", "and", "versus", "a", "an", "the", "just", "plain"}
)
_LEFT_OPEN = frozenset({"recommend", "when_to_use", "list"})
_REPLACING = frozenset({"recommend", "alternatives"})
_COMPONENT = PLACEHOLDERS[EntityType.COMPONENT]
_TOPIC = PLACEHOLDERS[EntityType.TOPIC]
_INTO = frozenset({"to", "into", "onto"})
_PICKING = frozenset(
    ("which", word) for word in ("way", "one", "of", "would", "should", "do", "is", "are")
)
_REWRITING = frozenset("rewrite rewriting port porting rebuild rebuilding redo".split())
_MOVING = frozenset("jump jumping switch switching move moving migrate migrating go change".split())


class _Around(NamedTuple):
    """A whole text, all that it names as a question, and what it offers as choices."""

    whole: Reading
    named: Question
    sides: tuple[tuple[Found, ...], ...]


def questions_in(whole: Reading, text: str, language: Language) -> list[Interpreted]:
    """Return the questions that sentences of a longer text ask, in order; often there is none.

    What a question lacks is taken from the sentences around it: what there is to choose from, what
    it is for, the kind of thing, and what is ruled out.
    """
    long = len(whole.tokens) > LONG
    told_after = _is_told_after(text)
    moves = text.rstrip().endswith("?") and _moves(whole.masked)
    closes = _CHOICE_LAST.search(text) is not None
    apart = long or told_after or moves or closes or text.count("?") > 1
    parts = sentences(whole, text) if apart else ()
    asked: list[Interpreted] = []
    marked: list[Interpreted] = []
    listed: list[Reading] = []
    for part in islice(parts, _MOST_INTERPRETED):
        if _is_tag(part):
            told_after = long = True  # what it says is told, and what comes after is asked
            continue
        if asked and _asks_how(asked[-1]) and _is_list(part):
            told_after = long = True
            listed.append(part)
            continue
        one = interpret(part, language)
        told_after = told_after or (moves and _moves(part.masked))  # from what is told before
        alone = told_after and part.asks and one.question.intent in _ASKING
        if alone or _is_asked(one):
            asked.append(one)
            marked += [one] if part.asks else []
            if len(marked) == _MOST_ASKED:
                break
    if closes and marked and _NAMING.issuperset(marked[-1].reading.masked):
        told_after = True
    if len(marked) > 1 and _only_opens(marked[0].reading):
        asked, marked = [one for one in asked if one is not marked[0]], marked[1:]
    apart = _are_apart(marked) or (len(marked) > 1 and _asks_how(marked[0]))
    if not asked or not (long or (told_after and marked) or apart):
        return []
    if not (long or apart) and interpret(whole, language).question.intent == "out_of_scope":
        return []
    asked = _with_around(marked or asked[:1], whole, language)
    return [_with_listed(asked[0], listed), *asked[1:]]


def explained_last(whole: Reading, text: str, language: Language) -> list[Interpreted]:
    """Return what a text asks to be explained after telling of the case; often nothing.

    "We run X on Y. How does Z work with W?" asks nothing of X and Y. What is asked names it itself.
    """
    if len(whole.tokens) > LONG or text.count("?") != 1 or _TOLD_FIRST.search(text) is None:
        return []
    parts = list(sentences(whole, text))
    if not (parts and parts[-1].asks) or points_back(parts[-1].masked):
        return []
    one = interpret(parts[-1], language)
    asked, bases = one.question, language.kinds.bases
    told = [c for c in question_of(whole.mentions, "").components if c not in asked.components]
    on_bases = all(language.kinds.of[c] & bases for c in told)
    explained = asked.intent in _EXPLAINED or (asked.intent == "when_to_use" and on_bases)
    wonders = any(t.key in _WONDERING for t in whole.tokens[: -len(parts[-1].tokens)])
    opens = parts[-1].masked[0] in (_EXPLAINING | CLOSED if on_bases else _EXPLAINING)
    if wonders or not (explained and opens):
        return []
    if asked.intent == "topic" and asked.topics and not asked.components:  # in the case of these
        one = one._replace(question=replace(asked, components=tuple(told)))
    named = one.question.components or asked.recognised
    return _with_around([one], whole, language) if named else []


def asked_in_passing(whole: Reading, text: str, language: Language) -> list[Interpreted]:
    """Return what a text asks that is off topic by what else it tells; often nothing.

    A conference that somebody went to doesn't count against a question beside it that is far more
    likely to be of the field than not.
    """
    for part in islice(sentences(whole, text), _MOST_INTERPRETED):
        if part.asks and _is_plain(one := interpret(part, language)):
            return _with_around([one], whole, language)
    return []


def _with_around(
    asked: Sequence[Interpreted], whole: Reading, language: Language
) -> list[Interpreted]:
    """Return questions that sentences ask, completed by what stands around them."""
    around = question_of(whole.mentions, "")
    kinds = language.kinds
    built_on = tuple(one for one in around.components if kinds.of[one] & kinds.bases)
    sides = tuple(choices(whole, kinds.of, joined=_picks(whole)))
    return [
        one._replace(
            question=_with_sides_around(
                _completed(
                    with_used(one.question, whole.mentions), around, built_on, kinds.qualities
                ),
                one.reading,
                _Around(whole, around, sides),
                language,
            ),
        )
        for one in asked
    ]


def _asks_how(one: Interpreted) -> bool:
    """Tell whether it is asked how to go about a practice."""
    return one.question.intent == "topic" and one.reading.masked[0] in _OPENING


def _is_list(reading: Reading) -> bool:
    """Tell whether a sentence only lists ways to do what was asked: "X, Y, a plain table?"."""
    gaps = sum(two.start - one.end > 1 for one, two in pairwise(reading.tokens))
    several = gaps > 0 or "or" in reading.masked
    return several and len(reading.masked) <= _LONGEST_LIST and _SAYING.isdisjoint(reading.masked)


def _with_listed(one: Interpreted, listed: Sequence[Reading]) -> Interpreted:
    """Return a question of a practice with the components that are listed as ways to do it."""
    found = (mention for reading in listed for mention in reading.mentions)
    named = dict.fromkeys(m.entity for m in found if m.type is EntityType.COMPONENT)
    components = tuple(dict.fromkeys((*one.question.components, *filter(None, named))))
    return one._replace(question=replace(one.question, components=components))


def _is_plain(one: Interpreted) -> bool:
    """Tell whether a question is by far likelier to be of the field than off topic."""
    if one.question.intent not in _ASKING or not one.ranking or one.reading.masked[0] == "who":
        return False
    first = one.ranking[0]
    likely = {ranked.intent: likelihood(ranked) for ranked in one.ranking}
    off_topic = max(likely.get(intent, 0.0) for intent in OFF_TOPIC)
    sure = first.intent in _ASKING and first.score >= _PLAIN
    return sure and likely[first.intent] >= _MARGIN * off_topic


def _is_tag(reading: Reading) -> bool:
    """Tell whether a question only tells something: "X is dead, right?"."""
    masked = reading.masked
    tagged = masked[-1] in _TAGS or masked[-2:] == ("not", "it")  # "isn't it"
    return reading.asks and tagged and len(masked) >= _LEAST_TOLD and masked[0] not in _OPENING


def _only_opens(reading: Reading) -> bool:
    """Tell whether a question says what the next is about, and no more: "X in 2024?"."""
    return len(reading.masked) <= _OPENER and reading.masked.count(_COMPONENT) == 1


def _is_told_after(text: str) -> bool:
    """Tell whether a text is one question and then what goes with it, in which nothing is asked."""
    asked, mark, told = text.partition("?")
    enough = len(asked.split()) >= _LEAST_ASKED and len(told.split()) >= _LEAST_TOLD
    return bool(mark) and "?" not in told and enough


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
    first = one.ranking[0]
    if one.reading.asks and _is_of_practice(one) and first.score >= _OF_PRACTICE:
        return True
    named_alone = _NAMING.issuperset(one.reading.masked)  # "X or Y?"
    if one.reading.asks and (one.question.against or named_alone):  # whatever it looks like
        return True
    if asks_for_another(one.reading) and one.question.intent in _LEFT_OPEN | {"alternatives"}:
        return True
    return first.intent in _ASKING and first.score >= needed


def _is_of_practice(one: Interpreted) -> bool:
    """Tell whether a practice and nothing else is asked about."""
    question = one.question
    alone = bool(question.topics) and question.subjects == question.topics
    masked = one.reading.masked
    said = masked[2 if masked[:2] == ("is", "it") else 0 :]  # "is it better to …"
    before = tuple(takewhile(lambda word: word != _TOPIC, said))
    weighs = masked[0] == _TOPIC and not CHOICE.isdisjoint(masked)  # "A, B or stay with C?"
    asks = weighs or (masked[0] in _OPENING and not points_back(before))
    return question.intent == "topic" and alone and asks


def practice_asked_last(
    whole: Reading, text: str, language: Language, taken: Question
) -> list[Interpreted]:
    """Return the question of a practice that a text ends with, ``taken`` for a choice; often none.

    "Every customer has a database of his own. Should we share one?" asks for no database.
    """
    if taken.intent not in CHOICES or not text.rstrip().endswith("?"):
        return []
    parts = list(islice(sentences(whole, text), _MOST_INTERPRETED))
    if not parts or not parts[-1].asks or parts[-1].tokens[-1:] != whole.tokens[-1:]:
        return []
    last = interpret(parts[-1], language)
    if not _is_of_practice(last) or last.ranking[0].score < _SURE_ASKED:
        return []
    return _with_around([last], whole, language)


def _completed(
    question: Question,
    around: Question,
    built_on: tuple[str, ...],
    qualities: AbstractSet[str],
) -> Question:
    """Return a sentence's question with what the sentences around it say of its conditions.

    ``built_on`` are the languages and the like that they name.
    """
    bare = not (question.components or question.topics or question.kinds)
    if question.intent in CHOICES and (question.intent == "stack" or not question.components):
        whole = dict.fromkeys((*question.components, *built_on))
        question = replace(question, components=tuple(whole))
    return replace(
        question,
        needs=_wanted(question, around, qualities),
        kinds=question.kinds or (around.kinds if bare else ()),
        topics=question.topics or (around.topics if bare and not around.kinds else ()),
        excluded=tuple(
            one
            for one in dict.fromkeys((*question.excluded, *around.excluded))
            if one not in question.components
        ),
        unwanted=tuple(dict.fromkeys((*question.unwanted, *around.unwanted))),
    )


def _wanted(question: Question, around: Question, qualities: AbstractSet[str]) -> tuple[str, ...]:
    """Return what is wanted: of a whole stack, all that is said anywhere.

    Where a choice states conditions alone, what it is for may stand around it.
    """
    if question.intent == "stack":
        return around.needs
    if question.intent == "define":
        return question.needs
    if question.intent in CHOICES and not question.against and qualities >= set(question.needs):
        purposes = (one for one in around.needs if one not in qualities)
        return tuple(dict.fromkeys((*purposes, *question.needs))) or around.needs
    return question.needs or (() if question.against else around.needs)


def _with_sides_around(
    question: Question, reading: Reading, said: _Around, language: Language
) -> Question:
    """Return a question that leaves open what of, as a comparison of what is named around it.

    "X or Y? We need Z, what would you take?"; and of moving to something, with what it is from.
    """
    kinds = language.kinds.of
    replaces = question.intent in _REPLACING and asks_for_another(reading)
    replaces = replaces or asks_for_lighter(reading)
    if question.intent not in _LEFT_OPEN | _REPLACING and not replaces:
        return question
    whole, around, wanted = said.whole, said.named, set(question.kinds)
    for run in said.sides:
        sides = [one.mention.entity for one in run if one.mention.entity in kinds]
        named = tuple(one for one in dict.fromkeys(sides) if one and one not in question.excluded)
        fit = not wanted or any(kinds[one] & wanted for one in named)
        own = set(question.components) <= {*named, *question.purpose}
        if len(named) > 1 and fit and (own or wanted):
            return replace(question, intent="compare", components=named, kinds=(), unclear=False)
    if replaces:
        named = (*(one for one in around.excluded if one in kinds), *around.components)
        before = [one for one in named if kinds[one].isdisjoint(language.kinds.bases)]
        if before and set(question.components) <= set(named):
            return replace(question, intent="alternatives", components=(before[0],), kinds=())
    if question.intent == "when_to_use" and (pair := titled(whole, question, language)):
        return replace(question, intent="compare", components=pair)
    if _moves(reading.masked) and len(question.components) == 1:
        (target,) = question.components
        before = [one for one in around.components if one != target and kinds[one] & kinds[target]]
        if before:  # what is in use is named first
            pair = (before[0], target)
            return replace(question, intent="compare", components=pair, moves=True)
    return question


def _picks(whole: Reading) -> bool:
    """Tell whether one is to be picked of what was named before: "which way would you go?"."""
    return not _PICKING.isdisjoint(pairwise(token.key for token in whole.tokens))


def _moves(masked: Sequence[str]) -> bool:
    """Tell whether something is moved to: "should we jump into X", "rewrite it in X"."""
    pairs = set(pairwise(masked))
    into = any((one, _COMPONENT) in pairs for one in _INTO) and not _MOVING.isdisjoint(masked)
    return into or (("in", _COMPONENT) in pairs and not _REWRITING.isdisjoint(masked))
