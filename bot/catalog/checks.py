"""What must hold between records: named checks, each yielding every problem it finds."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from itertools import product

from bot.catalog.measures import right_measures
from bot.catalog.model import SHIPPED_PACKS, Claim, Says
from bot.catalog.records import Records
from bot.catalog.review import is_date, review
from bot.catalog.wording import Alias
from bot.errors import Problem
from bot.text import compact, stem, words

Check = Callable[[Records], Iterator[Problem]]

INTENTS = (
    "compare",
    "recommend",
    "define",
    "when_to_use",
    "alternatives",
    "topic",
    "stack",
    "list",
    "help",
    "smalltalk",
    "out_of_scope",
)

_FIELDS: dict[Says, frozenset[str]] = {
    **dict.fromkeys((Says.FITS, Says.WRONG_FOR, Says.PICK, Says.SHAPE), frozenset({"needs"})),
    Says.VALUE: frozenset({"dimension", "value"}),
    Says.BUILT_FOR: frozenset({"object"}),
    Says.PAIRS: frozenset({"object"}),
    Says.SERVES: frozenset({"object"}),
    Says.AMOUNT: frozenset({"amounts"}),
}
_EXTRA = ("needs", "dimension", "value", "object", "amounts")
_MIN_NAME = 2
_FEW = 40
_MAX_TEXT = 400


def check(records: Records) -> list[Problem]:
    """Return all problems between the records, in file order."""
    return sorted({problem for one in CHECKS for problem in one(records)})


def dangling_parts(records: Records) -> Iterator[Problem]:
    """Kinds, topics and components name layers, needs and kinds that exist."""
    kinds = records.kinds.keys() | records.broken
    for kind in records.kinds.values():
        if kind.layer not in records.layers:
            yield _at(records, "entity", kind.id, _none("layer", kind.layer, records.layers))
        if kind.parent is not None and kind.parent not in kinds:
            yield _at(records, "entity", kind.id, _none("kind", kind.parent, kinds))
    twins = {topic.id: topic.need for topic in records.topics.values()}
    twins |= {kind.id: kind.need for kind in records.kinds.values()}
    for twin, need in twins.items():
        if need is not None and need not in records.needs:
            yield _at(records, "entity", twin, _none("need", need, records.needs))
    of_kind = [(one.id, one.kind) for one in records.components.values()]
    of_kind += [(topic.id, one) for topic in records.topics.values() for one in topic.chooses]
    for owner, named in of_kind:
        if named not in kinds:
            yield _at(records, "entity", owner, _none("kind", named, kinds))


def dangling_aspects(records: Records) -> Iterator[Problem]:
    """Aspects name a dimension and topics that exist."""
    for aspect in records.aspects.values():
        if aspect.dimension is not None and aspect.dimension not in records.dimensions:
            message = _none("dimension", aspect.dimension, records.dimensions)
            yield _at(records, "aspect", aspect.id, message)
        for need in aspect.needs:
            if need not in records.needs:
                yield _at(records, "aspect", aspect.id, _none("need", need, records.needs))
        for topic in aspect.near:
            if topic not in records.topics.keys() | records.broken:
                yield _at(records, "aspect", aspect.id, _none("topic", topic, records.topics))


def strange_relations(records: Records) -> Iterator[Problem]:
    """Topics are related to others, and needs stand in for others, that exist."""
    topics = records.topics.keys() | records.broken
    named = [("topic", "'related' to", one.id, one.related) for one in records.topics.values()]
    named += [("need", "'near'", one.id, one.near) for one in records.needs.values()]
    for what, how, own, others in named:
        known = topics if what == "topic" else records.needs
        for one in others:
            if one == own:
                yield _at(records, "entity", own, f"a {what} is not {how} itself")
            elif one not in known:
                yield _at(records, "entity", own, _none(what, one, known))


def unmet_needs(records: Records) -> Iterator[Problem]:
    """Values that meet a need are those of a dimension that has them."""
    for need in records.needs.values():
        if need.dimension is None:
            if need.values:
                yield _at(records, "entity", need.id, "values that meet a need need a 'dimension'")
        elif need.dimension not in records.dimensions:
            message = _none("dimension", need.dimension, records.dimensions)
            yield _at(records, "entity", need.id, message)
        else:
            known = records.dimensions[need.dimension].values
            for value in need.values:
                if known and value not in known:
                    yield _at(records, "entity", need.id, _none("value", value, known))


def dangling_claims(records: Records) -> Iterator[Problem]:
    """Claims name entities, needs and dimensions that exist."""
    entities = records.entity_ids() | records.broken
    for claim in records.claims.values():
        named = [*claim.about, claim.object] if claim.object else claim.about
        missing = [
            _none("component, kind, topic or need", one, entities)
            for one in named
            if one not in entities
        ]
        missing += [_none("need", n, records.needs) for n in claim.needs if n not in records.needs]
        if claim.dimension is not None and claim.dimension not in records.dimensions:
            missing.append(_none("dimension", claim.dimension, records.dimensions))
        for message in missing:
            yield _at(records, "claim", claim.id, message)


def kind_cycles(records: Records) -> Iterator[Problem]:
    """No kind is below itself."""
    for kind in records.kinds.values():
        seen, current = {kind.id}, kind.parent
        while current in records.kinds:
            if current in seen:
                yield _at(records, "entity", kind.id, f"the kind {kind.id!r} is below itself")
                break
            seen.add(current)
            current = records.kinds[current].parent


def cited_sources(records: Records) -> Iterator[Problem]:
    """Every claim cites a source that exists, in a section the source has."""
    for claim in records.claims.values():
        source = records.sources.get(claim.source)
        if source is None:
            yield _at(records, "claim", claim.id, f"there is no source {claim.source!r}")
        elif source.locators and claim.locator not in source.locators:
            message = f"the source {source.id!r} has no section {claim.locator!r}"
            yield _at(records, "claim", claim.id, message)


def claim_fields(records: Records) -> Iterator[Problem]:
    """Every claim has the fields its predicate needs and no others, and reads as a sentence."""
    for claim in records.claims.values():
        wanted = _FIELDS.get(claim.says, frozenset())
        filled = {name for name in _EXTRA if getattr(claim, name)}
        for name in sorted(wanted - filled):
            yield _at(records, "claim", claim.id, f"a claim of {claim.says!s} needs {name!r}")
        for name in sorted(filled - wanted):
            yield _at(records, "claim", claim.id, f"a claim of {claim.says!s} has no {name!r}")
        if claim.degree is not None and claim.says is not Says.FITS:
            yield _at(records, "claim", claim.id, f"a claim of {claim.says!s} has no 'degree'")
        if len(claim.text) > _MAX_TEXT:
            message = f"the text has {len(claim.text)} characters; the limit is {_MAX_TEXT}"
            yield _at(records, "claim", claim.id, message)
        if not claim.text.endswith("."):
            yield _at(
                records, "claim", claim.id, "the text must be a sentence ending in a full stop"
            )


def separated_pairs(records: Records) -> Iterator[Problem]:
    """Claims that tell things apart are about two or three of a sort, those on a move about two."""
    sorts = (records.components, records.kinds, records.topics)
    sizes = {Says.SEPARATES: (2, 3), Says.MOVE: (2,)}
    for claim in records.claims.values():
        if claim.says not in sizes:
            continue
        about = set(claim.about)
        alike = any(about <= sort.keys() for sort in sorts)
        if not (alike and len(about) == len(claim.about) in sizes[claim.says]):
            message = f"what {claim.says} is about two of a sort, or else three: `about: [a, b]`"
            yield _at(records, "claim", claim.id, message)


def vocabulary(records: Records) -> Iterator[Problem]:
    """Values are of their dimension's vocabulary, and dimensions of the component's kind."""
    for dimension in records.dimensions.values():
        for kind in dimension.kinds:
            if kind not in records.kinds:
                message = _none("kind", kind, records.kinds)
                yield _at(records, "dimension", dimension.id, message)
    for claim in records.claims.values():
        known = records.dimensions.get(claim.dimension) if claim.dimension else None
        if known is None:
            continue
        for term in terms(claim.value or "", known.values):
            if known.values and term not in known.values:
                message = f"{term!r} is not a value of {known.id!r}: {', '.join(known.values)}"
                yield _at(records, "claim", claim.id, message)
        for subject in claim.about:
            component = records.components.get(subject)
            if component and known.kinds and not _has_kind(records, component.kind, known.kinds):
                message = f"{known.id!r} is not a dimension of a {component.kind} ({subject!r})"
                yield _at(records, "claim", claim.id, message)


def terms(value: str, vocabulary: Collection[str]) -> list[str]:
    """Return the terms of a vocabulary that a value joins by commas."""
    return [value] if value in vocabulary else value.split(", ")


def _has_kind(records: Records, kind: str, wanted: Collection[str]) -> bool:
    seen: set[str] = set()
    current: str | None = kind
    while current in records.kinds and current not in seen:
        if current in wanted:
            return True
        seen.add(current)
        current = records.kinds[current].parent
    return False


def one_value_each(records: Records) -> Iterator[Problem]:
    """No pack states two values of a component on one dimension, two outlooks or verdicts."""
    first: dict[tuple[str, str, str], Claim] = {}
    once = {Says.VALUE, Says.OUTLOOK, Says.VERDICT}
    for claim in records.claims.values():
        for subject in claim.about if claim.says in once else ():
            of = claim.dimension or str(claim.says)
            known = first.setdefault((claim.pack, subject, of), claim)
            if known is not claim:
                message = f"{subject!r} already has a value for {of!r} in {known.id!r}"
                yield _at(records, "claim", claim.id, message)


def undefined(records: Records) -> Iterator[Problem]:
    """Every component and topic has a claim that says what it is."""
    defined = {s for c in records.claims.values() if c.says is Says.IS for s in c.about}
    for entity in [*records.components, *records.topics]:
        if entity not in defined:
            message = f"{entity!r} has no claim that says what it is (says: is)"
            yield _at(records, "entity", entity, message)


def shared_names(records: Records) -> Iterator[Problem]:
    """No name stands for two entities, unless each has a sense rule for it, or asks."""
    owners: dict[str, list[tuple[str, Alias]]] = defaultdict(list)
    for entity_id, names in _names(records):
        keys = {compact(name.text): name for name in names}
        for key, name in keys.items():
            owners[key].append((entity_id, name))
    for sharing in owners.values():
        ids = [entity_id for entity_id, _ in sharing]
        if len(ids) < 2 or all(a.sense for _, a in sharing) or all(a.shared for _, a in sharing):  # noqa: PLR2004
            continue
        for entity_id, alias in sharing:
            others = ", ".join(repr(other) for other in ids if other != entity_id)
            message = (
                f"the name {alias.text!r} is shared with {others}; "
                "give each a sense rule, or mark each `shared: ask`"
            )
            yield _at(records, "entity", entity_id, message)


def word_names(records: Records) -> Iterator[Problem]:
    """No name of a component is an ordinary word, unless a sense rule guards it."""
    for component in records.components.values():
        own = Alias(text=component.name, sense=component.sense)
        for alias in (own, *component.aliases):
            key = compact(alias.text)
            if len(key) < _MIN_NAME and alias.sense is None:
                message = f"the name {alias.text!r} is too short to be told from a word"
                yield _at(records, "entity", component.id, message)
            elif key in records.words and alias.sense is None and alias.shared is None:
                message = f"the name {alias.text!r} is also a word; give it a sense rule"
                yield _at(records, "entity", component.id, message)
    for need in records.needs.values():
        for phrasing in (need.name, *need.phrasings):
            if not compact(phrasing):
                message = f"the phrasing {phrasing!r} has no word in it"
                yield _at(records, "entity", need.id, message)


def shared_phrasings(records: Records) -> Iterator[Problem]:
    """No shipped need is said in the words of another: only the first would be found."""
    first: dict[tuple[str, ...], str] = {}
    for need in records.needs.values():
        if need.pack not in SHIPPED_PACKS:
            continue
        for phrasing in (need.name, *need.phrasings):
            key = tuple(stem(word) for word in words(phrasing.replace("...", " x ")))
            owner = first.setdefault(key, need.id)
            if owner != need.id:
                message = f"the phrasing {phrasing!r} also stands for {owner!r}"
                yield _at(records, "entity", need.id, message)


def contradictions(records: Records) -> Iterator[Problem]:
    """No pack says that something both fits and doesn't fit a need."""
    fitting: dict[tuple[str, str, str], Claim] = {}
    for claim in records.claims.values():
        needs = () if claim.says in {Says.PICK, Says.SHAPE} else claim.needs
        for subject, need in product(claim.about, needs):
            first = fitting.setdefault((claim.pack, subject, need), claim)
            if first.says is not claim.says:
                message = f"{subject!r} both fits {need!r} and is wrong for it ({first.id})"
                yield _at(records, "claim", claim.id, message)


