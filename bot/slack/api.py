"""Calls that tell whether a token works, and in words what stands in the way of one."""

import logging
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.settings import APP_TOKEN, ApiSettings, Variable

TIMEOUT = 5  # seconds, to connect and to be answered
_CODE = re.compile(r"[a-z_]{1,80}")
_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")

# The SDK logs what it sends and receives; what comes of its calls is told by their callers.
QUIET = logging.getLogger("bot.slack.sdk")
QUIET.setLevel(logging.CRITICAL + 1)

# https://docs.slack.dev/reference/methods/auth.test
_UNINSTALLED = frozenset(
    {"account_inactive", "team_disabled", "token_revoked", "user_removed_from_team"}
)
_WRONG_TOKEN = frozenset(
    {"invalid_auth", "missing_scope", "not_allowed_token_type", "not_authed", "token_expired"}
)
_AT_THE_SOCKET = {
    "link_disabled": "Turn Socket Mode on at https://api.slack.com/apps, your app, Socket Mode.",
    "too_many_websockets": "The app has all the connections it may have; stop other copies of it.",
}
_UNREACHABLE = {
    "ConnectionRefusedError": "the connection is refused",
    "SSLCertVerificationError": "its certificate isn't trusted here",
    "TimeoutError": "no answer in time",
    "gaierror": "its host name isn't found",
}


class CallFailedError(Exception):
    """A call that failed.

    ``reason`` is Slack's code for it, else the kind of error that came before any answer.
    """

    def __init__(self, reason: str, *, answered: bool, retry_after: int = 0) -> None:
        self.reason = reason
        self.answered = answered
        self.retry_after = retry_after
        super().__init__(reason)

    @property
    def by_token(self) -> bool:
        """Whether the token is what is wrong, so that trying again can't help."""
        return self.reason in _UNINSTALLED | _WRONG_TOKEN


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose token it is, the workspace by name and id, and what it allows.

    ``scopes`` is ``None`` if Slack doesn't say.
    """

    workspace: str
    team: str
    user: str
    scopes: frozenset[str] | None


def quiet_client(settings: ApiSettings) -> WebClient:
    """Return a client of the bot that logs nothing and tries nothing twice."""
    return WebClient(
        token=settings.bot_token,
        base_url=settings.api_url or WebClient.BASE_URL,
        timeout=TIMEOUT,
        logger=QUIET,
        retry_handlers=[],
    )


def identify(client: WebClient) -> Identity:
    """Ask Slack whose token the client has. Raises :class:`CallFailedError`."""
    response = _called(client.auth_test)
    names = {name.lower(): str(value) for name, value in response.headers.items()}
    scopes = names.get("x-oauth-scopes")
    return Identity(
        workspace=str(response.get("team", "")),
        team=str(response.get("team_id", "")),
        user=str(response.get("user", "")),
        scopes=None if scopes is None else frozenset(re.findall(r"[^\s,]+", scopes)),
    )


def open_connection(client: WebClient, app_token: str) -> str:
    """Return a fresh address for a socket. Raises :class:`CallFailedError`."""
    response = _called(lambda: client.apps_connections_open(app_token=app_token))
    return str(response.get("url", ""))


def explain(failure: CallFailedError, variable: Variable) -> tuple[str, str]:
    """Say why a call with the variable's token failed, and what to do."""
    reason = failure.reason
    if reason in _UNINSTALLED:
        return (
            f"{variable.name} belongs to an app that isn't in the workspace any more ({reason}).",
            f"Install it again and copy the new token. {variable.where}",
        )
    if reason in _WRONG_TOKEN:
        form = "with the scope connections:write" if variable is APP_TOKEN else "of this app"
        return (
            f"Slack doesn't accept {variable.name} ({reason}).",
            f"Set it to a token {form}. {variable.where}",
        )
    if reason in _AT_THE_SOCKET:
        return f"Slack turns connections away ({reason}).", _AT_THE_SOCKET[reason]
    if failure.answered:
        return (
            f"Slack answers {reason} to a call with {variable.name}.",
            "Try again in a minute; https://slack-status.com tells of outages.",
        )
    proxy = next((f" and the proxy in {name}" for name in _PROXIES if os.environ.get(name)), "")
    return (
        f"Slack can't be reached: {_UNREACHABLE.get(reason, reason)}.",
        f"Check the network{proxy}, then try again.",
    )


def _called(call: Callable[[], SlackResponse]) -> SlackResponse:
    """Return what a call returns; every way to fail becomes a :class:`CallFailedError`."""
    try:
        return call()
    except SlackApiError as error:
        data, status = error.response.data, error.response.status_code
        code = str(data.get("error")) if isinstance(data, dict) else ""
        wait = str(error.response.headers.get("Retry-After", ""))
        raise CallFailedError(
            code if _CODE.fullmatch(code) else f"HTTP status {status}",
            answered=True,
            retry_after=int(wait) if wait.isascii() and wait.isdigit() else 0,
        ) from None
    except URLError as error:
        cause = error.reason if isinstance(error.reason, Exception) else error
        raise CallFailedError(type(cause).__name__, answered=False) from None
    except (OSError, HTTPException, ValueError) as error:  # no URL to begin with
        raise CallFailedError(type(error).__name__, answered=False) from None
