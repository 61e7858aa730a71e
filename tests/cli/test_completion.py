"""Names that complete a line: whole names, in any case, from the most of the line."""

import pytest

from bot.ask import Guide
from bot.cli.completion import completions, known_names

NAMES = [
    ("Spring Boot", "boot"),
    ("Spring",),
    ("Node.js", "node", "Node JS"),
    ("relational database", "relational databases"),
    ("Boots",),
]


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("use spr", ["Spring", "Spring Boot"]),
        ("use SPRING B", ["Boot"]),
        ("use spring ", ["Boot"]),
        ("use boo", ["boot", "Boots"]),
        ("node", ["Node.js"]),
        ("node ", ["JS"]),
        ("which relational", ["relational database"]),
        ("which relational databases", ["databases"]),
        ("use spring boots", ["Boots"]),
        ("offspring", []),
        ("nothing like it", []),
    ],
)
def test_the_rest_of_a_name_completes_its_beginning(line: str, ends: list[str]) -> None:
    assert completions(line, NAMES) == ends


@pytest.mark.parametrize("line", ["", "compare "])
def test_with_nothing_to_go_by_every_name_is_offered_once(line: str) -> None:
    assert completions(line, NAMES) == sorted((n[0] for n in NAMES), key=str.casefold)


def test_components_topics_and_kinds_are_known_by_all_their_names(guide: Guide) -> None:
    names = known_names(guide.catalog)
    for wanted in ("Kubernetes", "k8s", "caching", "database migrations", "relational databases"):
        assert any(wanted in forms for forms in names), wanted
