"""What a mentioned component is to the question: asked about, or ruled out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.question.lexicon import FILLERS
from bot.question.model import EntityType, Role
from bot.question.spans import Found
from bot.text import Token

Phrase = tuple[str, ...]


def _by_word(phrases: Iterable[Phrase], at: int) -> dict[str, tuple[Phrase, ...]]:
    """Return phrases by their first (0) or last (-1) word, so that few are compared."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in phrases:
        found[phrase[at]] = (*found.get(phrase[at], ()), phrase)
    return found


_RULING_OUT = _by_word(
    (
        *((one, "but") for one in ("anything", "everything", "all")),
        ("nothing", "like"),
        *(("except", *more) for more in ((), ("for",))),
        ("excluding",),
        ("without",),
        ("other", "than"),
        ("apart", "from"),
        ("aside", "from"),
        ("besides",),
        ("outside",),
        ("outside", "of"),
        ("avoid",),
        ("avoiding",),
        ("rather", "not"),
        *(("not", one) for one in ("on", "by", "from")),
        ("fed", "up", "with"),
        ("sick", "of"),
        ("hate",),
        ("hates",),
        ("dislike",),
        ("neither",),
        ("nor",),
        ("not", "a", "fan", "of"),
        ("not", "fans", "of"),
        ("ruled", "out"),
        ("rule", "out"),
        ("rules", "out"),
        ("ruling", "out"),
        ("banned",),
        ("forget",),
        ("forget", "about"),
        ("skip",),
        ("ignore",),
        ("ignoring",),
        ("minus",),
        ("sans",),
        ("w", "o"),
        ("nothing", "with"),
        ("nothing", "from"),
        ("nothing", "by"),
        ("no", "more"),
        ("tired", "of"),
        ("rid", "of"),
        ("away", "from"),
        *((one, "from") for one in ("moving", "migrating", "switching")),
        ("moving", "off"),
        ("move", "off"),
        ("leaving",),
        ("replacing",),
        ("not", "want", "is"),
        ("done", "with"),
        ("don't", "want", "is"),
        *((who, be) for who in ("that", "which") for be in ("isn't", "isnt", "aren't")),
        *((who, "is", "not") for who in ("that", "which")),
        *((who, "not") for who in ("that's", "thats")),
    ),
    -1,
)
_FEELING = frozenset("hate hates dislike move moving leaving replacing sick tired fed".split())
"""What rules out in a statement, but not in "why does everyone hate X" or "how to move off X"."""
_ALL = frozenset("every any all anything everything everyone each".split())
_BETWEEN_ALL = FILLERS - _ALL
_ALL_REACH = 4
_NEGATORS = frozenset(
    "no not never don't dont doesn't didn't won't wont can't cannot cant couldn't wouldn't"
    " haven't hasn't aren't".split()
)
_NEGATED = FILLERS | frozenset(
    "want wants wanted use uses using used like likes have having need run running take pick"
    " know knows knew choose consider considering say recommend suggest suggesting afford"
    " stand touch be going go see hear about of anything deal dealing work working back me us"
    " to with for more ever even either really necessarily".split()
)
"""What may stand between a negation and what it rules out: "we are not going to use X"."""
_ASKING = frozenset(
    "why what which when how if whether or should shall isn't would reason reasons".split()
)
_WHY = frozenset({"why", "when", "how", "if", "whether"})
_AUXILIARY = frozenset({"is", "are", "do", "does", "can", "could", "will"})
_REACH = 20
"""The most words between a negation and what it rules out."""
_WHY_OR_HOW = frozenset({"why", "how"})
_ASKING_BEFORE = 4
"""Words before a negation in which one that asks makes it a question: "should we not use X"."""
_STATING = frozenset({"have", "has", "had", "got"})
_RULED_OUT_AFTER = _by_word(
    (
        ("is", "out"),
        ("is", "gone"),
        ("is", "shutting", "down"),
        ("shut", "down"),
        *(("free", offer, "is", "gone") for offer in ("tier", "plan")),
        ("free", "tier", "ended"),
        *((gone, "the", "free") for gone in ("killed", "dropped", "ended", "removed")),
        ("are", "out"),
        ("is", "not", "allowed"),
        ("isn't", "allowed"),
        ("is", "not", "an", "option"),
        ("isn't", "an", "option"),
        ("is", "off", "the", "table"),
        ("is", "banned"),
        ("is", "forbidden"),
        ("won't", "do"),
        ("won't", "fly"),
        ("gets", "fired"),
        ("excluded",),
        ("aside",),
        ("is", "ruled", "out"),
        ("is", "a", "no", "go"),
        ("is", "no", "option"),
        ("is", "not", "possible"),
        ("isn't", "possible"),
        ("is", "not", "wanted"),
        ("isn't", "wanted"),
        ("is", "not", "acceptable"),
        ("is", "unacceptable"),
        ("not", "allowed"),
        ("not", "possible"),
        ("not", "wanted"),
        ("doesn't", "work", "for"),
        ("didn't", "work"),
        ("did", "not", "work"),
        ("won't", "work"),
        ("no", "thanks"),
        ("no", "thank", "you"),
        ("no", "thx"),
        *(("are", how) for how in ("forbidden", "banned")),
        ("are", "not", "allowed"),
        *((be, "rejected") for be in ("was", "were", "is", "got")),
        *(("was", *how) for how in (("banned",), ("ruled", "out"))),
        ("must", "not"),
        ("must", "go"),
        ("got", "vetoed"),
        *((be, "vetoed") for be in ("was", "is")),
        ("sucks",),
        *(
            (one, how)
            for one in ("feels", "seems", "looks")
            for how in "too heavy overkill bloated".split()
        ),
        *(
            ("is", "too", how)
            for how in "heavy big complex complicated expensive pricey costly much bloated".split()
        ),
        ("is", "overkill"),
    ),
    0,
)
_PREFERRING = _by_word((("rather", "than"), ("instead", "of")), -1)
"""Rules out, unless another name was weighed before: "Mongo instead of Postgres" compares."""
_IS_NOT = (("is", "not"), ("are", "not"), ("isn't",), ("aren't",))
_DOES_NOT = (("do", "not"), ("does", "not"), ("don't",), ("doesn't",))
_UNWANTED = _by_word(
    (
        ("without",),
        ("no",),
        ("not",),
        ("non",),
        ("isn't",),
        *((*do, "need") for do in _DOES_NOT),
        ("don't", "support"),
        ("doesn't", "support"),
        ("not", "need"),
        ("not", "good", "for"),
        ("not", "for"),
        ("doesn't", "have"),
        ("lacks",),
        ("no", "need", "for"),
        ("care", "about"),
        ("who", "needs"),
        ("forget",),
        ("forget", "about"),
        ("rather", "than"),
        ("other", "than"),
        ("apart", "from"),
        ("aside", "from"),
        *(("except", *more) for more in ((), ("for",))),
        *((one,) for one in ("ignoring", "irrespective", "regardless")),  # of it
    ),
    -1,
)
_CHOOSING_AMONG = frozenset({"which", "recommend", "alternative", "alternatives"})
_UNIMPORTANT = _by_word(
    (
        *((*be, "important") for be in _IS_NOT),
        *((*do, "matter") for do in _DOES_NOT),
        ("is", "irrelevant"),
        ("are", "irrelevant"),
        *(("is", "no", what) for what in ("issue", "object", "problem", "concern")),
    ),
    0,
)
"""What before a need says that it is not wanted: "without transactions"."""
_NONE_THERE = _by_word((("had", "no"), ("have", "no")), -1)
_BETWEEN = frozenset({"strict", "any", "full"}) | FILLERS
_MAX_AFTER = 4
_SKIPPED = (FILLERS - {"of"}) | {"use", "using", "with", "either"}
_ASKING_NOT = frozenset("why what if or when is are should whether".split())
_NOT_UNWANTED = _ASKING_NOT | _STATING
"""Words before what says that a need is not wanted, behind which it doesn't say so."""
_LACKING = frozenset({"isn't", "doesn't", "lacks", "hasn't", "wasn't", "can't"})
_ENDINGS = frozenset(".;:!?")
_LISTING = frozenset({"or", "nor", "and"})
_RULED_OUT = frozenset({EntityType.COMPONENT, EntityType.UNKNOWN, EntityType.KIND})
"""The types of what can be ruled out; of a need it is only told that it doesn't matter."""


