"""What each Slack thread is about, for as long as the process lives."""

from collections import OrderedDict
from threading import Lock

from bot.question.model import Context
from bot.state.store import ThreadKey

MAX_THREADS = 1000


class Threads:
    """The contexts of the threads used last, at most ``limit`` of them. Thread-safe."""

    def __init__(self, limit: int = MAX_THREADS) -> None:
        self._limit = limit
        self._contexts: OrderedDict[ThreadKey, Context] = OrderedDict()
        self._lock = Lock()

    def get(self, key: ThreadKey) -> Context | None:
        """Return a thread's context, or ``None`` if it has none or was forgotten."""
        with self._lock:
            if key in self._contexts:
                self._contexts.move_to_end(key)
            return self._contexts.get(key)

    def put(self, key: ThreadKey, context: Context) -> None:
        """Remember a thread's context; the thread unused for longest makes room."""
        with self._lock:
            self._contexts[key] = context
            self._contexts.move_to_end(key)
            while len(self._contexts) > self._limit:
                self._contexts.popitem(last=False)
