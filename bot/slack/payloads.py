"""What we read of Slack's requests, typed at the edge.

Two layers of types. :class:`Shape` holds every field that Bolt reads while it works out whom a
request concerns; Bolt takes their types for granted. The rest is what our own code reads.
"""

import json
from collections.abc import Mapping
from typing import Annotated, Union
from urllib.parse import parse_qsl

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from bot.shapes import learn

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


class Message(Struct, frozen=True):
    """A message as an ``app_mention`` or ``message`` event tells of it; ``text`` is mrkdwn.

    A ``message`` event may as well tell of an edit, a deletion or a topic: ``subtype`` says so.
    """

    type: str
    channel: Id
    ts: Id
    user: str | None = None
    text: str | None = None
    thread_ts: Id | None = None
    channel_type: str | None = None
    bot_id: str | None = None
    subtype: str | None = None
    hidden: bool | None = None
    edited: object = None


class MessageCallback(Struct, frozen=True):
    """The envelope of a message; ``team_id`` is the workspace that the bot answers in.

    An externally shared channel is one of Slack Connect, with people of other organisations.
    """

    team_id: Id
    event: Message
    authorizations: list[Authorization] | None = None
    is_ext_shared_channel: bool | None = None

    @property
    def is_for_us(self) -> bool:
        """Whether a person wrote it to the bot: in a mention, or in a direct message."""
        event = self.event
        return self._by_a_person and (event.type == "app_mention" or event.channel_type == "im")

    @property
    def _by_a_person(self) -> bool:
        """Whether it was written by a person: neither by a bot, nor by Slack, nor by ourselves."""
        event = self.event
        ours = {one.user_id for one in self.authorizations or () if one.is_bot}
        written = event.subtype in _WRITTEN and not event.bot_id and not event.hidden
        return written and bool(event.user) and event.user not in ours


_WRITTEN = frozenset({None, "file_share", "me_message", "thread_broadcast"})
"""The subtypes of new messages: plain, with files, from a thread also sent to its channel."""


class Person(Struct, frozen=True):
    """Who pressed something; older payloads have ``username`` where newer have ``name``."""

    id: Id
    name: str | None = None
    username: str | None = None
    team_id: Id | None = None


class Team(Struct, frozen=True):
    """A workspace."""

    id: Id


class Container(Struct, frozen=True):
    """Where something was pressed."""

    type: str
    is_ephemeral: bool | None = None
    channel_id: Id | None = None
    message_ts: Id | None = None
    thread_ts: Id | None = None


class PressedMessage(Struct, frozen=True):
    """The message in which something was pressed, where all can see it."""

    thread_ts: Id | None = None


class View(Struct, frozen=True):
    """The modal or App Home in which something was pressed; ``hash`` names its state."""

    id: Id
    type: str
    hash: str | None = None
    private_metadata: str = ""


class Option(Struct, frozen=True):
    """What was chosen in a menu."""

    value: str


class Action(Struct, frozen=True):
    """A button or menu that was used; a button has a ``value``, a menu its choice."""

    action_id: str
    block_id: str = ""
    value: str | None = None
    selected_option: Option | None = None


class Press(Struct, frozen=True):
    """A ``block_actions`` interaction: somebody pressed a button or chose from a menu.

    ``team`` is ``None`` where the app is installed for a whole organisation.
    """

    user: Person
    container: Container
    actions: Annotated[list[Action], Meta(min_length=1)]
    trigger_id: str | None = None
    response_url: str | None = None
    team: Team | None = None
    message: PressedMessage | None = None
    view: View | None = None

    @property
    def action(self) -> Action:
        """What was pressed; Slack sends one at a time."""
        return self.actions[0]

    @property
    def value(self) -> str:
        """What the button carries, or what was chosen; empty if a choice was taken back."""
        chosen = self.action.selected_option
        return (self.action.value if chosen is None else chosen.value) or ""

    @property
    def team_id(self) -> str:
        """The workspace of who pressed."""
        return self.team.id if self.team is not None else self.user.team_id or ""

    @property
    def thread_ts(self) -> str | None:
        """The thread that the message stands in; one that only begins a thread is in none."""
        told = (self.message and self.message.thread_ts) or self.container.thread_ts
        return None if told == self.container.message_ts else told


class Shortcut(Struct, frozen=True):
    """A shortcut that somebody chose; ``message`` is what it was chosen for, if anything."""

    callback_id: str
    trigger_id: str
    message: Union["ShortcutMessage", None] = None


