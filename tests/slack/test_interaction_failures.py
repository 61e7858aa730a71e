"""Slack fails while somebody presses a button: they are told, or Slack shows them a warning."""

import logging
from collections.abc import Callable

import pytest

from bot.ask import Guide
from bot.settings import HttpSettings
from bot.slack.desk import Desk
from bot.slack.responding import is_slacks
from bot.slack.server import build_wsgi
from tests.slack.driver import Driver
from tests.slack.fake_slack import FakeSlack, Fault, Lost, Shown, ShownView, Status
from tests.slack.payloads import USER
from tests.slack.requests import Bot
from tests.slack.test_failures import DOUBTFUL, FOR_GOOD, PASSING, UNFIT

QUESTION = "which db for transactions?"
USED = Status(404, '{"ok":false,"error":"used_url"}')
UNRESPONSIVE: list[Fault] = [
    USED,
    Status(404, '{"ok":false,"error":"expired_url"}'),
    Status(404, "no_service"),
    Status(500),
    Status(503, ""),
    Status(429, "", (("Retry-After", "60"),)),
    Status(200),  # HTML
    Status(200, '{"ok":false,"error":"internal_error"}'),
]
"""How a response_url fails without the response being shown."""
UNFIT_RESPONSES: list[Fault] = [Status(400, "invalid_blocks"), Status(200, '{"error":"no_text"}')]
OK = 200  # anything else, and Slack shows who pressed a warning


def in_thread(bot: Driver, slack: FakeSlack) -> Shown:
    bot.mention(QUESTION)
    return slack.shown[-1]


def privately(bot: Driver, slack: FakeSlack) -> Shown:
    return slack.show_response(bot.command(QUESTION).json())


def home(bot: Driver, slack: FakeSlack) -> ShownView:
    bot.home()
    return slack.homes[USER]


def modal(bot: Driver, slack: FakeSlack) -> ShownView:
    bot.press(home(bot, slack), "ask.example0")
    return slack.modals[-1]


