"""An answer in the making: collects claims, numbers their citations, and keeps track of both."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answer.canonical import canonical, spoken_name
from bot.answer.model import (
    Answer,
    Block,
    Bullets,
    Cell,
    Citation,
    Offer,
    Outcome,
    Paragraph,
    Phrase,
    Reference,
    Statement,
    UsedClaim,
)
from bot.answer.phrases import Filler, Say, fill, listed, text_of
from bot.catalog.model import Catalog, Claim
from bot.question.model import Question
from bot.question.token import to_token


class Draft:
    """Blocks, citations and claims of one answer, added in reading order."""

    def __init__(self, catalog: Catalog, question: Question) -> None:
        self.catalog = catalog
        self.question = question
        self._blocks: list[Block] = []
        self._citations: dict[tuple[str, str], Citation] = {}
        self._claims: dict[str, UsedClaim] = {}
        self._leads: list[str] = []

    def say(self, phrase: Say, **slots: Filler) -> None:
        """Add a fixed phrase on its own line."""
        self._blocks.append(Paragraph(fill(phrase, **slots)))

    def state(self, claim: Claim, lead: Phrase = ()) -> None:
        """Add a claim on its own line."""
        self._blocks.append(self.statement(claim, lead))

    def bullets(self, heading: Phrase, items: Iterable[Statement]) -> None:
        """Add a list of statements, unless it is empty; the same words come once."""
        unique = {(item.lead, item.text): item for item in items}
        if unique:
            self._blocks.append(Bullets(heading, tuple(unique.values())))

    def add(self, block: Block) -> None:
        """Add a block."""
        self._blocks.append(block)

    def statement(self, claim: Claim, lead: Phrase = ()) -> Statement:
        """Return a claim as a statement with its citation."""
        return Statement(claim.text, self.cite(claim), lead)

    def cell(self, claim: Claim | None) -> Cell | None:
        """Return the value of a claim as a table cell with its citation."""
        if claim is None or claim.value is None:
            return None
        return Cell(claim.value, self.cite(claim))

    def cite(self, *claims: Claim) -> tuple[int, ...]:
        """Note claims as shown and return the numbers of their citations."""
        numbers = []
        for claim in claims:
            self._claims[claim.id] = UsedClaim(claim.id, claim.text, claim.source, claim.locator)
            key = claim.source, claim.locator
            if key not in self._citations:
                source = self.catalog.sources[claim.source]
                self._citations[key] = Citation(
                    number=len(self._citations) + 1,
                    title=source.title,
                    author=source.author,
                    publisher=source.publisher,
                    locator=claim.locator,
                    url=source.url,
                )
            numbers.append(self._citations[key].number)
        return tuple(dict.fromkeys(numbers))

    def lead_with(self, ids: Iterable[str]) -> None:
        """Note the entities that the answer puts first, in order."""
        self._leads += [one for one in ids if one not in self._leads]

    def name(self, entity_id: str) -> str:
        """Return an entity's name as it stands in a sentence: of a kind, its plural."""
        return spoken_name(entity_id, self.catalog)

    def names(self, ids: Iterable[str], joiner: Say = Say.AND) -> Phrase:
        """Return the entities' names as a list in words."""
        return listed((self.name(one) for one in ids), joiner)

    def packs(self, claims: Sequence[Claim] = ()) -> str:
        """Return the names of the packs of these claims, or of all where there are none."""
        wanted = {claim.pack for claim in claims}
        found = [p.name for p in self.catalog.packs if p.id in wanted or not wanted]
        return text_of(listed(found))

    def finish(
        self,
        outcome: Outcome,
        options: Sequence[Question] = (),
        suggestions: Sequence[Question] = (),
    ) -> Answer:
        """Return the answer."""
        asked = self.offer(self.question)
        further = (
            self.offer(replace(one, unknown=(), recognised=(), concepts=())) for one in suggestions
        )
        return Answer(
            intent=self.question.intent,
            outcome=outcome,
            question=asked,
            blocks=tuple(self._blocks),
            knowledge=self.catalog.version,
            citations=tuple(self._citations.values()),
            claims=tuple(self._claims.values()),
            leads=tuple(Reference(one, self.catalog.entity(one).name) for one in self._leads),
            options=tuple(dict.fromkeys(self.offer(one) for one in options)),
            suggestions=tuple(one for one in dict.fromkeys(further) if one.text != asked.text),
        )

    def offer(self, question: Question) -> Offer:
        """Return a question as one that can be asked next."""
        return Offer(canonical(question, self.catalog), to_token(question, self.catalog.version))
