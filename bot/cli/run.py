"""``stackguide run``: the main job of a checkout, with Slack or without."""

import argparse
import os
import sys
from pathlib import Path

from dotenv import load_dotenv

from bot.cli import chat, serve
from bot.settings import BOT_TOKEN, SIGNING_SECRET


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "run",
        help="serve Slack where it is configured, else chat here",
        description="Start the bot: over HTTP with Slack's settings, in the terminal without.",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve Slack if it is configured, else hold a conversation in the terminal."""
    load_dotenv(Path.cwd() / ".env")
    if any(os.environ.get(one.name) for one in (BOT_TOKEN, SIGNING_SECRET)):
        return serve.run(options)
    print(
        "No Slack settings found, so the bot answers here. To connect it to Slack, set "
        "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET in the environment or in .env "
        "(README.md, Connect to Slack).\n",
        file=sys.stderr,
    )
    return chat.run(options)
