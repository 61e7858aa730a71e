"""The knowledge as it is served: replaced while the bot runs when its built file is."""

import logging
from dataclasses import dataclass
from pathlib import Path

from bot.ask import Guide, prepare
from bot.catalog.store import read
from bot.errors import StoreError
from bot.slack.telemetry import KNOWLEDGE_REFUSALS

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What tells one file from the next at the same path."""

    inode: int
    size: int
    modified: int


class Library:
    """The guide to answer from, and the file that it comes from.

    ``problem`` says why the file as it is now isn't served; the guide before it goes on.
    """

    def __init__(self, guide: Guide, path: Path) -> None:
        self.guide = guide
        self.problem: str | None = None
        self._path = path
        self._seen = _stamp(path)

    def refresh(self) -> None:
        """Serve the file's knowledge from now on, if the file has been replaced.

        Called again and again by one thread; requests under way keep the guide they began with.
        """
        stamp = _stamp(self._path)
        if stamp == self._seen:
            return
        self._seen = stamp
        try:
            catalog = read(self._path).catalog
            guide = self.guide if catalog.version == self.version else prepare(catalog)
        except StoreError as error:
            self.problem = f"{error} Answering from knowledge {self.version[:8]} until it is right."
            KNOWLEDGE_REFUSALS.inc()
            _log.error("%s", self.problem)
            return
        if guide is not self.guide:
            _log.info("Knowledge %s replaces %s", catalog.version[:8], self.version[:8])
        self.guide = guide
        self.problem = None

    @property
    def version(self) -> str:
        """The version of the knowledge that is served."""
        return self.guide.catalog.version


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return _Stamp(status.st_ino, status.st_size, status.st_mtime_ns)
