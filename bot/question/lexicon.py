"""Surface forms to entities: the index that mentions are linked with. Built from a catalog."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.catalog.learned import Weights
from bot.catalog.model import Catalog
from bot.catalog.wording import Alias, ConceptKind, Measure, Sense
from bot.question.model import EntityType
from bot.question.typos import Typos
from bot.text import compact, fold, stem, tokenize, words

MAX_GAP = 3
"""The most words that an ellipsis in a phrasing stands for."""

FILLERS = frozenset("a an the our my your their its his this that these those some any of".split())
"""Words that phrases are matched without."""

COMPANY = "company"
"""What a concept is that only has a name, and makes something of its own."""
_CONCEPT_TYPES = {
    ConceptKind.IDEA: EntityType.CONCEPT,
    ConceptKind.CATEGORY: EntityType.CATEGORY,
    ConceptKind.SETTING: EntityType.CONCEPT,
}
_SHORT_FOR = {
    "config": "configuration",
    "configs": "configurations",
    "db": "database",
    "dbs": "databases",
    "env": "environment",
    "envs": "environments",
    "k8s": "kubernetes",
    "kube": "kubernetes",
    "pg": "postgres",
    "postgresql": "postgres",
    "prod": "production",
    "repo": "repository",
    "repos": "repositories",
    "dockerise": "containerise",
    "dockerised": "containerised",
    "dockerising": "containerising",
    "dockerize": "containerise",
    "dockerized": "containerised",
    "dockerizing": "containerising",
}
"""Words that are read as others in phrasings."""
_BRITISH, _BRITISH_FROM = re.compile(r"(?<=.{4})is(?=$|ation)"), 4  # letters
_FUZZY_MIN = 4
_PHRASE_WORD_MIN = 5


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write an entity. ``name`` tells the entity's own name from an alias."""

    entity: str
    type: EntityType
    text: str
    name: bool
    sense: Sense | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrasing of a topic or need as stems; ``None`` stands for up to :data:`MAX_GAP` words.

    A phrasing that is also an ordinary word counts only with one of the stems ``near`` it.
    """

    entity: str
    type: EntityType
    stems: tuple[str | None, ...]
    near: frozenset[str] = frozenset()


Phrases = dict[str, dict[str | None, tuple[Phrase, ...]]]
"""Phrases by their first stem, then by the one next to it, longest first.

