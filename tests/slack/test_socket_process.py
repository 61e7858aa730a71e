"""``python -m bot socket``: the whole bot as a process, over a real socket."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.slack.block_kit_limits import check_response
from tests.slack.fake_slack import PATIENCE, PATIENT, TOKEN, FakeSlack, Lost
from tests.slack.fake_socket import APP_TOKEN, FakeSocket
from tests.slack.payloads import command, mention

GRACE = 20  # seconds; hosts kill a process soon after


@dataclass(frozen=True, slots=True)
class Process:
    """A bot of its own process."""

    process: "subprocess.Popen[bytes]"
    output: Path


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the first process builds the knowledge, and later ones find it."""
    return tmp_path_factory.mktemp("socket") / "knowledge.db"


@pytest.fixture
def fake(slack: FakeSlack) -> Iterator[FakeSocket]:
    with FakeSocket(slack) as fake:
        yield fake


@contextmanager
def running(
    fake: FakeSocket, knowledge: Path, directory: Path, *program: str, **environ: str
) -> Iterator[Process]:
    """Run a bot until the end of the block."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": fake.url,
        "STACKGUIDE_KNOWLEDGE_DB": str(knowledge),
        "DATABASE_URL": f"sqlite:///{directory / 'state.db'}",
    }
    output = directory / "output"
    with output.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *program],
            cwd=directory,
            env=environment | environ,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    with process:
        try:
            yield Process(process, output)
        finally:
            process.kill()


# With the settings of both transports, `run` takes the socket.
@pytest.mark.parametrize("program", ["socket", "run"])
def test_a_process_answers_and_stops_when_told(
    fake: FakeSocket, slack: FakeSlack, knowledge: Path, tmp_path: Path, program: str
) -> None:
    secret = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of no app
    with running(
        fake, knowledge, tmp_path, "-m", "bot", program, SLACK_SIGNING_SECRET=secret
    ) as bot:
        fake.wait_for_links(1)
        asked = command("what canary-question redis")
        answer = fake.deliver("slash_commands", asked, accepts_response_payload=True)
        fake.wait(lambda: bool(fake.acks))
        assert fake.acks[0]["envelope_id"] == answer
        check_response(fake.acks[0]["payload"])
        fake.deliver("events_api", mention("compare postgres vs mongo for canary-question"))
        fake.wait(lambda: len(fake.acks) == 2)
        assert len(slack.posted) == 1
        bot.process.send_signal(signal.SIGTERM)
        assert bot.process.wait(GRACE) == 0
        output = bot.output.read_text()
    assert "Connected to Slack" in output
    for confidential in ("canary", TOKEN, APP_TOKEN, "Traceback"):
        assert confidential not in output


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_work_under_way_is_finished_before_the_stop(
    fake: FakeSocket, slack: FakeSlack, knowledge: Path, tmp_path: Path, number: signal.Signals
) -> None:
    slack.faults.extend([Lost.HANG] * 6)
    with running(fake, knowledge, tmp_path, "-c", f"{PATIENT}main(['socket'])") as bot:
        fake.wait_for_links(1)
        envelopes = {fake.deliver("events_api", mention("what is redis")) for _ in range(6)}
        end = time.monotonic() + PATIENCE
        while len(slack.posted) < len(envelopes) and time.monotonic() < end:
            time.sleep(0.01)
        bot.process.send_signal(number)
        bot.process.send_signal(number)
        slack.released.set()
        assert bot.process.wait(GRACE) == 0
        fake.wait_for_links(0)
        assert {ack["envelope_id"] for ack in fake.acks} == envelopes
        assert "Traceback" not in bot.output.read_text()


@pytest.mark.parametrize(
    ("token", "message"),
    [
        ("xapp-1-wrong", "Slack doesn't accept SLACK_APP_TOKEN (invalid_auth)"),
        (TOKEN, "SLACK_APP_TOKEN is not an app-level token"),
        ("", "SLACK_APP_TOKEN is missing"),
    ],
)
def test_a_wrong_token_is_told_with_the_remedy(
    fake: FakeSocket, knowledge: Path, tmp_path: Path, token: str, message: str
) -> None:
    with running(fake, knowledge, tmp_path, "-m", "bot", "socket", SLACK_APP_TOKEN=token) as bot:
        assert bot.process.wait(PATIENCE) == 1
        output = bot.output.read_text()
    assert message in output
    assert "App-Level Tokens (scope connections:write)" in output
    assert "Traceback" not in output
    assert (token or TOKEN) not in output
