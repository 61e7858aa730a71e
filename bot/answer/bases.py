"""What candidates have to be built for, or run on, to go with what a question names."""

import re
from collections.abc import Iterable, Sequence

from bot.answer.facts import (
    built_for,
    built_for_any,
    parts_of,
    used_from,
    values_by_dimension,
    with_bases,
)
from bot.catalog.memo import once
from bot.catalog.model import Catalog, Claim
from bot.question.model import Question

_LANGUAGE = "language"  # the layer
_PLATFORM = "operations"  # the layer
_MAX_SERVERS = 1
_LIBRARY = "library"  # what values of the next begin with
_RUNS_AS = "runs-as"  # the dimension of whether it is a library or a server
_RUNS = "runs-languages"  # the dimension of what a platform runs


def told_bases(catalog: Catalog, component: str, bases: Iterable[str]) -> list[Claim]:
    """Return the values of a component that name some of the bases: the languages it runs."""
    names = {catalog.components[one].name for one in bases}
    values = values_by_dimension(catalog, component).get(_RUNS, ())
    return [one for one in values if not names.isdisjoint(parts_of([one]))]


def is_run_on(catalog: Catalog, component: str, platform: str) -> bool:
    """Tell whether a platform runs what a component is built for, as its row of the table says."""
    return bool(told_bases(catalog, platform, built_for(catalog, component)))


def bases_among(catalog: Catalog, among: Sequence[str], question: Question) -> list[str]:
    """Return what the question names for candidates to be built for, such as a language.

    That is what some component of the asked kind is built for, or what does the same job. What is
    named stands for its own bases where nothing is built for itself: an app on Rails is in Ruby;
    a platform, for the languages that it runs.
    """
    kinds = question.kinds or [catalog.components[one].kind for one in among]
    jobs: set[str] = set().union(*(_jobs_of_bases(catalog, kind) for kind in kinds))
    for kind in question.kinds:
        jobs -= {catalog.job(one) for one in _of_kind(catalog, kind)}
    found: dict[str, None] = {}
    for named in question.components:
        bases = [named] if built_for_any(catalog, among, [named]) else with_bases(catalog, [named])
        found |= dict.fromkeys(one for one in bases if catalog.job(one) in jobs)
    run = (base for named in question.components for base in sorted(used_from(catalog, named)))
    return list(found) or [one for one in dict.fromkeys(run) if catalog.job(one) in jobs]


@once
def _of_kind(catalog: Catalog, kind: str) -> list[str]:
    return [one for one in catalog.components if catalog.is_a(one, kind)]


@once
def _jobs_of_bases(catalog: Catalog, kind: str) -> set[str]:
    """Return the jobs of what the components of a kind are used from: a framework's, languages."""
    return {
        catalog.job(base)
        for one in _of_kind(catalog, kind)
        for base in used_from(catalog, one)
        if catalog.job(base) != catalog.job(one)
    }


def bases_of_names(catalog: Catalog, question: Question) -> list[str]:
    """Return what names without claims are built for, where it is said: "a Java library"."""
    if not question.recognised:
        return []
    known = {one.name.casefold(): one.id for one in catalog.components.values()}
    first = (
        catalog.names[name].what.partition(" ")[0].casefold() for _, name in question.recognised
    )
    return list(dict.fromkeys(known[one] for one in first if one in known))


def unknown_bases(catalog: Catalog, question: Question) -> list[str]:
    """Return the names without claims that what is asked for would have to be built for.

    "Which framework for Haskell?" names one: a language, as frameworks are built for.
    """
    bases = {
        catalog.job(base)
        for kind in question.kinds
        for one in _of_kind(catalog, kind)
        for base in built_for(catalog, one)
    }
    classes = {kind.name for kind in catalog.kinds.values() if catalog.job(kind.id) in bases}
    return [name for name, known in question.recognised if catalog.names[known].what in classes]


def of_a_nature(catalog: Catalog, subject: str, others: Sequence[str]) -> list[str]:
    """Return what may stand in for something; of a library within programs, such ones first.

    Of servers only the best known stays then.
    """
    within = [one for one in others if are_within(catalog, subject, one)]
    others = [one for one in others if one not in within]
    return [*within, *others[: _MAX_SERVERS if within else None]]


def are_within(catalog: Catalog, *components: str) -> bool:
    """Tell whether all run within the program that uses them, as their rows say."""
    values = (values_by_dimension(catalog, one).get(_RUNS_AS, ()) for one in components)
    return all(any(one.startswith(_LIBRARY) for one in parts_of(told)) for told in values)


def without_platforms(catalog: Catalog, among: Sequence[str], used: Sequence[str]) -> list[str]:
    """Return components but those that take a platform which nobody named, if any are left.

    Who deploys to Windows servers has no use for a tool that is for Kubernetes alone.
    """
    bases = set(with_bases(catalog, used))

    def asks_for_more(one: str) -> bool:
        under = {base for base in built_for(catalog, one) if _is_platform(catalog, base)}
        return bool(under) and under.isdisjoint(bases)

    return [one for one in among if not asks_for_more(one)] or list(among)


def _is_platform(catalog: Catalog, base: str) -> bool:
    parts = catalog.components
    return base in parts and catalog.kinds[parts[base].kind].layer == _PLATFORM


def is_elsewhere(catalog: Catalog, component: str, bases: Sequence[str]) -> bool:
    """Tell whether something is built for other things than what is in use."""
    own = built_for(catalog, component)
    jobs = {catalog.job(one) for one in bases}
    return own.isdisjoint(bases) and any(catalog.job(one) in jobs for one in own)


def speaks_to(catalog: Catalog, claim: Claim, bases: Iterable[str]) -> bool:
    """Tell whether a claim doesn't turn on languages other than those in use."""
    languages = _languages(catalog)
    used = [one for one in bases if one in languages]
    named = [one for one, name in languages.items() if name.search(claim.text)]
    return not (used and named) or not set(used).isdisjoint(named)


@once
def _languages(catalog: Catalog) -> dict[str, re.Pattern[str]]:
    """Return the languages and runtimes, each with its name as it stands in a sentence."""
    return {
        one.id: re.compile(rf"(?<!\w){re.escape(one.name)}(?!\w)")
        for one in catalog.components.values()
        if catalog.kinds[one.kind].layer == _LANGUAGE
    }
