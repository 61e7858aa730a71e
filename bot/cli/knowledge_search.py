"""``stackguide knowledge search``: words in names, phrasings and claims."""

import argparse

from bot.catalog.search import Hit, search
from bot.cli.guide import open_catalog
from bot.cli.knowledge_show import suggestion
from bot.cli.screen import screen_style
from bot.errors import NotFoundError
from bot.rendering.terminal import Style
from bot.settings import knowledge_settings

_MOST = 20


def add_to(own: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of ``stackguide knowledge``."""
    parser = own.add_parser(
        "search",
        help="search names, phrasings and claims",
        description="Find what has all of these words, or words that begin so.",
        epilog="Example: stackguide knowledge search read latency",
    )
    parser.add_argument("term", nargs="+", metavar="TERM", help="a word")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what has the words, the nearest first."""
    catalog, text = open_catalog(), " ".join(options.term)
    hits = search(knowledge_settings().built, catalog.version, text)
    if not hits:
        raise NotFoundError(f"No name and no claim has {text!r}. {suggestion(catalog, text)}")
    style = screen_style(0)
    for hit in hits[:_MOST]:
        print(f"{hit.id} ({hit.what})\n  {_shown(hit, style)}")
    if len(hits) > _MOST:
        print(f"and {len(hits) - _MOST} more; another word narrows the search")
    return 0


def _shown(hit: Hit, style: Style) -> str:
    """Return the snippet with its hits, every second part, in bold."""
    return "".join(
        style.bold(part) if place % 2 else part for place, part in enumerate(hit.snippet)
    )
