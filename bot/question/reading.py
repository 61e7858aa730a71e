"""A text as read: its mentions with their roles, and its words with the mentions masked."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import NamedTuple

from bot.question.amounts import without_amounts
from bot.question.background import set_apart
from bot.question.descriptions import with_descriptions
from bot.question.in_use import told_in_use
from bot.question.lexicon import Lexicon
from bot.question.mentions import find_mentions
from bot.question.model import EntityType, Mention
from bot.question.ranking import PLACEHOLDERS
from bot.question.roles import assign_roles
from bot.question.spans import Found
from bot.question.spelling import apart, respell
from bot.question.surroundings import set_around
from bot.text import CONTRACTIONS, Token, compact, expand, tokenize

_ADDRESS = re.compile(
    r"\s*(?:(?:ask|tell|show|as)\s+\S{1,20}(?:\s\S{1,20})?(?::|\s-)|eli5:"
    r"|(?:ask|explain)[\w'\u2019]{1,20}:|\w{1,20}-it:|r/\w{1,20}:)\s+",
    re.IGNORECASE,
)
# What ends a sentence comes before what rules it out, so that few places are looked at twice.
_END = re.compile(
    r"[.!?…](?<![.!?…]{2})(?<!\b[Vv]s.)(?<!\be\.g.)(?<!\bi\.e.)[.!?…]*+[)\"'\u201d\u2019]*+(?=\s|$)"
    r"|\n+"
)
_FAULT = re.compile(r"[A-Za-z](?:Exception|Error)$")
_LINK = re.compile(r"[a-zA-Z]{2,10}://[^\s>|]{1,2000}")
_TAG = re.compile(r"\A\s{0,9}\[[^\[\]]{1,40}\]|\[[^\[\]]{1,40}\][\s?!.]{0,9}\Z")
_MIN_SENTENCE, _MIN_ASKED = 3, 2  # words
_VERSUS = ("v", "s")
_SOMETHING = frozenset({"something", "anything", "sth"})
_CHOSEN_AFTER = frozenset({"or", "vs", "versus"})
_TAKING = frozenset(
    "to for with a use using buy buying pay paying go going take get getting try adopt rent move"
    " moving switch switching add adding run running choose pick rather should we i".split()
)
"""Words between "or" and the "something like X" that is offered as the other choice."""
_NO_NAME = frozenset({"that", "this", "it", "these", "those"})
_START = attrgetter("start")

_ASIDES = frozenset({"actually", "exactly", "really"})
_BEFORE_ASIDE = {("how", "do"), ("how", "does"), ("why", "do"), ("why", "does")}
_BUILDING = frozenset(
    "like build building built create creating clone clones cloning make making".split()
)
_NEAR = 3  # words
_COSTLY = frozenset({"expensive", "costly"})
_AFTER_COSTLY = frozenset(
    "a an the than for to and or but if when while in at as on compared is are it right now too"
    " licence license licences licenses".split()
)
"""Words behind which "expensive" still says that money matters."""

_POPULAR = frozenset({"popular"})
_READ_OFTEN = frozenset(
    "key keys item items page pages post posts product products entry entries record records"
    " object objects article articles content endpoint endpoints row rows".split()
)
"""What is read often where it is popular, rather than taken by many teams."""


class Reading(NamedTuple):
    """A text or a sentence of it; ``asks`` tells that it ends in a question mark."""

    mentions: tuple[Mention, ...]
    masked: tuple[str, ...]
    asks: bool
    tokens: tuple[Token, ...] = ()
    found: tuple[Found, ...] = ()


def read(text: str, lexicon: Lexicon) -> Reading:
    """Return a text as read."""
    said = apart(_said(text, lexicon)[_address_words(text) :], lexicon)
    tokens, ties = respell(said, lexicon)
    mentioned = find_mentions(text, tokens, lexicon, ties)
    described = with_descriptions(text, tokens, mentioned)
    named = set_apart(text, tokens, described, lexicon.settings)
    named = without_amounts(text, tokens, named, lexicon.measures)
    named = _without_models(tokens, named, lexicon)
    named = [one for one in named if not _describes_work(text, tokens, one)]
    found = set_around(tokens, list(assign_roles(text, tokens, named)))
    found = told_in_use(text, tokens, found)
    return _reading(tokens, found, asks=text.rstrip().endswith("?"))


def _describes_work(text: str, tokens: Sequence[Token], one: Found) -> bool:
    """Tell whether a word only says what work or data are like: "costly query", "popular key"."""
    word = tokens[one.first].key
    if one.first != one.last or one.last + 1 == len(tokens) or word not in _COSTLY | _POPULAR:
        return False
    this, after = tokens[one.last], tokens[one.last + 1]
    if not text[this.end : after.start].isspace():
        return False
    return after.key in _READ_OFTEN if word in _POPULAR else after.key not in _AFTER_COSTLY


def _without_models(tokens: Sequence[Token], named: list[Found], lexicon: Lexicon) -> list[Found]:
    """Leave out companies that only say what is to be built with something: "X clone in Y"."""
    companies = [one for one in named if one.mention.entity in lexicon.companies]
    if not companies or all(one.mention.type is not EntityType.COMPONENT for one in named):
        return named
    first = companies[0].first
    around = {token.key for token in tokens[max(first - _NEAR, 0) : first + _NEAR]}
    if around.isdisjoint(_BUILDING):
        return named
    return [one for one in named if one not in companies]


def _with_versus(tokens: list[Token]) -> list[Token]:
    """Return words with "v/s" and "v.s." as one."""
    keys = [token.key for token in tokens]
    for at in [at for at, pair in enumerate(pairwise(keys)) if pair == _VERSUS][::-1]:
        one, other = tokens[at : at + 2]
        if other.start - one.end == 1:
            tokens[at : at + 2] = [Token("vs", "vs", one.start, other.end)]
    return tokens


def _with_examples(tokens: list[Token]) -> list[Token]:
    """Return words in which a choice is the name it is described by: "or something like X"."""
    likened = [
        at
        for at, (one, other) in enumerate(pairwise(tokens[:-1]))
        if one.key in _SOMETHING and other.key == "like" and tokens[at + 2].key not in _NO_NAME
    ]
    for at in likened[::-1]:
        first = at
        while first and tokens[first - 1].key in _TAKING:
            first -= 1
        if first > 1 and tokens[first - 1].key in _CHOSEN_AFTER:
            del tokens[at : at + 2]
    return tokens


def _without_asides(tokens: list[Token]) -> list[Token]:
    """Return words without an "actually" in an odd place: "how does actually X work"."""
    keys = [token.key for token in tokens]
    if _ASIDES.isdisjoint(keys):
        return tokens
    return [
        one
        for at, one in enumerate(tokens)
        if not (one.key in _ASIDES and at > 1 and tuple(keys[at - 2 : at]) in _BEFORE_ASIDE)
    ]


def _said(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the words of a text but those of web addresses and of a tag that names nothing."""
    tokens = _without_asides(_with_examples(_with_versus(tokenize(text))))
    if "Exception" in text or "Error" in text:
        tokens = [
            one._replace(key="exception") if _FAULT.search(one.text) else one for one in tokens
        ]
    links = [link.span() for link in _LINK.finditer(text)] if "://" in text else []
    if "[" in text:
        tags = _TAG.finditer(text)
        links += [
            one.span() for one in tags if compact(one[0].strip(" ?!.[]")) not in lexicon.names
        ]
    if not links:
        return tokens
    return [
        token for token in tokens if not any(start <= token.start < end for start, end in links)
    ]


