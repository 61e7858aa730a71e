"""Slack over a socket: nothing lost and nothing answered twice, whatever becomes of connections."""

import json
import logging
import threading
from collections.abc import Iterator
from itertools import islice

import pytest

from bot.errors import SlackError
from bot.settings import ApiSettings
from bot.slack.api import quiet_client
from bot.slack.desk import Desk
from bot.slack.socket import SocketMode
from tests.slack.fake_slack import PATIENCE, TOKEN, FakeSlack, Lost
from tests.slack.fake_socket import APP_TOKEN, Answer, FakeSocket, goodbye, listening, refusal
from tests.slack.payloads import command, fresh_ts, mention
from tests.slack.requests import Bot

CANARY = "canary-question"


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.socket.PAUSES", (0.0,))


@pytest.fixture
def fake(slack: FakeSlack) -> Iterator[FakeSocket]:
    with FakeSocket(slack) as fake:
        yield fake


@pytest.fixture
def bot(fake: FakeSocket, desk: Desk) -> Iterator[Bot]:
    with listening(fake, desk) as bot:
        yield bot


def mode_of(fake: FakeSocket) -> SocketMode:
    """Return what can't answer anything, but may try to connect."""
    client = quiet_client(ApiSettings(TOKEN, fake.url))
    return SocketMode(client, APP_TOKEN, lambda _: None)


@pytest.mark.usefixtures("bot")
def test_an_event_delivered_again_is_answered_once(fake: FakeSocket, slack: FakeSlack) -> None:
    payload = mention("what is redis")
    slack.faults.append("ratelimited")
    assert fake.outcome(fake.deliver("events_api", payload)) is None
    for attempt in (1, 2):
        again = fake.deliver("events_api", payload, retry_attempt=attempt, retry_reason="timeout")
        assert fake.outcome(again) == {"envelope_id": again}
    assert len(slack.posted) == 1


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
def test_connections_are_replaced_without_a_loss(
    fake: FakeSocket, slack: FakeSlack, reason: str
) -> None:
    envelopes = []
    for number in range(20):
        old = fake.links[-1]
        events = (mention(f"what is redis {number} {n}") for n in range(6))
        envelopes += [fake.deliver("events_api", event, old) for event in islice(events, 2)]
        fake.send(goodbye(reason), old)
        envelopes += [fake.deliver("events_api", event, old) for event in islice(events, 2)]
        fake.wait_for_links(2)
        envelopes += [fake.deliver("events_api", event) for event in events]
        for envelope_id in envelopes:
            assert fake.outcome(envelope_id) == {"envelope_id": envelope_id}
        old.close()
        fake.wait_for_links(1)
    assert len(slack.posted) == len(envelopes) == 120


@pytest.mark.parametrize("reset", [False, True], ids=["end", "reset"])
def test_a_dropped_connection_is_replaced(bot: Bot, fake: FakeSocket, *, reset: bool) -> None:
    for number in range(2, 6):
        fake.drop(reset=reset)
        assert fake.opened == number
        assert bot.command("what is redis").status == 200


@pytest.mark.usefixtures("bot")
def test_what_was_under_way_when_a_connection_dropped_is_answered_once(
    fake: FakeSocket, slack: FakeSlack
) -> None:
    payload = mention("what is redis")
    slack.faults.append(Lost.HANG)
    fake.deliver("events_api", payload)
    assert slack.called.wait(PATIENCE)
    fake.drop(reset=True)
    busy = fake.deliver("events_api", payload, retry_attempt=1, retry_reason="timeout")
    assert fake.outcome(busy) is None
    slack.released.set()
    acknowledged = None
    while acknowledged is None:
        acknowledged = fake.outcome(fake.deliver("events_api", payload, retry_attempt=2))
    assert len(slack.posted) == 1


