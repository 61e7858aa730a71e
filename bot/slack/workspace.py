"""The form in which a workspace's admins decide what is kept, and where the bot answers."""

import re
from dataclasses import asdict
from hashlib import sha256

import msgspec
from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.rendering.block_kit import modal, section
from bot.rendering.settings import (
    CHANNELS,
    DAYS,
    KEEP_QUESTIONS,
    KEEP_RECENT,
    KEPT,
    SHARED,
    SHARED_CHANNELS,
    render_settings_form,
)
from bot.slack.admins import Right
from bot.slack.desk import Body, Desk
from bot.slack.forms import open_form, respond
from bot.slack.home import show_home
from bot.slack.payloads import Press, Submission
from bot.slack.presses import on_press, tell
from bot.slack.telemetry import current
from bot.slack.words import Word
from bot.state.store import CHANNEL_ID, MAX_DAYS, Workspace

SHOWN_WITHIN = 1.0  # seconds for the Home after saving; the form waits for it
_UNALLOWED = {
    Right.NO: Word.ADMINS_ALONE,
    Right.UNTOLD: Word.ADMINS_UNTOLD,
    Right.UNTELLABLE: Word.ADMINS_UNTELLABLE,
}


def _open(desk: Desk, press: Press, client: WebClient) -> bool:
    """Open the form to an admin, with what is decided as it is stored."""
    right = desk.admins.right(client, press.team_id, press.user.id)
    if right is not Right.YES:
        return tell(client, press, _UNALLOWED[right])
    decided = desk.memory.decided(press.team_id)
    if decided is None:
        return tell(client, press, Word.SETTINGS_AWAY)
    view = render_settings_form(_state(decided), **asdict(decided), most_days=MAX_DAYS)
    return open_form(client, press.trigger_id, view)


open_settings = on_press(_open)


def take_settings(desk: Desk, body: Body, client: WebClient) -> BoltResponse:
    """Store what an admin decided: whether it is one, Slack says now and not the form."""
    submission = msgspec.convert(body, Submission)
    team, person = submission.team_id, submission.user.id
    wrong = _decide(desk, submission, client)
    current().outcome = "told" if wrong else "sent"
    if wrong:
        return respond({"response_action": "errors", "errors": wrong})
    client.timeout = SHOWN_WITHIN  # type: ignore[assignment]  # a float does as well
    show_home(desk, client, team, person, decides=True)  # what it shows may be gone
    return respond({"response_action": "update", "view": modal([section(Word.SETTINGS_SAVED)])})


def _decide(desk: Desk, submission: Submission, client: WebClient) -> dict[str, str]:
    """Store what was decided; return what is wrong instead, by block."""
    team, person = submission.team_id, submission.user.id
    right = desk.admins.right(client, team, person)
    if right is not Right.YES:
        return {CHANNELS: _UNALLOWED[right]}
    if wrong := _wrong(submission):
        return wrong
    before = desk.memory.decided(team)
    if before is None:
        return {CHANNELS: Word.SETTINGS_NOT_KEPT}
    if _state(before) != submission.view.private_metadata:
        return {CHANNELS: Word.SETTINGS_CHANGED}
    after = _filled_in(submission)
    if after != before and not desk.memory.decide(team, person, after):
        return {CHANNELS: Word.SETTINGS_NOT_KEPT}
    return {}


def _wrong(submission: Submission) -> dict[str, str]:
    """Return what can't be stored as it was filled in, by block."""
    days = submission.text(DAYS)
    if not all(re.fullmatch(CHANNEL_ID, one) for one in submission.conversations(CHANNELS)):
        return {CHANNELS: Word.NO_CHANNEL}
    if not re.fullmatch(r"[0-9]{1,5}", days) or not 0 < int(days) <= MAX_DAYS:
        return {DAYS: Word.NO_DAYS.format(most=MAX_DAYS)}
    return {}


def _filled_in(submission: Submission) -> Workspace:
    """Return what was decided."""
    kept = submission.all_chosen(KEPT)
    return Workspace(
        keep_questions=KEEP_QUESTIONS in kept,
        keep_days=int(submission.text(DAYS)),
        keep_recent=KEEP_RECENT in kept,
        shared_channels=SHARED_CHANNELS in submission.all_chosen(SHARED),
        channels=submission.conversations(CHANNELS),
    )


def _state(decided: Workspace) -> str:
    """Return what tells one state of the settings from another."""
    return sha256(repr(decided).encode()).hexdigest()
