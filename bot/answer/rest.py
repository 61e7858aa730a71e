"""What an answer left out of a list that it gave, a part at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.answer.draft import Draft, Told
from bot.answer.facts import claims_fitting, first_is
from bot.answer.phrases import Say, fill, listed
from bot.catalog.model import Catalog, Claim

DESCRIBED = 12
"""The most things that are told with what each does; more are named by layer."""
ON_LAYER = 20
"""Names of a layer at a time."""


def left_over(ids: Sequence[str], most: int) -> Sequence[str]:
    """Return what :func:`bot.answer.phrases.some` leaves out of a list of names."""
    return ids[most:] if len(ids) > most + 1 else ()


def by_layer(catalog: Catalog, ids: Iterable[str]) -> dict[str, list[str]]:
    """Return components and topics by what their layer is called, topics last."""
    layers: dict[str, list[str]] = {layer.id: [] for layer in catalog.layers}
    topics = []
    for one in ids:
        if one in catalog.components:
            layers[catalog.kinds[catalog.components[one].kind].layer].append(one)
        else:
            topics.append(one)
    found = {layer.name: layers[layer.id] for layer in catalog.layers}
    found[Say.PRACTICES_SHELF] = topics
    return {name: among for name, among in found.items() if among}


def by_job(catalog: Catalog, ids: Iterable[str]) -> dict[str, list[str]]:
    """Return components by what the kinds are called that do the same job."""
    jobs: dict[str, list[str]] = {}
    for one in ids:
        jobs.setdefault(catalog.kinds[catalog.job(one)].plural, []).append(one)
    return jobs


def parts(draft: Draft, rest: Sequence[str]) -> list[list[str]]:
    """Return the rest of a list in the parts that it is told in.

    What fits something is described, for that is claimed; of other lists many are named at a time.
    """
    catalog, found = draft.catalog, []
    while rest:
        first = rest[:DESCRIBED]
        if len(rest) > DESCRIBED and not _wanted(draft):
            first = [one for names in by_layer(catalog, rest).values() for one in names[:ON_LAYER]]
        found.append(list(first))
        rest = [one for one in rest if one not in first]
    return found


def tell(draft: Draft, part: Sequence[str]) -> None:
    """Add a part of the rest: what each is, or why it fits; of many, the names alone."""
    if len(part) > DESCRIBED:
        for layer, names in by_layer(draft.catalog, part).items():
            draft.say(Say.LAYER_HAS, layer=layer, names=listed(map(draft.name, names)))
        return
    draft.bullets(fill(Say.REST_OF_LIST), described(draft, _telling(draft, part)))


def described(draft: Draft, told: Mapping[str, Claim]) -> Iterator[Told]:
    """Yield a claim of each thing after its name; one of several things after all their names."""
    for claim in {claim.id: claim for claim in told.values()}.values():
        names = [draft.name(one) for one, its in told.items() if its.id == claim.id]
        yield Told(claim, listed(names))


def _wanted(draft: Draft) -> tuple[str, ...]:
    return (*draft.question.needs, *draft.question.topics)


def _telling(draft: Draft, part: Sequence[str]) -> dict[str, Claim]:
    """Return of each thing why it fits what is wanted, or else what it is."""
    wanted = _wanted(draft)
    return {
        one: claim
        for one in part
        for claim in (*claims_fitting(draft.catalog, one, wanted), first_is(draft.catalog, one))[:1]
        if claim is not None
    }
