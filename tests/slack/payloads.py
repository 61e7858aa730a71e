"""What Slack sends, as documented: full payloads of events, commands and interactions."""

from itertools import count
from typing import Any, cast

import msgspec

from tests.slack.fake_slack import BOT, TEAM, FakeSlack, Shown, ShownView

CHANNEL, DIRECT, USER = "C0STACK", "D0ANN", "U0ANN"
APP, DEPRECATED = "A0STACK", "deprecated-token"

_numbers = count(1)


def fresh_ts() -> str:
    return f"1763800000.{next(_numbers):06d}"


def envelope(event: dict[str, object]) -> dict[str, object]:
    """Return an event in its envelope; a field that is ``msgspec.UNSET`` is left out."""
    return {
        "token": DEPRECATED,
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": {name: value for name, value in event.items() if value is not msgspec.UNSET},
        "type": "event_callback",
        "event_id": f"Ev{next(_numbers):08d}",
        "event_time": 1763800000,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6ImFwcF9tZW50aW9uIn0",
    }


def _written(text: str) -> dict[str, object]:
    ts = fresh_ts()
    return {
        "user": USER,
        "text": text,
        "ts": ts,
        "event_ts": ts,
        "team": TEAM,
        "client_msg_id": "9d9ff1d0-6f2b-4f6c-9f4b-000000000001",
        "blocks": [{"type": "rich_text", "block_id": "x1", "elements": []}],
    }


def mention(text: str, /, **event: object) -> dict[str, object]:
    """Return the envelope of a mention; keywords replace or add fields of the event."""
    return envelope({"type": "app_mention", **_written(text), "channel": CHANNEL, **event})


def direct_message(text: str, /, **event: object) -> dict[str, object]:
    """Return the envelope of a direct message; keywords as in :func:`mention`."""
    fields = {"type": "message", **_written(text), "channel": DIRECT, "channel_type": "im"}
    return envelope({**fields, **event})


def file(name: str = "plan.pdf") -> dict[str, object]:
    """Return a file as a message carries it."""
    return {
        "id": "F0PLAN",
        "created": 1763800000,
        "name": name,
        "title": name,
        "mimetype": "application/pdf",
        "filetype": "pdf",
        "user": USER,
        "mode": "hosted",
        "is_external": False,
        "url_private": f"https://files.slack.com/files-pri/{TEAM}-F0PLAN/{name}",
    }


def home_opened(tab: str = "home", /, **event: object) -> dict[str, object]:
    """Return the envelope of an app_home_opened event."""
    fields = {"type": "app_home_opened", "user": USER, "channel": DIRECT, "tab": tab}
    return envelope({**fields, "event_ts": fresh_ts(), **event})


def command(text: str, name: str = "/stack") -> dict[str, str]:
    """Return the form of a slash command."""
    return {
        "token": DEPRECATED,
        "team_id": TEAM,
        "team_domain": "acme",
        "channel_id": CHANNEL,
        "channel_name": "stack",
        "user_id": USER,
        "user_name": "ann",
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": f"https://hooks.slack.com/commands/{TEAM}/1/x",
        "trigger_id": "1.2.3",
    }


def press(
    shown: Shown | ShownView, action_id: str, choice: str = "", **changes: object
) -> dict[str, object]:
    """Return the interaction of who uses a button, thumb or menu of a message or view.

    ``choice`` is the thumb's value up to its token ("up"), or the text of a menu's option.
    """
    element, block_id = _element(shown.blocks, action_id)
    action = {
        "type": element["type"],
        "action_id": action_id,
        "block_id": block_id,
        "action_ts": fresh_ts(),
        **_used(element, choice),
    }
    payload = {
        "type": "block_actions",
        "user": {"id": USER, "username": "ann", "name": "ann", "team_id": TEAM},
        "api_app_id": APP,
        "token": DEPRECATED,
        "trigger_id": shown.slack.new_trigger(shown if isinstance(shown, ShownView) else None),
        "team": {"id": TEAM, "domain": "acme"},
        "enterprise": None,
        "is_enterprise_install": False,
        "state": {"values": {}},
        "actions": [action],
        **(_in_message(shown) if isinstance(shown, Shown) else _in_view(shown)),
        **changes,
    }
    return {name: value for name, value in payload.items() if value is not msgspec.UNSET}


def menu_with(shown: ShownView, choice: str) -> str:
    """Return the action id of the menu that has an option."""
    for block in shown.blocks:
        menu = block.get("accessory") or {}
        if any(option["text"]["text"] == choice for option in menu.get("options", ())):
            return str(menu["action_id"])
    raise LookupError(choice)


def _element(blocks: list[dict[str, Any]], action_id: str) -> tuple[dict[str, Any], str]:
    """Return an element by its action id, and the id of its block."""
    for block in blocks:
        for element in (*block.get("elements", ()), block.get("accessory") or {}):
            if element.get("action_id") == action_id:
                return element, cast("str", block["block_id"])
    raise LookupError(action_id)


def _used(element: dict[str, Any], choice: str) -> dict[str, object]:
    if element["type"] == "external_select":
        option = {"text": {"type": "plain_text", "text": choice}, "value": choice}
        return {"selected_option": option, "placeholder": element["placeholder"]}
    if element["type"] == "static_select":
        (option,) = (one for one in element["options"] if one["text"]["text"] == choice)
        return {"selected_option": option, "placeholder": element["placeholder"]}
    if element["type"] == "feedback_buttons":
        thumbs = [element["positive_button"], element["negative_button"]]
        (thumb,) = (one for one in thumbs if one["value"].startswith(f"{choice} "))
        return {"text": thumb["text"], "value": thumb["value"]}
    return {"text": element["text"], "value": element["value"]}


