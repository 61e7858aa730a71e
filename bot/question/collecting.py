"""What the mentions of a text are linked to, collected as a question."""

from collections import defaultdict
from collections.abc import Sequence

from bot.question.model import EntityType, Mention, Question, Role

_BACKGROUND = Role.BACKGROUND
_USED = Role.USED
_CHOICES = frozenset({"recommend", "list"})
"""The intents of which a name without claims that is in use is no part."""
_COMPONENTS, _KINDS, _TOPICS, _CONCEPTS, _CATEGORIES, _NEEDS = (
    (one, Role.ASKED)
    for one in (
        EntityType.COMPONENT,
        EntityType.KIND,
        EntityType.TOPIC,
        EntityType.CONCEPT,
        EntityType.CATEGORY,
        EntityType.NEED,
    )
)
_NO_COMPONENTS, _NO_KINDS, _NO_NEEDS = (
    (one, Role.EXCLUDED) for one in (EntityType.COMPONENT, EntityType.KIND, EntityType.NEED)
)


def question_of(
    mentions: Sequence[Mention], intent: str, *, against: bool = False, closed: bool = False
) -> Question:
    """Collect what the mentions are linked to under an intent, each entity once."""
    linked: dict[tuple[EntityType, Role], dict[str, None]] = defaultdict(dict)
    unknown: dict[str, None] = {}
    recognised: dict[tuple[str, str], None] = {}
    for mention in mentions:
        if mention.candidates:
            first = mention.candidates[0]
            role = Role.ASKED if mention.role is _USED else mention.role
            linked[first.type, role][first.entity] = None
        elif mention.role is not _BACKGROUND and not (
            intent in _CHOICES and mention.role is _USED and mention.recognised
        ):
            unknown[mention.surface] = None
        if mention.recognised:
            recognised[mention.surface, mention.recognised] = None
    components, excluded = linked[_COMPONENTS], (*linked[_NO_COMPONENTS], *linked[_NO_KINDS])
    if excluded:
        components = {one: None for one in components if one not in excluded}
    return Question(
        intent=intent,
        components=tuple(components),
        kinds=tuple(linked[_KINDS]),
        topics=tuple(linked[_TOPICS]),
        concepts=(*linked[_CONCEPTS], *linked[_CATEGORIES]),
        recognised=tuple(recognised),
        needs=tuple(linked[_NEEDS]),
        excluded=excluded,
        unwanted=tuple(linked[_NO_NEEDS]),
        unknown=tuple(unknown),
        against=against,
        closed=closed,
    )
