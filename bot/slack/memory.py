"""What is remembered of workspaces: in the store, and here as well, for when the store is away."""

import logging
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from bot.catalog.model import Catalog
from bot.errors import StateError
from bot.question.model import Context
from bot.question.token import from_memo, to_memo
from bot.slack.once import Once
from bot.slack.telemetry import STORE_FAILURES
from bot.slack.threads import Threads
from bot.state.store import Claim, Store, ThreadKey, Turn, Unanswered, Vote, Workspace

PAUSE = 5.0
"""Seconds that the store is left alone after a failure, so that requests don't wait for it."""
_MAX_OWED = 1000

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Memory:
    """The store with this process's own memory in front. Thread-safe; raises nothing of the store.

    Own memory alone is enough to answer: what it can't know is what other processes did, or this
    one before it started.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._once = Once()
        self._threads = Threads()
        self._owed: deque[Claim] = deque(maxlen=_MAX_OWED)  # done, and not told the store
        self._decided: dict[str, Workspace] = {}
        self._away_until = 0.0

    @property
    def is_away(self) -> bool:
        """Whether the store failed a moment ago."""
        return time.monotonic() < self._away_until

    def take(self, claim: Claim) -> Turn:
        """Claim a message. Whoever gets ``YOURS`` must call :meth:`done` or :meth:`give_back`."""
        turn = self._once.take(claim)
        if turn is not Turn.YOURS:
            return turn
        try:
            turn = self._ask(lambda store: store.take(claim))
        except StateError:
            return Turn.YOURS
        if turn is Turn.DONE:
            self._once.done(claim)
        elif turn is Turn.BUSY:
            self._once.give_back(claim, doubtful=False)
        return turn

    def done(self, claim: Claim) -> None:
        """Settle a message: it is dealt with for good."""
        self._once.done(claim)
        try:
            self._ask(lambda store: store.done(claim))
        except StateError:
            self._owed.append(claim)

    def give_back(self, claim: Claim, *, doubtful: bool) -> None:
        """Let the next delivery answer it; see :meth:`bot.state.store.Store.give_back`."""
        with suppress(StateError):
            self._ask(lambda store: store.give_back(claim, doubtful=doubtful))
        self._once.give_back(claim, doubtful=doubtful)

    def context(self, key: ThreadKey, catalog: Catalog) -> Context | None:
        """Return what a thread is about, or ``None`` if that isn't known (any more)."""
        own = self._threads.get(key)
        try:
            memo = self._ask(lambda store: store.context(key))
        except StateError:
            return own
        return own if memo is None else from_memo(memo, catalog)

    def put(self, context: Context, *keys: ThreadKey) -> None:
        """Remember what threads are about."""
        for key in keys:
            self._threads.put(key, context)
        memo = to_memo(context)
        with suppress(StateError):
            self._ask(lambda store: store.put_contexts(dict.fromkeys(keys, memo)))

    def vote(self, vote: Vote) -> bool:
        """Keep a vote and return whether that could be done."""
        with suppress(StateError):
            self._ask(lambda store: store.vote(vote))
            return True
        return False

    def keep_unanswered(self, question: Unanswered) -> None:
        """Keep a question that got no answer, as its workspace allows."""
        with suppress(StateError):
            self._ask(lambda store: store.keep_unanswered(question))

    def keep_recent(self, team: str, person: str, question: str) -> None:
        """Keep what a person asked, as their workspace allows."""
        with suppress(StateError):
            self._ask(lambda store: store.keep_recent(team, person, question))

    def recent(self, team: str, person: str) -> list[str] | None:
        """Return what a person asked, the latest first; ``None`` while the store is away."""
        with suppress(StateError):
            return self._ask(lambda store: store.recent(team, person))
        return None

    def workspace(self, team: str) -> Workspace:
        """Return what a workspace has decided, as far as that is known just now."""
        with suppress(StateError):
            self._decided[team] = self._ask(lambda store: store.workspace(team))
        return self._decided.get(team, Workspace())

    def decided(self, team: str) -> Workspace | None:
        """Return what a workspace has decided as it is stored; ``None`` while the store is away."""
        with suppress(StateError):
            return self._ask(lambda store: store.workspace(team))
        return None

    def decide(self, team: str, actor: str, workspace: Workspace) -> bool:
        """Store what a workspace decides and who did; return whether that could be done."""
        with suppress(StateError):
            self._ask(lambda store: store.decide(team, actor, workspace))
            self._decided[team] = workspace
            return True
        return False

    def tidy(self) -> None:
        """Delete what was kept long enough."""
        with suppress(StateError):
            if deleted := self._ask(lambda store: store.expire()):
                _log.info("Deleted %d rows that were kept long enough", deleted)

    def problem(self) -> str | None:
        """Return why the store can't be used, asking it; ``None`` if it can."""
        return self._store.database.problem()

    def close(self) -> None:
        """Let go of the store."""
        self._store.database.close()

    def _ask(self, act: Callable[[Store], T]) -> T:
        """Have the store do something; raises :class:`StateError`, without asking while away."""
        if self.is_away:
            raise StateError("The store failed a moment ago.")
        try:
            result = act(self._store)
            self._settle_owed()
        except StateError as error:
            self._away_until = time.monotonic() + PAUSE
            STORE_FAILURES.inc()
            _log.error("Remembering in this process alone for %.0f s: %s", PAUSE, error)
            raise
        return result

    def _settle_owed(self) -> None:
        """Tell the store what was done while it was away."""
        with suppress(IndexError):  # nothing is owed, or another thread tells the rest
            while True:
                claim = self._owed.popleft()
                try:
                    self._store.done(claim)
                except StateError:
                    self._owed.append(claim)
                    raise
