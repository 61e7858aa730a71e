"""Threads that work through what arrives, and that a stop waits for no longer than it may."""

import time
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread

Job = Callable[[], None]


class Workers:
    """``count`` threads; jobs must not raise. Daemons, so that no job can outlast a stop."""

    def __init__(self, count: int) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._threads = [Thread(target=self._work, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def put(self, job: Job) -> None:
        """Have a job done as soon as a thread is free."""
        self._jobs.put(job)

    def finish(self, deadline: float) -> bool:
        """Do what was put until now, and return whether that was done by the deadline."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
