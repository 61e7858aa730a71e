"""A name weighed against no more than a sort of thing: "Temporal or a plain queue?"."""

from collections.abc import Iterator

from msgspec.structs import replace

from bot.question.descriptions import PLAINLY
from bot.question.language import Language
from bot.question.model import EntityType, Question
from bot.question.reading import Reading


def against_kind(question: Question, reading: Reading, language: Language) -> Question:
    """Return a comparison with a sort of thing in words as one with the kind that it is.

    What is of that kind itself isn't weighed with it: when to take it at all is asked.
    """
    if question.intent != "compare" or len(question.components) != 1 or question.recognised:
        return question
    plain = dict(_plain(reading))
    kinds = tuple(
        kind
        for need in plain.values()
        if (kind := language.twins.kind_of(need)) and need in question.needs
    )
    if not kinds or set(question.unknown) != plain.keys():
        return question
    if language.kinds.of[question.components[0]].isdisjoint(kinds):
        needs = tuple(one for one in question.needs if one not in plain.values())
        return replace(question, kinds=kinds, unknown=(), needs=needs)
    return replace(question, intent="when_to_use", unknown=())


def _plain(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the descriptions that say no more than a need, with that: "a simple queue"."""
    needs = [one for one in reading.found if one.mention.type is EntityType.NEED]
    for described in reading.found:
        if described.mention.type is not EntityType.UNKNOWN or described.mention.recognised:
            continue
        places = range(described.first, described.last + 1)
        for one in needs:
            rest = (at for at in places if not one.first <= at <= one.last)
            rest_keys = (reading.tokens[at].key for at in rest)
            if one.first in places and one.mention.entity and PLAINLY.issuperset(rest_keys):
                yield described.mention.surface, one.mention.entity
