"""The guard: what is unsigned, old, too large or malformed is refused with a 4xx."""

import json
import logging
import re
import time
from urllib.parse import quote, urlencode

import pytest

from bot.slack.guard import MAX_BODY
from tests.slack.fake_slack import FakeSlack
from tests.slack.payloads import command, direct_message, home_opened, mention
from tests.slack.requests import FORM, JSON, Bot, signed

NOW = 1763800000.0
CANARY = "a person's words"


def replaced(body: object, path: str, value: object) -> bytes:
    """Return the JSON of a body with the value at a dotted path replaced."""
    copy = json.loads(json.dumps(body))
    *parents, last = path.split(".")
    inner = copy
    for name in parents:
        inner = inner[name]
    inner[last] = value
    return json.dumps(copy).encode()


def test_the_golden_signature_of_slacks_documentation() -> None:
    secret = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105 - from the documentation
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
        b"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        b"&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
        b"%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    assert signed(body, "1531420618", secret)["HTTP_X_SLACK_SIGNATURE"] == (
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    )


def test_slack_may_verify_the_url(http: Bot) -> None:
    body = {"type": "url_verification", "token": "x", "challenge": "3eZbrw1aB"}
    response = http.event(body)
    assert response.status == 200
    assert response.json() == {"challenge": "3eZbrw1aB"}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_host_may_ask_whether_the_bot_is_well(http: Bot, method: str) -> None:
    response = http.send_raw(b"", REQUEST_METHOD=method, PATH_INFO="/healthz")
    assert (response.status, response.body) == (200, b"ok" if method == "GET" else b"")


@pytest.mark.parametrize("path", ["", "/", "/slack", "/slack/events/", "/slack/install", "/x"])
def test_other_paths_are_not_found(http: Bot, path: str) -> None:
    assert http.send(b"{}", PATH_INFO=path).status == 404
    assert http.send_raw(b"", PATH_INFO=path, REQUEST_METHOD="GET").status == 404


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "BREW"])
def test_other_methods_are_not_allowed(http: Bot, method: str) -> None:
    assert http.send_raw(b"{}", REQUEST_METHOD=method, **signed(b"{}")).status == 405
    health = http.send_raw(b"", PATH_INFO="/healthz", REQUEST_METHOD="POST")
    assert health.status == 405


@pytest.mark.parametrize(
    "length", ["", "-1", "+5", "1e3", "0x10", " 5", "\u0665", "9" * 5000, "1_000", "5\n"]
)
def test_a_length_must_be_a_number(http: Bot, length: str) -> None:
    assert http.send_raw(b"{}", CONTENT_LENGTH=length).status == 400


def test_a_body_shorter_than_its_length_is_refused(http: Bot) -> None:
    assert http.send_raw(b"{}", CONTENT_LENGTH="3", **signed(b"{}")).status == 400


def test_a_body_may_have_a_mebibyte_and_no_more(http: Bot) -> None:
    padding = MAX_BODY - len(urlencode(command("")))
    body = urlencode(command("x" * padding)).encode()
    assert len(body) == MAX_BODY
    assert http.send(body, FORM).status == 200
    assert http.send(body + b"x", FORM).status == 413


@pytest.mark.parametrize(
    ("age", "status"), [(0, 200), (299, 200), (-299, 200), (301, 401), (-301, 401), (9e9, 401)]
)
def test_a_timestamp_holds_for_five_minutes(
    http: Bot, monkeypatch: pytest.MonkeyPatch, age: int, status: int
) -> None:
    monkeypatch.setattr(time, "time", lambda: NOW)
    monkeypatch.setattr("slack_sdk.signature.time", lambda: NOW)  # Bolt checks as well
    body = urlencode(command("what is redis")).encode()
    headers = signed(body, str(int(NOW - age)))
    assert http.send_raw(body, FORM, **headers).status == status


@pytest.mark.parametrize(
    "timestamp", ["", "abc", "1.5", "-1", "1763800000\n", "\u0661" * 10, "9" * 5000, "1e9", " 1"]
)
def test_a_timestamp_must_be_a_number(http: Bot, timestamp: str) -> None:
    assert http.send_raw(b"{}", **signed(b"{}", timestamp)).status == 401


@pytest.mark.parametrize(
    "signature",
    ["", "v0=", "v0=" + "0" * 64, "v1=" + "0" * 64, "ÿþ", "v0=é", "\udcff", "v0=" * 999],
)
def test_a_wrong_signature_is_refused(http: Bot, signature: str) -> None:
    headers = {**signed(b"{}"), "HTTP_X_SLACK_SIGNATURE": signature}
    assert http.send_raw(b"{}", **headers).status == 401


