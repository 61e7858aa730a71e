"""A command run at a real (pseudo) terminal: type into it, and wait for what it shows."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.conftest import ROOT

PATIENCE = 60  # seconds for something to be shown; far more than it takes
BOT = ("-m", "bot")
CTRL_D, UP = "\x04", "\x1b[A"


class Terminal:
    """The person's side of the terminal."""

    def __init__(self, side: int, process: subprocess.Popen[bytes]) -> None:
        self._side = side
        self._process = process
        self._seen = b""

    def types(self, text: str) -> None:
        os.write(self._side, text.encode())

    def shows(self, text: str) -> str:
        """Wait for a text; return what was shown since the last wait, up to it."""
        deadline = time.monotonic() + PATIENCE
        while (end := self._seen.find(text.encode())) < 0:
            waiting = max(0, deadline - time.monotonic())
            if not select.select([self._side], [], [], waiting)[0]:
                raise AssertionError(f"{text!r} is not in {self._seen!r}")
            self._seen += self._read() or self._missing(text)
        end += len(text.encode())
        shown, self._seen = self._seen[:end], self._seen[end:]
        return shown.decode().replace("\r\n", "\n")

    def ends(self) -> tuple[int, str]:
        """Wait for the command to end; return its exit code and what it still showed."""
        while select.select([self._side], [], [], PATIENCE)[0] and (more := self._read()):
            self._seen += more
        return self._process.wait(PATIENCE), self._seen.decode().replace("\r\n", "\n")

    def _missing(self, text: str) -> bytes:
        raise AssertionError(f"ended without {text!r}: {self._seen!r}")

    def _read(self) -> bytes:
        try:
            return os.read(self._side, 65536)
        except OSError:  # how Linux says that nobody has the terminal open any more
            return b""


@contextmanager
def terminal(command: Sequence[str], environ: dict[str, str]) -> Iterator[Terminal]:
    """Run this Python with a command at a terminal of 120 columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 120, 0, 0))
    kept = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "NO_COLOR"}}
    with subprocess.Popen(
        [sys.executable, *command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env={**kept, "TERM": "xterm", "INPUTRC": os.devnull, **environ},
        start_new_session=True,
    ) as process:
        os.close(theirs)
        try:
            yield Terminal(ours, process)
        finally:
            process.kill()
            os.close(ours)
