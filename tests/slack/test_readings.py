"""What wasn't meant: the reading that is chosen is answered in the place of the other."""

import json
import logging

import pytest

from tests.slack.driver import Driver
from tests.slack.fake_slack import BOT, FakeSlack, Shown, Status
from tests.slack.payloads import CHANNEL, DIRECT

QUESTION = "what is redis"
WHEN, AGAINST = "when should we use Redis?", "what are the downsides of Redis?"


def readings(shown: Shown) -> list[str]:
    """Return what the menu under a message offers."""
    return [
        option["text"]["text"]
        for block in shown.blocks
        for element in block.get("elements", ())
        if element.get("action_id") == "meant"
        for option in element["options"]
    ]


def asked(bot: Driver, slack: FakeSlack, text: str = QUESTION) -> Shown:
    bot.mention(text)
    return slack.shown[-1]


def test_a_reading_replaces_the_answer_in_its_thread(bot: Driver, slack: FakeSlack) -> None:
    shown = asked(bot, slack)
    before = shown.text
    assert readings(shown) == [WHEN, AGAINST, "what are alternatives to Redis?"]
    assert bot.press(shown, "meant", WHEN).status == 200
    assert slack.shown == [shown]
    assert shown.text.startswith(f"Read as: {WHEN}\n")
    assert shown.text != before
    assert shown.blocks[0]["elements"][0]["text"] == f"Read as: {WHEN}"
    (call,) = (one for one in slack.calls if one.method == "chat.update")
    assert (call.arguments["channel"], call.arguments["ts"]) == (CHANNEL, shown.ts)


def test_one_can_choose_again_and_go_back(bot: Driver, slack: FakeSlack) -> None:
    shown = asked(bot, slack)
    first = shown.text
    bot.press(shown, "meant", WHEN)
    assert "tell me about Redis" in readings(shown)
    assert WHEN not in readings(shown)
    bot.press(shown, "meant", "tell me about Redis")
    assert shown.text.removeprefix("Read as: tell me about Redis\n\n") == first


def test_what_was_answered_first_can_be_had_again(bot: Driver, slack: FakeSlack) -> None:
    for question, other in (
        ("which database for payments?", "tell me about databases"),
        ("compare postgres vs mongo for transactions", "tell me about MongoDB"),
    ):
        shown = asked(bot, slack, question)
        first = shown.text
        bot.press(shown, "meant", other)
        back = readings(shown)[0]
        bot.press(shown, "meant", back)
        assert shown.text.removeprefix(f"Read as: {back}\n\n") == first
        assert other in readings(shown)


def test_the_thread_goes_on_from_what_was_chosen(bot: Driver, slack: FakeSlack) -> None:
    shown = asked(bot, slack)
    bot.press(shown, "meant", AGAINST)
    bot.mention("and mongo?", thread_ts=shown.thread_ts)
    assert "downsides of MongoDB" in str(slack.shown[-1].blocks)


def test_a_thread_that_has_moved_on_stays_with_its_subject(bot: Driver, slack: FakeSlack) -> None:
    shown = asked(bot, slack)
    bot.mention("compare kafka and rabbitmq", thread_ts=shown.thread_ts)
    bot.press(shown, "meant", AGAINST)
    assert shown.text.startswith(f"Read as: {AGAINST}")
    bot.mention("which scales better?", thread_ts=shown.thread_ts)
    assert "Kafka" in slack.shown[-1].text
    assert "Redis" not in slack.shown[-1].text


def test_a_question_is_offered_without_its_thread(bot: Driver, slack: FakeSlack) -> None:
    shown = asked(bot, slack, "is postgres good for transactions?")
    bot.mention("and kafka?", thread_ts=shown.thread_ts)
    last = slack.shown[-1]
    assert readings(last)[0] == "tell me about Kafka"
    bot.press(last, "meant", "tell me about Kafka")
    assert last.text.startswith("Read as: tell me about Kafka\n")


