"""The buttons under an answer: they answer where they are pressed, once."""

import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.slack.driver import Driver
from tests.slack.fake_slack import FakeSlack, Shown
from tests.slack.payloads import CHANNEL, DIRECT, fresh_ts

QUESTION = "which db for transactions?"
ASKED = "Asked: why: which database for transactions?"
GONE = '{"q":{"intent":"define","components":["gone"]},"k":"00000000"}'


def answered_in_thread(bot: Driver, slack: FakeSlack, text: str = QUESTION) -> Shown:
    bot.mention(text)
    return slack.shown[-1]


def answered_privately(bot: Driver, slack: FakeSlack, text: str = QUESTION) -> Shown:
    return slack.show_response(bot.command(text).json())


def press_with(bot: Driver, shown: Shown, action_id: str, value: str) -> int:
    """Press a button that carries another value than ours would."""
    action = {"type": "button", "action_id": action_id, "block_id": "b1", "value": value}
    return bot.press(shown, "ask.why", actions=[action]).status


def test_a_question_pressed_in_a_thread_is_answered_there(bot: Driver, slack: FakeSlack) -> None:
    shown = answered_in_thread(bot, slack)
    response = bot.press(shown, "ask.why")
    assert (response.status, response.body) == (200, b"")
    answer = slack.posted[-1]
    assert (answer.channel, answer.thread_ts) == (CHANNEL, shown.thread_ts)
    assert answer.text.startswith(f"{ASKED}\n")
    assert slack.shown[-1].blocks[0]["elements"][0]["text"] == ASKED
    assert slack.responded == []


def test_the_thread_goes_on_from_what_was_pressed(bot: Driver, slack: FakeSlack) -> None:
    shown = answered_in_thread(bot, slack, "what is redis")
    bot.press(shown, "ask.next0")
    pressed = slack.posted[-1].text
    bot.mention("and mongo?", thread_ts=shown.thread_ts)
    assert pressed.startswith("Asked: when should we use Redis?")
    assert "MongoDB for" in slack.posted[-1].text.splitlines()[0]


def test_a_reading_is_chosen_by_its_button(bot: Driver, slack: FakeSlack) -> None:
    shown = answered_in_thread(bot, slack, "compare postgres")
    bot.press(shown, "ask.option0")
    assert slack.posted[-1].text.startswith("Asked: compare PostgreSQL vs ")


def test_a_question_pressed_beside_a_direct_message(bot: Driver, slack: FakeSlack) -> None:
    bot.dm(QUESTION)
    bot.press(slack.shown[0], "ask.why")
    answer = slack.posted[-1]
    assert (answer.channel, answer.thread_ts) == (DIRECT, None)
    bot.dm("and mongo?")
    bot.dm("tell me more", thread_ts=slack.shown[1].ts)
    assert "transactions" in slack.posted[2].text.splitlines()[0]
    assert slack.posted[3].thread_ts == slack.shown[1].ts
    assert "I remember none" not in slack.posted[3].text


def test_an_answer_that_begins_a_thread_is_in_none(bot: Driver, slack: FakeSlack) -> None:
    bot.dm(QUESTION)
    (shown,) = slack.shown
    shown.thread_ts = shown.ts  # as Slack marks a message with replies
    bot.press(shown, "ask.why")
    assert slack.posted[-1].thread_ts is None


def test_a_question_pressed_in_a_thread_of_a_direct_message(bot: Driver, slack: FakeSlack) -> None:
    bot.dm(QUESTION, thread_ts="1763700000.000001")
    bot.press(slack.shown[0], "ask.why")
    assert [one.thread_ts for one in slack.posted] == ["1763700000.000001"] * 2


def test_a_question_pressed_in_a_private_answer(bot: Driver, slack: FakeSlack) -> None:
    shown = answered_privately(bot, slack)
    assert bot.press(shown, "ask.why").status == 200
    answer = slack.shown[-1]
    assert answer.private
    assert answer.text.startswith(ASKED)
    assert not shown.deleted
    assert slack.calls == []
    assert bot.press(answer, "share").status == 200  # private answers carry it
    assert not slack.shown[-1].private


def test_many_presses_are_one_answer(bot: Driver, slack: FakeSlack) -> None:
    shown = answered_in_thread(bot, slack)
    with ThreadPoolExecutor(8) as pool:
        statuses = set(pool.map(lambda _: bot.press(shown, "ask.why").status, range(8)))
    assert statuses == {200}
    assert len(slack.posted) == 2


@pytest.mark.parametrize("ask", [answered_in_thread, answered_privately])
def test_who_presses_again_is_told_where_the_answer_is(
    bot: Driver, slack: FakeSlack, ask: Callable[[Driver, FakeSlack], Shown]
) -> None:
    shown = ask(bot, slack)
    assert [bot.press(shown, "ask.why").status for _ in range(2)] == [200, 200]
    first, second = slack.shown[-2:]
    assert first.text.startswith(ASKED)
    assert second.private
    assert second.text.startswith("That was asked here before")


