"""``stackguide ask``: one question, or a stream of them as JSON lines."""

import argparse
import shutil
import sys
import time
from collections.abc import Iterable

import msgspec

from bot.answer.model import Answer
from bot.ask import Guide, Reply
from bot.ask import ask as ask_guide
from bot.cli.explain import explained
from bot.cli.guide import open_guide
from bot.question.model import Context
from bot.rendering.json import answer_object, encode, error_object

FORMATS = ("terminal", "text", "markdown", "block-kit", "block-kit-builder", "json")


class Line(msgspec.Struct, frozen=True):
    """A line of ``--jsonl`` input: the turns of one thread, of which the last is answered."""

    turns: list[str]
    id: str | int | None = None


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "ask",
        help="answer a question",
        description="Answer a question from the knowledge base, with sources.",
        epilog=(
            'Examples: stackguide ask "compare postgres vs mongo for transactions"; '
            "stackguide ask --format json what is redis; "
            "stackguide ask --jsonl < questions.jsonl"
        ),
    )
    parser.add_argument("question", nargs="*", metavar="QUESTION", help="the question, in words")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default=None,
        help="terminal (the default where there is one), text, markdown, block-kit, "
        "block-kit-builder (a link that opens the answer there) or json",
    )
    parser.add_argument(
        "--explain", action="store_true", help="also show how the question was understood"
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help='read lines {"id": …, "turns": ["…"]} from standard input, write a JSON line each',
    )
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    if options.jsonl:
        if options.question:
            options.parser.error("--jsonl reads questions from standard input; give none here")
        if options.explain or options.format not in {None, "json"}:
            options.parser.error("--jsonl writes JSON lines; it takes no --format and no --explain")
        return _stream(sys.stdin.buffer)
    text = " ".join(options.question).strip()
    if not text and not sys.stdin.isatty():
        text = sys.stdin.read().strip()
    if not text:
        options.parser.error('give a question, as in: stackguide ask "what is redis?"')
    guide = open_guide()
    started = time.perf_counter()
    reply = ask_guide(guide, text)
    elapsed = (time.perf_counter() - started) * 1000
    print(show(guide, reply, options.format or default_format(), elapsed))
    if options.explain:
        aside = options.format in {"json", "block-kit", "block-kit-builder"}
        explanation = explained(reply.understanding, guide.catalog)
        print(f"\n{explanation}", file=sys.stderr if aside else sys.stdout)
    return 0


def default_format() -> str:
    """Return the format for where standard output goes."""
    return "terminal" if sys.stdout.isatty() else "text"


def show(guide: Guide, reply: Reply, style: str, elapsed_ms: float) -> str:
    """Return a reply in one of :data:`FORMATS`; each renderer is loaded when it is wanted."""
    if style == "json":
        return encode(answer_object(reply.answer, reply.understanding, guide.catalog, elapsed_ms))
    if style == "block-kit":
        from bot.rendering.block_kit import render_block_kit  # noqa: PLC0415

        return encode(render_block_kit(reply.answer))
    if style == "block-kit-builder":
        return _builder_link(reply.answer)
    if style == "markdown":
        from bot.rendering.markdown import render_markdown  # noqa: PLC0415

        return render_markdown(reply.answer)
    if style == "text":
        from bot.rendering.text import render_text  # noqa: PLC0415

        return render_text(reply.answer)
    from bot.cli.screen import screen_style  # noqa: PLC0415
    from bot.rendering.terminal import render_terminal  # noqa: PLC0415

    return render_terminal(reply.answer, screen_style(shutil.get_terminal_size().columns))


def _builder_link(answer: Answer) -> str:
    """Return the link to Block Kit Builder; that it is longer than most take goes to stderr."""
    from bot.rendering.builder import BUILDER, MAX_LINK, builder_link  # noqa: PLC0415

    link = builder_link(answer)
    if len(link) > MAX_LINK:
        print(
            f"The link has {len(link)} characters, and beyond {MAX_LINK} it may be cut on the way "
            f"to the browser. If so, paste the blocks of --format block-kit into {BUILDER}",
            file=sys.stderr,
        )
    return link


def _stream(lines: Iterable[bytes]) -> int:
    """Answer JSON lines; a bad one gets an error object, and the rest goes on."""
    guide = open_guide()
    decoder = msgspec.json.Decoder(Line)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            print(encode(_answered(guide, decoder, number, line)), flush=True)
    return 0


def _answered(
    guide: Guide, decoder: msgspec.json.Decoder[Line], number: int, line: bytes
) -> dict[str, object]:
    try:
        asked = decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return error_object(number, str(error))
    if not asked.turns:
        return error_object(number, "turns is empty; the last turn is the question", asked.id)
    started = time.perf_counter()
    context: Context | None = None
    for turn in asked.turns:
        reply = ask_guide(guide, turn, context)
        context = reply.context
    elapsed = (time.perf_counter() - started) * 1000
    return answer_object(reply.answer, reply.understanding, guide.catalog, elapsed, asked.id)
