"""Questions as tokens: what a button carries, so that pressing it needs nothing remembered."""

from dataclasses import fields

import msgspec

from bot.catalog.model import Catalog
from bot.question.model import Question
from bot.shapes import learn

VERSION_LENGTH = 8


class StaleTokenError(ValueError):
    """A token speaks of what the knowledge doesn't know any more."""


class _Token(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    q: Question
    k: str


learn(_Token)


def to_token(question: Question, version: str) -> str:
    """Return a question and the version of the knowledge as one line of JSON.

    Only what differs from an empty question is written: Slack's buttons hold 2,000 characters.
    """
    said = {
        field.name: value
        for field in fields(Question)
        if (value := getattr(question, field.name)) != field.default
    }
    return msgspec.json.encode({"q": said, "k": version[:VERSION_LENGTH]}).decode()


def from_token(token: str, catalog: Catalog) -> tuple[Question, bool]:
    """Return the question, and whether the knowledge is still the one it was made with.

    Raises :class:`StaleTokenError` if it names what the catalog doesn't know, ``ValueError`` if
    it is no token.
    """
    read = msgspec.json.decode(token, type=_Token)
    question = read.q
    entities = catalog.components.keys() | catalog.kinds.keys()
    known = (
        {*question.components, *question.doubted, *question.purpose} <= catalog.components.keys()
        and set(question.kinds) <= catalog.kinds.keys()
        and set(question.topics) <= catalog.topics.keys()
        and {*question.needs, *question.unwanted} <= catalog.needs.keys()
        and set(question.excluded) <= entities
        and set(question.concepts) <= catalog.concepts.keys()
        and set(question.aspects) <= catalog.aspects.keys()
        and question.intent in {intent.id for intent in catalog.intents}
    )
    if not known:
        raise StaleTokenError("the question names what is not known any more")
    return question, read.k == catalog.version[:VERSION_LENGTH]
