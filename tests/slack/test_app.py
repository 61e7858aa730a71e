"""How the Bolt app is set up."""

import os

import pytest

from bot.settings import HttpSettings
from bot.slack.app import create_app
from bot.slack.desk import Desk
from bot.slack.listeners import LISTENERS, Surface
from bot.slack.server import build_wsgi
from tests.slack.fake_slack import FakeSlack
from tests.slack.requests import Bot


def test_starting_makes_no_request(settings: HttpSettings, desk: Desk, slack: FakeSlack) -> None:
    create_app(settings.api, desk, settings.signing_secret)
    assert slack.calls == []


def test_variables_of_an_oauth_app_change_nothing(
    settings: HttpSettings,
    desk: Desk,
    slack: FakeSlack,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    given = {
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "x",
        "SLACK_BOT_TOKEN": "xoxb-other",
        "SLACK_VERIFICATION_TOKEN": "x",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert create_app(settings.api, desk, settings.signing_secret).oauth_flow is None
    bot = Bot(build_wsgi(settings, desk))
    assert bot.mention("what is redis").status == 200
    assert len(slack.posted) == 1
    assert caplog.records == []
    assert {name: os.environ[name] for name in given} == given


def test_the_table_names_what_a_manifest_needs() -> None:
    assert {(one.surface, one.name) for one in LISTENERS} == {
        (Surface.EVENT, "app_mention"),
        (Surface.EVENT, "message.im"),
        (Surface.EVENT, "app_home_opened"),
        (Surface.COMMAND, "/stack"),
        *((Surface.ACTION, name) for name in ("ask", "meant", "share", "rate", "look", "compare")),
        *((Surface.ACTION, name) for name in ("back", "settings")),
        (Surface.SHORTCUT, "ask"),
        (Surface.MESSAGE_SHORTCUT, "ask_message"),
        *((Surface.SUGGESTION, name) for name in ("pick", "pick_need", "look")),
        *((Surface.SUBMISSION, name) for name in ("ask_form", "reason_form")),
        *((Surface.SUBMISSION, name) for name in ("share_form", "settings_form")),
    }
    scopes = {scope for one in LISTENERS for scope in one.scopes}
    assert scopes == {"app_mentions:read", "chat:write", "commands", "im:history"}
