"""Messages that people write to the bot: mentions and direct messages."""

from http import HTTPStatus

import msgspec
from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.slack.agent import settle_session
from bot.slack.answering import say
from bot.slack.commands import HELP
from bot.slack.conversations import place_of, post_answer
from bot.slack.desk import Body, Desk, acknowledge
from bot.slack.markup import plain_text
from bot.slack.payloads import MessageCallback
from bot.slack.posting import PASSING, Posting
from bot.slack.words import Word
from bot.state.store import Turn


def answer_message(desk: Desk, body: Body, client: WebClient) -> BoltResponse:
    """Answer a person's mention or direct message where it was written, once.

    200 tells Slack that the message is dealt with; 503 asks for it again.
    """
    callback = msgspec.convert(body, MessageCallback)
    event = callback.event
    if not callback.is_for_us or (event.edited is not None and _is_older(event.ts, desk.started)):
        return acknowledge(HTTPStatus.OK)
    if not _is_welcome(desk, callback):
        return acknowledge(HTTPStatus.OK)
    place = place_of(callback.team_id, event.channel, event.ts, event.thread_ts)

    def answer() -> Posting:
        text = plain_text(event.text or "") or HELP
        guide = desk.guide
        context = desk.memory.context(place.key, guide.catalog)
        goes_on = event.thread_ts is not None or place.thread_ts is None
        forgot = context is None and goes_on and desk.memory.is_away
        said = say(guide, text, context, place.surface, [Word.FORGOT] if forgot else [])
        posting = post_answer(desk, client, place, said).posting
        if posting is Posting.SENT:
            # Who asks in a shared channel may be of another organisation.
            person = None if callback.is_ext_shared_channel else event.user
            desk.keep(callback.team_id, person, said)
            settle_session(desk, client, place, event.ts, said)
        return posting

    key = (callback.team_id, event.channel, event.ts)
    outcome = desk.answer_once(key, answer, redelivered=True)
    again = outcome is Turn.BUSY or outcome in PASSING
    return acknowledge(HTTPStatus.SERVICE_UNAVAILABLE if again else HTTPStatus.OK)


def _is_welcome(desk: Desk, callback: MessageCallback) -> bool:
    """Tell whether the workspace wants answers in the channel; a direct message always gets one."""
    channel = callback.event.channel
    if callback.event.channel_type == "im" or channel.startswith("D"):
        return True
    decided = desk.memory.workspace(callback.team_id)
    if callback.is_ext_shared_channel and not decided.shared_channels:
        return False
    return not decided.channels or channel in decided.channels


def _is_older(ts: str, moment: float) -> bool:
    """Tell whether a message is from before; what was edited since may have been answered then."""
    try:
        return float(ts) < moment
    except ValueError:
        return False