def source_urls(records: Records) -> Iterator[Problem]:
    """Every source's address can be opened in a browser."""
    for source in records.sources.values():
        if source.url is not None and not source.url.startswith(("https://", "http://")):
            message = f"the url of {source.id!r} must begin with https:// or http://"
            yield _at(records, "source", source.id, message)


def repeated_examples(records: Records) -> Iterator[Problem]:
    """No example question stands twice, and no intent is unknown."""
    first: dict[str, str] = {}
    for intent in records.intents.values():
        if intent.id not in INTENTS:
            message = f"there is no intent {intent.id!r}; they are {', '.join(INTENTS)}"
            yield _at(records, "intent", intent.id, message)
        times = Counter(intent.examples)
        for example in intent.examples:
            owner = first.setdefault(example.casefold(), intent.id)
            if owner != intent.id or times[example] > 1:
                message = f"the example {example!r} stands twice (under {owner!r} first)"
                yield _at(records, "intent", intent.id, message)


def _names(records: Records) -> Iterator[tuple[str, tuple[Alias, ...]]]:
    for component in records.components.values():
        own = Alias(text=component.name, sense=component.sense)
        yield component.id, (*component.aliases, own)
    for kind in records.kinds.values():
        yield kind.id, (*kind.aliases, Alias(text=kind.name))
    for topic in records.topics.values():
        yield topic.id, (*topic.aliases, Alias(text=topic.name))


