"""A component weighed against a practice: "Airflow or plain cron?"."""

from bot.answer.define import explain
from bot.answer.draft import Draft, Told
from bot.answer.facts import (
    best_fits,
    claims_fitting,
    main_uses,
    practices_naming,
    separating,
)
from bot.answer.model import Answer, Name
from bot.answer.naming import naming
from bot.answer.phrases import Say, fill
from bot.answer.topic import topic
from bot.catalog.model import Says

_MAX_USES = 3
_MAX_AGAINST = 2


def or_practice(draft: Draft) -> Answer:
    """Tell what the component is for and what speaks against it, then of the practice.

    What sources say of the two is told in their place.
    """
    catalog, question = draft.catalog, draft.question
    (component,), practices = question.components, question.topics
    parting = [c for one in practices for c in separating(catalog, component, one)]
    naming_it = practices_naming(catalog, [component], practices)
    serves = any(c.object in practices for c in catalog.claims_about(component, Says.SERVES))
    uses = _uses(draft, component)
    if not uses or serves or (naming_it and not parting):
        return topic(draft)
    for claim in parting[:1]:
        draft.state(claim)
    fits = [c for c in best_fits(catalog, component) if set(uses).intersection(c.needs)]
    name, packs = (Name(draft.name(component)),), draft.packs(fits)
    cites = naming(catalog, [component], uses)
    draft.say(Say.NAMES_IT_FOR, cites, packs=packs, name=name, needs=draft.names(uses))
    against = catalog.claims_about(component, Says.TRADEOFF, Says.WRONG_FOR)
    draft.bullets(fill(Say.TRADEOFFS, name=name), map(Told, against), _MAX_AGAINST)
    return explain(draft, practices)


def _uses(draft: Draft, component: str) -> list[str]:
    """Return what the component is named for of what is wanted, or else in general."""
    catalog, wanted = draft.catalog, draft.question.needs
    named = [one for one in wanted if claims_fitting(catalog, component, [one])]
    return named or list(main_uses(catalog, component))[:_MAX_USES]
