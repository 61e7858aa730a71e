"""A reading taken for a question: its intent, and what that is about."""

from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from msgspec.structs import replace

from bot.catalog.wording import Tone
from bot.question.apparent import ASKING_WHEN, AUXILIARIES, CLOSED, QUANTITIES, meant
from bot.question.aspects import aspects_in
from bot.question.collecting import question_of
from bot.question.coordination import CHOICE
from bot.question.eligibility import eligible
from bot.question.joint import as_joint
from bot.question.language import Language
from bot.question.model import EntityType, Mention, Question, RankedIntent, Role
from bot.question.options import of_one_practice
from bot.question.people import asks_elsewhere
from bot.question.platforms import without_platforms
from bot.question.polarity import (
    asks_against,
    asks_cons,
    asks_downsides,
    asks_judgement,
    asks_pros,
    asks_sparing,
    asks_to_avoid,
    asks_whether,
)
from bot.question.ranking import PLACEHOLDERS, rank, tone_of
from bot.question.reading import Reading, without_doubtful
from bot.question.replacing import rewritten, with_move
from bot.question.requests import asks_of_team
from bot.question.sorts import with_unclear
from bot.question.tuning import of_itself
from bot.question.versions import versions_in
from bot.question.weighing import asks_why_of_several, placed, without_apposed
from bot.text import stem

_OF_YEAR = frozenset({"in", "of", "for", "since"})
SURE = 0.15
"""Below this score no intent counts as understood."""
_PLAIN = 0.9
"""From this probability on, what looks off topic is, whatever it mentions."""
_UNNAMED = 0.85
"""A text looks more off topic than it is where a name is read as an ordinary word."""
SURE_UNBOUND = 0.3
"""The score it takes to read a question into a text that names nothing."""
CHOICES = frozenset({"recommend", "list", "stack"})
_HAVING = frozenset("for with have has support supports handle do does offer offers as".split())
"""Words before a need for which something is defined."""
OFF_TOPIC = frozenset({"out_of_scope", "smalltalk"})
_TOLD: dict[Tone | None, Tone] = {
    one: one for one in (Tone.PEOPLE, Tone.FAULT, Tone.ACTING, Tone.OWN)
}
_PRACTICES = frozenset({EntityType.TOPIC, EntityType.CONCEPT})
_HARMING = {
    (verb,) for verb in "lose loose drop block break corrupt leak kill duplicate reorder".split()
}
_WANTED = _PRACTICES | {EntityType.NEED}
_NAMES = frozenset({EntityType.COMPONENT, EntityType.UNKNOWN})
_KINDS_ALONE = {EntityType.KIND}
_UNBOUND = frozenset({"help", "smalltalk", "out_of_scope", "list"})  # need no mention
_CLOSED_OF = frozenset({"we", "i", "it", "one", "a", "an", "our", "my"})
_SHORT_AFTER = 4  # words
_ABOUT_ASPECTS = frozenset({"define", "when_to_use", "topic", "out_of_scope"})
_OPENING = AUXILIARIES | frozenset("should who what which when will would".split())
_MAX_OF_ASPECTS = 2
_LACKING = frozenset("no not without lacks lacking never cannot".split())
_OF_WHOM = frozenset({"for", "we", "i", "you", "who"})
_LEAVING = frozenset({"away", "off"})
_NEAR_KIND = 4  # words
_NAMING = frozenset({*PLACEHOLDERS.values(), "in", "on", "for", "with", "a", "an", "the", "our"})
"""What a text consists of that only names things, as a search does."""
_ASKED_OF = frozenset({EntityType.COMPONENT, EntityType.TOPIC})
_ABOUT_NAME = frozenset({"define", "when_to_use"})
_OF_PRACTICE = _ABOUT_NAME | {"topic"}
_EXPLAINING = frozenset("walk explain overview basics intro introduction understand".split())
_COMPONENT, _NEED = PLACEHOLDERS[EntityType.COMPONENT], PLACEHOLDERS[EntityType.NEED]
_KIND = PLACEHOLDERS[EntityType.KIND]
_OF_NAMED = frozenset({"compare", "define", "when_to_use"})
_BEFORE_VERSION = CHOICE | {_COMPONENT}
_IS = {("is",), ("would",)}
_ODD = 3
"""A word in fewer examples than this is hardly known from questions."""


class Interpreted(NamedTuple):
    """A reading with the question that it is taken for."""

    reading: Reading
    question: Question
    ranking: list[RankedIntent]


