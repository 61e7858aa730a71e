"""Whether the things that a text names are weighed, go together, or say what another one is."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from msgspec.structs import replace

from bot.question.apparent import contrasts
from bot.question.background import is_of_people
from bot.question.coordination import CHOICE, choices, joined, runs_on
from bot.question.in_use import beside_used
from bot.question.kinds import Kinds
from bot.question.kinds_asked import kinds_wanted, uncounted_kinds, whole_kinds
from bot.question.language import Language
from bot.question.lexicon import FILLERS
from bot.question.model import EntityType, Mention, Question
from bot.question.payload import without_payload
from bot.question.plain import against_kind
from bot.question.ranking import PLACEHOLDERS
from bot.question.reading import Reading
from bot.question.replacing import (
    asks_for_another,
    asks_for_lighter,
    in_whose_place,
    instead_of_named,
    lighter_than_named,
    of_both,
    seeks_better,
    swaps,
    swaps_kinds,
)
from bot.question.setting import (
    asked_kinds,
    asks_to_pick,
    asks_whether,
    beside_setting,
    of_kinds,
    of_yes_or_no,
    with_setting,
    without_route,
    without_tools,
    words_before,
)
from bot.question.spans import Found
from bot.question.surroundings import which_kinds

_COMPONENT = PLACEHOLDERS[EntityType.COMPONENT]
_NEED = PLACEHOLDERS[EntityType.NEED]
_KIND = PLACEHOLDERS[EntityType.KIND]
_PURPOSE = 4
"""The words before a name in which "for" makes it a purpose: "for 10,000 WebSockets"."""
_WEIGHING = frozenset({"recommend", "define", "when_to_use"})
"""The intents that are a comparison where things of one class are named."""
_WEIGHED_BY = frozenset(
    "or vs versus than compare compared comparison comparing difference differences differ"
    " different between better which over against instead".split()
)
_DOES = {("does",), ("do",), ("did",), ("is",), ("are",)}
_BEHIND = frozenset("for on in with of behind under using inside".split())
"""Words before a name that make it what things are used with."""
_INTERFACES = frozenset({"api", "apis", "endpoint", "endpoints"})
_USED_BY = frozenset("in with on using through via from by to".split())
_CHOOSING = frozenset({"recommend", "list"})
_JUDGED = frozenset({"when_to_use", "recommend", "alternatives", "compare", "topic"})
"""The intents that are a comparison where one thing is to give way to another."""
_WHICH_WANTED = frozenset((ask, what) for ask in ("which", "what") for what in (_KIND, _NEED))
_CHOSEN = frozenset("which what best good better other another any".split())
_NOT_YET_WEIGHED = frozenset({"recommend", "define", "when_to_use", "out_of_scope", "topic"})
_OF_NAMED = frozenset({"compare", "define", "when_to_use"})


def titled(whole: Reading, question: Question, language: Language) -> tuple[str, ...]:
    """Return the name that a text begins with and the other of its class that is asked about.

    "X? A friend asked. Is it worth it, or should they use Y?"
    """
    if not whole.found:
        return ()
    first = whole.found[0]
    name = first.mention.entity
    kinds = language.kinds.of
    alone = first.first == 0 and first.last + 1 < len(whole.tokens)
    if name is None or name not in kinds or not alone or "or" not in whole.masked:
        return ()
    gap = whole.tokens[first.last + 1].start - whole.tokens[first.last].end
    others = [one for one in question.components if one != name and kinds[one] & kinds[name]]
    return (name, others[0]) if gap > 1 and len(others) == 1 else ()


def asks_why_of_several(masked: Sequence[str]) -> bool:
    """Tell whether it is asked why things used together do something: "why does A/B hang?"."""
    if masked[:1] != ("why",) or masked[1:2] not in _DOES:
        return False
    chosen = _has_choice(masked) or not (_WEIGHED_BY - CHOICE).isdisjoint(masked)
    return masked.count(_COMPONENT) > 1 and not chosen


def placed(question: Question, reading: Reading, language: Language) -> Question:
    """Return a question with what its names are to what is asked: purpose, setting, or sides."""
    if question.intent == "alternatives":
        question = in_whose_place(question, reading, language)
    if question.kinds and not question.components and asks_whether(reading.masked):
        question = replace(question, intent="when_to_use", needs=(), topics=())
    if question.kinds and not question.components and asks_to_pick(reading.masked):
        question = replace(question, intent="recommend")
    question = of_yes_or_no(question, reading)
    if question.components:
        question = beside_setting(question, reading)
    if asks_for_lighter(reading):
        question = lighter_than_named(question, reading, language)
    question = _of_asked_kinds(swaps_kinds(question, reading), reading, language.kinds.qualities)
    if question.intent in _CHOOSING and len(question.needs) > 1 and not question.kinds:
        question = with_setting(question, reading, language)
    if question.intent == "compare" and _asks_which(question, reading, language):
        question = replace(question, intent="recommend")
    if question.intent in _CHOOSING or seeks_better(question, reading.masked, language):
        question = _of_named(question, reading, language)
    question = without_payload(question, reading, language.kinds)
    question = weighed(against_kind(question, reading, language), reading, language)
    return _of_sides_alone(question, reading, language)


def _of_asked_kinds(question: Question, reading: Reading, qualities: AbstractSet[str]) -> Question:
    """Return a question without the kinds that are only named around what is asked."""
    if question.intent == "compare" and question.concepts:
        question = replace(question, kinds=whole_kinds(question, reading))
    if question.kinds and question.intent in {"topic", "when_to_use"}:
        question = replace(question, kinds=uncounted_kinds(question, reading))
    if len(question.kinds) > 1:
        question = replace(question, kinds=asked_kinds(question, reading))
    if len(question.kinds) > 1 and question.intent in _CHOOSING:
        asked = which_kinds(question.kinds, reading.tokens, reading.found)
        question = replace(question, kinds=asked)
    if question.intent in _CHOOSING and question.kinds and question.needs:
        question = replace(question, kinds=kinds_wanted(question, reading, qualities))
    return question


def _of_named(question: Question, reading: Reading, language: Language) -> Question:
    """Return a choice among what is named, or of something in its place, as what it is."""
    another = asks_for_another(reading) or ("than", _COMPONENT) in pairwise(reading.masked)
    if question.intent in {"recommend", "compare"} and another:
        question = instead_of_named(question, language)
    if question.intent == "list" and question.kinds:
        return of_kinds(question, language)
    return _of_choices(question, reading, language) if question.kinds else question


def _of_choices(question: Question, reading: Reading, language: Language) -> Question:
    """Return a choice among things that are named as a comparison: "which cache? X, Y or Z?"."""
    kinds = language.kinds.of
    for run in choices(reading, kinds):
        named = [one.mention.entity for one in run if one.mention.entity in kinds]
        sides = tuple(one for one in named if one and kinds[one] & set(question.kinds))
        if len(sides) > 1:
            return replace(question, intent="compare", components=sides, kinds=(), unclear=False)
    return question


def _of_sides_alone(question: Question, reading: Reading, language: Language) -> Question:
    """Return a comparison without what only stands beside its sides."""
    if question.intent == "compare" and question.components:
        question = without_tools(beside_used(question, reading.mentions), reading)
        question = without_route(question, reading, language)
    if question.needs and len(question.components) > 1 and question.intent in _OF_NAMED:
        question = _without_style(question, reading)
    if question.intent == "when_to_use" and (sides := titled(reading, question, language)):
        return replace(question, intent="compare", components=sides)
    if question.intent == "compare" and _weighed_within(question, reading):
        return replace(question, intent="topic")
    if question.intent == "compare" and question.kinds:
        question = _of_the_kind(question, language)
    if question.intent == "compare" and len(question.components) == 1 and len(question.unknown) > 1:
        question = _of_unknown(question, reading, language)
    if question.intent == "compare" and len(question.components) > 2:  # noqa: PLR2004 - a pair
        question = _without_background(question, reading, language)
    return question


def _weighed_within(question: Question, reading: Reading) -> bool:
    """Tell whether a practice named by its two sides is all that is weighed: "A vs B in X"."""
    pairs = [one for one in reading.mentions if one.entity in question.topics and contrasts(one)]
    alone = len(question.components) == 1 and not (question.kinds or question.undescribed)
    if not (pairs and alone and _WEIGHED_BY.isdisjoint(reading.masked)):
        return False
    named = [one for one in reading.mentions if one.entity in question.components]
    return all(one.end <= pairs[0].start or pairs[0].end <= one.start for one in named)


def _of_unknown(question: Question, reading: Reading, language: Language) -> Question:
    """Return a comparison of names without claims without what they are only used with."""
    for run in choices(reading, language.kinds.of, joined=True):
        if all(one.mention.entity not in question.components for one in run):
            return replace(question, components=(), purpose=question.components)
    return question


def _of_the_kind(question: Question, language: Language) -> Question:
    """Return a comparison for a kind of thing without what is of others: "a queue for X: Y, Z"."""
    kinds, wanted = language.kinds.of, set(question.kinds)
    sides = tuple(one for one in question.components if kinds[one] & wanted)
    if not sides or len(sides) == len(question.components):
        return question
    if len(sides) + len(question.recognised) < 2:  # noqa: PLR2004 - a pair
        return question
    rest = tuple(one for one in question.components if one not in sides)
    return replace(question, components=sides, kinds=(), topics=(), purpose=rest)


def _without_background(question: Question, reading: Reading, language: Language) -> Question:
    """Return a comparison without what it is only used with: "X or Y for a Z service on W".

    What stands before the pair is of that sort as well: "with Django, X or Y?".
    """
    kinds = language.kinds.of
    beside = joined(question, reading, kinds)
    first, second = (beside or question.components)[:2]
    if not (beside or kinds[first] & kinds[second]):
        return question
    under = {one.mention.entity for one in reading.found if runs_on(reading, one)}
    known = {one.mention.entity for one in reading.found if is_of_people(reading.tokens, one)}
    behind = {
        one.mention.entity
        for one in reading.found
        if not _BEHIND.isdisjoint(words_before(one, reading, _PURPOSE))
    }
    left = tuple(
        one
        for one in question.components
        if one in (first, second, *beside)
        or (kinds[one] & kinds[first] and one not in under | known)
        or not (beside or one in behind or kinds[one] & language.kinds.bases)
    )
    others = (one for one in question.components if one not in left)
    purpose = tuple(one for one in others if one not in known or not kinds[one] & kinds[first])
    return replace(question, components=left, purpose=question.purpose or purpose)


def weighed(question: Question, reading: Reading, language: Language) -> Question:
    """Return a question that weighs things as a comparison of just these."""
    if question.intent == "compare" and _goes_together(question, reading.masked, language):
        question = replace(question, intent="topic" if question.topics else "when_to_use")
    if question.intent == "compare" and question.topics and _asks_how(reading):
        question = replace(question, intent="topic")
    if question.intent == "recommend" and _of_component(question, reading.masked, language):
        question = replace(question, intent="when_to_use")
    if question.intent == "stack" and len(question.kinds) > 1 and "between" in reading.masked:
        question = replace(question, intent="compare", unclear=False)
    if question.intent == "alternatives" and swaps(question, reading.masked, language):
        question = replace(question, intent="compare", kinds=())
    if question.intent in _JUDGED:
        question = of_both(question, reading, language)
    if question.intent in _NOT_YET_WEIGHED and _weighs_kind(question, reading.masked, language):
        question = replace(question, intent="compare", against=False, unclear=False)
    if _weighs_alike(question, reading.masked, language.kinds):
        question = replace(question, intent="compare", kinds=())
    sides = len(question.components) + len(question.recognised)
    least = 3 if question.intent == "compare" else 2
    if question.intent in _OF_NAMED and sides >= least and len(question.components) > 1:
        question = _without_purpose(question, reading, language)
    return question


def _without_style(question: Question, reading: Reading) -> Question:
    """Return a question without the style of what something is for: "X for a whole Y API"."""
    after = {
        one.mention.entity
        for one in reading.found
        if "for" in words_before(one, reading, _PURPOSE)
        and not _INTERFACES.isdisjoint(t.key for t in reading.tokens[one.last + 1 : one.last + 2])
    }
    left = tuple(one for one in question.components if one not in after)
    return replace(question, components=left) if left else question


def _asks_which(question: Question, reading: Reading, language: Language) -> bool:
    """Tell whether a choice is asked for with what is named: "we use X or Y; which cache?"."""
    if len(question.components) < 2:  # noqa: PLR2004 - a pair
        return False
    if _WHICH_WANTED.isdisjoint(pairwise(reading.masked)):
        return False
    wanted = {*question.kinds, *question.needs}
    return not any(
        wanted & {*language.kinds.of[one], *language.made_for.get(one, ())}
        for one in joined(question, reading, language.kinds.of)
    )


def _asks_how(reading: Reading) -> bool:
    masked = reading.masked
    how = masked[:1] == ("how",) and _WEIGHED_BY.isdisjoint(masked)
    return how and not any(map(contrasts, reading.mentions))


def _goes_together(question: Question, masked: Sequence[str], language: Language) -> bool:
    """Tell whether things of different jobs are a set-up, not sides: "reports in X and Y"."""
    if not (question.topics or question.needs) or len(question.components) < 2:  # noqa: PLR2004
        return False
    alike = frozenset.intersection(*(language.kinds.of[one] for one in question.components))
    used = any(one in _USED_BY and two == _COMPONENT for one, two in pairwise(masked))
    return used and not alike and _WEIGHED_BY.isdisjoint(masked)


def _of_component(question: Question, masked: Sequence[str], language: Language) -> bool:
    """Tell whether what would be wanted is asked of a name: "licence of X", "X transactions".

    Without a word between them, something of the name's kind is made for it: "X background jobs"
    asks what does those, where X is a language.
    """
    if question.kinds:
        return False
    if masked[:1] == (_COMPONENT,) and set(masked[1:]) == {_NEED} and question.components:
        own = language.kinds.of[question.components[0]]
        return any(
            own & language.kinds.of[one] and not set(needs).isdisjoint(question.needs)
            for one, needs in language.made_for.items()
        )
    return (_NEED, "of", _COMPONENT) in zip(masked, masked[1:], masked[2:], strict=False)


def _without_purpose(question: Question, reading: Reading, language: Language) -> Question:
    """Return a question of things "for X" without X, where X does another job than they.

    What X is made for is the need: "Node or Go for WebSockets?" asks for real-time applications.
    Not so of what applications are built from: "which host for a Django app?".
    """
    last = [one for one in reading.found if one.mention.type is EntityType.COMPONENT][-1]
    purpose = last.mention.entity
    kinds = language.kinds.of
    others = tuple(one for one in question.components if one != purpose)
    before = words_before(last, reading, _PURPOSE)
    alike = frozenset.intersection(*(kinds[one] for one in others))
    if purpose is None or "for" not in before or not alike or kinds[purpose] & alike:
        return question
    built_from = kinds[purpose] & language.kinds.bases
    needs = question.needs or (() if built_from else language.made_for.get(purpose, ())[:1])
    if not (needs or built_from):
        return question
    return replace(question, components=others, needs=needs, purpose=(purpose,))


def _weighs_alike(question: Question, masked: Sequence[str], kinds: Kinds) -> bool:
    """Tell whether things of one class are weighed: "which of these for X: A or B", "A over B"."""
    named = (*question.components, *dict.fromkeys(name for _, name in question.recognised))
    if len(named) < 2 or question.intent not in _WEIGHING:  # noqa: PLR2004 - a pair
        return False
    pair = masked.count(_COMPONENT) == 2 and (_COMPONENT, _COMPONENT) in pairwise(masked)  # noqa: PLR2004
    if pair and masked[:1] == ("why",):
        return False  # "why X/Y?" asks of both together
    if question.intent == "recommend" and "of" not in masked[:3]:
        if not _has_choice(masked):
            if question.kinds or question.needs or question.topics:
                return False
        elif not question.kinds:  # else they may be what something is chosen for
            return True
        elif all(kinds.of[one].isdisjoint(question.kinds) for one in question.components):
            return False
    return bool(frozenset.intersection(*(kinds.classes[one] for one in named)))


def _weighs_kind(question: Question, masked: Sequence[str], language: Language) -> bool:
    """Tell whether a name is weighed against a kind that it isn't of: "X or a search engine"."""
    if len(question.components) != 1 or not question.kinds:
        return False
    own = language.kinds.of[question.components[0]]
    words = [word for word in masked if word not in FILLERS]
    weighed = any(
        {before, after} == {_COMPONENT, _KIND} and word in CHOICE
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
    )
    return weighed and own.isdisjoint(question.kinds)


def _has_choice(masked: Sequence[str]) -> bool:
    return any(
        word in CHOICE and masked[place : place + 3 : 2] == (_COMPONENT, _COMPONENT)
        for place, word in enumerate(masked[1:])
    )


def without_apposed(reading: Reading, language: Language) -> tuple[Mention, ...]:
    """Return a reading's mentions but the kinds that only say what a name is: "MySQL database"."""
    kept: list[Mention] = []
    before: Found | None = None
    for one in reading.found:
        kind = one.mention.entity
        name = before.mention.entity if before and before.last + 1 == one.first else None
        chosen = before and before.first and reading.tokens[before.first - 1].key in _CHOSEN
        if chosen or name is None or kind not in language.kinds.of.get(name, ()):
            kept.append(one.mention)
        before = one
    return tuple(kept)
