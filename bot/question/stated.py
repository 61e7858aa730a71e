"""The amounts that a question states, and what so much of it asks for."""

from msgspec.structs import replace

from bot.question.amounts import amounts_in
from bot.question.language import Language
from bot.question.model import Question
from bot.question.reading import Reading

_CHOICES = frozenset({"compare", "recommend"})


def with_amounts(question: Question, whole: Reading, text: str, language: Language) -> Question:
    """Return a question with the amounts that a text states, and with what much of it asks for.

    It asks for what something that is asked about is made for, or what is of the kind asked for.
    """
    measures = language.lexicon.measures.values()
    stated = amounts_in(text, whole.tokens, measures)
    if not stated:
        return question
    before = [surface for _, surface in question.amounts if surface]  # of a thread
    wanted = dict.fromkeys(need for one in stated for need in one.band.needs)
    of_kinds = [one for one, of in language.kinds.of.items() if not of.isdisjoint(question.kinds)]
    made = {need for c in question.components or of_kinds for need in language.made_for.get(c, ())}
    more = [need for need in wanted if need in made and need not in question.needs]
    if question.intent not in _CHOICES:
        more = []
    return replace(
        question,
        needs=(*question.needs, *more),
        left_over=tuple(p for p in question.left_over if not any(p in one for one in before)),
        amounts=tuple(
            (
                f"{one.measure.id}.{one.band.id}",
                text[whole.tokens[one.first].start : whole.tokens[one.last].end],
            )
            for one in stated
        ),
    )