def interpret(reading: Reading, language: Language, carried: int = 0) -> Interpreted:
    """Return the question that a reading asks; ``carried`` names stand in from its thread."""
    ranking = _ranked(reading, language, carried)
    if asks_why_of_several(reading.masked):
        ranking = [one for one in ranking if one.intent != "compare"]
    if any(mention.doubtful for mention in reading.mentions):
        plain = without_doubtful(reading)
        if _makes_more_sense(plain_ranking := _ranked(plain, language, carried), ranking):
            reading, ranking = plain, plain_ranking
    masked, mentions = reading.masked, without_apposed(reading, language)
    if _asks_of_excluded(mentions, masked):  # "I never used X, what is it?"
        mentions = tuple(mention._replace(role=Role.ASKED) for mention in mentions)
    intent = _best(ranking, mentions, masked, carried) if masked else "help"
    types = {mention.type for mention in mentions}
    elsewhere = asks_elsewhere(reading)
    intent = meant(intent, reading, mentions) if elsewhere is None else "out_of_scope"
    if types == _KINDS_ALONE and asks_downsides(masked):
        intent = "when_to_use"
    chooses = intent in CHOICES or (EntityType.NEED in types and types.isdisjoint(_ASKED_OF))
    question = question_of(
        mentions,
        intent,
        against=(asks_to_avoid if chooses else asks_against)(masked),
        closed=_is_closed(masked, mentions, asks=reading.asks),
    )
    if question.intent == "define" and question.components and question.needs:
        question = replace(
            question, needs=_needs_of(reading, question.needs, closed=question.closed)
        )
    if versions := _versions_asked(masked, reading, question):
        question = replace(question, intent="define", unknown=versions, against=False)
    if question.intent == "define" and (part := _part_asked(reading, question, language)):
        question = replace(question, unknown=(part,))
    question = with_unclear(_without_harmed(question, masked), reading)
    question = _with_manner(_with_versions(question, reading), masked)
    question = replace(question, year=_year_of(reading))
    wanted = question.needs or question.kinds
    left = wanted and not question.components  # "we don't use X: which kind for this?"
    if question.intent in _OF_NAMED and question.excluded and left:
        question = replace(question, intent="recommend", against=False)
    question = with_sides(placed(question, reading, language), reading, language)
    question = without_platforms(_with_parts_named(question, reading), reading, language)
    question = of_one_practice(as_joint(question, reading, language), reading)
    question = of_itself(question, masked)
    question = with_move(rewritten(question, reading, language), reading)
    tone = tone_of(question.intent, masked, language.phrasebook)
    told = elsewhere if question.intent == "out_of_scope" else None
    return Interpreted(reading, replace(question, tone=_TOLD.get(told, tone)), ranking)


def _without_harmed(question: Question, masked: Sequence[str]) -> Question:
    """Return a question without what it fears for: "does X lose messages?" wants none."""
    if question.closed and masked[1:2] == (_COMPONENT,) and masked[2:3] in _HARMING:
        return replace(question, needs=(), kinds=())
    return question


def _with_parts_named(question: Question, reading: Reading) -> Question:
    """Return a question about a practice with the components that it was named with."""
    if question.intent not in _ABOUT_ASPECTS or question.purpose:
        return question
    named = (one for found in reading.found for one in found.within)
    purpose = tuple(one for one in dict.fromkeys(named) if one not in question.components)
    return replace(question, purpose=purpose) if purpose else question


def _year_of(reading: Reading) -> int:
    """Return the year that a text ends with, "which X in 2014?", or 0."""
    before, last = ("", "", *(one.key for one in reading.tokens))[-2:]
    return int(last) if before in _OF_YEAR and last.isdecimal() and len(last) == len("2000") else 0


def _with_versions(question: Question, reading: Reading) -> Question:
    """Return a question with the versions that its components are named with."""
    versions = versions_in(reading)
    return replace(question, versions=versions) if versions else question


def _versions_asked(masked: Sequence[str], reading: Reading, question: Question) -> tuple[str, ...]:
    """Return the versions of one component that are weighed: "X 4 or X 5", "X 4 or 5?"."""
    beside = question.needs or question.topics or question.kinds or question.undescribed
    if len(question.components) != 1 or beside or CHOICE.isdisjoint(masked):
        return ()
    names = {one.mention.surface for one in reading.found if one.mention.entity}
    numbers = [
        ".".join(takewhile(str.isdigit, masked[at + 1 :]))
        for at, (one, two) in enumerate(pairwise(masked))
        if one in _BEFORE_VERSION and two.isdigit()
    ]
    if len(names) != 1 or len(numbers) < 2:  # noqa: PLR2004 - a pair
        return ()
    return tuple(f"{name} {one}" for name in names for one in numbers)


