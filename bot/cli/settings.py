"""``stackguide settings``: what a workspace has decided."""

import argparse
from dataclasses import replace

from bot.cli.dotenv_file import read_dotenv
from bot.cli.state import OPERATOR, opened_store, team_id

_MOST_DAYS = 3650


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "settings",
        help="show or change what a workspace has decided",
        description="Show what may be kept of a workspace and for how long, or change it.",
        epilog="Example: stackguide settings --team T0ACME --keep-questions yes",
    )
    parser.add_argument("--team", required=True, type=team_id, help="the workspace's id, T…")
    parser.add_argument(
        "--keep-questions",
        choices=["yes", "no"],
        help="whether the text of unanswered questions is kept; `no` deletes what was",
    )
    parser.add_argument(
        "--keep-days", type=_days, help="days for votes, unanswered questions and the audit"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show the settings as they are afterwards."""
    read_dotenv()
    with opened_store() as store:
        workspace = store.workspace(options.team)
        changed = workspace
        if options.keep_questions is not None:
            changed = replace(changed, keep_questions=options.keep_questions == "yes")
        if options.keep_days is not None:
            changed = replace(changed, keep_days=options.keep_days)
        if changed != workspace:
            store.decide(options.team, OPERATOR, changed)
        print(f"keep-questions  {'yes' if changed.keep_questions else 'no'}")
        print(f"keep-days       {changed.keep_days}")
        return 0


def _days(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_DAYS:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number of days from 1 to {_MOST_DAYS}")
