"""``stackguide knowledge show`` and ``search``: looking things up, whatever is typed."""

import sys
from pathlib import Path

import pytest

from bot.catalog.lookup import find
from bot.catalog.model import Catalog, Says
from bot.cli.main import main
from bot.cli.sheets import sheet
from tests.catalog.packs import COMPONENT, write_pack
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch, knowledge_file: Path) -> None:
    """No packs, and the knowledge file of this test run."""
    for name in ("STACKGUIDE_PACKS", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STACKGUIDE_KNOWLEDGE_DB", str(knowledge_file))


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["knowledge", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize("asked", ["postgresql", "PostgreSQL", "Postgres", "POSTGRES", "post gres"])
def test_a_component_is_shown_by_id_name_or_alias(
    asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run("show", *asked.split(), capsys=capsys)
    assert (code, err) == (0, "")
    assert out.startswith("PostgreSQL\n  component    postgresql\n")
    assert "relational database (relational-database)" in out
    assert "  layer        data\n" in out
    assert "  also called  postgres, pg, " in out


def test_every_claim_of_a_component_is_shown_with_id_and_source(
    catalog: Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run("show", "redis", capsys=capsys)
    lines = out.splitlines()
    for claim in catalog.claims_about("redis"):
        origin = lines[lines.index(f"  {claim.text}") + 1]
        assert origin.strip().startswith(f"{claim.id}; ")
        assert origin.endswith(f"; {claim.source}, “{claim.locator}”")
    headings = [line for line in lines if line in set(Says)]
    assert headings == [
        *("is", "strength", "tradeoff", "fits", "wrong_for"),
        *("value", "pairs", "serves", "separates", "move", "pick", "shape"),
        *("outlook", "verdict"),
    ]


def test_what_refers_to_a_thing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    _, topic, _ = run("show", "caching", capsys=capsys)
    assert "refers to it: serves\n  Redis is the cache that the guide names.\n" in topic
    _, need, _ = run("show", "transactions", capsys=capsys)
    assert "refers to it: fits\n" in need
    assert "about relational database, PostgreSQL, MySQL; for transactions; " in need
    _, kind, _ = run("show", "rdbms", capsys=capsys)
    assert (
        "components   MySQL (mysql), PostgreSQL (postgresql), CockroachDB (cockroachdb), " in kind
    )
    _, parent, _ = run("show", "database", capsys=capsys)
    assert "kinds of it  relational database (relational-database)" in parent


def test_a_name_that_is_a_word_is_shown_with_its_rule(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run("show", "express", capsys=capsys)
    assert "express (near js, node," in out
    assert "not in american express," in out


def test_everything_is_found_by_its_own_id(catalog: Catalog) -> None:
    entities = (catalog.components, catalog.kinds, catalog.topics, catalog.needs)
    ids = [one for table in entities for one in table]
    ids += [claim.id for claim in catalog.claims][::41]  # each is looked for among all
    ids += [*list(catalog.sources)[::41], *(pack.id for pack in catalog.packs)]
    for one in ids:
        (thing,) = find(catalog, one)
        assert thing.id == one
        assert sheet(catalog, thing).fields


def test_a_claim_is_shown_whole_with_its_source_and_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    _, out, _ = run("show", "guide:redis.storage", capsys=capsys)
    for field in (
        "says         value",
        "about        Redis (redis)",
        "text         Redis keeps frequently accessed data in memory.",
        "dimension    Data kept in (storage)",
        "value        memory",
        "section      Data Management and Persistence",
        "author       Marcus Reyes",
        "publisher    News & Updates",
        "pack         guide",
    ):
        assert f"\n  {field}\n" in out
    file, _, line = out.splitlines()[-1].removeprefix("  written      ").rpartition(":")
    assert (ROOT / file).read_text(encoding="utf-8").splitlines()[
        int(line) - 1
    ] == "  - id: storage"


@pytest.mark.usefixtures("small_is_shipped")
def test_a_claim_of_an_operators_pack_leads_to_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STACKGUIDE_PACKS", str(write_pack(tmp_path / "pack")))
    monkeypatch.setenv("STACKGUIDE_KNOWLEDGE_DB", str(tmp_path / "k.db"))
    _, out, _ = run("show", "acme:frobnicatedb.fits", capsys=capsys)
    assert "  url          https://handbook.example/stack\n" in out
    assert out.endswith(f"  written      {tmp_path}/pack/components/frobnicatedb.yaml:11\n")


@pytest.mark.usefixtures("small_is_shipped")
def test_where_two_directories_are_of_one_pack_neither_is_taken_for_the_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = COMPONENT.replace("relational-database", "gizmo")
    packs = (
        write_pack(tmp_path / "bad", {"components/frobnicatedb.yaml": bad}),
        write_pack(tmp_path / "good"),
    )
    monkeypatch.setenv("STACKGUIDE_PACKS", ":".join(str(pack) for pack in packs))
    monkeypatch.setenv("STACKGUIDE_KNOWLEDGE_DB", str(tmp_path / "k.db"))
    _, out, _ = run("show", "acme:frobnicatedb.fits", capsys=capsys)
    assert out.endswith("  written      components/frobnicatedb.yaml:11 in the pack acme\n")


@pytest.mark.usefixtures("small_is_shipped")
def test_what_shares_a_name_is_all_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = COMPONENT.replace("aliases: [frob, frobdb]", "aliases: [{text: blob, shared: ask}]")
    other = one.replace("FrobnicateDB", "HeapKeeper")
    files = {"components/frobnicatedb.yaml": one, "components/heapkeeper.yaml": other}
    monkeypatch.setenv("STACKGUIDE_PACKS", str(write_pack(tmp_path / "pack", files)))
    monkeypatch.setenv("STACKGUIDE_KNOWLEDGE_DB", str(tmp_path / "k.db"))
    _, out, _ = run("show", "blob", capsys=capsys)
    assert "component    frobnicatedb" in out
    assert "component    heapkeeper" in out
    assert "blob (shared: ask)" in out


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("postgers", "postgresql (PostgreSQL)"),
        ("kuberntes", "kubernetes (Kubernetes)"),
        ("guide:redis.storag", "guide:redis.storage"),
        ("qqqq", "stackguide knowledge list"),
        ("", "stackguide knowledge list"),
        ("\udcff", "stackguide knowledge list"),
    ],
)
def test_the_nearest_is_told_where_nothing_has_that_id(
    asked: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run("show", asked, capsys=capsys)
    assert (code, out) == (1, "")
    assert err.startswith(f"stackguide: Nothing is known as {asked!r}. ")
    assert near in err


@pytest.mark.parametrize(
    ("asked", "hit"),
    [
        ("k8s", "kubernetes (component)\n  Kubernetes: k8s, "),
        ("payments", "financial-systems (need)\n"),
        ("read latency", "guide:redis.latency (claim, strength: Redis)\n  Redis lowers latency"),
        ("transact", "transactions (need)\n"),
        ("redis' \"*", "redis (component)\n"),
        ("redis 😀", "redis (component)\n"),
    ],
)
def test_search_finds_names_phrasings_and_claims(
    asked: str, hit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run("search", *asked.split(), capsys=capsys)
    assert (code, err) == (0, "")
    assert hit in out
    assert "\x1b[" not in out
    assert "\x02" not in out


def test_search_puts_what_has_the_name_first(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run("search", "redis", capsys=capsys)
    assert out.startswith("redis (component)\n  Redis: redis cache, redis server\n")
    assert out.count("\n  ") > 1


def test_search_says_how_many_more_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run("search", "database", capsys=capsys)
    assert out.count("\n  ") == 20
    assert out.splitlines()[-1].endswith("more; another word narrows the search")


def test_hits_are_bold_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    _, out, _ = run("search", "latency", capsys=capsys)
    assert "reduces the \x1b[1mlatency\x1b[0m of read-heavy" in out


ODD = ["", " ", '"', "*", "(", "NEAR(", "a OR", "^", "qqqq", "😀", "\udcff", "_", "-", "name : q"]
LONG = pytest.param(" ".join(f"q{number}" for number in range(9_000)), id="long")


@pytest.mark.parametrize("asked", [*ODD, "AND", "';--", LONG])
def test_any_search_is_safe_and_says_when_nothing_is_found(
    asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run("search", asked, capsys=capsys)
    if code == 0:
        assert out
    else:
        assert (code, out) == (1, "")
        assert err.startswith("stackguide: No name and no claim has ")


def test_without_a_file_search_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("STACKGUIDE_KNOWLEDGE_DB", str(tmp_path / "file" / "k.db"))
    code, out, err = run("search", "redis", capsys=capsys)
    assert (code, out) == (1, "")
    assert "There is no knowledge file at" in err
    assert "Set STACKGUIDE_KNOWLEDGE_DB to a path" in err


def test_a_pack_and_a_source_show_what_they_hold(capsys: pytest.CaptureFixture[str]) -> None:
    _, pack, _ = run("show", "guide", capsys=capsys)
    assert "  edition      1\n" in pack
    assert "Redis (redis)" in pack
    _, source, _ = run("show", "backend-stack-guide", capsys=capsys)
    assert "\nData Management and Persistence\n" in source
    assert "  Redis is the cache that the guide names.\n    guide:redis.serves-caching; " in source
