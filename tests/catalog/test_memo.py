"""Queries on a catalog that are worked out once."""

from bot.catalog.memo import once
from bot.catalog.model import Catalog


def test_a_query_is_worked_out_once_for_what_it_is_given_and_of_each_catalog() -> None:
    asked: list[tuple[str, str]] = []

    @once
    def query(catalog: Catalog, name: str, *, more: str = "") -> str:
        asked.append((catalog.version, name + more))
        return f"{catalog.version} {name}{more}"

    one, other = Catalog(version="1"), Catalog(version="2")
    for _ in range(2):
        assert query(one, "a") == "1 a"
        assert query(one, "b") == "1 b"
        assert query(one, "b", more="c") == "1 bc"
        assert query(other, "a") == "2 a"
    assert asked == [("1", "a"), ("1", "b"), ("1", "bc"), ("2", "a")]


def test_two_queries_of_the_same_are_kept_apart() -> None:
    catalog = Catalog(version="1")
    first = once(lambda _catalog, name: name.upper())
    second = once(lambda _catalog, name: name.lower())
    assert (first(catalog, "Ab"), second(catalog, "Ab")) == ("AB", "ab")
