"""Compare: the verdict for the need first, then what differs, then when to pick which."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec.structs import replace

from bot.answer.beside import beside_purpose, practices_of_kinds
from bot.answer.by_need import named_by_need, say_by_need
from bot.answer.dated import say_of_versions
from bot.answer.deciding import (
    TAKE,
    all_serve,
    are_joined,
    can_choose,
    choices,
    chooses,
    chooses_for_wanted,
    covering,
    decisive,
    foremost,
    is_choice,
    is_reason,
    is_spoken_of,
    lean,
    made_for,
    none_named,
    of_pair,
    own_needs,
    picked,
    say_choice,
    tells_apart,
)
from bot.answer.decline import note_unknown, note_unweighed
from bot.answer.differences import differing_on, said_alike, show_differences
from bot.answer.draft import Draft, Told
from bot.answer.facts import (
    best_fits,
    claims_against,
    claims_fitting,
    details_first,
    fitted_needs,
    is_quality,
    practices_naming,
    separating,
    tied,
)
from bot.answer.fits import ranked_fits
from bot.answer.likeness import is_true_of
from bot.answer.model import Answer, Name, Outcome, Phrase
from bot.answer.moving import move
from bot.answer.naming import naming
from bot.answer.on_topic import of_topic
from bot.answer.phrases import Say, fill
from bot.answer.sides import instead_of_weighing, own_rules, sides_of, without_excluded
from bot.answer.unlike import by_job, by_language, definitions, is_unlike
from bot.answer.uses import unsaid
from bot.answer.verdict import has_each_verdict, holds_off, say_each_verdict, say_one_known
from bot.catalog.model import Claim, Says
from bot.question.model import Question
from bot.text import words

_MAX_PICKS = 5  # of all sides together
_MAX_OWN = 2
_PAIR = 2
_MAX_SEPARATIONS = 3
_TOGETHER = frozenset({"together", "alongside", "side"})
"""Words of a claim that says what to do with two things at once."""


def compare(draft: Draft) -> Answer:
    """Weigh the subjects of the question against each other."""
    sides = without_excluded(draft, sides_of(draft))
    if (not_weighed := instead_of_weighing(draft, sides)) is not None:
        return not_weighed
    own_rules(draft, sides)
    if (moved := move(draft, sides)) is not None:
        return moved
    if draft.question.closed:  # "do they do X?"
        _on_beside(draft, sides)
    if draft.question.closed and draft.question.explained and not draft.is_empty:
        draft.lead_with(sides)  # the sides were weighed before
        return draft.finish(Outcome.ANSWERED, suggestions=_suggestions(draft, sides))
    _weigh(draft, sides)
    note_unknown(draft)
    if draft.question.both:
        _on_both(draft, sides)
    if not draft.question.closed:
        _on_beside(draft, sides)
    if not any(side in draft.catalog.topics for side in sides):
        show_differences(draft, sides)
        if not draft.question.needs:
            _picks(draft, sides)
    said_alike(draft, sides)
    practices_of_kinds(draft, sides)
    note_unweighed(draft)
    if draft.is_empty:
        draft.say(Say.NO_DIFFERENCE, names=draft.names(sides))
    return draft.finish(Outcome.ANSWERED, suggestions=_suggestions(draft, sides))


def _weigh(draft: Draft, sides: Sequence[str]) -> None:
    """Say which side to take for what is wanted, what parts them, and last what nobody says."""
    wanted = draft.question.needs
    if spoken := tuple(one for one in wanted if is_spoken_of(draft, one, sides)):
        draft.unweighed = (*draft.unweighed, *(one for one in wanted if one not in spoken))
        draft.about(replace(draft.question, needs=spoken))
    say_of_versions(draft, sides)
    if draft.question.needs:
        undecided = all_serve(draft, sides) and not foremost(draft, sides)
        if undecided or all(claims_against(draft.catalog, one, wanted) for one in sides):
            _separations(draft, sides, _most_told(sides))  # then what parts them decides
        _verdict(draft, sides)
    else:
        draft.lead_with(sides)
    if _same_job(draft, sides):
        _difference(draft, sides)
    else:
        _different_jobs(draft, sides)


def _on_beside(draft: Draft, sides: Sequence[str]) -> None:
    """Say what is said of the sides on what is named beside them."""
    if not draft.question.needs:
        beside_purpose(draft, sides)
    _on_practices(draft, sides)


def _on_practices(draft: Draft, sides: Sequence[str]) -> None:
    """Say what the sides do for the practices that are asked about beside them."""
    catalog = draft.catalog
    told = {one.object for side in sides for one in catalog.claims_about(side, Says.SERVES)}
    for one in (one for one in draft.question.topics if one not in sides):
        if one in told and not draft.question.closed:  # it is what they are for
            continue
        of_each = [[*filter(is_reason, of_topic(catalog, side, one))][:1] for side in sides]
        said = [claim for claims in of_each for claim in claims]
        practices = practices_naming(catalog, sides, [one])
        heading = fill(Say.SAID_OF, name=(Name(draft.name(one)),))
        most = 1 if chooses(draft, sides) else _MAX_SEPARATIONS
        draft.bullets(heading, map(Told, (*practices, *said)), most)
        if all(of_each) and not tells_apart(draft, sides):
            draft.say(Say.NO_RANKING)


def _same_job(draft: Draft, sides: Sequence[str]) -> bool:
    return len({draft.catalog.job(side) for side in sides}) == 1


def _verdict(draft: Draft, sides: Sequence[str]) -> None:
    """Say which side the knowledge names for the stated needs, with the claims."""
    catalog, needs = draft.catalog, draft.question.needs
    against = {side: claims_against(catalog, side, needs) for side in sides}
    fits = ranked_fits(catalog, sides, needs, needs)
    named = [fit.component for fit in fits]
    telling: Sequence[str] = named
    claims = [claim for fit in fits for claim in fit.claims]
    groups = named_by_need(draft.catalog, fits, needs)
    if not groups:
        none_named(draft, sides, against)
    elif len(groups) == 1 and groups[0].wanted == needs and len(named) == len(sides):
        telling = _all_named(draft, named, claims)
    else:
        missing = say_by_need(draft, groups, needs)
        draft.leave_unweighed(map(draft.name, missing))
    note_unweighed(draft)
    draft.lead_with(named or sides)
    spoken_of = {*telling, *(side for side in sides if against[side])}
    told = bool(named) and not spoken_of.issuperset(sides) and say_choice(draft, sides)
    reasons = [
        details_first(catalog, fit.claims)[0]
        for fit in fits
        if fit.component in telling and not told
    ]
    reasons += [claim for side in sides for claim in against[side]]
    draft.bullets(fill(Say.REASONS), map(Told, reasons))
    if (
        _same_job(draft, sides)
        and not _is_told_apart(draft, sides)
        and not say_each_verdict(draft, sides)
    ):
        _other_uses(draft, [side for side in sides if side not in named], sides)


def _all_named(draft: Draft, named: Sequence[str], claims: Sequence[Claim]) -> Sequence[str]:
    """Say which of the sides, all named for the needs, are made for them: whose reasons tell."""
    needs = draft.question.needs
    packs, wanted = draft.packs(claims), draft.names(needs)
    cites = naming(draft.catalog, named, needs)
    if made := foremost(draft, named):
        rest = [side for side in named if side not in made]
        names, others = draft.names(made), draft.names(rest)
        if not packs and all(holds_off(draft.catalog, one) for one in rest):
            draft.say(Say.WOULD_BE, naming(draft.catalog, made, needs), needs=wanted, name=names)
            return made
        draft.say(Say.MADE_FOR, cites, packs=packs, needs=wanted, names=names, others=others)
        return made if chooses_for_wanted(draft, named) else named
    if not tells_apart(draft, named):
        draft.say(Say.NAMED_BOTH_FOR, cites, packs=packs, needs=wanted, names=draft.names(named))
        telling = {side: decisive(draft, side, named) for side in named}
        if all(telling.values()):
            lean(draft, telling, Say.DECIDES_BESIDES)
    elif not _same_job(draft, named):
        return ()
    return named


def _other_uses(draft: Draft, unnamed: Sequence[str], sides: Sequence[str]) -> None:
    """Say what would turn the verdict: the needs that the other sides are named for."""
    for side in unnamed:
        if uses := decisive(draft, side, sides)[:_MAX_OWN]:
            name, cites = (Name(draft.name(side)),), naming(draft.catalog, [side], uses)
            draft.say(Say.WOULD_BE, cites, name=name, needs=draft.names(uses))


def _is_told_apart(draft: Draft, sides: Sequence[str]) -> bool:
    """Tell whether claims say what separates all of the sides."""
    whole = bool(separating(draft.catalog, *sides))
    return whole or (len(sides) > _PAIR and can_choose(draft, sides))


def _most_told(sides: Sequence[str]) -> int:
    """Return how much of what separates the sides is told first: of a pair, one sentence."""
    return 1 if len(sides) == _PAIR else _MAX_SEPARATIONS


def _difference(draft: Draft, sides: Sequence[str]) -> None:
    """Say what separates the sides, and which to take for what, or that nothing does.

    What separates a pair comes first, as far as one sentence says it. Where it was told which to
    take for what is wanted, with a reason on each side, there is no more to decide.
    """
    pair, told = len(sides) == _PAIR, False
    if draft.question.needs and not draft.question.moves and all(map(draft.has_told_on, sides)):
        return
    if not _is_told_apart(draft, sides) and say_each_verdict(draft, sides):
        return
    weighed = draft.question.needs or are_joined(draft.catalog, sides)
    leaning = {} if weighed else picked(draft, sides)
    if pair or can_choose(draft, sides):
        told = _separations(draft, sides, _most_told(sides))
    if chooses(draft, sides):
        leaning = {}
    if len(leaning) > 1 or (told and leaning):
        both = _both_made_for(draft, sides)
        lean(draft, leaning, Say.DECIDES_BESIDES if both else Say.DECIDES)
    told |= _separations(draft, sides, _MAX_SEPARATIONS - bool(leaning))
    if not (draft.question.needs or leaning or told):
        _named_apart(draft, sides, {side: own_needs(draft, side, sides) for side in sides})


def _both_made_for(draft: Draft, sides: Sequence[str]) -> bool:
    """Say what all sides are made for, if anything: for that, either will do."""
    made = [made_for(draft.catalog, side) for side in sides]
    shared = [n for n in fitted_needs(draft.catalog, sides[0]) if all(n in one for one in made)]
    needs = [one for one in shared if not is_quality(draft.catalog, one)][:_MAX_OWN]
    if needs:
        claims = claims_fitting(draft.catalog, sides[0], needs)
        draft.say(
            Say.NAMED_BOTH_FOR,
            naming(draft.catalog, sides, needs),
            packs=draft.packs(claims),
            needs=draft.names(needs),
            names=draft.names(sides),
        )
    return bool(needs)


def _named_apart(draft: Draft, sides: Sequence[str], own: Mapping[str, Sequence[str]]) -> None:
    """Say what each side alone is named for, or else what it does.

    What practices are tells them apart.
    """
    defined = definitions(draft, [side for side in sides if not own[side]])
    practices = len(defined) == len(sides) and all(side in draft.catalog.topics for side in sides)
    if not (practices or any(own.values()) or differing_on(draft, sides)):
        draft.say(Say.NO_DIFFERENCE, names=draft.names(sides))
    for side, every in own.items():
        needs = every[:_MAX_OWN]
        if needs:
            claims = claims_fitting(draft.catalog, side, needs)
            packs, name = draft.packs(claims), (Name(draft.name(side)),)
            cites = naming(draft.catalog, [side], needs)
            draft.say(Say.NAMES_IT_FOR, cites, packs=packs, name=name, needs=draft.names(needs))
    draft.bullets(fill(Say.WHAT_EACH_DOES), defined)


def _separations(draft: Draft, sides: Sequence[str], most: int = _MAX_SEPARATIONS) -> bool:
    """Add what tells the sides apart, pair by pair; return whether there is anything."""
    if len(sides) == _PAIR:
        claims = of_pair(draft, sides)
        for claim in claims[:most]:
            if draft.is_empty or not (draft.question.needs and is_choice(claim)):
                draft.state(claim)
            else:  # which to take for what is wanted was said first
                draft.bullets(fill(Say.WHICH_WHEN), [Told(claim)])
        return bool(claims)
    for whole in separating(draft.catalog, *sides)[:1]:
        draft.state(whole)
        return True
    pairs = [separating(draft.catalog, one, other) for one, other in combinations(sides, 2)]
    firsts, heading = [found[0] for found in pairs if found], fill(Say.SEPARATED)
    if can_choose(draft, sides):
        firsts, heading = covering(draft, choices(draft, sides)), fill(Say.WHICH_WHEN)
    draft.bullets(heading, (Told(claim, _pair_named(draft, claim)) for claim in firsts), most)
    return bool(firsts)


def _pair_named(draft: Draft, claim: Claim) -> Phrase:
    """Return whom a claim tells apart, where it doesn't begin with either: "Both are …"."""
    return () if words(claim.text)[0] == TAKE else draft.names(claim.about, Say.OR)


