from pathlib import Path

import pytest

from bot.catalog.strict_yaml import MAX_BYTES, parse, read


def problems(text: str) -> list[str]:
    return [str(problem) for problem in parse(text, "file.yaml")[1]]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: no\n", "file.yaml:1: 'no' reads as a boolean in YAML; put it in quotes"),
        ("a:\n  - 1.10\n", "file.yaml:2: '1.10' reads as a number in YAML; put it in quotes"),
        ("a: 16\n", "file.yaml:1: '16' reads as a number in YAML; put it in quotes"),
        ("a: ~\n", "file.yaml:1: '~' reads as nothing in YAML; put it in quotes"),
        ("a:\n", "file.yaml:1: '' reads as nothing in YAML; put it in quotes"),
        ("a: 2026-11-22\n", "file.yaml:1: '2026-11-22' reads as a timestamp"),
        ("a: b\nc: d\na: e\n", "file.yaml:3: duplicate key 'a', first on line 1"),
        ("a: &x b\nc: *x\n", "file.yaml:1: uses an anchor or alias"),
        ("a: !!python/name:os.system b\n", "file.yaml:1: uses the tag"),
        ("a: [b\n", "file.yaml:2: is not valid YAML"),
        ("a: b\n---\nc: d\n", "file.yaml:2: holds a second document"),
        ("", "file.yaml: is empty"),
        ("? [a]\n: b\n", "file.yaml:1: a key must be a name"),
        ("a: \x00\n", "file.yaml: is not valid YAML"),
    ],
)
def test_traps_are_errors_with_their_line(text: str, problem: str) -> None:
    assert any(found.startswith(problem) for found in problems(text)), problems(text)


def test_every_trap_of_a_file_is_reported_at_once() -> None:
    assert len(problems("a: no\nb: 1.5\nb: on\n")) == 4


def test_quoted_text_is_text() -> None:
    node, found = parse("a: 'no'\nb: \"1.10\"\n", "file.yaml")
    assert not found
    assert node is not None
    assert node.plain() == {"a": "no", "b": "1.10"}


@pytest.mark.parametrize("bomb", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000])
def test_deep_nesting_is_refused_without_exhausting_the_stack(bomb: str) -> None:
    assert any("nests deeper" in found for found in problems(bomb))


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    assert any("anchor or alias" in found for found in problems("\n".join(lines)))


def test_a_file_too_large_or_not_text_is_refused(tmp_path: Path) -> None:
    large, binary = tmp_path / "large.yaml", tmp_path / "binary.yaml"
    large.write_bytes(b"a" * (MAX_BYTES + 1))
    binary.write_bytes(b"a: b\nc: \xff\xfe\n")
    assert "is larger than" in str(read(large, "large.yaml")[1][0])
    assert str(read(binary, "binary.yaml")[1][0]).startswith("binary.yaml:2: is not UTF-8")
    assert "is not a file that can be read" in str(read(tmp_path / "none.yaml", "none.yaml")[1][0])
