"""The file ``.env`` of the current directory: settings that the environment lacks."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from dotenv import load_dotenv
from dotenv.parser import parse_stream

from bot.errors import SettingsError

_NEAR = 0.85
"""How much alike two names have to be for one to be a slip of the other."""
SETTINGS = (
    "DATABASE_URL",
    "METRICS_TOKEN",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "PORT",
    "SENTRY_DSN",
    "SLACK_API_URL",
    "SLACK_APP_TOKEN",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "STACKGUIDE_KNOWLEDGE_DB",
    "STACKGUIDE_PACKS",
    "WEB_CONCURRENCY",
)
"""What may stand in the file; docs/settings.md tells of each."""


def dotenv_problems() -> Iterator[str]:
    """Yield what is wrong with lines of ``.env``: no setting, or one that is misspelt."""
    with (Path.cwd() / ".env").open(encoding="utf-8-sig") as stream:
        for binding in parse_stream(stream):
            line = binding.original.line
            if binding.error or (binding.key is not None and binding.value is None):
                yield f".env line {line} is not NAME=value"
            elif binding.key is not None and binding.key not in SETTINGS:
                for near in get_close_matches(binding.key, SETTINGS, 1, _NEAR):
                    yield f".env line {line}: {binding.key} is no setting; did you mean {near}?"


def read_dotenv() -> bool:
    """Take settings from ``.env`` and tell whether there is such a file.

    Raises :class:`SettingsError` if it can't be read.
    """
    path = Path.cwd() / ".env"
    try:
        load_dotenv(path)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} can't be read ({type(error).__name__}). Save it as plain text in UTF-8, a "
            "line NAME=value a setting."
        ) from error
    return path.is_file()
