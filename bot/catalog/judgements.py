"""Judgements: claims that rest on other claims instead of a source of their own."""

import msgspec

from bot.catalog.records import Records
from bot.errors import Problem

JUDGED = ""
"""In place of the source of a judgement until all claims are read."""


def full_id(reference: str, pack: str, stem: str) -> str:
    """Return the id of a claim from what a file of the pack calls it."""
    if ":" in reference:
        return reference
    return f"{pack}:{reference}" if "." in reference else f"{pack}:{stem}.{reference}"


def settle_judgements(records: Records) -> None:
    """Give judgements the source of the first claim that they rest on, and report loose ones."""
    for claim in records.claims.values():
        if claim.source != JUDGED:
            continue
        grounds = [records.claims.get(one) for one in claim.rests_on]
        place = records.places[f"claim {claim.id}"]
        for reference, ground in zip(claim.rests_on, grounds, strict=True):
            if ground is None or ground.rests_on:
                reason = "is a judgement itself" if ground else "does not exist"
                message = f"the claim {claim.id!r} rests on {reference!r}, which {reason}"
                records.problems.append(Problem(place.path, place.line, message))
        first = next((one for one in grounds if one is not None and not one.rests_on), None)
        if first is not None:
            settled = msgspec.structs.replace(claim, source=first.source, locator=first.locator)
            records.claims[claim.id] = settled
