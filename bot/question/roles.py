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
    ("rather", "not"),
    ("fed", "up", "with"),
    ("sick", "of"),
    ("hate",),
    ("hates",),
    ("dislike",),
    ("neither",),
    ("nor",),
    ("not", "a", "fan", "of"),
    ("not", "fans", "of"),
    ("ruled", "out"),
    ("rule", "out"),
    ("banned",),
    ("forget",),
    ("forget", "about"),
    ("skip",),
    ("ignore",),
    ("ignoring",),
    ("minus",),
    ("sans",),
    ("w", "o"),
    ("nothing", "with"),
    ("no", "more"),
    ("tired", "of"),
    ("rid", "of"),
    ("away", "from"),
    ("moving", "from"),
    ("migrating", "from"),
    ("switching", "from"),
    ("moving", "off"),
    ("move", "off"),
    ("leaving",),
    ("replacing",),
)
_NEGATORS = frozenset(
    "no not never don't dont doesn't didn't won't wont can't cannot cant couldn't wouldn't"
    " haven't hasn't aren't".split()
)
_NEGATED = FILLERS | frozenset(
    "want wants wanted use uses using used like likes have having need run running take pick"
    " know knows knew choose consider considering say recommend suggest suggesting afford"
    " stand touch be going go"
    " to with for more ever even either really necessarily".split()
)
"""What may stand between a negation and what it rules out: "we are not going to use X"."""
_ASKING = frozenset("why what which when how if whether or should shall isn't would".split())
_WHY = frozenset({"why", "when", "how", "if", "whether"})
_AUXILIARY = frozenset({"is", "are", "do", "does", "can", "could", "will"})
_ASKING_BEFORE = 4
"""Words before a negation in which one that asks makes it a question: "should we not use X"."""
_STATING = frozenset({"have", "has", "had", "got"})
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
    ("is", "ruled", "out"),
    ("is", "a", "no", "go"),
    ("is", "no", "option"),
    ("is", "not", "possible"),
    ("isn't", "possible"),
    ("is", "not", "wanted"),
    ("isn't", "wanted"),
    ("is", "not", "acceptable"),
    ("is", "unacceptable"),
    ("not", "allowed"),
    ("not", "possible"),
    ("not", "wanted"),
    ("doesn't", "work", "for"),
    ("didn't", "work"),
    ("did", "not", "work"),
    ("won't", "work"),
    ("no", "thanks"),
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
_SKIPPED = (FILLERS - {"of"}) | {"use", "using", "with", "either"}
_ASKING_NOT = {(w,) for w in ("why", "what", "if", "or", "when", "is", "are", "should", "whether")}
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
    return _is_negated(tokens, first) or any(
        before[-len(phrase) :] == phrase and before[: -len(phrase)][-1:] not in _ASKING_NOT
        for phrase in phrases
    )


def _is_negated(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a negation reaches a name: "don't want X", "we are not going to use X".

    It doesn't in a question, over a comma, or where "have no X" tells what there is.
    """
    at = first - 1
    while at >= 0 and _is_next(tokens, at) and tokens[at].key in _NEGATED:
        at -= 1
    if at < 0 or tokens[at].key not in _NEGATORS or not _is_next(tokens, at):
        return False
    clause = at
    while clause and at - clause < _ASKING_BEFORE and _is_next(tokens, clause - 1):
        clause -= 1
    before = [token.key for token in tokens[clause:at]]
    if tokens[at].key == "no":
        return before[-1:] == [] or before[-1] not in _STATING
    if before[-1:] in (["is"], ["are"]) and before[0] not in _WHY:  # "which one is not X"
        return len(before) > 1
    inverted = len(before) > 1 and before[0] in _AUXILIARY  # "do we not use X?"
    return not inverted and not _ASKING.intersection(before)


def _is_next(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether nothing but a space stands between a word and the one after it."""
    return tokens[at + 1].start - tokens[at].end <= 1


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
