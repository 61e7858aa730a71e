"""Requests as Slack makes them: full payloads, signed, over the WSGI application."""

import hashlib
import hmac
import io
import json
import time
from dataclasses import dataclass
from itertools import count
from typing import cast
from urllib.parse import urlencode
from wsgiref.types import WSGIApplication, WSGIEnvironment
from wsgiref.validate import validator

import msgspec

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of no app
TEAM, CHANNEL, USER, BOT = "T0ACME", "C0STACK", "U0ANN", "U0BOT"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    body: bytes

    def json(self) -> dict[str, object]:
        return cast("dict[str, object]", json.loads(self.body))


def fresh_ts() -> str:
    return f"1763800000.{next(_numbers):06d}"


def mention(text: str, /, **event: object) -> dict[str, object]:
    """Return the envelope of a mention; keywords replace or add fields of the event.

    A field that is ``msgspec.UNSET`` is left out.
    """
    ts = fresh_ts()
    fields = {
        "type": "app_mention",
        "user": USER,
        "text": text,
        "ts": ts,
        "event_ts": ts,
        "channel": CHANNEL,
        "team": TEAM,
        "client_msg_id": "9d9ff1d0-6f2b-4f6c-9f4b-000000000001",
        "blocks": [{"type": "rich_text", "block_id": "x1", "elements": []}],
        **event,
    }
    return {
        "token": "deprecated-token",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": "A0STACK",
        "event": {name: value for name, value in fields.items() if value is not msgspec.UNSET},
        "type": "event_callback",
        "event_id": f"Ev{next(_numbers):08d}",
        "event_time": 1763800000,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6ImFwcF9tZW50aW9uIn0",
    }


def command(text: str, name: str = "/stack") -> dict[str, str]:
    """Return the form of a slash command."""
    return {
        "token": "deprecated-token",
        "team_id": TEAM,
        "team_domain": "acme",
        "channel_id": CHANNEL,
        "channel_name": "stack",
        "user_id": USER,
        "user_name": "ann",
        "command": name,
        "text": text,
        "api_app_id": "A0STACK",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.slack.com/commands/T0ACME/1/x",
        "trigger_id": "1.2.3",
    }


def signed(body: bytes, timestamp: str | None = None, secret: str = SECRET) -> dict[str, str]:
    """Return the headers that sign a body, as WSGI names them."""
    timestamp = str(int(time.time())) if timestamp is None else timestamp
    mac = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256)
    return {
        "HTTP_X_SLACK_REQUEST_TIMESTAMP": timestamp,
        "HTTP_X_SLACK_SIGNATURE": f"v0={mac.hexdigest()}",
    }


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot's WSGI application, to which requests are sent."""

    application: WSGIApplication

    def mention(self, text: str, /, **event: object) -> Response:
        return self.event(mention(f"<@{BOT}> {text}", **event))

    def event(self, envelope: object) -> Response:
        return self.send(json.dumps(envelope).encode(), JSON)

    def command(self, text: str, name: str = "/stack") -> Response:
        return self.send(urlencode(command(text, name)).encode(), FORM)

    def send(self, body: bytes, kind: str = JSON, **environ: str) -> Response:
        """Send a signed request, checked for conformance with WSGI on both sides."""
        return _call(
            validator(self.application), {**_environ(body, kind), **signed(body), **environ}
        )

    def send_raw(self, body: bytes, kind: str = JSON, **environ: str) -> Response:
        """Send an unsigned request; the environment may be one that no server would make."""
        return _call(self.application, {**_environ(body, kind), **environ})


def _environ(body: bytes, kind: str) -> WSGIEnvironment:
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/slack/events",
        "QUERY_STRING": "",
        "SERVER_NAME": "bot.example",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_USER_AGENT": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(body),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def _call(application: WSGIApplication, environ: WSGIEnvironment) -> Response:
    statuses: list[str] = []
    errors = io.StringIO()
    environ["wsgi.errors"] = errors

    def start(status: str, _headers: list[tuple[str, str]], _error: object = None, /) -> object:
        statuses.append(status)
        return lambda _data: None

    chunks = application(environ, start)  # type: ignore[arg-type]  # no one calls write()
    try:
        body = b"".join(chunks)
    finally:
        if close := getattr(chunks, "close", None):
            close()
    assert len(statuses) == 1, "start_response is called once"
    assert errors.getvalue() == ""
    return Response(int(statuses[0].split()[0]), body)
