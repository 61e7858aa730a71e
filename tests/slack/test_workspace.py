"""Settings in the App Home: who gets them, what they change, and what they refuse."""

import json
from collections import deque
from typing import Any, cast

import pytest

from bot.errors import StateError
from bot.state.store import Store, Workspace
from tests.slack.driver import Driver
from tests.slack.fake_slack import TEAM, FakeSlack, Fault, Lost, ShownView, Status, Unheard
from tests.slack.payloads import USER
from tests.slack.test_home import opened, text_of

ADMIN = {"is_admin": True}
DECIDED = Workspace(
    keep_questions=True,
    keep_days=30,
    keep_recent=True,
    shared_channels=True,
    channels=("C0ONE", "G0TWO"),
)
FIELDS: dict[str, object] = {
    "channels": ["C0ONE", "G0TWO"],
    "shared": ["shared_channels"],
    "kept": ["keep_questions", "keep_recent"],
    "days": "30",
}


def has_settings(home: ShownView) -> bool:
    return '"settings"' in json.dumps(home.view)


def form(bot: Driver, slack: FakeSlack) -> ShownView:
    slack.people[USER] = ADMIN
    assert bot.press(opened(bot, slack), "settings").status == 200
    return slack.modals[-1]


def element(shown: ShownView, block_id: str) -> dict[str, Any]:
    (block,) = (one for one in shown.blocks if one["block_id"] == block_id)
    return cast("dict[str, Any]", block["element"])


def errors(bot: Driver, shown: ShownView, **fields: object) -> dict[str, str]:
    response = bot.submit(shown, **{**FIELDS, **fields}).json()
    assert response["response_action"] == "errors"
    return cast("dict[str, str]", response["errors"])


@pytest.mark.parametrize(
    ("person", "decides"),
    [
        ({"is_admin": True}, True),
        ({"is_owner": True}, True),
        ({"is_admin": True, "team_id": "E0", "enterprise_user": {"teams": [TEAM]}}, True),
        ({}, False),
        ({"is_admin": True, "deleted": True}, False),
        ({"is_admin": True, "is_stranger": True}, False),
        ({"is_admin": True, "team_id": "T0OTHER"}, False),
        ({"is_admin": True, "id": "U0BOB"}, False),
        ({"is_admin": "yes"}, False),
    ],
    ids=str,
)
def test_admins_alone_get_the_settings(
    bot: Driver, slack: FakeSlack, person: dict[str, object], *, decides: bool
) -> None:
    slack.people[USER] = person
    assert has_settings(opened(bot, slack)) is decides


def test_slack_is_asked_once_in_a_while_who_is_an_admin(bot: Driver, slack: FakeSlack) -> None:
    for _ in range(3):
        opened(bot, slack)
    assert [call.method for call in slack.calls].count("users.info") == 1


