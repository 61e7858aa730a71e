"""What a name is only made for: Node.js in "Node.js Sequelize"."""

from itertools import pairwise

from msgspec.structs import replace

from bot.question.language import Language
from bot.question.model import EntityType, Question, Role
from bot.question.reading import Reading

_NAMES = frozenset({EntityType.COMPONENT, EntityType.UNKNOWN})
_OF_NAMED = frozenset({"compare", "define", "when_to_use"})


def without_platforms(question: Question, reading: Reading, language: Language) -> Question:
    """Return a question about names without the languages that stand right before them.

    "How does Python SQLAlchemy compare to Hibernate?" weighs two, and both sides of a choice stay.
    """
    if question.intent not in _OF_NAMED:
        return question
    kinds, bases = language.kinds.of, language.kinds.bases
    before = {
        one.mention.entity
        for one, other in pairwise(reading.found)
        if one.mention.entity in question.components
        and other.mention.type in _NAMES
        and other.mention.role is Role.ASKED
        and kinds[one.mention.entity] & bases
        and not kinds.get(other.mention.entity or "", frozenset()) & bases
        and other.first == one.last + 1
        and reading.tokens[other.first].start - reading.tokens[one.last].end == 1
    }
    left = tuple(one for one in question.components if one not in before)
    sides = len(left) + len(question.unknown)
    if not before or sides < (2 if question.intent == "compare" else 1):
        return question
    purpose = (one for one in question.components if one in before)
    return replace(question, components=left, purpose=question.purpose or tuple(purpose))
