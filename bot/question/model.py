"""What was understood of a text. Pure data.

What a text has many of is a named tuple, which is made in a third of the time.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

import msgspec

from bot.catalog.wording import Tone

CONTRASTING = frozenset("vs versus different difference differ differs compared".split())
"""Words in a practice's name that tell two sides of it apart."""


class EntityType(StrEnum):
    """What a mention can be linked to."""

    COMPONENT = "component"
    KIND = "kind"
    TOPIC = "topic"
    NEED = "need"
    CONCEPT = "concept"  # an idea that nothing is claimed of
    CATEGORY = "category"  # a class of products that nothing is claimed of
    UNKNOWN = "unknown"  # a technology that no pack names


class Strategy(StrEnum):
    """How a surface form was linked, from surest to least sure."""

    EXACT = "exact"  # the name as written in the knowledge
    ALIAS = "alias"
    FOLDED = "folded"  # the same letters, spaced, inflected or versioned otherwise
    FUZZY = "fuzzy"  # a typo under the limit for its length


class Role(StrEnum):
    """What a mentioned component is to the question."""

    ASKED = "asked"
    EXCLUDED = "excluded"
    BACKGROUND = "background"  # said around the question, not in it
    USED = "used"  # told to be in use, or known


class Detail(StrEnum):
    """How much of an answer is asked for."""

    ANSWER = "answer"
    WHY = "why"  # what the answer rests on
    MORE = "more"  # what else is known of what it leads with


class Candidate(NamedTuple):
    """An entity that a mention may mean."""

    entity: str
    type: EntityType
    strategy: Strategy


class Mention(NamedTuple):
    """A stretch of the text, ``text[start:end]``, that names something.

    One candidate is a link; several are a tie that only the person can break; none is a
    name that nothing known answers to (type unknown), unless it is a name ``recognised`` by
    its id without anything being claimed of it. A ``doubtful`` one may be an ordinary word:
    nothing around it speaks for the name.
    """

    start: int
    end: int
    surface: str
    candidates: tuple[Candidate, ...]
    role: Role = Role.ASKED
    recognised: str | None = None
    doubtful: bool = False

    @property
    def entity(self) -> str | None:
        """The linked entity's id, or ``None`` on a tie or an unknown name."""
        return self.candidates[0].entity if len(self.candidates) == 1 else None

    @property
    def type(self) -> EntityType:
        """The type of what is named."""
        return self.candidates[0].type if self.candidates else EntityType.UNKNOWN


class Evidence(NamedTuple):
    """Why an intent scored: the cue or example that matched, and what it added (0 to 1)."""

    reason: str
    detail: str
    weight: float


class RankedIntent(NamedTuple):
    """An intent with its score (0 to 1) and the evidence for it."""

    intent: str
    score: float
    evidence: tuple[Evidence, ...] = ()


