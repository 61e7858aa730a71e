"""Slack over HTTP: the WSGI application, and gunicorn around it."""

import logging
import selectors
import signal
import socket
import time
from contextlib import suppress
from functools import partial
from threading import Timer
from wsgiref.types import WSGIApplication

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]
from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.settings import HttpSettings
from bot.slack.api import quiet_client
from bot.slack.app import create_app
from bot.slack.desk import Desk, open_desk
from bot.slack.guard import EVENTS_PATH, Guard
from bot.slack.health import Health, forget_all, forget_worker
from bot.slack.heap import keep_heap_small
from bot.slack.library import Library
from bot.slack.logs import start_logging
from bot.slack.reporting import Reporting, start_reporting
from bot.slack.upkeep import start_upkeep

_STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
READ_TIMEOUT = 5.0  # seconds for a whole request to arrive; Slack's comes at once


def build_wsgi(settings: HttpSettings, desk: Desk) -> WSGIApplication:
    """Return the application: ``POST /slack/events`` for Slack, the rest for hosts and monitors."""
    handler = SlackRequestHandler(
        create_app(settings.api, desk, settings.signing_secret), path=EVENTS_PATH
    )
    return Health(Guard(handler, settings.signing_secret), desk, settings.metrics_token)


def serve(
    settings: HttpSettings, library: Library, database_url: str, reporting: Reporting
) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way and exit.

    Raises :class:`SystemExit`: 0 after a stop, another code if the port can't be had.
    """
    start_logging()
    keep_heap_small()
    _Server(settings, library, database_url, reporting).run()


class _Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Threads that wait for a request's end no longer than ``READ_TIMEOUT``.

    Gunicorn's own wait without end, so that eight stalled connections would stop the bot.
    """

    def init_signals(self) -> None:
        """Take the signals that were held back since the fork; see :class:`_Arbiter`."""
        super().init_signals()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)

    def enqueue_req(self, conn: TConn) -> None:
        """Give a connection a thread once it has sent something, so that silent ones cost none."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.sock.settimeout(0)
        conn.timeout = time.monotonic() + READ_TIMEOUT
        self.pending_conns.append(conn)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, readable)

    def handle(self, conn: TConn) -> object:
        """Handle a request; what hasn't arrived in time reads as the end of the stream."""

        def stop_reading() -> None:
            with suppress(OSError):  # it was closed in the meantime
                conn.sock.shutdown(socket.SHUT_RD)

        timer = Timer(READ_TIMEOUT, stop_reading)
        timer.daemon = True
        timer.start()
        try:
            return super().handle(conn)
        finally:
            timer.cancel()


class _Arbiter(Arbiter):  # type: ignore[misc]  # gunicorn has no types
    """Holds back signals from a new worker until it knows what to do with them.

    Gunicorn's worker loses a SIGTERM in the moment after its fork, and is killed at the end of
    the time that a stop may take.
    """

    def spawn_worker(self) -> object:
        """Start a worker."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
        try:
            return super().spawn_worker()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)


class _Log(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Has gunicorn log where all else does."""

    def setup(self, _cfg: object) -> None:
        """Leave its lines to the root logger."""
        self.error_log.propagate = True
        self.error_log.setLevel(logging.INFO)


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn set up here alone, whatever gunicorn.conf.py or WEB_CONCURRENCY say."""

    def __init__(
        self, settings: HttpSettings, library: Library, database_url: str, reporting: Reporting
    ) -> None:
        self._settings = settings
        self._library = library
        self._database_url = database_url
        self._reporting = reporting
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults."""
        # All addresses: a host routes to the container, and Slack's requests are signed.
        address = "[::]" if socket.has_dualstack_ipv6() else "0.0.0.0"  # noqa: S104
        settings = {
            "bind": f"{address}:{self._settings.port}",
            "worker_class": _Worker,
            "workers": self._settings.workers,
            "threads": 64,
            "graceful_timeout": 20,  # seconds
            "keepalive": 95,  # seconds; routers of hosts keep connections idle for 90
            "control_socket_disable": True,
            "logger_class": _Log,
            "child_exit": lambda _server, worker: forget_worker(worker.pid),
            "on_exit": lambda _server: forget_all(),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def run(self) -> None:
        """Serve until told to stop."""
        _Arbiter(self).run()

    def load(self) -> WSGIApplication:
        """Return the application, in the worker: what has threads or connections starts there."""
        desk = open_desk(self._library, self._database_url)
        start_upkeep(desk, quiet_client(self._settings.api))
        start_reporting(self._reporting)
        return build_wsgi(self._settings, desk)
