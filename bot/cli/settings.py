"""``stackguide settings``: what a workspace has decided."""

import argparse
import re
from dataclasses import fields, replace

from bot.cli.dotenv_file import read_dotenv
from bot.cli.state import OPERATOR, opened_store, team_id
from bot.state.store import CHANNEL_ID, MAX_DAYS, Workspace

_WIDTH = 18


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "settings",
        help="show or change what a workspace has decided",
        description="Show what may be kept of a workspace, for how long, and where the bot "
        "answers; or change it.",
        epilog="Example: stackguide settings --team T0ACME --keep-questions yes",
    )
    parser.add_argument("--team", required=True, type=team_id, help="the workspace's id, T…")
    parser.add_argument(
        "--keep-questions",
        type=_yes,
        metavar="yes|no",
        help="whether the text of unanswered questions is kept; `no` deletes what was",
    )
    parser.add_argument(
        "--keep-days",
        type=_days,
        metavar="DAYS",
        help="for votes, unanswered questions and the audit",
    )
    parser.add_argument(
        "--keep-recent",
        type=_yes,
        metavar="yes|no",
        help="whether each person's last questions are kept for their Home; `no` deletes them",
    )
    parser.add_argument(
        "--shared-channels",
        type=_yes,
        metavar="yes|no",
        help="whether mentions are answered in channels shared with other organisations",
    )
    parser.add_argument(
        "--channels",
        type=_channels,
        metavar="C0ONE,C0TWO",
        help="the only channels where mentions are answered; `all` for all",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show the settings as they are afterwards."""
    read_dotenv()
    given = {one.name: getattr(options, one.name) for one in fields(Workspace)}
    with opened_store() as store:
        print(f"{'stored in':{_WIDTH}}{store.database.name}")
        before = store.workspace(options.team)
        after = replace(before, **{name: one for name, one in given.items() if one is not None})
        if after != before:
            store.decide(options.team, OPERATOR, after)
    for one in fields(Workspace):
        print(f"{one.name.replace('_', '-'):{_WIDTH}}{_shown(getattr(after, one.name))}")
    return 0


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(value) or "all"
    return str(value)


def _yes(text: str) -> bool:
    if text in {"yes", "no"}:
        return text == "yes"
    raise argparse.ArgumentTypeError(f"{text!r} is neither yes nor no")


def _days(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= MAX_DAYS:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number of days from 1 to {MAX_DAYS}")


def _channels(text: str) -> tuple[str, ...]:
    if text == "all":
        return ()
    if re.fullmatch(rf"{CHANNEL_ID}(?:,{CHANNEL_ID})*", text):
        return tuple(text.split(","))
    raise argparse.ArgumentTypeError(
        f"{text!r} is no list of channels' ids; those begin with C or G and are found at the end "
        "of a channel's details"
    )
