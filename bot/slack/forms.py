"""Shortcuts that open a form to ask by, what is sent with forms, and names for their pickers."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus

import msgspec
from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.answer.form import ask_form, chosen_question, suggest, suggest_needs
from bot.answer.model import Reference
from bot.ask import Reply, ask, ask_again
from bot.catalog.model import Component, Topic
from bot.rendering.block_kit import (
    MAX_NOTE,
    Json,
    escape,
    modal,
    render_modal,
    section,
    shortened,
)
from bot.rendering.forms import (
    CHOICE,
    FIRST,
    MORE_NEEDS,
    NEEDS,
    QUESTION,
    REASONS,
    SECOND,
    WORDS,
    render_ask_form,
    render_reason_form,
    render_suggestions,
)
from bot.rendering.trail import FORM, answer_step, read_trail, stacked, with_trail
from bot.shapes import learn
from bot.slack.answering import Said
from bot.slack.desk import Body, Desk, acknowledge
from bot.slack.failures import describe
from bot.slack.markup import plain_text
from bot.slack.payloads import Press, Shortcut, Submission, Suggestion
from bot.slack.posting import Posting, attempt
from bot.slack.presses import on_press, show_over
from bot.slack.telemetry import current
from bot.slack.words import Word
from bot.state.store import Vote

MAX_RESPONSE = 15_000
"""Bytes of a view that a response carries; over a socket, more ends the connection."""

_log = logging.getLogger(__name__)

learn(Vote)


def open_ask_form(desk: Desk, body: Body, client: WebClient) -> BoltResponse:
    """Open the form to ask by; from a message, with the message's words in it."""
    shortcut = msgspec.convert(body, Shortcut)
    text = plain_text(shortcut.message.text or "") if shortcut.message is not None else ""
    view = render_ask_form(ask_form(desk.guide.catalog, text))
    opened = open_form(client, shortcut.trigger_id, view)
    current().outcome = "sent" if opened else "failed"
    return acknowledge(HTTPStatus.OK if opened else HTTPStatus.FAILED_DEPENDENCY)


def _compare(desk: Desk, press: Press, client: WebClient) -> bool:
    """Open the form to ask by, with what the answer was about as the first to compare."""
    view = render_ask_form(ask_form(desk.guide.catalog, first=press.value))
    return show_over(client, press, view)


def take_question(desk: Desk, body: Body, _client: WebClient) -> BoltResponse:
    """Answer what was asked by the form: over it, or in its place where it stands over others."""
    submission = msgspec.convert(body, Submission)
    try:
        view = _answer(desk, submission)
    except Exception as error:  # noqa: BLE001 - a person waits: whatever failed, they are told
        _log.error("Failed to answer a form: %s", describe(error))
        view = modal([section(Word.APOLOGY)])
    if view is None:
        wrong = {QUESTION: Word.NOTHING_ASKED}
        if not submission.has(QUESTION):
            wrong = {SECOND: Word.NOTHING_TO_COMPARE}
        return respond({"response_action": "errors", "errors": wrong})
    current().outcome = "sent"
    if submission.view.previous_view_id is not None:  # Slack stacks three
        return respond({"response_action": "update", "view": view})
    trail = (FORM, *read_trail(str(view.get("private_metadata", ""))))
    return respond({"response_action": "push", "view": with_trail(view, trail)})


def suggest_names(desk: Desk, body: Body, _client: WebClient) -> BoltResponse:
    """Return the names that what was typed into a picker may begin."""
    suggestion = msgspec.convert(body, Suggestion)
    return _suggested(suggest(suggestion.value, desk.guide.catalog.components.values()))


def suggest_purposes(desk: Desk, body: Body, _client: WebClient) -> BoltResponse:
    """Return the needs that what was typed into the form may begin."""
    suggestion = msgspec.convert(body, Suggestion)
    return _suggested(suggest_needs(suggestion.value, desk.guide.catalog.needs.values()))


def suggest_pages(desk: Desk, body: Body, _client: WebClient) -> BoltResponse:
    """Return the names that what was typed into the App Home's search may begin."""
    suggestion = msgspec.convert(body, Suggestion)
    catalog = desk.guide.catalog
    known: list[Component | Topic] = [*catalog.components.values(), *catalog.topics.values()]
    return _suggested(suggest(suggestion.value, known, catalog.kinds))


def open_reason_form(press: Press, client: WebClient, vote: Vote) -> bool:
    """Ask who pressed what was wrong; tell whether the form opened."""
    if press.trigger_id is None:
        return False
    return show_over(client, press, render_reason_form(msgspec.json.encode(vote).decode()))


def take_reason(desk: Desk, body: Body, _client: WebClient) -> BoltResponse:
    """Keep the reason with its vote; whose vote it is, Slack says and not the form."""
    submission = msgspec.convert(body, Submission)
    vote = msgspec.json.decode(submission.view.private_metadata, type=Vote)
    choice = submission.chosen(CHOICE)
    words = " ".join(submission.text(WORDS).split())
    told = [one for one in (choice if choice in REASONS else "", words) if one]
    theirs = replace(
        vote, team=submission.team_id, person=submission.user.id, reason=": ".join(told)
    )
    kept = desk.memory.vote(theirs)
    current().outcome = "sent" if kept else "later"
    if not kept:
        return respond({"response_action": "errors", "errors": {CHOICE: Word.NOT_KEPT}})
    thanks = modal([section(Word.REASON_THANKS)])
    if submission.view.previous_view_id is not None:
        thanks = stacked(thanks)
    return respond({"response_action": "update", "view": thanks})


compare = on_press(_compare)


def _suggested(found: Sequence[Reference]) -> BoltResponse:
    current().outcome = "sent"
    return respond(render_suggestions(found, MAX_RESPONSE))


def _answer(desk: Desk, submission: Submission) -> Json | None:
    """Return the modal with the answer; ``None`` if nothing was asked."""
    guide = desk.guide
    text = plain_text(submission.text(QUESTION))
    if text:
        reply = ask(guide, text)
        notes: list[str] = []
    else:
        picked = (submission.chosen(FIRST), submission.chosen(SECOND))
        needs = (*submission.all_chosen(NEEDS), *submission.all_chosen(MORE_NEEDS))
        question = chosen_question(picked, needs, guide.catalog)
        compares = not submission.has(QUESTION)
        if question is None or (compares and question.intent != "compare"):
            return None
        reply = ask_again(guide, question)
        notes = [Word.ASKED.format(question=reply.answer.question.text)]
    desk.keep(submission.team_id, submission.user.id, Said({}, None, reply))
    told = current()
    told.intent, told.answer = reply.answer.intent, reply.answer.outcome
    return _fitting(reply, notes)


def _fitting(reply: Reply, notes: list[str]) -> Json:
    """Return the modal; an answer too large for a response is one to ask for elsewhere."""
    token = reply.answer.question.token
    view = with_trail(render_modal(reply.answer, notes), (answer_step(token),))
    if len(msgspec.json.encode(view)) <= MAX_RESPONSE:
        return view
    asked = escape(shortened(reply.answer.question.text, MAX_NOTE))
    return modal([section(Word.TOO_LONG_HERE), section(asked)])


def open_form(client: WebClient, trigger_id: str | None, view: Json) -> bool:
    """Open a form, and tell whether it opened."""
    sent = attempt("Opening a form", lambda: client.views_open(trigger_id=trigger_id, view=view))
    return sent.posting is Posting.SENT


def respond(body: Json) -> BoltResponse:
    """Return a response that tells Slack what to show."""
    return BoltResponse(status=HTTPStatus.OK.value, body=dict(body))
