"""What stands for a kind that something is weighed against: "X or a search engine"."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer.draft import Draft
from bot.answer.facts import best_known, candidates, ranked_fits
from bot.answer.phrases import Say

_MAX_OF_KIND = 2


def standing_for(draft: Draft, kinds: Sequence[str]) -> list[str]:
    """Return what is weighed in place of kinds: what is named for the needs, or best known."""
    catalog, needs = draft.catalog, draft.question.needs
    among = candidates(catalog, replace(draft.question, kinds=tuple(kinds)))
    fits = ranked_fits(catalog, among, needs, needs)
    found = [fit.component for fit in fits] or best_known(catalog, among)
    members = [one for one in found if one not in draft.question.components][:_MAX_OF_KIND]
    if members:
        draft.say(Say.STANDING_FOR, kinds=draft.names(kinds), names=draft.names(members))
    return members
