"""How many or how much: that no number is known, then what is said that bears on it."""

from bot.answer.decline import note_unknown
from bot.answer.draft import Draft
from bot.answer.facts import claims_against, separating, speaking_of
from bot.answer.model import Answer, Outcome
from bot.answer.phrases import Say
from bot.question.model import Question

_MAX_SUBJECTS = 2
_MAX_SAID = 2


def number(draft: Draft) -> Answer:
    """Answer a question for a number with what is said on its words, and recommend nothing."""
    catalog, question = draft.catalog, draft.question
    subjects = question.components[:_MAX_SUBJECTS]
    said = [claim for one in subjects for claim in claims_against(catalog, one, question.needs)]
    said += separating(catalog, *subjects) if len(subjects) == _MAX_SUBJECTS else ()
    said += [claim for one in subjects for claim in speaking_of(catalog, one, question.words)]
    told = list({claim.id: claim for claim in said}.values())[:_MAX_SAID]
    if not any(letter.isdigit() for claim in told for letter in claim.text):
        draft.say(Say.NO_NUMBER)
    note_unknown(draft)
    for claim in told:
        draft.state(claim)
    draft.lead_with(subjects)
    further = [Question("when_to_use", components=(one,)) for one in subjects]
    return draft.finish(Outcome.ANSWERED if told else Outcome.DECLINED, suggestions=further)
