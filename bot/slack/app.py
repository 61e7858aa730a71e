"""The Bolt app: our listeners on it, and none of what Bolt does by default that we don't want."""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient

from bot.settings import ApiSettings
from bot.slack.desk import Body, Desk
from bot.slack.failures import describe, sdk_log
from bot.slack.listeners import LISTENERS, Listener, Surface
from bot.slack.payloads import team_of
from bot.slack.telemetry import current

API_TIMEOUT = 2  # seconds, to connect and to be answered; Slack waits 3 for us

_log = logging.getLogger(__name__)


def create_app(settings: ApiSettings, desk: Desk, signing_secret: str | None = None) -> App:
    """Return the Bolt app whose listeners work at the desk. Makes no request.

    Over HTTP it verifies requests with the signing secret; a socket needs none.
    """
    with _slack_variables_hidden():
        app = App(
            name="stackguide",
            logger=sdk_log,
            signing_secret=signing_secret,
            client=_client(settings),
            # With a function that authorizes, Bolt asks Slack nothing: its own way is an
            # auth.test, whose failure would lose the event that it was made for.
            authorize=_authorize_with(settings.bot_token),
            process_before_response=True,  # Slack's redelivery is our queue
            raise_error_for_unhandled_request=True,  # comes to _on_error
            ignoring_self_events_enabled=False,  # our listeners tell who wrote a message
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )
    app.error(_on_error)
    for listener in LISTENERS:
        _register(app, desk, listener)
    return app


def _client(settings: ApiSettings) -> WebClient:
    """Return the client without a token: Bolt makes one with the token for every request."""
    return WebClient(
        base_url=settings.api_url or WebClient.BASE_URL,
        timeout=API_TIMEOUT,
        logger=sdk_log,
        retry_handlers=[],  # a failure is Slack's to redeliver, not ours to wait for
    )


def _authorize_with(token: str) -> Callable[[], AuthorizeResult]:
    def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)

    return authorize


def _register(app: App, desk: Desk, listener: Listener) -> None:
    def listen(body: Body, client: WebClient) -> BoltResponse:
        told = current()
        told.surface, told.team = listener.name, team_of(body)
        return listener.handle(desk, body, client)

    match listener.surface:
        case Surface.EVENT:
            app.event(listener.event_type)(listen)
        case Surface.COMMAND:
            app.command(listener.name)(listen)
        case Surface.ACTION:
            app.action({"type": "block_actions", "action_id": listener.action_ids})(listen)
        case Surface.SHORTCUT:
            app.shortcut({"type": "shortcut", "callback_id": listener.name})(listen)
        case Surface.MESSAGE_SHORTCUT:
            app.shortcut({"type": "message_action", "callback_id": listener.name})(listen)
        case Surface.SUBMISSION:
            app.view(listener.name)(listen)
        case Surface.SUGGESTION:
            app.options({"type": "block_suggestion", "action_id": listener.action_ids})(listen)


def _on_error(error: Exception) -> BoltResponse:
    """Say what Slack is told when Bolt finds no listener, or fails on the way to one."""
    if isinstance(error, BoltUnhandledRequestError):  # nothing of ours; not a failed delivery
        return BoltResponse(status=HTTPStatus.OK.value)
    _log.error("Failed to handle a request: %s", describe(error))
    current().outcome = "failed"
    return BoltResponse(status=HTTPStatus.BAD_REQUEST.value)


@contextmanager
def _slack_variables_hidden() -> Iterator[None]:
    """Hide SLACK_… from Bolt, which reads settings of its own from the environment.

    SLACK_CLIENT_ID with SLACK_CLIENT_SECRET, for one, would turn on its OAuth flow with token
    files in the home directory.
    """
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("SLACK_")}
    try:
        yield
    finally:
        os.environ.update(hidden)
