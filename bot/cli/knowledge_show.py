"""``stackguide knowledge show``: all that is known of one thing, for those who edit it."""

import argparse
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

from bot.catalog.load import pack_directories
from bot.catalog.lookup import find, nearest
from bot.catalog.model import Catalog, Claim
from bot.cli.guide import open_catalog
from bot.cli.screen import screen_style
from bot.cli.sheets import Sheet, sheet, title
from bot.errors import NotFoundError
from bot.rendering.terminal import Style
from bot.settings import knowledge_settings

_UNWRAPPED = 100_000  # the width of what is no terminal
_LABEL = 13


def add_to(own: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of ``stackguide knowledge``."""
    parser = own.add_parser(
        "show",
        help="show all that is known of one thing",
        description="Show a component, kind, topic, need, claim, source or pack.",
        epilog="Examples: stackguide knowledge show k8s; "
        "stackguide knowledge show guide:postgresql.is",
    )
    parser.add_argument("id", nargs="+", metavar="ID", help="its id, name or alias")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show everything of that id or name; where there is none, tell the nearest."""
    catalog, asked = open_catalog(), " ".join(options.id)
    found = find(catalog, asked)
    if not found:
        raise NotFoundError(f"Nothing is known as {asked!r}. {suggestion(catalog, asked)}")
    style = screen_style(shutil.get_terminal_size((_UNWRAPPED, 0)).columns)
    for position, thing in enumerate(found):
        if position:
            print()
        for line in _lines(sheet(catalog, thing), style):
            print(line)
        if isinstance(thing, Claim):
            print(_field("written", _place(thing), style))
    return 0


def suggestion(catalog: Catalog, asked: str) -> str:
    """Return the nearest to what was asked, or where all names are listed."""
    near = [(one.id, title(one)) for one in nearest(catalog, asked)]
    if not near:
        return "All names: stackguide knowledge list"
    shown = (one if one == name else f"{one} ({name})" for one, name in near)
    return f"The nearest: {', '.join(shown)}"


def _lines(shown: Sheet, style: Style) -> Iterator[str]:
    yield style.bold(shown.title)
    for label, text in shown.fields:
        yield _field(label, text, style)
    for heading, claims in shown.groups:
        yield f"\n{style.bold(heading)}"
        for text, origin in claims:
            yield _wrap(text, style, indent="  ")
            yield style.dim(_wrap(origin, style, indent="    "))


def _field(label: str, text: str, style: Style) -> str:
    return _wrap(text, style, indent=f"  {label:{_LABEL}}")


def _wrap(text: str, style: Style, indent: str) -> str:
    return textwrap.fill(
        text,
        width=style.width,
        initial_indent=indent,
        subsequent_indent=" " * len(indent),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _place(claim: Claim) -> str:
    """Return the file and line that a claim is written on, as an editor opens them."""
    settings = knowledge_settings()
    directory = pack_directories(settings.shipped, settings.packs).get(claim.pack)
    if directory is None:
        return f"{claim.place} in the pack {claim.pack}"
    path = directory / claim.place
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