def _part_asked(reading: Reading, question: Question, language: Language) -> str | None:
    """Return what is named after a component and hardly known: "what is an X egg?"."""
    masked, tokens = reading.masked, reading.tokens
    alone = len(question.components) == 1 and not (question.concepts or question.needs)
    if not alone or masked[-2:-1] != (_COMPONENT,):
        return None
    if len(question.unknown) == 1 and masked[-1] == _COMPONENT and not question.recognised:
        name, part = reading.mentions[-2:]
        behind = name.end + 1 == part.start and part.surface in question.unknown
        return f"{name.surface} {part.surface}" if behind else None
    if question.unknown or masked[-1] in PLACEHOLDERS.values():
        return None
    odd = masked[-1].isalpha() and language.usual.get(stem(masked[-1]), 0) < _ODD
    last = reading.found[-1]
    behind = last.mention.type is EntityType.COMPONENT and last.last == len(tokens) - 2
    return f"{last.mention.surface} {tokens[-1].text}" if odd and behind else None


def _with_manner(question: Question, masked: Sequence[str]) -> Question:
    """Return a question, marked by what it asks for: a number, a judgement, pros and cons."""
    if masked[:1] == ("how",) and masked[1:2] in QUANTITIES[:2]:
        question = replace(question, counts=True)
    if masked[:1] == ("when",) and question.topics:
        question = replace(question, timed=True)
    why = question.intent == "when_to_use" and masked[:1] == ("why",)
    if why or (question.intent == "topic" and not _EXPLAINING.isdisjoint(masked)):
        question = replace(question, explained=True)
    if question.intent in _ABOUT_NAME and (pros := asks_pros(masked)):
        question = replace(question, pros=pros, cons=asks_cons(masked))
    if question.topics and question.intent in _OF_PRACTICE and asks_whether(masked):
        question = replace(question, whether=True)
    if question.intent not in _ABOUT_NAME or question.explained:
        return question
    sparing = asks_sparing(masked)
    return replace(question, judged=sparing or asks_judgement(masked), sparing=sparing)


def _is_closed(masked: Sequence[str], mentions: Sequence[Mention], *, asks: bool) -> bool:
    """Tell whether a text asks for a yes or no about one name: "is X …", "can we run X …"."""
    if masked[1:2] == (_COMPONENT,):
        return masked[0] in AUXILIARIES
    if asks and masked[:1] == (_COMPONENT,) and masked[1:2] in _IS:  # "X is good for this?"
        return True
    if len(masked) < 2 or masked[0] not in CLOSED or masked[1] not in _CLOSED_OF:  # noqa: PLR2004
        return False
    return sum(mention.type in _NAMES for mention in mentions) == 1 and _KIND not in masked


def with_sides(question: Question, reading: Reading, language: Language) -> Question:
    """Return a question about a side of one or two components as one about that side.

    Its components may stand in the reading or come from the thread. What the words of a side
    would mean as a need doesn't count then. What is chosen by what it lacks is marked.
    """
    alone = not (question.subjects or question.needs or question.undescribed)
    if question.excluded and alone and _asks_to_leave(reading):
        return replace(
            question,
            intent="when_to_use",
            components=tuple(one for one in question.excluded if one in language.kinds.of),
            excluded=(),
            against=True,
        )
    if question.intent in CHOICES and _asks_for_lack(reading.masked, question):
        return replace(question, lacking=True)
    named = 0 < len(question.components) <= _MAX_OF_ASPECTS
    if not named or question.intent not in _ABOUT_ASPECTS or question.kinds:
        return question
    off_topic = question.intent == "out_of_scope"
    if off_topic and (not _asks(reading.masked) or asks_of_team(reading)):
        return question
    how = question.intent == "topic" and not question.closed
    beside = bool(question.topics or (question.needs and not how))
    beside = beside or question.intent == "out_of_scope"
    aspects = aspects_in(reading.tokens, reading.found, language.aspects, beside=beside)
    if not aspects:
        return question
    intent = "topic" if how else "when_to_use"
    whether = question.whether or (
        question.closed and bool(question.needs)
    )  # "is it open source?", not "how safe?"
    question = replace(question, whether=whether, needs=(), unwanted=(), closed=False)
    return replace(question, intent=intent, aspects=aspects)


def _asks_to_leave(reading: Reading) -> bool:
    """Tell whether it is asked when or if to do without something: "when to avoid X", "off X?"."""
    masked = reading.masked
    return masked[0] in ASKING_WHEN or (
        (reading.asks or masked[0] in AUXILIARIES) and not _LEAVING.isdisjoint(masked)
    )


def _asks(masked: Sequence[str]) -> bool:
    """Tell whether a text begins as a question, not as a request: "can you restart X?"."""
    return masked[0] in _OPENING and masked[1:2] != ("you",)


