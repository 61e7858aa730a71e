"""What a mentioned component is to the question: asked about, or ruled out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.question.lexicon import FILLERS
from bot.question.mentions import Found
from bot.question.model import EntityType, Role
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
    ("hate",),
)
_PREFERRING = (("rather", "than"), ("instead", "of"))
"""Rules out, unless another name was weighed before: "Mongo instead of Postgres" compares."""
_SKIPPED = FILLERS | {"use", "using", "want", "with"}
_ASKING_NOT = frozenset({"why", "if", "or", "when", "is", "are", "should", "whether"})
_LISTING = frozenset({"or", "nor", "and"})


def assign_roles(tokens: Sequence[Token], found: Sequence[Found]) -> Iterator[Found]:
    """Yield the mentions with their roles; a list after "without" is ruled out as a whole."""
    previous: Found | None = None
    asked = False
    for one in found:
        if one.mention.type in {EntityType.COMPONENT, EntityType.UNKNOWN, EntityType.KIND}:
            phrases = _RULING_OUT if asked else _RULING_OUT + _PREFERRING
            if _is_ruled_out(tokens, one.first, phrases) or _continues_list(tokens, previous, one):
                one = replace(one, mention=replace(one.mention, role=Role.EXCLUDED))  # noqa: PLW2901
            elif one.mention.type is not EntityType.KIND:
                asked = True
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
        asking = phrase == ("not",) and before[:-1] and before[-2] in _ASKING_NOT
        return not asking and not (phrase == ("not",) and end < first)
    return False


def _continues_list(tokens: Sequence[Token], previous: Found | None, one: Found) -> bool:
    if previous is None or previous.mention.role is not Role.EXCLUDED:
        return False
    between = [token.key for token in tokens[previous.last + 1 : one.first]]
    return all(word in _LISTING for word in between)
