"""An operator's packs: the same format and checks; a bad one is left out, the rest serves."""

import os
from functools import cache
from pathlib import Path

import pytest

from bot.ask import Guide, ask, prepare
from bot.catalog.assemble import assemble
from bot.catalog.store import open_knowledge
from bot.errors import KnowledgeError
from bot.rendering.text import render_text
from tests.catalog.conftest import Acme
from tests.catalog.packs import COMPONENT, PACK, write_pack
from tests.conftest import KNOWLEDGE

pytestmark = pytest.mark.usefixtures("small_is_read_once")

NEWS = """
    - id: first
      date: "2026-11-30"
      about: [frobnicatedb]

    - id: more
      date: "2026-11-29"
      about: [frobnicatedb, caching]
"""


def left_out(small: Path, directory: Path) -> list[str]:
    return [str(problem) for problem in assemble(small, (directory,)).left_out]


@pytest.fixture(scope="module")
def with_acme(acme: Acme) -> Guide:
    return prepare(acme.assembled.catalog)


def test_a_good_pack_answers_beside_the_guide(acme: Acme, with_acme: Guide) -> None:
    assert acme.assembled.left_out == ()
    guide = with_acme
    answer = ask(guide, "which database for transactions?").answer
    assert "frobnicatedb" in [lead.id for lead in answer.leads]
    assert "https://handbook.example/stack" in [c.url for c in answer.citations]
    assert [lead.id for lead in ask(guide, "what is frobdb?").answer.leads] == ["frobnicatedb"]


