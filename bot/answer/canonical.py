"""A question written out in full, so that reading it again gives the same question."""

from collections.abc import Sequence

from bot.answer.phrases import Say, fill, listed, text_of, versus
from bot.catalog.model import Catalog
from bot.question.model import Detail, Question

_OF_SUBJECT = {
    "define": Say.ASK_DEFINE,
    "when_to_use": Say.ASK_WHEN,
    "alternatives": Say.ASK_ALTERNATIVES,
    "topic": Say.ASK_TOPIC,
}
"""Questions about one subject, whatever its type; the others have a wording each."""
_CONSTRAINTS = {
    "recommend": (True, False),
    "list": (True, True),
    "stack": (True, False),
    "alternatives": (False, True),
    "topic": (False, True),
}
"""Of the intents that take constraints: whether components, and what it is for, are among them."""
_DETAILS = {
    Detail.WHY: Say.ASK_WHY,
    Detail.MORE: Say.ASK_MORE,
}


def canonical(question: Question, catalog: Catalog) -> str:
    """Return the question's canonical wording; names not known stay as the person wrote them."""
    concepts = (catalog.concepts[one].name for one in question.concepts)
    subjects = [*names_of(question.subjects, catalog), *question.unknown, *concepts]
    needs = text_of(listed(names_of(question.needs, catalog)))
    subject = text_of(listed(subjects)) or needs
    kinds = [catalog.kinds[one] for one in question.kinds]
    if question.intent == "compare":
        phrase = Say.ASK_COMPARE_FOR if needs else Say.ASK_COMPARE
        asked = fill(phrase, names=versus(subjects), needs=needs)
    elif question.intent == "recommend":
        served = text_of(listed(names_of((*question.needs, *question.topics), catalog)))
        phrase = Say.ASK_RECOMMEND if served else Say.ASK_RECOMMEND_KIND
        kind = text_of(listed((one.name for one in kinds), Say.OR)) or Say.ANYTHING.value
        asked = fill(phrase, kind=kind, needs=served)
    elif question.intent == "when_to_use" and question.against and subject and not needs:
        asked = fill(Say.ASK_AGAINST, name=subject)
    elif question.intent == "when_to_use" and needs:
        asked = fill(Say.ASK_WHEN_FOR, name=text_of(listed(subjects)), needs=needs)
    elif question.intent in _OF_SUBJECT:
        asked = fill(_OF_SUBJECT[question.intent], name=subject)
    elif question.intent == "list":
        plural = text_of(listed(one.plural for one in kinds)) or Say.COMPONENTS.value
        asked = fill(Say.ASK_LIST, kinds=plural)
    elif question.intent == "stack":
        asked = fill(Say.ASK_STACK, needs=needs) if needs else fill(Say.ASK_STACK_AT_ALL)
    else:
        asked = fill(Say.ASK_HELP)
    text = _constrained(text_of(asked), question, catalog)
    if question.joint:
        text = text_of(fill(Say.ASK_JOINT, names=listed(subjects)))
    elif question.aspects:
        sides = text_of(listed(catalog.aspects[one].name for one in question.aspects))
        text = text_of(fill(Say.ASK_ASPECT, name=subject, aspect=sides))
    asked_about = _DETAILS.get(question.detail)
    return text_of(fill(asked_about, question=text)) if asked_about is not None else text


def _constrained(text: str, question: Question, catalog: Catalog) -> str:
    """Return a question with what it is to go with, what it is for, and what it rules out."""
    with_, for_ = _CONSTRAINTS.get(question.intent, (False, False))
    for_ = for_ and (question.intent == "list" or bool(question.subjects))
    for phrase, wanted, ids in (
        (Say.ASK_WITH, with_, question.components),
        (Say.ASK_FOR, for_, question.needs),
        (Say.ASK_WITHOUT, question.intent in _CONSTRAINTS, question.excluded),
    ):
        if wanted and ids:
            names = text_of(listed(names_of(ids, catalog)))
            rest = fill(phrase, question=text.rstrip("?"), names=names, needs=names)
            text = text_of(rest) + "?"
    return text


def spoken_name(entity_id: str, catalog: Catalog) -> str:
    """Return an entity's name as it stands in a sentence: of a kind, its plural."""
    if entity_id in catalog.kinds:
        return catalog.kinds[entity_id].plural
    return catalog.entity(entity_id).name


def names_of(ids: Sequence[str], catalog: Catalog) -> list[str]:
    """Return the names of entities as they stand in a sentence."""
    return [spoken_name(one, catalog) for one in ids]
