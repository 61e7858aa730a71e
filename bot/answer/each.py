"""A line on each of several things: the one that tells most, or a shorter one where room lacks."""

from collections.abc import Mapping, Sequence
from functools import partial

from bot.answer.draft import Draft, Told
from bot.answer.model import Name
from bot.catalog.model import Claim, Says


def line_on_each(
    draft: Draft, told: Mapping[str, Sequence[Claim]], leave: int = 0
) -> dict[str, Claim]:
    """Return a claim on each: of those that may be told, best first, one that leaves room to all.

    ``leave`` words of the room are for what else is to be said. What there is no room for at all
    is left out, the last first.
    """
    known = {one: claims for one, claims in told.items() if claims}
    room = draft.room() - leave
    shown = {one: min(known[one], key=partial(_length, draft, one)) for one in known}

    def over() -> bool:
        return sum(_length(draft, *item) for item in shown.items()) > room

    while len(shown) > 1 and over():
        shown.popitem()
    for one, shortest in list(shown.items()):
        for claim in (*known[one][:2], shortest):
            shown[one] = claim
            if not over():
                break
    return shown


def as_lines(draft: Draft, shown: Mapping[str, Claim]) -> list[Told]:
    """Return claims as lines, each after the name of what it is told of."""
    return [line_on(draft, one, claim) for one, claim in shown.items()]


def line_on(draft: Draft, one: str, claim: Claim) -> Told:
    """Return a claim after the name of what it is told of, unless it says itself to take that."""
    name = draft.name(one)
    chosen = claim.text.startswith(f"Take {name}") and claim.says is not Says.SEPARATES
    return Told(claim, () if chosen or claim.says is Says.VERDICT else (Name(name),))


def _length(draft: Draft, one: str, claim: Claim) -> int:
    return len(claim.text.split()) + len(draft.name(one).split())