def test_what_slack_said_is_not_taken_for_ever(
    bot: Driver, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.admins.REMEMBERED", 0.0)
    monkeypatch.setattr("bot.slack.admins.REMEMBERED_SCOPE", 0.0)
    slack.people_faults.append("missing_scope")
    for person, decides in (({}, False), (ADMIN, True), ({}, False)):
        slack.people[USER] = dict(person)
        assert has_settings(opened(bot, slack)) is decides


def test_without_the_scope_nobody_gets_the_settings_and_the_log_says_so(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    slack.people[USER] = ADMIN
    slack.people_faults = deque(["missing_scope"] * 3)
    for _ in range(3):
        assert not has_settings(opened(bot, slack))
    assert caplog.text.count("the app lacks the scope users:read") == 1
    assert len(slack.people_faults) == 2


@pytest.mark.parametrize(
    "fault", ["ratelimited", "user_not_found", Status(500), Unheard.RESET, Lost.HANG], ids=str
)
def test_while_slack_does_not_tell_the_home_opens_without_them(
    bot: Driver, slack: FakeSlack, fault: Fault
) -> None:
    slack.people[USER] = ADMIN
    slack.people_faults.append(fault)
    assert not has_settings(opened(bot, slack))
    assert has_settings(opened(bot, slack))


def test_the_form_shows_what_is_decided(bot: Driver, slack: FakeSlack, store: Store) -> None:
    plain = form(bot, slack)
    assert "initial_conversations" not in element(plain, "channels")
    assert "initial_options" not in element(plain, "kept")
    assert element(plain, "days")["initial_value"] == "90"
    store.decide(TEAM, "operator", DECIDED)
    shown = form(bot, slack)
    assert element(shown, "channels")["initial_conversations"] == ["C0ONE", "G0TWO"]
    ticked = [
        *element(shown, "shared")["initial_options"],
        *element(shown, "kept")["initial_options"],
    ]
    assert [one["value"] for one in ticked] == ["shared_channels", "keep_questions", "keep_recent"]
    assert element(shown, "days")["initial_value"] == "30"


def test_what_an_admin_decides_is_stored_with_who_did(
    bot: Driver, slack: FakeSlack, store: Store
) -> None:
    response = bot.submit(form(bot, slack), **FIELDS)
    assert response.status == 200
    assert "Saved." in response.body.decode()
    assert store.workspace(TEAM) == DECIDED
    ((_, actor, action, detail),) = store.audit(TEAM)
    assert (actor, action) == (USER, "settings")
    assert "keep_days=30" in detail
    bot.submit(form(bot, slack), **FIELDS)  # nothing is changed, and nothing noted
    assert len(store.audit(TEAM)) == 1
    bot.submit(form(bot, slack), days="90")
    assert store.workspace(TEAM) == Workspace()


def test_the_home_shows_what_is_left_after_saving(
    bot: Driver, slack: FakeSlack, store: Store
) -> None:
    store.decide(TEAM, "operator", Workspace(keep_recent=True))
    bot.command("what is redis")
    shown = form(bot, slack)
    assert "You asked lately" in text_of(slack.homes[USER])
    bot.submit(shown, days="90")
    assert "You asked lately" not in text_of(slack.homes[USER])
    assert has_settings(slack.homes[USER])


@pytest.mark.parametrize(
    ("fields", "block", "told"),
    [
        ({"days": "0"}, "days", "from 1 to 3650"),
        ({"days": "3651"}, "days", "from 1 to 3650"),
        ({"days": None}, "days", "from 1 to 3650"),
        ({"days": "1.5"}, "days", "from 1 to 3650"),
        ({"days": "٣"}, "days", "from 1 to 3650"),
        ({"channels": ["D0ANN"]}, "channels", "only be told channels"),
        ({"channels": ["C0ONE", "x y"]}, "channels", "only be told channels"),
    ],
    ids=str,
)
def test_what_can_not_be_is_told_in_the_form(
    bot: Driver, slack: FakeSlack, store: Store, fields: dict[str, object], block: str, told: str
) -> None:
    assert told in errors(bot, form(bot, slack), **fields)[block]
    assert store.audit(TEAM) == []


@pytest.mark.parametrize(
    ("person", "fault", "told"),
    [
        ({}, None, "Only an admin or owner"),
        (ADMIN, "ratelimited", "Slack didn't tell me"),
        (ADMIN, "missing_scope", "I lack the permission users:read"),
    ],
    ids=str,
)
def test_the_right_is_checked_again(
    bot: Driver,
    slack: FakeSlack,
    store: Store,
    person: dict[str, object],
    fault: Fault | None,
    told: str,
) -> None:
    shown = form(bot, slack)
    slack.people[USER] = person
    if fault is not None:
        slack.people_faults.extend([fault, fault])
    assert told in errors(bot, shown)["channels"]
    assert store.workspace(TEAM) == Workspace()
    bot.press(slack.homes[USER], "settings")  # a button from before
    assert told in text_of(slack.modals[-1])


def test_what_was_changed_meanwhile_is_not_overwritten(
    bot: Driver, slack: FakeSlack, store: Store
) -> None:
    shown = form(bot, slack)
    store.decide(TEAM, "operator", Workspace(keep_days=7))
    assert "changed meanwhile" in errors(bot, shown)["channels"]
    assert store.workspace(TEAM) == Workspace(keep_days=7)
    bot.submit(form(bot, slack), **FIELDS)
    assert store.workspace(TEAM) == DECIDED


def test_with_the_store_away_nothing_is_shown_or_changed(
    bot: Driver, slack: FakeSlack, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StateError("away")

    monkeypatch.setattr("bot.slack.memory.PAUSE", 0.0)
    shown = form(bot, slack)
    with monkeypatch.context() as away:
        away.setattr(Store, "decide", fail)
        assert "couldn't save" in errors(bot, shown)["channels"]
    with monkeypatch.context() as away:
        away.setattr(Store, "workspace", fail)
        assert "couldn't save" in errors(bot, shown)["channels"]
        bot.press(slack.homes[USER], "settings")
        assert "can't look up the settings" in text_of(slack.modals[-1])
    assert store.audit(TEAM) == []


def test_a_home_that_can_not_be_shown_after_saving_costs_nothing(
    bot: Driver, slack: FakeSlack, store: Store
) -> None:
    shown = form(bot, slack)
    slack.view_faults.append(Status(500))
    assert bot.submit(shown, **FIELDS).status == 200
    assert store.workspace(TEAM) == DECIDED