def test_a_reading_in_a_direct_message(bot: Driver, slack: FakeSlack) -> None:
    bot.dm(QUESTION)
    (shown,) = slack.shown
    bot.press(shown, "meant", AGAINST)
    assert (shown.channel, shown.text.splitlines()[0]) == (DIRECT, f"Read as: {AGAINST}")
    bot.dm("and mongo?", thread_ts=shown.ts)
    assert "downsides of MongoDB" in str(slack.shown[-1].blocks)


def test_a_reading_replaces_a_private_answer(bot: Driver, slack: FakeSlack) -> None:
    shown = slack.show_response(bot.command(QUESTION).json())
    assert bot.press(shown, "meant", WHEN).status == 200
    assert slack.shown == [shown]
    assert shown.private
    assert shown.text.startswith(f"Read as: {WHEN}\n")
    assert slack.calls == []
    bot.press(shown, "share")
    assert slack.shown[-1].text.startswith(f"Shared by ann: {WHEN}")


def test_a_reading_in_a_modal(bot: Driver, slack: FakeSlack) -> None:
    bot.shortcut(slack)
    bot.submit(slack.modals[-1], question=QUESTION)
    modal = slack.modals[-1]
    assert bot.press(modal, "meant", WHEN).status == 200
    assert f"Read as: {WHEN}" in json.dumps(modal.blocks)
    assert slack.modals[-1] is modal


def test_what_is_declined_offers_what_else_was_considered(bot: Driver, slack: FakeSlack) -> None:
    shown = asked(bot, slack, "is redis good for quantum cryptography?")
    assert "tell me about Redis" in readings(shown)


def test_what_names_nothing_offers_nothing(bot: Driver, slack: FakeSlack) -> None:
    for text in ("thanks!", "who won the match yesterday?"):
        assert readings(asked(bot, slack, text)) == []


@pytest.mark.parametrize(
    "fault",
    ["message_not_found", "cant_update_message", "edit_window_closed", "ratelimited", Status(503)],
)
def test_who_chooses_is_told_where_the_answer_cannot_be_replaced(
    bot: Driver, slack: FakeSlack, fault: str | Status, caplog: pytest.LogCaptureFixture
) -> None:
    shown = asked(bot, slack)
    before = shown.text
    slack.faults.append(fault)
    with caplog.at_level(logging.ERROR):
        assert bot.press(shown, "meant", WHEN).status == 200
    assert shown.text == before
    assert slack.shown[-1].private
    assert slack.shown[-1].text.startswith("Slack didn't take the other answer")
    assert "Changing an answer in C0STACK failed" in caplog.text


def test_where_blocks_are_refused_the_text_says_it_all(bot: Driver, slack: FakeSlack) -> None:
    shown = asked(bot, slack)
    slack.faults.append("invalid_blocks")
    assert bot.press(shown, "meant", WHEN).status == 200
    assert shown.text.startswith(f"Read as: {WHEN}\n")
    assert shown.blocks == []


def test_an_old_reading_is_told_so(bot: Driver, slack: FakeSlack) -> None:
    shown = asked(bot, slack)
    option = {
        "text": {"type": "plain_text", "text": "x"},
        "value": '{"q":{"intent":"define","components":["gone"]},"k":"00000000"}',
    }
    action = {
        "type": "static_select",
        "action_id": "meant",
        "block_id": "b1",
        "selected_option": option,
    }
    assert bot.press(shown, "meant", WHEN, actions=[action]).status == 200
    assert "Please ask again in words" in slack.shown[-1].text


def test_with_other_knowledge_it_says_so(bot: Driver, renewed: Driver, slack: FakeSlack) -> None:
    shown = asked(bot, slack)
    renewed.press(shown, "meant", WHEN)
    assert "What I know has changed" in shown.text
    assert f"<@{BOT}>" not in shown.text
