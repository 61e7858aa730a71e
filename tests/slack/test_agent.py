"""The app as an agent: suggestions under Messages, and how a session stands."""

import pytest

from tests.slack.driver import Driver
from tests.slack.fake_slack import FakeSlack, Status
from tests.slack.payloads import DIRECT, fresh_ts

PROMPTS, STATUS = "assistant.threads.setSuggestedPrompts", "agents.sessions.setStatus"


def statuses(slack: FakeSlack) -> list[dict[str, object]]:
    told = [call.arguments for call in slack.calls if call.method == STATUS]
    return [{name: one[name] for name in ("channel_id", "thread_ts", "status")} for one in told]


def test_suggestions_stand_where_a_conversation_is_opened(bot: Driver, slack: FakeSlack) -> None:
    assert bot.home("messages").status == 200
    (call,) = slack.calls
    assert (call.method, call.arguments["channel_id"]) == (PROMPTS, DIRECT)
    prompts = call.arguments["prompts"]
    assert 0 < len(prompts) <= 4
    for prompt in prompts:  # what is suggested is answered
        bot.dm(prompt["message"])
        assert slack.posted[-1].blocks
        assert "I have nothing" not in slack.posted[-1].text


def test_a_session_stands_as_its_question_does(bot: Driver, slack: FakeSlack) -> None:
    bot.home("messages")
    ts, thread = fresh_ts(), fresh_ts()
    bot.dm("what is redis", ts=ts)
    bot.dm("compare postgres", thread_ts=thread)
    assert statuses(slack) == [
        {"channel_id": DIRECT, "thread_ts": ts, "status": "active"},
        {"channel_id": DIRECT, "thread_ts": thread, "status": "suspended"},
    ]
    bot.mention("what is redis")
    assert len(statuses(slack)) == 2


@pytest.mark.parametrize("fault", ["missing_scope", "unknown_method", "ratelimited", Status(500)])
def test_an_app_that_is_no_agent_answers_all_the_same(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture, fault: "str | Status"
) -> None:
    slack.agent_faults.append(fault)
    assert bot.home("messages").status == 200
    bot.dm("what is redis")
    assert "Redis" in slack.posted[-1].text
    assert statuses(slack) == []
    assert "Suggesting prompts failed" in caplog.text


def test_a_session_that_can_not_be_told_of_costs_no_answer(bot: Driver, slack: FakeSlack) -> None:
    bot.home("messages")
    slack.agent_faults.extend([Status(500), "missing_scope"])
    for _ in range(4):
        assert bot.dm("what is redis").status == 200
    assert len(slack.posted) == 4
    assert len(statuses(slack)) == 2  # after the second there is no point
