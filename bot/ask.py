"""The architecture in a few lines: understand a text, then compose the answer to it."""

from dataclasses import dataclass

from bot.answer.canonical import canonical
from bot.answer.compose import compose
from bot.answer.model import Answer
from bot.catalog.model import Catalog
from bot.question.language import Language, build_language
from bot.question.model import Context, Question, Understanding
from bot.question.readings import MOST_READINGS, other_readings
from bot.question.references import advance
from bot.question.token import from_token
from bot.question.understand import understand

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
    return _reply(guide, understand(text, context, guide.language), context)


def ask_again(guide: Guide, question: Question) -> Reply:
    """Answer a question that was offered and chosen: it needs no understanding."""
    return _chosen(guide, question, ())


def ask_instead(guide: Guide, question: Question, before: Question | None) -> Reply:
    """Answer a reading that was chosen in place of the one ``before``, which leads the others."""
    others = other_readings(question, question, (), guide.language.twins)
    known = () if before is None else (before,)
    readings = tuple(one for one in dict.fromkeys((*known, *others)) if one != question)
    return _chosen(guide, question, readings[:MOST_READINGS])


def _chosen(guide: Guide, question: Question, readings: tuple[Question, ...]) -> Reply:
    text = canonical(question, guide.catalog)
    chosen = Understanding(text=text, question=question, confidence=1.0, readings=readings)
    return _reply(guide, chosen, None)


def _reply(guide: Guide, understanding: Understanding, context: Context | None) -> Reply:
    answer = compose(understanding, guide.catalog)
    question = understanding.question
    if question.intent not in _KEEPS_CONTEXT:
        leads = tuple(one.id for one in answer.leads if one.id in guide.catalog.components)
        options = [from_token(one.token, guide.catalog)[0] for one in answer.options]
        context = advance(context, question, leads, options)
    return Reply(understanding, answer, context)
