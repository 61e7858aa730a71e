"""Questions as tokens: what a button carries, so that pressing it needs nothing remembered.

Contexts as memos: what is remembered of a thread where that is needed all the same.
"""

import dataclasses

import msgspec
from msgspec.structs import replace

from bot.catalog.model import Catalog
from bot.question.model import Context, Question
from bot.shapes import learn

VERSION_LENGTH = 8


class StaleTokenError(ValueError):
    """A token speaks of what the knowledge doesn't know any more."""


class _Token(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    q: Question
    k: str


learn(_Token, Context, Question)


def to_token(question: Question, version: str) -> str:
    """Return a question and the version of the knowledge as one line of JSON.

    Only what differs from an empty question is written: Slack's buttons hold 2,000 characters.
    """
    return msgspec.json.encode(_Token(question, version[:VERSION_LENGTH])).decode()


def from_token(token: str, catalog: Catalog) -> tuple[Question, bool]:
    """Return the question, and whether the knowledge is still the one it was made with.

    Raises :class:`StaleTokenError` if it names what the catalog doesn't know, ``ValueError`` if
    it is no token.
    """
    read = msgspec.json.decode(token, type=_Token)
    if not _is_known(read.q, catalog):
        raise StaleTokenError("the question names what is not known any more")
    return read.q, read.k == catalog.version[:VERSION_LENGTH]


def question_memo(question: Question) -> str:
    """Return a question as JSON, without any words that people wrote."""
    return msgspec.json.encode(_without_words(question)).decode()


def question_of_memo(memo: str, catalog: Catalog) -> Question | None:
    """Return the question; ``None`` if it can't be read, or names what is not known any more."""
    try:
        question = msgspec.json.decode(memo, type=Question)
    except msgspec.DecodeError:  # of another version of the bot
        return None
    return question if _is_known(question, catalog) else None


def to_memo(context: Context) -> str:
    """Return what a thread is about as JSON, without any words that people wrote."""
    return msgspec.json.encode(
        dataclasses.replace(
            context,
            question=_without_words(context.question),
            options=tuple(_without_words(option) for option in context.options),
        )
    ).decode()


def from_memo(memo: str, catalog: Catalog) -> Context | None:
    """Return the context; ``None`` if it can't be read, or names what is not known any more."""
    try:
        context = msgspec.json.decode(memo, type=Context)
    except msgspec.DecodeError:  # of another version of the bot
        return None
    components = {*context.leads, *context.choices, *context.discussed}
    known = components <= catalog.components.keys() and all(
        _is_known(question, catalog) for question in (context.question, *context.options)
    )
    return context if known else None


def _without_words(question: Question) -> Question:
    return replace(
        question,
        unknown=(),
        recognised=(),
        words=(),
        worded=(),
        left_over=(),
        odd=False,
        amounts=tuple((band, "") for band, _ in question.amounts),
    )


def _is_known(question: Question, catalog: Catalog) -> bool:
    """Tell whether the catalog has all that a question names by id."""
    entities = catalog.components.keys() | catalog.kinds.keys()
    return (
        {*question.components, *question.doubted, *question.purpose} <= catalog.components.keys()
        and set(question.kinds) <= catalog.kinds.keys()
        and set(question.topics) <= catalog.topics.keys()
        and {*question.needs, *question.unwanted, *question.setting} <= catalog.needs.keys()
        and set(question.excluded) <= entities
        and set(question.concepts) <= catalog.concepts.keys()
        and set(question.aspects) <= catalog.aspects.keys()
        and question.intent in {intent.id for intent in catalog.intents}
    )
