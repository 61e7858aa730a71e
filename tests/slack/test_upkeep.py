"""What is done beside answering."""

import logging

import pytest

from bot.settings import ApiSettings
from bot.slack.api import quiet_client
from bot.slack.upkeep import introduce
from tests.slack.fake_slack import TOKEN, FakeSlack


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (None, "Answering as stackguide in Acme"),
        ("invalid_auth", "Slack doesn't accept SLACK_BOT_TOKEN (invalid_auth)"),
        ("token_revoked", "SLACK_BOT_TOKEN belongs to an app that isn't in the workspace any more"),
    ],
)
def test_the_log_tells_at_the_start_whose_token_it_is(
    slack: FakeSlack, caplog: pytest.LogCaptureFixture, fault: str | None, told: str
) -> None:
    caplog.set_level(logging.INFO)
    if fault is not None:
        slack.identity_faults.append(fault)
    introduce(quiet_client(ApiSettings(TOKEN, slack.url)))
    (record,) = caplog.records
    assert record.getMessage().startswith(told)
    assert (record.levelno == logging.ERROR) == (fault is not None)
    assert TOKEN not in caplog.text


def test_without_a_network_the_log_says_so(caplog: pytest.LogCaptureFixture) -> None:
    introduce(quiet_client(ApiSettings("xoxb-any", "http://127.0.0.1:9/api/")))
    assert "Slack can't be reached: the connection is refused" in caplog.text
