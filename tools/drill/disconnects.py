"""Drill 8: Socket Mode, whose connections end again and again in every way, with two workers."""

import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection

from tests.slack.fake_slack import FakeSlack
from tests.slack.fake_socket import FakeSocket, goodbye
from tests.slack.payloads import mention
from tools.drill.deliveries import Envelope, answers, hastened
from tools.drill.report import Verdict
from tools.drill.stage import SLACK_WAITS, Stage, listening

_WORKERS = 2
_HASTE = 60.0  # Slack's minute is a second here
_SLACK_TAKES = 0.05  # seconds for a call, so that ends find answers under way
_AT_ONCE = 16
_LINGERS = 0.2  # seconds from Slack's word that it will close a connection to the end
_WAYS = ("warning", "silently", "refresh_requested", "with a reset")


def drill_disconnects(stage: Stage, disconnects: int = 50, events: int = 500) -> Verdict:
    """Deliver events over sockets that end, again where they weren't acknowledged."""
    verdict = Verdict()
    chance = random.Random(8)  # noqa: S311 - reproducible, not secret
    with FakeSlack(latency=_SLACK_TAKES) as slack, FakeSocket(slack) as fake, ExitStack() as stack:
        bots = [
            stack.enter_context(listening(stage, fake, name=f"output-{number}"))
            for number in range(_WORKERS)
        ]
        fake.wait_for_links(_WORKERS)
        pool = stack.enter_context(ThreadPoolExecutor(_AT_ONCE))
        asked = [mention("what is redis") for _ in range(events)]
        each = max(1, events // disconnects)
        under_way = []
        for turn in range(disconnects):
            part = asked[turn * each : (turn + 1) * each]
            under_way += [pool.submit(_deliver, fake, event, chance) for event in part]
            time.sleep(chance.uniform(0, 2 * _SLACK_TAKES))
            _disconnect(fake, chance.choice(fake.links), _WAYS[turn % len(_WAYS)])
        tries = [one.result() for one in under_way]
        seen = [answers(slack, event) for event in asked]
        told = "".join(bot.told() for bot in bots)
    again = sum(number > 1 for number in tries)
    verdict.tell(f"{disconnects} disconnects of {_WORKERS} workers, {again} events redelivered")
    verdict.hold(f"{events} events: lost {seen.count(0)}", 0 not in seen)
    twice = sum(number > 1 for number in seen)
    verdict.hold(f"answered twice {twice}", twice == 0)
    verdict.hold(f"never acknowledged {tries.count(0)}", 0 not in tries)
    verdict.hold(f"tracebacks {told.count('Traceback')}", "Traceback" not in told)
    return verdict


def _deliver(fake: FakeSocket, event: Envelope, chance: random.Random) -> int:
    """Deliver an event over any connection until it is acknowledged.

    Returns how many tries that took, 0 if it never was.
    """
    for number, pause in enumerate((0.0, *hastened(_HASTE))):
        time.sleep(pause)
        retry = {"retry_attempt": number, "retry_reason": "timeout"} if number else {}
        with suppress(ConnectionClosed, OSError):
            link = _any_link(fake, chance)
            envelope_id = fake.deliver("events_api", event, link, **retry)
            if _acknowledged(fake, envelope_id, link):
                return number + 1
    return 0


def _any_link(fake: FakeSocket, chance: random.Random) -> ServerConnection:
    """Return one of the connections, once there is one."""
    fake.wait(lambda: bool(fake.links))
    links: Sequence[ServerConnection] = tuple(fake.links)
    return chance.choice(links)


def _acknowledged(fake: FakeSocket, envelope_id: str, link: ServerConnection) -> bool:
    """Wait as long as Slack does, or until the connection ends."""

    def known() -> bool:
        return any(ack.get("envelope_id") == envelope_id for ack in fake.acks)

    with fake.changed:
        fake.changed.wait_for(lambda: known() or link not in fake.links, SLACK_WAITS)
        return known()


def _disconnect(fake: FakeSocket, link: ServerConnection, way: str) -> None:
    """End a connection, and wait until another took its place."""
    if way in {"silently", "with a reset"}:
        fake.drop(link, reset=way == "with a reset")
        return
    greeted = fake.greeted
    with suppress(ConnectionClosed):
        fake.send(goodbye(way), link)
        fake.wait(lambda: fake.greeted > greeted)
        time.sleep(_LINGERS)
    link.close()
