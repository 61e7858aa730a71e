"""All that the bot listens to: :data:`LISTENERS` is the one table."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.rendering.block_kit import ASK, COMPARE, LOOK, MEANT, RATE, SETTINGS, SHARE
from bot.rendering.forms import ASK_FORM, PICK, PICK_NEED, REASON_FORM, SHARE_FORM
from bot.rendering.settings import SETTINGS_FORM
from bot.rendering.trail import BACK
from bot.slack.buttons import ask, mean, rate, share, take_share
from bot.slack.desk import Body, Desk
from bot.slack.forms import (
    compare,
    open_ask_form,
    suggest_names,
    suggest_pages,
    suggest_purposes,
    take_question,
    take_reason,
)
from bot.slack.home import look, publish_home
from bot.slack.messages import answer_message
from bot.slack.slash import answer_command
from bot.slack.windows import back
from bot.slack.workspace import open_settings, take_settings


class Surface(Enum):
    """Where in Slack something happens that we listen to."""

    EVENT = "event"
    COMMAND = "command"
    ACTION = "action"
    SHORTCUT = "shortcut"  # anywhere in Slack
    MESSAGE_SHORTCUT = "message shortcut"
    SUBMISSION = "submission"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Listener:
    """A row of the table: what is listened to, the bot scopes it takes, and who answers.

    Without an optional scope the rest works; ``docs/slack.md`` tells what is missing then.

    An event has the name that it is subscribed to under; an action the one that its id begins
    with, up to a dot.
    """

    surface: Surface
    name: str
    scopes: tuple[str, ...]
    handle: Callable[[Desk, Body, WebClient], BoltResponse]
    optional_scopes: tuple[str, ...] = ()

    @property
    def event_type(self) -> str:
        """The type of the event as it is delivered: message.im comes as "message"."""
        return self.name.partition(".")[0]

    @property
    def action_ids(self) -> re.Pattern[str]:
        """The ids of the actions."""
        return re.compile(rf"\A{re.escape(self.name)}(?:\.|\Z)")


LISTENERS = (
    # What is asked most stands first: Bolt tries one after the other.
    Listener(Surface.COMMAND, "/stack", ("commands",), answer_command),
    Listener(Surface.EVENT, "app_mention", ("app_mentions:read", "chat:write"), answer_message),
    Listener(Surface.EVENT, "message.im", ("im:history", "chat:write"), answer_message),
    Listener(Surface.EVENT, "app_home_opened", (), publish_home, ("assistant:write", "users:read")),
    Listener(Surface.ACTION, ASK, ("chat:write",), ask),
    Listener(Surface.ACTION, MEANT, ("chat:write",), mean),
    Listener(Surface.ACTION, SHARE, (), share),
    Listener(Surface.ACTION, RATE, (), rate),
    Listener(Surface.ACTION, LOOK, (), look),
    Listener(Surface.ACTION, COMPARE, (), compare),
    Listener(Surface.ACTION, BACK, (), back),
    Listener(Surface.ACTION, SETTINGS, (), open_settings, ("users:read",)),
    Listener(Surface.SHORTCUT, "ask", ("commands",), open_ask_form),
    Listener(Surface.MESSAGE_SHORTCUT, "ask_message", ("commands",), open_ask_form),
    Listener(Surface.SUBMISSION, ASK_FORM, (), take_question),
    Listener(Surface.SUGGESTION, PICK, (), suggest_names),
    Listener(Surface.SUGGESTION, PICK_NEED, (), suggest_purposes),
    Listener(Surface.SUGGESTION, LOOK, (), suggest_pages),
    Listener(Surface.SUBMISSION, REASON_FORM, (), take_reason),
    Listener(Surface.SUBMISSION, SHARE_FORM, (), take_share),
    Listener(Surface.SUBMISSION, SETTINGS_FORM, (), take_settings, ("users:read",)),
)
"""All that the bot listens to."""
