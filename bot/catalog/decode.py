"""YAML nodes to typed records, reporting every misfit with its line instead of the first."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar

from msgspec import NODEFAULT, Struct, inspect

from bot.catalog.strict_yaml import Node

Report = Callable[[int, str], None]
"""Takes the line (from 1) and the message of one problem."""

T = TypeVar("T", bound=Struct)
_BAD = object()


def decode(
    record: type[T], node: Node, report: Report, given: Mapping[str, object] | None = None
) -> T | None:
    """Return the node as a record of that type, or ``None`` after reporting what is wrong.

    ``given`` holds fields that the file must not set, such as the id taken from its name.
    """
    value = _struct(_type_of(record), node, report, given or {})
    return None if value is _BAD else value


@cache
def _type_of(record: type[Struct]) -> inspect.StructType:
    described = inspect.type_info(record)
    if not isinstance(described, inspect.StructType):
        raise TypeError(f"{record} is not a record type")
    return described


def _struct(
    expected: inspect.StructType, node: Node, report: Report, given: Mapping[str, object]
) -> Any:  # noqa: ANN401 - one of the record types, or _BAD
    if not isinstance(node.value, dict):
        report(node.line, f"expected a mapping of {_names(expected)}")
        return _BAD
    fields = {f.name: f for f in expected.fields if f.name not in given}
    values: dict[str, object] = dict(given)
    for key in node.value.keys() - fields.keys():
        close = get_close_matches(key, fields, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else f"; known keys are {', '.join(fields)}"
        report(node.key_lines[key], f"unknown key {key!r}{hint}")
        values[key] = _BAD
    for name, field in fields.items():
        if name in node.value:
            values[name] = _value(field.type, node.value[name], report, name)
        elif field.default is NODEFAULT and field.default_factory is NODEFAULT:
            report(node.line, f"the key {name!r} is missing")
            values[name] = _BAD
    return _BAD if _BAD in values.values() else expected.cls(**values)


def _value(expected: inspect.Type, node: Node, report: Report, name: str) -> object:
    if isinstance(expected, inspect.UnionType):  # the records use unions for `... | None` only
        return _value(expected.types[0], node, report, name)
    if isinstance(expected, inspect.VarTupleType):
        if not isinstance(node.value, list):
            report(node.line, f"{name} must be a list")
            return _BAD
        items = tuple(_value(expected.item_type, item, report, name) for item in node.value)
        return _BAD if _BAD in items else items
    if isinstance(expected, inspect.StructType):
        if isinstance(node.value, str) and expected.fields[0].name == "text":
            node = Node({"text": node}, node.line, {"text": node.line})  # shorthand of aliases
        return _struct(expected, node, report, {})
    if not isinstance(node.value, str):
        report(node.line, f"{name} must be text")
        return _BAD
    return _text(expected, node.value.strip(), node.line, report, name)


def _text(expected: inspect.Type, text: str, line: int, report: Report, name: str) -> object:
    if isinstance(expected, inspect.EnumType):
        allowed = [str(member.value) for member in expected.cls]
    elif isinstance(expected, inspect.LiteralType):
        allowed = [str(value) for value in expected.values]
    elif text:
        return text
    else:
        report(line, f"{name} is empty")
        return _BAD
    if text not in allowed:
        report(line, f"{name} is {text!r}; it must be one of {', '.join(allowed)}")
        return _BAD
    return expected.cls(text) if isinstance(expected, inspect.EnumType) else text


def _names(expected: inspect.StructType) -> str:
    return ", ".join(field.name for field in expected.fields)
