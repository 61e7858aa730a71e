"""Slack over a socket that we open: one connection, replaced before or after it ends."""

import json
import logging
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from functools import partial
from itertools import chain, repeat
from queue import Empty, SimpleQueue
from threading import Thread

import msgspec
from slack_sdk import WebClient

from bot.errors import SlackError
from bot.settings import APP_TOKEN, SocketSettings
from bot.slack.api import CallFailedError, explain, open_connection, quiet_client
from bot.slack.app import create_app
from bot.slack.desk import open_desk
from bot.slack.envelopes import Acknowledgement, Message, kind_of, respond
from bot.slack.failures import describe
from bot.slack.heap import keep_heap_small
from bot.slack.library import Library
from bot.slack.logs import start_logging
from bot.slack.reporting import Reporting, start_reporting
from bot.slack.upkeep import start_upkeep
from bot.slack.wire import Wire
from bot.slack.workers import Workers

Respond = Callable[[Message], Acknowledgement | None]

THREADS = 8  # as many as gunicorn gets
GRACE = 20.0  # seconds for what is under way at a stop
HELLO_TIMEOUT = 10.0  # seconds from opening a connection to Slack's greeting
PATIENCE = 300.0  # seconds without a connection; then the host may know better
PAUSES = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)  # seconds before each try; the last one repeats
LOOK = 0.5
"""Seconds that the main thread waits at a time: a signal that comes just before a wait begins
doesn't end it, and is seen to afterwards."""
STEADY = 60.0  # seconds; connections that end sooner, one after the other, bring longer pauses

_log = logging.getLogger(__name__)


def listen(
    settings: SocketSettings, library: Library, database_url: str, reporting: Reporting
) -> None:
    """Answer Slack until SIGTERM or SIGINT, then finish what is under way.

    Raises :class:`SlackError` if there is no connection to be had.
    """
    start_logging()
    keep_heap_small()
    desk = open_desk(library, database_url)
    client = quiet_client(settings.api)
    start_upkeep(desk, client)
    start_reporting(reporting)
    app = create_app(settings.api, desk)
    mode = SocketMode(client, settings.app_token, partial(respond, app))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: mode.stop())
    mode.run()


class News(Enum):
    """What there is to know of a connection."""

    READY = "Slack greeted us; requests may come"
    LEAVING = "Slack is about to close it"
    ENDED = "it is closed"


class Connection(Thread):
    """A connection in its own thread: tells the news, hands on envelopes."""

    def __init__(
        self,
        url: str,
        client: WebClient,
        tell: "Callable[[Connection, News], None]",
        take: "Callable[[Connection, Message], None]",
    ) -> None:
        super().__init__(daemon=True)
        self.wire = Wire(url, client, self._received)
        self.end = ""
        self._tell = tell
        self._take = take

    def run(self) -> None:
        """Connect and read until the connection ends."""
        try:
            if self.wire.open():
                self.wire.read()
        finally:  # whatever ends the thread, another connection takes its place
            self.end = self.end or self.wire.end
            self._tell(self, News.ENDED)

    def _received(self, text: str) -> None:
        try:
            message: Message = msgspec.convert(json.loads(text), dict[str, object])
        except (ValueError, RecursionError):
            _log.warning("Left a message that is not one of Slack's")
            return
        if message.get("type") == "hello":
            self._tell(self, News.READY)
        elif message.get("type") == "disconnect":
            self.end = kind_of(message.get("reason"))
            self._tell(self, News.LEAVING)
        elif isinstance(message.get("envelope_id"), str):
            self._take(self, message)
        else:
            _log.warning("Left a message without an envelope (%s)", kind_of(message.get("type")))


