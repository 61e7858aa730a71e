"""One answer to a message, however often and under however many event ids it is delivered."""

from collections import OrderedDict
from enum import Enum
from threading import Lock

MessageKey = tuple[str, str, str]
"""Workspace, channel and ``ts`` of a message."""

MAX_MESSAGES = 10_000


class Turn(Enum):
    """What a delivery of a message is to do."""

    YOURS = "answer it"
    BUSY = "another delivery is answering; its failure would need a later one"
    DONE = "it was answered"


class _State(Enum):
    BUSY = "being answered"
    BUSY_AGAIN = "being answered after a doubtful failure"
    DOUBTFUL = "failed, perhaps after the answer was posted"
    DONE = "answered"


class Once:
    """Who answers which message, for the last ``limit`` messages. Thread-safe."""

    def __init__(self, limit: int = MAX_MESSAGES) -> None:
        self._limit = limit
        self._states: OrderedDict[MessageKey, _State] = OrderedDict()
        self._lock = Lock()

    def take(self, key: MessageKey) -> Turn:
        """Claim a message. Whoever gets ``YOURS`` must call :meth:`done` or :meth:`failed`."""
        with self._lock:
            state = self._states.get(key)
            if state is _State.DONE:
                return Turn.DONE
            if state in {_State.BUSY, _State.BUSY_AGAIN}:
                return Turn.BUSY
            self._states[key] = _State.BUSY if state is None else _State.BUSY_AGAIN
            while len(self._states) > self._limit:
                self._states.popitem(last=False)
            return Turn.YOURS

    def done(self, key: MessageKey) -> None:
        """Say that a message is dealt with for good."""
        with self._lock:
            self._states[key] = _State.DONE

    def failed(self, key: MessageKey, *, doubtful: bool) -> None:
        """Give a claim back, so that the next delivery answers.

        ``doubtful`` says that the answer may have been posted all the same. The second doubtful
        failure settles a message: better one answer too few than a third copy of it.
        """
        with self._lock:
            again = self._states.pop(key, None) is _State.BUSY_AGAIN
            if doubtful:
                self._states[key] = _State.DONE if again else _State.DOUBTFUL
            elif again:
                self._states[key] = _State.DOUBTFUL
