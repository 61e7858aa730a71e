"""The WSGI guard in front of Bolt.

Bolt parses a body before it verifies it, logs bodies whose signature is wrong, and answers
malformed requests with errors of its own. So nothing reaches Bolt here that isn't signed,
recent, of sane size and of the shape that it reads; Bolt's own check of signatures stays on.
"""

import hashlib
import hmac
import io
import logging
import re
import time
from collections.abc import Iterable
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import msgspec

from bot.slack.failures import describe
from bot.slack.http import respond
from bot.slack.payloads import check_form, check_json
from bot.slack.telemetry import observed

EVENTS_PATH = "/slack/events"
MAX_BODY = 1024 * 1024  # bytes
MAX_AGE = 300  # seconds
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"
_LENGTH = re.compile(r"[0-9]{1,10}")
_TIMESTAMP = re.compile(r"[0-9]{1,11}")

_log = logging.getLogger(__name__)


class _RefusedError(Exception):
    """A request that isn't let through, with the status that tells why, and ``what`` is wrong."""

    signed = False

    def __init__(self, status: HTTPStatus, what: str = "") -> None:
        self.status = status
        super().__init__(f"{status.phrase}: {what}" if what else status.phrase)


class Guard:
    """Lets Slack's requests through to ``bolt`` and refuses all others with a 4xx."""

    def __init__(self, bolt: WSGIApplication, signing_secret: str) -> None:
        self._bolt = bolt
        self._secret = signing_secret.encode()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request; never with a traceback."""
        try:
            body = self._verified(environ)
            try:
                request = self._request(environ, body, _checked(environ, body))
            except _RefusedError as refused:
                refused.signed = True
                raise
        except _RefusedError as refused:
            if refused.signed:
                _log.warning("Refused a request that Slack signed: %s", refused)
            return respond(start, refused.status)
        with observed() as told:
            told.retry = _retry(environ)
            try:
                return self._bolt(request, start)
            except Exception as error:  # noqa: BLE001 - whatever Bolt trips over, Slack is answered
                _log.error("Bolt failed on a request: %s", describe(error))
                told.outcome = "failed"
                return respond(start, HTTPStatus.BAD_REQUEST)

    def _verified(self, environ: WSGIEnvironment) -> bytes:
        """Return the body of a request that Slack signed."""
        if environ.get("PATH_INFO") != EVENTS_PATH:
            raise _RefusedError(HTTPStatus.NOT_FOUND)
        if environ.get("REQUEST_METHOD") != "POST":
            raise _RefusedError(HTTPStatus.METHOD_NOT_ALLOWED)
        body = _read(environ)
        timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
        if not _TIMESTAMP.fullmatch(timestamp) or abs(time.time() - int(timestamp)) > MAX_AGE:
            raise _RefusedError(HTTPStatus.UNAUTHORIZED)
        given = environ.get("HTTP_X_SLACK_SIGNATURE", "").encode("utf-8", "replace")
        if not hmac.compare_digest(self._signature(timestamp, body).encode(), given):
            raise _RefusedError(HTTPStatus.UNAUTHORIZED)
        return body

    def _signature(self, timestamp: str, body: bytes) -> str:
        signed = b"v0:" + timestamp.encode() + b":" + body
        return "v0=" + hmac.new(self._secret, signed, hashlib.sha256).hexdigest()

    def _request(self, environ: WSGIEnvironment, body: bytes, checked: bytes) -> WSGIEnvironment:
        """Return what Bolt gets to see: what was checked, and nothing else.

        Slack's signature goes along for Bolt to verify; a body that was respelled is signed anew.
        """
        timestamp = environ["HTTP_X_SLACK_REQUEST_TIMESTAMP"]
        signature = environ["HTTP_X_SLACK_SIGNATURE"]
        return {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": EVENTS_PATH,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": environ["CONTENT_TYPE"],
            "CONTENT_LENGTH": str(len(checked)),
            "HTTP_X_SLACK_REQUEST_TIMESTAMP": timestamp,
            "HTTP_X_SLACK_SIGNATURE": (
                signature if checked == body else self._signature(timestamp, checked)
            ),
            "wsgi.input": io.BytesIO(checked),
        }


def _retry(environ: WSGIEnvironment) -> str:
    """Return the number of a delivery that Slack repeats."""
    number = environ.get("HTTP_X_SLACK_RETRY_NUM", "")
    return number if re.fullmatch(r"[0-9]{1,3}", number) else ""


def _read(environ: WSGIEnvironment) -> bytes:
    length = environ.get("CONTENT_LENGTH", "")
    if not _LENGTH.fullmatch(length):
        raise _RefusedError(HTTPStatus.BAD_REQUEST)
    if int(length) > MAX_BODY:
        raise _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    body: bytes = environ["wsgi.input"].read(int(length))
    if len(body) != int(length):
        raise _RefusedError(HTTPStatus.BAD_REQUEST)
    return body


def _checked(environ: WSGIEnvironment, body: bytes) -> bytes:
    """Return a signed body once its shape is right, in a spelling that Bolt understands."""
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0]
    try:
        text = body.decode("utf-8")
        if kind == _JSON:
            check_json(text)
        elif kind == _FORM:
            check_form(text)
        else:
            raise _RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    except msgspec.ValidationError as error:  # says which field, and never what is in it
        raise _RefusedError(HTTPStatus.BAD_REQUEST, str(error)) from None
    except (ValueError, RecursionError) as error:
        raise _RefusedError(HTTPStatus.BAD_REQUEST, type(error).__name__) from None
    if kind == _FORM and not re.search(rb"(?:^|&)payload=", body):
        # Bolt takes a form with this word anywhere in it for an interaction without a payload,
        # and would drop "/stack what is a payload".
        body = body.replace(b"payload", b"%70ayload")
    return body
