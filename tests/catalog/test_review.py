"""What a pack of full review is held to, and what its judgements rest on."""

from datetime import date
from pathlib import Path

import pytest

from bot.answer.compose import compose
from bot.catalog.assemble import assemble
from bot.catalog.model import Catalog
from bot.catalog.review import DIMENSIONS, LONGEST, MINIMUM, overdue
from bot.question.model import Question, Understanding
from bot.rendering.text import render_text
from tests.catalog.conftest import Acme
from tests.catalog.packs import write_pack

pytestmark = pytest.mark.usefixtures("small_is_read_once")

PACK = """
    id: acme
    name: Acme's notes
    title: Notes of the house
    edition: "1"
    review: full
"""
WHOLE = """
    name: FrobnicateDB
    kind: relational-database
    review_by: "2099-01-01"
    sources:
      - id: frobnicatedb-manual
        title: FrobnicateDB manual
        publisher: Acme
        url: https://frobnicate.example/manual
        checked: "2026-11-01"
    source: frobnicatedb-manual
    locator: Overview
    claims:
      - id: is
        says: is
        text: FrobnicateDB is a relational database that keeps each table twice.
      - id: twice
        says: strength
        text: A FrobnicateDB server survives the loss of either copy of a table.
      - id: joins
        says: strength
        text: Joins in FrobnicateDB read from whichever copy is idle.
      - id: restore
        says: strength
        text: A lost copy in FrobnicateDB is rebuilt from the other while queries go on.
      - id: disks
        says: tradeoff
        text: FrobnicateDB needs two disks of the same size.
      - id: writes
        says: tradeoff
        text: Each write to FrobnicateDB waits for both copies.
      - id: fits-available
        says: fits
        needs: [high-availability]
        degree: core
        rests_on: [twice, restore]
        text: With two copies of each table, FrobnicateDB keeps answering when a disk fails.
      - id: fits-transactions
        says: fits
        needs: [transactions]
        text: FrobnicateDB commits a transaction on both copies or on none.
      - id: fits-integrity
        says: fits
        needs: [data-integrity]
        text: FrobnicateDB compares the copies of a table every night.
      - id: wrong-writes
        says: wrong_for
        needs: [heavy-writes]
        rests_on: [writes]
        text: Where writes are many, waiting for two disks makes FrobnicateDB the bottleneck.
      - id: licence
        says: value
        dimension: licence
        value: MIT
        version: "2 and later"
        text: FrobnicateDB 2 is under the MIT licence.
      - id: hosting
        says: value
        dimension: hosting
        value: self-hosted
        text: FrobnicateDB runs on one's own servers.
      - id: steward
        says: value
        dimension: steward
        value: one company
        text: Acme develops FrobnicateDB.
      - id: data-model
        says: value
        dimension: data-model
        value: relational
        text: FrobnicateDB holds tables of rows.
      - id: query-language
        says: value
        dimension: query-language
        value: SQL
        text: FrobnicateDB is queried with SQL.
      - id: scaling
        says: value
        dimension: scaling
        value: vertical
        text: One FrobnicateDB server holds all tables.
      - id: versus-mysql
        says: separates
        about: [frobnicatedb, mysql]
        rests_on: [twice]
        text: FrobnicateDB keeps two copies on one server; MySQL copies tables to another one.
      - id: verdict
        says: verdict
        rests_on: [twice]
        text: Take FrobnicateDB to keep two copies on a single machine.
"""


def problems(
    small: Path, directory: Path, component: str, more: dict[str, str] | None = None
) -> list[str]:
    files = {"pack.yaml": PACK, "components/frobnicatedb.yaml": component, **(more or {})}
    write_pack(directory, files)
    return [str(problem) for problem in assemble(small, (directory,)).left_out]


def without(claim: str) -> str:
    """Return the file without a claim."""
    head, *claims = WHOLE.split("      - id: ")
    sources = claims.pop(0)  # the first list is that of the sources
    kept = [one for one in claims if not one.startswith(f"{claim}\n")]
    assert len(kept) == len(claims) - 1
    return "      - id: ".join([head, sources, *kept])


def test_a_whole_file_passes(small: Path, tmp_path: Path) -> None:
    assert problems(small, tmp_path, WHOLE) == []


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        ("restore", "it lacks 1 of strength"),
        ("disks", "it lacks 1 of tradeoff"),
        ("fits-transactions", "it lacks 1 of fits"),
        ("wrong-writes", "it lacks 1 of wrong_for"),
        ("scaling", "it lacks 1 of value"),
        ("versus-mysql", "it lacks 1 of separates"),
        ("licence", "a value of licence"),
        ("hosting", "a value of hosting"),
        ("steward", "a value of steward"),
    ],
)
def test_a_component_below_the_minimum_is_refused(
    small: Path, tmp_path: Path, claim: str, problem: str
) -> None:
    found = problems(small, tmp_path, without(claim).replace(", restore]", "]"))
    assert any("'frobnicatedb' is below the minimum" in one and problem in one for one in found)


