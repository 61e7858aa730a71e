"""The buttons under an answer: further questions, sharing it, and the thumbs."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

import msgspec
from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.ask import Reply, ask_again, ask_instead
from bot.question.model import Question
from bot.question.token import VERSION_LENGTH, from_token
from bot.rendering.block_kit import (
    DOWN,
    UP,
    Json,
    Surface,
    modal,
    render_block_kit,
    render_modal,
    section,
)
from bot.rendering.forms import render_share_form
from bot.rendering.trail import answer_step, stacked
from bot.slack.answering import Said
from bot.slack.conversations import Place, place_of, post_answer, replace_answer
from bot.slack.desk import Body, Desk
from bot.slack.forms import open_reason_form, respond
from bot.slack.payloads import Person, Press, Submission
from bot.slack.posting import Posting
from bot.slack.presses import on_press, show_over, show_view, tell
from bot.slack.responding import delete_pressed, respond_privately, respond_to_all
from bot.slack.telemetry import VOTES, current
from bot.slack.words import Word, as_message
from bot.state.store import Claim, Turn, Vote

_MAX_NAME = 80
_ABSENT = frozenset({"channel_not_found", "not_in_channel"})
"""Errors of a channel that the bot isn't in: what it says there goes by the response_url."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Offered:
    """The answer to what a button offers; ``current`` if the knowledge is still the same.

    ``before`` is the question that it takes the place of, if of any that can be read.
    """

    reply: Reply
    current: bool
    before: Question | None = None

    def notes(self, lead: Word = Word.ASKED) -> list[str]:
        """Return what leads the answer: the question, and that it may not be as expected."""
        asked = lead.format(question=self.reply.answer.question.text)
        return [asked] if self.current else [asked, Word.CHANGED]

    def message(self, surface: Surface, notes: list[str]) -> Json:
        """Return the answer as a message."""
        return render_block_kit(self.reply.answer, surface, notes)

    def window(self, lead: Word = Word.ASKED) -> Json:
        """Return the answer as a modal."""
        return render_modal(self.reply.answer, self.notes(lead))


def answer_window(desk: Desk, token: str) -> Json | None:
    """Return the answer to a token as a modal; ``None`` if it can't be read any more."""
    offered = _offered(desk, token)
    return None if offered is None else offered.window()


def _offered(desk: Desk, token: str, instead_of: str | None = None) -> _Offered | None:
    """Return the answer to a token; ``None`` if it can't be read any more.

    ``instead_of`` is the token of the answer that it takes the place of, if of any.
    """
    guide = desk.guide
    try:
        question, current = from_token(token, guide.catalog)
    except ValueError:  # names what is gone, or comes from another version of the bot
        return None
    if instead_of is None:
        return _Offered(ask_again(guide, question), current)
    before = None
    with suppress(ValueError):  # a block of another version of the bot
        before = from_token(instead_of, guide.catalog)[0]
    return _Offered(ask_instead(guide, question, before), current, before)


def _claim(press: Press, *more: str) -> Claim:
    """Return what stands for the button of a message, and for what tells presses of it apart."""
    where = press.container
    parts = (where.message_ts or "", press.action.action_id, *more)
    return press.team_id, where.channel_id or "", "/".join(parts)


def _told(
    client: WebClient, press: Press, outcome: Posting | Turn, *, already: Word, failed: Word
) -> bool:
    """Tell who pressed what became of it, unless they see that; tell whether they know."""
    if outcome is Turn.BUSY or outcome is Posting.SENT:
        return True
    return tell(client, press, already if outcome is Turn.DONE else failed)


