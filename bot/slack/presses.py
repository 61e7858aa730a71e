"""What buttons and menus have in common: whoever presses one is told something, once."""

import logging
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

import msgspec
from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.rendering.block_kit import Json, modal, section
from bot.rendering.trail import Step, Trail, read_trail, stacked, with_trail
from bot.shapes import learn
from bot.slack.desk import Body, Desk, acknowledge
from bot.slack.failures import describe
from bot.slack.payloads import Press, View
from bot.slack.posting import Posting, Sent, attempt
from bot.slack.responding import respond_privately
from bot.slack.telemetry import UNTOLD, current
from bot.slack.words import Word, as_message

_OVERTAKEN = frozenset({"hash_conflict", "not_found"})
"""Errors of a modal that shows something newer by now, or was closed."""
_UNSTACKABLE = frozenset({"push_limit_reached", "exchanged_trigger_id", "expired_trigger_id"})
"""Errors of a modal that can't stand over another, but can take its place."""

learn(list[Step])

_log = logging.getLogger(__name__)

Act = Callable[[Desk, Press, WebClient], bool]
"""Does what a press asks for; tells whether who pressed sees something of it."""


def on_press(act: Act) -> Callable[[Desk, Body, WebClient], BoltResponse]:
    """Return the listener that does this when something is pressed.

    200 tells Slack that the press was dealt with; anything else shows who pressed a warning.
    """

    def listen(desk: Desk, body: Body, client: WebClient) -> BoltResponse:
        press = msgspec.convert(body, Press)
        try:
            told = act(desk, press, client)
        except Exception as error:  # noqa: BLE001 - a person waits: whatever failed, they are told
            _log.error("Failed to handle a press: %s", describe(error))
            told = tell(client, press, Word.APOLOGY)
        if current().outcome == UNTOLD:
            current().outcome = "told" if told else "failed"
        return acknowledge(HTTPStatus.OK if told else HTTPStatus.FAILED_DEPENDENCY)

    return listen


def tell(client: WebClient, press: Press, word: Word) -> bool:
    """Tell who pressed something, beside the message or in a modal."""
    if press.view is not None:
        return show_over(client, press, modal([section(word)]))
    return respond_privately(client, press, as_message(word)) is Posting.SENT


def show_over(client: WebClient, press: Press, view: Json) -> bool:
    """Show a modal that is closed to come back to the one pressed in, or one of its own.

    Where Slack stacks no more, it takes the place of the one that was pressed in.
    """
    pressed = _modal_of(press)
    if pressed is None:
        return _open(client, press, view).posting is Posting.SENT
    sent = attempt(
        "Opening a modal over another",
        lambda: client.views_push(trigger_id=press.trigger_id or "", view=stacked(view)),
        _UNSTACKABLE,
    )
    if sent.code in _UNSTACKABLE:
        sent = _update(client, pressed, view)
    return sent.posting is Posting.SENT


def show_view(client: WebClient, press: Press, view: Json, step: Step) -> bool:
    """Show a modal in the place of the one that was pressed in, or over the App Home.

    ``step`` is what leads to it again: the way back goes through it from now on.
    """
    before = trail_of(press)
    return show_at(client, press, view, before if before[-1:] == (step,) else (*before, step))


def show_at(client: WebClient, press: Press, view: Json, trail: Trail) -> bool:
    """Show a modal whose way back is the trail; what Slack refuses becomes an apology."""
    shown, pressed = with_trail(view, trail), _modal_of(press)
    sent = _open(client, press, shown) if pressed is None else _update(client, pressed, shown)
    if sent.posting is Posting.REFUSED:
        return tell(client, press, Word.APOLOGY)
    return sent.posting is Posting.SENT


def trail_of(press: Press) -> Trail:
    """Return the trail of the modal that was pressed in; of anything else, there is none."""
    pressed = _modal_of(press)
    return () if pressed is None else read_trail(pressed.private_metadata)


def _modal_of(press: Press) -> View | None:
    """Return the modal that was pressed in, if in one."""
    return press.view if press.view is not None and press.view.type == "modal" else None


def _open(client: WebClient, press: Press, view: Json) -> Sent:
    return attempt(
        "Opening a modal", lambda: client.views_open(trigger_id=press.trigger_id, view=view)
    )


def _update(client: WebClient, pressed: View, view: Json) -> Sent:
    """Show a view in the place of the one pressed in, unless that shows something newer by now."""
    sent = attempt(
        "Updating a modal",
        lambda: client.views_update(view_id=pressed.id, hash=pressed.hash, view=view),
        _OVERTAKEN,
    )
    return replace(sent, posting=Posting.SENT) if sent.code in _OVERTAKEN else sent
