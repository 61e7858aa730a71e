"""Calls to Slack, and what their failure means."""

import json
import logging
import re
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from http import HTTPStatus
from http.client import HTTPException
from threading import Thread
from urllib.error import URLError

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookResponse

from bot.slack.telemetry import CALLS

Response = SlackResponse | WebhookResponse
CALL_WITHIN = 2.2
"""Seconds that a call may take in all. Longer than a client's timeout, which tells more."""
_CODE = re.compile(r"[a-z_]{1,80}")
_SERVER_ERROR = 500

# Errors that sending the same again can't mend. All others are worth another try.
# https://docs.slack.dev/reference/methods/chat.postMessage, views.open, views.publish
_MESSAGE_IS_WRONG = frozenset(
    {
        "blocks_too_long",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "view_too_large",
    }
)
_NOWHERE_TO_POST = frozenset(
    {
        "access_denied",
        "account_inactive",
        "as_user_not_supported",
        "cannot_reply_to_message",
        "cant_update_message",
        "channel_not_found",
        "channel_type_not_supported",
        "duplicate_channel_not_found",
        "edit_window_closed",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "exchanged_trigger_id",
        "expired_trigger_id",
        "expired_url",
        "feature_not_enabled",
        "hash_conflict",
        "invalid_auth",
        "invalid_trigger_id",
        "is_archived",
        "is_inactive",
        "message_not_found",
        "messages_tab_disabled",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "not_enabled",
        "not_found",
        "not_in_channel",
        "push_limit_reached",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "team_access_not_granted",
        "thread_not_found",
        "token_expired",
        "token_revoked",
        "unknown_method",
        "used_url",
    }
)
_TOKEN_IS_WRONG = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)
_MAYBE_POSTED = frozenset({"fatal_error", "internal_error", "request_timeout"})

_log = logging.getLogger(__name__)


class Posting(Enum):
    """What became of a message or view."""

    SENT = "sent"
    REFUSED = "Slack doesn't take this message"
    IMPOSSIBLE = "nothing can be posted there"
    LATER = "not sent, but may be on another try"
    DOUBTFUL = "failed, but may have been sent all the same"


PASSING = frozenset({Posting.LATER, Posting.DOUBTFUL})
"""What another try may mend."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of something sent: a posted message's ``ts``, or the code of an error.

    ``told`` is all that Slack answered to what it did.
    """

    posting: Posting
    ts: str | None = None
    code: str = ""
    told: Mapping[str, object] = field(default_factory=dict)


def attempt(
    what: str, call: Callable[[], Response], expected: frozenset[str] = frozenset()
) -> Sent:
    """Make a call to Slack; every failure is logged as one of ``what``, none raised.

    The ``expected`` codes are those that the caller has an answer to; they are no errors.
    """
    sent = _attempted(what, call, expected)
    CALLS.labels(sent.posting.name.lower()).inc()
    return sent


def _attempted(what: str, call: Callable[[], Response], expected: frozenset[str]) -> Sent:
    try:
        response = _bounded(call)
    except SlackApiError as error:
        sent, reason = _failed(error.response.data, error.response.status_code)
    except URLError as error:  # no connection: the request didn't go out
        sent, reason = Sent(Posting.LATER), type(error.reason).__name__
    except (OSError, HTTPException) as error:  # no answer, or half of one
        sent, reason = Sent(Posting.DOUBTFUL), type(error).__name__
    else:
        if isinstance(response, SlackResponse):
            ts = response.get("ts")
            told = response.data if isinstance(response.data, dict) else {}
            return Sent(Posting.SENT, ts=ts if isinstance(ts, str) else None, told=told)
        if response.status_code == HTTPStatus.OK and _error_in(response.body) is None:
            return Sent(Posting.SENT)
        sent, reason = _failed(response.body, response.status_code)
    level = logging.INFO if sent.code in expected else logging.ERROR
    _log.log(level, "%s failed (%s): %s", what, reason, sent.posting.value)
    if sent.code in _TOKEN_IS_WRONG:
        _log.error("Slack doesn't accept the bot's token: `stackguide doctor` says what to do")
    return sent


def _bounded(call: Callable[[], Response]) -> Response:
    """Make a call in a thread of its own, and leave it to itself after ``CALL_WITHIN``.

    A client's timeout starts anew with every byte, so that a response may take for ever.
    """
    response: Future[Response] = Future()

    def run() -> None:
        try:
            response.set_result(call())
        except Exception as error:  # noqa: BLE001 - raised again by who waits for it
            response.set_exception(error)

    Thread(target=run, daemon=True).start()
    return response.result(CALL_WITHIN)


def _failed(data: object, status: int) -> tuple[Sent, str]:
    """Return what an error of Slack's means, and its code and HTTP status for the log."""
    code = _error_in(data) or ""
    if code in _MESSAGE_IS_WRONG:
        posting = Posting.REFUSED
    elif code in _NOWHERE_TO_POST:
        posting = Posting.IMPOSSIBLE
    elif status == HTTPStatus.SERVICE_UNAVAILABLE:  # said before anything is done
        posting = Posting.LATER
    elif status >= _SERVER_ERROR or code in _MAYBE_POSTED:
        posting = Posting.DOUBTFUL
    else:
        posting = Posting.LATER
    return Sent(posting, code=code), f"{code or 'no error code'}, HTTP status {status}"


def _error_in(data: object) -> str | None:
    """Return the code of an error, "" if it has none, or ``None`` where no error is told.

    The Web API answers with JSON, a response_url with JSON, "ok" or a bare code.
    """
    if isinstance(data, str):
        with suppress(ValueError):
            data = json.loads(data)
    if isinstance(data, dict):
        if data.get("ok"):
            return None
        data = data.get("error")
    if data == "ok":
        return None
    return data if isinstance(data, str) and _CODE.fullmatch(data) else ""
