"""A Bolt app that does nothing but acknowledge, to measure the bot beside."""

from wsgiref.types import WSGIApplication

from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult

from bot.settings import HttpSettings
from bot.slack.desk import Desk
from bot.slack.failures import sdk_log
from bot.slack.guard import EVENTS_PATH

SERVE_EMPTY = (
    "from bot.slack import server",
    "from tools.drill import empty",
    "server.build_wsgi = empty.build_wsgi",
)
"""Lines that have ``serve`` serve this app instead of the bot, on the same gunicorn."""


def build_wsgi(settings: HttpSettings, _desk: Desk) -> WSGIApplication:
    """Return the app in the place of the bot's, with the same settings of Bolt's."""

    def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=settings.api.bot_token)

    app = App(
        logger=sdk_log,
        signing_secret=settings.signing_secret,
        authorize=authorize,
        process_before_response=True,
    )

    @app.command("/stack")
    def acknowledge(ack: Ack) -> None:
        ack()

    return SlackRequestHandler(app, path=EVENTS_PATH)
