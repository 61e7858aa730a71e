"""An answer in the terminal."""

import re

from bot.ask import Guide, ask
from bot.rendering.terminal import Style, render_terminal
from tools.pictures.canvas import MONO, Canvas, Runs

_QUESTION = "which DB for transactions?"
_WIDTH = 760
_CODE = re.compile(r"\x1b\[(\d)m|\x1b\]8;;[^\x1b]*\x1b\\")


def draw_terminal(guide: Guide) -> str:
    """Return an answer in the terminal."""
    answer = ask(guide, _QUESTION).answer
    canvas = Canvas(_WIDTH, y=34)
    command = f'$ stackguide ask "{_QUESTION}"'
    canvas.text(20, [(command, 'fill="#9fe8b5"')], 13.5, family=MONO)
    style = 'fill="#e6e6e6"'
    for line in render_terminal(answer, Style(84, colour=True)).split("\n")[:-1]:
        canvas.y += 19
        runs, style = _ansi_runs(line, style)
        canvas.text(20, runs, 13.5, family=MONO)
    return canvas.svg(f"Stack Guide answers “{_QUESTION}” in a terminal", "#1e1f29")


def _ansi_runs(line: str, style: str) -> tuple[Runs, str]:
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
