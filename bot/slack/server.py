"""Slack over HTTP: the WSGI application, and gunicorn around it."""

import selectors
import socket
import time
from contextlib import suppress
from functools import partial
from threading import Timer
from wsgiref.types import WSGIApplication

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]
from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.ask import Guide
from bot.settings import HttpSettings
from bot.slack.app import create_app
from bot.slack.guard import EVENTS_PATH, Guard
from bot.slack.logs import start_logging

READ_TIMEOUT = 5.0  # seconds for a whole request to arrive; Slack's comes at once


def build_wsgi(settings: HttpSettings, guide: Guide) -> WSGIApplication:
    """Return the application: ``POST /slack/events`` for Slack, ``GET /healthz`` for hosts."""
    handler = SlackRequestHandler(
        create_app(settings.api, guide, settings.signing_secret), path=EVENTS_PATH
    )
    return Guard(handler, settings.signing_secret)


def serve(settings: HttpSettings, guide: Guide) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way and exit.

    Raises :class:`SystemExit`: 0 after a stop, another code if the port can't be had.
    """
    start_logging()
    _Server(build_wsgi(settings, guide), settings.port).run()


class _Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """Threads that wait for a request's end no longer than ``READ_TIMEOUT``.

    Gunicorn's own wait without end, so that eight stalled connections would stop the bot.
    """

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


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn set up here alone, whatever gunicorn.conf.py or WEB_CONCURRENCY say."""

    def __init__(self, application: WSGIApplication, port: int) -> None:
        self._application = application
        self._port = port
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults."""
        # All addresses: a host routes to the container, and Slack's requests are signed.
        address = "[::]" if socket.has_dualstack_ipv6() else "0.0.0.0"  # noqa: S104
        settings = {
            "bind": f"{address}:{self._port}",
            "worker_class": _Worker,
            "workers": 1,  # threads and claims are remembered in the process
            "threads": 64,
            "graceful_timeout": 20,  # seconds
            "keepalive": 95,  # seconds; routers of hosts keep connections idle for 90
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """Return the application, in the worker."""
        return self._application
