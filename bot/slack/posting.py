"""Posting a message in a thread, and what a failure to do so means."""

import logging
import re
from enum import Enum
from http.client import HTTPException
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.rendering.block_kit import Json

_CODE = re.compile(r"[a-z_]{1,80}")
_SERVER_ERROR = 500

# Errors of chat.postMessage that sending the same again can't mend. All others are worth
# Slack's redelivery. https://docs.slack.dev/reference/methods/chat.postMessage
_MESSAGE_IS_WRONG = frozenset(
    {
        "blocks_too_long",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
    }
)
_NOWHERE_TO_POST = frozenset(
    {
        "access_denied",
        "account_inactive",
        "as_user_not_supported",
        "cannot_reply_to_message",
        "channel_not_found",
        "channel_type_not_supported",
        "duplicate_channel_not_found",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "is_archived",
        "is_inactive",
        "messages_tab_disabled",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "not_in_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "team_access_not_granted",
        "thread_not_found",
        "token_expired",
        "token_revoked",
    }
)
_MAYBE_POSTED = frozenset({"fatal_error", "internal_error", "request_timeout"})

_log = logging.getLogger(__name__)


class Posting(Enum):
    """What became of a message."""

    SENT = "sent"
    REFUSED = "Slack doesn't take this message"
    IMPOSSIBLE = "nothing can be posted there"
    LATER = "not sent, but may be on another try"
    DOUBTFUL = "failed, but may have been sent all the same"


def post(client: WebClient, channel: str, thread_ts: str, message: Json) -> Posting:
    """Post a message in a thread, unfurling nothing; every failure is logged, none raised."""
    try:
        client.chat_postMessage(
            channel=channel,
            thread_ts=thread_ts,
            unfurl_links=False,
            unfurl_media=False,
            **message,  # type: ignore[arg-type]  # text and blocks, as rendered
        )
    except SlackApiError as error:
        posting, reason = _refusal(error)
    except URLError as error:  # no connection: the request didn't go out
        posting, reason = Posting.LATER, type(error.reason).__name__
    except (OSError, HTTPException) as error:  # no answer, or half of one
        posting, reason = Posting.DOUBTFUL, type(error).__name__
    else:
        return Posting.SENT
    _log.error("Posting in %s failed (%s): %s", channel, reason, posting.value)
    return posting


def _refusal(error: SlackApiError) -> tuple[Posting, str]:
    """Return what an error of Slack's means, and its code and HTTP status for the log."""
    data, status = error.response.data, error.response.status_code
    code = str(data.get("error")) if isinstance(data, dict) else ""
    if not _CODE.fullmatch(code):
        code = "no error code"
    if code in _MESSAGE_IS_WRONG:
        posting = Posting.REFUSED
    elif code in _NOWHERE_TO_POST:
        posting = Posting.IMPOSSIBLE
    elif status >= _SERVER_ERROR or code in _MAYBE_POSTED:
        posting = Posting.DOUBTFUL
    else:
        posting = Posting.LATER
    return posting, f"{code}, HTTP status {status}"
