"""What a text says of the case that is linked to nothing: "for edge devices", "at 50 msgs/s"."""

from collections.abc import Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from bot.question.lexicon import FILLERS
from bot.question.model import EntityType, Mention, Question, Role
from bot.question.qualities import names_quality, qualities
from bot.question.reading import Reading
from bot.question.spans import Found
from bot.text import Token, tokenize, words

_BEFORE = frozenset("for with w/ at on under as without inside across over in".split())
"""Words that a condition or a purpose follows."""
_NEEDING = frozenset(
    "need needs needing want wants require requires requiring must support supports"
    " supporting".split()
)
"""Words that what is required follows, often as a list."""
_SUPPORTING = frozenset("to must should can that which will does do not and".split())
"""Words before "support" as a verb."""
_JOINING = frozenset({"and", "or", "plus"})
_LEAST_NEEDED = 5  # letters of a word that alone says what is required
_ENDS = (
    _BEFORE
    | _NEEDING
    | frozenset(
        "to from and or but if when while that which who whose because so than then vs versus of by"
        " is are was were do does did can could should would will we i you they it he she us me"
        " our my w your what how why where not no only just already about using use used"
        " like behind has have had been being never ever always between nobody yes".split()
    )
)
_ANYTHING = frozenset(
    "anything everything something nothing one ones thing things stuff lot lots bit first second"
    " now today nowadays days general mind production prod work home place way ways time while"
    " team company business startup project projects app apps application applications web site"
    " website websites service services server servers system systems software product products"
    " backend back-end code program programs programming developer developers dev devs engineer"
    " engineers example instance free real world practice case cases use purpose purposes"
    " experience question new small big large simple good best better great nice modern old"
    " single normal typical ordinary regular several many few some any all each every more most"
    " other another same different"
    " both either right direction directions mind question correct someone somebody couple"
    " handful bunch dozen few need front memory api thoughts advice"
    " opinion opinions handling trouble recommended approach approaches"
    " apis major popular common usual help hand hopefully kind sort proper decent solid"
    " everybody everyone somebody anybody nobody else today tomorrow yesterday week weeks month"
    " months year years day days hour hours minute minutes morning night lead boss manager"
    " client clients customer customers teams bigger larger smaller simpler higher lower newer"
    " older main primary secondary fancy frills volume volumes".split()
)
"""Words that tell nothing of the case, alone or together."""
_TELLING_NOTHING = FILLERS | _ANYTHING
_WHOLE = frozenset({EntityType.COMPONENT, EntityType.UNKNOWN, EntityType.NEED, EntityType.TOPIC})
"""What is told by itself, whatever adjective stands before it."""
_REQUIRABLE = frozenset({EntityType.NEED, EntityType.TOPIC})
_MAGNITUDES = frozenset("k m million millions billion billions thousand thousands hundred".split())
_UNITS = ("gb", "tb", "mb", "pb")
_PER = frozenset({"per", "a", "an", "each", "every"})
_EACH = frozenset({"every", "each", "per"})
_TIMES = frozenset(
    "s sec secs second seconds min minute minutes h hour hours day days week month year".split()
)
_IN_NUMBERS = {",", "."}
_LOADS = frozenset(
    "user users request requests req reqs rps qps tps msg msgs message messages event events write"
    " writes read reads insert inserts query queries connection connections device devices client"
    " clients row rows record records vector vectors embedding embeddings".split()
)
"""What counts as a load however little of it there is; of others only very many do."""
_ADJECTIVE = 2  # words: "be supportable" names nothing
_MANY, _VERY_MANY = 3, 4  # digits
_DIGITS = "0123456789."
_ARTICLES = frozenset({"a", "an"})
_AGES = frozenset("day days week weeks month months year years yr yrs".split())
_RATE = 2  # words of "per second"
_DOING = frozenset("written made used sent read stored called spread run running served".split())
_NOT_COUNTED = FILLERS | frozenset("every each per now today so then maybe plus old ago".split())
"""Words that an amount ends before."""
_NOT_LAST = FILLERS | frozenset(
    "every each per very more most maybe about around roughly over up some than too quite".split()
)
"""Words that a phrase doesn't end in."""
_FIRST_YEAR, _LAST_YEAR = 2000, 2040
"""Numbers after the first that are rather years."""
_PARTS = frozenset("each every same such what who which how less more own other nearest".split())
"""Words that what is cut out of a clause begins with."""
_TAILS = frozenset(
    "having being doing getting anyway anyways yes no ok okay yet too either though look looks"
    " please basically really actually right".split()
)
"""Words that it ends in."""
_PRONOUNS = frozenset("who what which whom whose".split())
_MOST_SO = "est"
_NO_SUPERLATIVES = frozenset("test rest guest request forest harvest interest pytest".split())
_REACH = 6  # words
_MOST = 4
_LONGEST = 4  # words


