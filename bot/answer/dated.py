"""What is said of old versions of something, or for an old year, where these are named."""

import re
from collections.abc import Collection, Sequence

from bot.answer.draft import Draft
from bot.answer.facts import is_dated, separating
from bot.answer.phrases import Say, fill
from bot.catalog.model import Catalog, Claim, Says
from bot.text import words

_PAIR = 2
_MAJORS = re.compile(r"(?<![.\d])(\d+)(?:\.\w+)?(?: to (\d+))?")  # of versions: "3.x, 5.x to 7.x"
_DECLINING = frozenset({"help", "out_of_scope", "smalltalk"})
_LATELY = 2  # years
_SUPPORT = frozenset({"support", "supported", "maintained", "ended", "ends", "fixes", "updates"})


def say_of_versions(draft: Draft, sides: Sequence[str]) -> None:
    """Say first what is said of the versions that components are named with: out of date."""
    catalog, versions = draft.catalog, draft.question.versions
    named = {component for component, _ in versions}
    if len(sides) == _PAIR and named.intersection(sides):
        for claim in filter(is_dated, separating(catalog, *sides)):
            draft.state(claim)
            return
    for component, version in versions:
        if component in sides:
            for claim in of_versions(catalog, component, {version})[:1]:
                draft.state(claim)


def note_year(draft: Draft) -> None:
    """Note that the answer holds today, where a question asks of a year that is long over."""
    year = draft.question.year
    read = (one.checked for one in draft.catalog.sources.values() if year and one.checked)
    today = max((int(str(one)[:4]) for one in read), default=0)
    declines = draft.question.intent in _DECLINING or draft.question.versions
    if year <= today - _LATELY and not declines:
        draft.closing.append(fill(Say.FOR_TODAY))


def of_versions(catalog: Catalog, component: str, majors: Collection[str]) -> list[Claim]:
    """Return what is said on the support of one of these versions of a component."""
    told = [
        claim
        for claim in catalog.claims_about(component, Says.TRADEOFF)
        if _covered(claim, majors) and not _SUPPORT.isdisjoint(words(claim.text))
    ]
    return sorted(told, key=lambda one: not is_dated(one))


def _covered(claim: Claim, majors: Collection[str]) -> bool:
    """Tell whether a claim holds for one of the versions, known by their first parts."""
    spans = _MAJORS.findall(claim.version or "")
    return any(int(one) <= int(major) <= int(to or one) for major in majors for one, to in spans)
