"""Deliveries as Slack makes them: again where they failed, at once, after a minute, after five."""

import json
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from itertools import cycle
from typing import Any

from tests.slack.fake_slack import FakeSlack
from tests.slack.requests import JSON
from tools.drill.stage import SLACK_WAITS, Served

PAUSES = (0.0, 60.0, 300.0)
"""Seconds before Slack's second, third and fourth delivery of an event."""
Envelope = dict[str, Any]


def hastened(factor: float) -> tuple[float, ...]:
    """Return the pauses with a minute made shorter; whoever uses them shortens leases alike."""
    return tuple(pause / factor for pause in PAUSES)


@dataclass(slots=True)
class Delivery:
    """What became of an event: the status of each try, 0 for none, and how long each took."""

    statuses: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def acknowledged(self) -> bool:
        """Whether Slack was told that the event is dealt with."""
        return self.statuses[-1] == HTTPStatus.OK


def deliver(bot: Served, envelope: Envelope, pauses: Sequence[float]) -> Delivery:
    """Deliver an event until it is acknowledged, or the pauses are used up."""
    body = json.dumps(envelope).encode()
    delivery = Delivery()
    for pause in (0.0, *pauses):
        time.sleep(pause)
        start = time.monotonic()
        try:
            status = bot.send(body, JSON, SLACK_WAITS).status
        except (OSError, HTTPException):
            status = 0
        delivery.statuses.append(status)
        delivery.seconds.append(time.monotonic() - start)
        if delivery.acknowledged:
            break
    return delivery


def deliver_all(
    bots: Sequence[Served], envelopes: Iterable[Envelope], pauses: Sequence[float], at_once: int
) -> list[Delivery]:
    """Deliver events, so many of them at once, each to the next of the bots."""
    with ThreadPoolExecutor(at_once) as pool:
        turns = cycle(bots)
        done = [pool.submit(deliver, next(turns), one, pauses) for one in envelopes]
        return [one.result() for one in done]


def ts_of(envelope: Envelope) -> str:
    """Return the ``ts`` of the message that an event tells of."""
    return str(envelope["event"]["ts"])


def answers(slack: FakeSlack, envelope: Envelope) -> int:
    """Return how many answers people see in the thread of a message."""
    ts = ts_of(envelope)
    return sum(1 for posted in list(slack.posted) if posted.thread_ts == ts)
