"""Finds one thing that is known by its id or by any of its names, and the nearest to a typo."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from bot.catalog.model import Catalog, Claim, Entity, Kind, Need, Pack, Source
from bot.text import compact

Thing = Entity | Claim | Source | Pack
"""What has an id that people look up."""

_NEAR = 70
_FEW = 5


def find(catalog: Catalog, asked: str) -> list[Thing]:
    """Return what has that id, in any case; else all that has that name."""
    things = list(_things(catalog))
    by_id = [thing for thing in things if thing.id.casefold() == asked.casefold()]
    key = compact(asked)
    return by_id or [
        thing for thing in things if key and any(compact(name) == key for name in _names(thing))
    ]


def nearest(catalog: Catalog, asked: str) -> list[Thing]:
    """Return the few things whose id or name is most like what was asked."""
    written = [(text, thing) for thing in _things(catalog) for text in (thing.id, *_names(thing))]
    texts = [text.casefold() for text, _ in written]
    close = process.extract(
        asked.casefold(), texts, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None
    )
    found = {written[place][1].id: written[place][1] for _, _, place in close}
    return list(found.values())[:_FEW]


def _things(catalog: Catalog) -> Iterator[Thing]:
    yield from catalog.components.values()
    yield from catalog.kinds.values()
    yield from catalog.topics.values()
    yield from catalog.needs.values()
    yield from catalog.claims
    yield from catalog.sources.values()
    yield from catalog.packs


def _names(thing: Thing) -> tuple[str, ...]:
    match thing:
        case Claim():
            return ()
        case Source():
            return (thing.title,)
        case Pack():
            return (thing.name, thing.title)
        case _:
            return (thing.name, *other_names(thing))


def other_names(entity: Entity) -> tuple[str, ...]:
    """Return what an entity is called besides its name, as written."""
    if isinstance(entity, Need):
        return entity.phrasings
    names = [alias.text for alias in entity.aliases if alias.text != entity.name]
    return tuple(dict.fromkeys((entity.plural, *names) if isinstance(entity, Kind) else names))
