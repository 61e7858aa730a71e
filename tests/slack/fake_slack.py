"""A stand-in for Slack on a local port, which can be told to fail.

It has the Web API and response_urls, and keeps what people see: messages and views.
"""

import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

from tests.slack.block_kit_limits import (
    Deletion,
    Posted,
    Responded,
    check_posted,
    check_responded,
    check_response,
    check_updated,
    check_view,
)

TOKEN = "xoxb-123-canary-token"  # noqa: S105 - opens nothing
TEAM, BOT = "T0ACME", "U0BOT"
PATIENCE = 30  # seconds; the bound on all waiting
PATIENT = (
    "from bot.cli.main import main; from bot.slack import app, conversations, posting; "
    f"app.API_TIMEOUT = conversations.POST_WITHIN = posting.CALL_WITHIN = {PATIENCE}; "
)
"""Begins a program whose calls to Slack may hang for as long as a slow machine needs."""
MAX_USES = 5  # of a response_url
MAX_STACK = 3  # modals over each other
_DRIP = 0.5  # seconds between the pieces of a response that trickles


class Lost(Enum):
    """What is done, but whose sender isn't told."""

    RESET = "the connection is reset"
    HANG = "the response comes only when released"
    TRICKLE = "the response comes a byte at a time, and takes long"


class Unheard(Enum):
    """What isn't done, and whose sender isn't told."""

    RESET = "the connection is reset"
    HANG = "the connection is reset when released"


@dataclass(frozen=True, slots=True)
class Status:
    """An answer with an HTTP status, and nothing done."""

    code: int
    body: str = "<html>oops</html>"
    headers: tuple[tuple[str, str], ...] = ()


Fault = str | Status | Lost | Unheard
"""How a call fails; a string is the code of an ``ok: false``."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a Web API method as received."""

    method: str
    token: str
    arguments: dict[str, Any]


@dataclass(slots=True)
class Shown:
    """A message of the bot as people see it; a private one is seen by one person."""

    slack: "FakeSlack"
    channel: str
    ts: str
    thread_ts: str | None
    text: str
    blocks: list[dict[str, Any]]
    private: bool
    deleted: bool = False


@dataclass(slots=True)
class ShownView:
    """A modal or an App Home as a person sees it; a modal may stand over another."""

    slack: "FakeSlack"
    id: str
    view: dict[str, Any]
    version: int = 1
    under: Self | None = None

    @property
    def depth(self) -> int:
        """How many modals stand over each other, with this one."""
        return 1 if self.under is None else self.under.depth + 1

    def put(self, view: dict[str, Any]) -> None:
        """Show another view in its place."""
        self.view = view
        self.version += 1

    @property
    def hash(self) -> str:
        return f"1763800000.{self.version}"

    @property
    def type(self) -> str:
        return str(self.view["type"])

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return _with_ids(self.view["blocks"])


@dataclass(slots=True)
class FakeSlack:
    """The server, what it saw, and what people see.

    The faults are what the next calls meet with: to post, to show views, of response_urls.
    ``people`` are what users.info tells of them beyond being members.
    ``plan`` tells what a post of a message meets with otherwise; ``latency`` is the seconds that
    all of these take before anything is done.
    """

    calls: list[Call] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    responded: list[Responded | Deletion] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    modals: list[ShownView] = field(default_factory=list)
    homes: dict[str, ShownView] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)
    view_faults: deque[Fault] = field(default_factory=deque)
    response_faults: deque[Fault] = field(default_factory=deque)
    agent_faults: deque[Fault] = field(default_factory=deque)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    people_faults: deque[Fault] = field(default_factory=deque)
    identity_faults: deque[Fault] = field(default_factory=deque)
    plan: Callable[[Posted], Fault | None] = lambda _posted: None
    latency: float = 0.0
    called: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)
    urls: dict[str, tuple[Shown, list[None]]] = field(default_factory=dict)
    triggers: dict[str, ShownView | None] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=lambda: count(1))
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
        return f"{self.origin}/api/"

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def new_url(self, shown: Shown) -> str:
        """Return a response_url for a message, as each interaction with it brings one."""
        path = f"/actions/{TEAM}/{next(self.numbers)}/x"
        self.urls[path] = (shown, [])
        return self.origin + path

    def new_trigger(self, pressed: ShownView | None = None) -> str:
        """Return what a modal can be opened with, once: over the one ``pressed`` in, if any."""
        trigger = f"{next(self.numbers)}.763800.abc"
        self.triggers[trigger] = pressed
        return trigger

    def push(self, view: dict[str, Any], under: ShownView) -> None:
        """Show a modal over another."""
        self.modals.append(ShownView(self, f"V{next(self.numbers)}", view, under=under))

    def show_response(self, response: dict[str, Any], channel: str = "C0STACK") -> Shown:
        """Show the response to a command, which one person sees."""
        check_response(response)
        return self.show(response, channel, thread_ts=None, private=True)

    def show(
        self, message: dict[str, Any], channel: str, thread_ts: str | None, *, private: bool
    ) -> Shown:
        ts = f"{1763801000 + next(self.numbers)}.000100"
        blocks = _with_ids(message.get("blocks") or [])
        self.shown.append(Shown(self, channel, ts, thread_ts, message["text"], blocks, private))
        return self.shown[-1]


