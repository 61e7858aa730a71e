"""``stackguide doctor``: every setting right, missing and wrong, with what to do about it."""

import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from bot.cli.findings import Finding, Verdict
from bot.cli.main import main
from bot.errors import SettingsError
from bot.settings import KnowledgeSettings, state_settings
from bot.slack.listeners import LISTENERS
from tests.catalog.packs import write_pack
from tests.conftest import ROOT
from tests.slack.fake_slack import TOKEN, FakeSlack
from tests.slack.fake_socket import APP_TOKEN, Answer, FakeSocket, refusal
from tests.slack.requests import SECRET

SCOPES = sorted({scope for one in LISTENERS for scope in one.scopes})
IDENTITY: dict[str, object] = {
    "ok": True,
    "team": "Acme",
    "team_id": "T0ACME",
    "user": "stackguide",
}


def identified(*scopes: str) -> Answer:
    return Answer(IDENTITY, headers=(("X-OAuth-Scopes", ",".join(scopes)),))


@pytest.fixture(autouse=True)
def _nothing_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, knowledge_file: Path, unused_port: int
) -> None:
    for name in list(os.environ):
        if name.startswith(("SLACK_", "STACKGUIDE_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("STACKGUIDE_KNOWLEDGE_DB", str(knowledge_file))
    monkeypatch.setenv("PORT", str(unused_port))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'state.db'}")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSocket]:
    with FakeSlack() as slack, FakeSocket(slack) as fake:
        monkeypatch.setenv("SLACK_API_URL", fake.url)
        yield fake


def doctor(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run the command and return its exit code and what it says, each finding in one line."""
    code = main(["doctor"])
    out, err = capsys.readouterr()
    assert err == ""
    assert all(len(line) <= 80 or len(line[9:].split()) == 1 for line in out.splitlines())
    for secret in (TOKEN, APP_TOKEN, SECRET, "canary"):
        assert secret not in out
    return code, out.replace("\n         ", " ")


def test_with_nothing_configured_nothing_is_wrong(
    capsys: pytest.CaptureFixture[str], knowledge_file: Path
) -> None:
    code, said = doctor(capsys)
    assert code == 0
    assert f"on Python {sys.version_info.major}.{sys.version_info.minor}" in said
    assert "ok       `stackguide run` answers in the terminal" in said
    assert "there is no .env here" in said
    assert "ok       Packs: guide " in said
    assert f"{knowledge_file.name}, writable" in said
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        assert f"missing  {name}, " in said
    assert said.count("Find it at https://api.slack.com/apps") == 3
    assert "\x1b[" not in said
    assert said.endswith("\nNothing is wrong.\n")


def test_without_slack_no_slack_code_is_needed() -> None:
    code = (
        "import sys; from bot.cli.main import main; main(['doctor']);"
        "sys.exit(any(name in sys.modules for name in ('slack_sdk', 'slack_bolt')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0


def test_socket_mode_that_is_set_up(
    fake: FakeSocket,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")  # is restored after .env was read
    monkeypatch.delenv("SLACK_BOT_TOKEN")
    monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKEN={TOKEN}\n")
    fake.answers["auth.test"].append(identified(*SCOPES, "files:read"))
    code, said = doctor(capsys)
    assert code == 0
    assert "Settings from the environment and .env" in said
    assert "`stackguide run` answers in Slack over Socket Mode" in said
    assert "ok       SLACK_BOT_TOKEN (xoxb-…) is stackguide's in Acme (T0ACME)" in said
    assert f"ok       Scopes: {', '.join(SCOPES)}" in said
    assert "ok       SLACK_APP_TOKEN (xapp-…) opens sockets" in said
    assert "missing  SLACK_SIGNING_SECRET, for Slack over HTTP, which isn't used here" in said
    assert "is free" in said
    assert fake.opened == 1
    assert not {TOKEN, APP_TOKEN} & set(caplog.text.split())


def test_what_is_missing_without_an_optional_scope_is_told(
    fake: FakeSocket, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
    fake.answers["auth.test"].append(identified(*SCOPES, "assistant:write"))
    code, said = doctor(capsys)
    assert code == 0
    assert "missing  Optional scope users:read: without it, only `stackguide settings`" in said
    assert "Optional scope assistant:write" not in said
    fake.answers["auth.test"].append(identified(*SCOPES, "users:read"))
    assert "Optional scope users:read" not in doctor(capsys)[1]


def test_http_that_is_set_up(
    fake: FakeSocket, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    code, said = doctor(capsys)
    assert code == 0
    assert "`stackguide run` answers in Slack over HTTP" in said
    assert "SLACK_BOT_TOKEN (xoxb-…) is stackguide's in Acme (T0ACME)" in said
    assert "SLACK_SIGNING_SECRET has the right form; only requests from Slack can try it" in said
    assert fake.opened == 0


@pytest.mark.parametrize(
    ("answer", "what", "remedy"),
    [
        (refusal("invalid_auth"), "Slack doesn't accept SLACK_BOT_TOKEN", "OAuth & Permissions"),
        (refusal("account_inactive"), "isn't in the workspace any more", "Install it again"),
        (refusal("ratelimited"), "Slack answers ratelimited", "slack-status.com"),
        (Answer({}, 503), "Slack answers HTTP status 503", "slack-status.com"),
        (identified("chat:write"), "lack app_mentions:read, commands", "install the app"),
        (identified(), "Scopes of the bot token lack app_mentions:read", "Bot Token Scopes"),
    ],
    ids=lambda part: json.dumps(part.body) if isinstance(part, Answer) else None,
)
def test_a_bot_token_that_slack_does_not_take(
    fake: FakeSocket,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: Answer,
    what: str,
    remedy: str,
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    fake.answers["auth.test"].append(answer)
    code, said = doctor(capsys)
    assert code == 1
    (line,) = (line for line in said.splitlines() if line.startswith("wrong"))
    assert what in line
    assert remedy in line
    assert said.endswith("\nOne thing to put right.\n")


def test_an_app_token_that_slack_does_not_take(
    fake: FakeSocket, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1-canary")
    code, said = doctor(capsys)
    assert code == 1
    assert "wrong    Slack doesn't accept SLACK_APP_TOKEN (invalid_auth)" in said
    assert "with the scope connections:write" in said
    assert fake.opened == 1


def test_slack_out_of_reach(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], unused_port: int
) -> None:
    monkeypatch.setenv("SLACK_API_URL", f"http://127.0.0.1:{unused_port}/api/")
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
    code, said = doctor(capsys)
    assert code == 1
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        refused = f"wrong    {name} is untried. Slack can't be reached: the connection is refused."
        assert f"{refused} Check the network, then try again." in said
    monkeypatch.setenv("HTTPS_PROXY", f"http://user:canary@127.0.0.1:{unused_port}")
    assert "Check the network and the proxy in HTTPS_PROXY" in doctor(capsys)[1]
    monkeypatch.setenv("SLACK_API_URL", "http://[")
    assert "SLACK_APP_TOKEN is untried. Slack can't be reached: ValueError" in doctor(capsys)[1]


def test_settings_of_a_wrong_form_are_not_tried(
    fake: FakeSocket, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "PORT"):
        monkeypatch.setenv(name, f"canary-{name}" if name != "PORT" else "http")
    code, said = doctor(capsys)
    assert code == 1
    assert "wrong    SLACK_BOT_TOKEN is not a bot token; those begin with xoxb-" in said
    assert "wrong    SLACK_APP_TOKEN is not an app-level token" in said
    assert "wrong    SLACK_SIGNING_SECRET is not a signing secret" in said
    assert "wrong    PORT is 'http'" in said
    assert "4 things to put right" in said
    assert fake.opened == 0
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_API_URL", "slack.example")
    said = doctor(capsys)[1]
    assert "wrong    SLACK_API_URL is 'slack.example'" in said
    assert "SLACK_BOT_TOKEN has the right form; it wasn't tried" in said


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"SLACK_BOT_TOKEN"}, "wrong    SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN"),
        ({"SLACK_APP_TOKEN"}, "missing  SLACK_BOT_TOKEN, to post in Slack Find it at"),
        ({"SLACK_SIGNING_SECRET"}, "missing  SLACK_BOT_TOKEN, to post in Slack Find it at"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("fake")
def test_half_of_the_settings(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: set[str],
    what: str,
) -> None:
    values = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}
    for name in given:
        monkeypatch.setenv(name, values.get(name, SECRET))
    code, said = doctor(capsys)
    assert code == 1
    assert what in said


def test_a_port_in_use_matters_over_http_alone(
    fake: FakeSocket, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.cli.doctor._WITHIN", 0.2)  # who has the port says nothing
    with socket.create_server(("", 0)) as busy:
        monkeypatch.setenv("PORT", str(busy.getsockname()[1]))
        code, said = doctor(capsys)
        assert code == 0
        assert "only `stackguide serve` would need it" in said
        monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
        monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
        code, said = doctor(capsys)
    assert code == 1
    assert "can't be had: Address already in use" in said
    assert fake.opened == 0


class _Ready(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps({"ready": True, "knowledge": "01234567"}).encode()
        self.send_response(200 if self.path == "/readyz" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


def test_a_port_that_the_bot_itself_has_is_fine(
    fake: FakeSocket, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    fake.answers["auth.test"].append(identified(*SCOPES))
    with ThreadingHTTPServer(("127.0.0.1", 0), _Ready) as running:
        Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        monkeypatch.setenv("PORT", str(running.server_address[1]))
        code, said = doctor(capsys)
        running.shutdown()
    assert f"PORT {running.server_address[1]} is this bot's, which answers there" in said
    assert code == 0


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("SLACK_BOT_TOKN=xoxb-1", "line 2: SLACK_BOT_TOKN is no setting; did you mean SLACK_BOT"),
        ("SLACK_BOT_TOKEN: xoxb-1", ".env line 2 is not NAME=value"),
        ("SLACK_BOT_TOKEN", ".env line 2 is not NAME=value"),
    ],
)
def test_a_line_of_dotenv_that_sets_nothing_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, what: str
) -> None:
    (tmp_path / ".env").write_text(f"OUR_OWN=1\n{line}\n")
    code, said = doctor(capsys)
    assert code == 1
    assert what in said
    assert "xoxb-1" not in said


@pytest.mark.usefixtures("small_is_shipped")
def test_packs_that_are_left_out_and_a_file_that_cannot_be_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = write_pack(tmp_path / "bad", {f"components/x{n}.yaml": "name: [x]\n" for n in range(9)})
    taken = tmp_path / "notes.txt"
    taken.write_text("not a knowledge file")
    monkeypatch.setenv("STACKGUIDE_PACKS", str(pack))
    monkeypatch.setenv("STACKGUIDE_KNOWLEDGE_DB", str(taken))
    code, said = doctor(capsys)
    assert code == 1
    assert "components/x0.yaml:1: name must be text" in said
    assert "more problems of this kind" in said
    assert "what is there is not a knowledge file" in said
    assert "Set STACKGUIDE_KNOWLEDGE_DB" in said
    assert said.count("\nwrong") == 7


def test_no_home_for_the_knowledge_and_none_that_is_right(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def homeless() -> None:
        raise SettingsError("There is no home directory.")

    monkeypatch.setattr("bot.cli.doctor.knowledge_settings", homeless)
    code, said = doctor(capsys)
    assert code == 1
    assert "wrong    There is no home directory." in said
    shipped = KnowledgeSettings(tmp_path, (), tmp_path / "knowledge.db")
    monkeypatch.setattr("bot.cli.doctor.knowledge_settings", lambda: shipped)
    code, said = doctor(capsys)
    assert code == 1
    assert "This is the shipped knowledge: install it again." in said


def test_colours_are_for_terminals() -> None:
    finding = Finding(Verdict.WRONG, "It is so. " * 12, "Do this.")
    assert finding.show(colour=True).startswith("\x1b[31mwrong\x1b[0m    It is so.")
    plain = finding.show(colour=False).splitlines()
    assert plain[0].startswith("wrong    It is so.")
    assert all(line.startswith(" " * 9) for line in plain[1:])
    assert plain[-1] == "         Do this."


def test_where_state_is_kept(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for _ in range(2):  # the first time makes the file
        code, said = doctor(capsys)
        assert code == 0
        assert f"ok       State is kept in the file {tmp_path / 'state.db'}" in said


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://h/d", "DATABASE_URL is for 'mysql'. Set it to postgres://"),
        ("postgres://u:canary@127.0.0.1:1/d", "no connection to the server"),
        ("sqlite:////dev/null/state.db", "can't be used"),
    ],
)
def test_a_database_that_can_not_be_used(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, url: str, told: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    code, said = doctor(capsys)
    assert code == 1
    assert told in said


def test_a_disk_that_the_host_wipes_is_told_of(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DYNO", "web.1")
    assert doctor(capsys)[0] == 0  # the operator says where
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("bot.settings._PACKAGE", tmp_path / "installed")
    settings = state_settings()
    assert settings.wiped_by == "Heroku"
    monkeypatch.setattr("bot.cli.doctor.state_settings", lambda _environ: settings)
    monkeypatch.setattr("bot.settings._PACKAGE", ROOT / "bot")
    code, said = doctor(capsys)
    assert code == 1
    assert "a disk that Heroku wipes at every start" in said


def test_a_wrong_number_of_workers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEB_CONCURRENCY", "lots")
    code, said = doctor(capsys)
    assert code == 1
    assert "WEB_CONCURRENCY is 'lots'; it must be a number" in said


def test_what_would_stop_a_start_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "collector")
    code, said = doctor(capsys)
    assert code == 1
    assert "OTEL_EXPORTER_OTLP_ENDPOINT is 'collector'; it must begin with http" in said

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    monkeypatch.setattr(Path, "home", homeless)
    code, said = doctor(capsys)
    assert code == 1
    assert "Set HOME to any directory" in said
