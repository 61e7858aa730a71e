"""A question written out in full, so that reading it again gives the same question."""

from bot.answer.phrases import Say, fill, listed, text_of, versus
from bot.catalog.model import Catalog
from bot.question.model import Question


def canonical(question: Question, catalog: Catalog) -> str:
    """Return the question's canonical wording; names not known stay as the person wrote them."""

    def names(ids: tuple[str, ...]) -> list[str]:
        return [catalog.entity(one).name for one in ids]

    subjects = [*names(question.subjects), *question.unknown]
    needs = text_of(listed(names(question.needs)))
    subject = text_of(listed(subjects))
    kind = catalog.kinds[question.kinds[0]].name if question.kinds else Say.ANYTHING.value
    match question.intent:
        case "compare" if needs:
            asked = fill(Say.ASK_COMPARE_FOR, names=versus(subjects), needs=needs)
        case "compare":
            asked = fill(Say.ASK_COMPARE, names=versus(subjects))
        case "recommend" if needs or question.topics:
            served = text_of(listed([*names(question.needs), *names(question.topics)]))
            asked = fill(Say.ASK_RECOMMEND, kind=kind, needs=served)
        case "recommend":
            asked = fill(Say.ASK_RECOMMEND_KIND, kind=kind)
        case "define":
            asked = fill(Say.ASK_DEFINE, name=subject or needs)
        case "when_to_use" if needs:
            asked = fill(Say.ASK_WHEN_FOR, name=subject, needs=needs)
        case "when_to_use":
            asked = fill(Say.ASK_WHEN, name=subject)
        case "alternatives":
            asked = fill(Say.ASK_ALTERNATIVES, name=subject)
        case "topic":
            asked = fill(Say.ASK_TOPIC, name=subject or needs)
        case "list":
            plural = catalog.kinds[question.kinds[0]].plural if question.kinds else Say.COMPONENTS
            asked = fill(Say.ASK_LIST, kinds=plural)
        case "stack":
            asked = fill(Say.ASK_STACK, needs=needs or subject)
        case _:
            asked = fill(Say.ASK_HELP)
    text = text_of(asked)
    if question.excluded and question.intent in {"recommend", "list", "stack"}:
        without = text_of(listed(names(question.excluded)))
        text = text_of(fill(Say.ASK_WITHOUT, question=text.rstrip("?"), names=without)) + "?"
    return text
