"""Which intents a question can have at all, by what it mentions, and which wins a near tie."""

from collections.abc import Callable, Sequence

from bot.question.model import EntityType, Mention, RankedIntent, Role

_SHORT, _LONG = 3, 8
"""Words up to which a name is asked about ("redis?"), and up to which it may be small talk."""
_IDEAS = (EntityType.TOPIC, EntityType.CONCEPT, EntityType.CATEGORY)
_MAX_FOLLOW_UP = 12  # words

_TWO_NAMED = {"define": 0.85, "when_to_use": 0.85}
"""Two names make a definition or a single verdict less likely than a comparison."""
_KIND_FOR_NEED = {"when_to_use": 0.85}
"""A kind and a need ask rather for a choice than for a verdict on the kind."""
_NAMED = {"out_of_scope": 0.75, "smalltalk": 0.5}
"""Something known in the text makes it less likely to be off topic by its looks alone."""

_OF_ONE_SIDE = frozenset(
    {
        "compare <component>",
        "how does <component> compare",
        "vs",
        "versus",
        "difference between <kind>",
        "difference between",
    }
)
"""Cues that ask for a comparison even where the other side is missing."""

PRIORITY = (
    "alternatives",
    "compare",
    "stack",
    "recommend",
    "when_to_use",
    "topic",
    "define",
    "list",
    "out_of_scope",
    "help",
    "smalltalk",
)
"""The more particular intent first: it wins where scores are equal."""
_PLACES = {intent: place for place, intent in enumerate(PRIORITY)}


class _Counts:
    """How many different things of each type a question asks about.

    ``carried`` names stand in from the thread where the text itself has no subject.
    """

    def __init__(self, mentions: Sequence[Mention], words: int, carried: int) -> None:
        asked = [mention for mention in mentions if mention.role is Role.ASKED]
        seen = [kind for kind, _ in {(m.type, m.entity or m.surface.casefold()) for m in asked}]
        self.names = seen.count(EntityType.COMPONENT) + seen.count(EntityType.UNKNOWN)
        self.kinds = seen.count(EntityType.KIND)
        self.topics = sum(map(seen.count, _IDEAS))
        self.needs = seen.count(EntityType.NEED)
        # A short follow-up may weigh what it names against what the thread is about.
        self.carried = carried if words < _MAX_FOLLOW_UP else 0
        if not self.subjects:
            self.names = carried
        self.excluded = len(asked) < len(mentions)
        self.any = bool(mentions)
        self.words = words

    @property
    def subjects(self) -> int:
        return self.names + self.kinds + self.topics


_ELIGIBLE: dict[str, Callable[[_Counts], bool]] = {
    "compare": lambda n: max(n.names + n.carried, n.kinds, n.names + n.topics) > 1,
    "define": lambda n: n.subjects > 0 or n.needs > 0,
    "when_to_use": lambda n: n.subjects > 0 or n.needs > 0,
    "alternatives": lambda n: n.names > 0 or ((n.excluded or n.kinds > 0) and not n.needs),
    "help": lambda n: not n.any or n.words < _LONG,
    "smalltalk": lambda n: _SHORT < n.words <= _LONG or (not n.any and n.words <= 2 * _LONG),
}


def eligible(
    ranking: Sequence[RankedIntent], mentions: Sequence[Mention], words: int, carried: int = 0
) -> list[RankedIntent]:
    """Return the ranked intents that the mentions allow, near ties in order of priority."""
    counts = _Counts(mentions, words, carried)
    allowed = [
        one
        for one in ranking
        if one.intent not in _ELIGIBLE or _ELIGIBLE[one.intent](counts) or _one_side(one, counts)
    ]
    lessened = dict(_TWO_NAMED) if counts.names > 1 else {}
    if counts.kinds and counts.needs and not counts.names:
        lessened |= _KIND_FOR_NEED
    if counts.any:
        lessened |= {
            intent: share for intent, share in _NAMED.items() if not _has_cue(ranking, intent)
        }
    weighed = [
        one._replace(score=round(one.score * lessened[one.intent], 4))
        if one.intent in lessened
        else one
        for one in allowed
    ]
    return sorted(weighed, key=lambda one: (-one.score, _PLACES[one.intent]))


def _has_cue(ranking: Sequence[RankedIntent], intent: str) -> bool:
    return any(e.reason == "cue" for one in ranking if one.intent == intent for e in one.evidence)


def _one_side(one: RankedIntent, counts: _Counts) -> bool:
    """Tell whether a comparison is asked for of which one side alone is named."""
    if one.intent != "compare" or not counts.any:
        return False
    return any(found.reason == "cue" and found.detail in _OF_ONE_SIDE for found in one.evidence)