def _none(what: str, missing: str, known: Iterable[str]) -> str:
    """Return that an id is missing, with the nearest that is not, or with all of a few."""
    ids = sorted(known)
    close = get_close_matches(missing, ids, n=1)
    if close:
        return f"there is no {what} {missing!r}; did you mean {close[0]!r}?"
    return f"there is no {what} {missing!r}" + (
        f"; there are {', '.join(ids)}" if len(ids) <= _FEW else ""
    )


def _at(records: Records, space: str, key: str, message: str) -> Problem:
    place = records.places[f"{space} {key}"]
    return Problem(place.path, place.line, message)


def right_news(records: Records) -> Iterator[Problem]:
    """News have a day, and name components and topics that exist."""
    known = records.components.keys() | records.topics.keys() | records.broken
    for news in records.news.values():
        if not is_date(news.date):
            message = f"date must be a day such as 2027-11-29, not {news.date!r}"
            yield _at(records, "news", news.id, message)
        if not news.about:
            yield _at(records, "news", news.id, "the news name nothing that came")
        for one in news.about:
            if one not in known:
                message = _none("component or topic", one, known)
                yield _at(records, "news", news.id, message)


CHECKS: tuple[Check, ...] = (
    dangling_parts,
    dangling_aspects,
    right_news,
    right_measures,
    strange_relations,
    unmet_needs,
    dangling_claims,
    kind_cycles,
    cited_sources,
    claim_fields,
    separated_pairs,
    vocabulary,
    one_value_each,
    undefined,
    shared_names,
    word_names,
    shared_phrasings,
    contradictions,
    source_urls,
    repeated_examples,
    review,
)
