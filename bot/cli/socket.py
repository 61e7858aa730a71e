"""``stackguide socket``: the bot over a socket that it opens, so that it needs no address."""

import argparse
import os

from bot.ask import prepare
from bot.cli.dotenv_file import read_dotenv
from bot.cli.guide import open_packs
from bot.cli.state import start_state
from bot.settings import knowledge_settings, socket_settings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "socket",
        help="serve Slack over Socket Mode, from anywhere",
        description="Answer Slack over a socket opened from here; no public address is needed.",
        epilog="Example: SLACK_BOT_TOKEN=xoxb-… SLACK_APP_TOKEN=xapp-… stackguide socket",
    )
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Serve Slack until stopped; settings come from the environment or .env."""
    read_dotenv()
    settings = socket_settings()
    # `stackguide --help` needs no Slack code.
    from bot.slack.library import Library  # noqa: PLC0415
    from bot.slack.reporting import reporting_settings  # noqa: PLC0415
    from bot.slack.socket import listen  # noqa: PLC0415

    reporting = reporting_settings(os.environ)
    opened = open_packs()
    left_out = "; ".join(opened.left_out) or None
    library = Library(prepare(opened.catalog), knowledge_settings().built, left_out)
    listen(settings, library, start_state(), reporting)
    return 0
