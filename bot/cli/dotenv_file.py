"""The file ``.env`` of the current directory: settings that the environment lacks."""

from pathlib import Path

from dotenv import load_dotenv

from bot.errors import SettingsError


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
