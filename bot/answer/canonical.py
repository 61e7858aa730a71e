"""A question written out in full, so that reading it again gives the same question."""

from collections.abc import Sequence

from bot.answer.phrases import Say, fill, listed, text_of, versus
from bot.catalog.model import Catalog
from bot.question.model import Question

_OF_SUBJECT = {
    "define": Say.ASK_DEFINE,
    "when_to_use": Say.ASK_WHEN,
    "alternatives": Say.ASK_ALTERNATIVES,
    "topic": Say.ASK_TOPIC,
}
"""Questions about one subject, whatever its type; the others have a wording each."""


def canonical(question: Question, catalog: Catalog) -> str:
    """Return the question's canonical wording; names not known stay as the person wrote them."""
    subjects = [*_names(question.subjects, catalog), *question.unknown]
    needs = text_of(listed(_names(question.needs, catalog)))
    subject = text_of(listed(subjects)) or needs
    kind = catalog.kinds[question.kinds[0]] if question.kinds else None
    if question.intent == "compare":
        phrase = Say.ASK_COMPARE_FOR if needs else Say.ASK_COMPARE
        asked = fill(phrase, names=versus(subjects), needs=needs)
    elif question.intent == "recommend":
        served = text_of(listed(_names((*question.needs, *question.topics), catalog)))
        phrase = Say.ASK_RECOMMEND if served else Say.ASK_RECOMMEND_KIND
        asked = fill(phrase, kind=kind.name if kind else Say.ANYTHING.value, needs=served)
    elif question.intent == "when_to_use" and needs:
        asked = fill(Say.ASK_WHEN_FOR, name=text_of(listed(subjects)), needs=needs)
    elif question.intent in _OF_SUBJECT:
        asked = fill(_OF_SUBJECT[question.intent], name=subject)
    elif question.intent == "list":
        asked = fill(Say.ASK_LIST, kinds=kind.plural if kind else Say.COMPONENTS.value)
    elif question.intent == "stack":
        asked = fill(Say.ASK_STACK, needs=needs or subject)
    else:
        asked = fill(Say.ASK_HELP)
    return _without(text_of(asked), question, catalog)


def _without(text: str, question: Question, catalog: Catalog) -> str:
    """Return a question with what it rules out."""
    if not question.excluded or question.intent not in {"recommend", "list", "stack"}:
        return text
    names = text_of(listed(_names(question.excluded, catalog)))
    return text_of(fill(Say.ASK_WITHOUT, question=text.rstrip("?"), names=names)) + "?"


def spoken_name(entity_id: str, catalog: Catalog) -> str:
    """Return an entity's name as it stands in a sentence: of a kind, its plural."""
    if entity_id in catalog.kinds:
        return catalog.kinds[entity_id].plural
    return catalog.entity(entity_id).name


def _names(ids: Sequence[str], catalog: Catalog) -> list[str]:
    return [spoken_name(one, catalog) for one in ids]
