"""What buttons and menus have in common: whoever presses one is told something, once."""

import logging
from collections.abc import Callable
from http import HTTPStatus

import msgspec
from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.answer.model import Answer
from bot.rendering.block_kit import Json, modal, render_modal, section
from bot.slack.desk import Body, Desk, acknowledge
from bot.slack.failures import describe
from bot.slack.payloads import Press
from bot.slack.posting import Posting, attempt
from bot.slack.responding import respond_privately
from bot.slack.telemetry import UNTOLD, current
from bot.slack.words import Word, as_message

_OVERTAKEN = frozenset({"hash_conflict", "not_found"})
"""Errors of a modal that shows something newer by now, or was closed."""

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
        return _show(client, press, modal([section(word)])) is Posting.SENT
    return respond_privately(client, press, as_message(word)) is Posting.SENT


def show_answer(client: WebClient, press: Press, answer: Answer, notes: list[str]) -> bool:
    """Show an answer in the modal that was pressed in, or in one over the App Home."""
    return show_view(client, press, render_modal(answer, notes))


def show_view(client: WebClient, press: Press, view: Json) -> bool:
    """Show a modal in the place of the one that was pressed in, or over the App Home."""
    posting = _show(client, press, view)
    if posting is Posting.REFUSED:
        return tell(client, press, Word.APOLOGY)
    return posting is Posting.SENT


def _show(client: WebClient, press: Press, view: Json) -> Posting:
    pressed = press.view
    if pressed is None or pressed.type != "modal":
        return attempt(
            "Opening a modal",
            lambda: client.views_open(trigger_id=press.trigger_id, view=view),
        ).posting
    sent = attempt(
        "Updating a modal",
        lambda: client.views_update(view_id=pressed.id, hash=pressed.hash, view=view),
        _OVERTAKEN,
    )
    return Posting.SENT if sent.code in _OVERTAKEN else sent.posting
