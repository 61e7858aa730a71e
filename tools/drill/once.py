"""Drill 3: however often a message is delivered, and to however many processes, one answer."""

from contextlib import ExitStack

from tests.slack.fake_slack import FakeSlack
from tests.slack.payloads import mention
from tools.drill.deliveries import answers, deliver_all
from tools.drill.report import Verdict
from tools.drill.stage import Stage, serving

_AT_ONCE = 32
_PAUSES = (0.0, 0.5, 1.0)  # seconds; a claim that is held is given back or settled by then
_EVENTS = 11


def drill_once(stage: Stage, deliveries: int = 1000, processes: int = 4) -> Verdict:
    """Deliver one event many times over processes, then one message as many events."""
    verdict = Verdict()
    with FakeSlack(latency=0.05) as slack, ExitStack() as stack:
        bots = [stack.enter_context(serving(stage, slack)) for _ in range(processes)]
        event = mention("what is redis")
        done = deliver_all(bots, [event] * deliveries, _PAUSES, _AT_ONCE)
        told = f"{deliveries:,} deliveries of an event to {processes} processes"
        verdict.hold(f"{told}: answers {answers(slack, event)}", answers(slack, event) == 1)
        missed = sum(not one.acknowledged for one in done)
        verdict.hold(f"not acknowledged in the end {missed}", missed == 0)

        first = mention("compare postgres vs mongo")
        ids = [{**first, "event_id": f"Ev0DRILL{number:02}"} for number in range(_EVENTS)]
        deliver_all(bots, ids, _PAUSES, _EVENTS)
        seen = answers(slack, first)
        verdict.hold(f"{_EVENTS} events of a message: answers {seen}", seen == 1)
        alone = sum(bot.running.told().count("in this process alone") for bot in bots)
        verdict.tell(f"times the store was given up on {alone}")
        verdict.hold(f"Slack's objections {len(slack.problems)}", not slack.problems)
    return verdict
