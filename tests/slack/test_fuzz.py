"""Whatever is sent, signed or not, the bot neither fails nor shows a traceback."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.ask import Guide
from bot.settings import ApiSettings, HttpSettings
from bot.slack.server import build_wsgi
from bot.state.database import Database
from bot.state.store import Store
from tests.slack.conftest import desk_with
from tests.slack.fake_slack import TOKEN, FakeSlack
from tests.slack.payloads import direct_message, home_opened, mention
from tests.slack.requests import FORM, JSON, SECRET, Bot

KINDS = st.sampled_from([JSON, FORM, f"{JSON}; charset=utf-8", "text/plain", ""])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "user", "event", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMES = [
    *("type", "user", "team", "channel", "enterprise", "authorizations", "event", "message"),
    *("view", "actions", "response_urls", "item", "command", "thread_ts", "ts", "text", "bot_id"),
    *("subtype", "is_ext_shared_channel", "user_team", "team_id", "user_id", "challenge"),
    *("container", "trigger_id", "response_url", "tab", "channel_type", "hidden"),
]
TYPES = ["event_callback", "url_verification", "block_actions", "view_submission", "shortcut", "x"]
relaxed = settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def hardy(guide: Guide, tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    path = tmp_path_factory.mktemp("hardy") / "state.db"
    copyfile(tables, path)
    database = Database(f"sqlite:///{path}")
    with FakeSlack() as slack:
        settings = HttpSettings(ApiSettings(TOKEN, slack.url), SECRET, 3000)
        yield Bot(build_wsgi(settings, desk_with(guide, Store(database))))
    database.close()


@relaxed
@given(body=st.binary(max_size=400), kind=KINDS)
def test_random_bytes(hardy: Bot, body: bytes, kind: str) -> None:
    assert hardy.send_raw(body, kind).status == 401
    assert hardy.send(body, kind).status in {200, 400, 415}


@relaxed
@given(
    timestamp=st.text(max_size=20),
    signature=st.text(max_size=80),
    length=st.text(max_size=12),
    kind=st.text(max_size=40),
)
def test_random_headers(hardy: Bot, timestamp: str, signature: str, length: str, kind: str) -> None:
    headers = {"HTTP_X_SLACK_REQUEST_TIMESTAMP": timestamp, "HTTP_X_SLACK_SIGNATURE": signature}
    assert hardy.send_raw(b"{}", kind, **headers).status == 401
    assert hardy.send_raw(b"{}", CONTENT_LENGTH=length).status in {400, 401, 413}


@relaxed
@given(body=st.dictionaries(st.sampled_from(NAMES), VALUES), kind=st.sampled_from(TYPES))
def test_random_payloads(hardy: Bot, body: dict[str, object], kind: str) -> None:
    text = json.dumps({**body, "type": kind})
    assert hardy.send(text.encode()).status in {200, 400}
    assert hardy.send(b"payload=" + text.encode(), FORM).status in {200, 400}


@relaxed
@given(
    changes=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=3),
    inner=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=3),
)
def test_mentions_with_random_fields(
    hardy: Bot, changes: dict[str, object], inner: dict[str, object]
) -> None:
    envelope = {**mention("what is redis", **inner), **changes}
    assert hardy.event(envelope).status in {200, 400}
    envelope = {**direct_message("what is redis", **inner), **changes}
    assert hardy.event(envelope).status in {200, 400}
    envelope = {**home_opened("home", **inner), **changes}
    assert hardy.event(envelope).status in {200, 400}


PRESSED = {
    "team": {"id": "T0ACME"},
    "user": {"id": "U0ANN", "name": "ann"},
    "container": {"type": "message", "message_ts": "1.2", "channel_id": "C0", "is_ephemeral": True},
    "trigger_id": "1.2.3",
    "response_url": "https://evil.example/",
}
IN_VIEW = {
    **PRESSED,
    "container": {"type": "view", "view_id": "V1"},
    "view": {"id": "V1", "type": "home", "hash": "1.h"},
}
ACTIONS = st.fixed_dictionaries(
    {"action_id": st.sampled_from(["ask.why", "ask", "share", "rate", "look.0", "x"])},
    optional={
        "value": st.text(max_size=40) | st.sampled_from(["up {}", '{"q":{"intent":"x"},"k":"x"}']),
        "selected_option": st.fixed_dictionaries({"value": st.text(max_size=8)}) | st.none(),
    },
)


@relaxed
@given(
    pressed=st.sampled_from([PRESSED, IN_VIEW]),
    changes=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=3),
    action=ACTIONS | VALUES,
)
def test_presses_with_random_fields(
    hardy: Bot, pressed: dict[str, object], changes: dict[str, object], action: object
) -> None:
    payload = {**pressed, "actions": [action], **changes, "type": "block_actions"}
    assert hardy.interaction(payload).status in {200, 400, 424}


@relaxed
@given(text=st.text(max_size=200))
def test_any_text_is_answered(hardy: Bot, text: str) -> None:
    assert hardy.command(text.encode("utf-8", "replace").decode()).status == 200
    assert hardy.mention(text).status == 200
    assert hardy.dm(text).status == 200
