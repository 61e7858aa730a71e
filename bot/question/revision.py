"""Follow-ups that change what the thread is about: "I meant X", "drop X", "only X", "add X"."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.question.model import Context, Question
from bot.question.references import pointed_at

_ANEW = ("different", "another", "new", "separate", "unrelated", "next", "other")
_SUBJECTS = ("question", "topic", "thing", "subject", "note", "matter")
_OPENING = 3  # words

_POLITE = frozenset(
    "ok okay now and then so please pls lets let us can could you we just actually also but hm"
    " well right alright fine good great cool yes yeah maybe i would like to want".split()
)
"""Words that may come before what is asked for."""
_CORRECTING = (("i", "meant"), ("i", "mean"), ("meant",))
_BEFORE_CORRECTING = frozenset({"no", "nope", "not", "sorry", "oops", "actually", "wait"})
_OPENING = 3
_DROPPING = (
    *((verb,) for verb in "drop remove ditch scrap lose skip forget exclude omit cut".split()),
    *((verb, "out") for verb in "leave take kick throw cross rule".split()),
    ("get", "rid", "of"),
    ("forget", "about"),
)
_KEEPING = (("only",), ("just",), ("keep",), ("stick", "to"), ("stick", "with"), ("focus", "on"))
_KEPT = frozenset(
    "<component> and or the a first last two three 2 3 of them those these please ones one to with"
    " on only just compare between both".split()
)
"""What may follow "only" where it says what is left to talk about."""
_ADDING = frozenset("add adding include including throw plus bring toss put consider".split())
_LINKING = frozenset({"with", "by", "for", "take", "use"})
_EXCHANGING = {
    "drop": frozenset("drop remove ditch scrap replace swap exchange exclude".split()),
    "add": frozenset("add include plus bring take use".split()) | _LINKING,
}
_OF_SEVERAL = frozenset({"compare", "recommend", "list", "stack", "alternatives"})
_ADDED_BY = 5  # words
_MAX_WORDS = 10
_AT_ALL = ("at", "all")
_PAIR = 2


def revise(question: Question, masked: Sequence[str], context: Context) -> Question | None:
    """Return the question of the thread as revised; ``None`` if the text revises nothing."""
    said = _without_polite(masked)
    if not 0 < len(said) <= _MAX_WORDS:
        return None
    before = context.question
    named = question.components or pointed_at(masked, context)
    if question.components and _is_correcting(masked) and before.components:
        return _corrected(question, before)
    dropped, added = _exchanged(question, said)
    if dropped and added and set(dropped) <= {*before.components, *context.choices}:
        return _exchange(dropped, added, question, context)
    if (named or question.excluded) and opens(said, _DROPPING):
        return without((*named, *question.excluded), question, context)
    if named and _keeps(masked, said):
        return _of(named, question, before)
    adds = question.components and not _ADDING.isdisjoint(said[:_ADDED_BY])
    return _with(question, context) if adds and before.intent != "define" else None


def _exchanged(question: Question, said: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a text drops and what it adds, as far as it says so of each name.

    As in "drop X and add Y", "replace X with Y", "X instead of Y".
    """
    if question.components and question.excluded:
        return question.excluded, question.components
    names = iter(question.components)
    if said.count("<component>") != len(question.components):
        return (), ()
    dropped: list[str] = []
    added: list[str] = []
    into: list[str] | None = None
    for word in said:
        if word in _EXCHANGING["drop"]:
            into = dropped
        elif word in _EXCHANGING["add"] and (into is not None or word not in _LINKING):
            into = added
        elif word == "<component>" and into is not None:
            into.append(next(names))
        elif word == "<component>":
            return (), ()
    return tuple(dropped), tuple(added)


