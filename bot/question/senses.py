"""Word sense: whether "go", "spring" or "express" is the technology here."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from bot.catalog.wording import Sense
from bot.question.model import EntityType
from bot.question.spans import Found
from bot.text import Token, stem, tokenize

_REWRITING = frozenset({"rewrite", "rewriting", "rewritten", "porting"})
_INTO = frozenset({"in", "to", "into"})
_JOINERS = frozenset({"vs", "versus", "v", "or", "and", "than", "over", "against"})
_TAKING = frozenset("use using used uses adopt adopting choose pick meant mean".split())
_ASKED_OF = (
    ("alternative", "to"),
    ("alternatives", "to"),
    ("compare", "to"),
    ("comparable", "to"),
    ("introduce", "me", "to"),
    ("compared", "to"),
    ("similar", "to"),
    ("equivalent", "to"),
    ("equivalents", "to"),
    ("switch", "to"),
    ("switching", "to"),
    ("move", "to"),
    ("moving", "to"),
    ("migrate", "to"),
    ("migrating", "to"),
    ("replacement", "for"),
    ("substitute", "for"),
    ("instead", "of"),
    ("without",),
    ("except",),
    ("besides",),
    ("other", "than"),
    ("rather", "than"),
    ("anything", "but"),
    ("vs",),
    ("versus",),
)
"""What stands before a name and leaves no other meaning: "alternatives to express"."""
_OBJECT_AFTER = frozenset("explain describe define compare swap with".split())
_AFTER_OBJECT = (["to"], ["with"], ["for"])
"""Words between which a name is no verb: "compare go with"."""
_LAST_ASKED_OF = frozenset(phrase[-1] for phrase in _ASKED_OF)
_NAMES = frozenset({EntityType.COMPONENT, EntityType.UNKNOWN})
_USING = _TAKING | frozenset(
    "in learn learning drop like not no avoid hate exclude excluding skip plain pure vanilla"
    " via".split()
)
FIELD = frozenset(
    map(
        stem,
        "api app apps backend framework frameworks language languages library libraries package"
        " packages orm orms code codebase compile compiler runtime version versions upgrade"
        " microservice microservices service services endpoint endpoints http json middleware"
        " production repo script scripts developer developers programming software sdk driver"
        " drivers concurrency web server servers benchmark benchmarks stack async deploy deploys"
        " deployment dashboard realtime database db queue cache container containers cluster"
        " plugin plugins module modules dependency dependencies tests test testing bug debugger"
        " thread threads threading memory performance tooling ecosystem syntax devs scaling"
        " microframework crud rest graphql websocket websockets cli config rewrite rewriting"
        " refactor monolith cron etl ingestion legacy maintained migration migrating extension"
        " extensions directory install project projects binary binaries machine machines laptop"
        " laptops pipeline pipelines".split(),
    )
)
"""Stems of words of the field: where one stands, a name that is also a word is a technology."""
_MADE_WITH = frozenset(
    "app apps application applications api apis backend backends project projects service services"
    " codebase developer developers microservice microservices".split()
)
"""Words that a technology stands before, whatever stands before it: "a docker app"."""
_AUXILIARIES = frozenset("is are does do can could will would should has".split())
_WHAT_IS = frozenset({("what", "is"), ("what's",), ("whats",), ("and", "what", "is")})
_IS_FOR = frozenset({("for",), ("used", "for"), ("good", "for"), ("about",)})
_QUESTIONS = frozenset({"what", "why"})
_OF = frozenset("about of from with".split())
"""Words before a name that asks are made of: a verb doesn't follow them."""
_SHORT_NAME, _NEAR = 3, 2
_VERBS = frozenset(
    "access bootstrap cache echo express fly ignite package parse query react render salt segment"
    " serve spark unleash".split()
)
"""Names that are what is to be done where a text begins with them: "access X from Y"."""
_BEFORE_VERB = frozenset("to we you i can should they users people please don't not".split())
_TOWARDS = frozenset("from in into on onto through via with over using by to as inside".split())
_DETERMINERS = frozenset("a an the this that each every another his her".split())
_AFTER_NOUN = frozenset(
    "in on at of off is are was were has have had had be and or but so for from to with by under"
    " over near into if when while after before because that which who will would can could got"
    " gets get walks bit".split()
)
"""Words that follow a noun: with a determiner before it, a name stands as that noun."""
_ABOUT = frozenset(
    "what is are when why how should would could do does did we i you one to use using used "
    "for the with pros cons of and strengths weaknesses benefits advantages disadvantages "
    "downsides drawbacks tell me about explain describe define compare good bad a an better "
    "than choose pick not be alternatives alternative instead or versus vs it worth on but so also "
    "same then ok please any some there my our your us only just like has have had am my else "
    "anything something different from similar comparable compared info information introduce "
    "introduction swap out replace work works cases case make makes sense overkill who created "
    "made mean means learn getting started newcomer beginner exactly briefly can could "
    "would".split()
)


