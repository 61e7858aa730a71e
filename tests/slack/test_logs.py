"""The log of a process: one JSON object a line, without secrets and words of people."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from bot.slack.logs import redacted, start_logging
from bot.slack.telemetry import observed


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return what is logged, as a process would write it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers = []
    stream = io.StringIO()
    start_logging(stream)
    yield stream
    root.handlers, root.level = handlers, level


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_request_is_one_line_with_its_outcome(log: io.StringIO) -> None:
    with observed() as told:
        told.surface, told.team, told.outcome = "/stack", "T0ACME", "sent"
        logging.getLogger("bot.x").warning("something on the way\nin two lines")
    first, last = lines(log)
    assert first["message"] == "something on the way\nin two lines"
    assert (last["surface"], last["team"], last["outcome"]) == ("/stack", "T0ACME", "sent")
    assert last["ms"] >= 0
    assert first["id"] == last["id"]
    assert "retry" not in last


def test_outside_of_requests_lines_have_no_id(log: io.StringIO) -> None:
    logging.getLogger("bot.x").info("started")
    (line,) = lines(log)
    assert line.keys() == {"at", "level", "logger", "message"}


SECRETS = [
    "xoxb-123-456-abcDEF",
    "xoxe.xoxp-1-abc-DEF",
    "xapp-1-A0-2-abc",
    "https://hooks.slack.com/actions/T1/2/abc",
    "postgresql://ann:canary@db.example/state",
]


@pytest.mark.parametrize("secret", SECRETS)
def test_secrets_are_taken_out_of_messages_and_tracebacks(log: io.StringIO, secret: str) -> None:
    logger = logging.getLogger("bot.x")
    logger.error("failed with %s", secret)
    try:
        int(secret)
    except ValueError:
        logger.exception("failed")
    assert secret not in log.getvalue()
    assert "canary" not in log.getvalue()
    assert "ValueError: " in lines(log)[1]["traceback"]
    assert "[redacted]" in redacted(secret)


def test_at_a_terminal_lines_are_for_people() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = Terminal()
    start_logging(stream)
    try:
        logging.getLogger("bot.x").info("Connected to Slack with xoxb-1-canary")
    finally:
        root.handlers, root.level = handlers, level
    assert stream.getvalue().endswith(" INFO bot.x: Connected to Slack with [redacted]\n")
