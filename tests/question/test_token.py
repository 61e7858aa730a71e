"""A question survives being carried by a button."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ask import Guide, ask_again
from bot.catalog.checks import INTENTS
from bot.catalog.wording import Tone
from bot.question.model import Detail, Question
from bot.question.token import StaleTokenError, from_token, to_token
from bot.rendering.block_kit import MAX_VALUE
from tests.conftest import Asked
from tests.question.test_questions import Case, cases, turns


def ids(guide: Guide, *tables: str) -> st.SearchStrategy[tuple[str, ...]]:
    known = [one for table in tables for one in getattr(guide.catalog, table)]
    return st.lists(st.sampled_from(known), max_size=5, unique=True).map(tuple)


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_any_question_comes_back_as_it_was(guide: Guide, data: st.DataObject) -> None:
    question = Question(
        intent=data.draw(st.sampled_from(INTENTS)),
        components=data.draw(ids(guide, "components")),
        kinds=data.draw(ids(guide, "kinds")),
        topics=data.draw(ids(guide, "topics")),
        needs=data.draw(ids(guide, "needs")),
        excluded=data.draw(ids(guide, "components", "kinds")),
        unknown=data.draw(st.lists(st.text(max_size=40), max_size=3).map(tuple)),
        unwanted=data.draw(ids(guide, "needs")),
        against=data.draw(st.booleans()),
        closed=data.draw(st.booleans()),
        unclear=data.draw(st.booleans()),
        tone=data.draw(st.sampled_from(Tone)),
        detail=data.draw(st.sampled_from(Detail)),
    )
    token = to_token(question, guide.catalog.version)
    assert from_token(token, guide.catalog) == (question, True)


@pytest.mark.parametrize("case", [*cases("questions"), *cases("dialogues")])
def test_a_pressed_question_gets_the_answer_it_was_offered_for(
    guide: Guide, asked: Asked, case: Case
) -> None:
    reply = asked(*turns(case))
    understood = reply.understanding
    if understood.options or understood.further or understood.truncated:
        return
    token = reply.answer.question.token
    assert len(token) <= MAX_VALUE
    question, current = from_token(token, guide.catalog)
    assert current
    assert ask_again(guide, question).answer == replace(reply.answer, readings=())


def test_a_token_of_other_knowledge_says_so(guide: Guide) -> None:
    token = to_token(Question("define", components=("redis",)), "f" * 64)
    assert from_token(token, guide.catalog) == (Question("define", components=("redis",)), False)


def test_a_token_that_names_what_is_gone_is_refused(guide: Guide) -> None:
    token = to_token(Question("define", components=("gone",)), guide.catalog.version)
    with pytest.raises(StaleTokenError):
        from_token(token, guide.catalog)


@pytest.mark.parametrize(
    "token",
    ["", "x", "[]", "{}", '{"q": {}, "k": 1}', '{"q": {"intent": 5}, "k": "a"}', '{"q": 1}'],
)
def test_what_is_no_token_is_refused(guide: Guide, token: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of msgspec, whatever its words
        from_token(token, guide.catalog)
