"""Help and small talk: one fixed line, and what can be asked."""

from bot.answer.decline import examples
from bot.answer.draft import Draft
from bot.answer.model import Answer, Outcome
from bot.answer.phrases import Say


def help_(draft: Draft) -> Answer:
    """Say what the bot does and show questions to ask."""
    draft.say(Say.HELP)
    return draft.finish(Outcome.CHAT, suggestions=examples(draft))


def smalltalk(draft: Draft) -> Answer:
    """Answer a pleasantry with one line."""
    draft.say(Say.PLEASANTRY)
    return draft.finish(Outcome.CHAT)
