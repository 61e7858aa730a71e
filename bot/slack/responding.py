"""Responses to an interaction at the URL that it brings along."""

import logging
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.rendering.block_kit import Json
from bot.slack.failures import sdk_log
from bot.slack.payloads import Press
from bot.slack.posting import Posting, attempt

_HOOKS = ("https", "hooks.slack.com")
_NEW: Json = {"replace_original": False, "unfurl_links": False, "unfurl_media": False}

_log = logging.getLogger(__name__)


def respond_privately(
    client: WebClient, press: Press, content: Json, *, instead: bool = False
) -> Posting:
    """Show a message to who pressed, beside what they pressed in or ``instead`` of it."""
    return _say(client, press, {**content, "response_type": "ephemeral"}, instead=instead)


def respond_to_all(
    client: WebClient, url: str, content: Json, thread_ts: str | None = None
) -> Posting:
    """Post a message for all to see, in the conversation that the URL is of."""
    told = {**content, "response_type": "in_channel", **_NEW}
    return _respond(client, url, told if thread_ts is None else {**told, "thread_ts": thread_ts})


def delete_pressed(client: WebClient, press: Press) -> Posting:
    """Delete the message that was pressed in."""
    return _respond(client, press.response_url or "", {"delete_original": True})


def _say(client: WebClient, press: Press, content: Json, *, instead: bool) -> Posting:
    told: Json = {**_NEW, "replace_original": instead}
    if press.thread_ts is not None and not instead:
        told["thread_ts"] = press.thread_ts
    return _respond(client, press.response_url or "", {**content, **told})


def _respond(client: WebClient, url: str, content: Json) -> Posting:
    if not is_slacks(url, client.base_url):
        _log.error("An interaction came without a response_url of Slack's")
        return Posting.IMPOSSIBLE
    hook = WebhookClient(
        url, timeout=client.timeout, proxy=client.proxy, logger=sdk_log, retry_handlers=[]
    )
    return attempt("A response", lambda: hook.send_dict(content)).posting


def is_slacks(url: str, api_url: str) -> bool:
    """Tell whether a URL is Slack's for responses, or of the stand-in that is configured."""
    try:
        parts = urlsplit(url)
        api = urlsplit(api_url)
    except ValueError:
        return False
    stands_in = api_url != WebClient.BASE_URL
    return parts[:2] == _HOOKS or (stands_in and parts[:2] == api[:2])