def _different_jobs(draft: Draft, sides: Sequence[str]) -> None:
    """Say what parts things of different jobs, and how they go together."""
    unlike = len(sides) > _PAIR and is_unlike(draft.catalog, sides)
    if unlike or not (_separations(draft, sides) or by_language(draft, sides)):
        if say_one_known(draft, sides):
            return
        by_job(draft, sides)
    links = map(Told, tied(draft.catalog, sides))
    draft.bullets(fill(Say.WORK_TOGETHER), links, _MAX_SEPARATIONS)


def _on_both(draft: Draft, sides: Sequence[str]) -> None:
    """Say how the sides go together, or that no claim speaks of using both."""
    pairs = list(combinations(sides, 2))
    apart = (claim for one, other in pairs for claim in separating(draft.catalog, one, other))
    told = [claim for claim in apart if not _TOGETHER.isdisjoint(words(claim.text))]
    links = tied(draft.catalog, sides)
    draft.bullets(fill(Say.WORK_TOGETHER), map(Told, (*told, *links)), _MAX_SEPARATIONS)
    if not (told or links):
        draft.say(Say.NOTHING_OF_USING_BOTH)


def _picks(draft: Draft, sides: Sequence[str]) -> None:
    """Add why to take which side for what; where one side is told for, each side is.

    For what no need decides for, what it alone is named for speaks, or else its strengths.
    """
    chosen = chooses(draft, sides)
    kinds = chosen and not draft.catalog.components.keys() >= set(sides)
    joined = is_unlike(draft.catalog, sides) or are_joined(draft.catalog, sides)
    if kinds or joined or has_each_verdict(draft, sides):
        return
    if not any(decisive(draft, side, sides) for side in sides) or (chosen and len(sides) > _PAIR):
        return
    telling, silent = picked(draft, sides), []
    for side in sides:
        own = telling.get(side, ())
        claims = [c for c in best_fits(draft.catalog, side) if set(own).intersection(c.needs)]
        first = {need: claim for claim in reversed(claims) for need in claim.needs}
        uses = () if chosen else own[:1]  # the choice was told
        items = [Told(first[need], unsaid(draft, [need], first[need])) for need in uses]
        items += map(Told, _own_strengths(draft, side, sides))
        most = 1 if chosen else max(1, _MAX_PICKS // len(sides))
        draft.bullets(fill(Say.PICK_IF, name=(Name(draft.name(side)),)), items, most)
        silent += [] if items else [side]
    if silent:
        draft.say(Say.NO_PICK, names=draft.names(silent, Say.OR))


def _own_strengths(draft: Draft, side: str, sides: Sequence[str]) -> list[Claim]:
    """Return the strengths that only a side is said to have, last what the choice rests on."""
    others = set(sides) - {side}
    claims = draft.catalog.claims_about(side, Says.STRENGTH)
    told = {one for claim in choices(draft, sides) for one in claim.rests_on}
    own = [c for c in details_first(draft.catalog, claims) if not others.intersection(c.about)]
    own = [c for c in own if not any(is_true_of(draft.catalog, c, o) for o in others)]
    return sorted(filter(is_reason, own), key=lambda one: one.id in told)


def _suggestions(draft: Draft, sides: Sequence[str]) -> list[Question]:
    question = draft.question
    if draft.catalog.components.keys() >= set(sides):
        question = replace(question, components=tuple(sides), kinds=(), topics=())
    needs = [need for side in sides for need in own_needs(draft, side, sides)]
    other = None if question.needs else next(iter(needs), None)
    whole = len({type(draft.catalog.entity(one)) for one in sides}) == 1
    for_need = [] if other is None or not whole else [replace(question, needs=(other,))]
    whens = [
        replace(question, intent="when_to_use", components=(side,), kinds=(), topics=(), needs=())
        for side in sides
        if side in draft.catalog.components
    ]
    return [*for_need, *whens[:2]]
