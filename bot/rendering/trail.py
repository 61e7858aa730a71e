"""The way back in a window: what it showed before, kept in the window itself."""

from collections.abc import Sequence
from typing import NamedTuple, cast

import msgspec

from bot.rendering.block_kit import ASK, Json, button, plain
from bot.rendering.labels import Label

BACK = "back"
"""The action id of the button."""
MAX_METADATA = 3000


class Step(NamedTuple):
    """What a window shows: the action that leads there, and what its button carries."""

    action: str
    value: str


Trail = tuple[Step, ...]
"""What a window showed, the latest last."""
FORM = Step("form", "")
"""Begins the trail of a window that stands over the form that it answers."""


def answer_step(token: str) -> Step:
    """Return the step to the answer to a question."""
    return Step(ASK, token)


def stacked(view: Json) -> Json:
    """Return a modal that stands over another, as one that is closed to go back to it."""
    return {**view, "close": plain(Label.BACK)}


def with_trail(view: Json, trail: Sequence[Step]) -> Json:
    """Return a modal that knows its trail, with a button that goes back by one step if any."""
    trail = _fitting(trail)
    over_form = trail[:1] == (FORM,)
    shown = {**view, "private_metadata": _written(trail)}
    if over_form:
        shown["close"] = plain(Label.BACK_TO_FORM)
    if len(trail) - over_form < 2:  # noqa: PLR2004 - what it shows, and what it showed before
        return shown
    back: Json = {"type": "actions", "elements": [button(Label.BACK, BACK, BACK)]}
    return {**shown, "blocks": [back, *cast("list[Json]", view["blocks"])]}


def read_trail(metadata: str) -> Trail:
    """Return the trail of a window; an empty one if it has none that can be read."""
    try:
        return tuple(msgspec.json.decode(metadata, type=list[Step]))
    except msgspec.DecodeError:  # a form, or of another version of the bot
        return ()


def _fitting(trail: Sequence[Step]) -> Trail:
    """Return the trail without its oldest steps, as far as a window has no room for them."""
    over_form = tuple(trail[:1]) == (FORM,)
    head, steps = tuple(trail[:over_form]), tuple(trail[over_form:])
    while steps and len(_written((*head, *steps))) > MAX_METADATA:
        steps = steps[1:]
    return (*head, *steps)


def _written(trail: Trail) -> str:
    return msgspec.json.encode(trail).decode()
