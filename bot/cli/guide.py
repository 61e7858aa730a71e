"""What the commands share: opening the knowledge, and telling of packs that were left out."""

import sys

from bot.ask import Guide, prepare
from bot.catalog.model import Catalog
from bot.catalog.store import Opened, open_knowledge
from bot.cli.dotenv_file import read_dotenv
from bot.settings import knowledge_settings


def open_guide() -> Guide:
    """Open the knowledge as :func:`open_catalog` does, ready to answer."""
    return prepare(open_catalog())


def open_catalog() -> Catalog:
    """Open the knowledge as :func:`open_packs` does."""
    return open_packs().catalog


def open_packs() -> Opened:
    """Open the knowledge, building it where needed; packs left out are told on stderr.

    The packs that .env names count as well: the file that is built is the one the bot serves.
    """
    read_dotenv()
    settings = knowledge_settings()
    opened = open_knowledge(settings.shipped, settings.packs, settings.built)
    warn_left_out(opened.left_out)
    if opened.not_kept is not None:
        print(
            f"{opened.not_kept}\nAnswering from memory. Set STACKGUIDE_KNOWLEDGE_DB to a path that "
            "can be written, so that the next start is quick.",
            file=sys.stderr,
        )
    return opened


def warn_left_out(problems: tuple[str, ...]) -> None:
    """Tell on stderr which packs were left out, and why."""
    if problems:
        print("Some packs in STACKGUIDE_PACKS were left out:", file=sys.stderr)
        for problem in problems:
            print(f"  {problem}", file=sys.stderr)
