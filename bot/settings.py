"""Settings from the environment, read once into frozen records.

Names follow Slack's own; docs/settings.md lists them all.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import SettingsError

DEFAULT_PORT = 3000
_MAX_PORT = 65535
_MAX_WORKERS = 32
_HOSTS = {
    "DYNO": "Heroku",
    "RENDER": "Render",
    "RAILWAY_ENVIRONMENT_NAME": "Railway",
    "FLY_APP_NAME": "Fly.io",
    "K_SERVICE": "Cloud Run",
}
"""Variables that hosts set whose disk is new after every start, unless one is added."""
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class KnowledgeSettings:
    """Where knowledge comes from, and where its built file stands."""

    shipped: Path
    packs: tuple[Path, ...]
    built: Path


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """What it takes to call Slack's Web API as the bot. ``repr`` hides the token."""

    bot_token: str = field(repr=False)
    api_url: str | None


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """What it takes to be called by Slack over HTTP. ``repr`` hides the secret."""

    api: ApiSettings
    signing_secret: str = field(repr=False)
    port: int
    workers: int = 1
    metrics_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SocketSettings:
    """What it takes to be called by Slack over a socket. ``repr`` hides the token."""

    api: ApiSettings
    app_token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StateSettings:
    """Where what workspaces have stored stands; ``repr`` hides the password in the URL.

    ``wiped_by`` names the host that would delete it at every start, if one would.
    """

    url: str = field(repr=False)
    wiped_by: str | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """A setting as people give it: what it must look like, and where to find its value."""

    name: str
    pattern: str
    form: str
    place: str

    def problem(self, environ: Mapping[str, str]) -> str | None:
        """Return what is wrong with the setting and what to do, or ``None``."""
        value = environ.get(self.name, "").strip()
        if re.fullmatch(self.pattern, value, re.ASCII):
            return None
        what = f"is not {self.form}" if value else "is missing"
        return f"{self.name} {what}. {self.where}"

    @property
    def where(self) -> str:
        """Say where to find the value."""
        return f"Find it at {_APP_PAGES}, {self.place}."


_APP_PAGES = "https://api.slack.com/apps, your app"
BOT_TOKEN = Variable(
    "SLACK_BOT_TOKEN",
    r"xoxb-[\w-]+",
    "a bot token; those begin with xoxb-",
    "OAuth & Permissions",
)
SIGNING_SECRET = Variable(
    "SLACK_SIGNING_SECRET",
    r"[0-9a-fA-F]{16,128}",
    "a signing secret; those are 32 hex digits",
    "Basic Information, App Credentials",
)
APP_TOKEN = Variable(
    "SLACK_APP_TOKEN",
    r"xapp-[\w-]+",
    "an app-level token; those begin with xapp-",
    "Basic Information, App-Level Tokens (scope connections:write)",
)


def knowledge_settings(environ: Mapping[str, str] = os.environ) -> KnowledgeSettings:
    """Read where knowledge is; packs are separated as in PATH.

    ``STACKGUIDE_KNOWLEDGE_DB`` is the built file: by default knowledge.db in a checkout, else
    a file in the user's cache directory. Raises :class:`SettingsError` where there is none.
    """
    installed, checkout = _PACKAGE / "knowledge", _PACKAGE.parent / "knowledge"
    shipped = installed if installed.is_dir() else checkout
    packs = environ.get("STACKGUIDE_PACKS", "")
    built = environ.get("STACKGUIDE_KNOWLEDGE_DB", "")
    if built:
        target = Path(built)
    elif shipped is checkout and os.access(_PACKAGE.parent, os.W_OK):
        target = _PACKAGE.parent / "knowledge.db"
    else:
        target = _cache(environ) / "stackguide" / "knowledge.db"
    return KnowledgeSettings(
        shipped=shipped,
        packs=tuple(Path(part).resolve() for part in packs.split(os.pathsep) if part.strip()),
        built=target,
    )


def state_settings(environ: Mapping[str, str] = os.environ) -> StateSettings:
    """Read where state is stored: ``DATABASE_URL``, by default a file of SQLite.

    That is state.db in a checkout, else in the user's state directory. Raises
    :class:`SettingsError` where there is no directory for it.
    """
    url = environ.get("DATABASE_URL", "").strip()
    if url:
        return StateSettings(url)
    if (_PACKAGE.parent / "knowledge").is_dir() and os.access(_PACKAGE.parent, os.W_OK):
        path = _PACKAGE.parent / "state.db"
    else:
        try:
            path = _state(environ) / "state.db"
        except RuntimeError as error:  # a container's user without a name and without HOME
            raise SettingsError(
                "There is no home directory to keep state in. Set DATABASE_URL, or XDG_STATE_HOME "
                "to a directory that can be written."
            ) from error
    hosts = (host for name, host in _HOSTS.items() if environ.get(name))
    return StateSettings(f"sqlite:///{path}", next(hosts, None))


