"""All that was read of the knowledge, before it is checked."""

from dataclasses import dataclass, field, replace

from bot.catalog.model import Claim, Component, Dimension, Kind, Layer, Need, Pack, Source, Topic
from bot.catalog.news import News
from bot.catalog.wording import Aspect, Concept, IntentData, KnownName, Measure
from bot.errors import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the path as shown to people, and the line from 1."""

    path: str
    line: int


@dataclass(slots=True)
class Records:
    """Everything read so far, with the place of each record and the problems met."""

    packs: list[Pack] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    layers: dict[str, Layer] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    components: dict[str, Component] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    intents: dict[str, IntentData] = field(default_factory=dict)
    news: dict[str, News] = field(default_factory=dict)
    names: dict[str, KnownName] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    aspects: dict[str, Aspect] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    places: dict[str, Place] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)  # stems of files that could not be read
    problems: list[Problem] = field(default_factory=list)

    def copy(self) -> "Records":
        """Return a copy that can be added to without touching this one; problems start empty."""
        return replace(
            self,
            packs=list(self.packs),
            sources=dict(self.sources),
            layers=dict(self.layers),
            kinds=dict(self.kinds),
            dimensions=dict(self.dimensions),
            components=dict(self.components),
            topics=dict(self.topics),
            needs=dict(self.needs),
            claims=dict(self.claims),
            news=dict(self.news),
            places=dict(self.places),
            broken=set(),
            problems=[],
        )

    def entity_ids(self) -> set[str]:
        """Return the ids of all that a claim can be about."""
        return {*self.components, *self.kinds, *self.topics, *self.needs}
