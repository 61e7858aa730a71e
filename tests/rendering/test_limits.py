"""However long an answer is, Slack takes it; what is left out is counted."""

import pytest

from bot.answer.home import home
from bot.answer.model import Answer, Offer, Outcome, Paragraph, Statement
from bot.answer.page import page
from bot.ask import Guide
from bot.question.token import from_token
from bot.rendering.block_kit import Json, Surface, render_block_kit, render_modal
from bot.rendering.home import render_home
from bot.rendering.page import render_page
from bot.rendering.trail import answer_step, with_trail
from tests.conftest import Asked
from tests.question.test_questions import Case, cases, turns
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
    view = with_trail(render_modal(LONG, notes), [answer_step("before"), answer_step("now")])
    check_view(view)
    assert len(blocks_of(view)) == 100
    assert f"… {hidden(blocks_of(view))} more parts do not fit" in str(view["blocks"])


def blocks_of(shown: Json) -> list[Json]:
    assert isinstance(shown["blocks"], list)
    return shown["blocks"]


def hidden(blocks: list[Json]) -> int:
    """Return how many of the answer's lines aren't shown."""
    return sum(f"'line {n}'" not in str(blocks) for n in range(150))


@pytest.mark.parametrize("case", [*cases("questions"), *cases("dialogues")])
def test_every_answer_fits_every_surface(guide: Guide, asked: Asked, case: Case) -> None:
    answer = asked(*turns(case)).answer
    for surface in (Surface.THREAD, Surface.PRIVATE):
        check_message(render_block_kit(answer, surface, NOTES))
    check_view(render_modal(answer, NOTES))
    shown = home(guide.catalog, [from_token(answer.question.token, guide.catalog)[0]])
    view = render_home(shown, NOTES, decides=True)
    check_view(view)
    assert shown.recent[0].label[:70] in str(view)


@pytest.mark.parametrize("part", [0, 1])
def test_every_page_fits_a_modal(guide: Guide, part: int) -> None:
    for entity in (*guide.catalog.components, *guide.catalog.topics):
        if found := page(entity, part, guide.catalog):
            check_view(render_page(found))
