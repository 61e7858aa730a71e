"""Forms: asking by a shortcut, choosing what to compare, and the reason for a thumb down."""

import json

import pytest

from bot.ask import Guide
from bot.errors import StateError
from bot.state.store import Store
from tests.slack.driver import Driver
from tests.slack.fake_slack import TEAM, FakeSlack, ShownView, Status
from tests.slack.payloads import CHANNEL, USER
from tests.slack.test_home import text_of

WHAT = "what is redis"


def form(bot: Driver, slack: FakeSlack, message: str | None = None) -> ShownView:
    assert bot.shortcut(slack, message).status == 200
    return slack.modals[-1]


def rated(bot: Driver, slack: FakeSlack, text: str = WHAT) -> ShownView:
    bot.mention(text)
    assert bot.press(slack.shown[-1], "rate", "down").status == 200
    return slack.modals[-1]


def field(shown: ShownView, block_id: str) -> dict[str, object]:
    (block,) = (one for one in shown.blocks if one["block_id"] == block_id)
    return dict(block["element"])


def test_a_question_is_asked_by_the_shortcut(bot: Driver, slack: FakeSlack) -> None:
    shown = form(bot, slack)
    assert shown.view["title"]["text"] == "Ask Stack Guide"
    assert "initial_value" not in field(shown, "question")
    assert (
        bot.submit(shown, question="*which db* for <https://x.example|transactions>?").status == 200
    )
    answer = slack.modals[-1]
    assert "PostgreSQL" in text_of(answer)
    assert answer.view["title"]["text"] == "Stack Guide"
    assert answer.view["close"]["text"] == "Back to the form"
    assert answer.under is shown
    assert slack.posted == []
    bot.press(answer, "ask.why")  # the answer goes on like any in a modal
    assert text_of(answer).startswith("Back\nAsked: why")
    assert answer.view["close"]["text"] == "Back to the form"


def test_a_message_can_be_asked_about(bot: Driver, slack: FakeSlack) -> None:
    shown = form(
        bot, slack, "Should we *really* use <https://redis.io|Redis> &amp; co?" + " x" * 2000
    )
    begun = str(field(shown, "question")["initial_value"])
    assert begun.startswith("Should we really use Redis & co? x x")
    assert len(begun) == 3000


def test_names_are_suggested_as_they_are_typed(bot: Driver, slack: FakeSlack) -> None:
    shown = form(bot, slack)
    assert bot.type_into(shown, "first", "post")[0] == "postgresql"
    assert "postgresql" in bot.type_into(shown, "second", "PG")
    assert bot.type_into(shown, "first", "zzzz") == []
    assert len(bot.type_into(shown, "first", "")) > 20


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"first": "redis", "second": "memcached"}, ["compare", "Redis", "Memcached"]),
        (
            {"first": "postgresql", "second": "mongodb", "needs": ["transactions"]},
            ["compare", "PostgreSQL", "MongoDB", "transaction"],
        ),
        ({"first": "redis"}, ["Redis"]),
        ({"second": "redis", "first": "redis"}, ["Redis"]),
        ({"second": "mongodb", "needs": ["transactions"]}, ["MongoDB", "transaction"]),
        ({"needs": ["transactions"]}, ["transaction"]),
        ({"more_needs": ["geo-data", "transactions"]}, ["geographic", "transaction"]),
        ({"needs": ["real-time"], "more_needs": ["real-time"]}, ["which component for real-time"]),
    ],
    ids=str,
)
def test_what_is_chosen_makes_a_question(
    bot: Driver, slack: FakeSlack, fields: dict[str, object], asked: list[str]
) -> None:
    shown = form(bot, slack)
    assert bot.submit(shown, **fields).status == 200
    first = text_of(slack.modals[-1]).splitlines()[0]
    assert first.startswith("Asked: ")
    assert all(part in first for part in asked)


@pytest.mark.parametrize("surface", ["mention", "command"])
def test_what_an_answer_is_about_can_be_compared(
    bot: Driver, slack: FakeSlack, surface: str
) -> None:
    response = getattr(bot, surface)(WHAT)
    answer = slack.shown[-1] if surface == "mention" else slack.show_response(response.json())
    assert bot.press(answer, "compare").status == 200
    shown = slack.modals[-1]
    assert field(shown, "first")["initial_option"]["value"] == "redis"  # type: ignore[index]
    bot.submit(shown, first="redis", second="memcached")
    assert text_of(slack.modals[-1]).startswith("Asked: compare Redis vs Memcached")


@pytest.mark.parametrize("second", ["redis", "gone"])
def test_a_comparison_takes_another_name(bot: Driver, slack: FakeSlack, second: str) -> None:
    bot.mention(WHAT)
    bot.press(slack.shown[-1], "compare")
    response = bot.submit(slack.modals[-1], first="redis", second=second).json()
    assert "Choose another name" in str(response["errors"]["second"])  # type: ignore[index]


def test_a_comparison_offers_no_other(bot: Driver, slack: FakeSlack) -> None:
    bot.mention("compare redis vs memcached")
    with pytest.raises(LookupError):
        bot.press(slack.shown[-1], "compare")


