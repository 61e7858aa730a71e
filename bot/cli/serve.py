"""``stackguide serve``: the bot over HTTP."""

import argparse
import os
from tempfile import mkdtemp

from bot.ask import prepare
from bot.cli.dotenv_file import read_dotenv
from bot.cli.guide import open_packs
from bot.cli.state import start_state
from bot.settings import http_settings, knowledge_settings


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
    # Workers add up their numbers in files there; the library looks for it when it is imported.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = mkdtemp(prefix="stackguide-metrics-")
    # `stackguide --help` needs no Slack code.
    from bot.slack.library import Library  # noqa: PLC0415
    from bot.slack.reporting import reporting_settings  # noqa: PLC0415
    from bot.slack.server import serve  # noqa: PLC0415

    reporting = reporting_settings(os.environ)
    opened = open_packs()
    left_out = "; ".join(opened.left_out) or None
    library = Library(prepare(opened.catalog), knowledge_settings().built, left_out)
    serve(settings, library, start_state(), reporting)
    return 0
