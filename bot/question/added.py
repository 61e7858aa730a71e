"""What a follow-up adds to its thread: "we're all on AWS", "does it do X?", "and if it fails?"."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.question.kinds import Kinds
from bot.question.model import Context, EntityType, Question
from bot.question.ranking import PLACEHOLDERS

_COMPONENT = PLACEHOLDERS[EntityType.COMPONENT]
_TAKEN = (_COMPONENT, "it", "is")
_OPENING = frozenset("and or but so ok okay oh well also btw right hm".split())
_SETTLING = frozenset({"that", "this", "it"})
_AFFECTING = frozenset("change changes matter matters help helps make makes affect affects".split())
_TELLING = frozenset(
    "we our everything all everybody everyone my it they there budget team about roughly around"
    " approx maybe must has have needs need".split()
)
"""What tells something of the case where nothing is asked."""
_BEHIND = frozenset("on behind in inside with within under at".split())
_ASKING = frozenset(
    "which what why how when where who should could would can does do did is are or vs versus"
    " still than instead better compare difference alternative alternatives".split()
)
_BE = {("it", "is"), ("we", "are"), ("they", "are"), ("there", "are"), ("there", "is")}
_OF_THEM = frozenset("it they that those these this".split())
_GOING_ON = {("what", "about"), ("how", "about")}
_CLOSED = frozenset("is are does do can could will would has have".split())
_WEIGHING = frozenset(
    "than over compare compared vs versus replace replaced relate better worse instead or".split()
)
_CHOICES = frozenset({"recommend", "alternatives"})
_OF_ONE = frozenset({"define", "when_to_use"})
_OF_LEADS = _CHOICES | {"list", "stack"}
_OFF_TOPIC = frozenset({"out_of_scope", "smalltalk"})
_MOST_OF_WAYS = 12  # words
_TAIL = 5  # words
_PAIR = 2


def added(
    question: Question, masked: Sequence[str], context: Context, kinds: Kinds
) -> Question | None:
    """Return the question of the thread with what a text adds; ``None`` if it asks another."""
    before = context.question
    if len(question.components) == 1 and tuple(masked[-len(_TAKEN) :]) == _TAKEN:
        return Question("when_to_use", components=question.components)  # "ok, X it is"
    said = _without_opening(masked)
    if not said:
        return None
    if _weighs_ways(question, said, before):
        return replace(before, left_over=())
    if _tells(told := _without_tail(said)):
        return _with_told(question, told, before, kinds)
    of_them = said[0] in _CLOSED and said[1:2] and said[1] in _OF_THEM
    if of_them or (before.intent == "compare" and tuple(said[:2]) in _GOING_ON):
        return _of_them(question, said, context, kinds)
    return _in_case(question, said, before)


def _without_opening(masked: Sequence[str]) -> Sequence[str]:
    first = 0
    while first < len(masked) and masked[first] in _OPENING:
        first += 1
    return masked[first:]


def _without_tail(said: Sequence[str]) -> Sequence[str]:
    """Return a text without a question whether what it tells counts: "does that matter?"."""
    for at in range(max(len(said) - _TAIL, 1), len(said) - 1):
        if said[at] in _CLOSED and said[at + 1] in _SETTLING and said[-1] != _COMPONENT:
            return said[:at] if not _AFFECTING.isdisjoint(said[at + 2 :]) else said
    return said


def _tells(said: Sequence[str]) -> bool:
    """Tell whether a text asks nothing: "we're all on X", "50k clients, behind X", "for X"."""
    rest = said[2:] if tuple(said[:2]) in _BE else said
    if not rest or not _ASKING.isdisjoint(rest):
        return False
    return said[0] in _TELLING or said[0] in _BEHIND or _counts(rest)


def _with_told(
    question: Question, told: Sequence[str], before: Question, kinds: Kinds
) -> Question | None:
    """Return the question of the thread with what is told; ``None`` if that is nothing to it."""
    kinds_matter = question.kinds and before.intent != "compare"
    if kinds_matter or question.undescribed or question.excluded:
        return None
    named = tuple(one for one in question.components if one not in before.components)
    needs = tuple(dict.fromkeys((*before.needs, *question.needs)))
    if before.intent in _CHOICES and (named or question.needs) and not question.topics:
        kept = [one for one in before.components if not _is_side([one], named, kinds)]
        return replace(before, components=(*kept, *named), needs=needs)
    if before.intent == "compare" and not _is_side(named, before.components, kinds):
        purpose = tuple(dict.fromkeys((*before.purpose, *named, *question.purpose)))
        topics = () if question.purpose else question.topics
        whole = replace(before, needs=needs, purpose=purpose, topics=(*before.topics, *topics))
        return whole if named or question.needs or question.topics or _counts(told) else None
    if named or question.needs or not before.subjects:
        return None
    if before.intent == "topic" and question.topics:
        return replace(before, topics=tuple(dict.fromkeys((*before.topics, *question.topics))))
    return before if _counts(told) else None


def _counts(said: Sequence[str]) -> bool:
    """Tell whether a text counts something: "200 jobs an hour"."""
    return any(word[0].isdigit() for word in said[:-1])


def _is_side(named: Sequence[str], sides: Sequence[str], kinds: Kinds) -> bool:
    """Tell whether any of what is named does the job of one of the sides."""
    weighed = {kind for one in sides for kind in kinds.of[one]}
    return any(kinds.of[one] & weighed for one in named)


def _of_them(
    question: Question, said: Sequence[str], context: Context, kinds: Kinds
) -> Question | None:
    """Return what is asked of the same things: "does it do <topic>?", "do they support X?"."""
    before = context.question
    sides = before.components or (context.leads if before.intent in _OF_LEADS else ())
    beside = question.kinds or question.needs or question.undescribed or question.excluded
    if not sides or beside or not _WEIGHING.isdisjoint(said):
        return None
    if question.topics and not question.components:  # "does it do X?"
        intent = "compare" if len(sides) >= _PAIR else "when_to_use"
        return replace(question, intent=intent, components=sides, closed=True, explained=True)
    named = question.components if said[0] in _CLOSED else ()
    if not named or question.topics or _is_side(named, sides, kinds):
        return None
    if len(sides) >= _PAIR:
        return replace(before, intent="compare", components=sides, purpose=named, closed=True)
    together = (*sides, *named)
    if len(together) != _PAIR:
        return None
    return replace(question, intent="define", components=together, joint=True, closed=True)


def _weighs_ways(question: Question, said: Sequence[str], before: Question) -> bool:
    """Tell whether two ways of the practice before are weighed: "at the edge or in each node?"."""
    asked = len(said) <= _MOST_OF_WAYS and "or" in said[1:-1] and question.intent not in _OFF_TOPIC
    named = question.components or question.topics or question.needs or question.undescribed
    placed = said[0] in _BEHIND or not question.kinds
    of_practice = bool(before.topics) and before.intent in {"topic", "when_to_use"}
    return asked and placed and of_practice and not (named or question.excluded)


def _in_case(question: Question, said: Sequence[str], before: Question) -> Question | None:
    """Return what is asked for a case in words of its own: "and if a job runs for hours?"."""
    asked = said[1:] if said[0] == "what" else said
    named = question.subjects or question.needs or question.undescribed or question.excluded
    if asked[:1] != ("if",) or named:
        return None
    if (before.topics or before.needs) and before.intent in _OF_ONE | {"topic"}:
        return before
    if before.intent in _OF_ONE and len(before.components) == 1:
        return Question("topic", components=before.components)
    return before if _counts(said) and before.subjects else None


def chosen_for(question: Question, before: Question, kinds: Kinds) -> Question:
    """Return a choice of a kind for what the thread is about: "which framework for that?".

    That is what it is wanted for, and the language, if the thread is about one.
    """
    if not question.kinds or question.needs or question.components or question.against:
        return question
    bases = tuple(one for one in before.components if kinds.of[one] & kinds.bases)
    wanted = set(question.kinds)
    fits = len(bases) == 1 and kinds.of[bases[0]].isdisjoint(wanted)
    return replace(question, needs=before.needs, components=bases if fits else ())
