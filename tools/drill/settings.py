"""Drill 11: starts with nothing set, and with each variable wrong in turn."""

import re
from dataclasses import dataclass

from tests.slack.fake_slack import TOKEN
from tests.slack.fake_socket import APP_TOKEN
from tests.slack.requests import SECRET
from tools.drill.report import Verdict
from tools.drill.stage import Stage, free_port, started, wait_until

_ENDS_WITHIN = 30.0  # seconds
_NOWHERE = "/proc/nowhere/state.db"
"""A place that nobody can make a file in."""


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A value that is wrong for a command, and what its message must say to do about it.

    ``starts`` where the bot says so and goes on all the same.
    """

    command: str
    name: str
    value: str
    remedy: str
    starts: bool = False


_PAGE = r"Find it at https://api\.slack\.com/apps"
_DATABASE = "Set it to postgres://USER:PASSWORD@HOST/NAME"
WRONG = (
    *(_Wrong("serve", "SLACK_BOT_TOKEN", value, _PAGE) for value in ("", "xapp-1", "xoxb-ä")),
    *(_Wrong("serve", "SLACK_SIGNING_SECRET", value, _PAGE) for value in ("", "secret", "0x12")),
    *(_Wrong("socket", "SLACK_BOT_TOKEN", value, _PAGE) for value in ("", "xapp-1")),
    *(_Wrong("socket", "SLACK_APP_TOKEN", value, _PAGE) for value in ("", "xoxb-1")),
    *(_Wrong("serve", "PORT", value, "must be a number") for value in ("http", "0", "65536", "-1")),
    *(_Wrong("serve", "WEB_CONCURRENCY", value, "Leave it out") for value in ("0", "many", "33")),
    *(
        _Wrong("serve", "SLACK_API_URL", value, "Leave it out")
        for value in ("slack.com", "ftp://x")
    ),
    *(
        _Wrong("serve", "DATABASE_URL", value, _DATABASE)
        for value in ("state.db", "mysql://host/name", "sqlite://", "postgres:///")
    ),
    *(_Wrong("migrate", "DATABASE_URL", value, _DATABASE) for value in ("state.db", "oracle://x")),
    _Wrong("serve", "STACKGUIDE_PACKS", "/nowhere", "/nowhere", starts=True),
    _Wrong(
        "serve", "STACKGUIDE_KNOWLEDGE_DB", "/proc/nowhere.db", "Set .* can be written", starts=True
    ),
    _Wrong("serve", "DATABASE_URL", f"sqlite:///{_NOWHERE}", "keeps nothing.*doctor", starts=True),
    _Wrong(
        "serve",
        "DATABASE_URL",
        "postgres://nobody:canary@127.0.0.1:1/nothing",
        "keeps nothing.*doctor",
        starts=True,
    ),
)


def drill_settings(stage: Stage, wrong: tuple[_Wrong, ...] = WRONG) -> Verdict:
    """Start commands with wrong settings, and read what they say."""
    verdict = Verdict()
    for command, names in (
        ("serve", ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")),
        ("socket", ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")),
    ):
        code, told = _run(stage, command, {"DATABASE_URL": ""}, starts=False)
        named = all(re.search(f"{name} .*{_PAGE}", told) for name in names)
        verdict.hold(f"{command} with nothing set: exit {code}", named and code == 1)
    unclear = [
        f"{one.command} with {one.name}={one.value!r}" for one in wrong if not _is_clear(stage, one)
    ]
    told = ", ".join(unclear) or "none"
    verdict.hold(f"{len(wrong)} wrong values: without name or remedy {told}", not unclear)
    return verdict


def _is_clear(stage: Stage, one: _Wrong) -> bool:
    """Tell whether a message names the variable and the remedy, without a traceback."""
    right = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": "http://127.0.0.1:1/api/",
        "PORT": str(free_port()),
    }
    code, told = _run(stage, one.command, right | {one.name: one.value}, starts=one.starts)
    named = one.name in told and re.search(one.remedy, told, re.DOTALL) is not None
    ended = code is None if one.starts else code == 1
    return named and ended and "Traceback" not in told and "canary" not in told


def _run(
    stage: Stage, command: str, environ: dict[str, str], *, starts: bool
) -> tuple[int | None, str]:
    """Run a command until it ends or is up; return its exit code and what it said."""
    output = stage.directory / "output"
    output.unlink(missing_ok=True)
    with started(stage, ("-m", "bot", command), environ) as running:
        if starts:
            up = wait_until(lambda: "Booting worker" in running.told(), _ENDS_WITHIN)
            return None if up else running.process.poll(), running.told()
        return running.process.wait(_ENDS_WITHIN), running.told()
