"""From a question's text to a Slack message, and to an apology where that fails."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer.model import Outcome
from bot.ask import Guide, Reply, ask
from bot.question.model import Context, Detail
from bot.question.token import VERSION_LENGTH, question_memo
from bot.rendering.block_kit import Json, Surface, render_block_kit
from bot.slack.failures import describe
from bot.slack.telemetry import current
from bot.slack.words import Word, as_message
from bot.state.store import Unanswered

_MAX_TEXT = 500

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """A message (``text``, mostly with ``blocks``), what its thread is about afterwards.

    ``reply`` is what the message shows; an apology shows none.
    """

    message: Json
    context: Context | None
    reply: Reply | None = None


def say(
    guide: Guide,
    text: str,
    context: Context | None = None,
    surface: Surface = Surface.THREAD,
    notes: Sequence[str] = (),
) -> Said:
    """Answer a plain text below ``notes``; a failure is logged and becomes an apology."""
    try:
        reply = ask(guide, text, context)
        told = current()
        told.intent, told.answer = reply.answer.intent, reply.answer.outcome
        return Said(render_block_kit(reply.answer, surface, notes), reply.context, reply)
    except Exception as error:  # noqa: BLE001 - a person waits: whatever failed, they are told
        _log.error("Failed to answer: %s", describe(error))
        return Said(as_message(Word.APOLOGY), context)


def unanswered(team: str, said: Said, knowledge: str) -> Unanswered | None:
    """Return what may be kept of a question, if it got no answer."""
    reply = said.reply
    if reply is None or reply.answer.outcome is not Outcome.DECLINED:
        return None
    question = reply.understanding.question
    recognised = (name for _, name in question.recognised)
    return Unanswered(
        team=team,
        outcome=reply.answer.outcome,
        intent=question.intent,
        known=(*question.subjects, *question.needs, *recognised),
        knowledge=knowledge[:VERSION_LENGTH],
        text=reply.understanding.text[:_MAX_TEXT],
    )


def repeatable(said: Said) -> str | None:
    """Return a question that was answered, to be asked again without any words that were written.

    What names something unknown can't be, for that is words alone; nor what asks about an answer.
    """
    reply = said.reply
    if reply is None or reply.answer.outcome is not Outcome.ANSWERED:
        return None
    question = reply.understanding.question
    if question.unknown or question.detail is not Detail.ANSWER:
        return None
    return question_memo(question)
