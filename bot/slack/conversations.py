"""Where in Slack an answer is posted, and what its conversation is about afterwards."""

import time
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.rendering.block_kit import Json, Surface
from bot.slack.answering import Said
from bot.slack.desk import Desk
from bot.slack.posting import Posting, Sent, attempt
from bot.slack.words import Word, as_message
from bot.state.store import ThreadKey

POST_WITHIN = 2.0
"""Seconds for an answer and what takes its place where Slack refuses it: Slack waits for 3."""
_LEAST = 0.3  # seconds that even the last try gets


@dataclass(frozen=True, slots=True)
class Place:
    """A thread, or the root of a conversation (``thread_ts`` is ``None``)."""

    team: str
    channel: str
    thread_ts: str | None

    @property
    def is_direct(self) -> bool:
        """Whether it is a conversation with the bot alone."""
        return self.channel.startswith("D")

    @property
    def surface(self) -> Surface:
        """What an answer there is rendered for."""
        return Surface.DIRECT if self.is_direct else Surface.THREAD

    @property
    def key(self) -> ThreadKey:
        """What the conversation there is remembered under."""
        return self.team, self.channel, self.thread_ts or ""


def place_of(team: str, channel: str, ts: str, thread_ts: str | None) -> Place:
    """Return where a message is answered: in its thread, in a direct message beside it."""
    place = Place(team, channel, thread_ts)
    return place if thread_ts or place.is_direct else Place(team, channel, ts)


def post_answer(
    desk: Desk,
    client: WebClient,
    place: Place,
    said: Said,
    expected: frozenset[str] = frozenset(),
) -> Sent:
    """Post an answer, or an apology where Slack doesn't take it; remember what it is about.

    A reply in a thread under an answer at the root goes on from that answer. ``expected`` are
    the codes of errors that the caller has an answer to.
    """
    deadline = time.monotonic() + POST_WITHIN
    sent = _post(client, place, said.message, deadline, expected)
    if sent.posting is Posting.REFUSED:  # the blocks, it may be: the text says it all
        sent = _post(client, place, {"text": said.message["text"]}, deadline)
    if sent.posting is Posting.REFUSED:
        return _post(client, place, as_message(Word.APOLOGY), deadline)
    if sent.posting is Posting.SENT:
        _remember(desk, place, sent.ts, said)
    return sent


def replace_answer(desk: Desk, client: WebClient, place: Place, ts: str, said: Said) -> Posting:
    """Put an answer in the place of the message ``ts``, which stays where Slack doesn't take it."""
    deadline = time.monotonic() + POST_WITHIN
    posting = _update(client, place, ts, said.message, deadline)
    if posting is Posting.REFUSED:
        posting = _update(client, place, ts, {"text": said.message["text"], "blocks": []}, deadline)
    if posting is Posting.SENT:
        _remember(desk, place, ts, said)
    return posting


def _remember(desk: Desk, place: Place, ts: str | None, said: Said) -> None:
    """Note what the conversation is about, and a thread that may begin at the answer."""
    if said.context is None:
        return
    keys = [place.key] if place.thread_ts is not None or place.is_direct else []
    if place.thread_ts is None and ts is not None:
        keys.append((place.team, place.channel, ts))
    desk.memory.put(said.context, *keys)


def _post(
    client: WebClient,
    place: Place,
    content: Json,
    deadline: float,
    expected: frozenset[str] = frozenset(),
) -> Sent:
    """Post a message, unfurling nothing; given up at the deadline."""
    _hurry(client, deadline)
    return attempt(
        f"Posting in {place.channel}",
        lambda: client.chat_postMessage(
            channel=place.channel,
            thread_ts=place.thread_ts,
            unfurl_links=False,
            unfurl_media=False,
            **content,  # type: ignore[arg-type]  # text and blocks, as rendered
        ),
        expected,
    )


def _update(client: WebClient, place: Place, ts: str, content: Json, deadline: float) -> Posting:
    """Change a message; given up at the deadline."""
    _hurry(client, deadline)
    return attempt(
        f"Changing an answer in {place.channel}",
        lambda: client.chat_update(
            channel=place.channel,
            ts=ts,
            **content,  # type: ignore[arg-type]  # text and blocks, as rendered
        ),
    ).posting


def _hurry(client: WebClient, deadline: float) -> None:
    """Have the client wait no longer than until the deadline."""
    left = max(_LEAST, deadline - time.monotonic())
    client.timeout = min(client.timeout, left)  # type: ignore[assignment]  # a float does as well