class Words:
    """A text's words as senses are told from; what they are counted for is counted once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.keys = [token.key for token in tokens]

    @cached_property
    def stems(self) -> Counter[str]:
        """How often each stem occurs."""
        return Counter(map(stem, self.keys))

    @cached_property
    def of_field(self) -> bool:
        """Whether any of them is a word of the field."""
        return not FIELD.isdisjoint(self.stems)

    @cached_property
    def telling(self) -> frozenset[int]:
        """The positions of the words that say what a question is about."""
        return frozenset(
            [
                place
                for place, key in enumerate(self.keys)
                if key not in _ABOUT and key.partition("'")[0] not in _ABOUT
            ]
        )

    @cached_property
    def few_capitals(self) -> bool:
        """Whether a capital inside the text tells a name."""
        capitals = sum([token.text[0].isupper() for token in self.tokens])
        return capitals <= max(2, len(self.tokens) // 2)

    def is_capital_inside(self, first: int) -> bool:
        """Tell whether a name is capitalised inside a sentence that is not all in capitals.

        Three letters of a name of four may be another name.
        """
        text, key, *_ = self.tokens[first]
        if first == 0 or not text[0].isupper() or len(text) <= _SHORT_NAME < len(key):
            return False
        return self.few_capitals


def is_ruled_out(words: Words, first: int, last: int, sense: Sense) -> bool:
    """Tell whether the words around a name make it one of its other meanings.

    A capital among small letters, as in "alternatives to Go", is stronger than they are, unless
    the rule writes the name with one: "Apache people".
    """
    keys = words.keys
    if _is_asked_of(keys, first) or _is_defined(keys, first, last):
        return False
    if first and keys[first - 1] in _OBJECT_AFTER and keys[last + 1 : last + 2] in _AFTER_OBJECT:
        return False
    if _is_chosen(keys, first):
        return False
    capital = words.is_capital_inside(first) and words.tokens[last].text[0].isupper()
    if (_is_noun(keys, first, last) and not capital) or _is_verb(words, first, last):
        return True
    for wanted, proper in _keys_of(sense.never):
        for start in range(max(0, last - len(wanted) + 1), first + 1):
            if keys[start : start + len(wanted)] != wanted:
                continue
            around = (*words.tokens[start:first], *words.tokens[first + 1 : start + len(wanted)])
            small = all(token.text[0].islower() for token in around)
            if wanted[0] in _DETERMINERS and not _MADE_WITH.isdisjoint(keys[last + 1 : last + 2]):
                continue  # "a node app"
            if proper or not (small and capital):
                return True
    return False


def _is_chosen(keys: Sequence[str], first: int) -> bool:
    """Tell whether a name is one to choose or to go to: "X or go for Y", "rewrite it in go for"."""
    before = keys[first - 1] if first else ""
    rewritten = before in _INTO and not _REWRITING.isdisjoint(keys[: max(first - 1, 0)])
    return before == "or" or rewritten


def _is_defined(keys: Sequence[str], first: int, last: int) -> bool:
    """Tell whether a text asks what a name is and nothing else: "what is X for?"."""
    return tuple(keys[:first]) in _WHAT_IS and tuple(keys[last + 1 :]) in _IS_FOR


def _is_verb(words: Words, first: int, last: int) -> bool:
    """Tell whether a name begins what is to be done: "access X from Y", "how to render Y in X"."""
    keys, before = words.keys, words.keys[max(first - 1, 0) : first]
    if first != last or keys[first] not in _VERBS or not _BEFORE_VERB.issuperset(before):
        return False
    after = keys[first + 1 :]
    weighed = not _JOINERS.isdisjoint(after)
    return not weighed and not _TOWARDS.isdisjoint(after[1:]) and after[0] not in _TOWARDS


def _is_noun(keys: Sequence[str], first: int, last: int) -> bool:
    """Tell whether a name stands as an ordinary noun: "a python in the office"."""
    if not first or keys[first - 1] not in _DETERMINERS:
        return False
    if first > 1 and keys[first - 2] in {"there", "like"}:  # "is there a kafka for go?"
        return False
    return last + 1 == len(keys) or keys[last + 1] in _AFTER_NOUN


@lru_cache(maxsize=1024)
def _keys_of(phrases: tuple[str, ...]) -> tuple[tuple[list[str], bool], ...]:
    """Return phrases as words, and whether each is written with a capital."""
    return tuple(
        ([token.key for token in tokenize(phrase)], phrase[:1].isupper()) for phrase in phrases
    )


@lru_cache(maxsize=1024)
def _stems_of(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(stem, words))


def _is_asked_of(keys: Sequence[str], first: int) -> bool:
    """Tell whether a verb of choice or a phrase that asks of a name stands before it."""
    if not first:
        return False
    before = keys[first - 1]
    return before in _TAKING or (
        before in _LAST_ASKED_OF
        and any(tuple(keys[max(first - len(words), 0) : first]) == words for words in _ASKED_OF)
    )


def meant(words: Words, named: Sequence[Found], phrases: Sequence[Found]) -> Iterator[Found]:
    """Yield the names that mean the technology; guarded ones only with evidence.

    Evidence: a word that its rule names, a joiner or verb beside it, a kind of component next
    to it, its capital inside a sentence, or nothing else in the question to be about. A name
    that is meant is evidence for the names after it. Other names that are also words are
    doubtful without it.
    """
    sure = [one for one in named if not one.guarded]
    beside = _Beside(named, sure)
    telling = set(words.telling)
    for one in (*sure, *phrases):
        telling.difference_update(range(one.first, one.last + 1))
    for one in named:
        if not (one.guarded or one.is_word):
            yield one
            continue
        own = range(one.first, one.last + 1)
        alone = len(telling) <= len(own) and telling.issubset(own)
        is_subject = _is_subject(words.keys, one.first)
        if alone or _has_evidence(words, one) or beside.speaks_for(one, words.keys):
            beside.add(one)
            telling.difference_update(own)
            yield one._replace(guarded=())
        elif is_subject or not one.guarded:
            doubtful = bool(one.guarded) or not is_subject
            yield one._replace(mention=one.mention._replace(doubtful=doubtful), guarded=())


def _has_evidence(words: Words, one: Found) -> bool:
    """Tell whether the words of a text speak for a guarded name."""
    keys, first, last = words.keys, one.first, one.last
    following = keys[last + 1 : last + 3]
    if _is_asked_of(keys, first) or following[:1] in (["vs"], ["versus"], ["compared"]):
        return True
    if words.is_capital_inside(first) or (first and keys[first - 1] in _USING):
        return True
    if (first == 0 and keys[last + 1 : last + 2] == ["for"]) or _is_compared(keys, first, last):
        return True
    if following and following[0][0].isdigit():  # a version
        return True
    own = [stem(key) for key in keys[first : last + 1]]
    if sum(map(len, own)) > _SHORT_NAME:
        of_field = words.of_field
    else:
        beside = map(stem, keys[max(first - _NEAR, 0) : last + 1 + _NEAR])
        of_field = not FIELD.isdisjoint(beside)
    if of_field:
        return True
    return any(
        words.stems[near] > own.count(near)
        for form in one.guarded
        if form.sense
        for near in _stems_of(form.sense.near)
    )


def _is_subject(keys: Sequence[str], first: int) -> bool:
    """Tell whether a text asks about a name: "is X reliable?", "what does X do", "limits of X"."""
    if not first:
        return False
    before = keys[first - 1]
    return before in _OF or (before in _AUXILIARIES and (first == 1 or keys[0] in _QUESTIONS))


def _is_compared(keys: Sequence[str], first: int, last: int) -> bool:
    """Tell whether something is said to be more or less than a name, or a name than something."""
    if keys[first - 1 : first] == ["than"]:
        return True
    following = keys[last + 1 : last + 4]
    return "than" in following and (
        following[0] in {"more", "less", "better", "worse"} or following[0].endswith("er")
    )


class _Beside:
    """Where names begin and end, and where kinds do, so far as they are known."""

    def __init__(self, named: Sequence[Found], sure: Sequence[Found]) -> None:
        names = [one for one in named if one.mention.type in _NAMES]
        self._begin = {one.first for one in names}
        self._end = {one.last for one in names}
        self._kinds_begin: set[int] = set()
        self._kinds_end: set[int] = set()
        for one in sure:
            self.add(one)

    def add(self, one: Found) -> None:
        """Count on a name that is sure by now."""
        if one.mention.type is EntityType.KIND:
            self._kinds_begin.add(one.first)
            self._kinds_end.add(one.last)

    def speaks_for(self, one: Found, keys: Sequence[str]) -> bool:
        """Tell whether a kind stands next to a name, or it is joined to another name.

        As in "the go language", "framework for node", "go or python".
        """
        first, last = one.first, one.last
        if first - 1 in self._kinds_end or last + 1 in self._kinds_begin:
            return True
        if first - 2 in self._kinds_end and keys[first - 1] in {"for", "in"}:
            return True
        if first - 2 in self._end and keys[first - 1] in _JOINERS:
            return True
        return last + 2 in self._begin and keys[last + 1] in _JOINERS
