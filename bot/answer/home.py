"""What there is to ask about: examples, and the catalog by layer."""

from collections.abc import Iterable, Iterator

from bot.answer.decline import examples
from bot.answer.draft import Draft
from bot.answer.model import Home, Reference, Shelf
from bot.answer.phrases import Say, fill
from bot.catalog.model import Catalog, Component, Topic
from bot.question.model import Question


def home(catalog: Catalog) -> Home:
    """Return what the knowledge holds, and questions that it answers."""
    draft = Draft(catalog, Question("help"))
    shelves = [
        Shelf(fill(Say.LAYER, layer=layer.name), _entries(_on_layer(layer.id, catalog)))
        for layer in catalog.layers
    ]
    shelves.append(Shelf(fill(Say.PRACTICES_SHELF), _entries(catalog.topics.values())))
    return Home(
        about=fill(Say.HELP),
        examples=tuple(draft.offer(one) for one in examples(draft)),
        shelves=tuple(shelf for shelf in shelves if shelf.entries),
        knowledge=catalog.version,
    )


def look_up(entity_id: str, catalog: Catalog) -> Question | None:
    """Return the question about what was chosen from a shelf; ``None`` if it isn't known."""
    if entity_id in catalog.components:
        return Question("define", components=(entity_id,))
    if entity_id in catalog.topics:
        return Question("topic", topics=(entity_id,))
    return None


def _on_layer(layer: str, catalog: Catalog) -> Iterator[Component]:
    for component in catalog.components.values():
        if catalog.kinds[component.kind].layer == layer:
            yield component


def _entries(found: Iterable[Component | Topic]) -> tuple[Reference, ...]:
    known = sorted(found, key=lambda one: one.name.casefold())
    return tuple(Reference(one.id, one.name) for one in known)