def assign_roles(text: str, tokens: Sequence[Token], found: Sequence[Found]) -> Iterator[Found]:
    """Yield the mentions with their roles; a list after "without" is ruled out as a whole."""
    keys = [token.key for token in tokens]
    negative = not _NEGATORS.isdisjoint(keys)
    previous: Found | None = None
    asked = False
    for one in found:
        kind = one.mention.type
        excluded = False
        if kind in _RULED_OUT and one.mention.role is Role.ASKED:
            excluded = (
                _is_ruled_out(keys, one.first)
                or (kind is EntityType.COMPONENT and _is_ruled_out(keys, one.first, _NONE_THERE))
                or (not asked and _is_ruled_out(keys, one.first, _PREFERRING))
                or (negative and _is_negated(tokens, one.first))
                or _follows(keys, one.last, _RULED_OUT_AFTER)
                or _is_all_but(keys, one.first)
                or (
                    _continues_list(keys, previous, one)
                    and not _ends_between(text, tokens, previous, one)
                )
            )
            asked = asked or not (excluded or kind is EntityType.KIND)
        elif kind is EntityType.NEED and one.mention.role is Role.ASKED:
            if _is_complaint(keys, previous, one):
                yield one._replace(mention=one.mention._replace(role=Role.BACKGROUND))
                continue
            excluded = (
                (_is_unwanted(keys, one.first) and not _only_says_how(keys, one, found))
                or _follows(keys, one.last, _UNIMPORTANT)
                or _is_all_but(keys, one.first)
                or _continues_needs(keys, previous, one)
            )
        previous = _excluded(one) if excluded else one
        yield previous


