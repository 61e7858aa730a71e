"""``make pictures``: the README's pictures, drawn from real answers as SVG.

They are drawn from the very payloads that the terminal and Slack get, so a test can hold them
to what the bot answers today.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bot.ask import Guide, ask, prepare
from bot.cli.guide import open_guide
from bot.rendering.block_kit import Surface, render_block_kit
from bot.rendering.terminal import Style, render_terminal

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
TERMINAL_QUESTION = "which DB for transactions?"
SLACK_QUESTION = "compare postgres and mongo for transactions"

_WIDTH = 760
_LINE, _SMALL_LINE = 21, 17
_SIZE, _SMALL = 14.5, 12.0
_BOLDER = 1.07
_SANS = "Lato,'Helvetica Neue',Helvetica,Arial,sans-serif"
_MONO = "'DejaVu Sans Mono',Menlo,Consolas,monospace"
_CODE = re.compile(r"\x1b\[(\d)m|\x1b\]8;;[^\x1b]*\x1b\\")
_BOLD = re.compile(r"(?<!\w)\*([^*\n]+)\*(?!\w)")


@dataclass(slots=True)
class Canvas:
    """An SVG in the making; ``y`` is where the next line goes."""

    width: int
    y: float = 0
    parts: list[str] = field(default_factory=list)

    def text(
        self, x: float, runs: list[tuple[str, str]], size: float, *, family: str = _SANS
    ) -> None:
        """Draw one line of runs, each with the attributes of its ``tspan``."""
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


def draw_all(guide: Guide) -> dict[str, str]:
    """Return the pictures by file name. The knowledge version is left out of them."""
    still = prepare(replace(guide.catalog, version="0" * 8))
    return {"terminal.svg": draw_terminal(still), "slack.svg": draw_slack(still)}


def draw_terminal(guide: Guide) -> str:
    """Return an answer in the terminal."""
    answer = ask(guide, TERMINAL_QUESTION).answer
    canvas = Canvas(_WIDTH, y=34)
    command = f'$ stackguide ask "{TERMINAL_QUESTION}"'
    canvas.text(20, [(command, 'fill="#9fe8b5"')], 13.5, family=_MONO)
    style = 'fill="#e6e6e6"'
    for line in render_terminal(answer, Style(84, colour=True)).split("\n")[:-1]:
        canvas.y += 19
        runs, style = _ansi_runs(line, style)
        canvas.text(20, runs, 13.5, family=_MONO)
    return canvas.svg(f"Stack Guide answers “{TERMINAL_QUESTION}” in a terminal", "#1e1f29")


def _ansi_runs(line: str, style: str) -> tuple[list[tuple[str, str]], str]:
    """Return a line's runs with their colours, and the style that goes on behind it."""
    styles = {
        "0": 'fill="#e6e6e6"',
        "1": 'fill="#ffffff" font-weight="bold"',
        "2": 'fill="#9a9cab"',
    }
    runs, position = [], 0
    for code in _CODE.finditer(line):
        runs.append((line[position : code.start()], style))
        position = code.end()
        style = styles[code[1]] if code[1] else style
    runs.append((line[position:], style))
    return [run for run in runs if run[0]], style


def draw_slack(guide: Guide) -> str:
    """Return a mention and its answer as Slack shows the blocks."""
    blocks: Any = render_block_kit(ask(guide, SLACK_QUESTION).answer, Surface.THREAD)["blocks"]
    canvas = Canvas(_WIDTH, y=32)
    _author(canvas, "Ann", "#e8912d")
    canvas.y += _LINE
    asked = [("@Stack Guide", 'fill="#1264a3"'), (f" {SLACK_QUESTION}", 'fill="#1d1c1d"')]
    canvas.text(64, asked, _SIZE)
    canvas.y += 34
    _author(canvas, "Stack Guide", "#4a154b")
    for block in blocks:
        _DRAWN[block["type"]](canvas, block)
    return canvas.svg(f"Stack Guide answers “{SLACK_QUESTION}” in a Slack thread", "#ffffff")


def _author(canvas: Canvas, name: str, colour: str) -> None:
    canvas.box(20, canvas.y - 14, 34, 34, f'rx="6" fill="{colour}"')
    initial = f'x="37" y="{canvas.y + 9:g}" font-size="17" text-anchor="middle" fill="#fff"'
    canvas.parts.append(f'<text {initial} font-family="{_SANS}">{name[0]}</text>')
    canvas.text(64, [(name, 'fill="#1d1c1d" font-weight="bold"')], _SIZE)