def _ask(desk: Desk, press: Press, client: WebClient) -> bool:
    """Answer an offered question where it was pressed: alone, in the thread, in the modal."""
    offered = _offered(desk, press.value)
    if offered is None:
        return tell(client, press, Word.STALE)
    if press.view is not None:
        return show_view(client, press, offered.window(), answer_step(press.value))

    outcome: Posting | Turn = Posting.IMPOSSIBLE
    if not press.container.is_ephemeral:
        outcome = desk.answer_once(
            _claim(press),  # whoever presses: all see the answer
            lambda: _answer_all(desk, press, client, offered),
            redelivered=False,
        )
    if outcome is Posting.IMPOSSIBLE:  # the bot may not post everywhere that answers are shared
        outcome = desk.answer_once(
            _claim(press, press.user.id),
            lambda: _answer_privately(press, client, offered),
            redelivered=False,
        )
    return _told(client, press, outcome, already=Word.ALREADY_ANSWERED, failed=Word.NOT_POSTED)


def _answer_privately(press: Press, client: WebClient, offered: _Offered) -> Posting:
    """Show an answer to who pressed alone; where its blocks are refused, its text says it all."""
    content = offered.message(Surface.PRIVATE, offered.notes())
    for told in (content, {"text": content["text"]}, as_message(Word.APOLOGY)):
        posting = respond_privately(client, press, told)
        if posting is not Posting.REFUSED:
            return posting
    return Posting.REFUSED


def _answer_all(desk: Desk, press: Press, client: WebClient, offered: _Offered) -> Posting:
    """Post an answer in the conversation of the message that was pressed in."""
    channel, ts = press.container.channel_id, press.container.message_ts
    if channel is None or ts is None:
        return Posting.IMPOSSIBLE
    place = place_of(press.team_id, channel, ts, press.thread_ts)
    return _post(desk, client, place, offered, offered.notes())


def _post(
    desk: Desk, client: WebClient, place: Place, offered: _Offered, notes: list[str]
) -> Posting:
    said = Said(offered.message(place.surface, notes), offered.reply.context)
    return post_answer(desk, client, place, said, _ABSENT).posting


def _mean(desk: Desk, press: Press, client: WebClient) -> bool:
    """Answer what was meant, in the place of the answer to something else."""
    offered = _offered(desk, press.value, instead_of=press.action.block_id)
    if offered is None:
        return tell(client, press, Word.STALE)
    notes = offered.notes(Word.READ_AS)
    if press.view is not None:
        return show_view(client, press, offered.window(Word.READ_AS), answer_step(press.value))
    if press.container.is_ephemeral:
        message = offered.message(Surface.PRIVATE, notes)
        posting = respond_privately(client, press, message, instead=True)
    else:
        posting = _replace(desk, press, client, offered)
    return posting is Posting.SENT or tell(client, press, Word.NOT_REPLACED)


def _replace(desk: Desk, press: Press, client: WebClient, offered: _Offered) -> Posting:
    """Change the message that was pressed in; a thread that has moved on stays with its subject."""
    channel, ts = press.container.channel_id, press.container.message_ts
    if channel is None or ts is None:
        return Posting.IMPOSSIBLE
    place = place_of(press.team_id, channel, ts, press.thread_ts)
    message = offered.message(place.surface, offered.notes(Word.READ_AS))
    about = desk.memory.context(place.key, desk.guide.catalog)
    moved_on = about is not None and about.question != offered.before
    context = None if moved_on else offered.reply.context
    return replace_answer(desk, client, place, ts, Said(message, context))


def _share(desk: Desk, press: Press, client: WebClient) -> bool:
    """Post a private answer for all to see, in place of the private one.

    Nobody shares what they haven't read: if the knowledge has changed, they see that first. From a
    window, they are asked where.
    """
    if press.view is not None:
        return show_over(client, press, render_share_form(press.value))
    if not press.container.is_ephemeral:
        return True
    offered = _offered(desk, press.value)
    if offered is None:
        return tell(client, press, Word.STALE)
    if not offered.current:
        content = offered.message(Surface.PRIVATE, [Word.CHANGED_UNSHARED])
        return respond_privately(client, press, content, instead=True) is Posting.SENT

    def share() -> Posting:
        place = Place(press.team_id, press.container.channel_id or "", press.thread_ts)
        sharing = _Sharing(press.user, place, press.response_url or "")
        posting = _publish(desk, client, offered, sharing)
        if posting is Posting.SENT:
            delete_pressed(client, press)
        return posting

    outcome = desk.answer_once(_claim(press, press.user.id), share, redelivered=False)
    return _told(client, press, outcome, already=Word.ALREADY_SHARED, failed=Word.NOT_SHARED)


