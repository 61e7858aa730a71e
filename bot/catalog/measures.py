"""What must hold of measures and their bands, and of the claims that speak of them."""

from collections.abc import Iterator
from itertools import pairwise

from bot.catalog.records import Records
from bot.catalog.wording import Measure
from bot.errors import Problem


def right_measures(records: Records) -> Iterator[Problem]:
    """Bands rise and the last has no end; needs that are named exist; claims name bands."""
    for measure in records.measures.values():
        for message in (*_misfits(measure), *_unknown_needs(records, measure)):
            yield _at(records, "measure", measure.id, message)
    known = {f"{m.id}.{band.id}" for m in records.measures.values() for band in m.bands}
    for claim in records.claims.values():
        for amount in claim.amounts:
            if amount not in known:
                message = f"there is no band {amount!r}; there are {', '.join(sorted(known))}"
                yield _at(records, "claim", claim.id, message)


def _misfits(measure: Measure) -> Iterator[str]:
    *ends, last = [band.below for band in measure.bands] or [""]
    numbers = [one for one in (measure.least, *ends) if one is not None]
    if last is not None or None in ends or not all(map(str.isdecimal, numbers)):
        yield "every band but the last needs a whole number that it is 'below'"
    elif any(int(one) >= int(other) for one, other in pairwise(numbers)):
        yield "the bands must rise, from 'least' on"
    if len({band.id for band in measure.bands}) < len(measure.bands):
        yield "two bands have the same id"


def _unknown_needs(records: Records, measure: Measure) -> Iterator[str]:
    for need in (*measure.needs, *(need for band in measure.bands for need in band.needs)):
        if need not in records.needs:
            yield f"there is no need {need!r}"


def _at(records: Records, space: str, key: str, message: str) -> Problem:
    place = records.places[f"{space} {key}"]
    return Problem(place.path, place.line, message)
