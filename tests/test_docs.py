"""The documents say what is true: commands, intents, settings, links and the shown answers."""

import re
from pathlib import Path

import pytest

from bot.ask import Guide, ask, prepare
from bot.catalog.assemble import assemble
from bot.catalog.checks import INTENTS
from bot.catalog.model import Says
from bot.cli.ask import FORMATS
from bot.cli.explain import explained
from bot.cli.main import COMMANDS
from tests.conftest import KNOWLEDGE, ROOT
from tools.pictures.__main__ import draw_all

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


def document(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_the_pictures_show_what_people_get(guide: Guide) -> None:
    drawn = draw_all(guide)
    kept = {path.name: path.read_text("utf-8") for path in (ROOT / "docs/pictures").iterdir()}
    assert kept == drawn, "make pictures"
    shown = README + document("slack.md").replace("(pictures/", "(docs/pictures/")
    assert {name for name in drawn if f"(docs/pictures/{name})" not in shown} == set()


def steady(line: str) -> str:
    """Return a line of a trace without what shifts as more is learned."""
    return re.sub(r"model: .*", "model:", re.sub(r"[01]\.\d+", "0.xx", line))


@pytest.mark.parametrize("page", ["README.md", "docs/understanding.md"])
def test_a_traced_question_is_traced_as_shown(guide: Guide, page: str) -> None:
    traced = (ROOT / page).read_text(encoding="utf-8")
    command = re.search(r'stackguide ask --explain "(.*)"', traced)
    assert command
    trace = explained(ask(guide, command[1]).understanding, guide.catalog)
    lines = {steady(line) for line in trace.splitlines()}
    (block,) = (part for part in traced.split("```") if part.startswith("\nHow this was"))
    shown = [line for line in block.strip().splitlines() if line.strip() != "..."]
    assert [line for line in shown if steady(line) not in lines] == []


def test_the_pack_in_the_readme_is_right(tmp_path: Path) -> None:
    files = re.findall(r"cat > our-rules/(\S+) <<'END'\n(.*?)\nEND\n", README, re.DOTALL)
    assert len(files) == 2
    for name, content in files:
        path = tmp_path / "our-rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    assembled = assemble(KNOWLEDGE, (tmp_path / "our-rules",))
    assert assembled.left_out == ()
    answer = ask(prepare(assembled.catalog), "which DB for transactions?").answer
    assert "cockroachdb" in {lead.id for lead in answer.leads}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"stackguide {command}" in README


@pytest.mark.parametrize("command", ["build", "check", "list", "show", "search"])
def test_every_command_for_knowledge_is_in_the_readme(command: str) -> None:
    assert re.search(rf"stackguide knowledge \S*\b{command}\b", README)


@pytest.mark.parametrize("style", FORMATS)
def test_every_format_is_in_the_readme(style: str) -> None:
    assert f"| `{style}` |" in README


@pytest.mark.parametrize("intent", INTENTS)
def test_every_intent_is_documented(intent: str) -> None:
    assert f"`{intent}`" in document("json.md")


@pytest.mark.parametrize("says", [str(one) for one in Says])
def test_every_predicate_is_documented(says: str) -> None:
    assert f"`{says}`" in document("knowledge.md")


def test_every_setting_in_the_code_is_documented() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    named = set(re.findall(r'"((?:SLACK|STACKGUIDE)_[A-Z_]+|XDG_[A-Z_]+|PORT|NO_COLOR)"', code))
    assert named
    assert {name for name in named if f"`{name}`" not in document("settings.md")} == set()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_files_named_in_the_map_exist() -> None:
    block = document("architecture.md").split("```")[1]
    names = re.findall(r"\b[a-z_]+\.py\b", block)
    code = {path.name for path in (ROOT / "bot").rglob("*.py") if "migrations" not in path.parts}
    code |= {path.name for path in (ROOT / "tools").rglob("*.py")}
    assert names
    assert set(names) - code == set()
    assert code - set(names) - {"__init__.py", "__main__.py"} <= UNLISTED


UNLISTED = {
    *("labels.py", "errors.py", "failures.py", "answering.py", "main.py", "guide.py"),
    *("define.py", "when_to_use.py", "alternatives.py", "topic.py", "listing.py", "stack.py"),
    "choose.py",
    *(
        "chat.py",
        "decline.py",
        "ask.py",
        "explain.py",
        "screen.py",
        "dotenv_file.py",
        "knowledge.py",
        "serve.py",
    ),
    *("run.py", "text.py", "terminal.py", "block_kit.py", "json.py", "markdown.py"),
    *("doctor.py", "findings.py", "logs.py"),
}
"""Modules that their folder's line in the map stands for."""
