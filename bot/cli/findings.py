"""What a check finds, and how it is shown."""

import textwrap
from dataclasses import dataclass
from enum import Enum

_WIDTH = 80
_MARGIN = 9  # of the verdict, to the left of the texts
_COLOURS = {"ok": "\x1b[32m", "missing": "\x1b[33m", "wrong": "\x1b[31m"}
_PLAIN = "\x1b[0m"


class Verdict(Enum):
    """How a matter stands."""

    OK = "ok"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """A matter and how it stands. What is missing fails only where it is ``needed``."""

    verdict: Verdict
    text: str
    remedy: str = ""
    needed: bool = False

    @property
    def fails(self) -> bool:
        """Whether something has to be done before the bot works as it is set up."""
        return self.verdict is Verdict.WRONG or (self.verdict is Verdict.MISSING and self.needed)

    def show(self, *, colour: bool) -> str:
        """Return the finding in lines of 80 columns, the remedy below it."""
        word = self.verdict.value
        lines = [
            line
            for text in (self.text, self.remedy)
            for line in textwrap.wrap(
                text, _WIDTH - _MARGIN, break_long_words=False, break_on_hyphens=False
            )
        ]
        shown = textwrap.indent("\n".join(lines), " " * _MARGIN)[_MARGIN:]
        mark = f"{_COLOURS[word]}{word}{_PLAIN}" if colour else word
        return f"{mark}{' ' * (_MARGIN - len(word))}{shown}"