class ShortcutMessage(Struct, frozen=True):
    """A message that a shortcut was chosen for; ``text`` is mrkdwn."""

    text: str | None = None


class Choice(Struct, frozen=True):
    """What a field of a form holds when it is sent; the kind of field says where."""

    value: str | None = None
    selected_option: Option | None = None
    selected_options: list[Option] | None = None
    selected_conversations: list[str] | None = None


class FormState(Struct, frozen=True):
    """What a form holds, by block and action."""

    values: dict[str, dict[str, Choice]] = {}


class Form(Struct, frozen=True):
    """A form as sent; ``previous_view_id`` is the modal that it stands over, if over any."""

    callback_id: str
    private_metadata: str = ""
    previous_view_id: str | None = None
    state: FormState = FormState()


class ResponseUrl(Struct, frozen=True):
    """Where to post in a conversation that was chosen in a form."""

    channel_id: Id
    response_url: str


class Submission(Struct, frozen=True):
    """A ``view_submission``: somebody sent a form."""

    user: Person
    view: Form
    team: Team | None = None
    response_urls: list[ResponseUrl] = []

    @property
    def team_id(self) -> str:
        """The workspace of who sent it."""
        return self.team.id if self.team is not None else self.user.team_id or ""

    def has(self, block_id: str) -> bool:
        """Tell whether the form has a field."""
        return block_id in self.view.state.values

    def text(self, block_id: str) -> str:
        """Return what was written into a field."""
        return self._field(block_id).value or ""

    def chosen(self, block_id: str) -> str:
        """Return the value of what was chosen in a field, or nothing."""
        option = self._field(block_id).selected_option
        return "" if option is None else option.value

    def all_chosen(self, block_id: str) -> tuple[str, ...]:
        """Return the values of all that was ticked in a field."""
        return tuple(option.value for option in self._field(block_id).selected_options or ())

    def conversations(self, block_id: str) -> tuple[str, ...]:
        """Return the ids of the channels that were chosen in a field, each once."""
        return tuple(dict.fromkeys(self._field(block_id).selected_conversations or ()))

    def _field(self, block_id: str) -> Choice:
        return next(iter(self.view.state.values.get(block_id, {}).values()), Choice())


class Suggestion(Struct, frozen=True):
    """A ``block_suggestion``: somebody types into a picker."""

    action_id: str
    value: str = ""


class HomeOpened(Struct, frozen=True):
    """An ``app_home_opened`` event; ``tab`` is "home", or "messages" for the conversation."""

    user: Id
    tab: str | None = None
    channel: Id | None = None


class HomeCallback(Struct, frozen=True):
    """The envelope of an ``app_home_opened`` event."""

    event: HomeOpened
    team_id: Id


class Command(Struct, frozen=True):
    """A slash command as typed; ``text`` is what stands behind ``command``, in mrkdwn."""

    command: str
    team_id: Id
    user_id: Id | None = None
    text: str = ""


_EVENTS: dict[str, type[Struct]] = {
    "app_mention": MessageCallback,
    "message": MessageCallback,
    "app_home_opened": HomeCallback,
}
_PAYLOADS: dict[str, type[Struct]] = {
    "url_verification": Challenge,
    "block_actions": Press,
    "shortcut": Shortcut,
    "message_action": Shortcut,
    "view_submission": Submission,
    "block_suggestion": Suggestion,
}
"""What we read of each type; other types are let through for Bolt to leave alone."""

learn(Shape, Typed, AnyEvent, Command, *_EVENTS.values(), *_PAYLOADS.values())


def check_payload(payload: object) -> None:
    """Check an event or interaction; raises :class:`ValueError` where its shape is wrong.

    Right is what Bolt takes for granted and we read.
    """
    msgspec.convert(payload, Shape)
    kind = msgspec.convert(payload, Typed).type
    if kind == "event_callback":
        shape = _EVENTS.get(msgspec.convert(payload, AnyEvent).event.type)
    else:
        shape = _PAYLOADS.get(kind)
    if shape is not None:
        msgspec.convert(payload, shape)


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


def check_command(fields: object) -> None:
    """Check the fields of a slash command; raises as :func:`check_payload` does."""
    msgspec.convert(fields, Shape)
    msgspec.convert(fields, Command)


def team_of(payload: Mapping[str, object]) -> str:
    """Return the workspace that any payload is about, for the log; empty if it names none."""
    team = payload.get("team_id") or payload.get("team")
    if isinstance(team, Mapping):
        team = team.get("id")
    return team if isinstance(team, str) else ""
