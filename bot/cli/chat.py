"""``stackguide chat``: a conversation in the terminal, one thread with its context."""

import argparse
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from bot.answer.model import Answer
from bot.ask import Guide, ask
from bot.catalog.model import Catalog
from bot.cli.ask import default_format, show
from bot.cli.completion import completions, known_names
from bot.cli.guide import open_guide
from bot.cli.screen import screen_style
from bot.question.model import Context
from bot.rendering.card import render_card
from bot.settings import history_file

_CITATION = re.compile(r"\[(\d{1,4})\]")
_LEAVING = frozenset({"exit", "quit", ":q", "\\q"})
_PROMPT = "you> "


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "chat",
        help="hold a conversation",
        description=(
            "Ask question after question; each is read in the light of those before. "
            "[1] shows the first source of the last answer, and the claims taken from it."
        ),
        epilog="Example: printf 'which DB for transactions?\\nand mongo?\\n' | stackguide chat",
    )
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Read questions from standard input until it ends and answer each."""
    guide = open_guide()
    interactive = sys.stdin.isatty()
    if interactive:
        print(
            "Ask about backend technology; [1] after an answer shows its first source. "
            "exit, quit or Ctrl-D ends.\n"
        )
    with _editing(guide.catalog):
        _converse(guide, _texts(interactive=interactive))
    return 0


def _editing(catalog: Catalog) -> AbstractContextManager[None]:
    """Return what edits lines at a terminal.

    Without readline, or a home directory for its history, the terminal itself does.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return nullcontext()
    try:
        from bot.cli.line_editing import line_editing  # noqa: PLC0415 - loads readline

        history = history_file()
    except (ImportError, RuntimeError):
        return nullcontext()
    return line_editing(history, partial(completions, names=known_names(catalog)))


def _converse(guide: Guide, texts: Iterable[str]) -> None:
    """Answer each text in the light of those before; "[1]" shows a citation of the last answer."""
    style = default_format()
    context: Context | None = None
    answer: Answer | None = None
    for text in texts:
        if cited := _CITATION.fullmatch(text):
            print(f"{_card(answer, int(cited[1]))}\n")
            continue
        started = time.perf_counter()
        reply = ask(guide, text, context)
        context, answer = reply.context, reply.answer
        print(f"{show(guide, reply, style, (time.perf_counter() - started) * 1000)}\n")


def _card(answer: Answer | None, number: int) -> str:
    """Return a citation of the last answer in full."""
    if answer is None:
        return "Ask something first; its sources are numbered."
    return render_card(answer, number, screen_style(shutil.get_terminal_size().columns))


def _texts(*, interactive: bool) -> Iterator[str]:
    """Yield what is typed or piped; what a pipe says is shown before its answer."""
    while (text := _read(_PROMPT if interactive else "")) is not None:
        if text and not interactive:
            print(screen_style(shutil.get_terminal_size().columns).bold(f"{_PROMPT}{text}"))
        if text:
            yield text


def _read(prompt: str) -> str | None:
    """Return the next line, or ``None`` at the end."""
    try:
        text = input(prompt).strip()
    except EOFError:
        if prompt:
            print()  # the shell's own prompt begins a line
        return None
    return None if text in _LEAVING else text
