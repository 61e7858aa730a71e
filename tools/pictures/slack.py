"""What people see in Slack: one picture a surface."""

from dataclasses import asdict
from typing import Any

from bot.answer.form import ask_form
from bot.answer.home import home
from bot.answer.page import page
from bot.ask import Guide, ask
from bot.question.model import Question
from bot.rendering.block_kit import Surface, render_block_kit, render_modal
from bot.rendering.forms import render_ask_form, render_reason_form
from bot.rendering.home import render_home
from bot.rendering.page import render_page
from bot.rendering.settings import render_settings_form
from bot.slack.agent import MAX_PROMPTS, prompts_of
from bot.state.store import MAX_DAYS, Workspace
from tools.pictures.blocks import (
    GREY,
    INK,
    LEFT,
    LINE,
    SIZE,
    draw_author,
    draw_blocks,
    draw_buttons,
    draw_lines,
    draw_title,
)
from tools.pictures.canvas import Canvas

THREAD_QUESTION = "compare postgres and mongo for transactions"
_PRIVATE_QUESTION = "is redis good for caching sessions?"
_DIRECT_QUESTION = "which queue for background jobs?"
_RECENT = Question("compare", components=("kafka", "rabbitmq"))
_WIDE, _WINDOW = 760, 560
_LOOKED_UP, _COMPARED = "memcached", "redis"


def draw_slack(guide: Guide) -> dict[str, str]:
    """Return a picture of each surface by file name."""
    catalog = guide.catalog
    asked = render_modal(ask(guide, _PRIVATE_QUESTION).answer, [])
    shown = render_home(home(catalog, [_RECENT]), decides=True)
    looked_up = page(_LOOKED_UP, 0, catalog)
    if looked_up is None:
        raise LookupError(_LOOKED_UP)
    settings = render_settings_form("", **asdict(Workspace()), most_days=MAX_DAYS)
    return {
        "slack.svg": _thread(guide),
        "private.svg": _private(guide),
        "direct.svg": _direct(guide),
        "ask-form.svg": _window(render_ask_form(ask_form(catalog)), "The form to ask by"),
        "compare-form.svg": _window(
            render_ask_form(ask_form(catalog, first=_COMPARED)), "The form to compare by"
        ),
        "modal.svg": _window(asked, "An answer in a window"),
        "reason-form.svg": _window(render_reason_form(""), "The form that asks what was wrong"),
        "home.svg": _window(shown, "The App Home of an admin"),
        "page.svg": _window(render_page(looked_up), "What is known of one component"),
        "settings-form.svg": _window(settings, "The settings of a workspace"),
    }


def _thread(guide: Guide) -> str:
    canvas = Canvas(_WIDE, y=32)
    draw_author(canvas, "Ann", "#e8912d")
    canvas.y += LINE
    asked = [("@Stack Guide", 'fill="#1264a3"'), (f" {THREAD_QUESTION}", INK)]
    canvas.text(LEFT, asked, SIZE)
    canvas.y += 34
    _answer(canvas, guide, THREAD_QUESTION, Surface.THREAD)
    return canvas.svg(f"Stack Guide answers “{THREAD_QUESTION}” in a Slack thread", "#ffffff")


def _private(guide: Guide) -> str:
    canvas = Canvas(_WIDE, y=24)
    canvas.text(LEFT, [("Only visible to you", GREY)], 12)
    canvas.y += 26
    _answer(canvas, guide, _PRIVATE_QUESTION, Surface.PRIVATE)
    return canvas.svg(f"The answer to /stack {_PRIVATE_QUESTION}", "#ffffff")


def _direct(guide: Guide) -> str:
    canvas = Canvas(_WIDE, y=32)
    draw_author(canvas, "Stack Guide", "#4a154b")
    canvas.y += 10
    prompts = prompts_of(home(guide.catalog).examples[:MAX_PROMPTS])
    draw_buttons(canvas, [prompt["title"] for prompt in prompts])
    canvas.y += 24
    draw_author(canvas, "Ann", "#e8912d")
    draw_lines(canvas, _DIRECT_QUESTION, INK, SIZE, LINE)
    canvas.y += 34
    _answer(canvas, guide, _DIRECT_QUESTION, Surface.THREAD)
    return canvas.svg(f"Suggestions, and “{_DIRECT_QUESTION}” asked under Messages", "#ffffff")


def _answer(canvas: Canvas, guide: Guide, question: str, surface: Surface) -> None:
    draw_author(canvas, "Stack Guide", "#4a154b")
    message: dict[str, Any] = render_block_kit(ask(guide, question).answer, surface)
    draw_blocks(canvas, message["blocks"])


def _window(view: dict[str, Any], told: str) -> str:
    """Return a modal or the App Home, with its title and what closes or sends it."""
    canvas = Canvas(_WINDOW, y=36)
    if "title" in view:
        draw_title(canvas, view["title"]["text"])
    draw_blocks(canvas, view["blocks"])
    ends = [view[one]["text"] for one in ("close", "submit") if one in view]
    if ends:
        canvas.y += 20
        draw_buttons(canvas, ends, ends[-1] if "submit" in view else "")
    return canvas.svg(f"{told}, as Slack shows it", "#ffffff")
