"""Drill 4: kill -9, at random points of writing and between receipt and answer."""

import random
import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from http.client import HTTPException
from threading import Event

from bot.slack.words import Word
from tests.slack.fake_slack import TEAM, FakeSlack, Shown
from tests.slack.payloads import mention, press
from tools.drill.deliveries import answers, deliver, hastened
from tools.drill.report import Verdict
from tools.drill.stage import (
    SERVE,
    STARTS_WITHIN,
    Served,
    Stage,
    free_port,
    program,
    serving,
    started,
    store_of,
    wait_until,
)

_VOTERS = 4
_UP_TO = 0.3  # seconds from the first writes to a kill
_SETTLER = "T0SET"
_DECIDE = f"""
import sys
from bot.errors import StateError
from bot.state.database import Database
from bot.state.store import Store, Workspace
store, days = Store(Database(sys.argv[1])), int(sys.argv[2])
while True:
    days += 1
    try:
        store.decide({_SETTLER!r}, "U0ANN", Workspace(keep_days=days))
    except StateError:
        continue
    print(days, flush=True)
"""
"""Writes settings, each the next number, and tells of each one that is stored."""

_COMPOSING = 0.1  # seconds
_LEASE = 1.0  # seconds, of 30; Slack's pauses are shortened alike
_SLOWLY = f"""
import time
from bot.slack import messages
from bot.state import store
store.LEASE = {_LEASE}
say = messages.say
def slow(*arguments, **named):
    time.sleep({_COMPOSING})
    return say(*arguments, **named)
messages.say = slow
"""
"""Makes answers take long enough for a kill to hit them."""


def drill_kills(stage: Stage, writing: int = 100, answering: int = 50) -> Verdict:
    """Kill the bot while it writes, then while it answers; look at what is left."""
    verdict = Verdict()
    _kill_writing(stage.part("writing"), writing, verdict)
    _kill_answering(stage.part("answering"), answering, verdict)
    return verdict


def _kill_writing(stage: Stage, kills: int, verdict: Verdict) -> None:
    """Let voters and an administrator write until a kill, again and again."""
    chance = random.Random(4)  # noqa: S311 - reproducible, not secret
    port = free_port()
    lost = behind = days = 0
    decided: set[int] = set()
    with FakeSlack() as slack:
        shown = _answer(stage, slack)
        for _ in range(kills):
            with serving(stage, slack, SERVE, port, WEB_CONCURRENCY="2") as bot:
                lost += len(_unkept(stage, slack))
                acknowledged = _write_until_killed(stage, bot, shown, days, chance)
            with store_of(stage) as store:
                days = store.workspace(_SETTLER).keep_days
            behind += days < max(acknowledged)
            decided |= acknowledged
        with serving(stage, slack, SERVE, port):
            lost += len(_unkept(stage, slack))
        thanked = len(_thanked(slack))
    with store_of(stage) as store:
        told = " ".join(detail for *_, detail in store.audit(_SETTLER))
    noted = {int(days) for days in re.findall(r"keep_days=([0-9]+)", told)}
    verdict.tell(f"{kills} kills while {thanked:,} votes and {len(decided):,} settings were stored")
    verdict.hold(f"acknowledged votes lost {lost}", lost == 0)
    verdict.hold(f"settings lost {behind}", behind == 0)
    verdict.hold(f"audit entries lost {len(decided - noted)}", decided <= noted)


def _answer(stage: Stage, slack: FakeSlack) -> Shown:
    """Return an answer with thumbs to press."""
    with serving(stage, slack) as bot:
        bot.mention("what is redis")
    return slack.shown[-1]


def _write_until_killed(
    stage: Stage, bot: Served, shown: Shown, days: int, chance: random.Random
) -> set[int]:
    """Return the settings that were acknowledged before the kill, which follow on ``days``."""
    killed = Event()

    def vote() -> None:
        while not killed.is_set():
            with suppress(OSError, HTTPException):
                bot.interaction(press(_elsewhere(shown), "rate", chance.choice(("up", "down"))))

    arguments = ("-c", _DECIDE, stage.url, str(days))
    name = f"decided-{days}-{time.monotonic_ns()}"
    with started(stage, arguments, {}, name) as writer, ThreadPoolExecutor(_VOTERS) as pool:
        for _ in range(_VOTERS):
            pool.submit(vote)
        wait_until(lambda: "\n" in writer.told(), STARTS_WITHIN)
        time.sleep(chance.uniform(0, _UP_TO))
        bot.running.signal_all(signal.SIGKILL)
        writer.kill()
        killed.set()
    return {int(line) for line in writer.told().splitlines(keepends=True) if line.endswith("\n")}


def _elsewhere(shown: Shown) -> Shown:
    """Return an answer as it stands in a channel of its own, by which its vote is known again."""
    return replace(shown, channel=f"C{next(shown.slack.numbers)}")


def _thanked(slack: FakeSlack) -> set[str]:
    """Return the channels in which somebody was told that their vote is kept."""
    return {one.channel for one in list(slack.shown) if one.text == Word.THANKS}


def _unkept(stage: Stage, slack: FakeSlack) -> set[str]:
    """Return the channels of votes that were acknowledged, and aren't there."""
    with store_of(stage) as store:
        return _thanked(slack) - {vote.channel for vote in store.votes(TEAM)}


def _kill_answering(stage: Stage, kills: int, verdict: Verdict) -> None:
    """Kill the bot between a message's receipt and its answer; Slack delivers it again."""
    chance = random.Random(5)  # noqa: S311 - reproducible, not secret
    port, arguments = free_port(), program("serve", _SLOWLY)
    unanswered = extra = early = 0
    with FakeSlack() as slack, ExitStack() as stack, ThreadPoolExecutor(1) as pool:
        bot = stack.enter_context(serving(stage, slack, arguments, port))
        pauses = hastened(30 / _LEASE)
        for _ in range(kills):
            event = mention("compare postgres vs mongo")
            delivery = pool.submit(deliver, bot, event, pauses)
            time.sleep(chance.uniform(0, _COMPOSING))
            bot.running.kill()
            early += answers(slack, event) == 0
            bot = stack.enter_context(serving(stage, slack, arguments, port))
            delivery.result()
            seen = answers(slack, event)
            unanswered += seen == 0
            extra += max(0, seen - 1)
    verdict.tell(f"{kills} kills between receipt and answer, {early} of them before the answer")
    verdict.hold(f"unanswered {unanswered}", unanswered == 0)
    verdict.hold(f"duplicates {extra}", extra <= 1)