def _next(faults: deque[Fault]) -> Fault | None:
    return faults.popleft() if faults else None


def _with_ids(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return blocks as Slack sends them back: each with an id."""
    return [{"block_id": f"b{place}", **block} for place, block in enumerate(blocks)]


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128  # calls that come at once; one too many would wait for a second

    def __init__(self, slack: FakeSlack) -> None:
        self.slack = slack
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that give up are part of the tests."""


Json = dict[str, Any]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        slack = self.server.slack
        body = self.rfile.read(int(self.headers["Content-Length"])) or b"{}"
        is_form = self.headers.get("Content-Type", "").startswith("application/x-www-form")
        arguments: Json = dict(parse_qsl(body.decode())) if is_form else json.loads(body)
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.path in slack.urls:
            if token:
                slack.problems.append("a response_url is sent a token")
            self._respond(slack, arguments)
            return
        method = self.path.removeprefix("/api/")
        slack.calls.append(Call(method, token, arguments))
        if method == "chat.postMessage":
            self._post(slack, arguments)
        elif method == "chat.update":
            self._update(slack, arguments)
        elif method in {"views.open", "views.push", "views.update", "views.publish"}:
            self._show(slack, method, arguments)
        elif method in {"assistant.threads.setSuggestedPrompts", "agents.sessions.setStatus"}:
            assert "thread_ts" not in arguments or method.startswith("agents.")
            self._do(_next(slack.agent_faults), dict)
        elif method == "users.info":
            told = {"id": arguments["user"], "team_id": TEAM, "is_admin": False, "is_owner": False}
            person = {**told, **slack.people.get(arguments["user"], {})}
            self._do(_next(slack.people_faults), lambda: {"user": person})
        elif method == "auth.test":
            identity = {"team_id": TEAM, "user_id": BOT, "bot_id": "B0BOT", "user": "stackguide"}
            where = {"url": "https://acme.slack.com/", "team": "Acme"}
            self._do(_next(slack.identity_faults), lambda: {**where, **identity})
        else:
            self._answer(200, {"ok": False, "error": "unknown_method"})

    def _post(self, slack: FakeSlack, arguments: Json) -> None:
        def post() -> Json:
            slack.posted.append(posted)
            thread = posted.thread_ts
            shown = slack.show(arguments, posted.channel, thread, private=False)
            return {"channel": posted.channel, "ts": shown.ts, "message": {"text": posted.text}}

        try:
            posted = check_posted(arguments)
        except (ValueError, AssertionError) as problem:
            self._refuse(slack, problem)
        else:
            self._do(_next(slack.faults) or slack.plan(posted), post)

    def _update(self, slack: FakeSlack, arguments: Json) -> None:
        def update() -> Json:
            message.text, message.blocks = updated.text, _with_ids(arguments["blocks"])
            return {"channel": updated.channel, "ts": updated.ts, "text": updated.text}

        try:
            updated = check_updated(arguments)
        except (ValueError, AssertionError) as problem:
            self._refuse(slack, problem)
            return
        found = [
            one
            for one in slack.shown
            if (one.channel, one.ts) == (updated.channel, updated.ts) and not one.private
        ]
        if not found or found[0].deleted:
            self._answer(200, {"ok": False, "error": "message_not_found"})
            return
        (message,) = found
        self._do(_next(slack.faults), update)

    def _show(self, slack: FakeSlack, method: str, arguments: Json) -> None:
        def show() -> Json:
            view = arguments["view"]
            if method == "views.update":
                modals[arguments["view_id"]].put(view)
            elif method == "views.push":
                under = slack.triggers.pop(arguments["trigger_id"])
                assert under is not None
                slack.push(view, under)
            else:
                shown = ShownView(slack, f"V{next(slack.numbers)}", view)
                slack.triggers.pop(arguments.get("trigger_id", ""), None)
                if method == "views.open":
                    slack.modals.append(shown)
                else:
                    slack.homes[arguments["user_id"]] = shown
            return {}

        try:
            check_view(arguments["view"])
            home = method == "views.publish"
            assert arguments["view"]["type"] == ("home" if home else "modal")
        except (ValueError, AssertionError) as problem:
            self._refuse(slack, problem)
            return
        modals = {one.id: one for one in slack.modals}
        pushed_on = slack.triggers.get(arguments.get("trigger_id", ""))
        opens = method in {"views.open", "views.push"}
        if opens and arguments["trigger_id"] not in slack.triggers:
            self._answer(200, {"ok": False, "error": "exchanged_trigger_id"})
        elif opens and (pushed_on is not None and pushed_on.type == "modal") is (
            method == "views.open"
        ):
            self._refuse(slack, AssertionError(f"{method} where the other is right"))
        elif method == "views.push" and pushed_on is not None and pushed_on.depth >= MAX_STACK:
            self._answer(200, {"ok": False, "error": "push_limit_reached"})
        elif method == "views.update" and modals[arguments["view_id"]].hash != arguments["hash"]:
            self._answer(200, {"ok": False, "error": "hash_conflict"})
        else:
            self._do(_next(slack.view_faults), show)

    def _respond(self, slack: FakeSlack, content: Json) -> None:
        shown, uses = slack.urls[self.path]
        uses.append(None)
        if len(uses) > MAX_USES:
            slack.problems.append("a response_url is used too often")
            self._answer(404, {"ok": False, "error": "used_url"})
            return

        def respond() -> Json:
            slack.responded.append(responded)
            if isinstance(responded, Deletion):
                shown.deleted = True
            elif responded.replace_original:
                shown.text, shown.blocks = content["text"], _with_ids(content.get("blocks") or [])
            else:
                private = responded.response_type == "ephemeral"
                slack.show(content, shown.channel, responded.thread_ts, private=private)
            return {}

        try:
            responded = check_responded(content)
        except (ValueError, AssertionError) as problem:
            self._refuse(slack, problem)
        else:
            self._do(_next(slack.response_faults), respond)

    def _refuse(self, slack: FakeSlack, problem: Exception) -> None:
        slack.problems.append(str(problem))
        self._answer(200, {"ok": False, "error": "invalid_blocks"})

    def _do(self, fault: Fault | None, act: Callable[[], Json]) -> None:
        """Do what is asked and say so, unless that meets with a fault."""
        slack = self.server.slack
        time.sleep(slack.latency)
        result = act() if fault is None or isinstance(fault, Lost) else {}
        slack.called.set()
        if isinstance(fault, str):
            self._answer(200, {"ok": False, "error": fault})
        elif isinstance(fault, Status):
            self._send(fault.code, fault.body.encode(), "text/html", fault.headers)
        elif fault is Lost.RESET or isinstance(fault, Unheard):
            if fault is Unheard.HANG:
                slack.released.wait(PATIENCE)
            self._reset()
        elif fault is Lost.TRICKLE:
            self._trickle()
        else:
            if fault is Lost.HANG:
                slack.released.wait(PATIENCE)
            self._answer(200, {"ok": True, **result})

    def _trickle(self) -> None:
        """Send headers without end, slowly, until released or until nobody listens any more."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        with suppress(OSError):
            for _ in range(int(PATIENCE / _DRIP)):
                self.wfile.write(b"X-More: x\r\n")
                if self.server.slack.released.wait(_DRIP):
                    break

    def _answer(self, status: int, body: Json) -> None:
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