DISKS = "FrobnicateDB needs two disks of the same size."
BAD: dict[str, tuple[tuple[str, str], str]] = {
    "undated claim": (('    review_by: "2099-01-01"\n', ""), "the claim has no review_by"),
    "no such day": (('"2099-01-01"', '"soon"'), "review_by must be a day"),
    "source not dated": (('        checked: "2026-11-01"\n', ""), "needs the day on which it was"),
    "source without address": (
        ("        url: https://frobnicate.example/manual\n", ""),
        "the source 'frobnicatedb-manual' has no url",
    ),
    "too long": (("two disks of the same size", "two disks " * 22), f"the limit here is {LONGEST}"),
    "advertising": (("two disks of", "powerful, seamless disks of"), "advertises: powerful, seam"),
    "advertising by a name": (("two disks of", "to unleash disks of"), "advertises: unleash"),
    "version in words": (("needs two disks", "currently needs disks"), "version ('currently')"),
    "version in figures": (("needs two disks", "needs 3.1 of disks"), "depends on a version"),
    "the same sentence": (
        ("Each write to FrobnicateDB waits for both copies.", DISKS.replace("Frob", "frob")),
        "the sentence stands in 'acme:frobnicatedb.disks' as well",
    ),
    "loose judgement": (("rests_on: [writes]", "rests_on: [weather]"), "which does not exist"),
    "judgement on a judgement": (
        ("rests_on: [writes]", "rests_on: [fits-available]"),
        "which is a judgement itself",
    ),
    "judgement with a source": (
        ("rests_on: [writes]\n", "rests_on: [writes]\n        locator: Overview\n"),
        "has a source or rests on claims, not both",
    ),
    "value outside its vocabulary": (
        ("value: self-hosted", "value: at home"),
        "'at home' is not a value of",
    ),
    "dimension of another kind": (
        ("dimension: scaling\n        value: vertical", "dimension: daemon\n        value: none"),
        "'daemon' is not a dimension of a relational-database",
    ),
    "separates one alone": (
        ("about: [frobnicatedb, mysql]", "about: [mysql]"),
        "is about two of a sort",
    ),
    "separates a kind": (
        ("about: [frobnicatedb, mysql]", "about: [frobnicatedb, database]"),
        "is about two of a sort",
    ),
    "degree of no fit": (
        ("says: tradeoff\n", "says: tradeoff\n        degree: core\n"),
        "a claim of tradeoff has no 'degree'",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_review_refuses(small: Path, tmp_path: Path, case: str) -> None:
    (old, new), problem = BAD[case]
    assert old in WHOLE
    found = problems(small, tmp_path, WHOLE.replace(old, new))
    assert any(problem in one for one in found), found
    assert all("frobnicatedb.yaml:" in one for one in found), found


def test_a_topic_needs_practices(small: Path, tmp_path: Path) -> None:
    topic = """
    name: frobnication
    review_by: "2099-01-01"
    source: frobnicatedb-manual
    locator: Practice
    claims:
      - id: is
        says: is
        text: Frobnication means keeping two of everything.
    """
    found = problems(small, tmp_path, WHOLE, {"topics/frobnication.yaml": topic})
    assert [one for one in found if "'frobnication' has 0 practices; the minimum is 4" in one]


def test_an_unreviewed_pack_is_free_of_all_this(acme: Acme) -> None:
    assert all(c.review_by is None for c in acme.assembled.catalog.claims if c.pack == "acme")
    assert acme.assembled.left_out == ()


def test_what_is_past_its_day_is_overdue_and_still_serves(
    small: Path, tmp_path: Path, catalog: Catalog
) -> None:
    assert problems(small, tmp_path, WHOLE.replace("2099", "2025")) == []
    with_acme = assemble(small, (tmp_path,)).catalog
    stale = overdue(with_acme, date(2026, 1, 1))
    assert {claim.pack for claim in stale} == {"acme"}
    assert overdue(with_acme, date(2025, 1, 1)) == ()
    assert overdue(catalog, date(2026, 1, 1)) == ()


def test_a_judgement_is_shown_as_one_and_cites_its_grounds(small: Path, tmp_path: Path) -> None:
    assert problems(small, tmp_path, WHOLE) == []
    catalog = assemble(small, (tmp_path,)).catalog
    question = Question("when_to_use", components=("frobnicatedb",), needs=("high-availability",))
    answer = compose(Understanding("", question, 1.0), catalog)
    (claim,) = (one for one in answer.claims if one.rests_on)
    assert claim.rests_on == ("acme:frobnicatedb.twice", "acme:frobnicatedb.restore")
    assert f"{claim.text} (our judgement) [1]" in render_text(answer)
    assert "Acme's notes, read on 2026-11-01" in render_text(answer)


def test_a_version_is_shown_beside_what_depends_on_it(small: Path, tmp_path: Path) -> None:
    assert problems(small, tmp_path, WHOLE) == []
    catalog = assemble(small, (tmp_path,)).catalog
    question = Question("when_to_use", components=("frobnicatedb",), aspects=("licence",))
    assert "(2 and later) [" in render_text(compose(Understanding("", question, 1.0), catalog))


def test_the_shipped_notes_are_reviewed(catalog: Catalog) -> None:
    assert [pack.id for pack in catalog.packs if pack.review] == ["beyond"]
    assert MINIMUM
    assert set(DIMENSIONS) <= catalog.dimensions.keys()
