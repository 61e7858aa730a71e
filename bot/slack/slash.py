"""The slash command."""

from http import HTTPStatus

import msgspec
from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.rendering.block_kit import Surface
from bot.slack.answering import say
from bot.slack.commands import question_of
from bot.slack.desk import Body, Desk
from bot.slack.markup import plain_text
from bot.slack.payloads import Command
from bot.slack.telemetry import current


def answer_command(desk: Desk, body: Body, _client: WebClient) -> BoltResponse:
    """Answer a slash command privately, in the response to the request itself."""
    command = msgspec.convert(body, Command)
    said = say(desk.guide, question_of(plain_text(command.text)), surface=Surface.PRIVATE)
    desk.keep(command.team_id, command.user_id, said)
    current().outcome = "sent"
    return BoltResponse(
        status=HTTPStatus.OK.value, body={"response_type": "ephemeral", **said.message}
    )
