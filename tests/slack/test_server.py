"""``python -m bot serve``: the whole bot as a process, over real sockets."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from urllib.parse import urlencode

import pytest

from tests.conftest import ROOT
from tests.slack.block_kit_limits import check_response
from tests.slack.driver import Response
from tests.slack.fake_slack import PATIENCE, PATIENT, TOKEN, FakeSlack, Lost
from tests.slack.payloads import USER, command, mention
from tests.slack.requests import FORM, JSON, SECRET, OverHttp, signed

GRACE = 20  # seconds; hosts kill a process soon after


@dataclass(frozen=True, slots=True)
class Process(OverHttp):
    """A bot of its own process."""

    process: "subprocess.Popen[bytes]"
    port: int
    output: Path

    def request(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Response:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return Response(response.status, response.read())
        finally:
            connection.close()

    def send(self, body: bytes, kind: str) -> Response:
        headers = {
            name.removeprefix("HTTP_").replace("_", "-"): value
            for name, value in signed(body).items()
        }
        return self.request("POST", "/slack/events", body, {"Content-Type": kind, **headers})

    def wait_until_up(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.output.read_text()
            try:
                assert self.request("GET", "/healthz") == Response(200, b"ok")
            except ConnectionError:
                time.sleep(0.05)
            else:
                return
        pytest.fail(f"The bot isn't up: {self.output.read_text()}")


@pytest.fixture(scope="module")
def knowledge(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(copy(built, tmp_path_factory.mktemp("served")))


@contextmanager
def serving(slack: FakeSlack, knowledge: Path, directory: Path, *program: str) -> Iterator[Process]:
    """Run a bot until the end of the block."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.url,
        "PORT": str(port),
        "STACKGUIDE_KNOWLEDGE_DB": str(knowledge),
        "DATABASE_URL": f"sqlite:///{directory / 'state.db'}",
        "WEB_CONCURRENCY": "3",  # as hosts set it
        "METRICS_TOKEN": "canary-metrics",
    }
    output = directory / "output"
    with output.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *program],
            cwd=directory,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    with process:
        bot = Process(process, port, output)
        try:
            bot.wait_until_up()
            yield bot
        finally:
            process.kill()


@pytest.fixture
def served(slack: FakeSlack, knowledge: Path, tmp_path: Path) -> Iterator[Process]:
    with serving(slack, knowledge, tmp_path, "-m", "bot", "serve") as bot:
        yield bot


def test_a_process_answers_and_stops_when_told(served: Process, slack: FakeSlack) -> None:
    answer = served.send(urlencode(command("what canary-question redis")).encode(), FORM)
    assert answer.status == 200
    check_response(answer.json())
    envelope = json.dumps(mention("compare postgres vs mongo for canary-question")).encode()
    assert [served.send(envelope, JSON).status for _ in range(8)] == [200] * 8
    assert len(slack.posted) == 1
    assert served.request("POST", "/slack/events", envelope).status == 401
    assert served.request("GET", "/slack/events").status == 405
    assert served.request("GET", "/readyz").json()["ready"] is True
    assert served.request("GET", "/metrics").status == 401
    headers = {"Authorization": "Bearer canary-metrics"}
    for _ in range(3):  # whichever worker answers tells the numbers of all
        told = served.request("GET", "/metrics", headers=headers).body.decode()
        assert 'stackguide_requests_total{outcome="sent",surface="app_mention"} 1.0' in told
        assert 'stackguide_requests_total{outcome="done",surface="app_mention"} 7.0' in told
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(GRACE) == 0
    output = served.output.read_text()
    assert "Booting worker" in output
    assert "Answering as stackguide in Acme" in output
    assert output.count("Booting worker") == 3
    assert "canary" not in output
    assert SECRET not in output
    assert "Traceback" not in output


def test_every_surface_is_served(served: Process, slack: FakeSlack) -> None:
    served.dm("which db for transactions?")
    served.press(slack.shown[-1], "ask.why")
    assert slack.posted[-1].text.startswith("Asked: why")
    private = slack.show_response(served.command("which db for transactions").json())
    served.press(private, "share")
    assert (private.deleted, slack.shown[-1].private) == (True, False)
    served.press(slack.shown[-1], "rate", "up")
    served.home()
    served.select(slack.homes[USER], "Redis")
    served.press(slack.modals[-1], "ask.next0")
    assert [call.method for call in slack.calls][-1] == "views.update"
    output = served.output.read_text()
    assert "Rated up: intent recommend" in output
    assert "ERROR" not in output


def test_work_under_way_is_finished_before_the_stop(
    slack: FakeSlack, knowledge: Path, tmp_path: Path
) -> None:
    slack.faults.extend([Lost.HANG] * 6)
    program = f"{PATIENT}main(['serve'])"
    with serving(slack, knowledge, tmp_path, "-c", program) as bot, ThreadPoolExecutor(6) as pool:
        bodies = [json.dumps(mention("what is redis")).encode() for _ in range(6)]
        answers = [pool.submit(bot.send, body, JSON) for body in bodies]
        end = time.monotonic() + PATIENCE
        while len(slack.posted) < len(bodies) and time.monotonic() < end:
            time.sleep(0.01)
        bot.process.send_signal(signal.SIGTERM)
        bot.process.send_signal(signal.SIGTERM)
        slack.released.set()
        assert [answer.result(PATIENCE).status for answer in answers] == [200] * 6
        assert bot.process.wait(GRACE) == 0


def test_stalled_connections_do_not_stop_the_bot(
    slack: FakeSlack, knowledge: Path, tmp_path: Path
) -> None:
    program = (
        "from bot.cli.main import main; from bot.slack import server; "
        "server.READ_TIMEOUT = 0.2; main(['serve'])"
    )
    heads = [b"POST /slack/ev", b"POST /slack/events HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf"]
    with serving(slack, knowledge, tmp_path, "-c", program) as bot, ExitStack() as stack:
        for head in heads * 10:
            address = ("127.0.0.1", bot.port)
            stalled = stack.enter_context(socket.create_connection(address, PATIENCE))
            stalled.sendall(head)
        answer = bot.send(urlencode(command("what is redis")).encode(), FORM)
        assert answer.status == 200
        assert stalled.recv(100).startswith(b"HTTP/1.1 400 ")
        bot.process.send_signal(signal.SIGTERM)
        assert bot.process.wait(GRACE) == 0
        assert "Traceback" not in bot.output.read_text()


def test_silent_connections_hold_no_thread(
    slack: FakeSlack, knowledge: Path, tmp_path: Path
) -> None:
    program = (
        "from bot.cli.main import main; from bot.slack import server; "
        "server.READ_TIMEOUT = 600; main(['serve'])"
    )
    with serving(slack, knowledge, tmp_path, "-c", program) as bot, ExitStack() as stack:
        for _ in range(100):  # more than there are threads
            stack.enter_context(socket.create_connection(("127.0.0.1", bot.port), PATIENCE))
        answer = bot.send(urlencode(command("what is redis")).encode(), FORM)
        assert answer.status == 200


def test_missing_settings_are_named(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bot", "serve"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert run.returncode == 1
    for name in ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"):
        assert name in run.stderr
    assert "Traceback" not in run.stderr
