"""What hosts are given: the files in this directory and the snippets in docs/deploy.md."""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.main import COMMANDS, main
from bot.cli.state import wiped
from bot.settings import DEFAULT_PORT, state_settings
from bot.slack import socket as socket_mode
from bot.slack.health import ALIVE, METRICS, READY
from bot.state.database import POOL
from tests.conftest import ROOT
from tests.postgres import new_database
from tests.slack.fake_slack import TOKEN, FakeSlack
from tests.slack.requests import SECRET
from tests.slack.test_server import GRACE, Process

DEPLOY = (ROOT / "docs/deploy.md").read_text(encoding="utf-8")
ARITHMETIC = DEPLOY.replace("\N{MULTIPLICATION SIGN}", "*")
SETTINGS = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
PROCFILE = (ROOT / "Procfile").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
UNIT = "/etc/systemd/system/stackguide.service"
SNIPPETS = (
    "app.json",
    "render.yaml",
    "fly.toml",
    "railway.json",
    "compose.yaml",
    UNIT,
    "Caddyfile",
)
LEAST_GRACE = 25  # seconds; more than the bot takes
MAX_CONNECTIONS = 20  # of small databases
PATIENCE = 60  # seconds
UNPRIVILEGED = 10001
OWNED = {"-o", "-g", str(UNPRIVILEGED)}
POWERLESS = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
"""Has a root be stopped by what files allow, as other users are."""


def snippet(name: str) -> str:
    """Return the block that follows the first mention of a file."""
    start = DEPLOY.index(f"`{name}`")
    found = re.compile(r"\n\n```[a-z]+\n(.*?)^```", re.DOTALL | re.MULTILINE).search(DEPLOY, start)
    assert found is not None, name
    assert found.start() - start < 300, f"no snippet after {name}"
    return found[1]


def unit() -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(snippet(UNIT))
    return parser


APP_JSON: dict[str, Any] = json.loads(snippet("app.json"))
RENDER: dict[str, Any] = yaml.safe_load(snippet("render.yaml"))
FLY: dict[str, Any] = tomllib.loads(snippet("fly.toml"))
RAILWAY: dict[str, Any] = json.loads(snippet("railway.json"))
COMPOSE: dict[str, Any] = yaml.safe_load(snippet("compose.yaml"))
SERVICE = unit()["Service"]
(RENDER_WEB,) = RENDER["services"]
PROCESSES = dict(line.split(": ", 1) for line in PROCFILE.splitlines())


def test_every_snippet_of_a_file_is_looked_at() -> None:
    blocks = re.findall(r"^```([a-z]+)\n(.*?)^```", DEPLOY, re.DOTALL | re.MULTILINE)
    assert sorted(body for kind, body in blocks if kind != "sh") == sorted(map(snippet, SNIPPETS))


