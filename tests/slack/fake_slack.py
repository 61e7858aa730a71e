"""A stand-in for Slack's Web API on a local port, which can be told to fail."""

import json
import socket
import struct
import threading
from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from tests.slack.block_kit_limits import Posted, check_posted

TOKEN = "xoxb-123-canary-token"  # noqa: S105 - opens nothing
PATIENCE = 30  # seconds; the bound on all waiting


class Lost(Enum):
    """A message that is posted, but whose sender isn't told."""

    RESET = "the connection is reset"
    HANG = "the response comes only when released"


@dataclass(frozen=True, slots=True)
class Status:
    """An answer with an HTTP status, and nothing posted."""

    code: int
    body: str = "<html>oops</html>"
    headers: tuple[tuple[str, str], ...] = ()


Fault = str | Status | Lost
"""How a call fails; a string is the code of an ``ok: false``."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a Web API method as received."""

    method: str
    token: str
    arguments: dict[str, object]


@dataclass(slots=True)
class FakeSlack:
    """The server and what it saw. ``faults`` are what the next calls to post meet with."""

    calls: list[Call] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)
    called: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    server: ThreadingHTTPServer = field(init=False)
    thread: threading.Thread = field(init=False)

    def __enter__(self) -> Self:
        self.server = _Server(self)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.released.set()
        self.server.shutdown()
        self.thread.join(PATIENCE)
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/api/"


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, slack: FakeSlack) -> None:
        self.slack = slack
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that give up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        slack = self.server.slack
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        method = self.path.removeprefix("/api/")
        arguments: dict[str, object] = json.loads(body or b"{}")
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        slack.calls.append(Call(method, token, arguments))
        if method == "chat.postMessage":
            self._post(slack, arguments)
        elif method == "auth.test":
            self._answer(
                200,
                {
                    "ok": True,
                    "url": "https://acme.slack.com/",
                    "team": "Acme",
                    "user": "stackguide",
                    "team_id": "T0ACME",
                    "user_id": "U0BOT",
                    "bot_id": "B0BOT",
                },
            )
        else:
            self._answer(200, {"ok": False, "error": "unknown_method"})

    def _post(self, slack: FakeSlack, arguments: dict[str, object]) -> None:
        try:
            posted = check_posted(arguments)
        except (ValueError, AssertionError) as problem:
            slack.problems.append(str(problem))
            self._answer(200, {"ok": False, "error": "invalid_blocks"})
            return
        fault = slack.faults.popleft() if slack.faults else None
        if fault is None or isinstance(fault, Lost):
            slack.posted.append(posted)
        slack.called.set()
        if isinstance(fault, str):
            self._answer(200, {"ok": False, "error": fault})
        elif isinstance(fault, Status):
            self._send(fault.code, fault.body.encode(), "text/html", fault.headers)
        elif fault is Lost.RESET:
            self._reset()
        else:
            if fault is Lost.HANG:
                slack.released.wait(PATIENCE)
            answer = {"ok": True, "channel": posted.channel, "ts": f"{len(slack.posted)}.000100"}
            self._answer(200, {**answer, "message": {"text": posted.text}})

    def _answer(self, status: int, body: dict[str, object]) -> None:
        self._send(status, json.dumps(body).encode(), "application/json; charset=utf-8")

    def _send(
        self, status: int, body: bytes, kind: str, headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _reset(self) -> None:
        linger = struct.pack("ii", 1, 0)  # on, 0 seconds: closing sends RST
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Write nothing."""
