"""``stackguide knowledge``: build, check, list, show and search what is known."""

import argparse
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.catalog.assemble import assemble
from bot.catalog.build import build
from bot.catalog.gaps import gaps
from bot.catalog.review import overdue
from bot.catalog.tallies import tallies
from bot.cli import knowledge_search, knowledge_show
from bot.cli.dotenv_file import read_dotenv
from bot.cli.guide import open_catalog, warn_left_out
from bot.errors import KnowledgeError, Problem
from bot.settings import knowledge_settings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its own commands to the parser."""
    parser = commands.add_parser(
        "knowledge",
        help="build, check, list, show and search what is known",
        description="Work with the knowledge that answers come from.",
        epilog="Example: STACKGUIDE_PACKS=./our-rules stackguide knowledge check",
    )
    own = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    build = own.add_parser("build", help="build the SQLite file now")
    build.add_argument("--output", type=Path, help="where to write it")
    build.set_defaults(run=run_build)
    check = own.add_parser("check", help="check all packs and report every problem")
    check.set_defaults(run=run_check)
    listing = own.add_parser("list", help="list components, topics and needs")
    listing.add_argument("--stats", action="store_true", help="count them, and the gaps")
    listing.set_defaults(run=run_list)
    knowledge_show.add_to(own)
    knowledge_search.add_to(own)


def run_build(options: argparse.Namespace) -> int:
    """Build the knowledge file; the exit code is 1 if a pack had to be left out of it."""
    read_dotenv()
    settings = knowledge_settings()
    target = options.output or settings.built
    started = time.perf_counter()
    assembled = assemble(settings.shipped, settings.packs)
    left_out = tuple(str(problem) for problem in assembled.left_out)
    catalog = assembled.catalog
    build(catalog, left_out, target)
    warn_left_out(left_out)
    print(
        f"Built {target}: {len(catalog.components)} components, {len(catalog.topics)} topics, "
        f"{len(catalog.claims)} claims, version {catalog.version[:8]}, "
        f"in {time.perf_counter() - started:.1f} s"
    )
    return 1 if left_out else 0


def run_check(_options: argparse.Namespace) -> int:
    """Check the knowledge; problems go out one a line, and the exit code is 1."""
    read_dotenv()
    settings = knowledge_settings()
    try:
        assembled = assemble(settings.shipped, settings.packs)
    except KnowledgeError as error:
        problems = error.problems
    else:
        problems = assembled.left_out
        stale = overdue(assembled.catalog, datetime.now(UTC).date())
        for claim in stale:
            path, _, line = claim.place.rpartition(":")
            message = f"the claim {claim.id!r} was to be read again by {claim.review_by}"
            problems += (Problem(f"{claim.pack}/{path}", int(line), message),)
    for problem in problems:
        print(problem)
    if problems:
        print("1 problem" if len(problems) == 1 else f"{len(problems)} problems")
        return 1
    packs = ", ".join(f"{pack.id} {pack.edition}" for pack in assembled.catalog.packs)
    print(f"No problems in {packs}: {len(assembled.catalog.claims)} claims")
    return 0


def run_list(options: argparse.Namespace) -> int:
    """List what is known, or count it."""
    catalog = open_catalog()
    if options.stats:
        print(f"{'':34}{'entries':>8}{'claims':>8}{'sources':>9}{'re-read':>9}")
        for row in tallies(catalog):
            reread = f"{row.reread / row.claims:.0%}" if row.claims else ""
            print(f"{row.name:34}{row.entries:8}{row.claims:8}{row.sources:9}{reread:>9}")
        print("\nWhere the answer is that nobody says:")
        for gap in gaps(catalog):
            print(f"{len(gap.cases):5} {gap.name}")
            for case in gap.cases:
                print(f"        {case}")
        return 0
    for kind in catalog.kinds.values():
        names = [c.name for c in catalog.components.values() if c.kind == kind.id]
        if names:
            print(f"{kind.plural}: {', '.join(sorted(names, key=str.casefold))}")
    print(f"topics: {', '.join(topic.name for topic in catalog.topics.values())}")
    print(f"needs: {', '.join(need.name for need in catalog.needs.values())}")
    return 0
