"""A fixed phrase names no component, need, property or judgement; all fixed words are phrases."""

import ast
import re
from pathlib import Path

import pytest

from bot.answer.phrases import Say, fill, listed, text_of
from bot.catalog.model import Catalog
from bot.rendering.labels import Label
from bot.slack.words import Word
from bot.text import words
from tests.conftest import ROOT

JUDGEMENTS = set(
    "best better worse worst good bad great fast faster slow slower scalable reliable "
    "popular modern mature simple complex powerful easy hard robust secure cheap expensive "
    "ideal recommended recommend strong weak flexible strict performance scales scaling "
    "scale efficient lightweight heavy proven solid excellent poor".split()
)
ASKED = {"ASK_WHEN_FOR"}  # "is X good for Y?" is a question, put in the person's mouth
PHRASES = [(phrase.name, phrase.value) for phrase in (*Say, *Label, *Word)]


EVERYDAY = """backend, back end, backend technology, go, role, result, server side, approach,
model, made for, yes, no, none, one, many, needed, optional, limited, rest, the rest, text,
messages, task, order, purpose, client, anything, second, request, plan""".replace("\n", " ").split(
    ", "
)
"""Names and values that are words of any sentence."""


@pytest.fixture(scope="module")
def named_in_knowledge(catalog: Catalog) -> set[tuple[str, ...]]:
    """Return every name and property of the knowledge as words, but for everyday ones."""
    names = [component.name for component in catalog.components.values()]
    names += [alias.text for c in catalog.components.values() for alias in c.aliases]
    names += [need.name for need in catalog.needs.values()]
    names += [text for need in catalog.needs.values() for text in need.phrasings]
    names += [topic.name for topic in catalog.topics.values()]
    names += [kind.name for kind in catalog.kinds.values()]
    names += [dimension.name for dimension in catalog.dimensions.values()]
    names += [claim.value for claim in catalog.claims if claim.value]
    return {words(name) for name in names} - {words(one) for one in EVERYDAY}


@pytest.mark.parametrize(("name", "phrase"), PHRASES)
def test_a_phrase_names_nothing_that_knowledge_names(
    named_in_knowledge: set[tuple[str, ...]], name: str, phrase: str
) -> None:
    found = words(re.sub(r"\{\w+\}", " . ", phrase))
    runs = {found[i:j] for i in range(len(found)) for j in range(i + 1, len(found) + 1)}
    assert not runs & named_in_knowledge
    if name not in ASKED:
        assert not set(found) & JUDGEMENTS


@pytest.mark.parametrize("planted", ["Use {name}, it scales", "Ask about PostgreSQL", "the best"])
def test_the_check_above_would_find_what_it_looks_for(
    named_in_knowledge: set[tuple[str, ...]], planted: str
) -> None:
    with pytest.raises(AssertionError):
        test_a_phrase_names_nothing_that_knowledge_names(named_in_knowledge, "PLANTED", planted)


def prose_in(path: Path) -> list[str]:
    """Return the string literals of a module that read as prose and are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    } | {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", node.value)
    ]


@pytest.mark.parametrize(
    "path",
    sorted([*(ROOT / "bot/answer").glob("*.py"), *(ROOT / "bot/rendering").glob("*.py")]),
    ids=lambda path: path.name,
)
def test_prose_stands_among_the_phrases_only(path: Path) -> None:
    if path.name not in {"phrases.py", "labels.py"}:
        assert prose_in(path) == []


def test_slots_are_filled_and_capitals_kept() -> None:
    phrase = fill(Say.OWN_NAMED_FOR, needs="a", packs="the guide", names=listed(["X", "Y", "Z"]))
    assert text_of(phrase) == "For a, the guide names X, Y and Z."
    assert text_of(fill(Say.RANKED_BEHIND, name="x", needs="a")).startswith("X would")
