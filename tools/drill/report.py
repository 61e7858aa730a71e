"""What came of drills: figures, and the bounds that they were held against."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil


@dataclass(slots=True)
class Verdict:
    """What came of a drill on one store: the figures, and those that broke their bound."""

    figures: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def tell(self, figure: str) -> None:
        """Add a figure that has no bound."""
        self.figures.append(figure)

    def hold(self, figure: str, kept: bool) -> None:  # noqa: FBT001 - reads as a sentence
        """Add a figure, and whether it keeps its bound."""
        self.figures.append(figure)
        if not kept:
            self.broken.append(figure)

    @property
    def word(self) -> str:
        """Say in a word whether all bounds were kept."""
        return "FAIL" if self.broken else "PASS"

    def __str__(self) -> str:
        broken = f" — out of bounds: {'; '.join(self.broken)}" if self.broken else ""
        return f"{self.word}  {'; '.join(self.figures)}{broken}"


def at(values: Sequence[float], percent: float) -> float:
    """Return the percentile of values, which are at least one."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]


def ms(seconds: float) -> str:
    """Return a time as it is told."""
    return f"{seconds * 1000:,.{0 if seconds >= 0.1 else 1}f} ms"  # noqa: PLR2004
