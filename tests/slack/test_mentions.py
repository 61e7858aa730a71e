"""Mentions in channels: answered in their thread, once, and only when a person wrote them."""

import time

import msgspec
import pytest

from bot.answer.model import Answer, Offer, Outcome, Paragraph, Quoted
from bot.ask import Guide, Reply
from bot.question.model import Context, Question, Understanding
from tests.slack.block_kit_limits import mrkdwn_texts
from tests.slack.driver import Driver
from tests.slack.fake_slack import BOT, TEAM, FakeSlack
from tests.slack.payloads import CHANNEL, file, fresh_ts, mention


def test_a_mention_is_answered_in_its_thread(bot: Driver, slack: FakeSlack) -> None:
    ts = fresh_ts()
    response = bot.mention("compare postgres vs mongo for transactions", ts=ts)
    assert (response.status, response.body) == (200, b"")
    (posted,) = slack.posted
    assert (posted.channel, posted.thread_ts) == (CHANNEL, ts)
    assert "PostgreSQL" in posted.text
    assert posted.blocks


def test_no_method_but_posting_is_called(bot: Driver, slack: FakeSlack) -> None:
    bot.mention("what is redis")
    assert [call.method for call in slack.calls] == ["chat.postMessage"]


def test_a_reply_in_a_thread_is_answered_there(bot: Driver, slack: FakeSlack) -> None:
    bot.mention("what is redis", thread_ts="1763700000.000001")
    assert [one.thread_ts for one in slack.posted] == ["1763700000.000001"]


def test_a_follow_up_is_understood_from_its_thread(bot: Driver, slack: FakeSlack) -> None:
    root = fresh_ts()
    bot.mention("which db for transactions?", ts=root)
    bot.mention("and mongo?", thread_ts=root)
    bot.mention("and mongo?", thread_ts="1763700000.000002")
    first, follow_up, elsewhere = (one.text for one in slack.posted)
    assert "PostgreSQL" in first
    assert "transactions" in follow_up
    assert "MongoDB" in follow_up
    assert elsewhere != follow_up


def test_threads_of_other_workspaces_and_channels_are_apart(bot: Driver, slack: FakeSlack) -> None:
    root = fresh_ts()
    bot.mention("which db for transactions?", ts=root)
    bot.mention("and mongo?", thread_ts=root, channel="C0OTHER")
    bot.event({**mention("and mongo?", thread_ts=root), "team_id": "T0OTHER"})
    _, other_channel, other_team = (one.text for one in slack.posted)
    assert "transactions" not in other_channel.splitlines()[0]
    assert other_team == other_channel


@pytest.mark.parametrize("text", ["", "  ", ":wave:", "<@U0ANN>", "help"])
def test_a_mention_without_a_question_gets_help(bot: Driver, slack: FakeSlack, text: str) -> None:
    bot.mention(text)
    assert "I answer questions about backend technology" in slack.posted[0].text


@pytest.mark.parametrize(
    "event",
    [
        {"files": [file()], "upload": False, "display_as_bot": False},
        {"files": [file()], "upload": False, "subtype": "file_share"},
        {"subtype": "thread_broadcast", "thread_ts": "1763700000.000003"},
    ],
    ids=["a file", "a file, by its subtype", "a reply also sent to the channel"],
)
def test_a_mention_may_carry_more_than_words(
    bot: Driver, slack: FakeSlack, event: dict[str, object]
) -> None:
    bot.mention("what is redis", **event)
    (posted,) = slack.posted
    assert "Redis is" in posted.text
    assert posted.thread_ts


def test_a_mention_with_a_file_alone_gets_help(bot: Driver, slack: FakeSlack) -> None:
    bot.mention("", files=[file()], upload=False)
    assert "I answer questions about backend technology" in slack.posted[0].text


@pytest.mark.parametrize("reply", ["2", "the second one", "mysql"])
def test_a_reading_is_chosen_by_typing(bot: Driver, slack: FakeSlack, reply: str) -> None:
    root = fresh_ts()
    bot.mention("compare postgres", ts=root)
    bot.mention(reply, thread_ts=root)
    clarified, chosen = slack.posted
    assert "Compare it with which?" in clarified.text
    assert "PostgreSQL" in chosen.text


