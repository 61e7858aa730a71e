"""From a question's text to a Slack message, and to an apology where that fails."""

import logging
from dataclasses import dataclass

from bot.ask import Guide, ask
from bot.question.model import Context
from bot.rendering.block_kit import Json, Surface, render_block_kit
from bot.slack.failures import describe
from bot.slack.words import Word, as_message

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Said:
    """A message (``text``, mostly with ``blocks``), and what its thread is about afterwards."""

    message: Json
    context: Context | None


def say(
    guide: Guide, text: str, context: Context | None = None, surface: Surface = Surface.THREAD
) -> Said:
    """Answer a plain text; a failure is logged and becomes an apology."""
    try:
        reply = ask(guide, text, context)
        return Said(render_block_kit(reply.answer, surface), reply.context)
    except Exception as error:  # noqa: BLE001 - a person waits: whatever failed, they are told
        _log.error("Failed to answer: %s", describe(error))
        return Said(as_message(Word.APOLOGY), context)