def test_what_all_see_is_posted_once_whoever_presses(bot: Driver, slack: FakeSlack) -> None:
    shown = answered_in_thread(bot, slack)
    bob = {"id": "U0BOB", "username": "bob", "name": "bob", "team_id": "T0ACME"}
    bot.press(shown, "ask.why")
    bot.press(shown, "ask.why", user=bob)
    assert slack.shown[-1].text.startswith("That was asked here before")
    bot.press(shown, "ask.next0")
    assert len(slack.posted) == 3


def test_where_the_bot_may_not_post_it_answers_privately(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    shown = answered_in_thread(bot, slack)
    slack.faults.append("not_in_channel")
    assert bot.press(shown, "ask.why").status == 200
    answer = slack.shown[-1]
    assert answer.private
    assert answer.thread_ts == shown.thread_ts
    assert answer.text.startswith(ASKED)
    (told,) = (one for one in caplog.records if "not_in_channel" in one.getMessage())
    assert told.levelno == logging.INFO  # it was dealt with


def test_with_other_knowledge_the_answer_is_of_today_and_says_so(
    bot: Driver, renewed: Driver, slack: FakeSlack
) -> None:
    shown = answered_in_thread(bot, slack)
    renewed.press(shown, "ask.why")
    asked, changed = (block["elements"][0]["text"] for block in slack.shown[-1].blocks[:2])
    assert asked == ASKED
    assert changed.startswith("What I know has changed")
    assert "Knowledge ffffffff" in slack.posted[-1].text


@pytest.mark.parametrize("value", [GONE, "", "{}", "\ud800", '{"q":1,"k":"x"}'], ids=ascii)
@pytest.mark.parametrize("action_id", ["ask.why", "share"])
def test_a_question_that_cannot_be_read_any_more_is_told_so(
    bot: Driver, slack: FakeSlack, value: str, action_id: str
) -> None:
    shown = answered_privately(bot, slack)
    assert press_with(bot, shown, action_id, value) == 200
    assert slack.shown[-1].private
    assert "Please ask again in words" in slack.shown[-1].text
    assert not shown.deleted


def test_sharing_puts_the_answer_before_all(bot: Driver, slack: FakeSlack) -> None:
    shown = answered_privately(bot, slack)
    assert bot.press(shown, "share").status == 200
    shared = slack.shown[-1]
    note = "Shared by ann: which database for transactions?"
    assert shared.text.startswith(f"{note}\n")
    assert shared.blocks[0]["elements"][0]["text"] == note
    assert "share" not in str(shared.blocks)
    assert (shared.private, shared.channel, shared.thread_ts) == (False, CHANNEL, None)
    assert shown.deleted
    assert len(slack.posted) == 1


def test_where_the_bot_is_not_sharing_works_all_the_same(bot: Driver, slack: FakeSlack) -> None:
    shown = answered_privately(bot, slack)
    slack.faults.append("not_in_channel")
    assert bot.press(shown, "share").status == 200
    assert slack.shown[-1].text.startswith("Shared by ann: which database for transactions?\n")
    assert (slack.shown[-1].private, slack.posted) == (False, [])
    assert shown.deleted
    assert len(slack.responded) == 2


def test_a_thread_goes_on_from_what_was_shared(bot: Driver, slack: FakeSlack) -> None:
    bot.press(answered_privately(bot, slack, "redis vs memcached"), "share")
    bot.mention("and for session storage?", thread_ts=slack.shown[-1].ts)
    assert "Memcached" in slack.posted[-1].text
    assert "Redis" in slack.posted[-1].text


def test_what_got_no_answer_is_not_shared(bot: Driver, slack: FakeSlack) -> None:
    for text in ("best pizza in town", "tell me about FrobDB"):
        with pytest.raises(LookupError):
            bot.press(answered_privately(bot, slack, text), "share")


def test_a_private_answer_in_a_thread_is_shared_there(bot: Driver, slack: FakeSlack) -> None:
    shown = answered_privately(bot, slack)
    shown.thread_ts = "1763700000.000001"
    bot.press(shown, "share")
    assert slack.shown[-1].thread_ts == "1763700000.000001"


def test_sharing_again_shares_nothing_more(bot: Driver, slack: FakeSlack) -> None:
    shown = answered_privately(bot, slack)
    assert [bot.press(shown, "share").status for _ in range(2)] == [200, 200]
    assert [one.private for one in slack.shown] == [True, False, True]
    assert slack.shown[-1].text == "You have shared that already."


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ({"id": "U1", "username": "bob"}, "bob"),
        ({"id": "U1", "name": "<!channel> & co"}, "&lt;!channel&gt; &amp; co"),
        ({"id": "U1"}, "U1"),
        ({"id": "U1", "name": "a\nb " + "c" * 200}, "a b " + "c" * 76),
    ],
)
def test_who_shares_is_named_and_not_pinged(
    bot: Driver, slack: FakeSlack, user: dict[str, str], name: str
) -> None:
    bot.press(answered_privately(bot, slack), "share", user=user)
    assert slack.shown[-1].text.startswith(f"Shared by {name}: ")


