"""What there is to ask about: examples, and the catalog by layer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.answer.decline import examples
from bot.answer.draft import Draft
from bot.answer.facts import best_known
from bot.answer.model import Home, Phrase, Reference, Shelf
from bot.answer.phrases import Say, fill
from bot.catalog.model import Catalog, Component, Topic
from bot.question.model import Question

MAX_KNOWN = 6
MAX_NEWS = 3


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
        examples=tuple(draft.offer(one) for one in examples(draft)),
        shelves=tuple(shelf for shelf in shelves if shelf.entries),
        knowledge=catalog.version,
        recent=tuple(draft.offer(one) for one in recent),
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
        heading = fill(Say.NEW_SHELF, day=f"{day.day} {day:%B} {day.year}")
        yield _shelf(heading, days[day], catalog)


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