def test_news_are_read_and_kept_in_the_file(small: Path, tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", {"news.yaml": NEWS})
    built = tmp_path / "knowledge.db"
    for _ in range(2):  # built, then read from the file
        news = open_knowledge(small, (pack,), built).catalog.news
        assert [(one.id, one.date, one.about) for one in news if one.pack == "acme"] == [
            ("first", "2026-11-30", ("frobnicatedb",)),
            ("more", "2026-11-29", ("frobnicatedb", "caching")),
        ]


TOPIC = """
    name: hatching
    related: [caching]
    claims:
      - id: is
        says: is
        text: Hatching brings eggs to life.
        source: acme-handbook
        locator: Queues
"""

BAD: dict[str, tuple[dict[str, str], str]] = {
    "unknown key": (
        {"components/frobnicatedb.yaml": COMPONENT + "    flavour: sweet\n"},
        "components/frobnicatedb.yaml:15: unknown key 'flavour'",
    ),
    "misspelt key": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("aliases:", "alias:")},
        "unknown key 'alias'; did you mean 'aliases'?",
    ),
    "missing key": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("    kind: relational-database\n", "")},
        "components/frobnicatedb.yaml:2: the key 'kind' is missing",
    ),
    "claim without a source": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("    source: acme-handbook\n", "")},
        "the claim 'is' has no source",
    ),
    "dangling kind": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("relational-database", "gizmo")},
        "there is no kind 'gizmo'",
    ),
    "dangling need": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("[transactions]", "[magic]")},
        "components/frobnicatedb.yaml:11: there is no need 'magic'",
    ),
    "need met on a dimension that is none": (
        {"needs.yaml": "- {id: calm, name: calm, dimension: mood, values: [low]}"},
        "there is no dimension 'mood'",
    ),
    "need met by a value that is none": (
        {"needs.yaml": "- {id: calm, name: calm, dimension: hosting, values: [manged only]}"},
        "there is no value 'manged only'; did you mean 'managed only'?",
    ),
    "dangling source": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("acme-handbook", "acme-book")},
        "there is no source 'acme-book'",
    ),
    "news of what isn't there": (
        {"news.yaml": NEWS.replace("caching", "cashing")},
        "news.yaml:6: there is no component or topic 'cashing'; did you mean 'caching'?",
    ),
    "news of a need": (
        {"news.yaml": NEWS.replace("caching", "transactions")},
        "news.yaml:6: there is no component or topic 'transactions'",
    ),
    "news of no day": (
        {"news.yaml": NEWS.replace("2026-11-29", "last week")},
        "news.yaml:6: date must be a day such as 2027-11-29, not 'last week'",
    ),
    "news of nothing": (
        {"news.yaml": NEWS.replace("frobnicatedb, caching", "")},
        "news.yaml:6: the news name nothing that came",
    ),
    "news twice": (
        {"news.yaml": NEWS.replace("id: more", "id: first")},
        "news.yaml:6: the id 'first' is already used at",
    ),
    "news without a day": (
        {"news.yaml": NEWS.replace('date: "2026-11-30"', "")},
        "news.yaml:2: the key 'date' is missing",
    ),
    "unknown section": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("locator: Databases", "locator: Soup")},
        "the source 'acme-handbook' has no section 'Soup'",
    ),
    "wrong predicate": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("says: is", "says: sings")},
        "says is 'sings'; it must be one of is, strength",
    ),
    "field that the predicate lacks": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("says: fits", "says: strength")},
        "a claim of strength has no 'needs'",
    ),
    "field that the predicate wants": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("        needs: [transactions]\n", "")},
        "a claim of fits needs 'needs'",
    ),
    "no sentence": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("of Acme.", "of Acme")},
        "the text must be a sentence ending in a full stop",
    ),
    "id taken": (
        {"components/redis.yaml": COMPONENT},
        "the id 'redis' is already used at knowledge/guide/components/redis.yaml:1",
    ),
    "name taken without a sense": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("frobdb", "postgres")},
        "the name 'postgres' is shared with 'postgresql'",
    ),
    "implicit boolean": (
        {"pack.yaml": PACK.replace("title: Rules of the house", "title: no")},
        "pack.yaml:4: 'no' reads as a boolean",
    ),
    "no definition": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("says: is", "says: strength")},
        "'frobnicatedb' has no claim that says what it is",
    ),
    "same pack twice": (
        {"pack.yaml": PACK.replace("id: acme\n", "id: guide\n")},
        "the pack id 'guide' is taken by another pack",
    ),
    "list where text belongs": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("name: FrobnicateDB", "name: [a, b]")},
        "components/frobnicatedb.yaml:2: name must be text",
    ),
    "text where a list belongs": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("[frob, frobdb]", "frob")},
        "components/frobnicatedb.yaml:4: aliases must be a list",
    ),
    "name that is a word": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("frobdb", "which")},
        "the name 'which' is also a word; give it a sense rule",
    ),
    "name of one letter": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("frobdb", "x")},
        "the name 'x' is too short",
    ),
    "fits and does not": (
        {
            "components/frobnicatedb.yaml": COMPONENT
            + """
      - id: unfit
        says: wrong_for
        needs: [transactions]
        text: FrobnicateDB is not for transactions.
    """
        },
        "both fits 'transactions' and is wrong for it",
    ),
    "address that is none": (
        {"pack.yaml": PACK.replace("https://", "javascript://")},
        "the url of 'acme-handbook' must begin with https://",
    ),
    "phrasing without a word": (
        {"needs.yaml": '- {id: nothing, name: nothing at all, phrasings: ["..."]}'},
        "the phrasing '...' has no word in it",
    ),
    "misspelt id": (
        {"components/frobnicatedb.yaml": COMPONENT.replace("[transactions]", "[transaction]")},
        "there is no need 'transaction'; did you mean 'transactions'?",
    ),
    "file that is not read": (
        {"components/other.yml": "name: other"},
        "components/other.yml: is not read; name it .yaml",
    ),
    "folder that is not read": (
        {"component/other.yaml": "name: other"},
        "component: is not read; the folder is called 'components'",
    ),
    "stray file": ({"broken.yaml": "["}, "broken.yaml: is not read; a pack has pack.yaml"),
    "tab": (
        {"components/frobnicatedb.yaml": "name: x\n\tkind: y\n"},
        "components/frobnicatedb.yaml:2: is not valid YAML: a tab; indent with spaces",
    ),
    "kind below itself": (
        {
            "kinds.yaml": """
            - {id: egg, name: egg, plural: eggs, layer: data, parent: hen}
            - {id: hen, name: hen, plural: hens, layer: data, parent: egg}
            """
        },
        "the kind 'egg' is below itself",
    ),
    "topic related to none": (
        {"topics/hatching.yaml": TOPIC.replace("[caching]", "[cachin]")},
        "there is no topic 'cachin'; did you mean 'caching'?",
    ),
    "amount of no band": (
        {
            "components/frobnicatedb.yaml": COMPONENT
            + """
      - id: size
        says: amount
        amounts: [data-size.enormous]
        text: So much is no news to FrobnicateDB.
"""
        },
        "there is no band 'data-size.enormous'",
    ),
    "amount without a band": (
        {
            "components/frobnicatedb.yaml": COMPONENT
            + """
      - id: size
        says: amount
        text: So much is no news to FrobnicateDB.
"""
        },
        "a claim of amount needs 'amounts'",
    ),
    "topic related to itself": (
        {"topics/hatching.yaml": TOPIC.replace("[caching]", "[hatching]")},
        "a topic is not 'related' to itself",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_pack_is_reported_with_its_place_and_left_out(
    small: Path, tmp_path: Path, case: str
) -> None:
    files, problem = BAD[case]
    found = left_out(small, write_pack(tmp_path, files))
    assert any(problem in line for line in found), found
    assert all(str(tmp_path) in line or "knowledge/" in line for line in found)


@pytest.mark.parametrize("kind", ["broken link", "directory", "pipe"])
def test_what_is_no_file_is_reported_and_blocks_nothing(
    small: Path, tmp_path: Path, kind: str
) -> None:
    path = write_pack(tmp_path) / "components" / "odd.yaml"
    if kind == "broken link":
        path.symlink_to(tmp_path / "nowhere")
    elif kind == "directory":
        path.mkdir()
    else:
        os.mkfifo(path)
    assert any(
        "odd.yaml: is not a file that can be read" in line for line in left_out(small, tmp_path)
    )


def test_the_guide_still_serves_beside_a_bad_pack(small: Path, tmp_path: Path) -> None:
    pack = write_pack(tmp_path, BAD["dangling need"][0])
    assembled = assemble(small, (pack,))
    assert "frobnicatedb" not in assembled.catalog.components
    assert "redis" in assembled.catalog.components


def test_a_bad_pack_does_not_take_a_good_one_with_it(small: Path, tmp_path: Path) -> None:
    bad = write_pack(
        tmp_path / "bad", {"pack.yaml": PACK.replace("acme\n", "bad\n") + "    x: y\n"}
    )
    good = write_pack(tmp_path / "good")
    assembled = assemble(small, (bad, good))
    assert assembled.left_out
    assert "frobnicatedb" in assembled.catalog.components


def test_all_problems_of_a_pack_are_reported_at_once(small: Path, tmp_path: Path) -> None:
    broken = COMPONENT.replace("says: is", "says: sings").replace("aliases:", "alias:")
    found = left_out(
        small,
        write_pack(tmp_path, {"components/frobnicatedb.yaml": broken, "needs.yaml": "- {id: x}"}),
    )
    assert len(found) >= 3, found


def test_a_directory_without_a_pack_is_reported(small: Path, tmp_path: Path) -> None:
    assert "pack.yaml: is missing" in left_out(small, tmp_path)[0]
    assert "pack.yaml: is missing" in left_out(small, tmp_path / "nowhere")[0]


def test_a_name_may_be_shared_where_both_ask(small: Path, tmp_path: Path) -> None:
    shared = "aliases: [{text: blob, shared: ask}]"
    one = COMPONENT.replace("aliases: [frob, frobdb]", shared)
    other = one.replace("FrobnicateDB", "HeapKeeper")
    pack = write_pack(
        tmp_path, {"components/frobnicatedb.yaml": one, "components/heapkeeper.yaml": other}
    )
    assembled = assemble(small, (pack,))
    assert assembled.left_out == ()
    answer = ask(prepare(assembled.catalog), "what is blob?").answer
    assert answer.outcome == "clarify"
    assert {one.text for one in answer.options} == {
        "tell me about FrobnicateDB",
        "tell me about HeapKeeper",
    }


def test_problems_in_the_shipped_knowledge_stop_the_build(small: Path, tmp_path: Path) -> None:
    for name in ("vocabulary", "language", "beyond"):
        (tmp_path / name).symlink_to(small / name)
    write_pack(tmp_path / "guide", {"pack.yaml": PACK + "    extra: key\n"})
    with pytest.raises(KnowledgeError, match=r"guide/pack\.yaml:12: unknown key 'extra'"):
        assemble(tmp_path)


def test_every_claim_knows_the_line_it_is_written_on(acme: Acme) -> None:
    directories = {name: KNOWLEDGE / name for name in ("guide", "beyond")}
    directories["acme"] = acme.directory

    @cache
    def lines(path: Path) -> list[str]:
        return path.read_text(encoding="utf-8").splitlines()

    for claim in acme.assembled.catalog.claims:
        file, _, line = claim.place.rpartition(":")
        written = lines(directories[claim.pack] / file)[int(line) - 1]
        assert written.strip().removeprefix("- ") == f"id: {claim.id.rpartition('.')[2]}"


def test_a_pack_answers_for_its_own_claims_alone(with_acme: Guide) -> None:
    guide = with_acme
    (component,) = (c for c in guide.catalog.components.values() if c.pack == "acme")
    (pack,) = (pack for pack in guide.catalog.packs if pack.id == component.pack)
    first = render_text(ask(guide, f"when should we use {component.name}?").answer).splitlines()[0]
    assert first.casefold().startswith(pack.name.casefold())
    assert "guide" not in first
    assert guide.catalog.packs[0] == pack, "its word comes first"


RULES = """
    about: [redis]
    source: acme-handbook
    locator: Queues
    claims:
      - id: no-sessions
        says: wrong_for
        needs: [sessions]
        text: Acme's platform team does not allow Redis for sessions.
"""


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """Return the shipped knowledge with a rule of a team's own."""
    pack = write_pack(tmp_path_factory.mktemp("rules"), {"claims/redis.yaml": RULES})
    assembled = assemble(KNOWLEDGE, (pack,))
    assert assembled.left_out == ()
    return prepare(assembled.catalog)


@pytest.mark.parametrize(
    "text",
    ["redis or valkey for sessions?", "compare redis and memcached", "is redis ok for sessions?"],
)
def test_a_rule_of_the_teams_own_comes_before_everything_else(ruled: Guide, text: str) -> None:
    shown = render_text(ask(ruled, text).answer)
    first = shown.split("\n\n")[0]
    assert "does not allow Redis" in shown
    assert (
        "does not allow Redis" in first
        or "speaks against Redis" in first
        or "speak against" in first
    )


def test_what_a_team_rules_out_is_not_recommended(ruled: Guide) -> None:
    answer = ask(ruled, "which cache for sessions?").answer
    leads = [lead.id for lead in answer.leads]
    assert leads
    assert "redis" not in leads
    assert "does not allow Redis" in render_text(answer)
