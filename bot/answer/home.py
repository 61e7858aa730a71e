"""What there is to ask about: examples, and the catalog by layer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.answer.decline import examples
from bot.answer.draft import Draft
from bot.answer.model import Home, Phrase, Reference, Shelf
from bot.answer.phrases import Say, fill, text_of
from bot.answer.standing import best_known
from bot.catalog.model import Catalog, Component, Topic
from bot.question.model import Question

MAX_KNOWN = 6
MAX_NEWS = 3
MAX_TOGETHER = 12
"""News of a day that make one list; more are told by layer."""
MAX_LAYERS, MAX_SHOWN = 3, 100
"""The layers of a day that most came to, and how much of each, as a menu holds no more."""


def home(catalog: Catalog, recent: Sequence[Question] = ()) -> Home:
    """Return what the knowledge holds, questions that it answers, and those of the person."""
    draft = Draft(catalog, Question("help"))
    shelves = [
        _shelf(fill(Say.LAYER, layer=layer.name), _on_layer(layer.id, catalog), catalog)
        for layer in catalog.layers
    ]
    shelves.append(_shelf(fill(Say.PRACTICES_SHELF), catalog.topics.values(), catalog))
    return Home(
        about=fill(Say.HELP),
        examples=tuple(draft.labelled(one) for one in examples(draft)),
        shelves=tuple(shelf for shelf in shelves if shelf.entries),
        knowledge=catalog.version,
        recent=tuple(draft.labelled(one) for one in recent),
        news=tuple(_news(catalog)),
    )


def _on_layer(layer: str, catalog: Catalog) -> Iterator[Component]:
    for component in catalog.components.values():
        if catalog.kinds[component.kind].layer == layer:
            yield component


def _news(catalog: Catalog) -> Iterator[Shelf]:
    """Yield what came to the knowledge last, a shelf for each day."""
    days: dict[date, list[Component | Topic]] = {}
    for news in catalog.news:
        came = days.setdefault(news.day, [])
        came += (catalog.components.get(one) or catalog.topics[one] for one in news.about)
    for day in sorted(days, reverse=True)[:MAX_NEWS]:
        told = f"{day.day} {day:%B} {day.year}"
        if len(days[day]) <= MAX_TOGETHER:
            yield _shelf(fill(Say.NEW_SHELF, day=told), days[day], catalog)
            continue
        for part, came in _by_layer(days[day], catalog).items():
            latest = came[-MAX_SHOWN:]
            yield _shelf(fill(Say.NEW_ON_LAYER, day=told, layer=part), latest, catalog)
        return  # that is enough


def _by_layer(
    found: Iterable[Component | Topic], catalog: Catalog
) -> dict[str, list[Component | Topic]]:
    """Return things by the name of their layer, of those that most came to; practices last."""
    layers = {layer.id: layer.name for layer in catalog.layers}
    parts: dict[str, list[Component | Topic]] = {name: [] for name in layers.values()}
    practices = text_of(fill(Say.PRACTICES_SHELF))
    for one in found:
        name = practices
        if isinstance(one, Component):
            name = layers[catalog.kinds[one.kind].layer]
        parts.setdefault(name, []).append(one)
    most = sorted(layers.values(), key=lambda name: -len(parts[name]))[:MAX_LAYERS]
    return {name: came for name, came in parts.items() if came and name in {*most, practices}}


def _shelf(heading: Phrase, found: Iterable[Component | Topic], catalog: Catalog) -> Shelf:
    known = {one.id: one for one in found}
    return shelf(heading, known.values(), [known[one] for one in best_known(catalog, list(known))])


def shelf(
    heading: Phrase, found: Iterable[Component | Topic], first: Sequence[Component | Topic]
) -> Shelf:
    """Return a shelf in order of names; of those that come ``first`` it tells some by name."""
    entries = sorted(found, key=lambda one: one.name.casefold())
    return Shelf(
        heading,
        tuple(Reference(one.id, one.name) for one in entries),
        tuple(one.name for one in first[:MAX_KNOWN]),
    )
