"""What the bot answers in Slack: each listener parses, asks, renders and sends.

:data:`LISTENERS` is the one table of them, with what each needs of the Slack app.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus

import msgspec
from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.ask import Guide
from bot.slack.answering import APOLOGY, say
from bot.slack.commands import HELP, question_of
from bot.slack.markup import plain_text
from bot.slack.once import Once, Turn
from bot.slack.payloads import Command, MentionCallback
from bot.slack.posting import Posting, post
from bot.slack.threads import Threads

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Desk:
    """What listeners work with: the guide, and what this process remembers of its work."""

    guide: Guide
    threads: Threads = field(default_factory=Threads)
    once: Once = field(default_factory=Once)


class Surface(Enum):
    """Where in Slack something happens that we listen to."""

    EVENT = "event"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Listener:
    """A row of the table: what is listened to, the bot scopes it takes, and who answers."""

    surface: Surface
    name: str
    scopes: tuple[str, ...]
    handle: Callable[[Desk, Body, WebClient], BoltResponse]


def answer_mention(desk: Desk, body: Body, client: WebClient) -> BoltResponse:
    """Answer a person's mention in its thread, once.

    200 tells Slack that the message is dealt with; 503 asks for it again.
    """
    callback = msgspec.convert(body, MentionCallback)
    if not callback.by_a_person:
        return _status(HTTPStatus.OK)
    key = (callback.team_id, callback.event.channel, callback.event.ts)
    turn = desk.once.take(key)
    if turn is not Turn.YOURS:
        return _status(HTTPStatus.OK if turn is Turn.DONE else HTTPStatus.SERVICE_UNAVAILABLE)
    posting = Posting.DOUBTFUL
    try:
        posting = _reply(desk, callback, client)
    finally:  # also when something unforeseen is raised, the claim isn't kept for ever
        if failed := posting in {Posting.LATER, Posting.DOUBTFUL}:
            desk.once.failed(key, doubtful=posting is Posting.DOUBTFUL)
        else:
            desk.once.done(key)
    return _status(HTTPStatus.SERVICE_UNAVAILABLE if failed else HTTPStatus.OK)


def answer_command(desk: Desk, body: Body, _client: WebClient) -> BoltResponse:
    """Answer a slash command privately, in the response to the request itself."""
    command = msgspec.convert(body, Command)
    said = say(desk.guide, question_of(plain_text(command.text)))
    return BoltResponse(
        status=HTTPStatus.OK.value, body={"response_type": "ephemeral", **said.message}
    )


def _reply(desk: Desk, callback: MentionCallback, client: WebClient) -> Posting:
    """Post the answer to a mention, or an apology where Slack doesn't take the answer."""
    mention = callback.event
    thread_ts = mention.thread_ts or mention.ts
    thread = (callback.team_id, mention.channel, thread_ts)
    said = say(desk.guide, plain_text(mention.text) or HELP, desk.threads.get(thread))
    posting = post(client, mention.channel, thread_ts, said.message)
    if posting is Posting.REFUSED:
        posting = post(client, mention.channel, thread_ts, APOLOGY)
    elif posting is Posting.SENT and said.context:
        desk.threads.put(thread, said.context)
    return posting


def _status(status: HTTPStatus) -> BoltResponse:
    return BoltResponse(status=status.value)


LISTENERS = (
    Listener(Surface.EVENT, "app_mention", ("app_mentions:read", "chat:write"), answer_mention),
    Listener(Surface.COMMAND, "/stack", ("commands",), answer_command),
)
"""All that the bot listens to."""
