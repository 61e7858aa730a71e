"""Responses over HTTP."""

from collections.abc import Iterable
from http import HTTPStatus
from wsgiref.types import StartResponse

TEXT, JSON = "text/plain; charset=utf-8", "application/json"


def respond(
    start: StartResponse, status: HTTPStatus, body: bytes | None = None, kind: str = TEXT
) -> Iterable[bytes]:
    """Respond with a body, by default the words of the status."""
    body = status.phrase.encode() if body is None else body
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start(f"{status.value} {status.phrase}", headers)
    return [body]
