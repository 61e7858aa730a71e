"""Versions that a text names components with: "Oak 3 or Elm 2.1?"."""

import re

from bot.question.model import EntityType
from bot.question.reading import Reading

_AT_END = re.compile(r"\d{1,2}$")
_MAX_DIGITS = 2  # more are a year or a count
_MAX_APART = 1  # letters between a name and its version


def versions_in(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Return the components that are named with a version, each with the first part of it.

    That of "Elm2" and of "Oak EE 6", which are names as a whole, is one too.
    """
    named: dict[tuple[str, str], None] = {}
    for one in reading.found:
        entity = one.mention.entity
        if entity is None or one.mention.type is not EntityType.COMPONENT:
            continue
        if within := _AT_END.search(one.mention.surface):
            named[entity, within[0]] = None
        following = reading.tokens[one.last + 1 : one.last + 2]
        for token in following:
            near = token.start - reading.tokens[one.last].end <= _MAX_APART
            if near and token.key.isdigit() and len(token.key) <= _MAX_DIGITS:
                named[entity, token.key] = None
    return tuple(named)
