"""One answer to a message, however often and under however many event ids it is delivered here.

The same goes for a button that is pressed twice. What other processes do, the store knows.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from bot.state.store import MAX_DOUBTS, Claim, Turn

MAX_CLAIMS = 10_000


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
        """Claim a message. Whoever gets ``YOURS`` must call :meth:`done` or :meth:`give_back`."""
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

    def give_back(self, key: Claim, *, doubtful: bool) -> None:
        """Let the next delivery answer it; see :meth:`bot.state.store.Store.give_back`."""
        with self._lock:
            claim = self._claim(key)
            claim.busy = False
            claim.doubts += doubtful
            claim.done = claim.doubts >= MAX_DOUBTS

    def _claim(self, key: Claim) -> _State:
        claim = self._claims.setdefault(key, _State())
        if len(self._claims) > self._limit:
            self._claims.popitem(last=False)
        return claim
