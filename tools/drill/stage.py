"""What a drill plays on: a directory, the knowledge, a store with its tables, processes."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bot.state.database import Database
from bot.state.migrate import migrate
from bot.state.store import Store
from tests.conftest import ROOT
from tests.postgres import new_database
from tests.slack.driver import Response
from tests.slack.fake_slack import TOKEN, FakeSlack
from tests.slack.fake_socket import APP_TOKEN, FakeSocket
from tests.slack.requests import SECRET, OverHttp, signed

SERVE = ("-m", "bot", "serve")
LISTEN = ("-m", "bot", "socket")
SLACK_WAITS = 3.0
"""Seconds that Slack waits for a response."""
STARTS_WITHIN = 30.0  # seconds
_REQUEST = 30.0  # seconds for a response to who isn't Slack


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a drill plays. ``timed`` says whether bounds on times count; in tests they don't."""

    directory: Path
    knowledge: Path
    url: str
    timed: bool = False

    def part(self, name: str) -> "Stage":
        """Return the same stage for a part of a drill, with a directory of its own."""
        directory = self.directory / name
        directory.mkdir(exist_ok=True)
        return replace(self, directory=directory)


@contextmanager
def opened(store: str, directory: Path, knowledge: Path, *, timed: bool) -> Iterator[Stage]:
    """Return a stage whose store is "sqlite" or "postgres", and has its tables."""
    if store == "postgres":
        with new_database() as url:
            yield _with_tables(Stage(directory, knowledge, url, timed))
    else:
        yield _with_tables(Stage(directory, knowledge, f"sqlite:///{directory}/state.db", timed))


def _with_tables(stage: Stage) -> Stage:
    database = Database(stage.url)
    migrate(database)
    database.close()
    return stage


@contextmanager
def store_of(stage: Stage) -> Iterator[Store]:
    """Look into the store of a stage, beside the processes that use it."""
    database = Database(stage.url)
    try:
        yield Store(database)
    finally:
        database.close()


@dataclass(frozen=True, slots=True)
class Running:
    """A process and its workers, a group of their own."""

    process: "subprocess.Popen[bytes]"
    output: Path

    def told(self) -> str:
        """Return what it has written."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    def signal_all(self, number: signal.Signals) -> None:
        """Send a signal to the process and to all that it has started, if it hasn't ended."""
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def kill(self) -> None:
        """End all of it at once, as a host does that has lost its patience."""
        self.signal_all(signal.SIGKILL)
        self.process.wait(_REQUEST)

    def workers(self) -> list[int]:
        """Return the ids of the processes that it has started."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(child) for child in children.split()]

    def resident(self) -> list[float]:
        """Return how much memory each worker takes, in MB."""
        page = os.sysconf("SC_PAGE_SIZE")
        statms = [Path(f"/proc/{pid}/statm").read_text(encoding="ascii") for pid in self.workers()]
        return [int(statm.split()[1]) * page / 1e6 for statm in statms]


@dataclass(frozen=True, slots=True)
class Served(OverHttp):
    """A bot that serves HTTP."""

    running: Running
    port: int

    def request(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        patience: float = _REQUEST,
    ) -> Response:
        """Send a request as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return Response(response.status, response.read())
        finally:
            connection.close()

    def send(self, body: bytes, kind: str, patience: float = _REQUEST) -> Response:
        """Send a signed request."""
        headers = signed_headers(body, kind)
        return self.request("POST", "/slack/events", body, headers, patience)

    def is_up(self) -> bool:
        """Tell whether it answers."""
        try:
            return self.request("GET", "/healthz").status < http.HTTPStatus.INTERNAL_SERVER_ERROR
        except OSError:
            return False

    def readiness(self) -> Response:
        """Ask whether it is ready."""
        return self.request("GET", "/readyz")


def signed_headers(body: bytes, kind: str) -> dict[str, str]:
    """Return the headers of a signed request, as HTTP names them."""
    names = {
        name.removeprefix("HTTP_").replace("_", "-"): value for name, value in signed(body).items()
    }
    return {"Content-Type": kind, **names}


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def program(command: str, *changes: str) -> tuple[str, ...]:
    """Return the arguments that start a command after ``changes``, which are lines of Python."""
    lines = [*changes, "from bot.cli.main import main", f"raise SystemExit(main([{command!r}]))"]
    return "-c", "\n".join(lines)


@contextmanager
def started(
    stage: Stage, arguments: Sequence[str], environ: dict[str, str], name: str = "output"
) -> Iterator[Running]:
    """Start a process, and end it with the block."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TMPDIR": str(stage.directory),
        "STACKGUIDE_KNOWLEDGE_DB": str(stage.knowledge),
        "DATABASE_URL": stage.url,
        **environ,
    }
    output = stage.directory / name
    with output.open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - this interpreter and nothing else
            [sys.executable, *arguments],
            cwd=stage.directory,
            env={name: value for name, value in environment.items() if value},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    running = Running(process, output)
    try:
        yield running
    finally:
        running.kill()


@contextmanager
def serving(
    stage: Stage,
    slack: FakeSlack,
    arguments: Sequence[str] = SERVE,
    port: int | None = None,
    **environ: str,
) -> Iterator[Served]:
    """Serve Slack until the end of the block, from the moment on that it answers."""
    port = port or free_port()
    settings = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.url,
        "PORT": str(port),
        **environ,
    }
    with started(stage, arguments, settings, f"output-{port}") as running:
        bot = Served(running, port)
        wait_until(bot.is_up, STARTS_WITHIN, running)
        yield bot


@contextmanager
def listening(
    stage: Stage, fake: FakeSocket, arguments: Sequence[str] = LISTEN, name: str = "output"
) -> Iterator[Running]:
    """Answer Slack over a socket until the end of the block."""
    settings = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": fake.url,
    }
    with started(stage, arguments, settings, name) as running:
        yield running


def wait_until(holds: Callable[[], bool], seconds: float, running: Running | None = None) -> bool:
    """Wait until something holds, and return whether it came to that.

    Raises :class:`RuntimeError` if the process ends first, or never comes to it.
    """
    end = time.monotonic() + seconds
    while not holds():
        if running is not None and (running.process.poll() is not None or time.monotonic() > end):
            raise RuntimeError(f"The bot isn't up: {running.told()[-2000:]}")
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
