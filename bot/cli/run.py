"""``stackguide run``: the main job of a checkout, with Slack or without."""

import argparse
import os
import sys
from collections.abc import Mapping
from enum import Enum

from bot.cli import chat, serve, socket
from bot.cli.dotenv_file import read_dotenv
from bot.errors import SettingsError
from bot.settings import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET

_NO_SLACK = (
    "No Slack settings found, so the bot answers here. To connect it to Slack, set "
    "SLACK_BOT_TOKEN and SLACK_APP_TOKEN in the environment or in .env "
    "(README.md, Connect to Slack).\n"
)


class Transport(Enum):
    """How the bot meets people."""

    SOCKET = "Slack over Socket Mode"
    HTTP = "Slack over HTTP"
    TERMINAL = "the terminal"


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "run",
        help="serve Slack where it is configured, else chat here",
        description="Start the bot: in Slack with SLACK_APP_TOKEN (Socket Mode) or "
        "SLACK_SIGNING_SECRET (HTTP), in the terminal without.",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve Slack if it is configured, else hold a conversation in the terminal."""
    read_dotenv()
    match transport():
        case Transport.SOCKET:
            return socket.run(options)
        case Transport.HTTP:
            return serve.run(options)
        case Transport.TERMINAL:
            print(_NO_SLACK, file=sys.stderr)
            return chat.run(options)


def transport(environ: Mapping[str, str] = os.environ) -> Transport:
    """Return what the settings ask for.

    The socket goes first: an app in Socket Mode gets nothing over HTTP. Raises
    :class:`SettingsError` if there is a bot token, but nothing to be called through.
    """
    if environ.get(APP_TOKEN.name, "").strip():
        return Transport.SOCKET
    if environ.get(SIGNING_SECRET.name, "").strip():
        return Transport.HTTP
    if environ.get(BOT_TOKEN.name, "").strip():
        raise SettingsError(
            f"{BOT_TOKEN.name} is set, but neither {APP_TOKEN.name} (Socket Mode) nor "
            f"{SIGNING_SECRET.name} (HTTP).\n{APP_TOKEN.where}\n{SIGNING_SECRET.where}"
        )
    return Transport.TERMINAL
