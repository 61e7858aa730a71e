"""An answer in the making: collects claims, numbers their citations, and keeps track of both."""

import dataclasses
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from bot.answer.amounts import is_part_of_amount, on_amounts, weighed_amounts
from bot.answer.canonical import canonical, spoken_name
from bot.answer.case import is_said, is_told, speaking_of_case
from bot.answer.citing import Cited, citation, used
from bot.answer.facts import is_dated, stems_of
from bot.answer.likeness import Said
from bot.answer.model import (
    Answer,
    Block,
    Bullets,
    Cell,
    Name,
    Offer,
    Outcome,
    Paragraph,
    Phrase,
    Quoted,
    Reference,
    Statement,
    Table,
    UsedClaim,
)
from bot.answer.nearby import in_known_terms, weighable
from bot.answer.phrases import BY_OWN, Filler, Say, capitalised, fill, joined, listed, text_of
from bot.answer.short import short
from bot.catalog.model import SHIPPED_PACKS, Catalog, Claim
from bot.question.leftover import names_condition, names_requirement
from bot.question.model import Question
from bot.question.token import to_token

_MAX_OF_CASE, _MAX_LEFT = 2, 3
BRIEF = 120
"""The most words of an answer before its table, and of what comes after that."""


class Told(NamedTuple):
    """A claim to be told, after a phrase such as the name of what it speaks of."""

    claim: Claim
    lead: Phrase = ()