def test_a_connection_that_falls_silent_is_replaced(
    fake: FakeSocket,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr("bot.slack.wire.PING_INTERVAL", 0.05)
    with listening(fake, desk):
        greeted, silent = fake.greeted, fake.links[-1]
        with silent.protocol_mutex:  # neither reads nor answers pings
            fake.wait(lambda: fake.greeted > greeted)
    assert "no sign of life" in caplog.text


def test_pings_are_answered(bot: Bot, fake: FakeSocket) -> None:
    assert fake.links[-1].ping("Ping from applink-1").wait(PATIENCE)
    assert bot.command("what is redis").status == 200


def test_a_long_message_is_read(bot: Bot, slack: FakeSlack) -> None:
    assert bot.mention("what is redis? " + "ж" * 200_000).status == 200
    assert len(slack.posted) == 1


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("events_api", CANARY),
        ("events_api", [CANARY]),
        ("events_api", None),
        (
            "events_api",
            {"type": "event_callback", "event": {"type": "app_mention", "text": CANARY}},
        ),
        ("events_api", mention(CANARY, ts=1)),
        ("slash_commands", {"text": CANARY}),
        ("slash_commands", {**command(CANARY), "user_id": 1}),
        ("interactive", {"actions": CANARY, "type": "block_actions"}),
        ("interactive", {}),
        (CANARY, {}),
        (1, {}),
        ("", mention(CANARY)),
        ("workflows", mention(CANARY)),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_acknowledged_and_logged_by_kind(
    bot: Bot,
    fake: FakeSocket,
    slack: FakeSlack,
    caplog: pytest.LogCaptureFixture,
    kind: str,
    payload: object,
) -> None:
    envelope_id = fake.deliver(kind, payload)
    assert fake.outcome(envelope_id) == {"envelope_id": envelope_id}
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert CANARY not in caplog.text
    assert slack.calls == []
    assert bot.command("what is redis").status == 200


@pytest.mark.parametrize(
    "message",
    [
        *("", "x", "[]", "null", '"x"', "{}", '{"type": "x"}', '{"type": 1}', "[" * 100_000),
        '{"type": "events_api", "envelope_id": 7, "payload": {}}',
        '{"type": "disconnected"}',
    ],
    ids=lambda message: repr(message[:40]),
)
def test_messages_without_an_envelope_are_left(
    bot: Bot, fake: FakeSocket, caplog: pytest.LogCaptureFixture, message: str
) -> None:
    fake.send(message)
    assert bot.command("what is redis").status == 200
    assert fake.opened == 1
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_an_answer_that_fails_leaves_the_request_to_slack(
    fake: FakeSocket,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AttributeError(CANARY)

    with listening(fake, desk) as bot:
        with monkeypatch.context() as patched:
            patched.setattr("slack_bolt.request.request.build_context", fail)
            assert fake.outcome(fake.deliver("events_api", mention("what is redis"))) is None
        assert bot.command("what is redis").status == 200
    assert "AttributeError" in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.parametrize(
    "answer",
    [
        refusal("internal_error"),
        refusal("ratelimited"),
        Answer({"ok": False, "error": "ratelimited"}, 429, (("Retry-After", "soon"),)),
        Answer({}, 503),
        Answer({"ok": True, "url": "ws://127.0.0.1:1/"}),
        Answer({"ok": True, "url": "nonsense"}),
        Answer({"ok": True}),
    ],
    ids=lambda answer: json.dumps(answer.body),
)
def test_a_connection_that_fails_is_tried_again(
    fake: FakeSocket, desk: Desk, caplog: pytest.LogCaptureFixture, answer: Answer
) -> None:
    fake.answers["apps.connections.open"].extend([answer] * 3)
    with listening(fake, desk) as bot:
        assert bot.command("what is redis").status == 200
    assert fake.opened == 4
    assert caplog.text.count("No connection to Slack yet") == 3


@pytest.mark.parametrize(
    ("greeting", "reason", "remedy"),
    [
        (None, "no greeting", "Check the network"),
        (goodbye("too_many_websockets"), "too_many_websockets", "stop other copies"),
        (goodbye("link_disabled"), "link_disabled", "Turn Socket Mode on"),
    ],
)
def test_a_connection_that_is_not_greeted_is_none(
    fake: FakeSocket,
    monkeypatch: pytest.MonkeyPatch,
    greeting: dict[str, object] | None,
    reason: str,
    remedy: str,
) -> None:
    monkeypatch.setattr("bot.slack.socket.HELLO_TIMEOUT", PATIENCE if greeting else 0.01)
    monkeypatch.setattr("bot.slack.socket.PATIENCE", 0.0)
    fake.greetings.append(greeting)
    with pytest.raises(SlackError, match=rf"for 0 minutes.*{reason}.*{remedy}"):
        mode_of(fake).run()
    fake.wait_for_links(0)


@pytest.mark.parametrize("code", ["invalid_auth", "not_allowed_token_type", "account_inactive"])
def test_a_refused_token_stops_the_start(fake: FakeSocket, code: str) -> None:
    fake.answers["apps.connections.open"].append(refusal(code))
    with pytest.raises(SlackError, match=rf"SLACK_APP_TOKEN .*{code}.*App-Level Tokens"):
        mode_of(fake).run()
    assert fake.opened == 1


def test_slack_out_of_reach_for_long_ends_the_run(
    fake: FakeSocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.socket.PATIENCE", 0.0)
    mode = mode_of(fake)
    fake.answers["apps.connections.open"].append(Answer({"ok": True, "url": "ws://127.0.0.1:1/"}))
    with pytest.raises(
        SlackError, match=r"No connection to Slack for 0 minutes.*connection is refused"
    ):
        mode.run()


def test_a_token_revoked_later_is_given_some_patience(fake: FakeSocket, desk: Desk) -> None:
    with listening(fake, desk) as bot:
        fake.answers["apps.connections.open"].extend([refusal("invalid_auth")] * 3)
        fake.drop()
        assert fake.opened == 5
        assert bot.command("what is redis").status == 200


def test_a_stop_waits_no_longer_than_it_may(
    fake: FakeSocket, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.socket.GRACE", 0.05)
    taken, release = threading.Event(), threading.Event()

    def hang(_: object) -> None:
        taken.set()
        release.wait(PATIENCE)

    client = quiet_client(ApiSettings(TOKEN, fake.url))
    mode = SocketMode(client, APP_TOKEN, hang)
    thread = threading.Thread(target=mode.run)
    thread.start()
    fake.wait_for_links(1)
    fake.deliver("events_api", mention("what is redis"))
    assert taken.wait(PATIENCE)
    mode.stop()
    thread.join(PATIENCE)
    release.set()
    assert not thread.is_alive()
    fake.wait_for_links(0)
    assert slack.calls == []


def test_a_stop_while_there_is_no_connection(fake: FakeSocket) -> None:
    fake.greetings.append(None)
    mode = mode_of(fake)
    thread = threading.Thread(target=mode.run)
    thread.start()
    fake.wait_for_links(1)
    mode.stop()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_nothing_confidential_is_logged(
    bot: Bot, fake: FakeSocket, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("websockets").setLevel(logging.WARNING)  # the fake's own
    slack.faults.extend(["ratelimited", "invalid_blocks", Lost.RESET])
    for ts in (fresh_ts(), fresh_ts(), fresh_ts()):
        bot.mention(CANARY, ts=ts)
    bot.command(CANARY)
    fake.send(CANARY)
    fake.send({"type": CANARY})
    fake.send(goodbye(CANARY))
    fake.wait_for_links(2)
    fake.links[-1].send([CANARY, CANARY])  # in frames that the SDK can't read
    fake.drop()
    assert "Posting in" in caplog.text
    for secret in (CANARY, TOKEN, APP_TOKEN, "canary-ticket", "deprecated-token"):
        assert secret not in caplog.text
