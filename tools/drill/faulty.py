"""Drill 5: Slack fails in every way there is, while messages come in."""

from collections import deque
from collections.abc import Mapping, Sequence

from tests.slack.block_kit_limits import Posted
from tests.slack.fake_slack import FakeSlack, Fault, Lost, Status, Unheard
from tests.slack.payloads import mention
from tools.drill.deliveries import Delivery, Envelope, answers, deliver_all, hastened, ts_of
from tools.drill.report import Verdict, at, ms
from tools.drill.stage import Served, Stage, serving

_EVERY = 20
"""One message in so many meets with a fault."""
_HASTE = 60.0  # Slack's minute is a second here
_HEALTHY, _FAULTY = 0.5, 2.5  # seconds of the slowest hundredth of acknowledgements, at most
_SLACK_TAKES = 0.05  # seconds for a call
_AT_ONCE = 8

_RETRY_AFTER = ("1", "60", "Fri, 31 Dec 2027 23:59:59 GMT", "soon")
FINAL: Mapping[str, Fault] = {
    code: code for code in ("channel_not_found", "is_archived", "token_revoked")
}
"""Errors that say that nothing can be posted there, ever."""
PASSING: Mapping[str, Fault] = {
    "429 without Retry-After": Status(429),
    **{
        f"429, Retry-After {value}": Status(429, headers=(("Retry-After", value),))
        for value in _RETRY_AFTER
    },
    **{str(code): Status(code) for code in range(500, 505)},
    "HTML with 200": Status(200),
    "hang before effect": Unheard.HANG,
    "hang after effect": Lost.HANG,
    "reset before effect": Unheard.RESET,
    "reset after effect": Lost.RESET,
    "trickle after effect": Lost.TRICKLE,
    **{code: code for code in ("invalid_blocks", "msg_too_long", "ratelimited", "internal_error")},
    "fatal_error": "fatal_error",
}
"""Faults after which Slack takes what is sent again, or sent otherwise."""
_OUTAGES = ("429 without Retry-After", "500", "503", "reset before effect")


def drill_faulty(stage: Stage, per_kind: int = 5, healthy: int = 500) -> Verdict:
    """Deliver messages to a bot whose calls are healthy, then fail now and then, then twice."""
    verdict = Verdict()
    with FakeSlack(latency=_SLACK_TAKES) as slack, serving(stage, slack) as bot:
        done = deliver_all([bot], _questions(healthy), hastened(_HASTE), 4)
        _judge_times(verdict, stage, f"{healthy:,} messages, Slack healthy", done, _HEALTHY)
        _fail_now_and_then(stage, slack, bot, per_kind, verdict)
        _fail_twice(slack, bot, per_kind, verdict)
        told = bot.running.told()
        verdict.hold(f"tracebacks {told.count('Traceback')}", "Traceback" not in told)
        slack.released.set()
    return verdict


def _questions(number: int) -> list[Envelope]:
    return [mention("what is redis") for _ in range(number)]


def _meet(slack: FakeSlack, faults: Mapping[str, Sequence[Fault]]) -> None:
    """Have the first posts in threads, by their ``ts``, meet with faults."""
    left = {ts: deque(planned) for ts, planned in faults.items()}

    def plan(posted: Posted) -> Fault | None:
        planned = left.get(posted.thread_ts or "")
        return planned.popleft() if planned else None

    slack.plan = plan


def _fail_now_and_then(
    stage: Stage, slack: FakeSlack, bot: Served, per_kind: int, verdict: Verdict
) -> None:
    kinds = [*PASSING.items(), *FINAL.items()] * per_kind
    events = _questions(len(kinds) * _EVERY)
    unlucky = dict(zip((ts_of(event) for event in events[::_EVERY]), kinds, strict=True))
    _meet(slack, {ts: [fault] for ts, (_, fault) in unlucky.items()})
    done = deliver_all([bot], events, hastened(_HASTE), _AT_ONCE)
    seen = [answers(slack, event) for event in events]
    final = sum(kind in FINAL for kind, _ in kinds)
    lost = seen.count(0) - final
    extra = sum(max(0, number - 1) for number in seen)
    count = f"{len(events):,} messages, one in {_EVERY} meets one of {len(PASSING) + len(FINAL)}"
    verdict.hold(f"{count} faults: lost {lost}", lost == 0)
    share = extra / len(events)
    verdict.hold(f"duplicates {extra} ({share:.2%})", share <= 0.01)  # noqa: PLR2004
    _judge_times(verdict, stage, "those that meet one", done[::_EVERY], _FAULTY)


def _fail_twice(slack: FakeSlack, bot: Served, per_kind: int, verdict: Verdict) -> None:
    """Let Slack fail on an event's first two deliveries, and take the third."""
    lost = []
    for kind in _OUTAGES:
        events = _questions(per_kind)
        _meet(slack, {ts_of(event): [PASSING[kind]] * 2 for event in events})
        deliver_all([bot], events, hastened(_HASTE), _AT_ONCE)
        count = sum(answers(slack, event) == 0 for event in events)
        if count:
            lost.append(f"{count} of {per_kind} after {kind} twice")
    verdict.hold(f"lost where Slack fails twice: {', '.join(lost) or 'none'}", not lost)


def _judge_times(
    verdict: Verdict, stage: Stage, what: str, done: Sequence[Delivery], bound: float
) -> None:
    """Hold the times to acknowledge, of all tries, against a bound."""
    times = [seconds for one in done for seconds in one.seconds]
    slow = at(times, 99)
    figure = f"{what}: acknowledged in p50 {ms(at(times, 50))}, p99 {ms(slow)}"
    verdict.hold(figure, slow < bound or not stage.timed)
