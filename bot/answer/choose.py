"""Choose: what to take for a need, or how what is named already does for it."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot.answer.bases import bases_among
from bot.answer.decline import nothing_known
from bot.answer.draft import Draft
from bot.answer.facts import (
    built_for,
    built_for_any,
    candidates,
    claims_against,
    claims_fitting,
    is_quality,
    suitable,
    with_bases,
)
from bot.answer.fits import ranked_fits
from bot.answer.layers import CHOSEN, LANGUAGE
from bot.answer.model import Answer, Outcome
from bot.answer.phrases import Say
from bot.answer.recommend import recommend
from bot.answer.stack import stack
from bot.answer.when_to_use import when_to_use
from bot.catalog.model import Catalog
from bot.question.model import Question

_MAX_KINDS = 4


def choose(draft: Draft) -> Answer:
    """Answer what to take; where nothing of that is built for what is named, how it does itself.

    "Which framework for an admin panel with Python?" has an answer by name, "how do we handle
    logins in Express?" is about Express.
    """
    if _names_conditions_alone(draft):
        return _of_which_kind(draft)
    catalog = draft.catalog
    question = draft.about(_of_excluded(catalog, draft.question)).question
    wanted = (*question.needs, *question.topics)
    if not wanted and _asks_for_parts(catalog, question):
        return stack(draft.about(replace(question, intent="stack", kinds=())))
    if not wanted or not question.components or question.kinds or question.against:
        return recommend(draft)
    among = candidates(catalog, question)
    chosen = question.intent == "recommend"
    conditions = all(is_quality(catalog, one) for one in wanted)
    if conditions or (chosen and _does_it_itself(draft, among)):
        return when_to_use(draft)
    if chosen and (doing := _made_to_do(draft, among)):
        return recommend(doing)
    return _with_named(draft, among, wanted)


def _asks_for_parts(catalog: Catalog, question: Question) -> bool:
    """Tell whether several parts of a stack are asked for: "which framework and database?"."""
    layers = {catalog.kinds[one].layer for one in question.kinds}
    whole = set(question.kinds) <= {LANGUAGE, *CHOSEN.values()}
    return len(layers) > 1 and whole and not question.against


def _of_excluded(catalog: Catalog, question: Question) -> Question:
    """Return a choice other than what is built for the same, as one among the kind of that.

    "A message queue for Python that isn't Celery" asks for another job system for Python.
    """
    named = [one for one in question.excluded if one in catalog.components]
    kinds = {catalog.components[one].kind for one in named}
    asked = any(catalog.is_a(one, kind) for one in named for kind in question.kinds)
    built = built_for_any(catalog, named, question.components)
    if asked or not (question.kinds and built) or len(built) < len(named):
        return question
    return replace(question, kinds=tuple(kinds))


def _does_it_itself(draft: Draft, among: Sequence[str]) -> bool:
    """Tell whether what is named does what is wanted, and nothing that does is built for it."""
    catalog, question = draft.catalog, draft.question
    if len(question.components) != 1 or not question.needs:
        return False
    (named,) = question.components
    fitting = [one for one in among if claims_fitting(catalog, one, question.needs)]
    built = built_for_any(catalog, fitting, [named])
    return named in fitting and not built and not with_bases(catalog, [named])[1:]


def _with_named(draft: Draft, among: Sequence[str], wanted: Sequence[str]) -> Answer:
    """Answer what to take with what is named, or how that does itself."""
    catalog, question = draft.catalog, draft.question
    bases = bases_among(catalog, among, question)
    built = suitable(catalog, among, bases)
    if not bases:
        told = any(
            claims_fitting(catalog, one, wanted) or claims_against(catalog, one, wanted)
            for one in question.components
        )
        fits = ranked_fits(catalog, among, wanted, question.needs)
        jobs = {catalog.job(fit.component) for fit in fits[:1]}
        # "logins in Rails": what Rails itself would do isn't told, so say that first
        does_it = any(catalog.job(one) in jobs for one in question.components)
        return when_to_use(draft) if told or does_it else recommend(draft)
    if ranked_fits(catalog, built, wanted, question.needs, question.components):
        return recommend(draft)
    return when_to_use(draft)


def _made_to_do(draft: Draft, among: Sequence[str]) -> Draft | None:
    """Return a choice among what does the job that is wanted, if some goes with what is named.

    "Which ORM for a FastAPI app" asks for ORM libraries, not for what FastAPI does itself.
    """
    catalog, question = draft.catalog, draft.question
    kinds = [kind.id for kind in catalog.kinds.values() if kind.need in question.needs]
    doing = [one for one in among if any(catalog.is_a(one, kind) for kind in kinds)]
    under = set(with_bases(catalog, question.components))
    if under.intersection(kinds) or any(one in doing for one in question.components):
        return None
    jobs = {catalog.job(base) for one in doing for base in built_for(catalog, one)}
    if not built_for_any(catalog, doing, under) and not any(
        catalog.job(one) in jobs for one in question.components
    ):
        return None
    doing_it = replace(question, kinds=tuple(kinds), components=tuple(sorted(under)))
    return Draft(catalog, doing_it, asked=draft.asked)


def _names_conditions_alone(draft: Draft) -> bool:
    """Tell whether only conditions of any choice are stated, of nothing in particular: "cheap"."""
    question = draft.question
    said = question.subjects or question.against
    return (
        bool(question.needs)
        and not said
        and all(is_quality(draft.catalog, one) for one in question.needs)
    )


def _of_which_kind(draft: Draft) -> Answer:
    """Ask of which kind something is wanted, among those of which something is named.

    What is wanted in the place of a name without claims may be of any kind; in the place of what is
    ruled out it is of the kind of that.
    """
    if draft.question.undescribed:
        return nothing_known(draft)
    catalog, question = draft.catalog, draft.question
    ruled_out = [one for one in question.excluded if one in catalog.components]
    if len(jobs := {catalog.job(one) for one in ruled_out}) == 1:
        return recommend(draft.about(replace(question, kinds=tuple(jobs))))
    fits = ranked_fits(catalog, candidates(catalog, question), question.needs, question.needs)
    kinds = dict.fromkeys(catalog.job(fit.component) for fit in fits)
    if len(kinds) <= 1:
        return recommend(draft)
    draft.say(Say.OF_WHICH_KIND, needs=draft.names(question.needs))
    asked = replace(question, intent="recommend")
    options = [replace(asked, kinds=(kind,)) for kind in list(kinds)[:_MAX_KINDS]]
    return draft.finish(Outcome.CLARIFY, options=options)
