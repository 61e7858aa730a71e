"""``stackguide doctor``: what is configured, what is missing, and how to get it."""

import argparse
import os
import platform
import socket
from collections.abc import Iterator, Mapping, Sequence, Sized
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bot import __version__
from bot.catalog.store import Opened, open_knowledge
from bot.cli.dotenv_file import dotenv_problems, read_dotenv
from bot.cli.findings import Finding, Verdict
from bot.cli.run import Transport, transport
from bot.cli.screen import screen_style
from bot.errors import KnowledgeError, SettingsError
from bot.settings import (
    APP_TOKEN,
    BOT_TOKEN,
    DEFAULT_PORT,
    SIGNING_SECRET,
    ApiSettings,
    Variable,
    api_url_problem,
    home_problem,
    knowledge_settings,
    port_problem,
    state_settings,
    workers_problem,
)

Environment = Mapping[str, str]

_MAX_READ = 2000
_WITHIN = 2.0  # seconds for a bot on this machine to answer
_MAX_PROBLEMS = 5  # of packs, shown
_PURPOSES = {
    BOT_TOKEN: "to post in Slack",
    APP_TOKEN: "for Socket Mode",
    SIGNING_SECRET: "for Slack over HTTP",
}
_NEEDED = {
    Transport.SOCKET: {BOT_TOKEN, APP_TOKEN},
    Transport.HTTP: {BOT_TOKEN, SIGNING_SECRET},
}
_ADD_SCOPES = (
    "Add them at https://api.slack.com/apps, your app, OAuth & Permissions, Bot Token Scopes; then "
    "install the app to the workspace again."
)
_WITHOUT = {
    "assistant:write": "without it, Slack suggests no questions under Messages",
    "users:read": "without it, only `stackguide settings` changes what a workspace decides",
}
_CONNECT = "To have it answer in Slack: README.md, Connect to Slack."


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "doctor",
        help="check the settings, and try the tokens with Slack",
        description="Say what is configured, what is missing and how to get it. Exits with 1 "
        "if something has to be done.",
        epilog="Example: stackguide doctor",
    )
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Print the findings as they come; no secret is among them."""
    dotenv = read_dotenv()
    colour = screen_style(80).colour
    failed = 0
    for finding in _findings(os.environ, dotenv=dotenv):
        print(finding.show(colour=colour), flush=True)
        failed += finding.fails
    things = "One thing" if failed == 1 else f"{failed} things"
    print(f"\n{things} to put right." if failed else "\nNothing is wrong.")
    return 1 if failed else 0


def _findings(environ: Environment, *, dotenv: bool) -> Iterator[Finding]:
    where = "the environment and .env" if dotenv else "the environment; there is no .env here"
    yield _ok(f"Stack Guide {__version__} on Python {platform.python_version()}")
    yield _ok(f"Settings from {where}")
    yield from (_wrong(problem) for problem in (dotenv_problems() if dotenv else ()))
    yield from _knowledge()
    chosen = None
    try:
        chosen = transport(environ)
    except SettingsError as error:
        yield _wrong(str(error).partition("\n")[0], "Set one of them, as told below.")
    else:
        remedy = _CONNECT if chosen is Transport.TERMINAL else ""
        yield Finding(Verdict.OK, f"`stackguide run` answers in {chosen.value}", remedy)
    yield from _slack(environ, chosen)
    yield _port(environ, is_used=chosen is Transport.HTTP)
    yield _workers(environ)
    yield from _state(environ)
    yield from _start(environ, chosen)


def _knowledge() -> Iterator[Finding]:
    try:
        settings = knowledge_settings()
        opened = open_knowledge(settings.shipped, settings.packs, settings.built)
    except SettingsError as error:
        yield _wrong(str(error))
        return
    except KnowledgeError as error:
        problems = [str(problem) for problem in error.problems]
        yield from _problems(problems, "This is the shipped knowledge: install it again.")
        return
    catalog = opened.catalog
    counts: dict[str, Sized] = {
        "components": catalog.components,
        "topics": catalog.topics,
        "needs": catalog.needs,
        "claims": catalog.claims,
    }
    counted = ", ".join(f"{len(records)} {name}" for name, records in counts.items())
    yield _ok(f"Knowledge {catalog.version[:8]}: {counted}")
    yield _ok(f"Packs: {', '.join(f'{pack.id} {pack.edition}' for pack in catalog.packs)}")
    yield from _problems(
        opened.left_out, "The pack is left out. `stackguide knowledge check` lists all problems."
    )
    yield _built(opened, settings.built)


def _problems(problems: Sequence[str], remedy: str) -> Iterator[Finding]:
    """Tell some of the problems, and below the last of them what to do."""
    texts = list(problems[:_MAX_PROBLEMS])
    if len(problems) > _MAX_PROBLEMS:
        texts.append(f"{len(problems) - _MAX_PROBLEMS} more problems of this kind")
    for number, text in enumerate(texts, start=1):
        yield _wrong(text, remedy if number == len(texts) else "")


def _built(opened: Opened, path: Path) -> Finding:
    """Say where the built file is, and whether changed knowledge could be kept there."""
    if opened.not_kept is not None:
        return _wrong(
            opened.not_kept,
            "Every start builds the knowledge anew. Set STACKGUIDE_KNOWLEDGE_DB to a path that "
            "can be written.",
        )
    writable = os.access(path.parent, os.W_OK)
    return _ok(f"Built file {path}, {'writable' if writable else 'up to date, not writable'}")


def _slack(environ: Environment, chosen: Transport | None) -> Iterator[Finding]:
    """Check the Slack settings, and try those tokens with Slack whose form is right."""
    problem = api_url_problem(environ)
    api_url = environ.get("SLACK_API_URL", "").strip()
    if problem is not None:
        yield _wrong(problem)
    elif api_url:
        yield _ok(f"SLACK_API_URL is {api_url}: a stand-in, not Slack itself")
    for variable in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET):
        found = _form(environ, variable, chosen)
        if found is not None:
            yield found
        elif variable is SIGNING_SECRET:
            yield _ok(f"{variable.name} has the right form; only requests from Slack can try it")
        elif problem is not None:
            yield _ok(f"{variable.name} has the right form; it wasn't tried")
        else:
            yield from _tried(variable, environ[variable.name].strip(), api_url or None)


def _form(environ: Environment, variable: Variable, chosen: Transport | None) -> Finding | None:
    """Return what is wrong with a setting as it stands, or ``None``."""
    problem = variable.problem(environ)
    if problem is None:
        return None
    if environ.get(variable.name, "").strip():
        return _wrong(problem)
    text = f"{variable.name}, {_PURPOSES[variable]}"
    if chosen in _NEEDED and variable not in _NEEDED[chosen]:
        return Finding(Verdict.MISSING, f"{text}, which isn't used here")
    return Finding(Verdict.MISSING, text, variable.where, needed=chosen in _NEEDED)


def _tried(variable: Variable, token: str, api_url: str | None) -> Iterator[Finding]:
    """Try a token with Slack."""
    # Without any token, no Slack code is needed.
    from bot.slack.api import (  # noqa: PLC0415
        CallFailedError,
        explain,
        identify,
        open_connection,
        quiet_client,
    )

    client = quiet_client(ApiSettings(token, api_url))
    try:
        if variable is APP_TOKEN:
            open_connection(client, token)
            yield _ok(f"{APP_TOKEN.name} (xapp-…) opens sockets")
            return
        identity = identify(client)
    except CallFailedError as failure:
        what, remedy = explain(failure, variable)
        yield _wrong(what if failure.answered else f"{variable.name} is untried. {what}", remedy)
        return
    where = f"{identity.workspace} ({identity.team})"
    yield _ok(f"{BOT_TOKEN.name} (xoxb-…) is {identity.user}'s in {where}")
    if identity.scopes is not None:
        yield from _scopes(identity.scopes)


def _scopes(granted: frozenset[str]) -> Iterator[Finding]:
    from bot.slack.listeners import LISTENERS  # noqa: PLC0415

    needed = {scope for one in LISTENERS for scope in one.scopes}
    if missing := sorted(needed - granted):
        yield _wrong(f"Scopes of the bot token lack {', '.join(missing)}", _ADD_SCOPES)
    optional = {scope for one in LISTENERS for scope in one.optional_scopes}
    if not missing:
        yield _ok(f"Scopes: {', '.join(sorted(granted & (needed | optional)))}")
    for scope in sorted(optional - needed - granted):
        without = f"Optional scope {scope}: {_WITHOUT[scope]}"
        yield Finding(Verdict.MISSING, without, _ADD_SCOPES)


def _port(environ: Environment, *, is_used: bool) -> Finding:
    problem = port_problem(environ)
    if problem is not None:
        return _wrong(problem)
    port = int(environ.get("PORT", "").strip() or DEFAULT_PORT)
    dual = socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if dual else socket.AF_INET
    try:
        with closing(socket.create_server(("", port), family=family, dualstack_ipv6=dual)):
            return _ok(f"PORT {port} is free")
    except OSError as error:
        if _answers(port):
            return _ok(f"PORT {port} is this bot's, which answers there")
        text = f"PORT {port} can't be had: {error.strerror}"
        if not is_used:
            return _ok(f"{text}; only `stackguide serve` would need it")
        return _wrong(text, "Stop what uses it, be it another copy of the bot, or set PORT.")


def _answers(port: int) -> bool:
    """Tell whether a bot of ours is at a port of this machine."""
    from bot.slack.health import READY  # noqa: PLC0415 - takes a while to import

    connection = HTTPConnection("127.0.0.1", port, timeout=_WITHIN)
    try:
        connection.request("GET", READY)
        return '"knowledge"' in connection.getresponse().read(_MAX_READ).decode("utf-8", "replace")
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _start(environ: Environment, chosen: Transport | None) -> Iterator[Finding]:
    """Check what else would keep the bot from starting."""
    from bot.slack.reporting import reporting_settings  # noqa: PLC0415 - takes a while to import

    if chosen in _NEEDED and (problem := home_problem()) is not None:
        yield _wrong(problem)
    try:
        reporting = reporting_settings(environ)
    except SettingsError as error:
        yield _wrong(str(error))
        return
    if reporting.sentry_dsn is not None:
        yield _ok("Errors go to Sentry")
    if reporting.otlp_endpoint is not None:
        yield _ok(f"Requests go to the collector at {reporting.otlp_endpoint}")
    if environ.get("METRICS_TOKEN", "").strip():
        yield _ok("/metrics opens to METRICS_TOKEN")


def _workers(environ: Environment) -> Finding:
    problem = workers_problem(environ)
    if problem is not None:
        return _wrong(problem)
    number = environ.get("WEB_CONCURRENCY", "").strip() or "1"
    return _ok(f"`stackguide serve` runs {number} worker{'' if number == '1' else 's'}")


def _state(environ: Environment) -> Iterator[Finding]:
    """Check the database; a file of SQLite is made here as a start would make it."""
    from bot.cli.state import prepare, wiped  # noqa: PLC0415 - takes a while to import
    from bot.state.database import Database  # noqa: PLC0415

    try:
        settings = state_settings(environ)
        database = Database(settings.url)
    except SettingsError as error:
        yield _wrong(str(error))
        return
    problem = prepare(database)
    database.close()
    if problem is not None:
        yield _wrong(problem, "Until then the bot answers, but keeps nothing.")
    else:
        yield _ok(f"State is kept in {database.name}")
    if settings.wiped_by is not None:
        yield _wrong(wiped(settings.wiped_by))


def _ok(text: str) -> Finding:
    return Finding(Verdict.OK, text)


def _wrong(text: str, remedy: str = "") -> Finding:
    return Finding(Verdict.WRONG, text, remedy)
