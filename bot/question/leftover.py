"""What a text says of the case that is linked to nothing: "for edge devices", "at 50 msgs/s"."""

from collections.abc import Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from bot.question.lexicon import FILLERS
from bot.question.model import EntityType, Role
from bot.question.reading import Reading
from bot.text import Token

_BEFORE = frozenset("for with w/ at on under as without inside behind across over in".split())
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
        " like".split()
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
    " single several many few some any all each every more most other another same different"
    " both either right direction directions mind question correct someone somebody couple"
    " handful bunch dozen few need front memory api thoughts advice"
    " opinion opinions handling trouble recommended approach approaches"
    " apis major popular common usual help hand hopefully kind sort proper decent solid"
    " everybody everyone somebody anybody nobody else today tomorrow yesterday week weeks month"
    " months year years day days hour hours minute minutes morning night lead boss manager"
    " client clients customer customers".split()
)
"""Words that tell nothing of the case, alone or together."""
_TELLING_NOTHING = FILLERS | _ANYTHING
_WHOLE = frozenset({EntityType.COMPONENT, EntityType.UNKNOWN, EntityType.NEED, EntityType.TOPIC})
"""What is told by itself, whatever adjective stands before it."""
_REQUIRABLE = frozenset({EntityType.NEED, EntityType.TOPIC})
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
    ends = {at: one.last for one in reading.found for at in range(one.first, one.last + 1)}
    complete = _WHOLE if amounts else _WHOLE | {EntityType.KIND}  # a practice is told for any
    whole = {one.first for one in reading.found if one.mention.type in complete}
    found: dict[str, None] = {}
    triggers: AbstractSet[str] = frozenset() if required else _BEFORE
    for first, last in _phrases(text, reading.tokens, (ends, whole), triggers, amounts=amounts):
        found[text[reading.tokens[first].start : reading.tokens[last].end]] = None
    return tuple(found)[:_MOST]


def required_besides(reading: Reading, known: Container[str | None]) -> tuple[str, ...]:
    """Return the needs and practices that are required, as written, but those that are ``known``.

    "We need X and Y" may stand around a question that is about something else.
    """
    keys = [token.key for token in reading.tokens]
    return tuple(
        one.mention.surface
        for one in reading.found
        if one.mention.type in _REQUIRABLE
        and one.mention.role is Role.ASKED
        and one.mention.entity not in known
        and not _NEEDING.isdisjoint(keys[max(one.first - _REACH, 0) : one.first])
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
        listed = at == goes_on and (token.key in _JOINING or _pauses(text, tokens, at))
        if listed and at in ends:
            goes_on = ends[at] + 1
        needed = listed or _is_needing(tokens, at)
        counts = amounts and token.key[0].isdigit()
        if at < beyond or at in ends or not (counts or needed or token.key in triggers):
            continue
        first = at if counts or (listed and token.key not in _JOINING) else at + 1
        stop = _stop(text, tokens, ends, first)
        while first < stop and tokens[first].key in FILLERS:
            first += 1
        beyond = max(stop, at + 1)
        named = stop in ends and not _pauses(text, tokens, stop)
        if needed:
            goes_on = ends[stop] + 1 if named else stop
        if first == stop or (named and stop in whole and not _specifies(tokens[first:stop])):
            continue
        if _tells(tokens[first:stop], named=named, after=token.key, needed=needed):
            yield first, ends[stop] if named else stop - 1


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
    """Tell whether punctuation stands before a word."""
    return bool(text[tokens[at - 1].end : tokens[at].start].strip(" -/"))


def _specifies(phrase: Sequence[Token]) -> bool:
    """Tell whether words before something make it a special one: "5M", "two-sided marketplace"."""
    telling = [one for one in phrase if one.key not in _TELLING_NOTHING]
    return phrase[0].key[0].isdigit() or len(telling) > 1


def _tells(phrase: Sequence[Token], *, named: bool, after: str, needed: bool) -> bool:
    """Tell whether a phrase says anything of the case; ``named`` if it goes on with a mention.

    One word alone does only as a purpose or where it is ``needed``. What begins with a verb is
    something to do.
    """
    telling = [one for one in phrase if one.key not in _TELLING_NOTHING]
    if not telling or telling[0].key.endswith("ing") or any("'" in one.key for one in phrase):
        return False
    if phrase[0].key[0].isdigit():
        return named or len(phrase) > 1
    if needed and len(telling) == 1 and len(telling[0].key) >= _LEAST_NEEDED:
        return True
    return len(telling) > 1 or (after == "for" and not named) or (named and phrase[-1] in telling)