def _only_says_how(keys: Sequence[str], one: Found, found: Sequence[Found]) -> bool:
    """Tell whether "non" is a part of what is asked about: "how to do non-RESTful actions".

    It rules out where a kind comes after it, of which something is chosen: "a non-SQL database".
    """
    if keys[max(one.first - 1, 0)] != "non" or _CHOOSING_AMONG.intersection(keys[: one.first]):
        return False
    near = range(one.last + 1, one.last + 1 + _MAX_AFTER)
    return not any(f.first in near for f in found if f.mention.type is EntityType.KIND)


def _is_complaint(keys: Sequence[str], previous: Found | None, one: Found) -> bool:
    """Tell whether a need is said not to be what a name is: "X isn't ordered", of X alone."""
    if previous is None or previous.mention.type is not EntityType.COMPONENT:
        return False
    between = keys[previous.last + 1 : one.first]
    return len(between) in (1, 2) and between[0] in _LACKING


def _excluded(one: Found) -> Found:
    return one._replace(mention=one.mention._replace(role=Role.EXCLUDED))


def _is_ruled_out(
    keys: Sequence[str], first: int, phrases: Mapping[str, tuple[Phrase, ...]] = _RULING_OUT
) -> bool:
    end = first
    while end and keys[end - 1] in _SKIPPED:
        end -= 1
    if not end or keys[end - 1] not in phrases:
        return False
    return any(
        (len(phrase) == end or keys[end - len(phrase) - 1] not in _ASKING_NOT)
        and not (phrase[0] in _FEELING and not _WHY_OR_HOW.isdisjoint(keys[:end]))
        for phrase in _phrases_before(keys, end, phrases)
    )


