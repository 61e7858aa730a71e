"""The App Home: publishing it, and looking up what is chosen there."""

from http import HTTPStatus

import msgspec
from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.answer.home import home
from bot.answer.page import page
from bot.question.token import question_of_memo
from bot.rendering.block_kit import LOOK, Json, section
from bot.rendering.home import render_home
from bot.rendering.page import read_look, render_page
from bot.rendering.trail import Step
from bot.slack.agent import suggest_prompts
from bot.slack.desk import Body, Desk, acknowledge
from bot.slack.payloads import HomeCallback, Press
from bot.slack.posting import PASSING, Posting, attempt
from bot.slack.presses import on_press, show_view, tell
from bot.slack.telemetry import current
from bot.slack.words import Word


def publish_home(desk: Desk, body: Body, client: WebClient) -> BoltResponse:
    """Show the App Home to who opens it; 503 asks Slack to say so again."""
    callback = msgspec.convert(body, HomeCallback)
    opened = callback.event
    if opened.tab == "messages" and opened.channel is not None:
        told = suggest_prompts(desk, callback.team_id, client, opened.channel)
        current().outcome = "sent" if told else "failed"
    if opened.tab != "home":
        return acknowledge(HTTPStatus.OK)
    decides = desk.admins.seem(client, callback.team_id, opened.user)
    posting = show_home(desk, client, callback.team_id, opened.user, decides=decides)
    if posting is Posting.REFUSED:
        apology: Json = {"type": "home", "blocks": [section(Word.APOLOGY)]}
        posting = _publish(client, opened.user, apology)
    current().outcome = posting.name.lower()
    passing = posting in PASSING
    return acknowledge(HTTPStatus.SERVICE_UNAVAILABLE if passing else HTTPStatus.OK)


def show_home(desk: Desk, client: WebClient, team: str, person: str, *, decides: bool) -> Posting:
    """Publish the App Home of a person, who may decide for their workspace or not."""
    catalog = desk.guide.catalog
    kept = desk.memory.recent(team, person)
    away = kept is None and desk.memory.workspace(team).keep_recent
    asked = [question_of_memo(one, catalog) for one in kept or ()]
    shown = home(catalog, [question for question in asked if question is not None])
    notes = [Word.RECENT_AWAY] if away else []
    return _publish(client, person, render_home(shown, notes, decides=decides))


def _publish(client: WebClient, user: str, view: Json) -> Posting:
    return attempt(
        "Publishing an App Home", lambda: client.views_publish(user_id=user, view=view)
    ).posting


def _look_up(desk: Desk, press: Press, client: WebClient) -> bool:
    """Show what is known of the component or topic that was chosen."""
    if not press.value:  # a choice was taken back
        return True
    view = page_window(desk, press.value)
    if view is None:
        return tell(client, press, Word.STALE)
    return show_view(client, press, view, Step(LOOK, press.value))


def page_window(desk: Desk, value: str) -> Json | None:
    """Return the page that a button or menu leads to; ``None`` if there is none any more."""
    found = page(*read_look(value), desk.guide.catalog)
    return None if found is None else render_page(found)


look = on_press(_look_up)
