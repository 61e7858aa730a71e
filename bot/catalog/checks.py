"""What must hold between records: named checks, each yielding every problem it finds."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from bot.catalog.load import Records
from bot.catalog.model import Alias, Claim, Says
from bot.errors import Problem
from bot.text import compact

Check = Callable[[Records], Iterator[Problem]]

INTENTS = (
    "compare",
    "recommend",
    "define",
    "when_to_use",
    "alternatives",
    "topic",
    "stack",
    "list",
    "help",
    "smalltalk",
    "out_of_scope",
)

_FIELDS: dict[Says, frozenset[str]] = {
    Says.FITS: frozenset({"needs"}),
    Says.WRONG_FOR: frozenset({"needs"}),
    Says.VALUE: frozenset({"dimension", "value"}),
    Says.BUILT_FOR: frozenset({"object"}),
    Says.PAIRS: frozenset({"object"}),
    Says.SERVES: frozenset({"object"}),
}
_EXTRA = ("needs", "dimension", "value", "object")
_MAX_TEXT = 400


def check(records: Records) -> list[Problem]:
    """Return all problems between the records, in file order."""
    return sorted({problem for one in CHECKS for problem in one(records)})


def dangling_parts(records: Records) -> Iterator[Problem]:
    """Kinds and components name layers and kinds that exist."""
    kinds = records.kinds.keys() | records.broken
    for kind in records.kinds.values():
        if kind.layer not in records.layers:
            yield _at(records, "entity", kind.id, f"there is no layer {kind.layer!r}")
        if kind.parent is not None and kind.parent not in kinds:
            yield _at(records, "entity", kind.id, f"there is no kind {kind.parent!r}")
    for component in records.components.values():
        if component.kind not in kinds:
            yield _at(records, "entity", component.id, f"there is no kind {component.kind!r}")


def dangling_claims(records: Records) -> Iterator[Problem]:
    """Claims name entities, needs and dimensions that exist."""
    entities = records.entity_ids() | records.broken
    for claim in records.claims.values():
        named = [*claim.about, claim.object] if claim.object else claim.about
        missing = [
            f"there is no component, kind, topic or need {one!r}"
            for one in named
            if one not in entities
        ]
        missing += [f"there is no need {n!r}" for n in claim.needs if n not in records.needs]
        if claim.dimension is not None and claim.dimension not in records.dimensions:
            missing.append(f"there is no dimension {claim.dimension!r}")
        for message in missing:
            yield _at(records, "claim", claim.id, message)


def kind_cycles(records: Records) -> Iterator[Problem]:
    """No kind is below itself."""
    for kind in records.kinds.values():
        seen, current = {kind.id}, kind.parent
        while current in records.kinds:
            if current in seen:
                yield _at(records, "entity", kind.id, f"the kind {kind.id!r} is below itself")
                break
            seen.add(current)
            current = records.kinds[current].parent


def cited_sources(records: Records) -> Iterator[Problem]:
    """Every claim cites a source that exists, in a section the source has."""
    for claim in records.claims.values():
        source = records.sources.get(claim.source)
        if source is None:
            yield _at(records, "claim", claim.id, f"there is no source {claim.source!r}")
        elif source.locators and claim.locator not in source.locators:
            message = f"the source {source.id!r} has no section {claim.locator!r}"
            yield _at(records, "claim", claim.id, message)


def claim_fields(records: Records) -> Iterator[Problem]:
    """Every claim has the fields its predicate needs and no others, and reads as a sentence."""
    for claim in records.claims.values():
        wanted = _FIELDS.get(claim.says, frozenset())
        filled = {name for name in _EXTRA if getattr(claim, name)}
        for name in sorted(wanted - filled):
            yield _at(records, "claim", claim.id, f"a claim of {claim.says!s} needs {name!r}")
        for name in sorted(filled - wanted):
            yield _at(records, "claim", claim.id, f"a claim of {claim.says!s} has no {name!r}")
        if len(claim.text) > _MAX_TEXT:
            message = f"the text has {len(claim.text)} characters; the limit is {_MAX_TEXT}"
            yield _at(records, "claim", claim.id, message)
        if not claim.text.endswith("."):
            yield _at(
                records, "claim", claim.id, "the text must be a sentence ending in a full stop"
            )


def one_value_each(records: Records) -> Iterator[Problem]:
    """No pack states two values of a component on one dimension."""
    first: dict[tuple[str, str, str | None], Claim] = {}
    for claim in records.claims.values():
        for subject in claim.about if claim.says is Says.VALUE else ():
            known: Claim = first.setdefault((claim.pack, subject, claim.dimension), claim)
            if known is not claim:
                message = f"{subject!r} already has a value for {claim.dimension!r} in {known.id!r}"
                yield _at(records, "claim", claim.id, message)


def undefined(records: Records) -> Iterator[Problem]:
    """Every component and topic has a claim that says what it is."""
    defined = {s for c in records.claims.values() if c.says is Says.IS for s in c.about}
    for entity in [*records.components, *records.topics]:
        if entity not in defined:
            message = f"{entity!r} has no claim that says what it is (says: is)"
            yield _at(records, "entity", entity, message)


def shared_names(records: Records) -> Iterator[Problem]:
    """No name stands for two entities, unless each has a sense rule for it, or asks."""
    owners: dict[str, list[tuple[str, Alias]]] = defaultdict(list)
    for entity_id, names in _names(records):
        keys = {compact(name.text): name for name in names}
        for key, name in keys.items():
            owners[key].append((entity_id, name))
    for sharing in owners.values():
        ids = [entity_id for entity_id, _ in sharing]
        if len(ids) < 2 or all(a.sense for _, a in sharing) or all(a.shared for _, a in sharing):  # noqa: PLR2004
            continue
        for entity_id, alias in sharing:
            others = ", ".join(repr(other) for other in ids if other != entity_id)
            message = (
                f"the name {alias.text!r} is shared with {others}; "
                "give each a sense rule, or mark each `shared: ask`"
            )
            yield _at(records, "entity", entity_id, message)


def repeated_examples(records: Records) -> Iterator[Problem]:
    """No example question stands twice, and no intent is unknown."""
    first: dict[str, str] = {}
    for intent in records.intents.values():
        if intent.id not in INTENTS:
            message = f"there is no intent {intent.id!r}; they are {', '.join(INTENTS)}"
            yield _at(records, "intent", intent.id, message)
        for example in intent.examples:
            owner = first.setdefault(example.casefold(), intent.id)
            if owner != intent.id or intent.examples.count(example) > 1:
                message = f"the example {example!r} stands twice (under {owner!r} first)"
                yield _at(records, "intent", intent.id, message)


def _names(records: Records) -> Iterator[tuple[str, tuple[Alias, ...]]]:
    for component in records.components.values():
        own = Alias(text=component.name, sense=component.sense)
        yield component.id, (*component.aliases, own)
    for kind in records.kinds.values():
        yield kind.id, (*kind.aliases, Alias(text=kind.name))
    for topic in records.topics.values():
        yield topic.id, (*topic.aliases, Alias(text=topic.name))


def _at(records: Records, space: str, key: str, message: str) -> Problem:
    place = records.places[f"{space} {key}"]
    return Problem(place.path, place.line, message)


CHECKS: tuple[Check, ...] = (
    dangling_parts,
    dangling_claims,
    kind_cycles,
    cited_sources,
    claim_fields,
    one_value_each,
    undefined,
    shared_names,
    repeated_examples,
)
