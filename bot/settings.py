"""Settings from the environment, read once into frozen records.

Names follow Slack's own; docs/settings.md lists them all.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingsError

DEFAULT_PORT = 3000
_MAX_PORT = 65535
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class KnowledgeSettings:
    """Where knowledge comes from, and where its built file stands."""

    shipped: Path
    packs: tuple[Path, ...]
    built: Path


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """What it takes to talk to Slack over HTTP. ``repr`` hides the secrets."""

    bot_token: str
    signing_secret: str
    api_url: str | None
    port: int

    def __repr__(self) -> str:
        return f"SlackSettings(api_url={self.api_url!r}, port={self.port!r})"


def knowledge_settings(environ: Mapping[str, str] = os.environ) -> KnowledgeSettings:
    """Read where knowledge is; packs are separated as in PATH.

    ``STACKGUIDE_KNOWLEDGE_DB`` is the built file: by default knowledge.db in a checkout, else
    a file in the user's cache directory.
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
        cache = environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        target = Path(cache) / "stackguide" / "knowledge.db"
    return KnowledgeSettings(
        shipped=shipped,
        packs=tuple(Path(part).resolve() for part in packs.split(os.pathsep) if part.strip()),
        built=target,
    )


def has_slack_settings(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether any of the settings that Slack needs is there."""
    return bool(environ.get("SLACK_BOT_TOKEN") or environ.get("SLACK_SIGNING_SECRET"))


def slack_settings(environ: Mapping[str, str] = os.environ) -> SlackSettings:
    """Read the settings for serving Slack over HTTP.

    Raises :class:`SettingsError` that names every missing or wrong setting and where to find
    its value.
    """
    problems = []
    token = environ.get("SLACK_BOT_TOKEN", "").strip()
    secret = environ.get("SLACK_SIGNING_SECRET", "").strip()
    app_pages = "https://api.slack.com/apps, your app"
    if not token.startswith("xoxb-"):
        what = "is missing" if not token else "is not a bot token; those begin with xoxb-"
        problems.append(f"SLACK_BOT_TOKEN {what}. Find it at {app_pages}, OAuth & Permissions.")
    if not re.fullmatch(r"[0-9a-fA-F]{16,128}", secret):
        what = "is missing" if not secret else "is not a signing secret; those are 32 hex digits"
        place = "Basic Information, App Credentials"
        problems.append(f"SLACK_SIGNING_SECRET {what}. Find it at {app_pages}, {place}.")
    port = environ.get("PORT", "").strip() or str(DEFAULT_PORT)
    if not port.isascii() or not port.isdigit() or not 0 < int(port) <= _MAX_PORT:
        problems.append(f"PORT is {port!r}; it must be a number from 1 to {_MAX_PORT}.")
    api_url = environ.get("SLACK_API_URL", "").strip() or None
    if api_url is not None and not re.match(r"https?://", api_url):
        problems.append(
            f"SLACK_API_URL is {api_url!r}; it must begin with https:// (or http:// for a local "
            "stand-in). Leave it out to talk to Slack itself."
        )
    if problems:
        raise SettingsError("\n".join(problems))
    return SlackSettings(token, secret, api_url, int(port))
