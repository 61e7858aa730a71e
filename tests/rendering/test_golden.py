"""The same answers through every renderer, held as files; ``--update-golden`` rewrites them."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import msgspec
import pytest
import yaml

from bot.answer.model import Answer, Table
from bot.ask import Guide, ask
from bot.question.model import Context
from bot.rendering.block_kit import Surface, render_block_kit, render_blocks, render_modal
from bot.rendering.builder import BUILDER, builder_link
from bot.rendering.markdown import render_markdown
from bot.rendering.terminal import Style, render_terminal
from bot.rendering.text import render_text
from tests.conftest import ROOT
from tests.slack.block_kit_limits import check_message, check_view

NOTES = ["Asked: <!channel> & <@U1>", "&" * 10_000]
HERE = ROOT / "tests/rendering"
CASES: dict[str, list[str]] = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))


def pretty(payload: dict[str, Any]) -> str:
    return json.dumps(payload, indent=2, ensure_ascii=False)


RENDERERS: dict[str, Callable[[Answer], str]] = {
    "text.txt": render_text,
    "markdown.md": render_markdown,
    "terminal-80.txt": lambda answer: render_terminal(answer, Style(80, colour=False)),
    "terminal-60.txt": lambda answer: render_terminal(answer, Style(60, colour=False)),
    "terminal-160.txt": lambda answer: render_terminal(answer, Style(160, colour=False)),
    "terminal-colour-60.txt": lambda answer: render_terminal(answer, Style(60, colour=True)),
    "block-kit-builder.txt": builder_link,
    "block-kit.json": lambda answer: pretty(render_block_kit(answer)),
    "block-kit-view.json": lambda answer: pretty(
        {"type": "modal", "blocks": render_blocks(answer, Surface.VIEW)}
    ),
}

FOR_TABLES = {"terminal-60.txt", "terminal-160.txt"}
"""Renderers whose width matters to tables alone; without a table, there is no golden file."""


def renderers_for(answer: Answer) -> set[str]:
    has_table = any(isinstance(block, Table) for block in answer.blocks)
    return set(RENDERERS) - (set() if has_table else FOR_TABLES)


@pytest.fixture(scope="module")
def still(guide_alone: Guide) -> Guide:
    """Return the guide under a version of its own, since its sources may change freely."""
    catalog = msgspec.structs.replace(guide_alone.catalog, version="0123456789abcdef")
    return replace(guide_alone, catalog=catalog)


def answer_to(guide: Guide, turns: list[str]) -> Answer:
    context: Context | None = None
    for turn in turns:
        reply = ask(guide, turn, context)
        context = reply.context
    return reply.answer


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("case", CASES)
def test_an_answer_is_rendered_as_its_golden_file(
    still: Guide, case: str, renderer: str, request: pytest.FixtureRequest
) -> None:
    answer = answer_to(still, CASES[case])
    golden = HERE / "golden" / case / renderer
    if renderer not in renderers_for(answer):
        assert not golden.exists()
        return
    rendered = RENDERERS[renderer](answer) + "\n"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(rendered, encoding="utf-8")
    assert golden.is_file(), f"{golden} is missing; run `make golden` and read it"
    assert rendered == golden.read_text(encoding="utf-8")


def test_there_is_no_golden_file_without_its_case() -> None:
    wanted = {f"{case}/{name}" for case in CASES for name in RENDERERS}
    found = {str(p.relative_to(HERE / "golden")) for p in (HERE / "golden").rglob("*.*")}
    assert found <= wanted


@pytest.mark.parametrize("case", CASES)
def test_the_link_to_block_kit_builder_carries_the_blocks_alone(still: Guide, case: str) -> None:
    answer = answer_to(still, CASES[case])
    address, _, fragment = builder_link(answer).partition("#")
    assert address == BUILDER
    assert re.fullmatch(r"(?:[\w.~-]|%[0-9A-F]{2})+", fragment, re.ASCII)
    assert json.loads(unquote(fragment)) == {"blocks": render_block_kit(answer)["blocks"]}


@pytest.mark.parametrize("case", CASES)
def test_a_slack_message_is_within_the_documented_limits(still: Guide, case: str) -> None:
    answer = answer_to(still, CASES[case])
    check_message(render_block_kit(answer))
    check_message(render_block_kit(answer, Surface.PRIVATE))
    check_message(render_block_kit(answer, Surface.THREAD, NOTES))
    check_view(render_modal(answer))
    check_view(render_modal(answer, NOTES))
