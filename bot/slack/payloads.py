"""What we read of Slack's requests, typed at the edge.

Two layers of types. :class:`Shape` holds every field that Bolt reads while it works out whom a
request concerns; Bolt takes their types for granted. The rest is what our own code reads.
"""

import json
from typing import Annotated, Union
from urllib.parse import parse_qsl

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

Id = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_.-]{1,255}\Z")]


class Shape(Struct, frozen=True):
    """The fields that Bolt reads at any depth of a payload, whatever the payload is about."""

    type: str | None = None
    user: Union[str, "Shape", None] = None
    team: Union[str, "Shape", None] = None
    channel: Union[str, "Shape", None] = None
    enterprise: Union[str, "Shape", None] = None
    id: str | None = None
    user_id: str | None = None
    team_id: str | None = None
    channel_id: str | None = None
    enterprise_id: str | None = None
    user_team: str | None = None
    app_installed_team_id: str | None = None
    thread_ts: str | None = None
    response_url: str | None = None
    function_execution_id: str | None = None
    bot_access_token: str | None = None
    authorizations: list["Shape"] | None = None
    actions: list["Shape"] | None = None
    response_urls: list["Shape"] | UnsetType = UNSET
    event: Union["Shape", None] = None
    message: Union["Shape", None] = None
    previous_message: Union["Shape", None] = None
    item: Union["Shape", None] = None
    view: Union["Shape", None] = None
    assistant_thread: Union["Shape", None] = None
    function_data: Union["Shape", None] = None


class Typed(Struct, frozen=True):
    """Anything that must name its type."""

    type: str


class Challenge(Struct, frozen=True):
    """Slack asks whether a request URL is ours."""

    challenge: str


class AnyEvent(Struct, frozen=True):
    """The envelope of an event of any type."""

    event: Typed


class Authorization(Struct, frozen=True):
    """An installation that an event is delivered for; of a bot, ``user_id`` is the bot's."""

    user_id: str | None = None
    is_bot: bool | None = None


class Mention(Struct, frozen=True):
    """An ``app_mention`` event: a message that names the bot. ``text`` is Slack's mrkdwn."""

    channel: Id
    ts: Id
    user: str = ""
    text: str = ""
    thread_ts: Id | None = None
    bot_id: str | None = None
    subtype: str | None = None


class MentionCallback(Struct, frozen=True):
    """The envelope of a mention; ``team_id`` is the workspace that the bot answers in."""

    team_id: Id
    event: Mention
    authorizations: list[Authorization] | None = None

    @property
    def by_a_person(self) -> bool:
        """Whether a person wrote the message: neither a bot, nor Slack, nor we ourselves."""
        ours = {one.user_id for one in self.authorizations or () if one.is_bot}
        event = self.event
        return not event.bot_id and not event.subtype and event.user not in ours


class Command(Struct, frozen=True):
    """A slash command as typed; ``text`` is what stands behind ``command``, in mrkdwn."""

    command: str
    text: str = ""


def check_payload(payload: object) -> None:
    """Check an event or interaction; raises :class:`ValueError` where its shape is wrong.

    Right is what Bolt takes for granted and we read.
    """
    msgspec.convert(payload, Shape)
    kind = msgspec.convert(payload, Typed).type
    if kind == "url_verification":
        msgspec.convert(payload, Challenge)
    elif kind == "event_callback" and _is_mention(payload):
        msgspec.convert(payload, MentionCallback)


def _is_mention(payload: object) -> bool:
    return msgspec.convert(payload, AnyEvent).event.type == "app_mention"


def check_command(fields: object) -> None:
    """Check a slash command. Raises as :func:`check_payload` does."""
    msgspec.convert(fields, Shape)
    msgspec.convert(fields, Command)


def check_json(text: str) -> None:
    """Check a JSON body: an event, or Slack's verification of our URL.

    Raises :class:`ValueError` (also of msgspec) if it isn't JSON or not of the shape that Bolt
    and we read, and :class:`RecursionError` if it is nested beyond reason.
    """
    check_payload(json.loads(text))  # the parser that Bolt uses, so that both accept the same


def check_form(text: str) -> None:
    """Check a form body: a slash command, an interaction or Slack's check of our certificate.

    Raises as :func:`check_json` does.
    """
    if text.startswith("{"):  # Bolt would take it for JSON
        raise ValueError("a form doesn't begin with a brace")
    fields = dict(parse_qsl(text, keep_blank_values=True))
    if "payload" in fields:
        check_json(fields["payload"])
    elif "ssl_check" not in fields:
        check_command(fields)