class Draft:
    """Blocks, citations and claims of one answer, added in reading order.

    ``question`` is the one ``asked``, or what it is taken for: in the terms that claims use of what
    it is about, and without the needs that are ``unweighed``: beside others, no claim speaks of
    them at all. ``closing`` phrases are said behind the rest, before what was not weighed.

    A ``brief`` answer leaves out what goes beyond :data:`BRIEF` words; "more" has the rest. No
    claim is told twice.
    """

    def __init__(
        self,
        catalog: Catalog,
        question: Question,
        *,
        brief: bool = True,
        asked: Question | None = None,
    ) -> None:
        self.catalog = catalog
        self.asked = asked or question
        self.question, unweighed = weighable(in_known_terms(question, catalog), catalog)
        self.unweighed = (*unweighed, *question.setting)
        self._brief = brief
        self._words = 0
        self._told: set[str] = set()
        self._said = Said()
        self._blocks: list[Block] = []
        self._cited: dict[str, Cited] = {}  # by source
        self._claims: dict[str, UsedClaim] = {}
        self.decided: dict[tuple[str, ...], list[str]] = {}  # by side and all sides
        self.closing: list[Phrase] = []
        self._left: list[Phrase] = []
        self._on_case: dict[tuple[str, ...], list[tuple[str, Claim]]] = {}  # by leads
        self._leads: list[str] = []
        self._rest: list[str] = []
        self._amounts_said = False

    def about(self, question: Question) -> "Draft":
        """Return the same draft, of another question from here on."""
        self.question = question
        return self

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added yet."""
        return not self._blocks

    @property
    def is_bare(self) -> bool:
        """Whether no claim was told yet."""
        return not self._told

    def say_amounts(self) -> None:
        """Say once what the amounts mean that the question states, if claims tell."""
        if self._amounts_said or not (self._brief and self.asked.amounts):
            return
        for surface, claim in on_amounts(self.catalog, self.asked, self._leads):
            self._amounts_said = True
            self.state(claim, (Quoted(surface),) if surface else ())

    def _after_lead(self) -> None:
        """Say what amounts mean next to what the answer leads with."""
        if self._claims:
            self.say_amounts()

    def say(self, phrase: Say, cites: Iterable[Claim] = (), **slots: Filler) -> None:
        """Add a fixed phrase on its own line, unless it stands there already.

        ``cites`` are claims that it sums up: one source is cited of each.
        """
        self._after_lead()
        self._put(
            fill(BY_OWN.get(phrase, phrase) if slots.get("packs") else phrase, **slots), cites
        )

    def _put(self, filled: Phrase, cites: Iterable[Claim] = ()) -> None:
        if any(isinstance(one, Paragraph) and one.phrase == filled for one in self._blocks):
            return
        numbers = dict.fromkeys(number for one in cites for number in self._cite_first(one))
        self._words += len(text_of(filled).split())
        self._blocks.append(Paragraph(filled, tuple(numbers)))

    def say_before(self, phrase: Say, **slots: Filler) -> None:
        """Say a fixed phrase before all the rest."""
        self._words += len(phrase.split())
        self._blocks.insert(0, Paragraph(fill(phrase, **slots)))

    def state(self, claim: Claim, lead: Phrase = ()) -> None:
        """Add a claim on its own line, unless it was told before."""
        self._after_lead()
        if claim.text not in self._told:
            self._words += len(claim.text.split()) + len(text_of(lead).split())
            self._blocks.append(self._statement(claim, lead))

    def bullets(
        self,
        heading: Phrase,
        items: Iterable[Told],
        most: int | None = None,
        leave: int = 0,
        over: Callable[[Sequence[Statement]], Phrase] | None = None,
    ) -> None:
        """Add a list of claims, as many as there is room for; what was told before is left out.

        ``leave`` words of the room are for what follows; ``over`` makes the heading anew of what is
        shown, where ``heading`` is that of all.
        """
        self._after_lead()
        words = len(text_of(heading).split())
        leave += self._for_left()
        shown: list[Statement] = []
        restated: set[str] = set()  # grounds of judgements in the list, which say them again
        for claim, lead in items:
            if len(shown) == most:
                break
            length = words + len(claim.text.split()) + len(text_of(lead).split())
            fits = not self._brief or self._words + length <= BRIEF - leave
            again = self._brief and (claim.id in restated or self._said.has(claim))
            past = self._brief and is_dated(claim) and not self.question.versions
            if claim.text in self._told or again or past or not fits:
                continue
            restated.update(claim.rests_on)
            words = 0
            self._words += length
            shown.append(self._statement(claim, lead))
        if not shown:
            return
        last = self._blocks[-1] if self._blocks else None
        if isinstance(last, Bullets) and last.heading == heading:  # it goes on
            shown = [*last.items, *shown]
            self._blocks.pop()
        self._blocks.append(Bullets(over(shown) if over else heading, tuple(shown)))

    def room(self) -> int:
        """Return the words that there is room for."""
        return BRIEF - self._words - self._for_left() if self._brief else sys.maxsize

    def has_room(self, claim: Claim, leave: int = 0) -> bool:
        """Tell whether a claim goes in where ``leave`` words are for what follows."""
        return len(claim.text.split()) + leave <= self.room()

    def has_told(self, claim: Claim) -> bool:
        """Tell whether a claim was told already."""
        return claim.text in self._told

    def repeats(self, claim: Claim) -> bool:
        """Tell whether a claim says nearly what was told already."""
        return self._said.has(claim)

    def has_named(self, entity_id: str) -> bool:
        """Tell whether something told is about an entity, or names it in a line of its own."""
        named = Name(self.name(entity_id))
        said = (one.phrase for one in self._blocks if isinstance(one, Paragraph))
        return self.has_told_on(entity_id) or any(named in one for one in said)

    def has_told_on(self, entity_id: str) -> bool:
        """Tell whether a claim that was told is about an entity."""
        return self._said.is_of(entity_id)

    def add(self, block: Block) -> None:
        """Add a block; what comes after a table has room of its own."""
        self._after_lead()
        self._blocks.append(block)
        if isinstance(block, Table):
            self._words = 0

    def _statement(self, claim: Claim, lead: Phrase) -> Statement:
        """Return a claim as a statement with its citations, noted as told."""
        self._told.add(claim.text)
        self._said.note(claim)
        if claim.text.startswith(text_of(capitalised(lead))):
            lead = capitalised(lead)  # it is the sentence's subject
        return Statement(claim.text, self.cite(claim), lead, claim.version, bool(claim.rests_on))

    def cell(self, claims: Sequence[Claim]) -> Cell | None:
        """Return the values of claims, of one pack each, as a table cell with its citations."""
        cells = [
            Cell(claim.value, self.cite(claim), claim.version)
            for claim in claims
            if claim.value is not None
        ]
        if len(cells) > 1:
            return dataclasses.replace(cells[0], further=tuple(cells[1:]))
        return cells[0] if cells else None

    def shared(self, sides: Sequence[Sequence[Claim]]) -> Cell | None:
        """Return the value that all sides have as one cell that cites every side's claims."""
        cells = [self.cell(claims) for claims in sides] if all(sides) else []
        if not cells or (first := cells[0]) is None:
            return None
        cited = (number for cell in cells if cell is not None for number in cell.citations)
        return dataclasses.replace(first, citations=tuple(dict.fromkeys(cited)))

    def cite(self, claim: Claim) -> tuple[int, ...]:
        """Note a claim as shown and return the numbers of its citations, or of its grounds'."""
        if (known := self._claims.get(claim.id)) is not None and known.told:
            return known.citations
        grounds = [self.catalog.claim(one) for one in claim.rests_on] or [claim]
        numbers = tuple(sorted({self._number(ground) for ground in grounds}))
        self._claims[claim.id] = used(claim, numbers)
        return numbers

    def _cite_first(self, claim: Claim) -> tuple[int, ...]:
        """Note a claim as summed up and return the number of its source, or of its first ground."""
        numbers = (self._number(self.catalog.claim((*claim.rests_on, claim.id)[0])),)
        if claim.id not in self._claims:
            self._claims[claim.id] = used(claim, numbers, told=False)
        return numbers

    def _number(self, claim: Claim) -> int:
        """Return the number of the source that a claim cites, noting the section."""
        cited = self._cited.get(claim.source)
        if cited is None:
            cited = self._cited[claim.source] = Cited(len(self._cited) + 1, claim.pack, {})
        cited.locators[claim.locator] = None
        return cited.number

    def lead_with(self, ids: Iterable[str]) -> None:
        """Note what the answer puts first, in order."""
        self._leads += [one for one in ids if one not in self._leads]

    def leave(self, ids: Iterable[str]) -> None:
        """Note what a list has no room for; "more" goes on with it."""
        self._rest += [one for one in ids if one not in self._rest]

    def leave_unweighed(self, names: Iterable[str]) -> None:
        """Note what of the case no claim speaks of: an answer ends with it."""
        self._left += [(name,) for name in names if (name,) not in self._left]

    @property
    def names_purpose(self) -> bool:
        """Whether the purpose that nobody described is told by its own words at the end."""
        return any(names_requirement(one, self.question) for one in self.question.left_over)

    def _for_left(self) -> int:
        """Return the words that closing phrases, what is said of the case and what is left take."""
        closing = sum(len(text_of(note).split()) for note in self.closing)
        left = [*(text_of(one) for one in self._left), *self.question.left_over]
        of_case = sum(len(one.claim.text.split()) + 1 for one in self._of_case())
        unweighed = sum(len(one.split()) + 1 for one in left)
        return closing + (len(Say.NOT_WEIGHED.split()) + unweighed + of_case if left else 0)

    def _of_case(self) -> list[Told]:
        """Return what claims on the leads say of the case, told in words of the question's own."""
        leads, own = tuple(self._leads), self._own_words()
        if leads not in self._on_case:  # every list asks how much room to leave
            found = speaking_of_case(self.catalog, leads, self.question.left_over)
            self._on_case[leads] = list(found)
        said = [(phrase, c) for phrase, c in self._on_case[leads] if c.text not in self._told]
        return [Told(c, (Quoted(one),)) for one, c in said if one in own][:_MAX_OF_CASE]

    def _own_words(self) -> list[str]:
        """Return what the question says of its case in words of its own that nothing told has."""
        said = self.stems_said()
        left = [one for one in self.question.left_over if not is_said(one, said)]
        stated = weighed_amounts(self.catalog, self.asked, self._leads)
        return [one for one in left if not is_part_of_amount(one, stated)]

    def stems_said(self) -> set[str]:
        """Return the stems of what was told so far."""
        return {one for claim in self._claims.values() for one in stems_of(claim.text)}

    def _say_left(self) -> None:
        """Say what was not weighed, with what the question says of its case in words of its own."""
        of_case = self._of_case()
        self.bullets(fill(Say.ON_CASE), of_case, leave=-self._for_left())
        told = {text_of(one.lead) for one in of_case if one.claim.text in self._told}
        said = self.stems_said()
        left = [one for one in self._left if not is_told(self.catalog, text_of(one), said)]
        own = [one for one in self._own_words() if one not in told]
        left += [(Quoted(one),) for one in own if names_condition(one, self.question)]
        if left:
            self.say(Say.NOT_WEIGHED, needs=joined(left[:_MAX_LEFT]))

    def name(self, entity_id: str) -> str:
        """Return an entity's name as it stands in a sentence: of a kind, its plural."""
        return spoken_name(entity_id, self.catalog)

    def names(self, ids: Iterable[str], joiner: Say = Say.AND) -> Phrase:
        """Return the entities' names as a list in words."""
        return listed((self.name(one) for one in ids), joiner)

    def packs(self, claims: Sequence[Claim]) -> str:
        """Return the names of the packs of these claims if a team's own is among them, else ""."""
        if (wanted := {claim.pack for claim in claims}).issubset(SHIPPED_PACKS):
            return ""
        return text_of(listed(p.name for p in self.catalog.packs if p.id in wanted))

    def finish(
        self,
        outcome: Outcome,
        options: Sequence[Question] = (),
        suggestions: Sequence[Question] = (),
    ) -> Answer:
        """Return the answer."""
        if outcome is Outcome.ANSWERED:
            self.say_amounts()
        for note in self.closing:
            self._put(note)
        if outcome is Outcome.ANSWERED or (self.question.unclear and self.question.left_over):
            self._say_left()
        asked = self.offer(self.asked)
        further = (
            self.labelled(replace(one, unknown=(), recognised=(), concepts=()))
            for one in suggestions
        )
        return Answer(
            intent=self.question.intent,
            outcome=outcome,
            question=asked,
            blocks=tuple(self._blocks),
            knowledge=self.catalog.version,
            citations=tuple(citation(self.catalog, *one) for one in self._cited.items()),
            claims=tuple(self._claims.values()),
            leads=self._references(self._leads),
            comparable=self._comparable(outcome),
            options=tuple(dict.fromkeys(self.labelled(one) for one in options)),
            # What can't be asked for has no words of its own.
            suggestions=tuple(
                one
                for one in dict.fromkeys(further)
                if one.text != asked.text or self.question.intent == "out_of_scope"
            ),
            rest=self._references(self._rest),
        )

    def _references(self, ids: Iterable[str]) -> tuple[Reference, ...]:
        return tuple(Reference(one, self.catalog.entity(one).name) for one in ids)

    def _comparable(self, outcome: Outcome) -> Reference | None:
        """Return the component that the answer is about, if it is about one alone."""
        about = self.question.components
        if outcome is not Outcome.ANSWERED or len(about) != 1:
            return None
        return Reference(about[0], self.catalog.components[about[0]].name)

    def offer(self, question: Question) -> Offer:
        """Return a question as one that can be asked next."""
        text = canonical(question, self.catalog)
        return Offer(text, text, to_token(question, self.catalog.version))

    def labelled(self, question: Question) -> Offer:
        """Return a question as one that can be asked next, with short words for its button."""
        return dataclasses.replace(
            self.offer(question), label=short(question, self.question, self.catalog)
        )