def _is_all_but(keys: Sequence[str], first: int) -> bool:
    """Tell whether all but what is named is meant: "every database but X"."""
    end = first
    while end and keys[end - 1] in _BETWEEN_ALL:
        end -= 1
    if not end or keys[end - 1] != "but":
        return False
    before = keys[max(end - 1 - _ALL_REACH, 0) : end - 1]
    return not _ALL.isdisjoint(before) and "like" not in before  # "anything like X but cheap"


def _phrases_before(
    keys: Sequence[str], end: int, phrases: Mapping[str, tuple[Phrase, ...]]
) -> Iterator[Phrase]:
    """Yield the phrases that end right before a position, of which one ends in its word."""
    for phrase in phrases[keys[end - 1]]:
        if tuple(keys[max(end - len(phrase), 0) : end]) == phrase:
            yield phrase


def _is_negated(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a negation reaches a name: "don't want X", "we are not going to use X".

    It doesn't in a question, over a comma, or where "have no X" tells what there is.
    """
    at = first - 1
    furthest = max(at - _REACH, 0)
    while at >= furthest and _is_next(tokens, at) and tokens[at].key in _NEGATED:
        at -= 1
    if at < 0 or tokens[at].key not in _NEGATORS or not _is_next(tokens, at):
        return False
    clause = at
    while clause and at - clause < _ASKING_BEFORE and _is_next(tokens, clause - 1):
        clause -= 1
    before = [token.key for token in tokens[clause:at]]
    if before[-1:] == ["and"] and any(token.key in _WHY_OR_HOW for token in tokens[:at]):
        return False  # "why would one take X and not Y" weighs
    if tokens[at].key == "no":
        return before[-1:] == [] or before[-1] not in _STATING
    if before[-1:] in (["is"], ["are"]) and before[0] not in _WHY:  # "which one is not X"
        return len(before) > 1
    inverted = len(before) > 1 and before[0] in _AUXILIARY  # "do we not use X?"
    return not inverted and not _ASKING.intersection(before)


def _is_next(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether nothing but a space stands between a word and the one after it."""
    return tokens[at + 1].start - tokens[at].end <= 1


def _is_unwanted(keys: Sequence[str], first: int) -> bool:
    end = first
    while end and keys[end - 1] in _BETWEEN:
        end -= 1
    if not end or keys[end - 1] not in _UNWANTED:
        return False
    return any(
        len(phrase) == end or keys[end - len(phrase) - 1] not in _NOT_UNWANTED
        for phrase in _phrases_before(keys, end, _UNWANTED)
    )


def _follows(keys: Sequence[str], last: int, phrases: Mapping[str, tuple[Phrase, ...]]) -> bool:
    """Tell whether one of the phrases comes right after a position."""
    after = tuple(keys[last + 1 : last + 1 + _MAX_AFTER])
    if not after or after[0] not in phrases:
        return False
    return any(after[: len(phrase)] == phrase for phrase in phrases[after[0]])


def _continues_needs(keys: Sequence[str], previous: Found | None, one: Found) -> bool:
    """Tell whether a need goes on the list of what doesn't matter: "no X or Y"."""
    if previous is None or previous.mention.type is not EntityType.NEED:
        return False
    between = keys[previous.last + 1 : one.first]
    return bool(between) and _continues_list(keys, previous, one)


def _ends_between(text: str, tokens: Sequence[Token], previous: Found | None, one: Found) -> bool:
    """Tell whether a sentence or a clause ends between two names: "I hate X. Y or Z?"."""
    if previous is None:
        return False
    between = text[tokens[previous.last].end : tokens[one.first].start]
    return not _ENDINGS.isdisjoint(between)


def _continues_list(keys: Sequence[str], previous: Found | None, one: Found) -> bool:
    """Tell whether a name goes on the list of what is ruled out: "without X or Y"."""
    if previous is None or previous.mention.role is not Role.EXCLUDED:
        return False
    if EntityType.KIND in {previous.mention.type, one.mention.type}:
        return False
    between = keys[previous.last + 1 : one.first]
    alike = previous.mention.type is not EntityType.NEED or one.mention.type is EntityType.NEED
    return _LISTING.issuperset(between) and (alike or bool(between))
