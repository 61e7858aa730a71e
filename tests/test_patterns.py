"""No pattern in bot/ takes more than a time proportional to its text.

A text can only take a regular expression longer than that where it may go on in two ways with the
same character: into another round of an unbounded repeat, or out of it. Then it tries both. And
a pattern that begins with such a repeat and can fail after it starts again from each character.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

import bot

PARSER: Any = importlib.import_module("re._parser")
COMPILER: Any = importlib.import_module("re._compiler")
CHARACTERS = [*map(chr, range(128)), "é", "…", "\u2019", "\u3000"]
ONE_CHARACTER = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "RANGE", "CATEGORY"}
REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
PROVEN = {
    "bot.question.reading._ADDRESS": "matched at the start of a text, never searched for",
    "bot.slack.commands._FORMS": "must match a whole command: each length is tried once",
    "bot.slack.markup._PIECE": "fails only behind the last fence, so only once",
    "bot.slack.markup._EMPHASIS": "goes back over the spaces before one mark, never past another",
}
"""Patterns that the rule is too strict for, and why they take no longer all the same."""


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    for found in pkgutil.walk_packages(bot.__path__, "bot."):
        if found.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(found.name)).items():
            for one in compiled(value):
                yield f"{found.name}.{name}", one


def compiled(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from compiled(one)


Node = tuple[Any, Any]


class Walk:
    """Goes through a parsed pattern from its end to its start, noting what is ambiguous."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.tree = PARSER.parse(pattern, flags & ~re.DEBUG)
        self.flags = flags
        self.wrong: list[str] = []
        self.inside = 0  # so many unbounded repeats
        self.sequence(self.tree, set())
        self.start(list(self.tree))

    def sequence(self, nodes: Iterable[Node], after: set[str]) -> set[str]:
        """Return the characters that may come first, of the nodes and then what is after."""
        for node in reversed(list(nodes)):
            after = self.first(node, after)
        return after

    def first(self, node: Node, after: set[str]) -> set[str]:
        op, argument = str(node[0]), node[1]
        if op in ONE_CHARACTER:
            one = COMPILER.compile(PARSER.SubPattern(self.tree.state, [node]), self.flags)
            return {char for char in CHARACTERS if one.fullmatch(char)}
        if op in {"SUBPATTERN", "ATOMIC_GROUP"}:
            return self.sequence(argument[3] if op == "SUBPATTERN" else argument, after)
        if op == "BRANCH":
            return self.branch([self.sequence(branch, after) for branch in argument[1]])
        if op in REPEATS:
            return self.repeat(node, after)
        assert op in {"AT", "ASSERT", "ASSERT_NOT"}, f"{op} is new to this test"
        if op != "AT":
            self.sequence(argument[1], set())
        return after

    def branch(self, firsts: list[set[str]]) -> set[str]:
        if self.inside and sum(map(len, firsts)) > len(set().union(*firsts)):
            self.wrong.append("a round of a repeat may go two ways")
        return set().union(*firsts)

    def repeat(self, node: Node, after: set[str]) -> set[str]:
        op, (least, most, body) = node
        first = self.sequence(body, set())
        if most == PARSER.MAXREPEAT:
            self.inside += 1
            self.sequence(body, first | after)
            self.inside -= 1
            if str(op) != "POSSESSIVE_REPEAT" and first & after:
                self.wrong.append(f"may go on or end at {sorted(first & after)}")
        return first | after if least == 0 else first

    def start(self, nodes: list[Node]) -> None:
        """Note it if the pattern begins with an unbounded repeat that isn't all of it."""
        op, argument = nodes[0]
        if str(op) == "BRANCH":
            for branch in argument[1]:
                self.start(list(branch))
        elif str(op) in REPEATS and argument[1] == PARSER.MAXREPEAT:
            rest = [str(other) for other, _ in nodes[1:]]
            if rest and not all(
                str(other) in REPEATS and span[0] == 0 for other, span in nodes[1:]
            ):
                self.wrong.append("starts again from each character of a repeat")


def wrong_in(pattern: re.Pattern[Any]) -> list[str]:
    source = pattern.pattern
    return Walk(source if isinstance(source, str) else source.decode(), pattern.flags).wrong


@pytest.mark.parametrize(("name", "pattern"), list(patterns()))
def test_a_pattern_takes_no_longer_than_its_text_is_long(
    name: str, pattern: re.Pattern[Any]
) -> None:
    assert name in PROVEN or not wrong_in(pattern), name


@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"x(a|a)*b", r"x\s+\s+y", r"x\w*\d+y", r"[.!?]+(?=\s)", r"x.*,.*;"]
)
def test_patterns_that_take_longer_are_told(pattern: str) -> None:
    assert wrong_in(re.compile(pattern))