def _in_message(shown: Shown) -> dict[str, object]:
    thread = {"thread_ts": shown.thread_ts} if shown.thread_ts is not None else {}
    name = "directmessage" if shown.channel.startswith("D") else "stack"
    where: dict[str, object] = {
        "container": {
            "type": "message",
            "message_ts": shown.ts,
            "channel_id": shown.channel,
            "is_ephemeral": shown.private,
            **thread,
        },
        "channel": {"id": shown.channel, "name": name},
        "response_url": shown.slack.new_url(shown),
    }
    if not shown.private:  # Slack sends a message along that is really there
        where["message"] = {
            "type": "message",
            "user": BOT,
            "bot_id": "B0BOT",
            "app_id": APP,
            "team": TEAM,
            "ts": shown.ts,
            "text": shown.text,
            "blocks": shown.blocks,
            **thread,
        }
    return where


def _in_view(shown: ShownView) -> dict[str, object]:
    return {
        "container": {"type": "view", "view_id": shown.id},
        "view": {
            "id": shown.id,
            "team_id": TEAM,
            "type": shown.type,
            "blocks": shown.blocks,
            "private_metadata": shown.view.get("private_metadata", ""),
            "callback_id": "",
            "state": {"values": {}},
            "hash": shown.hash,
            "title": shown.view.get("title"),
            "close": shown.view.get("close"),
            "submit": None,
            "clear_on_close": False,
            "notify_on_close": False,
            "previous_view_id": shown.under.id if shown.under is not None else None,
            "root_view_id": shown.id if shown.under is None else shown.under.id,
            "app_id": APP,
            "external_id": "",
            "app_installed_team_id": TEAM,
            "bot_id": "B0BOT",
        },
    }


def shortcut(slack: FakeSlack, message: dict[str, object] | None = None) -> dict[str, object]:
    """Return the payload of who chooses a shortcut: ours for messages if there is a message."""
    payload: dict[str, object] = {
        "type": "shortcut" if message is None else "message_action",
        "token": DEPRECATED,
        "action_ts": fresh_ts(),
        "team": {"id": TEAM, "domain": "acme"},
        "user": {"id": USER, "username": "ann", "team_id": TEAM},
        "is_enterprise_install": False,
        "enterprise": None,
        "callback_id": "ask" if message is None else "ask_message",
        "trigger_id": slack.new_trigger(),
    }
    if message is None:
        return payload
    return {
        **payload,
        "channel": {"id": CHANNEL, "name": "stack"},
        "message_ts": message["ts"],
        "message": message,
        "response_url": f"https://hooks.slack.com/app/{TEAM}/1/x",
    }


def written(text: str) -> dict[str, object]:
    """Return a message of a person as a shortcut carries it."""
    return {"type": "message", **_written(text)}


def submission(shown: ShownView, fields: dict[str, object]) -> dict[str, object]:
    """Return the payload of who sends a form; fields by the block they stand in."""
    values = {}
    for block in shown.blocks:
        if block["type"] == "input":
            element = block["element"]
            given = _filled(element, fields.get(block["block_id"]))
            values[block["block_id"]] = {element["action_id"]: {"type": element["type"], **given}}
    view = cast("dict[str, Any]", _in_view(shown)["view"])
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "acme"},
        "user": {"id": USER, "username": "ann", "name": "ann", "team_id": TEAM},
        "api_app_id": APP,
        "token": DEPRECATED,
        "trigger_id": shown.slack.new_trigger(),
        "view": {
            **view,
            "callback_id": shown.view["callback_id"],
            "private_metadata": shown.view.get("private_metadata", ""),
            "submit": shown.view["submit"],
            "state": {"values": values},
        },
        "response_urls": _response_urls(shown, fields),
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _response_urls(shown: ShownView, fields: dict[str, object]) -> list[dict[str, object]]:
    """Return a URL to post at for each conversation that was chosen in a menu that asks for it."""
    urls = []
    for block in shown.blocks:
        channel = fields.get(block["block_id"])
        if block.get("element", {}).get("response_url_enabled") and channel is not None:
            there = Shown(shown.slack, str(channel), fresh_ts(), None, "", [], private=False)
            urls.append(
                {
                    "block_id": block["block_id"],
                    "action_id": block["element"]["action_id"],
                    "channel_id": channel,
                    "response_url": shown.slack.new_url(there),
                }
            )
    return urls


def _filled(element: dict[str, Any], value: object) -> dict[str, object]:
    def option(chosen: object) -> dict[str, object]:
        return {"text": {"type": "plain_text", "text": str(chosen)}, "value": chosen}

    if element["type"] in {"plain_text_input", "number_input"}:
        return {"value": value}
    if element["type"] == "conversations_select":
        return {"selected_conversation": value}
    if element["type"] == "multi_conversations_select":
        return {"selected_conversations": value or []}
    if element["type"] in {"checkboxes", "multi_external_select"}:
        return {"selected_options": [option(one) for one in cast("list[str]", value or [])]}
    return {"selected_option": None if value is None else option(value)}


def suggestion(shown: ShownView, block_id: str, typed: str) -> dict[str, object]:
    """Return the payload of who types into a picker of a form."""
    (block,) = (one for one in shown.blocks if one["block_id"] == block_id)
    element = block.get("element") or block["accessory"]
    return {
        "type": "block_suggestion",
        "user": {"id": USER, "username": "ann", "name": "ann", "team_id": TEAM},
        "container": {"type": "view", "view_id": shown.id},
        "api_app_id": APP,
        "token": DEPRECATED,
        "action_id": element["action_id"],
        "block_id": block_id,
        "value": typed,
        "team": {"id": TEAM, "domain": "acme"},
        "enterprise": None,
        "is_enterprise_install": False,
        "view": _in_view(shown)["view"],
    }
