"""All that is known of one thing as a sheet: fields, and claims in groups. No layout."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.catalog.lookup import Thing, other_names
from bot.catalog.model import Catalog, Claim, Component, Entity, Kind, Need, Pack, Says, Source
from bot.catalog.wording import Sense

Fields = Iterator[tuple[str, str]]
Group = tuple[str, list[tuple[str, str]]]
"""A heading, and below it texts, each with where it comes from."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of one thing: ``fields`` are labels with texts."""

    title: str
    fields: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]


def sheet(catalog: Catalog, thing: Thing) -> Sheet:
    """Return all that is known of a thing."""
    groups: Iterable[Group] = ()
    match thing:
        case Claim():
            fields = _claim(catalog, thing)
        case Pack():
            fields = _pack(catalog, thing)
        case Source():
            fields = _source(thing)
            cited = [claim for claim in catalog.claims if claim.source == thing.id]
            groups = _grouped(catalog, thing, ((claim.locator, claim) for claim in cited))
        case _:
            fields = _entity(catalog, thing)
            groups = _claims(catalog, thing)
    return Sheet(title(thing), tuple((name, text) for name, text in fields if text), tuple(groups))


def title(thing: Thing) -> str:
    """Return what a thing is called."""
    match thing:
        case Claim():
            return thing.id
        case Source():
            return thing.title
        case _:
            return thing.name


def _entity(catalog: Catalog, entity: Entity) -> Fields:
    yield type(entity).__name__.lower(), entity.id
    match entity:
        case Component():
            yield "kind", _named(catalog, catalog.kind_chain(entity.kind))
            yield "layer", catalog.kinds[entity.kind].layer
            yield "meant", _rule(entity.sense)
        case Kind():
            yield "part of", _named(catalog, [entity.parent] if entity.parent else [])
            yield "layer", entity.layer
            below = [kind.id for kind in catalog.kinds.values() if kind.parent == entity.id]
            yield "kinds of it", _named(catalog, below)
            members = [one.id for one in catalog.components.values() if one.kind == entity.id]
            yield "components", _named(catalog, members)
    yield "also called", ", ".join(_other_names(entity))
    if not isinstance(entity, Kind):
        yield "pack", entity.pack


def _other_names(entity: Entity) -> Iterator[str]:
    """Yield the other names of an entity, each with the rule that tells when it counts."""
    aliases = () if isinstance(entity, Need) else entity.aliases
    rules = {alias.text: _rule(alias.sense, asks=alias.shared is not None) for alias in aliases}
    for name in other_names(entity):
        rule = rules.get(name)
        yield f"{name} ({rule})" if rule else name


def _rule(sense: Sense | None, *, asks: bool = False) -> str:
    near = f"near {', '.join(sense.near)}" if sense and sense.near else ""
    never = f"not in {', '.join(sense.never)}" if sense and sense.never else ""
    return "; ".join(part for part in (near, never, "shared: ask" if asks else "") if part)


def _claim(catalog: Catalog, claim: Claim) -> Fields:
    source = catalog.sources[claim.source]
    yield "says", claim.says
    yield "about", _named(catalog, claim.about)
    yield "text", claim.text
    yield "needs", _named(catalog, claim.needs)
    if claim.dimension:
        yield "dimension", f"{catalog.dimensions[claim.dimension].name} ({claim.dimension})"
    yield "value", claim.value or ""
    yield "object", _named(catalog, [claim.object] if claim.object else [])
    yield "source", f"{source.title} ({source.id})"
    yield "section", claim.locator
    yield "author", source.author or ""
    yield "publisher", source.publisher
    yield "url", source.url or ""
    yield "pack", claim.pack


def _source(source: Source) -> Fields:
    yield "source", source.id
    yield "author", source.author or ""
    yield "publisher", source.publisher
    yield "url", source.url or ""
    yield "sections", "; ".join(source.locators)


def _pack(catalog: Catalog, pack: Pack) -> Fields:
    claims = [claim for claim in catalog.claims if claim.pack == pack.id]
    yield "pack", pack.id
    yield "title", pack.title
    yield "edition", pack.edition
    yield "sources", ", ".join(dict.fromkeys(claim.source for claim in claims))
    for label, table in (
        ("components", catalog.components),
        ("topics", catalog.topics),
        ("needs", catalog.needs),
    ):
        yield label, _named(catalog, [one.id for one in table.values() if one.pack == pack.id])
    counts = {says: sum(claim.says is says for claim in claims) for says in Says}
    yield "claims", ", ".join(f"{count} {says}" for says, count in counts.items() if count)


def _claims(catalog: Catalog, entity: Entity) -> Iterator[Group]:
    """Yield the claims about an entity by predicate, then those that refer to it."""
    about = [(str(claim.says), claim) for claim in catalog.claims if entity.id in claim.about]
    referring = [
        (f"refers to it: {claim.says}", claim)
        for claim in catalog.claims
        if entity.id == claim.object or entity.id in claim.needs
    ]
    order = list(Says)
    for claims in (about, referring):
        claims.sort(key=lambda pair: order.index(pair[1].says))
        yield from _grouped(catalog, entity, claims)


def _grouped(
    catalog: Catalog, thing: Thing, claims: Iterable[tuple[str, Claim]]
) -> Iterator[Group]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for heading, claim in claims:
        groups.setdefault(heading, []).append((claim.text, _origin(catalog, thing, claim)))
    yield from groups.items()


def _origin(catalog: Catalog, thing: Thing, claim: Claim) -> str:
    """Return a claim's id, what it says beside its text, and its source."""
    parts = [claim.id]
    if claim.about != (thing.id,):
        parts.append(f"about {', '.join(catalog.entity(one).name for one in claim.about)}")
    if claim.needs:
        parts.append(f"for {', '.join(catalog.needs[one].name for one in claim.needs)}")
    if claim.dimension:
        parts.append(f"{catalog.dimensions[claim.dimension].name}: {claim.value}")
    if claim.object:
        parts.append(f"object {catalog.entity(claim.object).name}")
    return "; ".join([*parts, f"{claim.source}, “{claim.locator}”"])


def _named(catalog: Catalog, ids: Iterable[str]) -> str:
    return ", ".join(f"{catalog.entity(one).name} ({one})" for one in ids)