def test_a_message_delivered_again_is_answered_once(bot: Driver, slack: FakeSlack) -> None:
    ts = fresh_ts()
    statuses = {bot.mention("what is redis", ts=ts).status for _ in range(11)}
    assert statuses == {200}
    assert len(slack.posted) == 1


def test_equal_timestamps_in_two_channels_are_two_messages(bot: Driver, slack: FakeSlack) -> None:
    ts = fresh_ts()
    bot.mention("what is redis", ts=ts)
    bot.mention("what is redis", ts=ts, channel="C0OTHER")
    assert len(slack.posted) == 2


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B0OTHER"},
        {"bot_id": "B0OTHER", "subtype": "bot_message", "user": msgspec.UNSET},
        {"subtype": "message_changed"},
        {"user": BOT},
        {"user": msgspec.UNSET},
    ],
    ids=["a bot", "an integration", "an edit", "the bot itself", "nobody"],
)
def test_only_people_are_answered(bot: Driver, slack: FakeSlack, event: dict[str, object]) -> None:
    assert bot.mention("what is redis", **event).status == 200
    assert slack.calls == []


@pytest.mark.parametrize(
    "envelope",
    [
        mention("what is redis", type="message", channel_type="channel"),
        mention("", type="reaction_added", item={"channel": CHANNEL, "ts": "1.2"}),
        mention("", type="channel_rename", channel={"id": CHANNEL, "name": "n", "created": 1}),
        mention("", type="team_join", user={"id": "U1", "team_id": TEAM}),
        {"type": "app_rate_limited", "team_id": TEAM, "minute_rate_limited": 1763800000},
    ],
    ids=["message", "reaction_added", "channel_rename", "team_join", "app_rate_limited"],
)
def test_events_without_a_listener_are_accepted(
    bot: Driver, slack: FakeSlack, envelope: dict[str, object]
) -> None:
    assert bot.event(envelope).status == 200
    assert slack.calls == []


def test_what_a_person_writes_pings_nobody(bot: Driver, slack: FakeSlack) -> None:
    # As Slack sends it: what was typed is escaped, what Slack recognised is in brackets.
    bot.mention("compare <!channel> <@U1> &lt;!here&gt; &amp; @everyone FrobnicateDB vs redis")
    (posted,) = slack.posted  # checked for pings and escapes by the fake
    assert "U1" not in posted.text
    assert "Redis" in posted.text


def test_quoted_words_come_back_escaped(
    bot: Driver, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quote(_guide: Guide, text: str, context: Context | None) -> Reply:
        understanding = Understanding(text, Question("define"), 1.0)
        blocks = (Paragraph(("You said ", Quoted(text), ".")),)
        answer = Answer("define", Outcome.DECLINED, Offer(text, text, "{}"), blocks, "0" * 8)
        return Reply(understanding, answer, context)

    monkeypatch.setattr("bot.slack.answering.ask", quote)
    bot.mention("`&lt;!channel&gt; &lt;@U1&gt; &amp; @here`")
    (posted,) = slack.posted
    assert "You said &lt;!channel&gt; &lt;@U1&gt; &amp; @here." in posted.text
    assert list(mrkdwn_texts(posted))[1] == "You said &lt;!channel&gt; &lt;@U1&gt; &amp; @here."


def test_an_answer_that_cannot_be_composed_becomes_an_apology(
    bot: Driver, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.slack.answering.ask", fail)
    assert bot.mention("what is redis").status == 200
    assert slack.posted[0].text.startswith("Sorry")


def test_an_edit_of_an_old_message_is_not_answered_again(bot: Driver, slack: FakeSlack) -> None:
    edited = {"user": "U0ANN", "ts": "1763800001.000000"}
    assert bot.mention("what is redis", ts="1763700000.000001", edited=edited).status == 200
    assert slack.posted == []
    bot.mention("what is redis", ts=f"{time.time() + 60:.6f}", edited=edited)
    assert len(slack.posted) == 1
