"""docs/privacy.md and docs/security.md say what the code does."""

import argparse
import re
import shlex
from dataclasses import fields, is_dataclass
from importlib import import_module

import pytest
from slack_sdk import WebClient

from bot import settings
from bot.cli.main import COMMANDS
from bot.question.understand import MAX_CHARS
from bot.rendering.forms import MAX_WORDS
from bot.rendering.labels import Label
from bot.settings import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from bot.slack.admins import REMEMBERED
from bot.slack.guard import MAX_AGE, MAX_BODY
from bot.slack.listeners import LISTENERS
from bot.slack.once import MAX_CLAIMS
from bot.slack.reporting import Reporting
from bot.slack.server import READ_TIMEOUT
from bot.slack.telemetry import Request
from bot.slack.threads import MAX_THREADS
from bot.slack.upkeep import TIDY
from bot.state.store import (
    DAY,
    DEFAULT_DAYS,
    KEEP_CLAIMS,
    KEEP_RECENT,
    KEEP_THREADS,
    MAX_RECENT,
    Workspace,
)
from bot.state.tables import TEAM_TABLES, metadata
from tests.conftest import ROOT

PRIVACY = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "docs/security.md").read_text(encoding="utf-8")
DECIDED = f"{DEFAULT_DAYS} days, unless the workspace decides"
KEPT = {
    "claim": f"{KEEP_CLAIMS / DAY:.0f} day",
    "thread": f"{KEEP_THREADS / DAY:.0f} days, or fewer if the workspace keeps for fewer",
    "recent": f"{KEEP_RECENT / DAY:.0f} days, or fewer if the workspace keeps for fewer",
    "setting": "until it is erased",
    "feedback": DECIDED,
    "unanswered": DECIDED,
    "audit": DECIDED,
}


def named(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def rows(text: str, head: str) -> list[list[str]]:
    """Return the cells of the table that begins with a head."""
    table = text[text.index(head) :].split("\n\n", 1)[0]
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()[2:]
    ]


def test_every_table_and_column_is_told_and_how_long_it_is_kept() -> None:
    told = {name.strip("`"): (what, kept) for name, what, kept in rows(PRIVACY, "| table | what")}
    assert told.keys() == metadata.tables.keys() == {table.name for table in TEAM_TABLES}
    for name, table in metadata.tables.items():
        what, kept = told[name]
        columns = {column.name for column in table.columns}
        assert columns <= named(what), name
        assert named(what) - columns <= {"operator"}, name
        assert kept == KEPT[name]


def test_text_is_kept_only_where_that_was_decided() -> None:
    assert Workspace() == Workspace(keep_questions=False, keep_recent=False, keep_days=DEFAULT_DAYS)
    assert "off unless the workspace turns it on" in PRIVACY
    assert "only if the workspace allows it, at most 5 of a person" in PRIVACY
    assert MAX_RECENT == 5


def test_the_other_numbers_are_right() -> None:
    assert TIDY == 3600
    assert "deleted once an hour" in PRIVACY
    assert f"what the last {MAX_THREADS:,} threads are about" in PRIVACY
    assert f"the last {MAX_CLAIMS:,} messages" in PRIVACY
    assert f"an admin, which is asked again after {REMEMBERED / 60:.0f} minutes" in PRIVACY
    assert str(Label.DAYS_HINT).endswith(f"kept for {KEEP_THREADS / DAY:.0f} days at most.")
    assert KEEP_THREADS == KEEP_RECENT
    assert f"at most {MAX_WORDS} characters of their words" in PRIVACY
    assert f"at most {MAX_BODY >> 20} MiB, a time stamp within {MAX_AGE} s" in SECURITY
    assert f"{READ_TIMEOUT:.0f} s for a whole request" in SECURITY
    assert f"at most {MAX_CHARS:,} characters are read" in SECURITY


def test_every_scope_is_told() -> None:
    told = {scope.strip("`") for scope, _ in rows(PRIVACY, "| scope | for")}
    assert told == {
        scope for listener in LISTENERS for scope in (*listener.scopes, *listener.optional_scopes)
    }


def test_every_call_to_slack_is_told() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    used = set(re.findall(r"\bclient\.([a-z]+_\w+)", code))
    calls = {name.replace("_", ".") for name in used if callable(getattr(WebClient, name, None))}
    (told,) = re.findall(r"It calls (.*?)\n\n", PRIVACY, re.DOTALL)
    assert {name for name in named(told) if "." in name} == calls


def test_all_that_a_line_of_the_log_has_is_told() -> None:
    (told,) = re.findall(r"One line a request(.*?)A vote is logged", PRIVACY, re.DOTALL)
    assert named(told) - {"/stack"} == {*Request.__slots__, "ms"}


def test_every_secret_is_told() -> None:
    told = {name.strip("`") for name, *_ in rows(SECURITY, "| secret |")}
    assert told == {
        *(one.name for one in (BOT_TOKEN, SIGNING_SECRET, APP_TOKEN)),
        *("DATABASE_URL", "METRICS_TOKEN", "SENTRY_DSN"),
    }
    hidden = [
        field.name
        for record in (*vars(settings).values(), Reporting)
        if isinstance(record, type) and is_dataclass(record)
        for field in fields(record)
        if not field.repr
    ]
    assert len(hidden) == len(told)


@pytest.mark.parametrize("line", re.findall(r"^stackguide (.*?)(?: +#.*)?$", PRIVACY, re.MULTILINE))
def test_the_commands_shown_are_understood(line: str) -> None:
    name, *arguments = shlex.split(line)
    parser = argparse.ArgumentParser(exit_on_error=False)
    import_module(COMMANDS[name]).add_to(parser.add_subparsers())
    assert vars(parser.parse_args([name, *arguments]))["team"] == "T0ACME"


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-extras.txt", "requirements-dev.txt"]
)
def test_every_package_is_locked_with_its_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    packages = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(packages) > 20
    for line in packages:
        assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line