class SocketMode:
    """Keeps a connection to Slack, and has ``respond`` answer what comes over it."""

    def __init__(self, client: WebClient, app_token: str, respond: Respond) -> None:
        self._client = client
        self._app_token = app_token
        self._respond = respond
        self._workers = Workers(THREADS)
        self._news: SimpleQueue[tuple[Connection | None, News]] = SimpleQueue()
        self._connections: list[Connection] = []  # the current one, and the one it replaced
        self._quick_ends = 0  # of connections, in a row
        self._deadline: float | None = None  # of the work under way, once told to stop

    def run(self) -> None:
        """Answer Slack until :meth:`stop`, then finish what is under way.

        Raises :class:`SlackError` if Slack refuses the token at the start, or can't be had for
        ``PATIENCE``.
        """
        try:
            while self._connect():
                current, since = self._connections[-1], time.monotonic()
                if news := self._news_of(current):
                    _log.info("The connection is over: %s", current.end)
                quick = news is News.ENDED and time.monotonic() - since < STEADY
                self._quick_ends = self._quick_ends + 1 if quick else 0
        finally:
            self._finish()

    def stop(self) -> None:
        """Have :meth:`run` return; from any thread, or from a signal handler."""
        if self._deadline is None:
            self._deadline = time.monotonic() + GRACE
        self._news.put((None, News.ENDED))

    def _stopping(self) -> bool:
        return self._deadline is not None

    def _connect(self) -> bool:
        """Get a connection, however many tries it takes; ``False`` once told to stop."""
        give_up = time.monotonic() + PATIENCE
        wait = 0
        for pause in chain(PAUSES[max(0, self._quick_ends - 1) :], repeat(PAUSES[-1])):
            self._news_of(None, max(pause, wait))
            if self._stopping():
                return False
            try:
                self._open()
            except CallFailedError as failure:
                if self._stopping():
                    return False
                _log.warning("No connection to Slack yet: %s", failure.reason)
                if failure.by_token and not self._connections:
                    raise SlackError(" ".join(explain(failure, APP_TOKEN))) from None
                if time.monotonic() >= give_up:
                    minutes = f"No connection to Slack for {PATIENCE / 60:.0f} minutes."
                    raise SlackError(" ".join((minutes, *explain(failure, APP_TOKEN)))) from None
                wait = min(failure.retry_after, 60)
            else:
                return True
        return False

    def _open(self) -> None:
        """Open a connection, and make it the current one when Slack greets us there."""
        url = open_connection(self._client, self._app_token)
        connection = Connection(url, self._client, self._tell, self._take)
        connection.start()
        if self._news_of(connection, HELLO_TIMEOUT) is not News.READY:
            reason = connection.end or "no greeting"
            connection.wire.close()
            raise CallFailedError(reason, answered=False)
        for outdated in self._connections[:-1]:
            outdated.wire.close()
        # The one before is left to Slack to close: requests may still be on their way there.
        self._connections = [*self._connections[-1:], connection]
        _log.info("Connected to Slack")

    def _news_of(self, connection: Connection | None, seconds: float | None = None) -> News | None:
        """Wait for news of a connection; ``None`` when time is up, or once told to stop."""
        end = float("inf") if seconds is None else time.monotonic() + seconds
        while not self._stopping():
            left = max(0.0, end - time.monotonic())
            with suppress(Empty):
                about, news = self._news.get(timeout=min(left, LOOK))
                if about is connection:
                    return news
            if time.monotonic() >= end:
                break
        return None

    def _tell(self, connection: Connection, news: News) -> None:
        self._news.put((connection, news))

    def _take(self, connection: Connection, message: Message) -> None:
        if not self._stopping():  # else Slack delivers it to the next process
            self._workers.put(partial(self._answer, connection, message))

    def _answer(self, connection: Connection, message: Message) -> None:
        try:
            acknowledgement = self._respond(message)
            if acknowledgement is not None and not connection.wire.send(
                json.dumps(acknowledgement)
            ):
                _log.warning("An acknowledgement found its connection closed; Slack asks again")
        except Exception as error:  # noqa: BLE001 - whatever failed, the thread goes on
            _log.error("Failed to answer a request: %s", describe(error))

    def _finish(self) -> None:
        """Finish what is under way, and close."""
        if not self._workers.finish(self._deadline or time.monotonic() + GRACE):
            _log.warning("Stopped before all work was finished")
        for connection in self._connections:
            connection.wire.close()
        for connection in self._connections:
            connection.join(1.0)
