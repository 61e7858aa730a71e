"""Going back in a window to what it showed before."""

from collections.abc import Callable

from slack_sdk import WebClient

from bot.rendering.block_kit import ASK, LOOK, Json
from bot.slack.buttons import answer_window
from bot.slack.desk import Desk
from bot.slack.home import page_window
from bot.slack.payloads import Press
from bot.slack.presses import on_press, show_at, tell, trail_of
from bot.slack.words import Word

_WINDOWS: dict[str, Callable[[Desk, str], Json | None]] = {ASK: answer_window, LOOK: page_window}


def _go_back(desk: Desk, press: Press, client: WebClient) -> bool:
    """Show again what the window showed before, as it is known today."""
    trail = trail_of(press)[:-1]
    for action, value in trail[-1:]:
        window = _WINDOWS.get(action)
        if window is not None and (view := window(desk, value)) is not None:
            return show_at(client, press, view, trail)
    return tell(client, press, Word.STALE)


back = on_press(_go_back)
