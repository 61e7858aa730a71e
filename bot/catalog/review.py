"""The rules that a pack of full review is held to: named checks, as in :mod:`bot.catalog.checks`.

They keep the shipped claims deep, sourced, dated and plain; an operator's pack is free of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from bot.catalog.model import Catalog, Claim, Says
from bot.catalog.records import Records
from bot.errors import Problem
from bot.text import words

MINIMUM = {
    Says.IS: 1,
    Says.STRENGTH: 3,
    Says.TRADEOFF: 2,
    Says.FITS: 3,
    Says.WRONG_FOR: 1,
    Says.VALUE: 6,
    Says.SEPARATES: 1,
    Says.VERDICT: 1,
}
"""The fewest claims of each predicate that a reviewed component has."""

DIMENSIONS = ("licence", "hosting", "steward")
"""The dimensions on which every reviewed component has a value."""

PRACTICES = 4
"""The fewest practices of a reviewed topic."""

LONGEST = 220
"""The most characters of a reviewed claim: two lines and a half on a phone."""

_MARKETING = frozenset(
    """amazing awesome battle-tested beautiful best-in-class blazing blazingly bulletproof
    cutting-edge delightful effortless effortlessly elegant empower empowers enterprise-grade
    frictionless future-proof game-changing hassle-free industry-leading leverage leverages
    lightning-fast limitless magical market-leading modern next-generation powerful rich robust
    seamless seamlessly state-of-the-art supercharge superior turnkey ultimate unleash unleashes
    unmatched unparalleled unrivalled world-class""".split()
)
_VERSION_WORDS = re.compile(
    r"\b(since (version|release)|as of|currently|at present|latest|newest|no longer|nowadays|"
    r"from version|up to version|until version|deprecated|has been removed|was removed)\b"
    r"|\bv\d|\b\d+\.\d+(\.\d+)?\b(?! ?(%|ms|s\b|seconds?|million|billion|GiB|GB|TiB|TB|MiB|MB))",
    re.IGNORECASE,
)
_NUMBERED_NAMES = re.compile(
    r"\b(HTTP/\d(\.\d)?|TLS \d\.\d|OAuth \d\.\d|[A-Za-z]+-\d\.\d(\.\d)?|AMQP \d[-.\d]*"
    r"|MQTT \d\.\d(\.\d)?|OpenID Connect \d\.\d|SAML \d\.\d"
    r"|OpenAPI \d(\.\d)*|STOMP \d\.\d|\d+\.\d+\.\d+\.\d+)\b"
)


def review(records: Records) -> Iterator[Problem]:
    """Yield every problem of the packs of full review."""
    packs = {pack.id for pack in records.packs if pack.review == "full"}
    claims = [claim for claim in records.claims.values() if claim.pack in packs]
    if not claims:
        return
    for claim in claims:
        for message in (message for rule in _RULES for message in rule(claim)):
            yield _at(records, "claim", claim.id, message)
    yield from _undated_sources(records, claims)
    yield from _repeated(records, claims)
    yield from _below_minimum(records, claims)


def overdue(catalog: Catalog, today: date) -> tuple[Claim, ...]:
    """Return the claims that were to be read again before today."""
    return tuple(
        claim
        for claim in catalog.claims
        if claim.review_by is not None and date.fromisoformat(claim.review_by) < today
    )


def _dated(claim: Claim) -> Iterator[str]:
    if claim.review_by is None:
        yield "the claim has no review_by, and its file has none"
    elif not is_date(claim.review_by):
        yield f"review_by must be a day such as 2027-11-29, not {claim.review_by!r}"


def _of_length(claim: Claim) -> Iterator[str]:
    if len(claim.text) > LONGEST:
        yield f"the text has {len(claim.text)} characters; the limit here is {LONGEST}"


def _plain(claim: Claim) -> Iterator[str]:
    named = {*claim.about, claim.object}  # Unleash is a name, too
    found = sorted(_MARKETING.intersection(words(claim.text.casefold())) - named)
    if found:
        yield f"the text advertises: {', '.join(found)}; say what it does instead"


def _versioned(claim: Claim) -> Iterator[str]:
    text = _NUMBERED_NAMES.sub("", claim.text)
    if claim.version is None and (found := _VERSION_WORDS.search(text)):
        yield f"the text depends on a version ({found[0]!r}); state which in `version`"


_RULES: tuple[Callable[[Claim], Iterator[str]], ...] = (_dated, _of_length, _plain, _versioned)


def _undated_sources(records: Records, claims: Iterable[Claim]) -> Iterator[Problem]:
    for source_id in dict.fromkeys(claim.source for claim in claims if not claim.rests_on):
        source = records.sources.get(source_id)
        if source is None:
            continue
        if source.url is None:
            yield _at(records, "source", source.id, f"the source {source.id!r} has no url")
        if source.checked is None or not is_date(source.checked):
            message = f"the source {source.id!r} needs the day on which it was read: `checked`"
            yield _at(records, "source", source.id, message)


def _repeated(records: Records, claims: Iterable[Claim]) -> Iterator[Problem]:
    first: dict[str, Claim] = {}
    for claim in claims:
        known = first.setdefault(" ".join(words(claim.text.casefold())), claim)
        if known is not claim:
            yield _at(records, "claim", claim.id, f"the sentence stands in {known.id!r} as well")


def _below_minimum(records: Records, claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield components and topics that reviewed claims leave half described."""
    counts: dict[str, Counter[Says]] = defaultdict(Counter)
    dimensions: dict[str, set[str | None]] = defaultdict(set)
    for claim in records.claims.values():
        for subject in claim.about:
            counts[subject][claim.says] += 1
            dimensions[subject].add(claim.dimension)
    subjects = {s: None for claim in claims if claim.says is Says.STRENGTH for s in claim.about}
    packs = {claim.pack for claim in claims}
    for component in records.components.values():
        if component.pack not in packs and component.id not in subjects:
            continue
        lacks = [
            f"{fewest - counts[component.id][says]} of {says!s}"
            for says, fewest in MINIMUM.items()
            if counts[component.id][says] < fewest
        ]
        lacks += [f"a value of {one}" for one in DIMENSIONS if one not in dimensions[component.id]]
        if lacks:
            message = f"{component.id!r} is below the minimum: it lacks {', '.join(lacks)}"
            yield _at(records, "entity", component.id, message)
    for topic in records.topics.values():
        found = counts[topic.id][Says.PRACTICE]
        if topic.pack in packs and found < PRACTICES:
            message = f"{topic.id!r} has {found} practices; the minimum is {PRACTICES}"
            yield _at(records, "entity", topic.id, message)


def is_date(text: str) -> bool:
    """Tell whether a text is a day as ISO 8601 writes it."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _at(records: Records, space: str, key: str, message: str) -> Problem:
    place = records.places[f"{space} {key}"]
    return Problem(place.path, place.line, message)
