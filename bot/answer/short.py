"""A question in few words, for a button under an answer.

Slack shows about thirty characters of a button on a phone, so what goes without saying there is
left out: what the question before asks as well.
"""

from bot.answer.canonical import canonical, names_of
from bot.answer.phrases import Say, fill, listed, text_of, versus
from bot.catalog.model import Catalog
from bot.question.model import Detail, Question

_OF_SUBJECT = {
    "compare": (Say.SHORT_COMPARE, Say.SHORT_COMPARE_FOR),
    "define": (Say.SHORT_DEFINE, Say.SHORT_DEFINE),
    "when_to_use": (Say.SHORT_WHEN, Say.SHORT_WHEN_FOR),
    "alternatives": (Say.SHORT_ALTERNATIVES, Say.SHORT_ALTERNATIVES),
    "topic": (Say.SHORT_DEFINE, Say.SHORT_DEFINE),
}
"""Questions about subjects: without needs, and with them."""
_OF_KIND = {
    "recommend": (Say.SHORT_WHICH, Say.SHORT_WHICH_FOR),
    "list": (Say.SHORT_LIST, Say.SHORT_LIST_FOR),
}
"""Questions about what there is of a kind, without needs and with them."""


def short(question: Question, asked: Question, catalog: Catalog) -> str:
    """Return a question's wording for a button under the answer to what was ``asked``."""
    if question.undescribed or question.joint or question.detail is not Detail.ANSWER:
        return canonical(question, catalog)
    if question.intent in _OF_KIND:
        return _with_limits(_of_kind(question, asked, catalog), question, asked, catalog)
    if question.intent == "help":
        return text_of(fill(Say.SHORT_HELP))
    if question.intent == "stack" and question.needs and not question.components:
        return text_of(fill(Say.SHORT_STACK, needs=_named(question.needs, catalog)))
    mixed = question.excluded or (question.kinds and question.components)
    if mixed or question.intent not in _OF_SUBJECT or not question.subjects:
        return canonical(question, catalog)
    return _of_subject(question, asked, catalog)


def _of_subject(question: Question, asked: Question, catalog: Catalog) -> str:
    """Return what is asked of something."""
    needs = "" if question.needs == asked.needs else _named(question.needs, catalog)
    phrase = _OF_SUBJECT[question.intent][bool(needs)]
    if question.aspects:
        phrase = Say.SHORT_ASPECT
    elif needs and (question.intent, question.subjects) == (asked.intent, asked.subjects):
        phrase = Say.SHORT_FOR
    elif question.against:
        phrase = Say.SHORT_AGAINST
    return text_of(
        fill(
            phrase,
            name=_named(question.subjects, catalog),
            names=versus(names_of(question.subjects, catalog)),
            needs=needs,
            aspect=text_of(listed(catalog.aspects[one].name for one in question.aspects)),
        )
    )


def _of_kind(question: Question, asked: Question, catalog: Catalog) -> str:
    """Return which of a kind is asked for; the kind goes without saying where it is the same."""
    said = {*asked.needs, *asked.topics}
    served = tuple(one for one in (*question.needs, *question.topics) if one not in said)
    needs = _named(served, catalog)
    phrase = _OF_KIND[question.intent][bool(needs)]
    kinds = [catalog.kinds[one] for one in question.kinds]
    if needs and question.intent == "recommend" and question.kinds in ((), asked.kinds):
        phrase = Say.SHORT_FOR
    kind = text_of(listed((one.name for one in kinds), Say.OR)) or Say.ANYTHING.value
    plural = text_of(listed(one.plural for one in kinds)) or Say.COMPONENTS.value
    return text_of(fill(phrase, kind=kind, kinds=plural, needs=needs))


def _with_limits(text: str, question: Question, asked: Question, catalog: Catalog) -> str:
    """Return a label with what the question is to go with and rules out besides what was asked."""
    for phrase, ids, known in (
        (Say.ASK_WITH, question.components, asked.components),
        (Say.ASK_WITHOUT, question.excluded, asked.excluded),
    ):
        if ids and ids != known:
            end = "?" if text.endswith("?") else ""
            text = text_of(fill(phrase, question=text.rstrip("?"), names=_named(ids, catalog)))
            text += end
    return text


def _named(ids: tuple[str, ...], catalog: Catalog) -> str:
    return text_of(listed(names_of(ids, catalog)))
