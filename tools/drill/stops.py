"""Drill 7: SIGTERM with answers in flight, once, twice, and to the whole process group."""

import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from tests.slack.fake_slack import FakeSlack
from tests.slack.fake_socket import FakeSocket
from tests.slack.payloads import mention
from tools.drill.deliveries import answers, deliver
from tools.drill.report import Verdict
from tools.drill.stage import Running, Stage, listening, serving, wait_until

_WITHIN = 25.0  # seconds from the signal to the exit
_SLACK_TAKES = 1.0  # seconds for a call, so that all are in flight at the signal


def _once(running: Running) -> None:
    running.process.send_signal(signal.SIGTERM)


def _twice(running: Running) -> None:
    _once(running)
    time.sleep(0.1)
    _once(running)


def _by_group(running: Running) -> None:
    running.signal_all(signal.SIGTERM)


WAYS: dict[str, Callable[[Running], None]] = {
    "once": _once,
    "twice": _twice,
    "by process group": _by_group,
}


def drill_stops(stage: Stage, in_flight: int = 20, ways: Sequence[str] = tuple(WAYS)) -> Verdict:
    """Stop the bot in these ways, over HTTP and over a socket."""
    verdict = Verdict()
    for transport, play in (("HTTP", _stop_serving), ("socket", _stop_listening)):
        for name in ways:
            part = stage.part(f"{transport}-{name.replace(' ', '-')}")
            play(part, f"{transport}, {name}", WAYS[name], in_flight, verdict)
    return verdict


def _stop_serving(
    stage: Stage, name: str, stop: Callable[[Running], None], in_flight: int, verdict: Verdict
) -> None:
    with (
        FakeSlack(latency=_SLACK_TAKES) as slack,
        serving(stage, slack, WEB_CONCURRENCY="2") as bot,
        ThreadPoolExecutor(in_flight) as pool,
    ):
        events = [mention("what is redis") for _ in range(in_flight)]
        under_way = [pool.submit(deliver, bot, event, ()) for event in events]
        wait_until(lambda: _posts(slack) == in_flight, _WITHIN)
        seconds, code = _stopped(bot.running, stop)
        delivered = sum(answers(slack, event) == 1 for event in events)
        statuses = [one.result().statuses for one in under_way]
    acknowledged = statuses.count([HTTPStatus.OK])
    _judge(verdict, stage, name, (in_flight, delivered, acknowledged), (seconds, code))


def _stop_listening(
    stage: Stage, name: str, stop: Callable[[Running], None], in_flight: int, verdict: Verdict
) -> None:
    with FakeSlack(latency=_SLACK_TAKES) as slack, FakeSocket(slack) as fake:
        with listening(stage, fake) as running:
            fake.wait_for_links(1)
            events = [mention("what is redis") for _ in range(in_flight)]
            for event in events:
                fake.deliver("events_api", event)
            wait_until(lambda: _posts(slack) > 0, _WITHIN)
            seconds, code = _stopped(running, stop)
            fake.wait_for_links(0)
        delivered = sum(answers(slack, event) == 1 for event in events)
    _judge(verdict, stage, name, (in_flight, delivered, len(fake.acks)), (seconds, code))


def _posts(slack: FakeSlack) -> int:
    """Return how many answers are under way or done; the bot makes other calls as it starts."""
    return sum(call.method == "chat.postMessage" for call in list(slack.calls))


def _stopped(running: Running, stop: Callable[[Running], None]) -> tuple[float, int]:
    """Stop a process and return how many seconds that took, and its exit code."""
    start = time.monotonic()
    stop(running)
    wait_until(lambda: running.process.poll() is not None, 2 * _WITHIN)
    running.kill()  # where it didn't stop, as hosts do
    return time.monotonic() - start, running.process.wait()


def _judge(
    verdict: Verdict,
    stage: Stage,
    name: str,
    work: tuple[int, int, int],
    end: tuple[float, int],
) -> None:
    in_flight, delivered, acknowledged = work
    seconds, code = end
    in_time = seconds < _WITHIN or not stage.timed
    kept = in_flight == delivered == acknowledged and code == 0 and in_time
    done = f"{delivered} of {in_flight} delivered, {acknowledged} acknowledged"
    verdict.hold(f"{name}: {done}, exit {code} after {seconds:.1f} s", kept)