@pytest.mark.parametrize("fault", [*PASSING, *DOUBTFUL], ids=str)
def test_who_presses_is_told_and_may_press_again(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    shown = in_thread(bot, slack)
    slack.faults.extend([fault] * 3)
    for _ in range(3):
        assert bot.press(shown, "ask.why").status == OK
        told = slack.shown[-1]
        assert told.private
        assert told.text.startswith("Slack didn't take my answer just now")
    assert "Posting in C0STACK failed" in caplog.text
    assert bot.press(shown, "ask.why").status == OK
    assert slack.posted[-1].text.startswith("Asked: why")


@pytest.mark.parametrize("code", FOR_GOOD)
def test_where_nothing_can_be_posted_the_answer_is_private(
    bot: Driver, slack: FakeSlack, code: str
) -> None:
    shown = in_thread(bot, slack)
    slack.faults.append(code)
    assert bot.press(shown, "ask.why").status == OK
    assert (slack.shown[-1].private, slack.shown[-1].text[:10]) == (True, "Asked: why")


@pytest.mark.parametrize("code", UNFIT)
def test_an_answer_whose_blocks_slack_refuses_comes_as_text_or_becomes_an_apology(
    bot: Driver, slack: FakeSlack, code: str
) -> None:
    shown = in_thread(bot, slack)
    slack.faults.append(code)
    assert bot.press(shown, "ask.why").status == OK
    assert slack.posted[-1].text.startswith("Asked: ")
    assert slack.posted[-1].blocks is None
    slack.faults.extend([code, code])
    assert bot.press(shown, "ask.more").status == OK
    assert slack.posted[-1].text.startswith("Sorry")


@pytest.mark.parametrize("fault", UNRESPONSIVE, ids=lambda fault: str(fault)[:60])
def test_where_nothing_can_be_told_slack_warns(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    shown = in_thread(bot, slack)
    slack.faults.append("ratelimited")
    slack.response_faults.append(fault)
    assert bot.press(shown, "ask.why").status != OK
    assert slack.shown == [shown]
    assert "A response failed" in caplog.text
    assert bot.press(shown, "ask.why").status == OK
    assert len(slack.posted) == 2


@pytest.mark.parametrize("fault", UNRESPONSIVE, ids=lambda fault: str(fault)[:60])
def test_a_private_answer_that_fails(bot: Driver, slack: FakeSlack, fault: Fault) -> None:
    shown = privately(bot, slack)
    slack.response_faults.append(fault)
    assert bot.press(shown, "ask.why").status == OK
    assert slack.shown[-1].text.startswith("Slack didn't take my answer just now")
    slack.response_faults.extend([fault] * 2)
    assert bot.press(shown, "ask.next0").status != OK
    assert bot.press(shown, "ask.next0").status == OK
    assert slack.shown[-1].text.startswith("Asked: when should we use")


@pytest.mark.parametrize("fault", UNFIT_RESPONSES, ids=str)
def test_a_private_answer_whose_blocks_slack_refuses_comes_as_text(
    bot: Driver, slack: FakeSlack, fault: Fault
) -> None:
    shown = privately(bot, slack)
    slack.response_faults.append(fault)
    assert bot.press(shown, "ask.why").status == OK
    assert slack.shown[-1].text.startswith("Asked: ")
    slack.response_faults.extend([fault, fault])
    assert bot.press(shown, "ask.more").status == OK
    assert slack.shown[-1].text.startswith("Sorry")


@pytest.mark.parametrize("fault", [*UNRESPONSIVE, *UNFIT_RESPONSES], ids=lambda one: str(one)[:60])
def test_what_cannot_be_shared_stays_private(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    shown = privately(bot, slack)
    slack.faults.extend(["not_in_channel"] * 2)
    slack.response_faults.append(fault)
    assert bot.press(shown, "share").status == OK
    told = slack.shown[-1]
    assert told.private
    assert told.text.startswith("Slack didn't take that for the channel")
    assert not shown.deleted
    assert "A response failed" in caplog.text
    slack.response_faults.extend([fault] * 2)
    assert bot.press(shown, "share").status != OK
    assert not shown.deleted
    assert all(one.private for one in slack.shown)


def test_what_may_have_been_shared_is_for_the_person_to_see(bot: Driver, slack: FakeSlack) -> None:
    shown = privately(bot, slack)
    slack.faults.append(Lost.RESET)
    assert bot.press(shown, "share").status == OK
    assert [one.private for one in slack.shown] == [True, False, True]
    assert slack.shown[-1].text.endswith("If you don't see it there in a moment, press again.")
    assert not shown.deleted


@pytest.mark.parametrize("fault", UNRESPONSIVE, ids=lambda fault: str(fault)[:60])
def test_a_private_answer_that_stays_after_sharing_is_only_logged(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    shown = privately(bot, slack)
    slack.response_faults.append(fault)
    assert bot.press(shown, "share").status == OK
    assert not shown.deleted
    assert slack.response_faults == type(slack.response_faults)()
    assert "A response failed" in caplog.text


@pytest.mark.parametrize("fault", ["expired_trigger_id", "exchanged_trigger_id", *PASSING], ids=str)
def test_a_modal_that_cannot_be_opened(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    shown = home(bot, slack)
    slack.view_faults.append(fault)
    assert bot.press(shown, "ask.example0").status != OK
    assert slack.modals == []
    assert "Opening a modal failed" in caplog.text
    slack.view_faults.append(fault)
    assert bot.select(shown, "Redis").status != OK


@pytest.mark.parametrize("fault", [*PASSING, *DOUBTFUL, "invalid_auth"], ids=str)
def test_a_modal_that_cannot_be_updated(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    shown = modal(bot, slack)
    slack.view_faults.append(fault)
    assert bot.press(shown, "ask.why").status != OK
    assert "Updating a modal failed" in caplog.text


@pytest.mark.parametrize("code", ["hash_conflict", "not_found"])
def test_a_modal_that_moved_on_needs_no_update(bot: Driver, slack: FakeSlack, code: str) -> None:
    shown = modal(bot, slack)
    slack.view_faults.append(code)
    assert bot.press(shown, "ask.why").status == OK


@pytest.mark.parametrize("code", ["view_too_large", "invalid_arguments"])
@pytest.mark.parametrize(("where", "button"), [(home, "ask.example0"), (modal, "ask.why")])
def test_a_modal_that_slack_refuses_becomes_an_apology(
    bot: Driver,
    slack: FakeSlack,
    code: str,
    where: Callable[[Driver, FakeSlack], ShownView],
    button: str,
) -> None:
    shown = where(bot, slack)
    slack.view_faults.append(code)
    assert bot.press(shown, button).status == OK
    assert slack.modals[-1].blocks[0]["text"]["text"].startswith("Sorry")


@pytest.mark.parametrize(
    ("faults", "status"),
    [
        *(([fault], 503) for fault in [*PASSING, *DOUBTFUL]),
        (["invalid_auth"], 200),
        (["not_enabled"], 200),
        (["view_too_large", "view_too_large"], 200),
        (["view_too_large", "ratelimited"], 503),
    ],
    ids=str,
)
def test_a_home_that_cannot_be_published(
    bot: Driver,
    slack: FakeSlack,
    caplog: pytest.LogCaptureFixture,
    faults: list[Fault],
    status: int,
) -> None:
    slack.view_faults.extend(faults)
    assert bot.home().status == status
    assert "Publishing an App Home failed" in caplog.text
    assert bot.home().status == OK
    assert len(slack.homes[USER].blocks) > 5


def test_a_home_that_slack_refuses_becomes_an_apology(bot: Driver, slack: FakeSlack) -> None:
    slack.view_faults.append("view_too_large")
    assert bot.home().status == OK
    assert slack.homes[USER].blocks[0]["text"]["text"].startswith("Sorry")


@pytest.mark.parametrize("place", ["thread", "private", "modal", "home"])
def test_what_fails_unforeseen_is_told_and_logged(
    bot: Driver,
    slack: FakeSlack,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    place: str,
) -> None:
    where: dict[str, Callable[[Driver, FakeSlack], Shown | ShownView]]
    where = {"thread": in_thread, "private": privately, "modal": modal, "home": home}
    shown = where[place](bot, slack)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.slack.buttons.ask_again", fail)
    action = "ask.example0" if place == "home" else "ask.why"
    assert bot.press(shown, action).status == OK
    if isinstance(shown, Shown):
        assert (slack.shown[-1].private, slack.shown[-1].text[:5]) == (True, "Sorry")
    else:
        assert slack.modals[-1].blocks[0]["text"]["text"].startswith("Sorry")
    assert "ZeroDivisionError" in caplog.text
    slack.response_faults.append(USED)
    slack.view_faults.append("ratelimited")
    if place in {"thread", "private", "home"}:
        assert bot.press(shown, action).status != OK


def test_what_fails_while_posting_leaves_the_button_usable(
    bot: Driver, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = in_thread(bot, slack)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("bot.slack.buttons.post_answer", fail)
        bot.press(shown, "ask.why")
    bot.press(shown, "ask.why")
    assert slack.posted[-1].text.startswith("Asked: why")


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://hooks.slack.com/actions/T0/1/x", True),
        ("https://hooks.slack.com/commands/T0/1/x", True),
        ("http://hooks.slack.com/actions/T0/1/x", False),
        ("https://hooks.slack.com.evil.example/actions", False),
        ("https://evil.example/hooks.slack.com", False),
        ("https://hooks.slack.com@evil.example/", False),
        ("https://hooks.slack.com:8443/", False),
        ("https://hooks.slack.com\\@evil.example/", False),
        ("https://slack.com/api/", False),
        ("file:///etc/passwd", False),
        ("//hooks.slack.com/x", False),
        ("https://[hooks", False),
        ("http://127.0.0.1:80/x", False),
        ("", False),
    ],
)
def test_only_slack_is_responded_to(url: str, fine: bool) -> None:  # noqa: FBT001
    assert is_slacks(url, "https://slack.com/api/") is fine


def test_a_stand_in_is_responded_to_at_its_own_origin_alone() -> None:
    api = "http://127.0.0.1:8080/api/"
    assert is_slacks("http://127.0.0.1:8080/actions/T0/1", api)
    assert not is_slacks("http://127.0.0.1:8081/actions/T0/1", api)
    assert not is_slacks("https://127.0.0.1:8080/actions/T0/1", api)


@pytest.mark.parametrize("action_id", ["ask.why", "share", "rate"])
def test_another_host_is_never_asked(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture, action_id: str
) -> None:
    shown = privately(bot, slack)
    slack.faults.append("not_in_channel")
    with FakeSlack() as elsewhere:
        url = elsewhere.new_url(shown)
        choice = "up" if action_id == "rate" else ""
        assert bot.press(shown, action_id, choice, response_url=url).status != OK
        assert elsewhere.responded == []
        assert url not in caplog.text
    assert not shown.deleted
    assert "without a response_url of Slack's" in caplog.text


def test_a_press_that_nobody_is_told_of_is_no_failure_of_the_server(
    http: Bot, slack: FakeSlack
) -> None:
    shown = home(http, slack)
    slack.view_faults.append("expired_trigger_id")
    assert http.press(shown, "ask.example0").status == 424


def test_a_response_that_hangs_is_given_up(
    settings: HttpSettings,
    desk: Desk,
    slack: FakeSlack,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("bot.slack.app.API_TIMEOUT", 0.05)
    bot = Bot(build_wsgi(settings, desk))
    shown = privately(bot, slack)
    slack.response_faults.extend([Lost.HANG, Lost.HANG])
    assert bot.press(shown, "ask.why").status != OK
    assert "TimeoutError" in caplog.text


def test_nothing_confidential_is_logged(
    bot: Driver,
    slack: FakeSlack,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    shown = slack.show_response(bot.command("compare CanaryDB vs redis").json())
    view = modal(bot, slack)
    for fault in [*UNRESPONSIVE, *UNFIT_RESPONSES, Lost.RESET]:
        slack.response_faults.extend([fault] * 2)
        bot.press(shown, "share")
        slack.response_faults.extend([fault] * 2)
        bot.press(shown, "rate", "up")
        slack.view_faults.append("ratelimited")
        bot.press(view, "ask.why")
    slack.response_faults.clear()

    def fail(_guide: Guide, question: object) -> None:
        raise KeyError(question)

    monkeypatch.setattr("bot.slack.buttons.ask_again", fail)
    bot.press(shown, "share")
    assert "KeyError" in caplog.text
    for secret in ("CanaryDB", "/actions/", "xoxb-", "deprecated-token", "U0ANN", ".abc"):
        assert secret not in caplog.text
