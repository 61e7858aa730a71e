"""The one answer model that every renderer shows. Pure data.

Words reach a person in two ways only: as :class:`Statement` (a claim, with its citation) and
as fixed phrases from :mod:`bot.answer.phrases` around names, which cite the claims that they sum
up.
"""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    DECLINED = "declined"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a component, kind, topic or need inside a phrase; shown with emphasis."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """The person's own words inside a phrase; renderers escape them."""

    text: str


Inline = str | Name | Quoted
Phrase = tuple[Inline, ...]
"""A fixed phrase with names and quotes put into its slots."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Claims shown in one line: their words, and the numbers of their citations.

    ``lead`` is a phrase before the words, such as the name of what is spoken of. ``version`` is
    what the words hold for; ``judged`` tells a judgement, whose citations are its grounds.
    """

    text: str
    citations: tuple[int, ...]
    lead: Phrase = ()
    version: str | None = None
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A phrase on its own line, with the numbers of what is cited for it."""

    phrase: Phrase
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of statements under a heading phrase."""

    heading: Phrase
    items: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a table with its citations; ``None`` in its place means nobody says.

    ``further`` are the values that other packs give, where they differ.
    """

    text: str
    citations: tuple[int, ...]
    version: str | None = None
    further: tuple["Cell", ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Values by dimension (rows) and subject (columns); each row has a cell a column.

    ``alike`` are the dimensions on which all subjects have the same value, with that value.
    """

    heading: Phrase
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]
    alike: tuple[tuple[str, Cell], ...] = ()


Block = Statement | Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as cited: ``number`` as shown, the sections used, and whose claims rest on it.

    ``pack`` is the name of theirs, ``checked`` the day on which the source was last read.
    """

    number: int
    title: str
    author: str | None
    publisher: str
    locators: tuple[str, ...]
    url: str | None
    pack: str
    checked: str | None


@dataclass(frozen=True, slots=True)
class UsedClaim:
    """A claim that the answer rests on, with the numbers of what it cites.

    ``rests_on`` are the claims that a judgement rests on. What isn't ``told`` is summed up by a
    phrase that cites it, and its words are not shown.
    """

    id: str
    text: str
    source: str
    locator: str
    citations: tuple[int, ...]
    version: str | None = None
    rests_on: tuple[str, ...] = ()
    told: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """An entity by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that can be asked next: in words, and as a button carries it.

    ``label`` are its words on a button. ``token`` holds the question itself and the version of
    the knowledge (:mod:`bot.question.token`).
    """

    text: str
    label: str
    token: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question.

    ``blocks`` are in reading order, the first of them the answer in one sentence. ``leads`` is
    what the answer puts first; ``question`` is the one that was answered, ``options`` are
    readings to choose from and ``suggestions`` questions to go on with, all in canonical words.
    ``why`` asks what the answer rests on, ``more`` what else there is; ``None`` where nothing is.
    ``comparable`` is the one component that the answer is about, to be compared with others;
    ``readings`` are what could have been meant instead, ``rest`` what it left out of a list.
    """

    intent: str
    outcome: Outcome
    question: Offer
    blocks: tuple[Block, ...]
    knowledge: str
    citations: tuple[Citation, ...] = ()
    claims: tuple[UsedClaim, ...] = ()
    leads: tuple[Reference, ...] = ()
    options: tuple[Offer, ...] = ()
    suggestions: tuple[Offer, ...] = ()
    why: Offer | None = None
    more: Offer | None = None
    comparable: Reference | None = None
    readings: tuple[Offer, ...] = ()
    rest: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """What can be looked up of one sort, such as the components of a layer.

    ``known`` are the names of those that most is claimed of.
    """

    heading: Phrase
    entries: tuple[Reference, ...]
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A part of all that is known of a component or topic, counted from 0.

    ``others`` are what to look up from there.
    """

    id: str
    name: str
    answer: Answer
    part: int
    is_last: bool
    others: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class AskForm:
    """A form to ask by: a text, or things to compare, and needs to choose from.

    ``first`` is chosen already.
    """

    text: str
    needs: tuple[Reference, ...]
    first: Reference | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """What there is to ask about, for who comes without a question.

    ``recent`` are questions that they asked before, ``news`` what came to the knowledge, the latest
    first.
    """

    about: Phrase
    examples: tuple[Offer, ...]
    shelves: tuple[Shelf, ...]
    knowledge: str
    recent: tuple[Offer, ...] = ()
    news: tuple[Shelf, ...] = ()
