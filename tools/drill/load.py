"""Drill 10: fifty requests a second for minutes; the bot beside an empty Bolt app."""

import http.client
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from itertools import count, cycle
from statistics import mean, median
from threading import Event, Thread
from urllib.parse import urlencode

from tests.slack.fake_slack import FakeSlack
from tests.slack.payloads import command
from tests.slack.requests import FORM
from tools.drill.costs import costs
from tools.drill.empty import SERVE_EMPTY
from tools.drill.report import Verdict, at, ms
from tools.drill.stage import Served, Stage, program, serving, signed_headers

RATE = 50  # requests a second
_LINES = 16  # connections that are kept open, as Slack's are by a router
_MEDIAN, _SLOW = 0.020, 0.200  # seconds to acknowledge: the half, the slowest hundredth
_MEMORY, _DRIFT = 180.0, 5.0  # MB of a worker; that it may grow by from the second quarter on
_MORE = 0.002  # seconds that a full answer may take over an empty app
_SAMPLE = 1.0  # seconds between looks at memory
_IN_A_ROW = 50  # requests to one of the two before the other has its turn
COMPARE = "compare postgres vs mongo"
QUESTIONS = (
    COMPARE,
    "which DB for transactions",
    "what is redis",
    "when should we use kubernetes",
    "alternatives to express",
    "stack for a chat app",
    "list databases",
    "how do we do database migrations?",
    "help",
    "compare django vs rails for an admin site",
)


class Line:
    """A connection that is kept open, over which one request goes after the other."""

    def __init__(self, bot: Served) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", bot.port, timeout=30)

    def ask(self, text: str) -> bool:
        """Send a slash command and return whether it was answered."""
        body = urlencode(command(text)).encode()
        self._connection.request("POST", "/slack/events", body, signed_headers(body, FORM))
        response = self._connection.getresponse()
        response.read()
        return response.status == HTTPStatus.OK

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def drill_load(stage: Stage, seconds: float = 300, rounds: int = 20, burst: float = 10) -> Verdict:
    """Load the bot steadily, then as much as it takes, beside an empty app."""
    verdict = Verdict()
    with FakeSlack() as slack, serving(stage, slack) as bot:
        for text in QUESTIONS * 5:
            bot.command(text)
        _load_steadily(stage, bot, seconds, verdict)
        arguments = program("serve", *SERVE_EMPTY)
        with serving(stage.part("empty"), slack, arguments) as empty:
            _compare(stage, bot, empty, rounds, verdict)
            rates = [_most(bot, burst), _most(empty, burst)]
    verdict.tell(f"at most {rates[0]:.0f} answers/s, an empty app {rates[1]:.0f}/s")
    verdict.tell(
        f"in µs: {', '.join(f'{part} {us:.0f}' for part, us in costs(stage, COMPARE).items())}"
    )
    return verdict


def _load_steadily(stage: Stage, bot: Served, seconds: float, verdict: Verdict) -> None:
    over, memory = Event(), [max(bot.running.resident())]

    def watch() -> None:
        while not over.wait(_SAMPLE):
            memory.append(max(bot.running.resident()))

    watcher = Thread(target=watch)
    watcher.start()
    times, failed = steadily(bot, int(seconds * RATE))
    over.set()
    watcher.join()
    half, slow = at(times, 50), at(times, 99)
    verdict.hold(f"{RATE}/s for {seconds:.0f} s: failed {failed}", failed == 0)
    in_time = half < _MEDIAN and slow < _SLOW
    verdict.hold(f"p50 {ms(half)}, p99 {ms(slow)}", in_time or not stage.timed)
    quarter = max(1, len(memory) // 4)
    drift = mean(memory[-quarter:]) - mean(memory[quarter : 2 * quarter] or memory)
    flat = max(memory) <= _MEMORY and drift < _DRIFT
    figure = f"memory at most {max(memory):.0f} MB, {drift:+.1f} MB from the second quarter on"
    verdict.hold(figure, flat or not stage.timed)


def steadily(bot: Served, number: int, at_rate: float = RATE) -> tuple[list[float], int]:
    """Send so many commands at a rate, whether or not earlier ones are answered.

    Returns how long each took from the moment when it was due, in seconds, and how many failed.
    """
    turns = count()
    start = time.monotonic() + 0.1
    texts = list(QUESTIONS)

    def send(line: Line) -> tuple[list[float], int]:
        times, failed = [], 0
        while (turn := next(turns)) < number:
            due = start + turn / at_rate
            time.sleep(max(0.0, due - time.monotonic()))
            failed += not line.ask(texts[turn % len(texts)])
            times.append(time.monotonic() - due)
        line.close()
        return times, failed

    with ThreadPoolExecutor(_LINES) as pool:
        done = list(pool.map(send, [Line(bot) for _ in range(_LINES)]))
    return [one for times, _ in done for one in times], sum(failed for _, failed in done)


def _compare(stage: Stage, bot: Served, empty: Served, rounds: int, verdict: Verdict) -> None:
    """Ask the same of both in turns, one request at a time."""
    lines = Line(bot), Line(empty)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for line, taken in zip(lines, times, strict=True):
            for _ in range(_IN_A_ROW):
                began = time.perf_counter()
                line.ask(COMPARE)
                taken.append(time.perf_counter() - began)
    for line in lines:
        line.close()
    full, nothing = map(median, times)
    told = f"a full compare p50 {ms(full)}, an empty app {ms(nothing)}"
    more = full - nothing
    verdict.hold(f"{told}: {ms(more)} more", more <= _MORE or not stage.timed)


def _most(bot: Served, seconds: float) -> float:
    """Return how many commands a second are answered at most."""
    end = time.monotonic() + seconds

    def send(line: Line) -> int:
        number = 0
        for text in cycle(QUESTIONS):
            if time.monotonic() > end:
                break
            number += line.ask(text)
        line.close()
        return number

    with ThreadPoolExecutor(_LINES) as pool:
        return sum(pool.map(send, [Line(bot) for _ in range(_LINES)])) / seconds
