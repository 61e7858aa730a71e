"""What was learned of the example questions, as the intent model reads it. Pure data."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Weights:
    """What the intent model learned of each feature.

    ``places`` has each feature's place: ``idf[place]`` tells how rare it is, and the weights
    from ``rows[place * len(intents)]`` on speak for the intents in turn, times the idf.
    """

    intents: tuple[str, ...] = ()
    places: dict[str, int] = field(default_factory=dict)
    idf: Sequence[float] = ()
    rows: Sequence[float] = ()
