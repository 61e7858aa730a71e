"""What is done beside answering: new knowledge is taken up, old data goes."""

import logging
import time
from threading import Thread

from bot.slack.desk import Desk
from bot.slack.failures import describe

LOOK = 1.0  # seconds between looks at the knowledge file
TIDY = 3600.0  # seconds between deletions of what was kept long enough

_log = logging.getLogger(__name__)


def start_upkeep(desk: Desk) -> None:
    """Keep things up from now on, in a thread that ends with the process."""
    Thread(target=_keep_up, args=(desk,), daemon=True, name="upkeep").start()


def _keep_up(desk: Desk) -> None:
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
