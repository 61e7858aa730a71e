"""YAML that can't surprise: parsed to nodes that remember their line, with every trap an error.

Refused: unquoted booleans, numbers, dates and nulls (``no`` and ``1.10`` change meaning),
duplicate keys, anchors and aliases (alias bombs), tags, several documents, nesting beyond
:data:`MAX_DEPTH` and files beyond :data:`MAX_BYTES`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import yaml

from bot.errors import Problem

MAX_BYTES = 1 << 20
MAX_DEPTH = 20

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = yaml.resolver.Resolver()
_STRING_TAG = "tag:yaml.org,2002:str"
_MEANINGS = {"bool": "a boolean", "float": "a number", "int": "a number", "null": "nothing"}


@dataclass(frozen=True, slots=True)
class Node:
    """A YAML value: a string, a list of nodes or a mapping of names to nodes; lines from 1."""

    value: "str | list[Node] | dict[str, Node]"
    line: int
    key_lines: dict[str, int] = field(default_factory=dict)

    def plain(self) -> object:
        """Return the value without lines, as ``str``, ``list`` and ``dict``."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def read(path: Path, shown_as: str) -> tuple[Node | None, list[Problem]]:
    """Read a file into a node; on problems the node is ``None`` or what could be read."""
    if not path.is_file():  # a broken link, a directory, or a pipe that would block
        return None, [Problem(shown_as, 0, "is not a file that can be read; remove it")]
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, [Problem(shown_as, 0, f"can't be read: {error.strerror}")]
    if len(raw) > MAX_BYTES:
        return None, [Problem(shown_as, 0, f"is larger than {MAX_BYTES} bytes; split it")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [Problem(shown_as, line, "is not UTF-8 text; save it as UTF-8")]
    return parse(text, shown_as)


def parse(text: str, shown_as: str) -> tuple[Node | None, list[Problem]]:
    """Parse one YAML document; ``shown_as`` is the path that problems name."""
    parser = _Parser(shown_as)
    try:
        return parser.document(yaml.parse(text, Loader=_Loader)), parser.problems
    except _Refused:
        return None, parser.problems
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        tab = re.search(r"\btab\b|\\t", str(error.problem))
        what = "a tab; indent with spaces" if tab else error.problem
        parser.problems.append(Problem(shown_as, line, f"is not valid YAML: {what}"))
    except yaml.YAMLError as error:  # the reader's errors carry no mark
        parser.problems.append(Problem(shown_as, 0, f"is not valid YAML: {error}"))
    return None, parser.problems


class _Refused(Exception):  # noqa: N818 - control flow, not an error for callers
    """Parsing can't go on; the reason is already among the problems."""


class _Parser:
    """Builds nodes from parse events, so that nothing is expanded or resolved on the way."""

    def __init__(self, shown_as: str) -> None:
        self.shown_as = shown_as
        self.problems: list[Problem] = []

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._refuse(event, "holds a second document; keep one document a file")
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, depth=0)
        if root is None:
            self.problems.append(Problem(self.shown_as, 0, "is empty"))
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if depth > MAX_DEPTH:
            self._refuse(event, f"nests deeper than {MAX_DEPTH} levels")
        if not isinstance(event, yaml.NodeEvent) or event.anchor is not None:
            self._refuse(event, "uses an anchor or alias (& or *); write the value out or quote it")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.CollectionStartEvent) and event.tag is not None:
            self._report(event, f"uses the tag {event.tag}; remove it")
        line = _line(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                items.append(self._node(item, events, depth + 1))
            return Node(items, line)
        return self._mapping(line, events, depth)

    def _mapping(self, line: int, events: Iterator[yaml.Event], depth: int) -> Node:
        values: dict[str, Node] = {}
        key_lines: dict[str, int] = {}
        while not isinstance(key_event := next(events), yaml.MappingEndEvent):
            key_line = _line(key_event)
            key = self._node(key_event, events, depth + 1).value
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, str):
                self.problems.append(Problem(self.shown_as, key_line, "a key must be a name"))
            elif key in values:
                message = f"duplicate key {key!r}, first on line {key_lines[key]}"
                self.problems.append(Problem(self.shown_as, key_line, message))
            else:
                values[key], key_lines[key] = value, key_line
        return Node(values, line, key_lines)

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        if event.tag is not None:
            self._report(event, f"uses the tag {event.tag}; remove it")
        elif event.implicit[0]:
            tag = str(_RESOLVER.resolve(yaml.ScalarNode, event.value, (True, False)))  # type: ignore[no-untyped-call]
            if tag != _STRING_TAG:
                kind = tag.rpartition(":")[2]
                meaning = _MEANINGS.get(kind, f"a {kind}")
                self._report(event, f"{event.value!r} reads as {meaning} in YAML; put it in quotes")
        return Node(event.value, _line(event))

    def _report(self, event: yaml.Event, message: str) -> None:
        self.problems.append(Problem(self.shown_as, _line(event), message))

    def _refuse(self, event: yaml.Event, message: str) -> NoReturn:
        self._report(event, message)
        raise _Refused


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0
