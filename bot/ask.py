"""The architecture in a few lines: understand a text, then compose the answer to it."""

from dataclasses import dataclass

from bot.answer.compose import compose
from bot.answer.model import Answer
from bot.catalog.model import Catalog
from bot.question.model import Context, Understanding
from bot.question.understand import Language, build_language, understand

_KEEPS_CONTEXT = frozenset({"help", "smalltalk", "out_of_scope"})


@dataclass(frozen=True, slots=True)
class Guide:
    """A catalog with the language it is asked in: all that answering needs."""

    catalog: Catalog
    language: Language


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, how the question was understood, and what the thread is about from now on."""

    understanding: Understanding
    answer: Answer
    context: Context | None


def prepare(catalog: Catalog) -> Guide:
    """Return a guide over the catalog, ready to answer."""
    return Guide(catalog, build_language(catalog))


def ask(guide: Guide, text: str, context: Context | None = None) -> Reply:
    """Answer a text in the light of its thread's context."""
    understanding = understand(text, context, guide.language)
    answer = compose(understanding, guide.catalog)
    question = understanding.question
    if question.intent not in _KEEPS_CONTEXT:
        context = Context(
            question, tuple(one.id for one in answer.leads if one.id in guide.catalog.components)
        )
    return Reply(understanding, answer, context)
