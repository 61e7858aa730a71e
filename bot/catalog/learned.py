"""What was learned of the example questions, as the intent model reads it. Pure data."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Weights:
    """What the intent model learned of each feature.

    ``places`` has each feature's place: ``idf[place]`` tells how rare it is, and the whole numbers
    (-127 to 127) from ``steps[place * len(intents)]`` on, times ``scale``, speak for the intents in
    turn; the idf is in them.
    """

    intents: tuple[str, ...] = ()
    places: dict[str, int] = field(default_factory=dict)
    idf: Sequence[float] = ()
    scale: float = 1.0
    steps: Sequence[int] = ()
