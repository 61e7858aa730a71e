"""The log of the bot as a process: one line an event on standard output, where hosts look."""

import logging
import sys


def start_logging() -> None:
    """Write what is logged from now on."""
    logging.basicConfig(
        level=logging.INFO,
        stream=sys.stdout,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