Those that are only one stem, or go on after an ellipsis, are in each of its lists; ``None`` has
them alone.
"""


@dataclass(frozen=True)
class Lexicon:
    """Names by compact key, phrases by their first stems, and what typos may be repaired to.

    ``phrases`` are those of topics and needs, ``concepts`` those of which nothing is claimed.

    ``starts`` are what longer names begin with, so that reading stops where no name goes on;
    ``parts`` are the words of names that have several. ``repairs`` are one-word names and the
    words that questions are made of, sorted; ``common`` words are never repaired into them.
    ``rarity`` has the words of the example questions: the higher, the fewer examples.
    ``adjectives`` are those that say a need, by compact key; ``adjectival`` is what they end in.
    ``companies`` are ids of concepts, and so are ``settings``: what something only is in.
    ``measures`` are what amounts are told of.
    """

    names: dict[str, tuple[Form, ...]]
    phrases: Phrases
    concepts: Phrases
    repairs: tuple[str, ...]
    common: frozenset[str]
    starts: frozenset[str]
    parts: frozenset[str]
    rarity: Mapping[str, float]
    adjectives: Mapping[str, str]
    adjectival: frozenset[str]
    companies: frozenset[str]
    settings: frozenset[str]
    measures: Mapping[str, Measure]

    @cached_property
    def typos(self) -> Typos:
        """The index of ``repairs``, made when the first word is met that nobody knows."""
        return Typos(self.repairs)

    def is_word(self, key: str) -> bool:
        """Tell whether a folded word is an ordinary word rather than a name or a typo."""
        return key in self.common or key.isdigit()


def build_lexicon(catalog: Catalog) -> Lexicon:
    """Index every name, alias and phrasing of the catalog."""
    names = _names_of(catalog)
    adjectives = {
        compact(word): need.id for need in catalog.needs.values() for word in need.adjectives
    }
    phrases: list[Phrase] = []
    for topic in catalog.topics.values():
        texts = (topic.name, *(alias.text for alias in topic.aliases))
        near = {
            alias.text: frozenset(map(stem, alias.sense.near))
            for alias in topic.aliases
            if alias.sense is not None
        }
        phrases += _phrases(topic.id, EntityType.TOPIC, texts, adjectives, near)
    for need in catalog.needs.values():
        phrases += _phrases(need.id, EntityType.NEED, (need.name, *need.phrasings), adjectives)
    rarity = _rarity(catalog.weights)
    vocabulary = _vocabulary(catalog) | rarity.keys()
    own = {compact(one.name) for one in catalog.components.values() if one.sense is None}
    one_word_names = {key for key in names if len(key) >= _FUZZY_MIN and key.isalpha()}
    return Lexicon(
        names={key: tuple(forms) for key, forms in names.items()},
        phrases=_by_first_stems(phrases),
        concepts=_by_first_stems(_of_concepts(catalog, adjectives)),
        repairs=tuple(sorted(one_word_names | vocabulary)),
        common=catalog.words | (vocabulary - own) | _concept_words(catalog),
        starts=frozenset(key[:end] for key in names for end in range(1, len(key))),
        parts=frozenset(
            token.key
            for forms in names.values()
            for form in forms
            if len(several := tokenize(form.text)) > 1
            for token in several
        ),
        rarity=rarity,
        adjectives=adjectives,
        companies=frozenset(c.id for c in catalog.concepts.values() if c.what == COMPANY),
        settings=frozenset(
            c.id for c in catalog.concepts.values() if c.kind is ConceptKind.SETTING
        ),
        measures=catalog.measures,
        adjectival=frozenset(
            tokenize(word)[-1].key for need in catalog.needs.values() for word in need.adjectives
        ),
    )


def _of_concepts(catalog: Catalog, adjectives: Container[str]) -> Iterator[Phrase]:
    """Yield the phrases of ideas that nothing is claimed of."""
    for concept in catalog.concepts.values():
        texts = (concept.name, *(alias.text for alias in concept.aliases))
        yield from _phrases(concept.id, _CONCEPT_TYPES[concept.kind], texts, adjectives)


def _names_of(catalog: Catalog) -> dict[str, list[Form]]:
    """Return the forms of all names and aliases by their compact key."""
    names: dict[str, list[Form]] = defaultdict(list)
    for component in catalog.components.values():
        own = Alias(text=component.name, sense=component.sense)
        _add_names(names, component.id, EntityType.COMPONENT, own, component.aliases)
    for kind in catalog.kinds.values():
        own = Alias(text=kind.name)
        plural = Alias(text=kind.plural)
        _add_names(names, kind.id, EntityType.KIND, own, (plural, *kind.aliases))
    known: dict[str, list[Form]] = defaultdict(list)
    for name in catalog.names.values():
        own = Alias(text=name.name, sense=name.sense)
        _add_names(known, name.id, EntityType.UNKNOWN, own, name.aliases)
    return {**known, **names}  # what has claims comes before what has none


def _by_first_stems(phrases: Iterable[Phrase]) -> Phrases:
    by_first: dict[str | None, list[Phrase]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.stems)):
        by_first[phrase.stems[0]].append(phrase)
    return {first: _by_next_stem(found) for first, found in by_first.items() if first is not None}


def _by_next_stem(phrases: Sequence[Phrase]) -> dict[str | None, tuple[Phrase, ...]]:
    following = [phrase.stems[1] if len(phrase.stems) > 1 else None for phrase in phrases]
    return {
        one: tuple(
            phrase
            for phrase, wanted in zip(phrases, following, strict=True)
            if wanted is None or wanted == one
        )
        for one in (None, *following)
    }


def phrase_stem(word: str, adjectives: Container[str]) -> str:
    """Return the stem of a word of a phrasing, the same for what it is written as otherwise.

    Adjectives that say a need stay as written: a hosted app hosts none.
    """
    if word.endswith("ed") and word in adjectives:
        return word
    if word in _SHORT_FOR:
        word = _SHORT_FOR[word]
    stemmed = stem(word)
    return _BRITISH.sub("iz", stemmed) if "is" in stemmed[_BRITISH_FROM:] else stemmed


def phrase_stems(text: str, adjectives: Container[str]) -> tuple[str | None, ...]:
    """Return a phrasing as the stems that are matched, ``None`` for an ellipsis."""
    stems: list[str | None] = []
    for index, part in enumerate(re.split(r"\.\.\.|…", text)):
        if index:
            stems.append(None)
        stems += [phrase_stem(w, adjectives) for w in words(part) if w not in FILLERS]
    return tuple(stems)


def _add_names(
    names: dict[str, list[Form]],
    entity: str,
    kind: EntityType,
    own: Alias,
    aliases: Iterable[Alias],
) -> None:
    seen: set[str] = set()
    for position, alias in enumerate((own, *aliases)):
        key = compact(alias.text)
        if key not in seen:
            seen.add(key)
            is_name = position == 0
            form = Form(entity, kind, alias.text, is_name, alias.sense, alias.shared is not None)
            names[key].append(form)


def _phrases(
    entity: str,
    kind: EntityType,
    texts: Iterable[str],
    adjectives: Container[str],
    near: Mapping[str, frozenset[str]] | None = None,
) -> Iterator[Phrase]:
    for text in dict.fromkeys(texts):
        stems = phrase_stems(text, adjectives)
        if stems and stems[0] is not None:
            yield Phrase(entity, kind, stems, (near or {}).get(text, frozenset()))


def _rarity(weights: Weights) -> dict[str, float]:
    """Return how rare the words of four letters and more are in the example questions."""
    return {
        feature: weights.idf[place]
        for feature, place in weights.places.items()
        if len(feature) >= _FUZZY_MIN and feature.isalpha()
    }


def _concept_words(catalog: Catalog) -> set[str]:
    """Return the words of what nothing is claimed of, so that none is taken for a slip."""
    texts = [one.name for one in catalog.concepts.values()]
    texts += [alias.text for one in catalog.concepts.values() for alias in one.aliases]
    return {fold(word) for text in texts for word in words(text)}


def _vocabulary(catalog: Catalog) -> set[str]:
    """Return the longer words that phrases, cues and examples are made of."""
    texts = [need.name for need in catalog.needs.values()]
    texts += [text for need in catalog.needs.values() for text in need.phrasings]
    texts += [text for need in catalog.needs.values() for text in need.adjectives]
    texts += [topic.name for topic in catalog.topics.values()]
    texts += [alias.text for topic in catalog.topics.values() for alias in topic.aliases]
    for intent in catalog.intents:
        texts += [*intent.decisive, *intent.strong, *intent.weak]
    found = {word for text in texts for word in words(text)}
    return {fold(word) for word in found if len(word) >= _PHRASE_WORD_MIN and word.isalpha()}