@pytest.mark.parametrize(
    "text", [DEPLOY, PROCFILE, DOCKERFILE], ids=["docs/deploy.md", "Procfile", "Dockerfile"]
)
def test_commands_exist(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = text + (ROOT / "bin/post_compile").read_text(encoding="utf-8")
    commands = set(re.findall(r'-m[", ]+bot[", ]+([a-z]+(?:[", ]+build)?)', told))
    commands |= set(re.findall(r"`stackguide ([a-z]+)", told))
    assert commands
    for command in commands:
        with pytest.raises(SystemExit) as end:
            main([*re.findall(r"[a-z]+", command), "--help"])
        assert end.value.code == 0, command
    assert capsys.readouterr().err == ""


def test_variables_exist() -> None:
    scripts = "".join(re.findall(r"^```sh\n(.*?)^```", DEPLOY, re.DOTALL | re.MULTILINE))
    (table,) = re.findall(r"## Variables\n(.*?)\n## ", DEPLOY, re.DOTALL)
    named = {
        *APP_JSON["env"],
        *(one["key"] for one in RENDER_WEB["envVars"]),
        *FLY["env"],
        *COMPOSE["services"]["web"]["environment"],
        *COMPOSE["services"]["release"]["environment"],
        *re.findall(r"^Environment=([A-Z_]+)=", snippet(UNIT), re.MULTILINE),
        *re.findall(r"(?<![\w-])([A-Z]+(?:_[A-Z]+)+)=", scripts),
        *re.findall(r"`([A-Z_]+)`", table),
        *re.findall(r"([A-Z_]+)=", instruction("ENV")),
    }
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    named -= {"HOME", "PYTHONUNBUFFERED"}
    assert {name for name in named if f"`{name}`" not in SETTINGS} == set()
    assert {name for name in named if f'"{name}"' not in code} == set()


@pytest.mark.parametrize(
    "host", ["Heroku", "Render", "Fly.io", "Railway", "Docker", "A machine of your own"]
)
def test_every_host_is_told_all_it_needs(host: str) -> None:
    (section,) = re.findall(
        rf"^## {re.escape(host)}\n(.*?)(?=^## )", DEPLOY, re.DOTALL | re.MULTILINE
    )
    told = section + (PROCFILE if host == "Heroku" else "")
    told += DOCKERFILE if host in {"Fly.io", "Railway"} else ""
    for needed in ("DATABASE_URL", "serve", "migrate", "socket"):
        assert needed in told or (needed == "socket" and host in {"Fly.io", "Railway"}), needed
    secrets = {"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"}
    assert secrets <= set(re.findall(r"[A-Z_]+", section)) or "NAME=value lines" in section


def test_app_json_has_no_keys_but_herokus() -> None:
    # https://devcenter.heroku.com/articles/app-json-schema
    known = "name description keywords website repository logo success_url scripts env formation"
    assert set(APP_JSON) <= {*known.split(), "addons", "buildpacks", "environments", "stack"}
    assert set(APP_JSON["formation"]) <= set(PROCESSES)
    for variable in APP_JSON["env"].values():
        assert set(variable) <= {"description", "value", "required", "generator"}


def test_health_is_asked_where_it_is_answered() -> None:
    (check,) = FLY["http_service"]["checks"]
    # What restarts the bot or routes to it may not do so for want of a store.
    assert (RENDER_WEB["healthCheckPath"], check["path"]) == (ALIVE, ALIVE)
    assert RAILWAY["deploy"]["healthcheckPath"] == READY
    assert ALIVE in DOCKERFILE
    (table,) = re.findall(r"## What a host asks\n(.*?)\n\n[A-Z]", DEPLOY, re.DOTALL)
    assert re.findall(r"`(/[a-z]+)`", table) == [ALIVE, READY, METRICS]


def test_ports_meet() -> None:
    web = COMPOSE["services"]["web"]
    assert [one.rpartition(":")[2] for one in web["ports"]] == [str(DEFAULT_PORT)]
    assert f"EXPOSE {DEFAULT_PORT}\n" in DOCKERFILE
    assert f"Environment=PORT={DEFAULT_PORT}\n" in snippet(UNIT)
    assert f"reverse_proxy 127.0.0.1:{DEFAULT_PORT}\n" in snippet("Caddyfile")
    assert FLY["http_service"]["internal_port"] == int(FLY["env"]["PORT"])
    assert re.findall(r"--publish \S*:(\d+)", DEPLOY) == [str(DEFAULT_PORT)]


def test_a_stop_is_sigterm_with_time_to_finish() -> None:
    web = COMPOSE["services"]["web"]
    signals = [FLY["kill_signal"], web["stop_signal"], SERVICE["KillSignal"]]
    assert set(signals) == {signal.SIGTERM.name}
    graces = [
        RENDER_WEB["maxShutdownDelaySeconds"],
        FLY["kill_timeout"],
        RAILWAY["deploy"]["drainingSeconds"],
        int(web["stop_grace_period"].removesuffix("s")),
        int(SERVICE["TimeoutStopSec"]),
        *map(int, re.findall(r"--stop-timeout (\d+)", DEPLOY)),
    ]
    assert len(graces) == 7
    assert all(type(grace) is int for grace in graces)
    assert min(graces) >= LEAST_GRACE > socket_mode.GRACE


def test_the_release_goes_first() -> None:
    release = shlex.split(PROCESSES["release"])
    assert shlex.split(RENDER_WEB["preDeployCommand"]) == release
    assert shlex.split(FLY["deploy"]["release_command"]) == release
    assert list(map(shlex.split, RAILWAY["deploy"]["preDeployCommand"])) == [release]
    services = COMPOSE["services"]
    assert services["release"]["command"] == release
    assert services["web"]["depends_on"] == {
        "release": {"condition": "service_completed_successfully"}
    }
    assert SERVICE["ExecStartPre"].endswith(PROCESSES["release"])


def test_web_is_what_each_host_starts() -> None:
    web = shlex.split(PROCESSES["web"])
    assert shlex.split(RENDER_WEB["startCommand"]) == web
    assert shlex.split(RAILWAY["deploy"]["startCommand"]) == web
    assert COMPOSE["services"]["web"]["command"] == web
    assert SERVICE["ExecStart"].endswith(PROCESSES["web"])
    assert json.loads(instruction("CMD")) == web


def test_the_warning_of_a_wiped_disk_is_the_one_shown() -> None:
    names = ["DYNO", "RENDER", "RAILWAY_ENVIRONMENT_NAME", "FLY_APP_NAME", "K_SERVICE"]
    found = [state_settings({name: "yes"}) for name in names]
    (warning,) = re.findall(r"^WARNING: .*$", DEPLOY, re.MULTILINE)
    assert warning == wiped("Heroku")
    (hosts,) = re.findall(r"On ([^.]+(?:\.io)?[^.]+) that disk is new", DEPLOY)
    assert re.split(r", | and ", hosts) == [str(one.wiped_by) for one in found]


def value_of(expression: str) -> float:
    """Return the value of a sum of products, as the document writes them."""

    def product(text: str) -> float:
        first, *rest = re.findall(r"([*/]?) ?([\d.]+)", text)
        return reduce(
            lambda total, term: (
                total * float(term[1]) if term[0] == "*" else total / float(term[1])
            ),
            rest,
            float(first[1]),
        )

    return sum(product(part) for part in expression.replace(",", "").split(" + "))


def test_the_arithmetic_is_right() -> None:
    lines = re.findall(r"([\d.,]+(?: [*/+] [\d.,]+)+) = ([\d,]+)", ARITHMETIC)
    assert len(lines) == 14
    for expression, result in lines:
        assert round(value_of(expression)) == int(result.replace(",", "")), expression


def test_the_connections_fit() -> None:
    rows = re.findall(r"\| (\d+) \* (\d+) \* (\d+) \+ 1 = (\d+) \|", ARITHMETIC)
    assert len(rows) == 4
    assert {int(pool) for _, _, pool, _ in rows} == {POOL}
    assert max(int(total) for *_, total in rows) <= MAX_CONNECTIONS
    assert f"holds at most {POOL} connections" in DEPLOY


def test_python_is_named_without_a_patch_and_once() -> None:
    version = (ROOT / ".python-version").read_text(encoding="utf-8")
    assert re.fullmatch(r"3\.1[1-4]\n", version)
    assert instruction("FROM") == f"python:{version.strip()}-slim"


def test_heroku_finds_one_lock_alone() -> None:
    locks = {"requirements.txt", "Pipfile.lock", "poetry.lock", "uv.lock"}
    assert {name for name in locks if (ROOT / name).exists()} == {"requirements.txt"}


def test_heroku_builds_the_knowledge(tmp_path: Path) -> None:
    built = tmp_path / "knowledge.db"
    run = subprocess.run(
        [ROOT / "bin/post_compile"],
        cwd=ROOT,
        env={**clean(), "STACKGUIDE_KNOWLEDGE_DB": str(built)},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith(f"Built {built}")


def clean() -> dict[str, str]:
    """Return an environment in which ``python`` is this one, and nothing is set up."""
    return {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def honcho(directory: Path, *arguments: str, **environ: str) -> "subprocess.Popen[str]":
    """Start processes of the Procfile in a directory, where there is no .env."""
    return subprocess.Popen(
        [sys.executable, "-m", "honcho", "-f", str(ROOT / "Procfile"), *arguments],
        cwd=directory,
        env={**clean(), "PYTHONPATH": str(ROOT), **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def sqlite_url(directory: Path) -> Iterator[str]:
    yield f"sqlite:///{directory / 'state.db'}"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_release_runs_twice(database: str, tmp_path: Path) -> None:
    with sqlite_url(tmp_path) if database == "sqlite" else new_database() as url:
        outputs = []
        for _ in range(2):
            with honcho(tmp_path, "start", "release", DATABASE_URL=url) as run:
                outputs.append(run.communicate(timeout=PATIENCE)[0])
                assert run.returncode == 0, outputs
    assert "was brought from nothing, version" in outputs[0]
    assert "is up to date, version" in outputs[1]
    assert "Traceback" not in "".join(outputs)


def test_a_release_that_fails_says_so(tmp_path: Path) -> None:
    with honcho(tmp_path, "start", "release", DATABASE_URL="mysql://host/name") as run:
        output = run.communicate(timeout=PATIENCE)[0]
    assert run.returncode == 1
    assert "DATABASE_URL is for 'mysql'" in output


@pytest.mark.parametrize("process", ["web", "worker"])
def test_without_settings_a_process_names_them(process: str, tmp_path: Path) -> None:
    with honcho(tmp_path, "start", process) as run:
        output = run.communicate(timeout=PATIENCE)[0]
    assert run.returncode == 1
    needed = {"web": "SLACK_SIGNING_SECRET", "worker": "SLACK_APP_TOKEN"}[process]
    assert "SLACK_BOT_TOKEN is missing" in output
    assert f"{needed} is missing" in output


def test_web_is_started_and_stopped(tmp_path: Path) -> None:
    with FakeSlack() as slack, (tmp_path / "output").open("w+", encoding="utf-8") as output:
        port = free_port()
        run = subprocess.Popen(
            [sys.executable, "-m", "honcho", "-f", ROOT / "Procfile", "start", "-p", port, "web"],
            cwd=tmp_path,
            env={
                **clean(),
                "PYTHONPATH": str(ROOT),
                **slack_settings(slack),
                "DATABASE_URL": f"sqlite:///{tmp_path / 'state.db'}",
                "STACKGUIDE_KNOWLEDGE_DB": str(tmp_path / "knowledge.db"),
            },
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        with run:
            try:
                bot = Process(run, int(port), tmp_path / "output")
                bot.wait_until_up()
                assert bot.request("GET", READY).status == 200
                run.send_signal(signal.SIGTERM)
                run.wait(GRACE)
            finally:
                run.kill()
    text = (tmp_path / "output").read_text(encoding="utf-8")
    assert run.returncode == 128 + signal.SIGTERM, text  # honcho's own; the bot's comes next
    assert re.search(r"web\.1 stopped \(rc=(0|-15)\)", text), text  # or of the shell around it
    assert "Shutting down: Master" in text
    assert "Traceback" not in text


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])


def slack_settings(slack: FakeSlack) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.url,
    }


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile and their arguments."""
    lines = re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE).replace("\\\n", "")
    parts = [line.split(maxsplit=1) for line in lines.splitlines() if line]
    return [(name, arguments) for name, arguments in parts]


def instruction(name: str) -> str:
    (found,) = [arguments for one, arguments in instructions() if one == name]
    return found


def test_the_dockerfile_is_plain() -> None:
    names = [name for name, _ in instructions()]
    known = "FROM ENV WORKDIR COPY RUN USER EXPOSE HEALTHCHECK CMD"
    assert set(names) <= set(known.split())
    assert names.index("USER") > max(index for index, name in enumerate(names) if name == "RUN")
    assert instruction("USER") == f"{UNPRIVILEGED}:{UNPRIVILEGED}"
    # Lists, not shells: a shell would get the signal in place of the bot.
    for name, arguments in instructions():
        if name in {"RUN", "CMD", "HEALTHCHECK"}:
            assert json.loads(arguments[arguments.index("[") :])
    installs = [one for name, one in instructions() if name == "RUN" and "install" in one]
    assert '"--require-hashes", "-r", "requirements.txt"' in installs[0]


def test_what_the_image_takes_is_let_in_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if not line.startswith("#")]
    copied = [arguments.split()[0] for name, arguments in instructions() if name == "COPY"]
    assert rules[0] == "*"
    assert sorted(f"!{name}" for name in copied) == sorted(one for one in rules if one[0] == "!")
    assert all((ROOT / name).exists() for name in copied)


@dataclass(frozen=True, slots=True)
class Image:
    """What the Dockerfile makes, but for the packages: those of this environment serve."""

    root: Path

    def inside(self, text: str) -> str:
        """Return where a path of the image is here."""
        return re.sub(r"^(?=/(app|data)\b)", str(self.root), text)

    def command(self, arguments: str) -> list[str]:
        """Return a command of the image as it runs here."""
        first, *rest = json.loads(arguments[arguments.index("[") :])
        rest = [self.inside(one) for one in rest]
        return [sys.executable if first == "python" else first, *rest]

    @property
    def environ(self) -> dict[str, str]:
        """The environment that the image sets."""
        pairs = (one.split("=", 1) for one in shlex.split(instruction("ENV")))
        set_up = {name: self.inside(value) for name, value in pairs}
        return {"PATH": os.environ["PATH"], **set_up}


@pytest.fixture
def image(tmp_path: Path) -> Iterator[Image]:
    """Follow the Dockerfile: copy, build, and leave nothing that can be written but /data."""
    image = Image(tmp_path / "image")
    app = image.root / "app"
    app.mkdir(parents=True)
    for name, arguments in instructions():
        if name == "COPY":
            source, target = arguments.split()
            copy(ROOT / source, app / target)
        elif name == "RUN" and '"pip"' not in arguments:
            # Of whom the files are is left out: here, all is of one user.
            command = [one for one in image.command(arguments) if one not in OWNED]
            subprocess.run(command, cwd=app, env=image.environ, check=True, timeout=PATIENCE)
    everything = [app, *app.rglob("*")]
    for path in everything:
        path.chmod(path.stat().st_mode & ~0o222)
    yield image
    for path in everything:
        path.chmod(path.stat().st_mode | 0o200)


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    elif target.is_dir():
        shutil.copy(source, target)
    else:
        shutil.copyfile(source, target)


def test_what_the_dockerfile_makes_runs_unprivileged(image: Image, tmp_path: Path) -> None:
    output = tmp_path / "output"
    with FakeSlack() as slack, output.open("wb") as log:
        environ = {**image.environ, **slack_settings(slack), "PORT": free_port()}
        run = subprocess.Popen(
            [*POWERLESS, *image.command(instruction("CMD"))],
            cwd=image.root / "app",
            env=environ,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        with run:
            try:
                bot = Process(run, int(environ["PORT"]), output)
                bot.wait_until_up()
                assert bot.request("GET", READY).status == 200
                assert healthy(image, environ)
                run.send_signal(signal.SIGTERM)
                assert run.wait(GRACE) == 0
            finally:
                run.kill()
        assert not healthy(image, environ)
    text = output.read_text(encoding="utf-8")
    assert "Traceback" not in text
    assert "WARNING" not in text
    assert "Answering from memory" not in text
    assert (image.root / "data/stackguide/state.db").is_file()
    assert sorted(path.name for path in (image.root / "app").iterdir()) == [
        *("bot", "knowledge", "knowledge.db", "requirements.txt")
    ]


def healthy(image: Image, environ: dict[str, str]) -> bool:
    """Tell what Docker would find."""
    check = image.command(instruction("HEALTHCHECK"))
    run = subprocess.run(check, env=environ, check=False, capture_output=True, timeout=PATIENCE)
    return run.returncode == 0


def test_the_backup_shown_has_what_is_stored(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "state.db")) as state:
        state.execute("PRAGMA journal_mode=WAL")
        state.execute("CREATE TABLE kept (what)")
        state.execute("INSERT INTO kept VALUES ('a vote')")
        state.commit()  # into the file beside it: the connection is still open
        (command,) = re.findall(r"^python -c .*$", DEPLOY, re.MULTILINE)
        _, *arguments = shlex.split(command)
        subprocess.run([sys.executable, *arguments], cwd=tmp_path, check=True, timeout=PATIENCE)
    with closing(sqlite3.connect(tmp_path / "backup.db")) as backup:
        assert backup.execute("SELECT what FROM kept").fetchall() == [("a vote",)]


def test_every_process_is_a_command() -> None:
    assert list(PROCESSES) == ["release", "web", "worker"]
    assert {shlex.split(line)[3] for line in PROCESSES.values()} <= set(COMMANDS)