def _cache(environ: Mapping[str, str]) -> Path:
    if cache := environ.get("XDG_CACHE_HOME"):
        return Path(cache)
    try:
        return Path.home() / ".cache"
    except RuntimeError as error:  # a container's user without a name and without HOME
        raise SettingsError(
            "There is no home directory to keep the built knowledge file in. "
            "Set STACKGUIDE_KNOWLEDGE_DB to a path for it."
        ) from error


def history_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Return where chats at a terminal keep their history; a relative XDG_STATE_HOME is none.

    Raises :class:`RuntimeError` where there is no home directory either.
    """
    return _state(environ) / "history"


def _state(environ: Mapping[str, str]) -> Path:
    state = Path(environ.get("XDG_STATE_HOME", ""))
    if not state.is_absolute():
        state = Path.home() / ".local" / "state"
    return state / "stackguide"


def http_settings(environ: Mapping[str, str] = os.environ) -> HttpSettings:
    """Read the settings for serving Slack over HTTP.

    Raises :class:`SettingsError` that names every missing or wrong setting and where to find
    its value.
    """
    port = environ.get("PORT", "").strip() or str(DEFAULT_PORT)
    _check(
        BOT_TOKEN.problem(environ),
        SIGNING_SECRET.problem(environ),
        port_problem(environ),
        workers_problem(environ),
        api_url_problem(environ),
        home_problem(),
    )
    return HttpSettings(
        _api(environ),
        environ[SIGNING_SECRET.name].strip(),
        int(port),
        int(environ.get("WEB_CONCURRENCY", "").strip() or 1),
        environ.get("METRICS_TOKEN", "").strip() or None,
    )


def socket_settings(environ: Mapping[str, str] = os.environ) -> SocketSettings:
    """Read the settings for Socket Mode. Raises as :func:`http_settings` does."""
    _check(
        BOT_TOKEN.problem(environ),
        APP_TOKEN.problem(environ),
        api_url_problem(environ),
        home_problem(),
    )
    return SocketSettings(_api(environ), environ[APP_TOKEN.name].strip())


def port_problem(environ: Mapping[str, str]) -> str | None:
    """Return what is wrong with PORT, or ``None``."""
    port = environ.get("PORT", "").strip() or str(DEFAULT_PORT)
    if port.isascii() and port.isdigit() and 0 < int(port) <= _MAX_PORT:
        return None
    return f"PORT is {port!r}; it must be a number from 1 to {_MAX_PORT}."


def workers_problem(environ: Mapping[str, str]) -> str | None:
    """Return what is wrong with WEB_CONCURRENCY, or ``None``."""
    workers = environ.get("WEB_CONCURRENCY", "").strip() or "1"
    if workers.isascii() and workers.isdigit() and 0 < int(workers) <= _MAX_WORKERS:
        return None
    return (
        f"WEB_CONCURRENCY is {workers!r}; it must be a number of processes from 1 to "
        f"{_MAX_WORKERS}. Leave it out for one."
    )


def home_problem() -> str | None:
    """Return what to do where the system's user has no home, which Slack's SDK asks for."""
    try:
        Path.home()
    except RuntimeError:
        return (
            "HOME is missing, and the user of this process has no home directory, which Slack's "
            "library asks for. Set HOME to any directory, such as /tmp."
        )
    return None


def api_url_problem(environ: Mapping[str, str]) -> str | None:
    """Return what is wrong with SLACK_API_URL, or ``None``."""
    api_url = environ.get("SLACK_API_URL", "").strip()
    if not api_url or re.match(r"https?://", api_url):
        return None
    return (
        f"SLACK_API_URL is {api_url!r}; it must begin with https:// (or http:// for a local "
        "stand-in). Leave it out to talk to Slack itself."
    )


def _api(environ: Mapping[str, str]) -> ApiSettings:
    return ApiSettings(
        environ[BOT_TOKEN.name].strip(), environ.get("SLACK_API_URL", "").strip() or None
    )


def _check(*problems: str | None) -> None:
    found = [problem for problem in problems if problem is not None]
    if found:
        raise SettingsError("\n".join(found))
