"""What a mentioned component is to the question: asked about, or ruled out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.question.lexicon import FILLERS
from bot.question.model import EntityType, Role
from bot.question.spans import Found
from bot.text import Token

_RULING_OUT = (
    ("anything", "but"),
    ("everything", "but"),
    ("all", "but"),
    ("nothing", "like"),
    ("except",),
    ("except", "for"),
    ("excluding",),
    ("without",),
    ("other", "than"),
    ("apart", "from"),
    ("aside", "from"),
    ("besides",),
    ("avoid",),
    ("avoiding",),
    ("no",),
    ("not",),
    ("never",),
    ("don't", "want"),
    ("don't", "like"),
    ("dont", "want"),
    ("do", "not", "want"),
    ("can't",),
    ("cannot",),
    ("isn't",),
    ("can't", "stand"),
    ("cannot", "stand"),
    ("rather", "not"),
    ("fed", "up", "with"),
    ("sick", "of"),
    ("hate",),
    ("hates",),
    ("dislike",),
    ("neither",),
    ("nor",),
    ("don't", "recommend"),
    ("do", "not", "recommend"),
    ("don't", "suggest"),
    ("not", "a", "fan", "of"),
    ("not", "fans", "of"),
    ("ruled", "out"),
    ("rule", "out"),
    ("banned",),
    ("forget",),
)
_RULED_OUT_AFTER = (
    ("is", "out"),
    ("are", "out"),
    ("is", "not", "allowed"),
    ("isn't", "allowed"),
    ("is", "not", "an", "option"),
    ("isn't", "an", "option"),
    ("is", "off", "the", "table"),
    ("is", "banned"),
    ("is", "forbidden"),
    ("won't", "do"),
    ("won't", "fly"),
    ("gets", "fired"),
    ("excluded",),
    ("aside",),
)
_PREFERRING = (("rather", "than"), ("instead", "of"))
"""Rules out, unless another name was weighed before: "Mongo instead of Postgres" compares."""
_UNWANTED = (
    ("without",),
    ("no",),
    ("not",),
    ("non",),
    ("isn't",),
    ("don't", "need"),
    ("do", "not", "need"),
    ("doesn't", "need"),
    ("does", "not", "need"),
    ("don't", "support"),
    ("doesn't", "support"),
    ("not", "need"),
    ("not", "good", "for"),
    ("not", "for"),
    ("doesn't", "have"),
    ("lacks",),
)
"""What before a need says that it is not wanted: "without transactions"."""
_BETWEEN = frozenset({"strict", "any", "full"}) | FILLERS
_MAX_AFTER = 4
_SKIPPED = (FILLERS - {"of"}) | {"use", "using", "want", "with", "either"}
_ASKING_NOT = {(w,) for w in ("why", "what", "if", "or", "when", "is", "are", "should", "whether")}
_TAKES_VERB: dict[tuple[str, ...], bool] = {("not",): False, ("can't",): True, ("cannot",): True}
"""Whether "use" stands between: "not X" and "can't use X" rule out, "not use X" may ask."""
_LISTING = frozenset({"or", "nor", "and"})


def assign_roles(tokens: Sequence[Token], found: Sequence[Found]) -> Iterator[Found]:
    """Yield the mentions with their roles; a list after "without" is ruled out as a whole."""
    previous: Found | None = None
    asked = False
    for one in found:
        if one.mention.type in {EntityType.COMPONENT, EntityType.UNKNOWN, EntityType.KIND}:
            phrases = _RULING_OUT if asked else _RULING_OUT + _PREFERRING
            if (
                _is_ruled_out(tokens, one.first, phrases)
                or _is_ruled_out_after(tokens, one.last)
                or _continues_list(tokens, previous, one)
            ):
                one = replace(one, mention=replace(one.mention, role=Role.EXCLUDED))  # noqa: PLW2901
            elif one.mention.type is not EntityType.KIND:
                asked = True
        elif one.mention.type is EntityType.NEED and _is_unwanted(tokens, one.first):
            one = replace(one, mention=replace(one.mention, role=Role.EXCLUDED))  # noqa: PLW2901
        yield one
        previous = one


def _is_ruled_out(tokens: Sequence[Token], first: int, phrases: Sequence[tuple[str, ...]]) -> bool:
    end = first
    while end and tokens[end - 1].key in _SKIPPED:
        end -= 1
    before = tuple(token.key for token in tokens[:end])
    for phrase in phrases:
        if before[-len(phrase) :] != phrase:
            continue
        asking = before[: -len(phrase)][-1:] in _ASKING_NOT
        by_verb = end < first
        return not asking and by_verb == _TAKES_VERB.get(phrase, by_verb)
    return False


def _is_unwanted(tokens: Sequence[Token], first: int) -> bool:
    end = first
    while end and tokens[end - 1].key in _BETWEEN:
        end -= 1
    before = tuple(token.key for token in tokens[:end])
    return any(before[-len(phrase) :] == phrase for phrase in _UNWANTED) and (
        before[-2:-1] not in _ASKING_NOT
    )


def _is_ruled_out_after(tokens: Sequence[Token], last: int) -> bool:
    after = tuple(token.key for token in tokens[last + 1 : last + 1 + _MAX_AFTER])
    return any(after[: len(phrase)] == phrase for phrase in _RULED_OUT_AFTER)


def _continues_list(tokens: Sequence[Token], previous: Found | None, one: Found) -> bool:
    """Tell whether a name goes on the list of what is ruled out: "without X or Y"."""
    if previous is None or previous.mention.role is not Role.EXCLUDED:
        return False
    if EntityType.KIND in {previous.mention.type, one.mention.type}:
        return False
    between = [token.key for token in tokens[previous.last + 1 : one.first]]
    return all(word in _LISTING for word in between)
