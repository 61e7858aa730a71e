"""A line on each of several things: the one that tells most, or a shorter one where room lacks."""

from collections.abc import Mapping, Sequence
from functools import partial

from bot.answer.draft import Draft, Told
from bot.answer.model import Name
from bot.catalog.model import Claim


def line_on_each(
    draft: Draft, told: Mapping[str, Sequence[Claim]], leave: int = 0
) -> dict[str, Claim]:
    """Return a claim on each: of those that may be told, best first, one that leaves room to all.

    ``leave`` words of the room are for what else is to be said. What there is no room for at all
    is left out, the last first.
    """
    known = {one: claims for one, claims in told.items() if claims}
    room = draft.room() - leave
    shown = {one: claims[:2][-1] for one, claims in known.items()}

    def over() -> bool:
        return sum(_length(draft, *item) for item in shown.items()) > room

    for one in reversed(known):
        if over():
            shown[one] = min(known[one], key=partial(_length, draft, one))
    while len(shown) > 1 and over():
        shown.popitem()
    for one, second in list(shown.items()):
        shown[one] = known[one][0]
        if over():
            shown[one] = second
    return shown


def as_lines(draft: Draft, shown: Mapping[str, Claim]) -> list[Told]:
    """Return claims as lines, each after the name of what it is told of."""
    return [Told(claim, (Name(draft.name(one)),)) for one, claim in shown.items()]


def _length(draft: Draft, one: str, claim: Claim) -> int:
    return len(claim.text.split()) + len(draft.name(one).split())
