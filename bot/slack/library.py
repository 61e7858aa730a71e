"""The knowledge as it is served: replaced while the bot runs when its built file is."""

import logging
from dataclasses import dataclass
from pathlib import Path

from bot.ask import Guide, prepare
from bot.catalog.store import Opened, read
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

    def __init__(self, guide: Guide, path: Path, problem: str | None = None) -> None:
        self.guide = guide
        self.problem = problem
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
            opened = read(self._path)
            self._check(opened)
            catalog = opened.catalog
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

    def _check(self, opened: Opened) -> None:
        """Refuse what lacks a pack that the bot was started with, or has another one."""
        ours, theirs = (
            [pack.id for pack in catalog.packs] for catalog in (self.guide.catalog, opened.catalog)
        )
        if ours != theirs:
            left_out = f" Left out: {opened.left_out[0]}." if opened.left_out else ""
            raise StoreError(
                f"The knowledge file {self._path} was built of the packs {', '.join(theirs)}, and "
                f"this bot was started with {', '.join(ours)}.{left_out} Build it with the same "
                "STACKGUIDE_PACKS, or start the bot again."
            )

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