def sentences(whole: Reading, text: str) -> Iterator[Reading]:
    """Yield the sentences of a text that was read, of three words and more, that name something.

    A text that is one sentence has none in it.
    """
    first = 0
    waiting = deque(whole.found)  # in the order of their first words
    for end in chain(_END.finditer(text), (None,)):
        stop = len(text) if end is None else end.end()
        last = bisect_left(whole.tokens, stop, lo=first, key=_START)
        if last - first == len(whole.tokens):
            return
        here = []
        while waiting and waiting[0].first < last:
            one = waiting.popleft()
            if one.last < last:
                here.append(one._replace(first=one.first - first, last=one.last - first))
        asks = end is not None and "?" in end[0]
        if here and last - first >= (_MIN_ASKED if asks else _MIN_SENTENCE):
            yield _reading(whole.tokens[first:last], here, asks=asks)
        first = last


def _reading(tokens: Sequence[Token], found: Sequence[Found], *, asks: bool) -> Reading:
    mentions = tuple(one.mention for one in found)
    return Reading(mentions, _mask(tokens, found), asks, tuple(tokens), tuple(found))


def without_doubtful(reading: Reading) -> Reading:
    """Return a reading in which names that may be ordinary words are read as such."""
    found = [one for one in reading.found if not one.mention.doubtful]
    return _reading(reading.tokens, found, asks=reading.asks)


def reworded(reading: Reading, keys: Mapping[int, str]) -> Reading:
    """Return a reading with other words in some places, which no mention covers."""
    tokens = [
        one._replace(key=keys[n]) if n in keys else one for n, one in enumerate(reading.tokens)
    ]
    return _reading(tokens, reading.found, asks=reading.asks)


def _address_words(text: str) -> int:
    """Return how many words at the start only address somebody: "Ask HN:", "ELI5:"."""
    address = _ADDRESS.match(text)
    return len(tokenize(address[0])) if address else 0


def _mask(tokens: Sequence[Token], found: Iterable[Found]) -> tuple[str, ...]:
    """Return the text's words with each mention as one placeholder.

    The mentions are in the order of their first words; of those that overlap, the first counts.
    """
    keys = [token.key for token in tokens]
    masked: list[str] = []
    position = 0
    for one in found:
        if one.first >= position:
            masked += keys[position : one.first]
            masked.append(PLACEHOLDERS[one.mention.type])
            position = one.last + 1
    masked += keys[position:]
    if CONTRACTIONS.keys().isdisjoint(masked):
        return tuple(masked)
    return tuple([word for key in masked for word in expand(key)])
