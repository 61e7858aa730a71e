"""The names that nothing is claimed of: each says what it is, and none is taken for a word."""

from pathlib import Path

import pytest

from bot.catalog.assemble import assemble
from bot.catalog.load import read_shipped
from bot.catalog.model import Component, Kind, Says
from bot.catalog.records import Records
from bot.catalog.wording import Alias
from bot.errors import KnowledgeError
from bot.text import compact
from tests.conftest import KNOWLEDGE


@pytest.fixture(scope="module")
def records() -> Records:
    return read_shipped(KNOWLEDGE)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{id: kafka, name: Kafka}", "language/names.yaml:1: the key 'what' is missing"),
        ('{id: kafka, name: Kafka, what: ""}', "language/names.yaml:1: what is empty"),
        ("{id: kafka, name: Kafka, what: [broker]}", "language/names.yaml:1: what must be text"),
    ],
)
def test_a_name_without_what_it_is_stops_the_build(
    tmp_path: Path, entry: str, problem: str
) -> None:
    for name in ("vocabulary", "guide"):
        (tmp_path / name).symlink_to(KNOWLEDGE / name)
    language = tmp_path / "language"
    language.mkdir()
    for path in (KNOWLEDGE / "language").iterdir():
        (language / path.name).symlink_to(path)
    (language / "names.yaml").unlink()
    (language / "names.yaml").write_text(f"- {entry}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as raised:
        assemble(tmp_path)
    assert any(problem in str(one) for one in raised.value.problems), raised.value.problems


def test_what_a_name_is_reads_after_an_article(records: Records) -> None:
    for name in records.names.values():
        assert len(name.what) <= 40, name
        assert name.what.split()[0].casefold() not in {"a", "an", "the"}, name
        assert name.what[-1].isalpha(), name


def test_a_class_is_always_written_in_the_same_words(records: Records) -> None:
    classes = {name.what for name in records.names.values()}
    folded = {compact(one).removesuffix("s") for one in classes}
    assert len(folded) == len(classes)


def test_no_name_stands_twice_or_for_what_is_described(records: Records) -> None:
    owners: dict[str, str] = {}
    described: list[Component | Kind] = [*records.components.values(), *records.kinds.values()]
    for one in described:
        owners |= {compact(text): one.id for text in (one.name, *(a.text for a in one.aliases))}
    for name in records.names.values():
        for text in (name.name, *(alias.text for alias in name.aliases)):
            assert compact(text) not in owners, f"{text!r} is also {owners[compact(text)]!r}"
            owners[compact(text)] = name.id


def test_a_name_that_is_a_word_has_a_sense(records: Records) -> None:
    for name in records.names.values():
        for alias in (Alias(text=name.name, sense=name.sense), *name.aliases):
            assert alias.sense is not None or compact(alias.text) not in records.words, alias.text


def test_evidence_is_single_words(records: Records) -> None:
    for name in records.names.values():
        for sense in (name.sense, *(alias.sense for alias in name.aliases)):
            for word in sense.near if sense else ():
                assert compact(word) == word.casefold(), f"{word!r} never matches"


def test_what_comes_nearest_to_an_idea_is_a_practice(records: Records) -> None:
    near = {one.near for one in records.concepts.values() if one.near is not None}
    assert near
    assert near <= records.topics.keys()


def test_what_is_told_of_names_are_claims(records: Records) -> None:
    told = {one for name in records.names.values() for one in name.told}
    assert told <= records.claims.keys()
    assert {one.id for one in records.claims.values() if one.says is Says.ASIDE} <= told
    instead = {name.instead for name in records.names.values() if name.instead is not None}
    assert instead <= records.components.keys()
