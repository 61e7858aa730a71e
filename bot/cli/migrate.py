"""``stackguide migrate``: what a release runs before its processes start."""

import argparse
from contextlib import closing

from bot.cli.dotenv_file import read_dotenv
from bot.settings import state_settings
from bot.state.database import Database


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "migrate",
        help="bring the database to this version",
        description="Make or change the tables in DATABASE_URL, by default a file of SQLite. Safe "
        "to run again, and by several at once.",
        epilog="Example: DATABASE_URL=postgres://… stackguide migrate",
    )
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace) -> int:
    """Run the missing migrations."""
    read_dotenv()
    from bot.state.migrate import migrate  # noqa: PLC0415 - Alembic takes long to import

    with closing(Database(state_settings().url)) as database:
        before, after = migrate(database)
    what = "is up to date" if before == after else f"was brought from {before or 'nothing'}"
    print(f"{database.name} {what}, version {after}")
    return 0
