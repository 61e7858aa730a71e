"""All that reading a text needs, made from a catalog."""

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from bot.catalog.model import Catalog, Says
from bot.question.aspects import Aspects, build_aspects
from bot.question.kinds import Kinds
from bot.question.lexicon import Lexicon, build_lexicon
from bot.question.ranking import Phrasebook, build_phrasebook
from bot.question.twins import Twins
from bot.text import stem, words

_ABOUT_ONE = frozenset({"define", "when_to_use"})
_OFF_TOPIC = frozenset({"out_of_scope", "smalltalk", "help"})
_FEW = 4
"""Examples of other intents that a word counts as much as, at most."""


@dataclass(frozen=True, slots=True)
class Language:
    """All that reading a text needs: names and phrases, cues and examples."""

    lexicon: Lexicon = field(repr=False)
    phrasebook: Phrasebook = field(repr=False)
    kinds: Kinds = field(repr=False)
    twins: Twins = field(repr=False)
    aspects: Aspects = field(repr=False)
    made_for: Mapping[str, tuple[str, ...]] = field(repr=False)
    """The needs that a component is made for."""
    usual: Mapping[str, int] = field(repr=False)
    """The stems of words in examples of questions about one thing, with how many have them."""
    practices: Mapping[str, frozenset[str]] = field(repr=False)
    """The stems of the names of practices."""


def build_language(catalog: Catalog) -> Language:
    """Prepare a catalog's names, phrasings and learned weights for reading texts."""
    return Language(
        build_lexicon(catalog),
        build_phrasebook(catalog.intents, catalog.weights),
        _kinds(catalog),
        Twins(
            {topic.id: topic.need for topic in catalog.topics.values() if topic.need},
            {kind.id: kind.need for kind in catalog.kinds.values() if kind.need},
            {c.id: frozenset(catalog.kind_chain(c.kind)) for c in catalog.components.values()},
            _offers(catalog),
        ),
        build_aspects(catalog.aspects.values()),
        _made_for(catalog),
        _usual(catalog),
        {topic.id: frozenset(map(stem, words(topic.name))) for topic in catalog.topics.values()},
    )


def _offers(catalog: Catalog) -> dict[str, tuple[str, str]]:
    """Return the components that are a kind of thing had in a way, with that kind and need."""
    needs = {word: need.id for need in catalog.needs.values() for word in need.adjectives}
    kinds = {kind.plural: kind.id for kind in catalog.kinds.values()}
    found = {one.id: one.name.partition(" ") for one in catalog.components.values()}
    return {
        component: (kinds[plural], needs[word])
        for component, (word, _, plural) in found.items()
        if word in needs and plural in kinds
    }


def _usual(catalog: Catalog) -> Counter[str]:
    """Return in how many questions about one thing the stems stand.

    A stem that other questions know has a few there too: it is no odd one.
    """
    about_one = _counted(catalog, _ABOUT_ONE)
    others = _counted(catalog, {i.id for i in catalog.intents} - _ABOUT_ONE - _OFF_TOPIC)
    return about_one | Counter({one: min(count, _FEW) for one, count in others.items()})


def _counted(catalog: Catalog, intents: AbstractSet[str]) -> Counter[str]:
    return Counter(
        stem(word)
        for intent in catalog.intents
        if intent.id in intents
        for text in intent.examples
        for word in words(text)
    )


def _made_for(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for claim in catalog.claims:
        if claim.says is Says.FITS and claim.degree == "core":
            for component in claim.about:
                found[component] = (*found.get(component, ()), *claim.needs)
    return found


def _kinds(catalog: Catalog) -> Kinds:
    bases = {
        catalog.job(claim.object)
        for claim in catalog.claims
        if claim.says is Says.BUILT_FOR and claim.object is not None
        if all(catalog.job(one) != catalog.job(claim.object) for one in claim.about)
    }
    of = {c.id: frozenset(catalog.kind_chain(c.kind)) for c in catalog.components.values()}
    classes = {one: frozenset(catalog.kinds[k].name for k in kinds) for one, kinds in of.items()}
    classes |= {name.id: frozenset({name.what}) for name in catalog.names.values()}
    qualities = frozenset(need.id for need in catalog.needs.values() if need.quality)
    return Kinds(of, frozenset(bases), classes, qualities)