def _name(person: Person) -> str:
    """Return the plain name of a person; a mention would ping them."""
    return " ".join((person.name or person.username or person.id).split())[:_MAX_NAME]


@dataclass(frozen=True, slots=True)
class _Sharing:
    """Who shares an answer where; the URL posts there for them, also where the bot isn't."""

    person: Person
    place: Place
    url: str


def _publish(desk: Desk, client: WebClient, offered: _Offered, sharing: _Sharing) -> Posting:
    """Post an answer for all to see, in the name of who shares it."""
    question, place = offered.reply.answer.question.text, sharing.place
    notes = [Word.SHARED.format(name=_name(sharing.person), question=question)]
    posting = _post(desk, client, place, offered, notes)
    if posting is not Posting.IMPOSSIBLE:
        return posting
    message = offered.message(Surface.THREAD, notes)  # nothing goes on from there
    return respond_to_all(client, sharing.url, message, place.thread_ts)


def take_share(desk: Desk, body: Body, client: WebClient) -> BoltResponse:
    """Post the answer of a window where somebody chose to; the form tells what became of it."""
    submission = msgspec.convert(body, Submission)
    offered = _offered(desk, submission.view.private_metadata)
    if offered is None:
        told = Word.STALE
    elif offered.current:
        told = _share_chosen(desk, client, submission, offered)
    else:
        told = Word.CHANGED_UNSHARED
    current().outcome = "sent" if told is Word.SHARED_NOW else "told"
    view = modal([section(told)])
    if offered is not None and told is Word.CHANGED_UNSHARED:
        view = render_modal(offered.reply.answer, [told])
    return respond({"response_action": "update", "view": stacked(view)})


def _share_chosen(desk: Desk, client: WebClient, submission: Submission, offered: _Offered) -> Word:
    """Post an answer in the conversation that was chosen; return what to say of it."""
    for chosen in submission.response_urls[:1]:
        place = Place(submission.team_id, chosen.channel_id, None)
        sharing = _Sharing(submission.user, place, chosen.response_url)
        if _publish(desk, client, offered, sharing) is Posting.SENT:
            return Word.SHARED_NOW
    return Word.NOT_SHARED_THERE


def _rate(desk: Desk, press: Press, client: WebClient) -> bool:
    """Keep a vote, the latest of a person on an answer, and thank for it."""
    choice, _, token = press.value.partition(" ")
    if choice not in {UP, DOWN} or (offered := _offered(desk, token)) is None:
        _log.info("Rated: what can't be read any more, team %s", press.team_id)
        return tell(client, press, Word.STALE)
    answer = offered.reply.answer
    where = press.container
    view = (
        "" if press.view is None else f"{press.view.id}/{sha256(token.encode()).hexdigest()[:16]}"
    )
    vote = Vote(
        team=press.team_id,
        channel=where.channel_id or "",
        message=where.message_ts or view,
        person=press.user.id,
        vote=choice,
        intent=answer.intent,
        leads=tuple(lead.id for lead in answer.leads),
        knowledge=answer.knowledge[:VERSION_LENGTH] if offered.current else "earlier",
    )
    if not desk.memory.vote(vote):
        return tell(client, press, Word.NOT_KEPT)
    VOTES.labels(choice).inc()
    _log.info(
        "Rated %s: intent %s, leads %s, knowledge %s, team %s",
        choice,
        vote.intent,
        ", ".join(vote.leads) or "none",
        vote.knowledge,
        vote.team,
    )
    if choice == DOWN and open_reason_form(press, client, vote):
        return True
    return tell(client, press, Word.THANKS)


ask = on_press(_ask)
mean = on_press(_mean)
share = on_press(_share)
rate = on_press(_rate)
