"""The table of a comparison: the rows that differ and tell most, and what is alike."""

from collections.abc import Mapping, Sequence
from itertools import islice, permutations

from bot.answer.deciding import are_joined, chooses, own_needs
from bot.answer.draft import Draft, Told
from bot.answer.facts import parts_of, stems_of, values_by_dimension
from bot.answer.model import Table
from bot.answer.phrases import Say, fill
from bot.answer.telling import asked_stems
from bot.answer.two_sides import tells_apart
from bot.catalog.model import Claim, Dimension, Says

_PAIR = 2
_MAX_ROWS = 4
_MAX_BESIDE_CHOICE = 3
_FEW_ROWS = 2
_MAX_ALIKE = 4
_MAX_SHARED = 5


def differing_on(draft: Draft, sides: Sequence[str]) -> list[str]:
    """Return the dimensions on which the sides have different values, in table order."""
    values = [values_by_dimension(draft.catalog, side) for side in sides]
    told = {dimension for claims in values for dimension in claims}
    return [
        dimension
        for dimension in draft.catalog.dimensions
        if dimension in told and len({parts_of(claims.get(dimension, ())) for claims in values}) > 1
    ]


def show_differences(draft: Draft, sides: Sequence[str]) -> None:
    """Add the rows that differ and tell most, and what is alike.

    Where it was told what to take and nobody asks for the differences, that is no more than a few
    rows. A side without a value in them has no place in a table.
    """
    values = [values_by_dimension(draft.catalog, side) for side in sides]
    differing = differing_on(draft, sides)
    dimensions = draft.catalog.dimensions
    said = chooses(draft, sides) or are_joined(draft.catalog, sides) or draft.question.needs
    told = bool(said) and not tells_apart(draft.question)
    asked = asked_stems(draft.catalog, draft.question)
    asked |= {stem for one in draft.question.needs for stem in stems_of(draft.name(one))}
    parted = [
        one
        for one in differing
        if _parts_ways(one, values) or not asked.isdisjoint(stems_of(dimensions[one].name))
    ]
    telling = _telling(draft, sides, values, parted, fill_up=not told)
    telling.sort(key=lambda one: asked.isdisjoint(stems_of(dimensions[one].name)))
    telling = telling[: _MAX_BESIDE_CHOICE if told else None]
    if not all(any(one in claims for one in telling) for claims in values):
        return
    rows = tuple(  # no more are cited than are shown
        (dimensions[one].name, tuple(draft.cell(claims.get(one, ())) for claims in values))
        for one in telling
    )
    shared = (
        (dimensions[one].name, cell)
        for one in dimensions
        if one not in differing
        and dimensions[one].place is None
        and (cell := draft.shared([claims.get(one, ()) for claims in values])) is not None
    )
    alike = tuple(islice(shared, 0 if told else _MAX_ALIKE))
    kinds = draft.catalog.kinds.keys() >= set(sides)  # one value isn't that of all their members
    if len(rows) > kinds:
        columns = tuple(draft.name(side) for side in sides)
        draft.add(Table(fill(Say.DIFFERENCES), columns, rows, alike))


def said_alike(draft: Draft, sides: Sequence[str]) -> None:
    """Show the strengths and uses that all sides share, where nothing else was to show."""
    if any(own_needs(draft, side, sides) for side in sides) or differing_on(draft, sides):
        return
    first, *others = sides
    shared = [
        Told(claim)
        for claim in draft.catalog.claims_about(first, Says.STRENGTH, Says.FITS)
        if all(other in claim.about for other in others)
    ]
    draft.bullets(fill(Say.SAME_OF_ALL), shared, _MAX_SHARED)


def _telling(
    draft: Draft,
    sides: Sequence[str],
    values: Sequence[Mapping[str, Sequence[Claim]]],
    differing: Sequence[str],
    *,
    fill_up: bool,
) -> list[str]:
    """Return the dimensions to show: those with a value on every side, the most telling first.

    What any component has may fill up where these are few and one of a job stands out; what only
    some sides have a value for is shown where there is nothing else, if they are two at least.
    """
    dimensions = draft.catalog.dimensions
    last = {one for one in differing if dimensions[one].place == "last"}
    whole = [one for one in differing if all(one in claims for claims in values)]
    shown = [one for one in whole if one not in last][: _MAX_ROWS - (len(values) > _PAIR)]
    filling = [one for one in whole if one in last and _stands_out(dimensions[one], values)]
    if not fill_up or len({draft.catalog.job(side) for side in sides}) > 1:
        filling = []
    shown += filling[: max(_FEW_ROWS - len(shown), 0)]
    some = [one for one in differing if sum(one in claims for claims in values) > 1]
    return shown or [one for one in some if one not in last][:_FEW_ROWS]


def _parts_ways(dimension: str, values: Sequence[Mapping[str, Sequence[Claim]]]) -> bool:
    """Tell whether sides differ by more than one value that the one has beside all of the other's.

    "Built in" and "built in or by a module" say little of which to take.
    """
    sides = [parts_of(claims.get(dimension, ())) for claims in values]
    pairs = permutations(sides, _PAIR)
    return any(len(one - other) > (one >= other) for one, other in pairs)


def _stands_out(dimension: Dimension, values: Sequence[Mapping[str, Sequence[Claim]]]) -> bool:
    """Tell whether a side has a value that is worth a row where little else differs."""
    told = {part for claims in values for part in parts_of(claims.get(dimension.id, ()))}
    return not (dimension.telling and told.isdisjoint(dimension.telling))
