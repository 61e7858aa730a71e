"""The records of how people write and ask: names, ideas, sides of things, intents. Pure data."""

from enum import StrEnum
from typing import Literal

from bot.catalog.record import Record


class Sense(Record, frozen=True, kw_only=True):
    """When a name that is also a word means the technology.

    ``near``: words anywhere in the question that are evidence for it.
    ``never``: phrases that contain the name and mean something else.
    """

    near: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class Alias(Record, frozen=True, kw_only=True):
    """Another way to write a name.

    ``sense`` guards an alias that is also a word; ``shared: ask`` marks one that several
    entities have on purpose: the person is asked which they mean.
    """

    text: str
    sense: Sense | None = None
    shared: Literal["ask"] | None = None


class KnownName(Record, frozen=True, kw_only=True):
    """A technology that is recognised by name, with nothing claimed of it, or little.

    ``what`` is its class, a noun phrase without article: "message broker". ``told`` are the ids of
    the claims that are all there is on it, where a pack has them; ``instead`` is the component that
    took its place.
    """

    id: str
    name: str
    what: str
    aliases: tuple[Alias, ...] = ()
    sense: Sense | None = None
    told: tuple[str, ...] = ()
    instead: str | None = None


class ConceptKind(StrEnum):
    """What people do with a concept: put it into practice, choose one of it, or only be in it."""

    IDEA = "idea"
    CATEGORY = "category"  # a class of products, such as message brokers
    SETTING = "setting"  # what something is made as or runs on, such as a virtual machine


class Concept(Record, frozen=True, kw_only=True):
    """An idea of the field that is recognised, with nothing claimed of it.

    ``what`` is the class that it belongs to, as in "architecture pattern"; ``near`` the topic whose
    claims come nearest to it, if a pack has it.
    """

    id: str
    name: str
    what: str
    kind: ConceptKind = ConceptKind.IDEA
    aliases: tuple[Alias, ...] = ()
    near: str | None = None


class Aspect(Record, frozen=True, kw_only=True):
    """A side of components that people ask about, such as security.

    ``asked`` are ways to ask about it, ``told`` beginnings of the words by which claims speak of
    it; where it has a ``dimension``, the value there is the answer. ``alone`` are ways to ask that
    count where no need and no topic is named. ``near`` are topics that are told of where no claim
    speaks of it. ``needs`` are told of by this side of what no claim names for them. What claims
    say by the predicate ``says`` answers it whole, and comes first. What is ``of`` the whole, as
    an outlook, is told with what to take it for.
    """

    id: str
    name: str
    asked: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    dimension: str | None = None
    of: Literal["whole"] | None = None
    says: Literal["outlook"] | None = None


class Band(Record, frozen=True, kw_only=True):
    """A range of amounts, up to ``below``, or all that are more; ``needs`` are what it asks for."""

    id: str
    below: str | None = None
    needs: tuple[str, ...] = ()


class Measure(Record, frozen=True, kw_only=True):
    """What people state amounts of, such as messages a second, in bands that mean the same.

    ``counted`` are words for what there is so much of; of several words each stands somewhere in
    it: "concurrent user". ``per: second`` marks a rate, ``per: year`` what adds up: so much of it a
    day is what a year brings. Less than ``least`` of it, or what stands beside one of the words in
    ``never``, is no such amount. ``needs`` are those that an amount is also a phrasing of: it asks
    for them only where its band does.
    """

    id: str
    name: str
    counted: tuple[str, ...]
    bands: tuple[Band, ...]
    per: Literal["second", "year"] | None = None
    least: str | None = None
    never: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


class Tone(StrEnum):
    """What a pleasantry is, or what a question off topic is after."""

    COMPLAINT = "complaint"
    THANKS = "thanks"
    WHO = "who"  # asks who the bot is
    FAREWELL = "farewell"
    GREETING = "greeting"
    LEARNING = "learning"  # books, courses
    FAULT = "fault"  # something fails, and it is asked why
    PEOPLE = "people"  # who knows, jobs
    NEWS = "news"  # releases, prices
    CODE = "code"  # how something is written in a language
    ACTING = "acting"  # something is to be done
    OWN = "own"  # what a team has, decided or said
    ATTACK = "attack"  # how to get into what belongs to others
    OTHER = "other"


class ToneCues(Record, frozen=True, kw_only=True):
    """Phrases that give a pleasantry or a question off topic its tone."""

    tone: Tone
    cues: tuple[str, ...]


class Shown(Record, frozen=True, kw_only=True):
    """What the question of an intent is about that help shows to people, all by id."""

    components: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


class IntentData(Record, frozen=True, kw_only=True):
    """How people ask for one intent: cue phrases by strength, and whole example questions.

    Cues may use the placeholders that mentions are masked with (``<component>`` and so on).
    ``tones`` tell the texts of an intent apart; the first that matches counts. ``shown`` is the
    question that people are shown as an example.
    """

    id: str
    decisive: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    tones: tuple[ToneCues, ...] = ()
    shown: Shown | None = None
