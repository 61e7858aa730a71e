"""Drawing text and boxes as SVG."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

Runs = list[tuple[str, str]]
"""A line's pieces of text, each with the attributes of its ``tspan``."""

SANS = "Lato,'Helvetica Neue',Helvetica,Arial,sans-serif"
MONO = "'DejaVu Sans Mono',Menlo,Consolas,monospace"
BOLDER = 1.07
"""How much wider a bold text is."""


@dataclass(slots=True)
class Canvas:
    """An SVG in the making; ``y`` is where the next line goes."""

    width: int
    y: float = 0
    parts: list[str] = field(default_factory=list)

    def text(self, x: float, runs: Runs, size: float, *, family: str = SANS) -> None:
        """Draw one line."""
        spans = "".join(f"<tspan {style}>{html.escape(text)}</tspan>" for text, style in runs)
        self.parts.append(
            f'<text x="{x:g}" y="{self.y:g}" font-size="{size}" font-family="{family}" '
            f'xml:space="preserve">{spans}</text>'
        )

    def box(self, x: float, y: float, width: float, height: float, style: str) -> None:
        """Draw a rectangle."""
        size = f'width="{width:g}" height="{height:g}"'
        self.parts.append(f'<rect x="{x:g}" y="{y:g}" {size} {style}/>')

    def svg(self, title: str, background: str) -> str:
        """Return the picture; ``title`` is what a screen reader says of it."""
        height = round(self.y + 20)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{height}" '
            f'viewBox="0 0 {self.width} {height}" role="img">\n'
            f"<title>{html.escape(title)}</title>\n"
            f'<rect width="100%" height="100%" rx="8" fill="{background}"/>\n'
            + "\n".join(self.parts)
            + "\n</svg>\n"
        )


def wrapped(runs: Runs, width: float, size: float) -> Iterator[Runs]:
    """Yield lines of runs that fit the width, broken at spaces."""
    line: Runs = []
    used = 0.0
    for text, style in runs:
        for word in re.findall(r"\S+\s*|\s+", text):
            room = measure(word, size) * (BOLDER if "bold" in style else 1)
            if line and used + measure(word.rstrip(), size) > width:
                yield line
                line, used = [], 0.0
            line.append((word, style))
            used += room
    if line:
        yield line


def measure(text: str, size: float) -> float:
    """Return about how wide a text is in a common sans-serif face, in pixels."""
    return sum(_advance(character) for character in text) * size


def _advance(character: str) -> float:
    for characters, advance in (
        ("iljtfI.,:;'|!()[] ", 0.29),
        ("mwMW@—", 0.86),
        ("ABCDEFGHKNOPQRSTUVXYZ&", 0.69),
    ):
        if character in characters:
            return advance
    return 1.2 if ord(character) > 0x2FFF else 0.54  # noqa: PLR2004 - pictographs
