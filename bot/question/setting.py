"""What is only the setting of what is asked: a thing it is wanted with, or for."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.question.language import Language
from bot.question.model import EntityType, Mention, Question
from bot.question.ranking import PLACEHOLDERS
from bot.question.reading import Reading
from bot.question.spans import Found
from bot.question.twins import Twins
from bot.text import words

_COMPONENT = PLACEHOLDERS[EntityType.COMPONENT]
_NEED = PLACEHOLDERS[EntityType.NEED]
_KIND = PLACEHOLDERS[EntityType.KIND]
_TOPIC = PLACEHOLDERS[EntityType.TOPIC]
_ARTICLES = ("a", "an", "the", "any")
_BUILT = frozenset(
    "service services app application project codebase backend shop box server machine vm instance"
    " node host droplet".split()
)
_AROUND = frozenset("for from in inside with of on".split())
_OF_ONE = frozenset({"when_to_use", "define"})
_OF_PRACTICES = _OF_ONE | {"topic"}
_COMING = frozenset({"coming", "come", "came", "comes"})
_PASSING = frozenset("to into from onto".split())
_WITHIN = frozenset({"in", "on", "with", "under", "behind"})
_WANTED = frozenset({_NEED, _KIND, _TOPIC})
_OF_PRACTICE = frozenset({"when_to_use", "recommend", "list"})
_WITH_PARTS = _OF_PRACTICE | {"topic", "stack"}
_THERE = frozenset("existing current present our my legacy old".split())
"""Words for what there is already."""
_IS = {("is",), ("are",)}
_ASKED_WHAT = 4  # words: "what is a <need>"
_OF_ANOTHER = frozenset({"of", *PLACEHOLDERS.values()})
"""What makes a need one of something else: "the <need> of X", "the <need> <kind>"."""
_DONE_WITH = frozenset({"w", "with", "using", "via", "through", "in", "on", "by"})
_IN_USE = frozenset({("stack", "is"), ("all", "in"), ("everything", "in")})
_IN_CASE = frozenset("when if while once where since because although".split())
_WONDERED = frozenset({"whether", "should"})
_ASKED_FIRST = frozenset("which what how why when where is are do does can could should".split())
_SETTING = 3
_SERVING = frozenset({"for", "behind"})
"""The most words between a thing and what it is for: "for our new"."""
_WHETHER = tuple(
    f"{ask} {who} {act} {article} {_KIND}"
    for ask, act in (
        ("do", "need"),
        ("do", "want"),
        *(("should", act) for act in ("use", "have", "add", "adopt", "introduce", "get")),
        *(("should", act) for act in ("move to", "switch to", "go for", "invest in")),
    )
    for who in ("we", "i", "you")
    for article in _ARTICLES
)
_YES_OR_NO = frozenset(
    {("yes", "or", "no"), ("yes", "no"), ("yea", "or", "nay"), ("yay", "or", "nay")}
)
_YES = frozenset(words[0] for words in _YES_OR_NO)
_ABOUT_PRACTICE = _OF_PRACTICES | {"alternatives", "compare", "recommend"}
_CHOSEN = frozenset({"what", "which"})
_REQUIRED = frozenset(
    "required requirement necessary needed mandatory must essential necessity prerequisite".split()
)
_PICKED = (
    *_ARTICLES,
    *(f"the {how}" for how in ("right", "best", "correct", "appropriate", "proper")),
    *(f"a {how}" for how in ("good", "suitable", "new", "proper")),
    *("your", "our", "my"),
)
_PICKING = ("choose", "choosing", "pick", "picking", "evaluate", "evaluating", "select")


def of_yes_or_no(question: Question, reading: Reading) -> Question:
    """Return what is asked of a practice with "yes or no" as that: "microservices, yes or no?".

    What is told around it, such as what the team has today, is no subject.
    """
    keys = [token.key for token in reading.tokens]
    if _YES.isdisjoint(keys) or question.intent not in _ABOUT_PRACTICE:
        return question
    ends = [
        at for at in range(len(keys)) for end in _YES_OR_NO if tuple(keys[at:][: len(end)]) == end
    ]
    asked = next((one.mention for one in reading.found if one.last + 1 in ends), None)
    if asked is None:
        return question
    if asked.type is EntityType.TOPIC:
        whole = replace(question, topics=(asked.entity,), needs=())
    elif asked.type is EntityType.NEED and asked.entity in question.needs:
        whole = replace(question, topics=(), needs=(asked.entity,))
    else:
        return question
    return replace(whole, intent="when_to_use", components=(), kinds=(), closed=False)


def beside_setting(question: Question, reading: Reading) -> Question:
    """Return what is asked of a practice or a kind in the case of a name as what it is.

    What "it" is to be used in is no subject: "would you use it for jobs in a plain X service?".
    """
    question, masked = _of_practice(_without_parts(question, reading), reading), reading.masked
    if {"it", "for"}.issubset(masked) and len(question.components) == 1:
        last = [one for one in reading.found if one.mention.entity == question.components[0]][-1]
        after = {token.key for token in reading.tokens[last.last + 1 : last.last + 2]}
        within = "in" in words_before(last, reading, _SETTING)
        if within and not after.isdisjoint(_BUILT):
            return replace(question, components=(), purpose=question.components)
    if question.intent in _OF_ONE and len(question.subjects) > 1:
        question = _without_origin(_without_built(question, reading), reading)
    ideas = question.topics or question.concepts
    if question.intent == "when_to_use" and ideas and _of_its_own(masked, question.needs):
        return replace(question, intent="topic", needs=())
    if masked[:1] == ("what",) and _is_to_be_defined(masked[1 : _ASKED_WHAT + 1]):
        practice = _TOPIC in masked[:_ASKED_WHAT]
        question = replace(question, intent="define", components=_named_within(question, reading))
        return replace(question, needs=(), kinds=()) if practice else replace(question, topics=())
    return question


def _without_parts(question: Question, reading: Reading) -> Question:
    """Return a question without names that are part of how a need is said: "a REST API in X"."""
    parts = _named_within(question, reading)
    left = tuple(one for one in question.components if one not in parts)
    if not (parts and left) or question.intent not in _WITH_PARTS:
        return question
    return replace(question, components=left, purpose=(*question.purpose, *parts))


def _of_practice(question: Question, reading: Reading) -> Question:
    """Return a question of the practice that encloses what is named: "split our X monolith".

    A choice is one where it is done to what there is: "scale our existing X API, which framework?".
    """
    if question.intent not in _OF_PRACTICE:
        return question
    named = [one for one in reading.mentions if one.entity in question.components]
    for around in reading.mentions:
        within = [one.entity for one in named if _encloses(around, one)]
        if not within or around.entity not in question.topics:
            continue
        if question.intent == "when_to_use":
            left = tuple(one for one in question.components if one not in within)
            purpose = tuple(one for one in question.components if one in within)
            topics = tuple(dict.fromkeys((around.entity, *question.topics)))
            return replace(question, components=left, topics=topics, purpose=purpose)
        if not _THERE.isdisjoint(words(around.surface)):
            return replace(question, intent="topic", topics=(around.entity,), kinds=(), needs=())
    return question


def _encloses(around: Mention, one: Mention) -> bool:
    longer = around.end - around.start > one.end - one.start
    return longer and around.start <= one.start and one.end <= around.end


def _named_within(question: Question, reading: Reading) -> tuple[str, ...]:
    """Return the components whose name is a part of how a need is said: "what is an X API?"."""
    needs = [one for one in reading.mentions if one.type is EntityType.NEED]
    return tuple(
        one.entity
        for one in reading.mentions
        if one.entity in question.components
        and any(need.start <= one.start and one.end <= need.end for need in needs)
    )


def _without_built(question: Question, reading: Reading) -> Question:
    """Return a question without what something is built with: "X for jobs from a Flask app".

    As in "our stack is Flask".
    """
    built = {
        one.mention.entity
        for one in reading.found
        if one.mention.entity in question.components
        and (_is_around_built(one, reading) or tuple(words_before(one, reading, 2)) in _IN_USE)
    }
    left = tuple(one for one in question.components if one not in built)
    if not built or not (left or question.topics):
        return question
    purpose = tuple(one for one in question.components if one in built)
    return replace(question, components=left, purpose=question.purpose or purpose)


def _is_around_built(one: Found, reading: Reading) -> bool:
    after = {token.key for token in reading.tokens[one.last + 1 : one.last + 2]}
    around = not _AROUND.isdisjoint(words_before(one, reading, _SETTING))
    return around and not _BUILT.isdisjoint(after)


def _without_origin(question: Question, reading: Reading) -> Question:
    """Return a question without what somebody knows or counts: "coming from X, is Y worth it?".

    As in "is Y good for 5k open X?".
    """
    known = {
        one.mention.entity
        for one in reading.found
        if (before := words_before(one, reading, 2))
        and ((before[-1] == "from" and before[0] in _COMING) or any(w[0].isdigit() for w in before))
    }
    left = tuple(one for one in question.components if one not in known)
    return replace(question, components=left) if left else question


def of_kinds(question: Question, language: Language) -> Question:
    """Return a list of a kind without the members that are only named as examples of it."""
    kinds, bases = language.kinds.of, language.kinds.bases
    wanted = set(question.kinds)
    left = tuple(one for one in question.components if not kinds[one] & wanted)
    if not any(kinds[one] & bases for one in left):
        return question
    examples = tuple(one for one in question.components if one not in left)
    return replace(question, components=left, purpose=examples)


def _is_to_be_defined(words: Sequence[str]) -> bool:
    """Tell whether it is asked what a kind or a practice is, not a name: "is a mesh".

    "What is faster, X or Y?" and "what is the licence of X?" ask of the names.
    """
    first = 2 if words[1:2] and words[1] in _ARTICLES else 1
    wanted, after = words[first : first + 1], words[first + 1 : first + 2]
    return words[0:1] in _IS and not _WANTED.isdisjoint(wanted) and _OF_ANOTHER.isdisjoint(after)


def _of_its_own(masked: Sequence[str], needs: Sequence[str]) -> bool:
    """Tell whether a practice is asked about in the case of a name: "X cold starts".

    "A long key in X" does so whatever it is to be.
    """
    within = any(
        one == _TOPIC and word in _WITHIN and two == _COMPONENT
        for one, word, two in zip(masked, masked[1:], masked[2:], strict=False)
    )
    return within or (not needs and (_COMPONENT, _TOPIC) in pairwise(masked))


def asks_whether(masked: Sequence[str]) -> bool:
    """Tell whether it is asked if a kind of thing is wanted at all: "do we need a mesh?"."""
    text = " ".join(masked)
    if masked[:1] == ("what",) and _is_picked(text):  # "what to look for when choosing a cache?"
        return True
    return any(phrase in text for phrase in _WHETHER) or _asks_if_required(masked)


def _asks_if_required(masked: Sequence[str]) -> bool:
    """Tell whether it is asked if a kind is required: "is a mesh a must?", "a need for a mesh?"."""
    if masked.count(_KIND) != 1:
        return False
    at = masked.index(_KIND)
    before = [word for word in masked[max(at - _SETTING, 0) : at] if word not in _ARTICLES]
    if before[-2:] == ["need", "for"]:
        return "there" in masked[:at]
    asked = before[-1:] in (["is"], ["are"], ["there"]) and _CHOSEN.isdisjoint(before)
    return asked and not _REQUIRED.isdisjoint(masked[at + 1 :])


def asks_to_pick(masked: Sequence[str]) -> bool:
    """Tell whether it is asked by what to choose one of a kind: "how do you pick a cache?"."""
    return masked[:1] == ("how",) and _is_picked(" ".join(masked))


def _is_picked(text: str) -> bool:
    """Tell whether one of a kind is to be picked."""
    return any(f"{verb} {article} {_KIND}" in text for verb in _PICKING for article in _PICKED)


def asked_kinds(question: Question, reading: Reading) -> tuple[str, ...]:
    """Return the kinds but those after "for" or "behind": "a framework for edge runtimes".

    Where the first does, it is what is wanted for something, and those far behind it are not:
    "what to pick for a cache? … we only know databases".
    """
    named = [one for one in reading.found if one.mention.type is EntityType.KIND]
    after = [(one, words_before(one, reading, _SETTING)) for one in named]
    behind = [one for one, before in after if not _SERVING.isdisjoint(before)]
    if behind and behind[0] is named[0]:
        last, near = named[0].last, []
        for one in named:
            if one.first - last > _SETTING:
                break
            near.append(one.mention.entity)
            last = one.last
        return tuple(one for one in question.kinds if one in near) or question.kinds
    left_out = {one.mention.entity for one in behind}
    return tuple(one for one in question.kinds if one not in left_out) or question.kinds


def in_order(question: Question, reading: Reading, twins: Twins) -> Question:
    """Return a question with its practices as they are named, the last those that tell the case.

    Such are those of a clause like "when the broker redelivers". What a thread is about comes
    before what a text only adds to it.
    """
    if question.intent not in _OF_PRACTICES or len(question.topics) < 2:  # noqa: PLR2004
        return question
    places = {twins.topic_of(one.mention.entity): one for one in reversed(reading.found)}
    if not places.keys() >= set(question.topics):
        return question
    order = sorted(
        question.topics, key=lambda one: (_is_in_case(places[one], reading), places[one].first)
    )
    return replace(question, topics=tuple(order))


def without_tools(question: Question, reading: Reading) -> Question:
    """Return a comparison of practices without what one is done with: "X with Y vs Z"."""
    practices = {one.last for one in reading.found if one.mention.entity in question.topics}
    tools = {
        one.mention.entity
        for one in reading.found
        if one.mention.entity in question.components
        and one.first - 2 in practices
        and reading.tokens[one.first - 1].key in _DONE_WITH
    }
    if not tools or len(question.topics) < 2:  # noqa: PLR2004 - sides
        return question
    left = tuple(one for one in question.components if one not in tools)
    return replace(question, components=left, purpose=tuple(filter(None, tools)))


def _is_in_case(one: Found, reading: Reading) -> bool:
    """Tell whether something is named in a clause that only tells in which case it is asked.

    So it does before what is wondered: "we have an X app, should we do Y?".
    """
    if _is_told_before(one, reading):
        return True
    keys = [token.key for token in reading.tokens[: one.first]]
    at = next((n for n in range(len(keys) - 1, -1, -1) if keys[n] in _IN_CASE), None)
    if at is None:
        return False
    following = pairwise(reading.tokens[at : one.first + 1])
    return at > 0 or not any(two.start - first.end > 1 for first, two in following)


def _is_told_before(one: Found, reading: Reading) -> bool:
    """Tell whether a text first tells of something and then asks of another."""
    asked = any(token.key in _WONDERED for token in reading.tokens[one.last + 1 :])
    return asked and reading.tokens[0].key not in _ASKED_FIRST


def with_setting(question: Question, reading: Reading, language: Language) -> Question:
    """Return a choice of a thing "for" something larger, which isn't what it does itself."""
    needs = [one for one in reading.found if one.mention.type is EntityType.NEED]
    if len(needs) < 2:  # noqa: PLR2004 - a thing, and what it is a part of
        return question
    first, second = needs[0].mention.entity, needs[1].mention.entity
    between = [token.key for token in reading.tokens[needs[0].last + 1 : needs[1].first]]
    things = language.twins.needs_of_kinds
    if first not in things or second in things or second is None or between[:1] != ["for"]:
        return question
    if len(between) > _SETTING or second not in question.needs:
        return question
    left = tuple(one for one in question.needs if one != second)
    return replace(question, needs=left, setting=(second,))


def words_before(one: Found, reading: Reading, most: int) -> list[str]:
    """Return up to so many of the words that stand before something that was found."""
    return [token.key for token in reading.tokens[max(one.first - most, 0) : one.first]]


def without_route(question: Question, reading: Reading, language: Language) -> Question:
    """Return a comparison without what something goes between: "from X into Y: A or B?".

    A practice that is done so is what the sides are wanted for. Where a move is asked about, the
    sides are of the kind that it goes to.
    """
    ends = {
        one.mention.entity: before[-1]
        for one in reading.found
        if one.mention.entity in question.components
        and (before := words_before(one, reading, 1))
        and before[-1] in _PASSING
    }
    kinds = language.kinds.of
    left = tuple(one for one in question.components if one not in ends)
    sides = len(left) + len(question.recognised) + len(question.unknown)
    goes_on = {kind for one in ends for kind in kinds.get(one or "", ())}
    alike = any(kinds[one] & goes_on for one in left)
    if len(set(ends.values())) < 2 or sides < 2 or alike:  # noqa: PLR2004 - a pair
        return question
    purpose = tuple(one for one in question.components if one in ends)
    return replace(question, components=left, purpose=question.purpose or purpose)
