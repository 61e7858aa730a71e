"""``stackguide serve`` and ``stackguide run``: the bot over HTTP, or here without Slack."""

import argparse
import sys
from pathlib import Path

from dotenv import load_dotenv

from bot.cli.guide import open_guide
from bot.settings import has_slack_settings, slack_settings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser."""
    serve = commands.add_parser(
        "serve",
        help="serve Slack over HTTP",
        description="Answer Slack's requests at /slack/events on PORT (3000 unless set).",
        epilog="Example: PORT=8080 stackguide serve",
    )
    serve.set_defaults(run=run_serve)
    run = commands.add_parser(
        "run",
        help="serve Slack where it is configured, else chat here",
        description="Start the bot: over HTTP with Slack's settings, in the terminal without.",
    )
    run.set_defaults(run=run_bot)


def run_serve(_options: argparse.Namespace) -> int:
    """Serve Slack until stopped."""
    load_dotenv(Path.cwd() / ".env")
    settings = slack_settings()
    from bot.slack.server import serve  # noqa: PLC0415 - the terminal needs no Slack code

    serve(settings, open_guide())
    return 0


def run_bot(options: argparse.Namespace) -> int:
    """Serve Slack if it is configured, else hold a conversation in the terminal."""
    load_dotenv(Path.cwd() / ".env")
    if has_slack_settings():
        return run_serve(options)
    print(
        "No Slack settings found, so the bot answers here. To connect it to Slack, set "
        "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET in the environment or in .env "
        "(README.md, Connect to Slack).\n",
        file=sys.stderr,
    )
    from bot.cli.chat import converse  # noqa: PLC0415

    converse()
    return 0
