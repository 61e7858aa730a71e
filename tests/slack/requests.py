"""Signed requests as Slack makes them, to the WSGI application."""

import hashlib
import hmac
import io
import json
import time
from abc import abstractmethod
from dataclasses import dataclass
from urllib.parse import urlencode
from wsgiref.types import WSGIApplication, WSGIEnvironment
from wsgiref.validate import validator

from tests.slack.driver import Driver, Response

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of no app
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def signed(body: bytes, timestamp: str | None = None, secret: str = SECRET) -> dict[str, str]:
    """Return the headers that sign a body, as WSGI names them."""
    timestamp = str(int(time.time())) if timestamp is None else timestamp
    mac = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256)
    return {
        "HTTP_X_SLACK_REQUEST_TIMESTAMP": timestamp,
        "HTTP_X_SLACK_SIGNATURE": f"v0={mac.hexdigest()}",
    }


class OverHttp(Driver):
    """A bot that takes payloads as bodies of HTTP requests."""

    @abstractmethod
    def send(self, body: bytes, kind: str) -> Response:
        """Send a signed request."""

    def event(self, envelope: object) -> Response:
        return self.send(json.dumps(envelope).encode(), JSON)

    def interaction(self, payload: object) -> Response:
        return self.send(urlencode({"payload": json.dumps(payload)}).encode(), FORM)

    def slash(self, form: dict[str, str]) -> Response:
        return self.send(urlencode(form).encode(), FORM)


@dataclass(frozen=True, slots=True)
class Bot(OverHttp):
    """The bot's WSGI application, to which requests are sent."""

    application: WSGIApplication

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
