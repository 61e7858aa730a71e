"""What is done beside answering: the token is tried, new knowledge taken up, old data goes."""

import logging
import time
from threading import Thread

from slack_sdk import WebClient

from bot.settings import BOT_TOKEN
from bot.slack.api import CallFailedError, explain, identify
from bot.slack.desk import Desk
from bot.slack.failures import describe

LOOK = 1.0  # seconds between looks at the knowledge file
TIDY = 3600.0  # seconds between deletions of what was kept long enough

_log = logging.getLogger(__name__)


def start_upkeep(desk: Desk, client: WebClient) -> None:
    """Keep things up from now on, in a thread that ends with the process.

    ``client`` is one with the bot's token.
    """
    Thread(target=_keep_up, args=(desk, client), daemon=True, name="upkeep").start()


def introduce(client: WebClient) -> None:
    """Say in the log who the bot is in Slack, or what is wrong with its token."""
    try:
        identity = identify(client)
    except CallFailedError as failure:
        _log.error("%s %s", *explain(failure, BOT_TOKEN))
    else:
        _log.info("Answering as %s in %s", identity.user, identity.workspace)


def _keep_up(desk: Desk, client: WebClient) -> None:
    introduce(client)
    tidied = 0.0
    while True:
        try:
            desk.library.refresh()
            if not tidied or time.monotonic() - tidied > TIDY:
                tidied = time.monotonic()
                desk.memory.tidy()
        except Exception as error:  # noqa: BLE001 - whatever failed, the next round may not
            _log.error("Upkeep failed: %s", describe(error))
        time.sleep(LOOK)
