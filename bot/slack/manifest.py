"""The manifest of the Slack app that the listeners make up. Pure.

https://docs.slack.dev/reference/app-manifest
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import yaml

from bot.rendering.block_kit import Json
from bot.slack.guard import EVENTS_PATH
from bot.slack.listeners import LISTENERS, Listener, Surface

_DISPLAY: Json = {
    "name": "Stack Guide",
    "description": "Answers questions about backend technology, with sources.",
    "long_description": (
        "Ask which database fits transactions, what Redis is for, or how Django compares with "
        "Rails, in a channel by mentioning the bot or by yourself with a slash command. Every "
        "answer is made of reviewed claims with their sources, is the same each time, and says "
        "so where the sources leave a question open. No language model is involved."
    ),
    "background_color": "#1d3557",
}
_COMMAND: Json = {
    "description": "Ask about backend technology; only you see the answer",
    "usage_hint": "compare postgres vs mongo | which DB for transactions | what is redis | help",
    # What Slack recognises stands in brackets then, as in messages: a colleague's or channel's
    # name is told apart from a technology's.
    "should_escape": True,
}
_SHORTCUTS: dict[Surface, Json] = {
    Surface.SHORTCUT: {
        "name": "Ask Stack Guide",
        "type": "global",
        "description": "Ask about backend technology, or choose what to compare",
    },
    Surface.MESSAGE_SHORTCUT: {
        "name": "Ask about this message",
        "type": "message",
        "description": "Take a message's words for a question to Stack Guide",
    },
}
_AGENT: Json = {
    "agent_description": (
        "Ask about databases, caches, frameworks, languages and infrastructure. Every answer cites "
        "reviewed sources; where they are silent, it says so."
    ),
}
_PASTE = """\
# At https://api.slack.com/apps choose Create New App, From a manifest, your workspace, and
# replace what stands under YAML by all of this. README.md, Connect to Slack, goes on from there.
"""
_VERIFY = """\
# Once the bot runs there, let Slack verify the request URL: App Manifest on the app's page.
"""


def render_manifest(base: str | None, listeners: Sequence[Listener] = LISTENERS) -> str:
    """Return the manifest as YAML: for HTTP at a base URL, or without one for Socket Mode."""
    head = _PASTE if base is None else _PASTE + _VERIFY
    body = yaml.safe_dump(build_manifest(base, listeners), sort_keys=False, width=90)
    return f"{head}{body}"


def build_manifest(base: str | None, listeners: Sequence[Listener] = LISTENERS) -> Json:
    """Return the manifest: what the listeners need, and no more."""
    endpoint: Json = {} if base is None else {"request_url": base + EVENTS_PATH}
    events = [one.name for one in listeners if one.surface is Surface.EVENT]
    commands = [one.name for one in listeners if one.surface is Surface.COMMAND]
    # Whatever else is listened to, buttons or modals, Slack calls interactivity.
    interactive = len(events) + len(commands) < len(listeners)
    menus: Json = {} if base is None else {"message_menu_options_url": base + EVENTS_PATH}
    suggests = any(one.surface is Surface.SUGGESTION for one in listeners)
    interactivity = {**endpoint, **(menus if suggests else {})}
    url = {} if base is None else {"url": base + EVENTS_PATH}
    return {
        "_metadata": {"major_version": 2},
        "display_information": _DISPLAY,
        "features": {
            "app_home": {
                "home_tab_enabled": "app_home_opened" in events,
                "messages_tab_enabled": "message.im" in events,
                "messages_tab_read_only_enabled": False,
            },
            **({"agent_view": _AGENT} if "message.im" in events else {}),
            "bot_user": {"display_name": str(_DISPLAY["name"]), "always_online": True},
            "slash_commands": [{"command": name, **_COMMAND, **url} for name in commands],
            "shortcuts": [
                {**_SHORTCUTS[one.surface], "callback_id": one.name}
                for one in listeners
                if one.surface in _SHORTCUTS
            ],
        },
        "oauth_config": {"scopes": _scopes(listeners)},
        "settings": {
            "event_subscriptions": {
                **endpoint,
                "bot_events": sorted(events),
            },
            "interactivity": {"is_enabled": interactive, **(interactivity if interactive else {})},
            "org_deploy_enabled": False,
            "socket_mode_enabled": base is None,
            "token_rotation_enabled": False,
        },
    }


def _scopes(listeners: Sequence[Listener]) -> Json:
    """Return the scopes; those that an admin may refuse are among them, and named again."""
    needed = {scope for one in listeners for scope in one.scopes}
    optional = {scope for one in listeners for scope in one.optional_scopes} - needed
    scopes: Json = {"bot": sorted(needed | optional)}
    return {**scopes, "bot_optional": sorted(optional)} if optional else scopes


def base_url(text: str) -> str:
    """Return where Slack is to reach the bot, without a slash at its end.

    Raises :class:`ValueError` that says what is wrong with the text.
    """
    parts = urlsplit(text)
    if parts.scheme != "https":
        raise ValueError(f"{text!r} doesn't begin with https://, which Slack insists on")
    if parts.path not in {"", "/"} or parts.query or parts.fragment or text.endswith(("?", "#")):
        raise ValueError(f"{text!r} is more than https://HOST; {EVENTS_PATH} is added to that here")
    if not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?", parts.netloc):
        raise ValueError(f"{text!r} names no host that Slack can reach, as https://HOST does")
    return f"https://{parts.netloc}"
