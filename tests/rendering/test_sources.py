"""The list of sources in Slack: short on a phone, and no citation is lost."""

import pytest

from bot.answer.model import Answer
from bot.ask import Guide, ask
from bot.question.model import Context
from bot.rendering.block_kit import Surface, render_block_kit, render_blocks
from bot.rendering.labels import address

MANY = [
    "compare kafka vs rabbitmq",
    "which database for transactions?",
    "alternatives to mongo?",
]


def footer(answer: Answer, surface: Surface) -> str:
    """Return all small print of an answer."""
    blocks = render_blocks(answer, surface)
    return "\n".join(str(one["elements"]) for one in blocks if one["type"] == "context")


@pytest.mark.parametrize("surface", list(Surface))
@pytest.mark.parametrize("text", MANY)
def test_every_citation_is_there_with_its_link(guide: Guide, text: str, surface: Surface) -> None:
    answer = ask(guide, text).answer
    told = footer(answer, surface)
    assert len(answer.citations) > 5
    for one in answer.citations:
        assert f"[{one.number}]" in told
        assert (address(one) or one.title).replace("&", "&amp;") in told


@pytest.mark.parametrize("text", MANY)
def test_of_many_the_first_have_titles_and_why_has_them_all(guide: Guide, text: str) -> None:
    context: Context | None = None
    for asked, most in ((text, 4), ("why?", 100)):
        reply = ask(guide, asked, context)
        context = reply.context
        told = footer(reply.answer, Surface.THREAD)
        bare = [one.number for one in reply.answer.citations if f"|[{one.number}]>" in told]
        assert bare == [one.number for one in reply.answer.citations[most:]]


def test_the_text_beside_the_blocks_has_every_title(guide: Guide) -> None:
    answer = ask(guide, MANY[0]).answer
    assert all(one.title in str(render_block_kit(answer)["text"]) for one in answer.citations)
