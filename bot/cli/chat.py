"""``stackguide chat``: a conversation in the terminal, one thread with its context."""

import argparse
import shutil
import sys
import time

from bot.ask import ask
from bot.cli.ask import default_format, show
from bot.cli.guide import open_guide
from bot.cli.screen import screen_style
from bot.question.model import Context

_LEAVING = frozenset({"exit", "quit", ":q", "\\q"})
_PROMPT = "you> "


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "chat",
        help="hold a conversation",
        description="Ask question after question; each is read in the light of those before.",
        epilog="Example: printf 'which DB for transactions?\\nand mongo?\\n' | stackguide chat",
    )
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Read questions from standard input until it ends and answer each."""
    guide = open_guide()
    interactive = sys.stdin.isatty()
    style = default_format()
    if interactive:
        print("Ask about backend technology; an empty line or Ctrl-D ends.\n")
    context: Context | None = None
    while (text := _read(interactive=interactive)) is not None:
        if not text:
            continue
        started = time.perf_counter()
        reply = ask(guide, text, context)
        context = reply.context
        if not interactive:
            width = shutil.get_terminal_size().columns
            print(screen_style(width).bold(f"{_PROMPT}{text}"))
        print(f"{show(guide, reply, style, (time.perf_counter() - started) * 1000)}\n")
    return 0


def _read(*, interactive: bool) -> str | None:
    """Return the next question, or ``None`` at the end."""
    try:
        text = input(_PROMPT if interactive else "").strip()
    except EOFError:
        return None
    return None if text in _LEAVING or (interactive and not text) else text
