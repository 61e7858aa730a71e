"""The records of the knowledge base. Pure data: no I/O, no behaviour beyond lookups.

Ids are unique over all packs and stay. What a person is told is the ``text`` of a :class:`Claim`.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import Literal

import msgspec

from bot.catalog.learned import Weights
from bot.catalog.memo import Memo, once
from bot.catalog.news import News
from bot.catalog.record import Record
from bot.catalog.wording import Alias, Aspect, Concept, IntentData, KnownName, Measure, Sense

SHIPPED_PACKS = ("guide", "beyond")
"""The packs that come with the bot, in the order in which they have their say."""


class Says(StrEnum):
    """What a claim says of its subjects (its predicate)."""

    IS = "is"  # what the subject is, in one sentence
    STRENGTH = "strength"
    TRADEOFF = "tradeoff"
    FITS = "fits"  # suits each of ``needs``
    WRONG_FOR = "wrong_for"  # does not suit any of ``needs``
    VALUE = "value"  # has ``value`` on ``dimension``
    BUILT_FOR = "built_for"  # runs on or extends ``object``
    PAIRS = "pairs"  # works together with ``object``
    SERVES = "serves"  # puts the topic ``object`` into practice
    SEPARATES = "separates"  # what tells its subjects apart, each an alternative to the others
    MOVE = "move"  # whether, and how, to go from the first subject to the second
    PICK = "pick"  # when to take which of its subjects for each of ``needs``
    SHAPE = "shape"  # what an application for ``needs`` is made of, beside what it is written in
    ASIDE = "aside"  # of a known name near the subject; told only where that is named
    OUTLOOK = "outlook"  # whether to count on the subject from here on
    VERDICT = "verdict"  # what to take the subject for, and for what not
    AMOUNT = "amount"  # what such an amount means for the subject; told only where one is stated
    PRACTICE = "practice"  # what to do, under a topic
    GAP = "gap"  # what the source leaves out


Degree = Literal["core"]
"""How well something fits a need: core is what it is made for."""

Stage = Literal["growth"]
"""When something comes up: as an application grows, rather than at its start."""


class Source(Record, frozen=True, kw_only=True):
    """Where claims come from.

    ``locators`` are the sections a claim may cite; none means any. ``checked`` is the day on
    which the source was last opened and read, as YYYY-MM-DD.
    """

    id: str
    title: str
    publisher: str
    author: str | None = None
    url: str | None = None
    checked: str | None = None
    locators: tuple[str, ...] = ()


class Pack(Record, frozen=True, kw_only=True):
    """A directory of knowledge. ``name`` is how answers refer to it, as in "the guide".

    A pack whose ``review`` is full is held to the rules of :mod:`bot.catalog.review` too.
    """

    id: str
    name: str
    title: str
    edition: str
    review: Literal["full"] | None = None


class Layer(Record, frozen=True, kw_only=True):
    """A layer of a backend stack, in the order people read them."""

    id: str
    name: str


class Kind(Record, frozen=True, kw_only=True):
    """A class of components, such as "relational database".

    Kinds with the same root (see :meth:`Catalog.job`) do the same job and can be weighed
    against each other. ``covers: layer`` takes in every component on the kind's layer. ``need``
    is what one is wanted for: "is X good as a message broker?" asks for that of another kind.
    ``stack: never`` marks what no layer of a stack is made of, with the kinds below it.
    """

    id: str
    name: str
    plural: str
    layer: str
    parent: str | None = None
    covers: Literal["layer"] | None = None
    need: str | None = None
    stack: Literal["never"] | None = None
    aliases: tuple[Alias, ...] = ()


class Dimension(Record, frozen=True, kw_only=True):
    """A named property on which components are compared.

    ``kinds`` are those, with all below them, that have it; none means all. ``values`` are its
    vocabulary, of which a claim's value has one or several, joined by ", "; none means any text.
    ``place: last`` marks one that is shown only where more telling ones are few, and one side has
    one of the values that are ``telling``, if any are.
    """

    id: str
    name: str
    kinds: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    place: Literal["last"] | None = None
    telling: tuple[str, ...] = ()


class Component(Record, frozen=True, kw_only=True):
    """A language, framework, store, tool or service."""

    id: str
    name: str
    kind: str
    pack: str
    aliases: tuple[Alias, ...] = ()
    sense: Sense | None = None


class Topic(Record, frozen=True, kw_only=True):
    """A practice or concept, such as "caching". ``stage: growth`` marks one that can wait.

    ``need`` is what a team wants that puts it into practice: "background jobs" are a practice
    to ask about, and a need to choose a component for. ``related`` are topics to go on with.
    ``chooses`` are kinds of components that the topic tells how to choose among.
    """

    id: str
    name: str
    pack: str
    aliases: tuple[Alias, ...] = ()
    stage: Stage | None = None
    need: str | None = None
    related: tuple[str, ...] = ()
    chooses: tuple[str, ...] = ()


class Need(Record, frozen=True, kw_only=True):
    """Something a team wants from a component; ``phrasings`` are ways people say it.

    An ellipsis (``...``) in a phrasing stands for up to three words. ``stage: growth`` marks
    a need that comes as an application grows. ``quality: any`` marks what is wanted of anything,
    such as low cost: beside a purpose, it names nothing that doesn't serve the purpose.

    ``adjectives`` say so of what they stand with, as written: "a managed queue". What has one of
    the ``values`` on the ``dimension`` meets the need. ``near`` are needs that stand in for it,
    the nearest first, where no claim on what is asked about speaks of it.
    """

    id: str
    name: str
    pack: str
    phrasings: tuple[str, ...] = ()
    stage: Stage | None = None
    quality: Literal["any"] | None = None
    adjectives: tuple[str, ...] = ()
    dimension: str | None = None
    values: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class Claim(Record, frozen=True, kw_only=True):
    """One reviewed statement: ``text`` stands alone and is shown word for word.

    ``about`` are the ids it is stated of. ``needs``, ``dimension`` with ``value``, and
    ``object`` are filled as :class:`Says` asks; a value has the needs that it meets; a need that a
    component is made for is a fit of ``degree`` core. ``version`` tells which versions it holds
    for, as in "4.0 and later", and ``review_by`` the day by which it is to be read again, as
    YYYY-MM-DD. ``reread`` is the day on which somebody else than its
    writer compared it with its source. ``place`` is where it is written: the file within its pack
    and the line, as in "components/redis.yaml:7".

    ``amounts`` are the bands that it speaks of, each after its measure: "data-size.large".

    A claim that ``rests_on`` others, by their ids, is a judgement of the pack's editors; its
    source and section are those of the first.
    """

    id: str
    about: tuple[str, ...]
    says: Says
    text: str
    source: str
    locator: str
    pack: str
    place: str
    needs: tuple[str, ...] = ()
    degree: Degree | None = None
    dimension: str | None = None
    value: str | None = None
    object: str | None = None
    version: str | None = None
    review_by: str | None = None
    reread: str | None = None
    rests_on: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()


Entity = Component | Kind | Topic | Need


class Catalog(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All that is known, in memory. ``version`` names the exact state of the sources."""

    version: str
    packs: tuple[Pack, ...] = ()
    sources: dict[str, Source] = {}
    layers: tuple[Layer, ...] = ()
    kinds: dict[str, Kind] = {}
    dimensions: dict[str, Dimension] = {}
    components: dict[str, Component] = {}
    topics: dict[str, Topic] = {}
    needs: dict[str, Need] = {}
    claims: tuple[Claim, ...] = ()
    intents: tuple[IntentData, ...] = ()
    news: tuple[News, ...] = ()
    names: dict[str, KnownName] = {}  # recognised, but nothing is known of them
    concepts: dict[str, Concept] = {}  # recognised, but nothing is known of them
    aspects: dict[str, Aspect] = {}
    measures: dict[str, Measure] = {}
    words: frozenset[str] = frozenset()  # common words, lower case: never repaired into names
    weights: Weights = msgspec.field(default_factory=Weights)

    def __repr__(self) -> str:
        return f"Catalog(version={self.version!r})"  # the whole would be megabytes

    def entity(self, entity_id: str) -> Entity:
        """Return the component, kind, topic or need of that id; ``KeyError`` if none."""
        for table in (self.components, self.kinds, self.topics, self.needs):
            if entity_id in table:
                return table[entity_id]
        raise KeyError(entity_id)

    def claim(self, claim_id: str) -> Claim:
        """Return the claim of that id; ``KeyError`` if none."""
        return self._by_id[claim_id]

    def claims_of(self, ids: Iterable[str]) -> list[Claim]:
        """Return the claims of these ids, as far as there are such."""
        return [self._by_id[one] for one in ids if one in self._by_id]

    def pack_name(self, pack_id: str) -> str:
        """Return how answers refer to a pack; ``KeyError`` if there is none."""
        return next(pack.name for pack in self.packs if pack.id == pack_id)

    @once
    def claims_about(self, entity_id: str, *says: Says) -> tuple[Claim, ...]:
        """Return the claims about an entity in pack and file order, of these predicates."""
        found = self._by_subject.get(entity_id, ())
        return tuple(one for one in found if not says or one.says in says)

    @once
    def claims_naming(self, entity_id: str) -> tuple[Claim, ...]:
        """Return the claims for which an entity is named: what it fits, serves, or meets."""
        named = self.claims_about(entity_id, Says.FITS, Says.SERVES)
        values = self.claims_about(entity_id, Says.VALUE)
        return (*named, *(claim for claim in values if claim.needs))

    @once
    def claims_for(self, need_id: str, *says: Says) -> tuple[Claim, ...]:
        """Return the claims that speak of a need, of these predicates."""
        found = (claim for claim in self.claims if need_id in claim.needs)
        return tuple(claim for claim in found if not says or claim.says in says)

    @once
    def claims_on_amount(self, amount: str) -> tuple[Claim, ...]:
        """Return the claims that speak of a band of a measure, as in "data-size.large"."""
        return tuple(one for one in self.claims if amount in one.amounts)

    def kind_chain(self, kind_id: str) -> Iterator[str]:
        """Yield the kind's id and those of its parents, nearest first."""
        current: str | None = kind_id
        while current is not None:
            yield current
            current = self.kinds[current].parent

    def is_a(self, component_id: str, kind_id: str) -> bool:
        """Tell whether the component is of that kind, or of one that it takes in."""
        own, wanted = self.kinds[self.components[component_id].kind], self.kinds[kind_id]
        return kind_id in self.kind_chain(own.id) or (
            wanted.covers is not None and own.layer == wanted.layer
        )

    @once
    def job(self, entity_id: str) -> str:
        """Return what an entity can be weighed against: its root kind, or its own id."""
        if entity_id in self.components:
            entity_id = self.components[entity_id].kind
        if entity_id in self.kinds:
            return list(self.kind_chain(entity_id))[-1]
        return "topic" if entity_id in self.topics else "need"

    @once
    def members(self, kind_id: str) -> tuple[Component, ...]:
        """Return the components of that kind or of kinds below it, in name order."""
        found = (c for c in self.components.values() if self.is_a(c.id, kind_id))
        return tuple(sorted(found, key=lambda c: c.name.casefold()))

    @cached_property
    def _by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def graded_packs(self) -> frozenset[str]:
        """The packs whose claims tell what something is made for from what it also does."""
        return frozenset(pack.id for pack in self.packs if pack.review)

    @cached_property
    def memo(self) -> Memo:
        """What queries found before."""
        return {}

    @cached_property
    def _by_subject(self) -> dict[str, list[Claim]]:
        return _grouped((subject, claim) for claim in self.claims for subject in claim.about)


def _grouped(pairs: Iterable[tuple[str, Claim]]) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for key, claim in pairs:
        groups.setdefault(key, []).append(claim)
    return groups
