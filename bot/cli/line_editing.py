"""Lines typed at a real terminal: edited, completed by Tab, and kept for the next time.

Importing this module changes how ``input`` reads, so only a chat at a terminal does.
"""

import os
import readline
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MAX_HISTORY = 1000


@contextmanager
def line_editing(history: Path, complete: Callable[[str], list[str]]) -> Iterator[None]:
    """Keep what is typed meanwhile in a file, and complete lines as ``complete`` says."""
    _complete_by(complete)
    with suppress(OSError):  # there is none yet, or it can't be read: begin without
        readline.read_history_file(history)
    try:
        yield
    finally:
        _keep(history)


def _complete_by(complete: Callable[[str], list[str]]) -> None:
    found: list[str] = []

    def next_match(_word: str, number: int) -> str | None:
        if number == 0:
            typed = os.fsencode(readline.get_line_buffer())[: readline.get_endidx()]
            found[:] = complete(os.fsdecode(typed))
        return found[number] if number < len(found) else None

    readline.set_completer(next_match)
    readline.set_completer_delims(" \t\n")
    if "libedit" in (readline.__doc__ or ""):  # what Python has for readline on macOS
        readline.parse_and_bind("bind ^I rl_complete")
    else:
        readline.parse_and_bind("tab: complete")
        readline.parse_and_bind("set completion-ignore-case on")


def _keep(history: Path) -> None:
    """Write the history for its owner alone; that it can't be written is told."""
    try:
        history.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        history.touch(mode=0o600)  # readline keeps the mode of a file that is there
        readline.set_history_length(MAX_HISTORY)
        readline.write_history_file(history)
    except OSError as error:
        print(f"This chat is not kept in {history}: {error.strerror}.", file=sys.stderr)
