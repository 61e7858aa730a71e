"""Asks and votes while something is wrong, and until it is well again."""

import time
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from http import HTTPStatus

from bot.slack.memory import PAUSE
from bot.slack.words import Word
from tests.slack.fake_slack import FakeSlack, Shown
from tests.slack.payloads import fresh_ts, mention, press
from tools.drill.deliveries import answers, deliver
from tools.drill.report import Verdict, ms
from tools.drill.stage import SLACK_WAITS, Served, Stage, wait_until

_BETWEEN = 0.3  # seconds between looks
_MARGIN = 1.5  # seconds that an answer of /readyz may be old, and that a try takes


@dataclass(slots=True)
class Watch:
    """What is seen of a bot from outside; ``shown`` is an answer of its with thumbs."""

    stage: Stage
    slack: FakeSlack
    bot: Served
    shown: Shown
    asked: int = 0
    answered: int = 0
    slowest: float = 0.0
    kept: int = 0
    not_kept: int = 0

    def look(self) -> None:
        """Ask a question and vote."""
        event = mention("what is redis")
        delivery = deliver(self.bot, event, ())
        self.asked += 1
        self.answered += delivery.acknowledged and answers(self.slack, event) == 1
        self.slowest = max(self.slowest, *delivery.seconds)
        word = self.vote()
        self.kept += word == Word.THANKS
        self.not_kept += word == Word.NOT_KEPT

    def vote(self) -> str:
        """Vote, and return what the bot says to that."""
        channel = f"C{next(self.slack.numbers)}"
        self.bot.interaction(press(replace(self.shown, channel=channel), "rate", "up"))
        return next((one.text for one in self.slack.shown if one.channel == channel), "nothing")

    def forgets(self) -> bool:
        """Tell whether the bot says that it can't look up what a thread is about."""
        self.bot.mention("and mongo?", thread_ts=fresh_ts())
        return Word.FORGOT in self.slack.posted[-1].text

    def is_well(self) -> bool:
        """Tell whether votes are kept, and the bot says that it is ready."""
        return self.vote() == Word.THANKS and self.bot.readiness().status == HTTPStatus.OK


def watched(stage: Stage, slack: FakeSlack, bot: Served) -> Watch:
    """Return a watch over a bot that is well."""
    bot.mention("what is redis")
    return Watch(stage, slack, bot, slack.shown[-1])


def watch_through(
    watch: Watch,
    name: str,
    fault: AbstractContextManager[object],
    seconds: float,
    verdict: Verdict,
    *,
    ready: bool = False,
) -> None:
    """Look at the bot while a fault lasts, and at how soon it recovers.

    ``ready`` says whether it is ready all the while, for it can still read what is stored.
    """
    with fault:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            watch.look()
            time.sleep(_BETWEEN)
        forgets = watch.forgets()
        readiness = watch.bot.readiness()
    start = time.monotonic()
    recovers = wait_until(watch.is_well, 10 * PAUSE)
    taken = time.monotonic() - start
    _judge(watch, name, verdict, forgets=forgets)
    kept = recovers and (taken < PAUSE + _MARGIN or not watch.stage.timed)
    problem = readiness.json()["store_problem"]
    reason = str(problem or "no problem").rpartition(": ")[2]  # without the database's name
    verdict.hold(f"/readyz {readiness.status}, {reason.rstrip('.')}", bool(problem) != ready)
    verdict.hold(f"well again after {taken:.1f} s", kept)


def _judge(watch: Watch, name: str, verdict: Verdict, *, forgets: bool) -> None:
    answered = watch.answered == watch.asked and (
        watch.slowest < SLACK_WAITS or not watch.stage.timed
    )
    told = f"{name}: {watch.answered} of {watch.asked} answered, the slowest in {ms(watch.slowest)}"
    verdict.hold(told, answered)
    votes = f"votes said to be kept {watch.kept}, not kept {watch.not_kept}"
    verdict.hold(votes, watch.kept == 0 and watch.not_kept == watch.asked)
    verdict.hold(f"says what it can't look up: {'yes' if forgets else 'no'}", forgets)