def test_missing_headers_are_refused(http: Bot) -> None:
    body = json.dumps(mention("what is redis")).encode()
    assert http.send_raw(body).status == 401
    for name in signed(body):
        rest = {header: value for header, value in signed(body).items() if header != name}
        assert http.send_raw(body, **rest).status == 401


def test_a_signature_is_of_one_body_secret_and_time(http: Bot) -> None:
    body = json.dumps(mention("what is redis")).encode()
    assert http.send_raw(body, **signed(body + b" ")).status == 401
    assert http.send_raw(body, **signed(body, secret="ff" * 16)).status == 401
    other_time = {"HTTP_X_SLACK_REQUEST_TIMESTAMP": str(int(time.time()) - 60)}
    assert http.send_raw(body, **{**signed(body), **other_time}).status == 401


MALFORMED = [
    b"",
    b"{",
    b"[1]",
    b'"x"',
    b"null",
    b"true",
    b"1",
    b"NaN",
    b"{}",
    b"\xff\xfe",
    b"\xef\xbb\xbf{}",
    b'{"type": 1}',
    b'{"type": "event_callback"}',
    b'{"type": "url_verification"}',
    b'{"type": "event_callback", "event": null, "team_id": "T1"}',
    b'{"type": "event_callback", "event": [], "team_id": "T1"}',
    b'{"type": "event_callback", "event": "x", "team_id": "T1"}',
    b'{"type": "event_callback", "event": {}, "team_id": "T1"}',
    b'{"type": "event_callback", "event": {"type": []}, "team_id": "T1"}',
    b"[" * 200_000,
    b'{"event":' * 50_000 + b"1" + b"}" * 50_000,
    b'{"type": "x", "n": ' + b"9" * 5000 + b"}",
]