def left_over(
    text: str, reading: Reading, *, amounts: bool = True, required: bool = False
) -> tuple[str, ...]:
    """Return phrases that tell of the case and are linked to nothing, as written, in order.

    Of what is ``required`` alone, where this stands around the question and not in it.

    What an adjective of a linked name says is told with the name: "edge proxy". Where ``amounts``
    matter, those are told that no word such as "for" stands before.
    """
    named = [one for one in reading.found if not (amounts and _is_mere_word(one))]
    ends = {at: one.last for one in named for at in range(one.first, one.last + 1)}
    complete = _WHOLE if amounts else _WHOLE | {EntityType.KIND}  # a practice is told for any
    whole = {one.first for one in named if one.mention.type in complete}
    found: dict[str, None] = {}
    triggers: AbstractSet[str] = frozenset() if required else _BEFORE
    for first, last in _phrases(text, reading.tokens, (ends, whole), triggers, amounts=amounts):
        found[text[reading.tokens[first].start : reading.tokens[last].end]] = None
    return tuple(found)[:_MOST]


def qualities_said(text: str, reading: Reading, left: Sequence[str]) -> Iterator[str]:
    """Yield qualities that no need covers, as written, but those in what is ``left`` over."""
    linked = {at for one in reading.found for at in range(one.first, one.last + 1)}
    for first, last in qualities(reading.tokens, linked, _ENDS | FILLERS):
        said = text[reading.tokens[first].start : reading.tokens[last].end]
        if not any(said in one for one in left):
            yield said


def names_requirement(phrase: str, question: Question) -> bool:
    """Tell whether a phrase of a question reads as the name of something that is required.

    What was cut out of a clause doesn't: "each node having", "admin anyway", "who changed what".
    Where a need or a practice is what was asked for, a word alone hardly does, nor do few of a
    thing.
    """
    if names_quality(phrase):
        return True
    said = words(phrase)
    alone = len(said) == 1 and phrase.islower()
    beside = alone and (question.needs or question.topics)
    if not said or beside or _is_small_count(phrase):
        return False
    first, last = said[0], said[-1]
    cut = first in _PARTS or last in _TAILS or not _PRONOUNS.isdisjoint(said)
    superlative = len(said) > 1 and first.endswith(_MOST_SO) and first not in _NO_SUPERLATIVES
    return not (cut or superlative)


def names_condition(phrase: str, question: Question) -> bool:
    """Tell whether a phrase is a quality or a number, or all that is required of a choice.

    Beside what is weighed, other words only name what the software is about.
    """
    weighed = question.needs or question.amounts or question.purpose
    if names_quality(phrase) or not (weighed and not any(map(str.isdigit, phrase))):
        return names_requirement(phrase, question)
    return False


def _is_mere_word(one: Found) -> bool:
    """Tell whether what looks like a name only tells the case: "for a Minecraft server"."""
    return one.mention.type is EntityType.UNKNOWN and one.mention.role is Role.BACKGROUND


def required_besides(
    text: str, reading: Reading, known: Container[str | None]
) -> tuple[Mention, ...]:
    """Return the needs and practices that are required, but those that are ``known``.

    "We need X and Y" may stand around a question that is about something else.
    """
    return tuple(
        one.mention
        for one in reading.found
        if one.mention.type in _REQUIRABLE
        and one.mention.role is Role.ASKED
        and one.mention.entity not in known
        and any(
            token.key in _NEEDING and "?" not in text[token.end : one.mention.start]
            for token in reading.tokens[max(one.first - _REACH, 0) : one.first]
        )
    )


