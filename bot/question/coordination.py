"""Names that are given beside each other to choose from: "X or Y", "X? Y? Z?"."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.question.model import EntityType, Question, Role
from bot.question.reading import Reading
from bot.question.spans import Found

CHOICE = frozenset({"or", "vs", "versus"})
_JOINING = CHOICE | {"and"}
_PASSED_OVER = frozenset("a the just maybe perhaps even plain simply also".split())
_BEHIND = frozenset("with in on using under for".split())
_TAKING = frozenset("go going went start stick stay choose between".split())
_NAMES = frozenset({EntityType.COMPONENT, EntityType.UNKNOWN})
_TOGETHER = ("both", "together")
_INSTEAD = frozenset({"or", "not"})
_INSTEAD_OF = frozenset({"instead", "rather", "opposed", "over"})
_NEAR = 4  # words
_MORE = 2
"""Names without a word that says that they are a choice: a list has more of them."""


def choices(
    reading: Reading, kinds: Mapping[str, frozenset[str]], *, joined: bool = False
) -> Iterator[tuple[Found, ...]]:
    """Yield names in a row that are offered as a choice; ``joined`` takes "X and Y" for one.

    ``kinds`` are those of components: alike ones need no comma in a row, as in "X Y or Z".
    """
    for run in _rows(reading, kinds):
        gaps = [_between(reading, one, other) for one, other in pairwise(run)]
        chosen = any(not CHOICE.isdisjoint(gap) for gap in gaps) or _is_between(reading, run[0])
        listed = len(run) > _MORE and not any(gaps[:-1])
        if chosen or listed or joined:
            yield run


def _rows(reading: Reading, kinds: Mapping[str, frozenset[str]]) -> Iterator[tuple[Found, ...]]:
    """Yield the names, two and more, that only punctuation and small words stand between."""
    run: list[Found] = []
    for one in reading.found:
        if one.mention.type not in _NAMES or one.mention.role is not Role.ASKED:
            continue
        if run and not _adjoins(reading, run[-1], one, kinds):
            if len(run) > 1:
                yield tuple(run)
            run = []
        if run or not _is_setting(reading, one):
            run.append(one)
    if len(run) > 1:
        yield tuple(run)


def _is_between(reading: Reading, name: Found) -> bool:
    return name.first > 0 and reading.tokens[name.first - 1].key == "between"


def _is_setting(reading: Reading, name: Found) -> bool:
    """Tell whether a name says where the choice is made: "with X, Y or Z?", not "go with X"."""
    if runs_on(reading, name) is not None:
        return False
    before = [token.key for token in reading.tokens[max(name.first - 2, 0) : name.first]]
    return not _BEHIND.isdisjoint(before[-1:]) and _TAKING.isdisjoint(before)


def runs_on(reading: Reading, base: Found) -> Found | None:
    """Return the name that is said to run on another: the X of "X on Y or Z"."""
    first = base.first - 1
    if first < 1 or reading.tokens[first].key != "on":
        return None
    named = (one for one in reading.found if one.last == first - 1)
    return next((one for one in named if one.mention.type in _NAMES), None)


def _adjoins(
    reading: Reading, one: Found, other: Found, kinds: Mapping[str, frozenset[str]]
) -> bool:
    """Tell whether a name comes right after another, behind a comma or a word like "or"."""
    between = _between(reading, one, other)
    if between:
        return _JOINING.issuperset(between)
    if reading.tokens[other.first].start - reading.tokens[one.last].end > 1:
        return True
    alike = [kinds.get(found.mention.entity or "", frozenset()) for found in (one, other)]
    return bool(alike[0] & alike[1])


def _between(reading: Reading, one: Found, other: Found) -> Sequence[str]:
    keys = [token.key for token in reading.tokens[one.last + 1 : other.first]]
    return [key for key in keys if key not in _PASSED_OVER]


def offers_both(masked: Sequence[str]) -> bool:
    """Tell whether to take all of what is weighed is one of the choices: "X or Y, or both?"."""
    for at, word in enumerate(masked):
        before = masked[max(at - _NEAR, 0) : at] if word in _TOGETHER else ()
        near = next((n for n, one in enumerate(reversed(before)) if one in _INSTEAD), None)
        if near is not None and all(one[0] != "<" for one in before[len(before) - near :]):
            return True
    return False


def joined(question: Question, reading: Reading, kinds: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the components that are said to be a choice, in order.

    They stand on either side of "or" or "vs", or before "instead of" and the like.
    """
    runs = [
        [(runs_on(reading, one) or one).mention.entity for one in run]
        for run in choices(reading, kinds)
    ]
    named = dict.fromkeys(one for run in runs for one in run if one in question.components)
    if len(named) < 2:  # noqa: PLR2004 - a pair
        return []
    preferred = (
        one.mention.entity
        for one, other in pairwise(reading.found)
        if one.mention.entity in question.components
        and other.mention.entity in named
        and not _INSTEAD_OF.isdisjoint(_between(reading, one, other))
    )
    return [one for one in dict.fromkeys((*preferred, *named)) if one]