@pytest.mark.parametrize("body", MALFORMED, ids=lambda body: repr(body[:60]))
def test_signed_malformed_json_is_a_bad_request(
    http: Bot, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert http.send(body).status == 400
    assert http.send_raw(body).status == 401
    (told,) = caplog.messages  # of the signed one alone, and nothing of what it holds
    assert re.fullmatch(
        r"Refused a request that Slack signed: Bad Request: "
        r"(\w+Error|Expected `[a-z| ]+`, got `[a-z]+`( - at `[$\w.\[\]]+`)?"
        r"|Object missing required field `\w+`( - at `[$\w.]+`)?)",
        told,
    )


@pytest.mark.parametrize(
    "path",
    [
        *("team_id", "authorizations", "event", "event.type", "event.user", "event.text"),
        *("event.ts", "event.channel", "event.thread_ts", "event.bot_id", "event.subtype"),
        "event.channel_type",
    ],
)
@pytest.mark.parametrize("value", [1, ["x"], True], ids=str)
def test_a_message_of_another_shape_is_a_bad_request(http: Bot, path: str, value: object) -> None:
    for envelope in (mention("what is redis"), direct_message("what is redis")):
        assert http.send(replaced(envelope, path, value)).status == 400


@pytest.mark.parametrize("path", ["team_id", "event", "event.ts", "event.channel"])
def test_a_mention_needs_its_ids(http: Bot, path: str) -> None:
    values: tuple[object, ...] = (None, {})
    for value in values:
        assert http.send(replaced(mention("what is redis"), path, value)).status == 400


@pytest.mark.parametrize("path", ["team_id", "event.ts", "event.channel", "event.thread_ts"])
@pytest.mark.parametrize("value", ["", "C 1", "C1\n", "\ud800", "x" * 256], ids=ascii)
def test_ids_are_short_and_plain(http: Bot, path: str, value: str) -> None:
    assert http.send(replaced(mention("what is redis"), path, value)).status == 400


PRESS = {
    "type": "block_actions",
    "user": {"id": "U0ANN", "name": "ann", "username": "ann", "team_id": "T0ACME"},
    "team": {"id": "T0ACME", "domain": "acme"},
    "container": {
        "type": "message",
        "message_ts": "1.2",
        "channel_id": "C0STACK",
        "thread_ts": "1.1",
        "is_ephemeral": False,
    },
    "channel": {"id": "C0STACK", "name": "stack"},
    "message": {"type": "message", "ts": "1.2", "thread_ts": "1.1"},
    "view": {"id": "V1", "type": "modal", "hash": "1.h"},
    "trigger_id": "1.2.3",
    "response_url": "https://hooks.slack.com/actions/T0ACME/1/x",
    "actions": [{"type": "button", "action_id": "other", "value": "x"}],
}


def test_a_press_of_the_right_shape_is_let_through(http: Bot) -> None:
    assert http.interaction(PRESS).status == 200
    assert http.event(PRESS).status == 200  # as JSON


@pytest.mark.parametrize(
    "path",
    [
        *("user", "user.id", "user.name", "user.username", "user.team_id", "team", "team.id"),
        *("container", "container.type", "container.message_ts", "container.channel_id"),
        *("container.thread_ts", "message", "message.thread_ts", "view", "view.id", "view.type"),
        *("view.hash", "trigger_id", "response_url", "actions"),
    ],
)
@pytest.mark.parametrize("value", [1, ["x"], True, {}], ids=str)
def test_a_press_of_another_shape_is_a_bad_request(http: Bot, path: str, value: object) -> None:
    body = replaced(PRESS, path, value)
    if (path, value) != ("message", {}):  # all of it may be left out
        assert http.send(b"payload=" + quote(body).encode(), FORM).status == 400
        assert http.send(body).status == 400


@pytest.mark.parametrize(
    "action",
    [
        *({}, None, 1, "x", {"action_id": 1}, {"action_id": "x", "value": 1}),
        {"action_id": "x", "selected_option": "x"},
        {"action_id": "x", "selected_option": {"value": 1}},
        {"action_id": "x", "type": 1},
    ],
    ids=str,
)
def test_an_action_of_another_shape_is_a_bad_request(http: Bot, action: object) -> None:
    for actions in ([action], []):
        assert http.interaction({**PRESS, "actions": actions}).status == 400


@pytest.mark.parametrize("path", ["user.id", "team.id", "container.channel_id", "view.id"])
@pytest.mark.parametrize("value", ["", "C 1", "C1\n", "\ud800", "x" * 256], ids=ascii)
def test_ids_of_a_press_are_short_and_plain(http: Bot, path: str, value: str) -> None:
    body = replaced(PRESS, path, value)
    assert http.send(body).status == 400


@pytest.mark.parametrize("path", ["event.user", "event.tab", "event"])
@pytest.mark.parametrize("value", [1, ["x"], {}], ids=str)
def test_a_home_of_another_shape_is_a_bad_request(http: Bot, path: str, value: object) -> None:
    assert http.send(replaced(home_opened(), path, value)).status == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"a=b",
        b"\xff",
        b'{"type":"x"}',
        b"payload=",
        b"payload=x",
        b"payload=null",
        b"payload=%5B1%5D",
        b"payload=%7B%7D",
        b'payload={"type":"block_actions","user":1}',
        b'payload={"type":"block_actions","user":{"id":"U1"},"actions":1}',
        b'payload={"type":"block_actions","actions":[]}',
        b'payload={"type":"view_submission"}',
    ],
    ids=repr,
)
def test_a_signed_malformed_form_is_refused(http: Bot, body: bytes) -> None:
    assert http.send(body, FORM).status in {200, 400}
    assert http.send_raw(body, FORM).status == 401


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/xml", "Application/JSON", "x" * 999]
)
def test_other_content_types_are_refused(http: Bot, kind: str) -> None:
    body = json.dumps(mention("what is redis")).encode()
    assert http.send(body, kind).status == 415


def test_a_charset_beside_the_content_type_is_fine(http: Bot, slack: FakeSlack) -> None:
    body = json.dumps(mention("what is redis")).encode()
    assert http.send(body, f"{JSON}; charset=utf-8").status == 200
    assert len(slack.posted) == 1


def test_headers_of_bolt_itself_are_not_passed_on(http: Bot, slack: FakeSlack) -> None:
    body = json.dumps(mention("what is redis")).encode()
    assert http.send(body, HTTP_X_SLACK_BOLT_LAZY_ONLY="1").status == 200
    assert len(slack.posted) == 1


@pytest.mark.parametrize(
    "place",
    [
        "slack_bolt.app.app.App.dispatch",
        "slack_bolt.request.request.build_context",
        "slack_bolt.middleware.url_verification.url_verification.UrlVerification.process",
    ],
)
def test_what_bolt_trips_over_is_a_bad_request(
    http: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AttributeError(CANARY)

    monkeypatch.setattr(place, fail)
    assert http.mention("what is redis").status == 400
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "AttributeError" in caplog.text
    assert CANARY not in caplog.text
