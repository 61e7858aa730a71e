"""``stackguide``: parses the command line and runs one command."""

import argparse
import sys
from collections.abc import Sequence

from bot import __version__
from bot.cli import ask, chat, knowledge, serve
from bot.errors import StackGuideError

_COMMANDS = (ask, chat, knowledge, serve)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 failed, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except StackGuideError as error:
        print(f"stackguide: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe went away; nothing left to say
        sys.stdout = None
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stackguide",
        description="Cited answers to questions about backend technology.",
        epilog='Try: stackguide ask "which DB for transactions?"',
    )
    parser.add_argument("--version", action="version", version=f"stackguide {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_to(commands)
    return parser
