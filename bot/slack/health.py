"""What hosts and monitors ask: is the process alive, can it answer, how is it doing."""

import hmac
import os
import shutil
import time
from collections.abc import Iterable
from http import HTTPStatus
from threading import Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import msgspec
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest, multiprocess

from bot.slack.desk import Desk
from bot.slack.http import JSON, TEXT, respond

ALIVE, READY, METRICS = "/healthz", "/readyz", "/metrics"
_SEE_LOG = "what should be served isn't; the log says why"
_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
_FRESH = 1.0  # seconds that an answer of the store's stays good, however often it is asked for


class Health:
    """Answers ``GET /healthz``, ``/readyz`` and ``/metrics``; hands all else on.

    ``/metrics`` wants ``Authorization: Bearer TOKEN``; without a token set, there is none.
    """

    def __init__(self, inner: WSGIApplication, desk: Desk, metrics_token: str | None) -> None:
        self._inner = inner
        self._desk = desk
        self._token = metrics_token
        self._lock = Lock()
        self._checked = -_FRESH
        self._problem: str | None = None

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path = environ.get("PATH_INFO")
        if path not in {ALIVE, READY, METRICS}:
            return self._inner(environ, start)
        if environ.get("REQUEST_METHOD") not in {"GET", "HEAD"}:
            return respond(start, HTTPStatus.METHOD_NOT_ALLOWED)
        if path == ALIVE:
            body = respond(start, HTTPStatus.OK, b"ok", TEXT)
        elif path == READY:
            body = self._ready(start)
        else:
            body = self._metrics(environ, start)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else body

    def _ready(self, start: StartResponse) -> Iterable[bytes]:
        """Say whether all works: 503 keeps a new version that can't remember out of service."""
        library, store = self._desk.library, self._store_problem()
        told = {
            "ready": store is None,
            "knowledge": library.version[:8],
            # Anybody may ask: paths stay in the log.
            "knowledge_problem": None if library.problem is None else _SEE_LOG,
            "store_problem": store,
        }
        status = HTTPStatus.OK if store is None else HTTPStatus.SERVICE_UNAVAILABLE
        return respond(start, status, msgspec.json.encode(told), JSON)

    def _store_problem(self) -> str | None:
        with self._lock:
            if time.monotonic() - self._checked > _FRESH:
                self._problem = self._desk.memory.problem()
                self._checked = time.monotonic()
            return self._problem

    def _metrics(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if self._token is None:
            return respond(start, HTTPStatus.NOT_FOUND)
        given = environ.get("HTTP_AUTHORIZATION", "").encode("utf-8", "replace")
        if not hmac.compare_digest(f"Bearer {self._token}".encode(), given):
            return respond(start, HTTPStatus.UNAUTHORIZED)
        return respond(start, HTTPStatus.OK, generate_latest(_registry()), _PROMETHEUS)


def forget_worker(pid: int) -> None:
    """Tidy up after a worker that ended; what it counted still counts."""
    if _has_workers():
        multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]


def forget_all() -> None:
    """Delete the numbers of all workers, at the end."""
    if _has_workers():
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


def _has_workers() -> bool:
    return "PROMETHEUS_MULTIPROC_DIR" in os.environ


def _registry() -> CollectorRegistry:
    """Return the numbers of all workers, or of this process where it is the only one."""
    if not _has_workers():
        return REGISTRY
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
