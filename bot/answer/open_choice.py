"""An open choice: what each candidate is for, where nothing was stated to choose by."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from msgspec.structs import replace

from bot.answer.at_hand import say_known
from bot.answer.by_need import MAX_LEADS
from bot.answer.clouds import clouds_of, is_of_cloud
from bot.answer.deciding import MAX_OWN, choosing_among, is_choice, lean
from bot.answer.decline import note_unknown, note_unknown_last, note_unweighed
from bot.answer.defaults import default_of
from bot.answer.draft import Draft, Told
from bot.answer.facts import built_for, fitted_needs, is_served, separating, with_bases
from bot.answer.in_use import say_apart
from bot.answer.limits import constraints, left_out, say_of_clouds
from bot.answer.model import Answer, Outcome
from bot.answer.phrases import Say, fill, some
from bot.answer.rest import left_over
from bot.answer.standing import best_known
from bot.answer.uses import base_of, first_uses, own_uses, what_each_is, when_each
from bot.catalog.model import Catalog, Says
from bot.question.model import Question

_MAX_ONE_BY_ONE = 5
_MAX_ALSO = 6
_MAX_BASES = 4
_MAX_NAMED_BASES, _MAX_ALIKE = 6, 2
_FEW = 3
_FOR_OTHERS = 25  # words


def of_clouds(draft: Draft, among: Sequence[str], owned: Sequence[str]) -> Answer:
    """Answer with the services of the cloud in use, where no need was stated to choose by."""
    catalog, question = draft.catalog, draft.question
    clouds = clouds_of(catalog, question.components)
    owned = best_known(catalog, owned)[:MAX_LEADS]
    say_of_clouds(draft, clouds, owned)
    draft.lead_with(owned)
    draft.bullets(fill(Say.EACH_NAMED_FOR), first_uses(draft, owned), leave=_FOR_OTHERS)
    others = best_known(catalog, [one for one in among if one not in owned])
    if others:
        draft.say(Say.ALSO_KNOWN, names=some(map(draft.name, others), _MAX_ALSO))
    note_unweighed(draft)
    left_out(draft)
    return draft.finish(Outcome.ANSWERED, suggestions=_narrowing(draft, owned))


def one_by_one(draft: Draft, among: Sequence[str], bases: Sequence[str]) -> Answer:
    """Show what each candidate is named for, where no need was stated to choose by.

    ``bases`` are what they have to be built for, of which a platform runs several.
    """
    question = draft.question
    open_base = None if len(bases) == 1 else base_kind(draft.catalog, among)
    among = best_known(draft.catalog, among)
    among.sort(key=lambda one: not is_of_cloud(draft.catalog, one, question.components))
    default = say_known(draft, among)
    if not default:
        note_unknown(draft)  # before what is told without regard to it
        default = _say_default(draft, among, open_base)
    known = list(among)
    among.sort(key=lambda one: default.index(one) if one in default else len(default))
    if not default:
        _say_choice(draft, among, bases, open_base)
    draft.lead_with(among)
    _tell_each(draft, among[:_MAX_ONE_BY_ONE], open_base, default)
    untold = [one for one in among[:_MAX_ONE_BY_ONE] if not draft.has_named(one)]
    others = [*untold, *among[_MAX_ONE_BY_ONE:]]
    if others and not default and open_base is None:
        draft.say(Say.ALSO_KNOWN, names=some(map(draft.name, others), _MAX_ALSO))
        others = list(left_over(others, _MAX_ALSO))
    draft.leave(others)
    if question.needs:
        draft.say(
            Say.NOT_NAMED_FOR,
            names=draft.names(among[:_MAX_ONE_BY_ONE], Say.OR),
            needs=draft.names(question.needs),
        )
    unserved = (one for one in question.topics if not is_served(draft.catalog, one))
    draft.leave_unweighed(map(draft.name, unserved))
    note_unknown_last(draft)
    note_unweighed(draft)
    left_out(draft)
    outcome = Outcome.DECLINED if question.unclear else Outcome.ANSWERED
    further = _narrowing(draft, known) if open_base is None else _by_base(draft, among, open_base)
    return draft.finish(outcome, suggestions=further)


def _tell_each(
    draft: Draft, told: Sequence[str], open_base: str | None, default: Sequence[str]
) -> None:
    """Tell when to take each, if claims say that whole, or else what it is or tells it apart.

    Of what was weighed already only the rest is told.
    """
    left = [one for one in told if not draft.has_told_on(one) and one not in default[:1]]
    verdicts = list(when_each(draft, left)) if open_base is None else []
    leave = 0 if default else _FOR_OTHERS
    others = len(left) < len(told)
    least = verdicts[: 1 if others else 2]  # one alone chooses nothing
    words = sum(len(one.claim.text.split()) for one in least)
    if least and len(least) > (not others) and words + leave < draft.room():
        heading = Say.WHICH_OTHER if others else Say.WHICH_WHEN
        draft.bullets(fill(heading), verdicts, leave=leave)
    elif default:
        draft.bullets(fill(Say.WHAT_EACH_DOES), what_each_is(draft, told))
    else:
        uses = first_uses(draft, told, base=open_base)
        draft.bullets(fill(Say.EACH_NAMED_FOR), uses, leave=_FOR_OTHERS)


def _say_default(draft: Draft, among: Sequence[str], open_base: str | None) -> list[str]:
    """State what to do if nothing decides, and return what is to be taken then, if that is told.

    Where several bases are open, such as languages, that has to be told for more than one.
    """
    catalog, question = draft.catalog, draft.question
    for kind in question.kinds:
        found = default_of(catalog, kind, among)
        if found is None:
            continue
        bases = {base_of(catalog, one, open_base) for one in found[1]} if open_base else set()
        if len(bases) != 1:
            if question.unclear and not draft.names_purpose:
                draft.say(Say.NOTHING_ON_NEED)
            draft.state(found[0])
            return found[1]
    for topic in catalog.topics.values():
        stated = question.unclear or question.components
        if not stated and not set(question.kinds).isdisjoint(topic.chooses):
            for claim in catalog.claims_about(topic.id, Says.PRACTICE)[:1]:
                draft.state(claim)
    return []


def _say_choice(
    draft: Draft, among: Sequence[str], bases: Sequence[str], open_base: str | None
) -> None:
    """Say for what to take which of the candidates, or what decides."""
    question = draft.question
    if len(among) == 1 and bases:
        built = draft.catalog.claims_about(among[0], Says.BUILT_FOR)
        draft.say(
            Say.NAMED_FOR,
            [claim for claim in built if claim.object in question.components],
            needs=draft.names(question.components),
            packs=draft.packs(built),
            names=draft.names(among),
        )
        return
    constraints(draft, among)
    if question.unclear and not draft.names_purpose:
        draft.say(Say.NOTHING_ON_NEED)
    elif len(among) == 1 and question.kinds:
        draft.say(Say.ONLY_ONE, kinds=draft.names(question.kinds), names=draft.names(among))
    elif open_base is None:
        _say_by_use(draft, among[:_MAX_ONE_BY_ONE])
    elif not say_by_base(draft, among, ()):
        draft.say(Say.DEPENDS_ON, kind=draft.catalog.kinds[open_base].name)


def _say_by_use(draft: Draft, among: Sequence[str]) -> None:
    """Say for what to take which candidate, or that this decides where few are made for anything.

    A claim that says when to take which of several comes before all. What several are made for in
    the same way tells none apart.
    """
    if (choosing := choosing_among(draft.catalog, among)) is not None:
        draft.state(choosing)
        return
    if not lean_by_use(draft, among) and not say_apart(draft, among):
        draft.say(Say.DEPENDS)


def lean_by_use(draft: Draft, among: Sequence[str]) -> bool:
    """Say for what to take which candidate, as far as each is made for something of its own."""
    uses = {one: own_uses(draft.catalog, one, among) for one in among}
    apart = {one: needs for one, needs in uses.items() if needs}
    if len(apart) > 1:
        lean(draft, apart, most=MAX_OWN if len(apart) <= _FEW else 1)
    return len(apart) > 1


def say_by_base(draft: Draft, named: Sequence[str], wanted: Sequence[str]) -> list[Question]:
    """Say what to take for what is wanted by what each is built for, such as its language.

    That is where they differ and none was named.

    Returns the same question for each of these.
    """
    catalog = draft.catalog
    kind = base_kind(catalog, named)
    if kind is None or any(
        catalog.job(one) == kind for one in with_bases(catalog, draft.question.components)
    ):
        return []
    by_base = _by_base_of(catalog, named, kind)
    if len(by_base) < 2:  # noqa: PLR2004 - they are for the same
        return []
    most = _MAX_ALIKE if wanted else 1
    shown = {base: alike[:most] for base, alike in islice(by_base.items(), _MAX_NAMED_BASES)}
    parts = [
        (*draft.names(alike), " ", Say.FOR.value, " ", *draft.names([base]))
        for base, alike in shown.items()
    ]
    told = (one for alike in shown.values() for one in alike)
    built = (c for one in told for c in catalog.claims_about(one, Says.BUILT_FOR)[:1])
    options = tuple(part for one in parts for part in ("; ", *one))[1:]
    phrase = Say.BY_BASE_FOR if wanted else Say.BY_BASE
    draft.say(phrase, built, needs=draft.names(wanted), options=options)
    return _by_base(draft, named, kind)


def _by_base_of(catalog: Catalog, named: Sequence[str], kind: str) -> dict[str, list[str]]:
    """Return what does the job of the first by what of a kind each is built for."""
    by_base: dict[str, list[str]] = {}
    job = catalog.job(named[0])
    for one in named:
        if catalog.job(one) == job and (base := base_of(catalog, one, kind)):
            by_base.setdefault(base, []).append(one)
    return by_base


def weigh_by_base(draft: Draft, named: Sequence[str]) -> bool:
    """Add when to take which of the two that are named for one base; tell whether claims do."""
    catalog = draft.catalog
    kind = base_kind(catalog, named)
    pairs = _by_base_of(catalog, named, kind).values() if kind is not None else ()
    told = [
        Told(claim)
        for alike in islice(pairs, _MAX_NAMED_BASES)
        if len(alike) > 1
        for claim in separating(catalog, *alike[:_MAX_ALIKE])[:1]
        if is_choice(claim)
    ]
    draft.bullets(fill(Say.WHICH_WHEN), told)
    return bool(told)


def base_kind(catalog: Catalog, among: Sequence[str]) -> str | None:
    """Return the kind of what most of the candidates are built for, such as languages."""
    jobs = Counter(
        job for one in among for job in {catalog.job(b) for b in built_for(catalog, one)}
    )
    job, count = next(iter(jobs.most_common(1)), ("", 0))
    return job if 2 * count > len(among) else None


def _by_base(draft: Draft, among: Sequence[str], kind: str) -> list[Question]:
    """Return the same question for each of the first things that candidates are built for."""
    bases = dict.fromkeys(base for one in among if (base := base_of(draft.catalog, one, kind)))
    question = replace(draft.question, unclear=False)
    others = [one for one in question.components if draft.catalog.job(one) != kind]
    return [replace(question, components=(base, *others)) for base in list(bases)[:_MAX_BASES]]


def _narrowing(draft: Draft, among: Sequence[str]) -> list[Question]:
    """Return the same question with a need that tells the candidates apart."""
    whole = {kind.need for kind in draft.catalog.kinds.values() if kind.id in draft.question.kinds}
    firsts = (fitted_needs(draft.catalog, one) for one in among)
    needs = dict.fromkeys(n for needs in firsts for n in [o for o in needs if o not in whole][:1])
    found = []
    for need in list(needs)[:3]:
        first = next(one for one in among if need in fitted_needs(draft.catalog, one))
        kinds = [one for one in draft.question.kinds if draft.catalog.is_a(first, one)]
        served = tuple(one for one in draft.question.topics if is_served(draft.catalog, one))
        narrowed = replace(draft.question, intent="recommend", needs=(need,), topics=served)
        found.append(replace(narrowed, kinds=tuple(kinds[:1])))
    return found
