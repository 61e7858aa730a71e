"""Slack's Web API fails: a message is answered by a later delivery, or given up for a reason."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.ask import Guide
from bot.settings import ApiSettings, HttpSettings
from bot.slack.desk import Desk
from bot.slack.server import build_wsgi
from tests.slack.driver import Driver, Response
from tests.slack.fake_slack import PATIENCE, TOKEN, FakeSlack, Fault, Lost, Status
from tests.slack.payloads import fresh_ts
from tests.slack.requests import SECRET, Bot

PASSING: list[Fault] = [
    "ratelimited",
    "service_unavailable",
    "an_error_of_tomorrow",
    Status(429, '{"ok":false,"error":"ratelimited"}', (("Retry-After", "60"),)),
    Status(429, "", (("Retry-After", "Fri, 31 Dec 2027 23:59:59 GMT"),)),
    Status(429, ""),
    Status(503, ""),
    Status(200),  # HTML
    Status(200, "[]"),
    Status(404, ""),
]
DOUBTFUL: list[Fault] = [
    "internal_error",
    "fatal_error",
    Status(500),
    Status(502),
    Status(504),
    Lost.RESET,
]
FOR_GOOD = [
    *("channel_not_found", "is_archived", "not_in_channel", "restricted_action"),
    "messages_tab_disabled",
    *("invalid_auth", "account_inactive", "token_revoked", "missing_scope"),
]
UNFIT = ["msg_too_long", "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"]


Write = Callable[..., Response]


@pytest.fixture(params=["mention", "dm"])
def write(bot: Driver, request: pytest.FixtureRequest) -> Write:
    """Return how a person writes to the bot: in a channel, or directly."""
    return bot.mention if request.param == "mention" else bot.dm


@pytest.mark.parametrize("fault", PASSING, ids=str)
def test_a_later_delivery_answers(
    write: Write, slack: FakeSlack, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    ts = fresh_ts()
    slack.faults.extend([fault] * 3)
    statuses = [write("what is redis", ts=ts).status for _ in range(5)]
    assert statuses == [503, 503, 503, 200, 200]
    assert len(slack.posted) == 1
    assert "not sent, but may be on another try" in caplog.text


@pytest.mark.parametrize("fault", DOUBTFUL, ids=str)
def test_an_answer_that_may_have_been_posted_is_tried_once_more(
    write: Write, slack: FakeSlack, fault: Fault
) -> None:
    ts = fresh_ts()
    slack.faults.append(fault)
    statuses = [write("what is redis", ts=ts).status for _ in range(3)]
    assert statuses == [503, 200, 200]
    assert len(slack.calls) == 2


def test_an_answer_is_tried_no_more_often_than_slack_delivers(
    write: Write, slack: FakeSlack
) -> None:
    ts = fresh_ts()
    slack.faults.extend([Lost.RESET] * 6)
    statuses = [write("what is redis", ts=ts).status for _ in range(6)]
    assert statuses == [503, 503, 503, 503, 200, 200]
    assert len(slack.posted) == 4


@pytest.mark.parametrize("code", FOR_GOOD)
def test_what_can_never_be_posted_is_given_up_and_logged(
    write: Write, slack: FakeSlack, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    ts = fresh_ts()
    slack.faults.append(code)
    assert [write("what is redis", ts=ts).status for _ in range(2)] == [200, 200]
    assert len(slack.calls) == 1
    assert code in caplog.text


@pytest.mark.parametrize("code", UNFIT)
def test_an_answer_whose_blocks_slack_refuses_comes_as_text(
    write: Write, slack: FakeSlack, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    slack.faults.append(code)
    assert write("what is redis").status == 200
    (posted,) = slack.posted
    assert posted.text.startswith("Redis is a cache")
    assert posted.blocks is None
    assert code in caplog.text


@pytest.mark.parametrize("code", UNFIT)
def test_an_answer_that_slack_refuses_becomes_an_apology(
    write: Write, slack: FakeSlack, caplog: pytest.LogCaptureFixture, code: str
) -> None:
    slack.faults.extend([code, code])
    assert write("what is redis").status == 200
    assert [one.text.partition(",")[0] for one in slack.posted] == ["Sorry"]
    assert code in caplog.text


def test_slack_out_of_reach(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with FakeSlack() as gone:
        settings = HttpSettings(ApiSettings(TOKEN, gone.url), SECRET, 3000)
    bot = Bot(build_wsgi(settings, desk))
    ts = fresh_ts()
    assert [bot.dm("what is redis", ts=ts).status for _ in range(4)] == [503] * 4
    assert "ConnectionRefusedError" in caplog.text


def test_slack_that_does_not_answer_in_time(
    settings: HttpSettings,
    desk: Desk,
    slack: FakeSlack,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("bot.slack.app.API_TIMEOUT", 0.05)
    bot = Bot(build_wsgi(settings, desk))
    slack.faults.append(Lost.HANG)
    assert bot.dm("what is redis").status == 503
    assert "TimeoutError" in caplog.text


def test_a_delivery_during_another_is_asked_for_again(write: Write, slack: FakeSlack) -> None:
    ts = fresh_ts()
    slack.faults.append(Lost.HANG)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(write, "what is redis", ts=ts)
        assert slack.called.wait(PATIENCE)
        assert write("what is redis", ts=ts).status == 503
        slack.released.set()
        assert first.result(PATIENCE).status == 200
    assert write("what is redis", ts=ts).status == 200
    assert len(slack.posted) == 1


def test_many_deliveries_at_once_are_one_answer(write: Write, slack: FakeSlack) -> None:
    ts = fresh_ts()
    start = threading.Barrier(16)

    def deliver(_: int) -> int:
        start.wait(PATIENCE)
        return write("what is redis", ts=ts).status

    with ThreadPoolExecutor(16) as pool:
        statuses = set(pool.map(deliver, range(16)))
    assert statuses <= {200, 503}
    assert len(slack.posted) == 1


def test_a_context_is_kept_only_once_its_answer_is_posted(bot: Driver, slack: FakeSlack) -> None:
    root = fresh_ts()
    slack.faults.append("ratelimited")
    bot.mention("which db for transactions?", ts=root)
    bot.mention("and mongo?", thread_ts=root)
    assert "transactions" not in slack.posted[0].text.splitlines()[0]


@pytest.mark.parametrize("text", ["canary-question what is redis", "which db for canary-question?"])
def test_nothing_confidential_is_logged(
    http: Bot,
    slack: FakeSlack,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    slack.faults.extend([*PASSING, *FOR_GOOD, *UNFIT, *DOUBTFUL])
    while slack.faults:
        http.mention(text)
        http.dm(text)
    http.command(text)
    http.send_raw(text.encode())
    http.send(text.encode())
    http.send(b'{"type":"block_actions","actions":[],"text":"canary-question"}')

    def fail(_guide: Guide, said: str, _context: object) -> None:
        raise KeyError(said)

    monkeypatch.setattr("bot.slack.answering.ask", fail)
    http.mention(text)
    http.command(text)
    assert "KeyError" in caplog.text
    for secret in ("canary-question", TOKEN, SECRET, "deprecated-token"):
        assert secret not in caplog.text
