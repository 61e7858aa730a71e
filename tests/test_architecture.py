"""Imports point one way: text → question → answer → rendering, edges outside."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

ALLOWED = {
    "errors": set(),
    "text": set(),
    "shapes": set(),
    "catalog": {"errors", "text"},
    "question": {"text", "shapes", "catalog"},
    "answer": {"text", "catalog", "question"},
    "rendering": {"answer"},
    "ask": {"answer", "catalog", "question"},
    "settings": {"errors"},
    "state": {"errors"},
    "slack": {
        "shapes",
        "ask",
        "answer",
        "catalog",
        "question",
        "rendering",
        "settings",
        "state",
        "errors",
    },
    "cli": {
        "ask",
        "answer",
        "catalog",
        "question",
        "rendering",
        "settings",
        "errors",
        "slack",
        "state",
    },
    "__main__": {"cli"},
}
"""What each part of bot/ may import of the others."""

ONLY_IN = {
    "slack_bolt": {"slack"},
    "slack_sdk": {"slack"},
    "yaml": {"catalog", "slack"},  # packs; the manifest of the Slack app
    "sqlite3": {"catalog", "state"},
    "sqlalchemy": {"state"},
    "alembic": {"state"},
    "psycopg": {"state"},
    "sqlite_utils": {"catalog"},
    "argparse": {"cli"},
    "dotenv": {"cli"},
    "readline": {"cli"},
}
PURE = ("text", "shapes", "question", "answer", "rendering", "ask")
IMPURE_MODULES = {"os", "socket", "subprocess", "sqlite3", "pathlib", "logging", "time"}

# --format json describes the understanding beside the answer.
EXCEPTIONS = {("rendering/json.py", "question"), ("rendering/json.py", "catalog")}

MODULES = sorted((ROOT / "bot").rglob("*.py"))


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names |= {
                f"{module}.{alias.name}" if module == "bot" else module for alias in node.names
            }
    return names


def part_of(path: Path) -> str:
    return path.relative_to(ROOT / "bot").with_suffix("").parts[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_module_imports_only_what_its_part_may(path: Path) -> None:
    part, shown = part_of(path), path.relative_to(ROOT / "bot").as_posix()
    for name in imported(path):
        top, _, rest = name.partition(".")
        if top == "bot":
            other = rest.partition(".")[0]
            fine = other in {"", "__version__", part} or other in ALLOWED[part]
            assert fine or (shown, other) in EXCEPTIONS, f"{shown} imports {name}"
        elif top in ONLY_IN:
            assert part in ONLY_IN[top], f"{shown} imports {top}, which belongs in {ONLY_IN[top]}"
        if part in PURE:
            assert top not in IMPURE_MODULES, f"{shown} is pure and imports {top}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, f"{node.name} is long"


def test_the_terminal_path_imports_no_slack_code() -> None:
    for path in MODULES:
        if part_of(path) == "slack" or path.name == "serve.py":
            continue
        assert not re.search(r"^(from|import) bot\.slack", path.read_text(), re.MULTILINE), path
