"""Text in lines that fit a screen, measured by the columns that it takes there."""

import re
import unicodedata
from functools import lru_cache

_STYLING = re.compile(r"\x1b\[[0-9;]*m")
_UNWANTED = re.compile(rf"({_STYLING.pattern})|[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACE = re.compile(r"[ \t\n\v\f\r]+")
_MARKS = re.compile(r"(\[\d+(?:\u2013\d+)?\])+")
_NO_COLUMN = frozenset({"Mn", "Me", "Cf"})


@lru_cache(maxsize=4096)
def columns_of(text: str) -> int:
    """Return how many columns a text takes: none for styling, two for wide characters."""
    shown = _STYLING.sub("", text)
    if shown.isascii():
        return len(shown)
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in shown
        if unicodedata.category(char) not in _NO_COLUMN
    )


@lru_cache(maxsize=1024)
def units_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, without control characters; citations stay with their word."""
    units: list[str] = []
    for word in _SPACE.split(_UNWANTED.sub(r"\1", text)):
        if units and _MARKS.fullmatch(word):
            units[-1] += f" {word}"
        elif word:
            units.append(word)
    return tuple(units)


def wrap(text: str, width: int, hang: int = 0) -> list[str]:
    """Return a text as lines of at most ``width`` columns, those after the first indented.

    Only a word that is longer than that, such as an address, gets a longer line.
    """
    lines: list[str] = []
    left = 0
    for unit in units_of(text):
        whole = columns_of(unit) <= width - hang
        for word in (unit,) if whole else unit.split(" "):
            taken = columns_of(word)
            if lines and taken < left:
                lines[-1] += f" {word}"
                left -= taken + 1
            else:
                indent = hang if lines else 0
                lines.append(" " * indent + word)
                left = width - indent - taken
    return lines or [""]