def _exchange(
    dropped: tuple[str, ...], added: tuple[str, ...], question: Question, context: Context
) -> Question:
    """Return the question of the thread with other components."""
    before = context.question
    among = before.components or context.choices
    kept = tuple(one for one in among if one not in dropped)
    components = tuple(dict.fromkeys((*kept, *added)))
    intent = "compare" if len(components) >= _PAIR else before.intent
    if intent == "compare" and len(components) < _PAIR:
        intent = "when_to_use"
    return replace(
        before,
        intent=intent,
        components=components,
        kinds=(),
        excluded=tuple(one for one in before.excluded if one not in added),
        needs=question.needs or before.needs,
    )


def without(dropped: tuple[str, ...], question: Question, context: Context) -> Question:
    """Return the question of the thread without some components: "not mysql", "drop mysql"."""
    before = context.question
    excluded = tuple(dict.fromkeys((*before.excluded, *dropped)))
    components = before.components
    if set(dropped) & set(context.choices) and not set(dropped) & set(components):
        compared = before.intent == "compare"
        components = context.choices if compared else components
    kept = tuple(one for one in components if one not in excluded)
    alone = before.intent == "compare" and len(kept) == 1
    intent = "when_to_use" if alone else before.intent
    needs = question.needs or before.needs
    return replace(before, intent=intent, components=kept, excluded=excluded, needs=needs)


def _without_polite(masked: Sequence[str]) -> Sequence[str]:
    first = 0
    while first < len(masked) and masked[first] in _POLITE and masked[first] != "just":
        first += 1
    return masked[first:]


def opens(said: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether a text begins with one of the phrases."""
    return any(tuple(said[: len(words)]) == words for words in phrases)


def _is_correcting(masked: Sequence[str]) -> bool:
    """Tell whether a text opens as a correction: "no, I meant"."""
    said = [word for word in masked[:_OPENING] if word not in _BEFORE_CORRECTING]
    return opens(said, _CORRECTING)


def _corrected(question: Question, before: Question) -> Question:
    """Return the question before with what was meant in place of what was named last."""
    kept = (*before.components[:-1], *question.components)
    excluded = tuple(dict.fromkeys((*before.excluded, *question.excluded)))
    return replace(
        before,
        components=tuple(one for one in dict.fromkeys(kept) if one not in excluded),
        needs=question.needs or before.needs,
        excluded=excluded,
        unknown=question.unknown,
        recognised=question.recognised,
    )


def _keeps(masked: Sequence[str], said: Sequence[str]) -> bool:
    """Tell whether a text says which few to go on with: "only the first two"."""
    opening = next((words for words in _KEEPING if tuple(said[: len(words)]) == words), None)
    return (
        opening is not None and _KEPT.issuperset(said[len(opening) :]) and "just" not in masked[1:]
    )


def _of(named: tuple[str, ...], question: Question, before: Question) -> Question:
    """Return the question of the thread about a few of its components alone."""
    intent = "compare" if len(named) >= _PAIR else before.intent
    if len(named) < _PAIR and intent in _OF_SEVERAL:
        intent = "when_to_use"
    return replace(
        before, intent=intent, components=named, needs=question.needs or before.needs, kinds=()
    )


def _with(question: Question, context: Context) -> Question | None:
    """Return the comparison of the thread with one more component."""
    others = context.question.components or context.choices
    if not others:
        return None
    together = dict.fromkeys((*others, *question.components))
    return replace(
        question,
        intent="compare",
        components=tuple(one for one in together if one not in question.excluded),
        kinds=(),
        needs=question.needs or context.question.needs,
    )


def starts_anew(masked: Sequence[str]) -> bool:
    """Tell whether a text leaves the subject: "different question: …", "do we need X at all?"."""
    if tuple(masked[-_PAIR:]) == _AT_ALL and "we" in masked[:_PAIR]:
        return any(word[0] == "<" for word in masked)
    opening = pairwise(masked[: _OPENING + 1])
    anew = any(word in _ANEW and following in _SUBJECTS for word, following in opening)
    return anew and len(masked) > _OPENING
