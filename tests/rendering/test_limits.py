"""However long an answer is, Slack takes it; what is left out is counted."""

import pytest

from bot.answer.model import Answer, Offer, Outcome, Paragraph, Statement
from bot.rendering.block_kit import Json, Surface, render_block_kit, render_modal
from tests.slack.block_kit_limits import check_message, check_view

ASKED = Offer("<" * 300, "<" * 300, "x" * 1990)
LONG = Answer(
    intent="list",
    outcome=Outcome.ANSWERED,
    question=ASKED,
    blocks=(Statement("&" * 9000, (1,)), *(Paragraph((f"line {n}",)) for n in range(150))),
    knowledge="0" * 64,
    suggestions=tuple(Offer(f"{n}{'>' * 100}", f"{n}{'>' * 100}", f"{n}") for n in range(5)),
    why=ASKED,
    more=Offer("too much for a button", "too much for a button", "x" * 2001),
)
NOTES = ["Asked: " + "<" * 1000, "changed"]


@pytest.mark.parametrize("notes", [[], NOTES], ids=["bare", "led by notes"])
@pytest.mark.parametrize("surface", [Surface.THREAD, Surface.PRIVATE])
def test_a_message_takes_what_fits(surface: Surface, notes: list[str]) -> None:
    message = render_block_kit(LONG, surface, notes)
    check_message(message)
    assert len(blocks_of(message)) == 50
    assert f"… {hidden(blocks_of(message))} more parts do not fit" in str(message["blocks"])


@pytest.mark.parametrize("notes", [[], NOTES], ids=["bare", "led by notes"])
def test_a_modal_takes_what_fits(notes: list[str]) -> None:
    view = render_modal(LONG, notes)
    check_view(view)
    assert len(blocks_of(view)) == 100
    assert f"… {hidden(blocks_of(view))} more parts do not fit" in str(view["blocks"])


def blocks_of(shown: Json) -> list[Json]:
    assert isinstance(shown["blocks"], list)
    return shown["blocks"]


def hidden(blocks: list[Json]) -> int:
    """Return how many of the answer's lines aren't shown."""
    return sum(f"'line {n}'" not in str(blocks) for n in range(150))