@pytest.mark.parametrize("fields", [{}, {"question": "  "}, {"first": "gone"}], ids=str)
def test_nothing_asked_is_told_in_the_form(
    bot: Driver, slack: FakeSlack, fields: dict[str, object]
) -> None:
    response = bot.submit(form(bot, slack), **fields)
    assert response.json()["response_action"] == "errors"
    assert "Write a question here" in json.dumps(response.json()["errors"])


def test_needs_to_tick_are_those_that_most_is_claimed_of(bot: Driver, slack: FakeSlack) -> None:
    boxes = field(form(bot, slack), "needs")["options"]
    needs = [str(one["value"]) for one in boxes]  # type: ignore[attr-defined]
    assert len(set(needs)) == 10
    assert {"microservices", "high-availability", "json-api"} <= set(needs)


def test_every_need_is_found_as_it_is_typed(bot: Driver, slack: FakeSlack, guide: Guide) -> None:
    shown = form(bot, slack)
    for need in guide.catalog.needs.values():
        assert need.id in bot.type_into(shown, "more_needs", need.name[:8])


@pytest.mark.parametrize(
    ("typed", "found"),
    [("transa", "transactions"), ("PAYMENTS", "financial-systems"), ("olap", "analytics")],
)
def test_needs_are_found_by_any_word_for_them(
    bot: Driver, slack: FakeSlack, typed: str, found: str
) -> None:
    shown = form(bot, slack)
    assert found in bot.type_into(shown, "more_needs", typed)[:5]
    assert bot.type_into(shown, "more_needs", "zzzz") == []


def test_a_form_that_can_not_be_opened_is_a_warning_of_slacks(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    slack.view_faults.append("expired_trigger_id")
    assert bot.shortcut(slack).status != 200
    assert "expired_trigger_id" in caplog.text


def test_what_fails_unforeseen_is_told_in_the_form(
    bot: Driver, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_guide: object, text: str) -> None:
        raise KeyError(text)

    shown = form(bot, slack)
    monkeypatch.setattr("bot.slack.forms.ask", fail)
    bot.submit(shown, question="canary-question")
    assert text_of(slack.modals[-1]).startswith("Sorry")
    assert "KeyError" in caplog.text
    assert "canary" not in caplog.text


def test_an_answer_too_large_for_a_response_is_told_of(
    bot: Driver, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.forms.MAX_RESPONSE", 100)
    shown = form(bot, slack)
    bot.submit(shown, question=WHAT)
    assert text_of(slack.modals[-1]).startswith("The answer is too long for this window")


def test_a_thumb_down_asks_for_the_reason(bot: Driver, slack: FakeSlack, store: Store) -> None:
    shown = rated(bot, slack)
    assert [vote.vote for vote in store.votes(TEAM)] == ["down"]  # also if nothing is sent
    assert shown.view["title"]["text"] == "What was wrong?"
    bot.submit(shown, choice="old", words=" it is\n2019 there ")
    assert text_of(shown) == "Thank you. I have kept your vote and what you said of it."
    (vote,) = store.votes(TEAM)
    assert (vote.channel, vote.person, vote.leads) == (CHANNEL, USER, ("redis",))
    assert vote.reason == "old: it is 2019 there"


def test_an_answer_that_says_no_can_be_rated_too(
    bot: Driver, slack: FakeSlack, store: Store
) -> None:
    shown = rated(bot, slack, "what's the weather in paris?")
    bot.submit(shown, choice="misread")
    (vote,) = store.votes(TEAM)
    assert (vote.intent, vote.reason) == ("out_of_scope", "misread")


def test_the_form_can_not_say_whose_vote_it_is(bot: Driver, slack: FakeSlack, store: Store) -> None:
    shown = rated(bot, slack)
    shown.view["private_metadata"] = shown.view["private_metadata"].replace(USER, "U0BOB")
    bot.submit(shown, choice="wrong")
    assert {vote.person for vote in store.votes(TEAM)} == {USER}


def test_without_a_form_a_vote_is_thanked_for(bot: Driver, slack: FakeSlack) -> None:
    slack.view_faults.append(Status(500))
    bot.mention(WHAT)
    bot.press(slack.shown[-1], "rate", "down")
    assert slack.shown[-1].text == "Thank you. I have kept your vote."


def test_a_reason_that_can_not_be_kept_is_told_in_the_form(
    bot: Driver, slack: FakeSlack, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = rated(bot, slack)

    def fail(_store: object, _vote: object) -> None:
        raise StateError("away")

    monkeypatch.setattr(Store, "vote", fail)
    response = bot.submit(shown, choice="old")
    assert response.json()["response_action"] == "errors"
    assert store.votes(TEAM)[0].reason is None


@pytest.mark.parametrize("metadata", ["", "{}", "[1]", '{"team":1}'])
def test_a_form_that_is_not_ours_is_refused(
    bot: Driver, slack: FakeSlack, store: Store, metadata: str
) -> None:
    shown = rated(bot, slack)
    shown.view["private_metadata"] = metadata
    bot.submit(shown, choice="old")
    assert store.votes(TEAM)[0].reason is None
