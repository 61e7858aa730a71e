"""Which intents a question can have at all, by what it mentions, and which wins a near tie."""

from collections.abc import Callable, Sequence

from bot.question.model import EntityType, Mention, RankedIntent, Role

_SHORT, _LONG = 3, 8
"""Words up to which a name is asked about ("redis?"), and up to which it may be small talk."""
_COUNTED_AS = {
    EntityType.COMPONENT: "name",
    EntityType.UNKNOWN: "name",
    EntityType.KIND: "kind",
    EntityType.TOPIC: "topic",
    EntityType.CONCEPT: "topic",
    EntityType.CATEGORY: "topic",
    EntityType.NEED: "need",
}
_ASKED = frozenset({Role.ASKED, Role.USED})
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
        asked = [mention for mention in mentions if mention.role in _ASKED]
        different = {(m.type, m.entity or m.surface.casefold()) for m in asked}
        seen = [_COUNTED_AS[kind] for kind, _ in different]
        self.names = seen.count("name")
        self.kinds = seen.count("kind")
        self.topics = seen.count("topic")
        self.needs = seen.count("need")
        # A short follow-up may weigh what it names against what the thread is about.
        self.carried = carried if words < _MAX_FOLLOW_UP else 0
        if not (self.names or self.kinds or self.topics):
            self.names = carried
        self.subjects = self.names + self.kinds + self.topics
        self.excluded = len(asked) < len(mentions)
        self.any = bool(mentions)
        self.words = words


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
    """Return the intents that the mentions allow, best first, ties in order of priority."""
    counts = _Counts(mentions, words, carried)
    allowed = [
        one
        for one in ranking
        if one.intent not in _ELIGIBLE or _ELIGIBLE[one.intent](counts) or _one_side(one, counts)
    ]
    lessened = dict(_TWO_NAMED) if counts.names > 1 else {}
    if counts.kinds and counts.needs and not counts.names:
        lessened |= _KIND_FOR_NEED
    weighed = [_weighed(one, lessened.get(one.intent, 1.0), named=counts.any) for one in allowed]
    return sorted(weighed, key=lambda one: (-one.score, _PLACES[one.intent]))


def _weighed(one: RankedIntent, share: float, *, named: bool) -> RankedIntent:
    """Return an intent with its share of its score, and less if it is off topic by looks alone."""
    if named and one.intent in _NAMED and not any(e.reason == "cue" for e in one.evidence):
        share = _NAMED[one.intent]
    if share == 1:
        return one
    return RankedIntent(one.intent, round(one.score * share, 4), one.evidence)


def _one_side(one: RankedIntent, counts: _Counts) -> bool:
    """Tell whether a comparison is asked for of which one side alone is named."""
    if one.intent != "compare" or not counts.any:
        return False
    return any(found.reason == "cue" and found.detail in _OF_ONE_SIDE for found in one.evidence)