def _asks_for_lack(masked: Sequence[str], question: Question) -> bool:
    """Tell whether something is chosen by what it lacks: "which database has no joins?".

    What those lack who ask says nothing of it ("which cache for a team with no admins?"), and what
    is wanted "without" something is chosen by what it is wanted for.
    """
    if question.excluded or question.components or question.against or _KIND not in masked:
        return False
    at = masked.index(_KIND)
    near = list(takewhile(lambda word: word not in _OF_WHOM, masked[at : at + 2 + _NEAR_KIND]))
    return any(
        word in _LACKING
        and before != "or"
        and after != _COMPONENT
        and not (question.needs and word == "without")
        for before, word, after in zip(near, near[1:], (*near[2:], ""), strict=False)
    )


def _asks_of_excluded(mentions: Sequence[Mention], masked: Sequence[str]) -> bool:
    """Tell whether the one name of a text, which it rules out, is what it asks about after all."""
    if masked.count(_COMPONENT) != 1:
        return False
    names = [one for one in mentions if one.type in _NAMES]
    if len(names) != 1 or names[0].role is not Role.EXCLUDED:
        return False
    if any(mention.type is EntityType.KIND for mention in mentions):
        return False
    after = masked[masked.index(_COMPONENT) + 1 :]
    whether = "should" in after and len(after) <= _SHORT_AFTER and _NEED not in after
    return "it" in after or whether


def _needs_of(reading: Reading, needs: tuple[str, ...], *, closed: bool) -> tuple[str, ...]:
    """Return the needs for which what is defined is asked about: "does X have an ORM?".

    A ``closed`` question asks about whatever need comes after the name: "is X ACID?".
    """
    named = [one.first for one in reading.found if one.mention.type is EntityType.COMPONENT]
    asked = {
        one.mention.entity
        for one in reading.found
        if one.first > min(named)
        and (
            closed
            or any(token.key in _HAVING for token in reading.tokens[one.first - 3 : one.first])
        )
    }
    return tuple(need for need in needs if need in asked)


def _ranked(reading: Reading, language: Language, carried: int) -> list[RankedIntent]:
    masked = reading.masked
    return eligible(rank(masked, language.phrasebook), reading.mentions, len(masked), carried)


def _makes_more_sense(plain: Sequence[RankedIntent], named: Sequence[RankedIntent]) -> bool:
    """Tell whether a text is rather off topic, its names being ordinary words, than about them."""
    if not plain or plain[0].intent not in OFF_TOPIC:
        return False
    share = plain[0].score * _UNNAMED
    return not named or named[0].intent in OFF_TOPIC or share > named[0].score


def _best(
    ranking: Sequence[RankedIntent],
    mentions: Sequence[Mention],
    masked: Sequence[str],
    carried: int,
) -> str:
    """Return the likeliest intent that is sure enough for what is mentioned."""
    for one in ranking:
        if one.score < SURE:
            break
        bound = bool(mentions) or carried or one.intent in _UNBOUND
        if one.intent == "out_of_scope" and _only_supposed(one, mentions):
            continue
        if one.intent in OFF_TOPIC and len(mentions) > 1 and _NAMING.issuperset(masked):
            continue
        if one.intent in OFF_TOPIC and one.score < SURE_UNBOUND and _weighs(masked):
            continue  # whoever argues about it
        if bound or one.score >= SURE_UNBOUND:
            return one.intent
    types = {mention.type for mention in mentions}
    components = [m.entity for m in mentions if m.type is EntityType.COMPONENT]
    if len(set(components)) > 1:
        return "compare"
    if types & _WANTED:
        return "topic" if types & _PRACTICES or "difference" in masked else "recommend"
    named = types & {EntityType.COMPONENT, *_PRACTICES} or any(m.recognised for m in mentions)
    if named and len({mention.entity for mention in mentions}) == 1:
        return "define"
    return "out_of_scope"


def _weighs(masked: Sequence[str]) -> bool:
    """Tell whether things that are named stand side by side as a choice: "<topic> vs <kind>"."""
    near = zip(masked, masked[1:], masked[2:], strict=False)
    return any(one[0] == "<" and word in CHOICE and other[0] == "<" for one, word, other in near)


def _only_supposed(off_topic: RankedIntent, mentions: Sequence[Mention]) -> bool:
    """Tell whether a text with a need, a topic or two components is off topic by looks alone."""
    types = {mention.type for mention in mentions}
    names = [m for m in mentions if m.type is EntityType.COMPONENT or m.recognised]
    wanted = bool(types & _WANTED) and not names
    return (wanted or len(names) > 1) and all(
        one.reason != "cue" and one.weight < _PLAIN for one in off_topic.evidence
    )
