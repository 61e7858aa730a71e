"""One answer to a message, however often and under however many event ids it is delivered.

The same goes for a button that is pressed twice.
"""

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum
from threading import Lock

Claim = tuple[str, str, str]
"""Workspace, channel, and what is claimed there: the ``ts`` of a message, or a press."""

MAX_CLAIMS = 10_000
_MAX_DOUBTS = 2


class Turn(Enum):
    """What a delivery of a message is to do."""

    YOURS = "answer it"
    BUSY = "ask to be delivered again, for another delivery is answering and may yet fail"
    DONE = "leave it; it was dealt with"


@dataclass(slots=True)
class _State:
    busy: bool = False
    done: bool = False
    doubts: int = 0


class Once:
    """Who answers which message, for the last ``limit`` messages. Thread-safe."""

    def __init__(self, limit: int = MAX_CLAIMS) -> None:
        self._limit = limit
        self._claims: OrderedDict[Claim, _State] = OrderedDict()
        self._lock = Lock()

    def take(self, key: Claim) -> Turn:
        """Claim a message. Whoever gets ``YOURS`` must call :meth:`done` or :meth:`failed`."""
        with self._lock:
            claim = self._claim(key)
            if claim.done:
                return Turn.DONE
            if claim.busy:
                return Turn.BUSY
            claim.busy = True
            return Turn.YOURS

    def done(self, key: Claim) -> None:
        """Settle a message: it is dealt with for good."""
        with self._lock:
            self._claim(key).done = True

    def failed(self, key: Claim, *, doubtful: bool) -> None:
        """Give a message back, so that its next delivery is answered.

        ``doubtful`` says that the answer may have been posted all the same. The second doubtful
        failure settles a message: better one answer too few than a third copy of it.
        """
        with self._lock:
            claim = self._claim(key)
            claim.busy = False
            claim.doubts += doubtful
            claim.done = claim.doubts >= _MAX_DOUBTS

    def _claim(self, key: Claim) -> _State:
        claim = self._claims.setdefault(key, _State())
        if len(self._claims) > self._limit:
            self._claims.popitem(last=False)
        return claim
