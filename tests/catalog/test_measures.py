"""Measures: bands that rise, without end, for needs that exist."""

import pytest

from bot.catalog.measures import right_measures
from bot.catalog.records import Place, Records
from bot.catalog.wording import Band, Measure

LAST = Band(id="much")


@pytest.mark.parametrize(
    ("bands", "least", "problem"),
    [
        ((Band(id="little", below="10"), LAST), "2", None),
        ((Band(id="little", below="10"),), None, "every band but the last"),
        ((Band(id="little"), LAST), None, "every band but the last"),
        ((Band(id="little", below="ten"), LAST), None, "every band but the last"),
        ((), None, "every band but the last"),
        ((Band(id="little", below="10"), LAST), "10", "the bands must rise"),
        ((Band(id="much", below="10"), LAST), None, "two bands have the same id"),
        ((Band(id="all", needs=("peace",)),), None, "there is no need 'peace'"),
    ],
)
def test_a_measure_with_bands_that_mean_nothing_is_reported(
    bands: tuple[Band, ...], least: str | None, problem: str | None
) -> None:
    measure = Measure(id="eggs", name="eggs", counted=("egg",), bands=bands, least=least)
    records = Records(measures={"eggs": measure}, places={"measure eggs": Place("m.yaml", 1)})
    found = [one.message for one in right_measures(records)]
    assert len(found) == (problem is not None)
    assert all(problem and problem in one for one in found)