def _phrases(
    text: str,
    tokens: Sequence[Token],
    mentions: tuple[Mapping[int, int], AbstractSet[int]],
    triggers: AbstractSet[str],
    *,
    amounts: bool,
) -> Iterator[tuple[int, int]]:
    """Yield the first and last positions of phrases after one of the ``triggers``, or a need.

    ``mentions`` are their ends, by place, and where those begin that stand by themselves.
    """
    ends, whole = mentions
    beyond, goes_on = 0, -1
    for at, token in enumerate(tokens):
        listed = at == goes_on and (token.key in _JOINING or _goes_on(text, tokens, at))
        if listed and at in ends:
            goes_on = ends[at] + 1
        needed = listed or _is_needing(tokens, at)
        counts = amounts and token.key[0].isdigit()
        opens = counts or needed or (token.key in triggers and not _says_who(text, tokens, at))
        if at < beyond or at in ends or not opens:
            continue
        first = at if counts or (listed and token.key not in _JOINING) else at + 1
        stop = _stop(text, tokens, ends, first)
        while first < stop and tokens[first].key in FILLERS:
            first += 1
        beyond = max(stop, at + 1)
        if needed and first < stop and tokens[first].key == "be":  # "must be HIPAA compliant"
            first = first + 1 if stop - first > _ADJECTIVE else stop
        if needed:
            goes_on = ends[stop] + 1 if stop in ends else stop
        end = stop
        first, stop = _cut(text, tokens, ends, first, stop)
        size = tokens[stop - 1].key.endswith(_UNITS)
        named = stop in ends and not (size or _pauses(text, tokens, stop))
        if first == stop or (named and stop in whole and not _specifies(tokens[first:stop])):
            continue
        after = token.key if stop == end else ""
        if _tells(tokens[first:stop], named=named, after=after, needed=needed):
            yield first, ends[stop] if named else stop - 1


def _cut(
    text: str, tokens: Sequence[Token], ends: Mapping[int, int], first: int, stop: int
) -> tuple[int, int]:
    """Return where a phrase begins and ends: of one that counts something, the amount alone.

    "Maybe 50k devices reporting every minute" is 50k devices. None ends in a word that another
    goes with. Nothing is left of a version or a year, nor of those who require something.
    """
    if stop < len(tokens) and _is_needing(tokens, stop):
        return stop, stop
    number = next((at for at in range(first, stop) if tokens[at].key[0].isdigit()), None)
    if number is not None:
        key = tokens[number].key
        version = number - 1 in ends and not _pauses(text, tokens, number)
        version = version or tokens[number - 1].key in _EACH  # nor of "every 5 seconds"
        if version or (key.isdigit() and _FIRST_YEAR < int(key) <= _LAST_YEAR):
            return stop, stop
        first, stop = number, _amount_ends(tokens, number, stop)
        stop = next((at for at in range(first, stop) if at in ends), stop)
    while stop > first and tokens[stop - 1].key in _NOT_LAST:
        stop -= 1
    return first, stop


def _amount_ends(tokens: Sequence[Token], number: int, stop: int) -> int:
    """Return the position behind an amount: the number, what is counted, and how often."""
    at = number + 1
    while at < stop and (tokens[at].key in _MAGNITUDES or tokens[at].key.isdigit()):
        at += 1
    counted = at
    if at < stop and tokens[at].key in _UNITS:
        at += 1
    if tokens[at - 1].key.endswith(_UNITS):
        of = [token.key for token in tokens[at : at + 2]]  # "16 GB of memory"
        return at + 2 if of[:1] == ["of"] and of[1:] and of[1] not in _NOT_COUNTED else at
    while at < len(tokens) and at < stop + _RATE:
        key = tokens[at].key
        if key in _PER and at + 1 < len(tokens) and tokens[at + 1].key in _TIMES:
            return at + 2
        if key in _TIMES and at > counted:
            return at + 1
        if at >= stop or key in _NOT_COUNTED or (at > counted and _is_verbal(key)):
            break
        at += 1
    return min(at, stop)


