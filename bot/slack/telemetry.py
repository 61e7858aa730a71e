"""What is told of each request: one line in the log, and numbers for /metrics. Never its words."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import uuid4

from prometheus_client import Counter, Histogram

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)

REQUESTS = Counter("stackguide_requests", "Requests of Slack's", ["surface", "outcome"])
SECONDS = Histogram(
    "stackguide_request_seconds",
    "Seconds from a request's arrival to its response",
    ["surface"],
    buckets=_BUCKETS,
)
ANSWERS = Counter("stackguide_answers", "Answers composed", ["intent", "outcome"])
CALLS = Counter("stackguide_slack_calls", "Calls to Slack", ["result"])
VOTES = Counter("stackguide_votes", "Votes on answers", ["vote"])
STORE_FAILURES = Counter("stackguide_store_failures", "Times that the store was given up on")
KNOWLEDGE_REFUSALS = Counter(
    "stackguide_knowledge_refusals", "Knowledge files that were not taken at run time"
)

UNTOLD = "left"
"""The outcome of what nothing is done about."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Request:
    """A request under way: ``outcome`` of a delivery, ``answer`` of the question in it."""

    id: str
    surface: str = "other"
    team: str = ""
    outcome: str = UNTOLD
    answer: str = ""
    intent: str = ""
    retry: str = ""

    def told(self) -> dict[str, str]:
        """Return what may be told of it."""
        return {name: getattr(self, name) for name in self.__slots__}


_listeners: list[Callable[[Request, float], None]] = []
_current: ContextVar[Request | None] = ContextVar("request", default=None)


@contextmanager
def observed() -> Iterator[Request]:
    """Observe the request that the block answers, in this thread."""
    request = Request(uuid4().hex[:16])
    token = _current.set(request)
    start = time.perf_counter()
    try:
        yield request
    finally:
        seconds = time.perf_counter() - start
        _current.reset(token)
        REQUESTS.labels(request.surface, request.outcome).inc()
        SECONDS.labels(request.surface).observe(seconds)
        if request.answer:
            ANSWERS.labels(request.intent, request.answer).inc()
        for listener in _listeners:
            listener(request, seconds)
        _log.info(
            "%s: %s",
            request.surface,
            request.outcome,
            extra={"request": {**request.told(), "ms": round(seconds * 1000, 1)}},
        )


def also_tell(listener: Callable[[Request, float], None]) -> None:
    """Have a function told of every request that was answered, and how many seconds it took."""
    _listeners.append(listener)


def current() -> Request:
    """Return the request under way in this thread; one that nobody looks at, if there is none."""
    return _current.get() or Request("")
