"""One answer to a message, however often and under however many event ids it is delivered."""

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum
from threading import Lock

MessageKey = tuple[str, str, str]
"""Workspace, channel and ``ts`` of a message."""

MAX_MESSAGES = 10_000
_MAX_DOUBTS = 2


class Turn(Enum):
    """What a delivery of a message is to do."""

    YOURS = "answer it"
    BUSY = "ask to be delivered again, for another delivery is answering and may yet fail"
    DONE = "leave it; it was dealt with"


@dataclass(slots=True)
class _Claim:
    busy: bool = False
    done: bool = False
    doubts: int = 0


class Once:
    """Who answers which message, for the last ``limit`` messages. Thread-safe."""

    def __init__(self, limit: int = MAX_MESSAGES) -> None:
        self._limit = limit
        self._claims: OrderedDict[MessageKey, _Claim] = OrderedDict()
        self._lock = Lock()

    def take(self, key: MessageKey) -> Turn:
        """Claim a message. Whoever gets ``YOURS`` must call :meth:`done` or :meth:`failed`."""
        with self._lock:
            claim = self._claim(key)
            if claim.done:
                return Turn.DONE
            if claim.busy:
                return Turn.BUSY
            claim.busy = True
            return Turn.YOURS

    def done(self, key: MessageKey) -> None:
        """Settle a message: it is dealt with for good."""
        with self._lock:
            self._claim(key).done = True

    def failed(self, key: MessageKey, *, doubtful: bool) -> None:
        """Give a message back, so that its next delivery is answered.

        ``doubtful`` says that the answer may have been posted all the same. The second doubtful
        failure settles a message: better one answer too few than a third copy of it.
        """
        with self._lock:
            claim = self._claim(key)
            claim.busy = False
            claim.doubts += doubtful
            claim.done = claim.doubts >= _MAX_DOUBTS

    def _claim(self, key: MessageKey) -> _Claim:
        claim = self._claims.setdefault(key, _Claim())
        if len(self._claims) > self._limit:
            self._claims.popitem(last=False)
        return claim
