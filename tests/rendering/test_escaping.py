"""Whatever a text holds, in Slack it is text, on every surface."""

import json
from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.answer.model import AskForm, Home, Page, Reference, Shelf
from bot.rendering.block_kit import Json, Surface, render_block_kit, render_modal
from bot.rendering.forms import render_ask_form, render_suggestions
from bot.rendering.home import render_home
from bot.rendering.page import render_page
from tests.rendering.test_markdown import full_answer
from tests.slack.block_kit_limits import check_message, check_view

UNSEEN = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b\x7f\x9f"
MOST = 3000  # bytes of suggestions
snippets = st.sampled_from(
    [
        "<!channel>",
        "<!here>",
        "<@U1>",
        "<#C1>",
        "<https://evil.example|click>",
        "&<>",
        "&amp;lt;",
        "`code`",
        "```",
        "\u202eright to left",
        "\x1b[1m",
        "x" * 10_000,
        *UNSEEN,
    ]
)
texts = st.lists(st.one_of(snippets, st.text(max_size=5)), max_size=8).map("".join)
six = st.lists(texts.map(lambda text: f"x{text}x"), min_size=6, max_size=6)


def strings(shown: object) -> Iterator[str]:
    """Yield every text that a message or view shows."""
    if isinstance(shown, dict):
        for name, value in shown.items():
            if name == "text" and isinstance(value, str):
                yield value
            else:
                yield from strings(value)
    elif isinstance(shown, list):
        for one in shown:
            yield from strings(one)


def check_seen(shown: Json) -> None:
    assert not set(UNSEEN) & set("".join(strings(shown)))


@settings(deadline=None, max_examples=150)
@given(six)
def test_a_message_shows_text_as_text(words: list[str]) -> None:
    answer = full_answer(*words)
    for surface in (Surface.THREAD, Surface.PRIVATE):
        message = render_block_kit(answer, surface, words[:2])
        check_message(message)
        check_seen(message)
        assert "`" not in str(message["text"])


@settings(deadline=None, max_examples=150)
@given(six)
@example(["x" * 80_000] * 6)
def test_a_modal_shows_text_as_text(words: list[str]) -> None:
    answer = full_answer(*words)
    shelf = Shelf((words[0],), (Reference("a", words[1]), Reference("b", words[2])))
    page = Page(id="a", name=words[3], answer=answer, part=1, is_last=False, others=(shelf,))
    form = AskForm(words[4], (Reference("n", words[5]),))
    compared = AskForm("", (), Reference("a", words[0]))
    views = [render_modal(answer, words[:2]), render_page(page)]
    for view in (*views, render_ask_form(form), render_ask_form(compared)):
        check_view(view)
        check_seen(view)
    assert len(json.dumps(render_suggestions([Reference("a", words[0])], MOST))) <= MOST


@settings(deadline=None, max_examples=150)
@given(six)
def test_a_home_shows_text_as_text(words: list[str]) -> None:
    answer = full_answer(*words)
    shelf = Shelf((words[0],), (Reference("a", words[1]), Reference("b", words[2])))
    home = Home(
        about=("What there is.",),
        examples=answer.suggestions,
        shelves=(shelf, shelf),
        knowledge="0" * 64,
        recent=answer.options,
        news=(shelf,),
    )
    view = render_home(home, words[4:], decides=True)
    check_view(view)
    check_seen(view)
