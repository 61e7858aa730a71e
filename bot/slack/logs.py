"""The log of the bot as a process: one line an event on standard output, where hosts look."""

import logging
import re
import sys
from datetime import UTC, datetime
from typing import TextIO

import msgspec

from bot.slack.telemetry import current

_SECRETS = re.compile(
    r"xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+|https://hooks\.slack\.com/\S+|(?<=://)\S+(?=@)"
    r"|(?<=password=)[^\s&]+"
)


def start_logging(stream: TextIO = sys.stdout) -> None:
    """Write what is logged from now on: JSON, or plain lines for a person at a terminal."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Plain() if stream.isatty() else _Json())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def redacted(text: str) -> str:
    """Return a text without tokens, passwords in addresses, and addresses that act as secrets."""
    return _SECRETS.sub("[redacted]", text)


class _Json(logging.Formatter):
    """A JSON object a line; ``request`` is what :mod:`bot.slack.telemetry` tells of one."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": redacted(record.getMessage()),
        }
        if record.exc_info:
            line["traceback"] = redacted(self.formatException(record.exc_info))
        told = getattr(record, "request", None)
        if isinstance(told, dict):
            line |= {name: value for name, value in told.items() if value != ""}
        elif request_id := current().id:
            line["id"] = request_id
        return msgspec.json.encode(line).decode()


class _Plain(logging.Formatter):
    """A line of words."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))
