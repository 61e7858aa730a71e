"""Direct messages: answered beside them or in their thread, once, and only to people."""

import msgspec
import pytest

from tests.slack.driver import Driver
from tests.slack.fake_slack import BOT, FakeSlack
from tests.slack.payloads import DIRECT, file, fresh_ts, mention

EDIT = {
    "subtype": "message_changed",
    "hidden": True,
    "user": msgspec.UNSET,
    "text": msgspec.UNSET,
    "message": {"type": "message", "user": "U0ANN", "text": "what is redis", "ts": "1.1"},
    "previous_message": {"type": "message", "user": "U0ANN", "text": "redis", "ts": "1.1"},
}
DELETION = {
    "subtype": "message_deleted",
    "hidden": True,
    "user": msgspec.UNSET,
    "text": msgspec.UNSET,
    "deleted_ts": "1.1",
    "previous_message": {"type": "message", "user": "U0ANN", "text": "redis", "ts": "1.1"},
}


def test_a_direct_message_is_answered_beside_it(bot: Driver, slack: FakeSlack) -> None:
    response = bot.dm("which db for transactions?")
    assert (response.status, response.body) == (200, b"")
    (posted,) = slack.posted
    assert (posted.channel, posted.thread_ts) == (DIRECT, None)
    assert "PostgreSQL" in posted.text
    assert posted.blocks


def test_a_direct_message_in_a_thread_is_answered_there(bot: Driver, slack: FakeSlack) -> None:
    bot.dm("what is redis", thread_ts="1763700000.000001")
    assert [one.thread_ts for one in slack.posted] == ["1763700000.000001"]


def test_the_conversation_goes_on_beside_it(bot: Driver, slack: FakeSlack) -> None:
    bot.dm("which db for transactions?")
    bot.dm("and mongo?")
    bot.dm("and mongo?", channel="D0BOB")
    _, follow_up, another_person = (one.text.splitlines()[0] for one in slack.posted)
    assert "transactions" in follow_up
    assert "transactions" not in another_person


def test_a_thread_under_an_answer_goes_on_from_it(bot: Driver, slack: FakeSlack) -> None:
    bot.dm("which db for transactions?")
    bot.dm("what is redis")
    first, second = slack.shown
    bot.dm("and mongo?", thread_ts=first.ts)
    bot.dm("when not?", thread_ts=second.ts)
    under_first, under_second = slack.posted[2:]
    assert under_first.thread_ts == first.ts
    assert "transactions" in under_first.text.splitlines()[0]
    assert "Redis" in under_second.text


def test_a_thread_does_not_change_what_the_rest_is_about(bot: Driver, slack: FakeSlack) -> None:
    bot.dm("which db for transactions?")
    bot.dm("what is redis", thread_ts=slack.shown[0].ts)
    bot.dm("and mongo?")
    assert "transactions" in slack.posted[-1].text.splitlines()[0]


@pytest.mark.parametrize("reply", ["2", "the second one", "mysql"])
@pytest.mark.parametrize("place", ["root", "thread"])
def test_a_reading_is_chosen_by_typing(
    bot: Driver, slack: FakeSlack, reply: str, place: str
) -> None:
    bot.dm("compare postgres")
    thread = {"thread_ts": slack.shown[0].ts} if place == "thread" else {}
    bot.dm(reply, **thread)
    clarified, chosen = slack.posted
    assert "Compare it with which?" in clarified.text
    assert "PostgreSQL" in chosen.text


@pytest.mark.parametrize(
    "event",
    [
        {"text": ""},
        {"text": msgspec.UNSET},
        {"text": ":wave:"},
        {"text": "", "subtype": "file_share", "files": [file()], "upload": False},
    ],
    ids=["nothing", "no text", "a wave", "a file"],
)
def test_a_message_without_a_question_gets_help(
    bot: Driver, slack: FakeSlack, event: dict[str, object]
) -> None:
    bot.dm("", **event)
    assert "I answer questions about backend technology" in slack.posted[0].text


@pytest.mark.parametrize(
    "event",
    [
        {"subtype": "file_share", "files": [file()], "upload": False},
        {"subtype": "thread_broadcast", "thread_ts": "1763700000.000003"},
        {"text": f"<@{BOT}> what is redis"},
    ],
    ids=["with a file", "a reply also sent to the conversation", "with a mention"],
)
def test_a_question_is_answered_however_it_comes(
    bot: Driver, slack: FakeSlack, event: dict[str, object]
) -> None:
    bot.dm("what is redis", **event)
    assert ["Redis is" in one.text for one in slack.posted] == [True]


def test_a_mention_in_a_direct_message_is_answered_once(bot: Driver, slack: FakeSlack) -> None:
    ts = fresh_ts()
    text = f"<@{BOT}> what is redis"
    assert bot.dm(text, ts=ts).status == 200
    assert bot.event(mention(text, ts=ts, channel=DIRECT)).status == 200
    assert [one.thread_ts for one in slack.posted] == [None]


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B0BOT", "user": BOT},
        {"bot_id": "B0OTHER"},
        {"bot_id": "B0OTHER", "subtype": "bot_message", "user": msgspec.UNSET},
        {"user": BOT},
        {"user": msgspec.UNSET},
        {"hidden": True},
        EDIT,
        DELETION,
        {"subtype": "assistant_app_thread"},
        {"subtype": "reminder_add"},
        {"channel_type": "channel", "channel": "C0STACK"},
        {"channel_type": "mpim", "channel": "G0GROUP"},
        {"channel_type": msgspec.UNSET},
    ],
    ids=[
        *("our own answer", "a bot", "an integration", "ourselves", "nobody", "hidden", "an edit"),
        *("a deletion", "a thread's root", "a reminder", "a channel", "a group", "nowhere"),
    ],
)
def test_only_people_who_write_to_the_bot_are_answered(
    bot: Driver, slack: FakeSlack, event: dict[str, object]
) -> None:
    assert bot.dm("what is redis", **event).status == 200
    assert slack.calls == []


def test_a_message_delivered_again_is_answered_once(bot: Driver, slack: FakeSlack) -> None:
    ts = fresh_ts()
    statuses = {bot.dm("what is redis", ts=ts).status for _ in range(4)}
    assert statuses == {200}
    assert len(slack.posted) == 1
