"""The store fails: the bot answers all the same, and says what it couldn't do."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.ask import Guide
from bot.errors import StateError
from bot.settings import HttpSettings
from bot.slack.server import build_wsgi
from bot.state.database import Database
from bot.state.store import Store, Turn, Workspace
from tests.slack.conftest import desk_with
from tests.slack.fake_slack import TEAM, FakeSlack
from tests.slack.payloads import CHANNEL, USER, fresh_ts
from tests.slack.requests import Bot
from tests.slack.test_home import text_of

FORGOT = "I can't look up what we talked about here"


@pytest.fixture
def locked(store: Store) -> Iterator[sqlite3.Connection]:
    """Keep the store's file locked for all others, until rolled back."""
    with closing(sqlite3.connect(str(store.database.url.database))) as connection:
        connection.isolation_level = None
        store.teams()
        connection.execute("BEGIN EXCLUSIVE")
        yield connection


@pytest.fixture
def unreachable(settings: HttpSettings, guide: Guide) -> Bot:
    """Return a bot whose database server is down."""
    store = Store(Database("postgres://nobody@127.0.0.1:1/none"))
    return Bot(build_wsgi(settings, desk_with(guide, store)))


def test_answers_come_without_a_store(unreachable: Bot, slack: FakeSlack) -> None:
    ts = fresh_ts()
    assert [unreachable.mention("what is redis", ts=ts).status for _ in range(3)] == [200] * 3
    assert unreachable.dm("what is redis").status == 200
    assert "Redis" in json.dumps(unreachable.command("what is redis").json())
    unreachable.mention("and mongo?", thread_ts=ts)
    assert len(slack.posted) == 3
    assert "MongoDB" in slack.posted[-1].text
    assert FORGOT not in slack.posted[-1].text


def test_the_home_opens_without_a_store(unreachable: Bot, slack: FakeSlack) -> None:
    slack.people[USER] = {"is_admin": True}
    for _ in range(2):
        assert unreachable.home().status == 200
    home = text_of(slack.homes[USER])
    assert "Database for transactions" in home
    assert "lately" not in home  # nobody can tell whether the workspace keeps that


def test_what_was_asked_that_cannot_be_looked_up_is_told_of(
    http: Bot, slack: FakeSlack, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StateError("away")

    store.decide(TEAM, "operator", Workspace(keep_recent=True))
    http.mention("what is redis")
    monkeypatch.setattr(Store, "recent", fail)
    assert http.home().status == 200
    assert "I can't look up what you asked lately" in text_of(slack.homes[USER])


def test_a_thread_that_cannot_be_looked_up_is_told_of(unreachable: Bot, slack: FakeSlack) -> None:
    unreachable.mention("what is kafka")
    assert FORGOT not in slack.posted[-1].text  # nothing was there to be looked up
    unreachable.mention("what is redis", thread_ts=fresh_ts())
    assert slack.posted[-1].text.startswith(FORGOT)
    assert "Redis" in slack.posted[-1].text


def test_a_vote_that_cannot_be_kept_is_told_of_and_may_be_given_again(
    http: Bot,
    slack: FakeSlack,
    locked: sqlite3.Connection,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.slack.memory.PAUSE", 0.0)
    http.mention("what is redis")
    answer = slack.shown[-1]
    http.press(answer, "rate", "up")
    assert slack.shown[-1].text.startswith("I couldn't keep your vote")
    locked.execute("ROLLBACK")
    http.press(answer, "rate", "up")
    assert slack.shown[-1].text == "Thank you. I have kept your vote."
    assert [vote.vote for vote in store.votes(TEAM)] == ["up"]


def test_a_locked_store_is_asked_once_and_then_left_alone(
    http: Bot, slack: FakeSlack, locked: sqlite3.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(5):
        http.mention("what is redis")
    assert len(slack.posted) == 5
    assert caplog.text.count("SQLITE_BUSY") == 1
    locked.execute("ROLLBACK")


def test_what_was_answered_while_the_store_was_away_is_settled_when_it_is_back(
    http: Bot, locked: sqlite3.Connection, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.memory.PAUSE", 0.0)
    ts = fresh_ts()
    http.mention("what is redis", ts=ts)
    locked.execute("ROLLBACK")
    http.mention("what is mongo")
    assert store.take((TEAM, CHANNEL, ts)) is Turn.DONE


def test_processes_share_threads_and_messages(
    settings: HttpSettings, guide: Guide, store: Store, slack: FakeSlack
) -> None:
    one, two = (Bot(build_wsgi(settings, desk_with(guide, store))) for _ in range(2))
    ts = fresh_ts()
    assert [bot.mention("which db for transactions?", ts=ts).status for bot in (one, two)] == [
        200,
        200,
    ]
    assert len(slack.posted) == 1
    two.mention("and mongo?", thread_ts=ts)
    assert "transactions" in slack.posted[-1].text.splitlines()[0]


@pytest.mark.parametrize("surface", ["mention", "dm", "command"])
@pytest.mark.parametrize("allowed", [True, False])
def test_unanswered_questions_are_kept_as_the_workspace_allows(
    http: Bot, store: Store, surface: str, *, allowed: bool
) -> None:
    store.decide(TEAM, "U1", Workspace(keep_questions=allowed))
    for text in ("what is redis", "what's the weather in quokkatown like?"):
        getattr(http, surface)(text)
    (kept,) = store.unanswered(TEAM)
    assert kept.outcome == "declined"
    assert ("quokkatown" in (kept.text or "")) is allowed


def test_the_store_holds_no_words_of_messages(
    http: Bot, slack: FakeSlack, store: Store, tmp_path: Path
) -> None:
    store.decide(TEAM, "operator", Workspace(keep_recent=True))
    ts = fresh_ts()
    http.mention("compare postgres vs QuokkaDB for quokkapayments", ts=ts)
    http.mention("which quokka db for transactions, not mongo?", thread_ts=ts)
    http.press(slack.shown[-1], "rate", "down")
    http.dm("why is quokka slow?")
    http.command("quokka")
    http.command("is redis good for quokka caching?")
    store.database.close()
    for path in tmp_path.glob("state.db*"):
        assert b"uokka" not in path.read_bytes()