def _is_verbal(key: str) -> bool:
    """Tell whether a word says what is done or how, not what there is."""
    return key.endswith(("ing", "ly")) or key in _DOING


def _is_needing(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word is one that what is required follows: "support" only as a verb."""
    if tokens[at].key == "support":
        return at > 0 and tokens[at - 1].key in _SUPPORTING
    return tokens[at].key in _NEEDING


def _stop(text: str, tokens: Sequence[Token], ends: Mapping[int, int], first: int) -> int:
    """Return the position behind a phrase: at a mention, a word that begins another, or a pause."""
    stop = first
    while stop < min(len(tokens), first + _LONGEST):
        pause = stop > first and _pauses(text, tokens, stop)
        if stop in ends or tokens[stop].key in _ENDS or pause:
            break
        stop += 1
    return stop


def _pauses(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether punctuation stands before a word, unless it is within a number: "1,200"."""
    between = text[tokens[at - 1].end : tokens[at].start]
    if between in _IN_NUMBERS and tokens[at - 1].key.isdigit() and tokens[at].key[0].isdigit():
        return False
    return bool(between.strip(" -/"))


def _goes_on(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a list goes on with a word: after a comma, not after the end of a question."""
    return _pauses(text, tokens, at) and "?" not in text[tokens[at - 1].end : tokens[at].start]


def _specifies(phrase: Sequence[Token]) -> bool:
    """Tell whether words before something make it a special one: "5M", "two-sided marketplace"."""
    telling = [one for one in phrase if one.key not in _TELLING_NOTHING]
    return phrase[0].key[0].isdigit() or len(telling) > 1


def _says_who(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a clause begins by who asks: "As a former fan of X, …"."""
    if tokens[at].key != "as" or at + 1 == len(tokens) or tokens[at + 1].key not in _ARTICLES:
        return False
    return at == 0 or _pauses(text, tokens, at)


def _is_much(phrase: Sequence[Token]) -> bool:
    """Tell whether an amount is a load, or so much that it matters: "300 customers" is neither."""
    keys = [one.key for one in phrase]
    digits = "".join(takewhile(str.isdigit, keys))
    several = any(key not in _ANYTHING and not key[0].isdigit() for key in keys)
    much = len(digits) >= (_MANY if several else _VERY_MANY) or not _MAGNITUDES.isdisjoint(
        (*keys, keys[0].lstrip(_DIGITS))
    )
    return much or not (_LOADS | _PER).isdisjoint(keys)


def _is_small_count(phrase: str) -> bool:
    """Tell whether a phrase counts a few of something that are no load: "140 partners"."""
    tokens = tokenize(phrase)
    keys = [one.key for one in tokens]
    if not keys or not keys[0][0].isdigit():
        return False
    digits = "".join(takewhile(str.isdigit, keys))
    load = not _LOADS.isdisjoint(keys) or any(one in _PER or "/" in phrase for one in keys[1:])
    scaled = any(one.endswith(_UNITS) or one.lstrip(_DIGITS) in _MAGNITUDES for one in keys)
    return len(digits) < _VERY_MANY and not (load or scaled)


def _tells(phrase: Sequence[Token], *, named: bool, after: str, needed: bool) -> bool:
    """Tell whether a phrase says anything of the case; ``named`` if it goes on with a mention.

    One word alone does only as a purpose or where it is ``needed``. What begins with a verb is
    something to do.
    """
    telling = [one for one in phrase if one.key not in _TELLING_NOTHING]
    if (
        not telling
        or telling[0].key == "former"
        or telling[0].key.endswith("ing")
        or any("'" in one.key for one in phrase)
    ):
        return False
    if phrase[0].key[0].isdigit():
        counted = any(one.key not in _AGES and not one.key[0].isdigit() for one in phrase)
        sized = phrase[-1].key.endswith(_UNITS)
        told = (counted and after == "for") or ((named or counted) and _is_much(phrase))
        return sized or told
    if needed and len(telling) == 1 and len(telling[0].key) >= _LEAST_NEEDED:
        return True
    return len(telling) > 1 or (after == "for" and not named) or (named and phrase[-1] in telling)