class Question(msgspec.Struct, frozen=True, eq=False, gc=False, omit_defaults=True):
    """A question as understood: an intent over entities, needs and constraints.

    ``components`` are asked about, in order of mention; ``excluded`` are ruled out. ``unknown``
    holds names that no pack knows, as written, and ``recognised`` those of them that are known by
    name, with their ids; ``concepts`` ideas that nothing is claimed of,
    ``unwanted`` needs that are said not to matter.
    ``against`` asks for the downsides alone, ``closed`` for a yes or no about the component;
    ``unclear`` says what it is for, or what is to be listed, in words that nobody described.
    ``tone`` tells pleasantries apart; ``detail`` asks about the answer to all the rest, of which
    ``page`` counts how often more was asked for before, and ``doubted`` are components that it
    didn't lead with: "why not X?". ``purpose`` is what the components are to be used for, as in
    "Node or Go for WebSockets": it gave the needs.
    ``setting`` are needs of what the thing wanted is a part of: "monitoring for a payment service".
    ``aspects`` are the sides of the components that are asked about; ``lacking`` chooses by what
    something hasn't got. ``words`` are the stems of what is said beyond names and
    the usual words of questions, ``odd`` if some are hardly known from questions at all; both
    order what is told, so they make no other question; ``worded`` is how the practices are named.
    ``left_over`` is what is said of the case that is linked to nothing, ``around`` the stems of
    what the sentences around a question tell.
    ``counts`` asks how many or how much, ``pros`` and ``cons`` for what speaks for and against,
    ``explained`` to have a practice explained, or why something is used, ``timed`` when to do a
    practice, ``joint`` whether its two components go together, ``both`` if not to take the two,
    ``judged`` whether something is worth it as a whole, ``sparing`` if less would do,
    ``moves`` whether to change for another,
    ``tuned`` how to set up or tune what is named, ``whether`` if to do a practice at all,
    or for a yes or no on a side,
    ``year`` a year that it asks of.
    ``versions`` are the components that are named with one, each with the first part of it,
    ``carried`` what a follow-up didn't name and is asked of all the same. ``amounts`` are those
    stated, such as "300 GB", each as a band ("data-size.medium") and as written.

    Two questions are equal that ask for the same, however it was said (:data:`MANNER`).
    """

    intent: str
    components: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    recognised: tuple[tuple[str, str], ...] = ()
    concepts: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    against: bool = False
    closed: bool = False
    unclear: bool = False
    tone: Tone = Tone.OTHER
    detail: Detail = Detail.ANSWER
    page: int = 0
    doubted: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    lacking: bool = False
    words: tuple[str, ...] = ()
    worded: tuple[str, ...] = ()
    odd: bool = False
    left_over: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    counts: bool = False
    pros: bool = False
    cons: bool = False
    explained: bool = False
    timed: bool = False
    joint: bool = False
    both: bool = False
    judged: bool = False
    sparing: bool = False
    tuned: bool = False
    whether: bool = False
    year: int = 0
    moves: bool = False
    versions: tuple[tuple[str, str], ...] = ()
    carried: tuple[str, ...] = ()
    amounts: tuple[tuple[str, str], ...] = ()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Question) and _ASKED(self) == _ASKED(other)

    def __hash__(self) -> int:
        return hash((self.intent, self.components, self.kinds, self.topics, self.needs))

    @property
    def subjects(self) -> tuple[str, ...]:
        """All entities but needs, components first."""
        return (*self.components, *self.kinds, *self.topics)

    @property
    def of_one(self) -> bool:
        """Whether a yes or no would be about one component as such.

        It isn't where something else is named, ruled out or weighed, or where it is asked what is
        against it.
        """
        beside = self.undescribed or self.excluded or self.against
        weighs = self.intent in {"compare", "alternatives"}
        return len(self.components) == 1 and not (beside or weighs)

    @property
    def undescribed(self) -> tuple[str, ...]:
        """What is named without anything being claimed of it."""
        return (*self.unknown, *self.concepts)


MANNER = frozenset(
    "words worded odd left_over around counts pros cons explained timed both judged sparing tuned"
    " whether year moves versions carried amounts".split()
)
"""The fields that say how something was asked: they order what is told."""
_ASKED = attrgetter(*(name for name in Question.__struct_fields__ if name not in MANNER))


class Trace(NamedTuple):
    """How a text was understood, for ``--explain``."""

    mentions: tuple[Mention, ...] = ()
    masked: str = ""
    ranking: tuple[RankedIntent, ...] = ()
    from_context: tuple[str, ...] = ()  # what the thread filled in


@dataclass(frozen=True, slots=True)
class Understanding:
    """The reading of a text, how sure it is (0 to 1), and the readings to choose from.

    ``options`` is filled when several readings are too close to choose between; ``question``
    is then the likeliest of them. ``further`` are questions that the text asks besides,
    ``readings`` what it could mean instead.
    """

    text: str
    question: Question
    confidence: float
    options: tuple[Question, ...] = ()
    further: tuple[Question, ...] = ()
    readings: tuple[Question, ...] = ()
    truncated: bool = False
    trace: Trace = field(default_factory=Trace)


@dataclass(frozen=True, slots=True)
class Context:
    """What a thread is about: the last question understood in it.

    ``leads`` are the components that its answer led with, ``options`` the readings that it left
    to choose from, ``choices`` the components that people count in ("the second one"), and
    ``discussed`` all components of the thread, the latest last.
    """

    question: Question
    leads: tuple[str, ...] = ()
    options: tuple[Question, ...] = ()
    choices: tuple[str, ...] = ()
    discussed: tuple[str, ...] = ()
