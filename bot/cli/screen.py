"""What the terminal can show."""

import os
import sys

from bot.rendering.terminal import Style


def screen_style(width: int) -> Style:
    """Return the style for standard output: colour only on a terminal without NO_COLOR."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return Style(width=width, colour=colour and os.environ.get("TERM") != "dumb")
