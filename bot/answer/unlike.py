"""Things that are weighed though they do different jobs: what each is."""

from collections.abc import Sequence
from itertools import combinations, permutations

from bot.answer.deciding import decisive, lean
from bot.answer.draft import Draft, Told
from bot.answer.facts import built_for, first_is, says_any, separating
from bot.answer.model import Name, Phrase
from bot.answer.phrases import Say, fill, joined, listed
from bot.answer.verdict import say_each_verdict
from bot.catalog.model import Catalog
from bot.catalog.wording import KnownName
from bot.text import words

_LANGUAGE = "language"
_PROGRAMMERS_TOOLS = {
    ("code", "editor"),
    ("code", "hosting", "service"),
    ("database", "administration", "tool"),
    ("integrated", "development", "environment"),
    ("operating", "system"),
    ("package", "manager"),
    ("test", "framework"),
    ("testing", "tool"),
    ("version", "control", "system"),
}
"""Classes of names without claims that no component is of."""


def is_unlike(catalog: Catalog, sides: Sequence[str]) -> bool:
    """Tell whether the sides are components that do different jobs and that nothing parts."""
    if not catalog.components.keys() >= set(sides):
        return False
    pairs = [claim for pair in combinations(sides, 2) for claim in separating(catalog, *pair)]
    told = {one for claim in (*pairs, *separating(catalog, *sides)) for one in claim.about}
    return not told.issuperset(sides) and len({catalog.job(side) for side in sides}) > 1


def by_job(draft: Draft, sides: Sequence[str]) -> None:
    """Say that the sides do different jobs, and of each when to take it or what it is.

    What each alone is named for only tells them apart where several are named for something.
    """
    catalog = draft.catalog
    question = draft.question
    purpose = question.needs or question.purpose or question.left_over  # then they can compete
    if is_unlike(catalog, sides) and not purpose:
        named = joined([_described(catalog, side) for side in sides])
        draft.say(Say.DIFFERENT_JOBS, names=named)
    if say_each_verdict(draft, sides):
        return
    telling = {side: decisive(draft, side, sides) for side in sides}
    if not draft.question.needs and all(telling.values()):
        lean(draft, telling)
    names = [words(one) for one in (*map(draft.name, sides), *draft.question.worded)]
    defined = definitions(draft, sides)  # first what tells of others too
    defined.sort(key=lambda one: -sum(says_any(one.claim, [name]) for name in names))
    draft.bullets(fill(Say.WHAT_EACH_DOES), defined)


def by_language(draft: Draft, sides: Sequence[str]) -> bool:
    """State what parts the language of one side from another side, if that is one: "Axum or Go"."""
    told = False
    for one, other in permutations(sides, 2):
        bases = sorted(built_for(draft.catalog, one))
        for base in (base for base in bases if draft.catalog.job(base) == _LANGUAGE):
            for claim in separating(draft.catalog, base, other)[:1]:
                draft.state(claim)
                told = True
    if told:
        draft.bullets(fill(Say.WHAT_EACH_DOES), definitions(draft, sides))
    return told


def definitions(draft: Draft, sides: Sequence[str]) -> list[Told]:
    """Return what each of the sides is, as far as claims say so."""
    claims = (first_is(draft.catalog, side) for side in sides)
    return [Told(claim) for claim in claims if claim is not None]


def say_unlike_unknown(draft: Draft, component: str) -> bool:
    """Say what a component and the names without claims beside it are, if they do other jobs."""
    question, catalog = draft.question, draft.catalog
    names = [catalog.names[one] for one in dict(question.recognised).values()]
    if component not in catalog.components or len(names) < len(question.undescribed):
        return False
    jobs = [_jobs(catalog, one) for one in names]
    own = catalog.job(component)
    if not any(jobs) or any(own in one for one in jobs):
        return False
    others: list[Phrase] = [(Name(one.name), f" ({one.what})") for one in names]
    named = joined([_described(catalog, component), *others])
    unknown = listed(one.name for one in names)
    draft.say(Say.DIFFERENT_UNKNOWN, names=named, unknown=unknown)
    return True


def say_unlike_kinds(draft: Draft, component: str, kinds: Sequence[str]) -> None:
    """Say that a component and the things of some kinds do different jobs."""
    catalog = draft.catalog
    plurals: list[Phrase] = [(Name(catalog.kinds[kind].plural),) for kind in kinds]
    draft.say(Say.DIFFERENT_JOBS, names=joined([_described(catalog, component), *plurals]))


def _described(catalog: Catalog, component: str) -> Phrase:
    one = catalog.components[component]
    return (Name(one.name), f" ({catalog.kinds[one.kind].name})")


def _jobs(catalog: Catalog, name: KnownName) -> set[str]:
    """Return the jobs of a name's class: that of kinds called so, or of programmers' tools.

    Of other classes it isn't known which job they do.
    """
    if tuple(name.what.split()) in _PROGRAMMERS_TOOLS:
        return {name.what}
    return {
        catalog.job(kind.id)
        for kind in catalog.kinds.values()
        if name.what in {kind.name, *(alias.text for alias in kind.aliases)}
    }