def _section(canvas: Canvas, block: dict[str, Any]) -> None:
    canvas.y += 4
    for line in html.unescape(block["text"]["text"]).split("\n"):
        for runs in _wrapped(_bold_runs(line), _WIDTH - 90, _SIZE):
            canvas.y += _LINE
            canvas.text(64, runs, _SIZE)


def _context(canvas: Canvas, block: dict[str, Any]) -> None:
    canvas.y += 6
    for element in block["elements"]:
        runs = [(html.unescape(element["text"]), 'fill="#616061"')]
        for line in _wrapped(runs, _WIDTH - 90, _SMALL):
            canvas.y += _SMALL_LINE
            canvas.text(64, line, _SMALL)


def _table(canvas: Canvas, block: dict[str, Any]) -> None:
    rows = [[cell["text"] for cell in row] for row in block["rows"]]
    first = 130
    others = (_WIDTH - 90 - first) / (len(rows[0]) - 1)
    widths = [first, *(others for _ in rows[0][1:])]
    canvas.y += 12
    for number, row in enumerate(rows):
        style = 'fill="#1d1c1d"' + (' font-weight="bold"' if not number else "")
        cells = [
            list(_wrapped([(text, style)], width - 16, 13))
            for text, width in zip(row, widths, strict=True)
        ]
        height = max(len(lines) for lines in cells) * 18 + 10
        x, top = 64.0, canvas.y
        for lines, width in zip(cells, widths, strict=True):
            fill = "#f8f8f8" if not number else "#ffffff"
            canvas.box(x, top, width, height, f'fill="{fill}" stroke="#dddddd"')
            for place, runs in enumerate(lines):
                canvas.y = top + 19 + 18 * place
                canvas.text(x + 8, runs, 13)
            x += width
        canvas.y = top + height


def _actions(canvas: Canvas, block: dict[str, Any]) -> None:
    canvas.y += 12
    _row_of_buttons(canvas, [_label(element) for element in block["elements"]])


def _label(element: dict[str, Any]) -> str:
    """Return what stands on a button, or on a menu before anything is chosen."""
    if element["type"] == "static_select":
        return f"{element['placeholder']['text']} ⌄"
    return str(element["text"]["text"])


def _thumbs(canvas: Canvas, _block: dict[str, Any]) -> None:
    canvas.y += 8
    _row_of_buttons(canvas, ["👍", "👎"])


def _row_of_buttons(canvas: Canvas, labels: list[str]) -> None:
    x = 64.0
    for label in labels:
        width = _measure(label, 13) * _BOLDER + 26
        if x + width > _WIDTH - 20:
            x, canvas.y = 64.0, canvas.y + 36
        canvas.box(x, canvas.y, width, 30, 'rx="5" fill="#ffffff" stroke="#bbbbbb"')
        canvas.y += 20
        canvas.text(x + 13, [(label, 'fill="#1d1c1d" font-weight="bold"')], 13)
        canvas.y -= 20
        x += width + 8
    canvas.y += 32


_DRAWN = {
    "section": _section,
    "context": _context,
    "table": _table,
    "actions": _actions,
    "context_actions": _thumbs,
}


def _bold_runs(line: str) -> list[tuple[str, str]]:
    runs, position = [], 0
    for bold in _BOLD.finditer(line):
        runs.append((line[position : bold.start()], 'fill="#1d1c1d"'))
        runs.append((bold[1], 'fill="#1d1c1d" font-weight="bold"'))
        position = bold.end()
    runs.append((line[position:], 'fill="#1d1c1d"'))
    return [run for run in runs if run[0]]


def _wrapped(
    runs: list[tuple[str, str]], width: float, size: float
) -> Iterator[list[tuple[str, str]]]:
    """Yield lines of runs that fit the width, broken at spaces."""
    line: list[tuple[str, str]] = []
    used = 0.0
    for text, style in runs:
        for word in re.findall(r"\S+\s*|\s+", text):
            room = _measure(word, size) * (_BOLDER if "bold" in style else 1)
            if line and used + _measure(word.rstrip(), size) > width:
                yield line
                line, used = [], 0.0
            line.append((word, style))
            used += room
    if line:
        yield line


def _measure(text: str, size: float) -> float:
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


def main() -> None:
    """Draw the pictures anew."""
    PICTURES.mkdir(exist_ok=True)
    for name, picture in draw_all(open_guide()).items():
        (PICTURES / name).write_text(picture, encoding="utf-8")
        print(PICTURES / name)


if __name__ == "__main__":
    main()
