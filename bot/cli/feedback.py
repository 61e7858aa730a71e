"""``stackguide feedback``: votes on answers, and questions that got none."""

import argparse
from datetime import UTC, datetime

import msgspec

from bot.cli.dotenv_file import read_dotenv
from bot.cli.state import opened_store, team_id
from bot.state.store import Store, Unanswered, Vote

_SHOWN = 50


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "feedback",
        help="show votes on answers, and unanswered questions",
        description="Show what people thought of answers, and what they asked in vain; without "
        "--team, which workspaces anything is stored of.",
        epilog="Example: stackguide feedback --team T0ACME --json",
    )
    parser.add_argument("--team", type=team_id, help="the workspace's id, T…")
    parser.add_argument("--json", action="store_true", help="all of it, one JSON object a line")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the latest first."""
    read_dotenv()
    with opened_store() as store:
        if options.team is None:
            for team in store.teams():
                print(team)
        elif options.json:
            for one in (*store.votes(options.team), *store.unanswered(options.team)):
                print(msgspec.json.encode(one).decode())
        else:
            _show(store, options.team)
        return 0


def _show(store: Store, team: str) -> None:
    votes, questions = store.votes(team), store.unanswered(team)
    ups = sum(vote.vote == "up" for vote in votes)
    print(f"Votes: {ups} up, {len(votes) - ups} down")
    for vote in votes[:_SHOWN]:
        print(f"  {_day(vote)}  {vote.vote:5} {vote.intent:14} {', '.join(vote.leads)}")
        if vote.reason:
            print(f"              {_printable(vote.reason)}")
    print(f"Unanswered questions: {len(questions)}")
    for question in questions[:_SHOWN]:
        text = _printable(question.text or "(text not kept)")
        print(f"  {_day(question)}  {question.intent:14} {', '.join(question.known)}  {text}")
    if max(len(votes), len(questions)) > _SHOWN:
        print(f"Shown are the latest {_SHOWN} of each; --json has all.")


def _printable(text: str) -> str:
    """Return what somebody wrote without what a terminal would obey."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)


def _day(one: Vote | Unanswered) -> str:
    return datetime.fromtimestamp(one.at, UTC).date().isoformat()
