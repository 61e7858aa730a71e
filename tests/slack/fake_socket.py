"""A stand-in for Slack's Socket Mode: addresses for sockets, and the sockets.

Its Web API answers ``apps.connections.open`` itself and passes other calls on to a FakeSlack.
"""

import http.client
import json
import socket
import struct
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4
from wsgiref.types import StartResponse, WSGIEnvironment

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from bot.settings import ApiSettings
from bot.slack.api import quiet_client
from bot.slack.app import create_app
from bot.slack.desk import Desk
from bot.slack.envelopes import Acknowledgement, Message, respond
from bot.slack.socket import SocketMode
from tests.slack.fake_slack import PATIENCE, TOKEN, FakeSlack
from tests.slack.requests import Bot

APP_TOKEN = "xapp-1-A0STACK-2-canary-token"  # noqa: S105 - opens nothing
HELLO: dict[str, object] = {
    "type": "hello",
    "num_connections": 1,
    "debug_info": {"host": "applink-1", "build_number": 7, "approximate_connection_time": 18060},
    "connection_info": {"app_id": "A0STACK"},
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call of the Web API is answered."""

    body: dict[str, object]
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


def goodbye(reason: str) -> dict[str, object]:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}


def refusal(code: str) -> Answer:
    return Answer({"ok": False, "error": code})


@dataclass(slots=True)
class FakeSocket:
    """The servers and what they saw.

    ``answers`` are what the next calls of a method get instead of what is usual; ``greetings``
    what the next connections begin with instead of a hello, ``None`` for nothing.
    """

    slack: FakeSlack
    answers: defaultdict[str, deque[Answer]] = field(default_factory=lambda: defaultdict(deque))
    greetings: deque[dict[str, object] | None] = field(default_factory=deque)
    opened: int = 0
    greeted: int = 0
    links: list[ServerConnection] = field(default_factory=list)
    acks: list[dict[str, object]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)
    api: ThreadingHTTPServer = field(init=False)
    sockets: Server = field(init=False)
    threads: list[threading.Thread] = field(init=False)

    def __enter__(self) -> Self:
        self.api = _Api(self)
        self.sockets = serve(self._attend, "127.0.0.1", 0, compression=None)
        self.threads = [
            threading.Thread(target=self.api.serve_forever, args=(0.01,)),
            threading.Thread(target=self.sockets.serve_forever),
        ]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.api.shutdown()
        self.sockets.shutdown()
        for thread in self.threads:
            thread.join(PATIENCE)
        self.api.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.api.server_address[1]}/api/"

    @property
    def socket_url(self) -> str:
        port = self.sockets.socket.getsockname()[1]
        return f"ws://127.0.0.1:{port}/link/?ticket=canary-ticket&app_id=A0STACK"

    def wait(self, until: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(until, PATIENCE), "it never came to that"

    def wait_for_links(self, number: int) -> None:
        """Wait until so many connections are open that the bot has been greeted on."""
        self.wait(lambda: len(self.links) == number)

    def send(self, message: object, link: ServerConnection | None = None) -> None:
        """Send a message over a connection, the latest unless told."""
        text = message if isinstance(message, str) else json.dumps(message)
        (link or self.links[-1]).send(text)

    def deliver(
        self, kind: str, payload: object, link: ServerConnection | None = None, **fields: object
    ) -> str:
        """Send an envelope and return its id."""
        envelope_id = str(uuid4())
        envelope = {"envelope_id": envelope_id, "type": kind, "payload": payload, **fields}
        self.send({"accepts_response_payload": False, **envelope}, link)
        return envelope_id

    def outcome(self, envelope_id: str) -> dict[str, object] | None:
        """Wait for an acknowledgement and return it; ``None`` if the bot refused to give one."""
        self.wait(lambda: envelope_id in self.refused or bool(self._acks_of(envelope_id)))
        acks = self._acks_of(envelope_id)
        assert len(acks) <= 1, "an envelope is acknowledged once"
        return acks[0] if acks else None

    def drop(self, link: ServerConnection | None = None, *, reset: bool = False) -> None:
        """End a connection, the latest unless told, silently or with a reset; wait for another."""
        greeted, sock = self.greeted, (link or self.links[-1]).socket
        if reset:
            linger = struct.pack("ii", 1, 0)  # on, 0 seconds: closing sends RST
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            sock.shutdown(socket.SHUT_RD)  # has our own reader let go of it
            sock.close()
        else:
            sock.shutdown(socket.SHUT_RDWR)
        self.wait(lambda: self.greeted > greeted)

    def overhear(
        self, respond: Callable[[Message], Acknowledgement | None]
    ) -> Callable[[Message], Acknowledgement | None]:
        """Return the function, with word to us of what it leaves without acknowledgement."""

        def overheard(message: Message) -> Acknowledgement | None:
            acknowledgement = None
            try:
                acknowledgement = respond(message)
            finally:
                if acknowledgement is None:
                    with self.changed:
                        self.refused.append(str(message["envelope_id"]))
                        self.changed.notify_all()
            return acknowledgement

        return overheard

    def _acks_of(self, envelope_id: str) -> list[dict[str, object]]:
        return [ack for ack in self.acks if ack.get("envelope_id") == envelope_id]

    def _attend(self, link: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            greeting = self.greetings.popleft() if self.greetings else HELLO
            if greeting is not None:
                link.send(json.dumps(greeting))
            with self.changed:
                self.greeted += 1
                self.links.append(link)
                self.changed.notify_all()
            for text in link:
                with self.changed:
                    self.acks.append(json.loads(text))
                    self.changed.notify_all()
        with self.changed:
            self.links.remove(link)
            self.changed.notify_all()


class _Api(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, fake: FakeSocket) -> None:
        self.fake = fake
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that give up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: _Api

    def do_POST(self) -> None:
        fake = self.server.fake
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        method = self.path.removeprefix("/api/")
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if fake.answers[method]:
            answer = fake.answers[method].popleft()
        elif method != "apps.connections.open":
            self._pass_on(fake.slack, body)
            return
        elif token != APP_TOKEN:
            app_level = token.startswith("xapp-")
            answer = refusal("invalid_auth" if app_level else "not_allowed_token_type")
        else:
            answer = Answer({"ok": True, "url": fake.socket_url})
        if method == "apps.connections.open":
            with fake.changed:
                fake.opened += 1
                fake.changed.notify_all()
        kind = ("Content-Type", "application/json; charset=utf-8")
        self._answer(answer.status, json.dumps(answer.body).encode(), (kind, *answer.headers))

    def _pass_on(self, slack: FakeSlack, body: bytes) -> None:
        connection = http.client.HTTPConnection(urlsplit(slack.url).netloc, timeout=PATIENCE)
        try:
            headers = {
                name: self.headers.get(name, "") for name in ("Content-Type", "Authorization")
            }
            connection.request("POST", self.path, body, headers)
            response = connection.getresponse()
            kind = ("Content-Type", response.headers["Content-Type"])
            self._answer(response.status, response.read(), (kind,))
        finally:
            connection.close()

    def _answer(self, status: int, body: bytes, headers: tuple[tuple[str, str], ...]) -> None:
        self.send_response(status)
        for name, value in (("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Write nothing."""


@dataclass(frozen=True, slots=True)
class OverSocket:
    """A WSGI application that passes requests on as envelopes, for a Bot over the socket.

    An acknowledgement is answered 200, with its payload; anything else 503.
    """

    fake: FakeSocket

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        length = int(environ["CONTENT_LENGTH"])
        text = environ["wsgi.input"].read(length).decode(errors="replace")
        form = "form" in environ["CONTENT_TYPE"]
        kind, payload = _as_form(text) if form else ("events_api", _as_json(text))
        expected = payload.get("type") if isinstance(payload, dict) else None
        accepts = kind == "slash_commands" or expected in {"view_submission", "block_suggestion"}
        envelope_id = self.fake.deliver(kind, payload, accepts_response_payload=accepts)
        ack = self.fake.outcome(envelope_id)
        start("200 OK" if ack else "503 Service Unavailable", [("Content-Type", "text/plain")])
        return [json.dumps(ack["payload"]).encode()] if ack and "payload" in ack else []


def _as_form(text: str) -> tuple[str, object]:
    fields = dict(parse_qsl(text, keep_blank_values=True))
    if "payload" in fields and "command" not in fields:
        return "interactive", _as_json(fields["payload"])
    return "slash_commands", fields


def _as_json(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


@contextmanager
def listening(fake: FakeSocket, desk: Desk) -> Iterator[Bot]:
    """Run the bot over the fake's sockets until the end of the block."""
    app = create_app(ApiSettings(TOKEN, fake.slack.url), desk)
    client = quiet_client(ApiSettings(TOKEN, fake.url))
    mode = SocketMode(client, APP_TOKEN, fake.overhear(partial(respond, app)))
    thread = threading.Thread(target=mode.run)
    thread.start()
    try:
        fake.wait_for_links(1)
        yield Bot(OverSocket(fake))
    finally:
        mode.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()
