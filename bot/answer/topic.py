"""Topics: what a practice is, how it is done, and what serves it."""

from bot.answer.choose import choose
from bot.answer.decline import nothing_known
from bot.answer.define import explain
from bot.answer.draft import Draft
from bot.answer.model import Answer
from bot.answer.phrases import Say
from bot.catalog.model import Says

_MAX_TOPICS = 2


def topic(draft: Draft) -> Answer:
    """Answer about a practice; without a known one, about what is named for the needs."""
    question = draft.question
    if not question.topics:
        return choose(draft) if question.needs and not question.unknown else nothing_known(draft)
    topics = question.topics[:_MAX_TOPICS]
    serving = {
        component
        for component in question.components
        for claim in draft.catalog.claims_about(component, Says.SERVES)
        if claim.object in topics
    }
    others = [component for component in question.components if component not in serving]
    if others:
        draft.say(Say.IN_GENERAL, packs=draft.packs(), names=draft.names(others))
    return explain(draft, topics)
