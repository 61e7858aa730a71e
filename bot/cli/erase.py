"""``stackguide erase``: what is stored of a workspace, or of a person in it, goes."""

import argparse

from bot.cli.dotenv_file import read_dotenv
from bot.cli.state import OPERATOR, member_id, opened_store, team_id


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "erase",
        help="delete what is stored of a workspace or a person",
        description="Delete all that is stored of a workspace, or with --user what is stored of "
        "one person in it. It can't be taken back.",
        epilog="Example: stackguide erase --team T0ACME --user U0ANN",
    )
    parser.add_argument("--team", required=True, type=team_id, help="the workspace's id, T…")
    parser.add_argument("--user", type=member_id, help="a person's id, U… or W…")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Delete, and say how much it was."""
    read_dotenv()
    with opened_store() as store:
        if options.user is None:
            deleted = store.erase(options.team)
        else:
            deleted = store.erase_person(options.team, options.user, OPERATOR)
        for table, count in deleted.items():
            print(f"{table:12}{count:8} deleted")
        return 0
