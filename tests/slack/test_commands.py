"""``/stack``: answered privately, in the response itself, without a call to Slack."""

import pytest

from bot.slack.commands import question_of
from tests.slack.block_kit_limits import check_response
from tests.slack.driver import Driver
from tests.slack.fake_slack import FakeSlack
from tests.slack.requests import FORM, Bot


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("compare postgres mongo for transactions", "PostgreSQL"),
        ("compare postgres vs mongo for transactions", "PostgreSQL"),
        ("compare redis, memcached", "Redis"),
        ("which db for transactions", "MySQL"),
        ("what redis", "Redis is"),
        (
            "when redis",
            "Take Redis beside your database",
        ),
        ("*what* is `redis`?", "Redis is"),
        ("help", "I answer questions about backend technology"),
        ("", "I answer questions about backend technology"),
        ("why is the sky blue", "That is outside what I know"),
        ("alternatives express", "In place of Express.js:"),
        ("alternatives to express", "In place of Express.js:"),
        ("list databases", "I know 51 databases."),
        ("list", "I know 3"),
        (
            "ask which db for transactions?",
            "Take PostgreSQL for constraints checked at commit",
        ),
        ("ask compare postgres mongo", "PostgreSQL"),
    ],
)
def test_a_command_is_answered_in_the_response(
    bot: Driver, slack: FakeSlack, text: str, expected: str
) -> None:
    response = bot.command(text)
    assert response.status == 200
    assert expected in check_response(response.json()).text
    assert slack.calls == []


def test_a_command_may_speak_of_a_payload(bot: Driver) -> None:
    # Bolt alone takes this form for an interaction without a payload, and drops it.
    response = bot.command("what is redis, and payload=x?")
    assert "Redis" in check_response(response.json()).text


def test_a_command_pings_nobody(bot: Driver) -> None:
    response = bot.command("compare <!channel> &lt;@U1&gt; &amp;FrobnicateDB vs redis")
    check_response(response.json())


def test_a_command_of_another_name_is_accepted(bot: Driver) -> None:
    response = bot.command("what is redis", name="/other")
    assert (response.status, response.body) == (200, b"")


def test_a_command_that_fails_gets_an_apology(bot: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.slack.answering.render_block_kit", fail)
    response = bot.command("what is redis")
    assert response.status == 200
    assert check_response(response.json()).text.startswith("Sorry")


def test_checks_of_the_certificate_are_accepted(http: Bot) -> None:
    assert http.send(b"ssl_check=1&token=x", FORM).status == 200


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("compare postgres mongo", "compare postgres vs mongo"),
        ("Compare Node.js C++ for raw speed", "compare Node.js vs C++ for raw speed"),
        ("compare postgres vs mongo", "compare postgres vs mongo"),
        ("compare postgres and mongo", "compare postgres and mongo"),
        ("compare postgres, mongo", "compare postgres, mongo"),
        ("compare sql server with mongo", "compare sql server with mongo"),
        ("what redis", "what is redis"),
        ("what apache kafka", "what is apache kafka"),
        ("what is redis", "what is redis"),
        ("what about redis", "what about redis"),
        ("when redis", "when should we use redis"),
        ("when to use redis", "when to use redis"),
        ("which db for transactions", "which db for transactions"),
        ("alternatives express", "what are alternatives to express?"),
        ("alternatives express?", "what are alternatives to express?"),
        ("alternatives node js", "what are alternatives to node js?"),
        ("alternatives to express", "alternatives to express"),
        ("list databases", "list databases"),
        ("list", "list"),
        ("ask which db for transactions?", "which db for transactions?"),
        ("Ask: compare postgres mongo", "compare postgres vs mongo"),
        ("ask what redis", "what is redis"),
        ("asking", "asking"),
        ("ask", "help"),
        ("ask help", "help"),
        ("compare", "help"),
        ("which", "help"),
        ("what", "help"),
        ("when", "help"),
        ("alternatives", "help"),
        ("", "help"),
        ("HELP", "help"),
        ("redis", "redis"),
    ],
)
def test_short_forms_become_questions(text: str, question: str) -> None:
    assert question_of(text) == question


def test_a_private_answer_can_be_shared(bot: Driver, slack: FakeSlack) -> None:
    response = slack.show_response(bot.command("which db for transactions").json())
    assert "share" in {
        element["action_id"]
        for block in response.blocks
        for element in block.get("elements", ())
        if "action_id" in element
    }
