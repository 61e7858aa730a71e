"""Sorts of products that nobody described: "which date library for X?", "a Y client for X"."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from msgspec.structs import replace

from bot.question.model import EntityType, Question
from bot.question.polarity import says_unknown_purpose
from bot.question.reading import Reading
from bot.text import plural

_NEAR, _BEFORE = 7, 3  # words
_ENDS = frozenset("for to with in on from".split())
_WANTING = frozenset(
    "which what whats what's best good any favourite favorite recommended decent recommend suggest"
    " a".split()
)
_PRODUCTS = frozenset(
    "tool tools client clients library libraries lib package packages plugin plugins editor ide"
    " driver drivers gem module extension extensions sdk gui app software program utility viewer"
    " wrapper adapter toolkit".split()
)
"""Usual words for products, which tell a sort by the word before: "HTTP client"."""
_ALONE = frozenset(
    "parser parsers linter linters ide ides editor editors debugger formatter".split()
)
"""Words for sorts that nothing claimed here is of, whatever stands before them."""
_TO_REACH = frozenset("client clients driver drivers wrapper sdk adapter gui".split())
_LIBRARIES = frozenset("library libraries lib package packages gem module driver sdk".split())
_FOR_WHAT = (["for"], ["in"], ["with"])
_PLAIN = frozenset(
    "is are the an new free simple small fast modern other another more kind sort type of"
    " do you we i use should would there that this your our my lightweight popular open source"
    " backend web server python developer development".split()
)
_CHOOSING_SORTS = frozenset({"recommend", "list", "alternatives"})
_NAMING_SORTS = frozenset({"stack", "topic"})
"""Intents that a text for a library may look like, but not one for an app that is to be built."""
_FOR_PURPOSE = frozenset({"recommend", "stack"})
_EVERYTHING = frozenset(
    "list lists show give tell me us all everything anything you your know knows have has do "
    "does can could would what which whats components component technologies technology tech "
    "techs topics topic tools tool stuff things thing names of the a an any is are there in on "
    "about for i we catalog catalogue knowledge base covered cover covers supported support "
    "supports available options entries items whole full complete entire every each please pls "
    "subjects answer answers ask it this bot kinds kind categories category products software "
    "services sort sorts type types inventory overview entity entities and stack stacks "
    "practices exist exists describe described familiar with guide summary contents content "
    "areas area cover database backend".split()
)
"""Words that a wish to see all there is is made of."""


def with_unclear(question: Question, reading: Reading) -> Question:
    """Return a question, marked where its purpose or the sort of thing is not described."""
    masked, mentions = reading.masked, reading.mentions
    wanted = question.needs or question.topics or question.components
    wanted_of_pair = question.needs or question.topics
    sort = _unknown_sort(reading, question)
    if sort is not None:
        return _of_sort(question, sort)
    unserved = question.intent in _CHOOSING_SORTS and not _served(question)
    if unserved and _asks_for_some_tool(masked):
        return replace(question, intent="recommend", kinds=(), unclear=True)
    unclear = (
        (question.intent in _FOR_PURPOSE and not wanted and says_unknown_purpose(masked))
        or (question.intent == "compare" and not wanted_of_pair and says_unknown_purpose(masked))
        or (question.intent == "recommend" and _asks_for_library(masked))
        or (question.intent == "list" and not mentions and not _EVERYTHING.issuperset(masked))
    )
    return replace(question, unclear=True) if unclear else question


def _of_sort(question: Question, sort: str) -> Question:
    """Return a question for a sort of product, which what its name has in it is no subject of."""
    apart = (one for one in question.unknown if one.casefold() not in sort.casefold())
    if question.intent not in _CHOOSING_SORTS | _NAMING_SORTS:
        return replace(question, unknown=(sort, *apart))
    bare = replace(question, kinds=(), topics=(), needs=(), concepts=())
    return replace(bare, intent="recommend", unknown=(sort, *apart), unclear=True)


def _served(question: Question) -> tuple[str, ...]:
    return (*question.needs, *question.topics, *question.concepts)


def _unknown_sort(reading: Reading, question: Question) -> str | None:
    """Return the sort of product that is asked for, where nobody described it."""
    sort = _sort_wanted(reading)
    if sort is None:
        return None
    if _is_any(sort, _ALONE) and question.intent in _CHOOSING_SORTS | _NAMING_SORTS:
        return sort
    if question.intent == "out_of_scope":
        return sort if _is_any(sort, _ALONE | _LIBRARIES | _TO_REACH) else None
    chosen = question.intent in _CHOOSING_SORTS
    chosen |= question.intent in _NAMING_SORTS and _is_any(sort, _LIBRARIES | _TO_REACH)
    return sort if chosen and not _served(question) else None


def _is_any(sort: str, words: AbstractSet[str]) -> bool:
    """Tell whether a sort, in the plural, is one of those that words stand for."""
    return sort.rsplit(maxsplit=1)[-1].casefold() in set(map(plural, words))


def _sort_wanted(reading: Reading) -> str | None:
    """Return the sort of product that is wanted, as written, in the plural.

    That is a usual word for a product after words of its own, a word that is always one, or what
    connects one thing to another: "a Y client for X".
    """
    near, _ = _wanted(reading.masked)
    ends = [at for at, word in enumerate(near) if word in _PRODUCTS or word in _ALONE]
    own = _described(near[: ends[-1]]) if ends else []
    if ends and (own or near[ends[-1]] in _ALONE):
        first = near.index(own[0]) if own else ends[-1]
        return _as_written(reading, near[first : ends[-1] + 1])
    return _after_name(reading)


def _asks_for_some_tool(masked: Sequence[str]) -> bool:
    """Tell whether the purpose of a product alone names a kind: "tool for editing a database"."""
    near, rest = _wanted(masked)
    products = [place for place, word in enumerate(near) if word in _PRODUCTS]
    if not products or _described(near[: products[-1]]):
        return False
    after = [*near[products[-1] :], *rest]
    unsaid = "for" in after and "<kind>" in after and says_unknown_purpose(after)
    return unsaid and after.index("for") < after.index("<kind>")


def _wanted(masked: Sequence[str]) -> tuple[list[str], Sequence[str]]:
    """Return the words that tell what is wanted, up to the next name, and the words after them."""
    start = next((i for i, word in enumerate(masked) if word in _WANTING), None)
    if start is None:
        return [], ()
    words = masked[start + 1 : start + _NEAR]
    near = list(takewhile(lambda word: word[0] != "<" and word not in _ENDS, words))
    return near, masked[start + 1 + len(near) :]


def _described(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _WANTING | _PLAIN]


def _as_written(reading: Reading, words: Sequence[str]) -> str | None:
    keys = [token.key for token in reading.tokens]
    for at in range(len(keys) - len(words) + 1):
        if keys[at : at + len(words)] == list(words):
            return plural(" ".join(token.text for token in reading.tokens[at : at + len(words)]))
    return None


def _after_name(reading: Reading) -> str | None:
    """Return a sort that is called after what is named: "a Y client for X", "a Z parser"."""
    keys = [token.key for token in reading.tokens]
    components = {one.first for one in reading.found if one.mention.type is EntityType.COMPONENT}
    for one in reading.found:
        after = one.last + 1
        if after >= len(keys) or _WANTING.isdisjoint(keys[max(one.first - _BEFORE, 0) : one.first]):
            continue
        reaches = one.first in components and keys[after] in _TO_REACH
        reaches = reaches and keys[after + 1 : after + 2] in _FOR_WHAT and after + 2 in components
        of_idea = one.mention.type is EntityType.CONCEPT and keys[after] in _LIBRARIES
        if reaches or of_idea or keys[after] in _ALONE:
            return plural(f"{one.mention.surface} {reading.tokens[after].text}")
    return None


def _asks_for_library(masked: Sequence[str]) -> bool:
    """Tell whether a library for something is wanted, and of something: "<need> library for X"."""
    return any(
        one == "<need>" and two in _LIBRARIES and [three] in _FOR_WHAT and four == "<component>"
        for one, two, three, four in zip(masked, masked[1:], masked[2:], masked[3:], strict=False)
    )