def test_changed_knowledge_is_looked_at_before_it_is_shared(
    bot: Driver, renewed: Driver, slack: FakeSlack
) -> None:
    shown = answered_privately(bot, slack)
    assert renewed.press(shown, "share").status == 200
    assert shown.text.startswith("What I know has changed since your answer")
    assert "Knowledge ffffffff" in shown.text
    assert len(slack.shown) == 1
    assert renewed.press(shown, "share").status == 200
    assert shown.deleted
    assert not slack.shown[-1].private


def test_what_all_can_see_is_not_shared(bot: Driver, slack: FakeSlack) -> None:
    shown = answered_privately(bot, slack)
    shown.private = False
    assert bot.press(shown, "share").status == 200
    assert slack.responded == []


@pytest.mark.parametrize("vote", ["up", "down"])
def test_a_vote_is_logged_and_thanked_for(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture, vote: str
) -> None:
    caplog.set_level(logging.INFO)
    shown = answered_in_thread(bot, slack, f"{QUESTION} not CanaryDB")
    assert bot.press(shown, "rate", vote).status == 200
    (line,) = (one for record in caplog.records if (one := record.getMessage()).startswith("Rated"))
    leads = "postgresql, mysql, oracle-database, mariadb"
    assert line.startswith(f"Rated {vote}: intent recommend, leads {leads}, ")
    assert re.search(r", knowledge [0-9a-f]{8}, team T0ACME$", line)
    assert "anary" not in line
    assert "U0ANN" not in line
    if vote == "down":
        assert slack.modals[-1].view["title"]["text"] == "What was wrong?"
    else:
        assert [one.text for one in slack.shown[1:]] == ["Thank you. I have kept your vote."]
        assert slack.shown[-1].private


def test_a_vote_on_what_is_gone_counts_for_nothing(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    shown = answered_in_thread(bot, slack)
    for value in ("", "up", f"up {GONE}", "sideways {}"):
        assert press_with(bot, shown, "rate", value) == 200
    assert "can't be read any more" in caplog.text
    assert "gone" not in caplog.text


def test_an_app_of_a_whole_organisation_has_the_team_of_who_presses(
    bot: Driver, slack: FakeSlack
) -> None:
    shown = answered_in_thread(bot, slack)
    enterprise = {"id": "E0ACME", "name": "Acme"}
    response = bot.press(
        shown, "ask.why", team=None, enterprise=enterprise, is_enterprise_install=True
    )
    assert response.status == 200
    bot.mention("tell me more", thread_ts=shown.thread_ts)
    assert "I remember none" not in slack.posted[-1].text


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "view_submission", "view": {"id": "V1", "type": "modal", "callback_id": "x"}},
        {"type": "view_closed", "view": {"id": "V1", "type": "modal", "callback_id": "x"}},
        {"type": "shortcut", "callback_id": "x", "trigger_id": "1.2.3"},
        {"type": "message_action", "callback_id": "x", "trigger_id": "1.2.3"},
        {"type": "block_suggestion", "action_id": "x", "value": "r"},
        {"type": "interactive_message", "callback_id": "ask.why", "actions": [{"name": "x"}]},
        {"type": "something_of_tomorrow"},
    ],
    ids=lambda payload: str(payload["type"]),
)
def test_other_interactions_are_accepted(
    bot: Driver, slack: FakeSlack, payload: dict[str, object]
) -> None:
    user = {"id": "U0ANN", "username": "ann", "team_id": "T0ACME"}
    team = {"id": "T0ACME", "domain": "acme"}
    response = bot.interaction({"user": user, "team": team, **payload})
    assert (response.status, response.body) == (200, b"")
    assert slack.calls == []


@pytest.mark.parametrize("action_id", ["asked", "task.why", "link", "shared.x"])
def test_other_buttons_are_accepted(bot: Driver, slack: FakeSlack, action_id: str) -> None:
    shown = answered_privately(bot, slack)
    assert press_with(bot, shown, action_id, "x") == 200
    assert slack.responded == []


def test_a_press_in_a_channel_does_not_reach_into_another(bot: Driver, slack: FakeSlack) -> None:
    ts = fresh_ts()
    bot.mention(QUESTION, ts=ts)
    bot.mention(QUESTION, ts=ts, channel="C0OTHER")
    here, there = slack.shown
    there.ts = here.ts
    bot.press(here, "ask.why")
    bot.press(there, "ask.why")
    assert [one.channel for one in slack.posted[2:]] == [CHANNEL, "C0OTHER"]
