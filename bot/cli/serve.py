"""``stackguide serve``: the bot over HTTP."""

import argparse

from bot.cli.dotenv_file import read_dotenv
from bot.cli.guide import open_guide
from bot.settings import http_settings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "serve",
        help="serve Slack over HTTP",
        description="Answer Slack's requests at /slack/events on PORT (3000 unless set).",
        epilog="Example: PORT=8080 stackguide serve",
    )
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Serve Slack until stopped; settings come from the environment or .env."""
    read_dotenv()
    settings = http_settings()
    from bot.slack.server import serve  # noqa: PLC0415 - `stackguide --help` needs no Slack code

    serve(settings, open_guide())
    return 0
