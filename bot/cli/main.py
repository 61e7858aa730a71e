"""``stackguide``: parses the command line and runs one command."""

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from bot import __version__
from bot.errors import StackGuideError

COMMANDS = {
    "ask": "bot.cli.ask",
    "chat": "bot.cli.chat",
    "knowledge": "bot.cli.knowledge",
    "serve": "bot.cli.serve",
    "socket": "bot.cli.socket",
    "run": "bot.cli.run",
    "manifest": "bot.cli.manifest",
    "migrate": "bot.cli.migrate",
    "settings": "bot.cli.settings",
    "feedback": "bot.cli.feedback",
    "erase": "bot.cli.erase",
    "doctor": "bot.cli.doctor",
}
"""The commands and the modules they live in; only what is run is imported."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 failed, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _open_streams()
    wanted = [given[0]] if given and given[0] in COMMANDS else list(COMMANDS)
    options = _parser(wanted).parse_args(given)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except StackGuideError as error:
        print(f"stackguide: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe went away; nothing left to say
        sys.stdout = None
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        sys.stdout = None
        print(f"stackguide: What was to be said can't be written: {error}.", file=sys.stderr)
        return 1
    else:
        return code


def _open_streams() -> None:
    """Let what is closed be empty, and show a "?" for what an output has no sign for."""
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - stays open
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _parser(wanted: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stackguide",
        description="Cited answers to questions about backend technology.",
        epilog='Try: stackguide ask "which DB for transactions?"',
    )
    parser.add_argument("--version", action="version", version=f"stackguide {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in wanted:
        import_module(COMMANDS[name]).add_to(commands)
    return parser
