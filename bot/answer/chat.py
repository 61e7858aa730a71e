"""Help and small talk: one fixed line, and what can be asked."""

from bot.answer.decline import examples
from bot.answer.draft import Draft
from bot.answer.facts import peers
from bot.answer.model import Answer, Outcome
from bot.answer.phrases import Say
from bot.catalog.model import Catalog
from bot.catalog.wording import Tone
from bot.question.model import Detail, Question

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
    return draft.finish(Outcome.CHAT, suggestions=[*examples(draft), *_others(draft.catalog)])


def _others(catalog: Catalog) -> list[Question]:
    """Return a question for each of the intents that the examples leave out."""
    found = [Question("list")]
    found += [Question("topic", topics=(one,)) for one in list(catalog.topics)[1:2]]
    found += [Question("stack", needs=(one,)) for one in list(catalog.needs)[:1]]
    rivalled = [one for one in catalog.components if peers(catalog, one)]
    return [Question("alternatives", components=(one,)) for one in rivalled[:1]] + found


def smalltalk(draft: Draft) -> Answer:
    """Answer a pleasantry with one line of its tone."""
    draft.say(_REPLIES[draft.question.tone])
    return draft.finish(Outcome.CHAT)
