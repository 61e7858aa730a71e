"""Help and small talk: one fixed line, and what can be asked."""

from bot.answer.decline import examples, shown_questions
from bot.answer.draft import Draft
from bot.answer.model import Answer, Outcome
from bot.answer.phrases import Say
from bot.catalog.wording import Tone
from bot.question.model import Detail

_REPLIES = {
    Tone.COMPLAINT: Say.SORRY,
    Tone.GREETING: Say.HELLO,
    Tone.THANKS: Say.WELCOME,
    Tone.FAREWELL: Say.GOODBYE,
    Tone.WHO: Say.WHO_I_AM,
    Tone.OTHER: Say.PLEASANTRY,
}


def help_(draft: Draft) -> Answer:
    """Say what the bot does and show questions to ask."""
    if draft.question.detail is not Detail.ANSWER:  # "why?" with nothing before it
        draft.say(Say.NOTHING_BEFORE)
        return draft.finish(Outcome.CHAT, suggestions=examples(draft))
    draft.say(Say.HELP)
    draft.say(Say.GO_ON)
    return draft.finish(Outcome.CHAT, suggestions=shown_questions(draft.catalog))


def smalltalk(draft: Draft) -> Answer:
    """Answer a pleasantry with one line of its tone."""
    draft.say(_REPLIES[draft.question.tone])
    return draft.finish(Outcome.CHAT)
