"""What a text tells to be in use, or known, beside what it asks: "we run X", "A or B? X shop"."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from bot.question.background import GROUPS, is_of_people
from bot.question.lexicon import FILLERS
from bot.question.model import EntityType, Mention, Question, Role
from bot.question.spans import Found
from bot.text import Token

_NAMES = frozenset({EntityType.COMPONENT, EntityType.UNKNOWN})
_CHOICE = frozenset("or vs versus than nor".split())
_CLAUSE_ENDS = re.compile(r"[.,;:!?()\[\]\n\u2014\u2013\u2026]|\s-+\s")
_BRACKET_LAST = re.compile(r"\(([^()]{1,60})\)[\s?.!]*\Z")
_WHO = frozenset(
    "we i they you team teams devs dev developers developer engineers people everyone everybody"
    " everything code codebase repo repos repository stack app apps backend company colleagues"
    " folks guys all both rest service services us who data site shop workload infra".split()
)
_NOBODY = frozenset({"nobody", "noone", "none"})
_HAVING = frozenset(
    "use uses using run runs running have has had got know knows speak speaks write writes host"
    " hosts maintain operate".split()
)
_KNOWING = frozenset({"know", "knows", "speak", "speaks", "write", "writes"})
_WE_HAVE = frozenset({"we've", "i've", "they've"})
_WE_ARE = frozenset({"we're", "i'm", "they're"})
_BEING = frozenset(
    "is are am live lives run runs running sits hosted host deployed deploy written built all"
    " mostly come comes came coming".split()
)
_APART = frozenset({"hosted", "deployed"})
"""Words of being in some place that need nobody before them: "an app hosted on X"."""
_PLACED = frozenset({"on", "in", "at", "with", "from"})
_EASED = FILLERS | frozenset(
    "already currently only mostly just also still now do mainly both bit little great good deep"
    " solid for years existing here".split()
)
"""What may stand between those who have something, that they have it, and what it is."""
_ASKING = frozenset(
    "which what how why where when whether should shall do does did can could would will may might"
    " must if".split()
)
_DOUBTED = frozenset(
    "which what how why when should would maybe perhaps even prefer think thinking heard looking"
    " considering leaning tempted about".split()
)
_STOPS = frozenset(
    "want wants need needs consider considering evaluate evaluating should which what how so but"
    " looking like choose add adding instead replace replacing".split()
)
"""Words behind which a clause tells no more of what is in use."""
_THERE = frozenset(
    {
        ("here",),
        ("anyway",),
        ("is", "there"),
        ("are", "there"),
        ("is", "already"),
        ("is", "running"),
        ("is", "given"),
        ("is", "in", "place"),
        ("is", "in", "use"),
        ("is", "our"),
        ("already", "there"),
        ("already", "running"),
        ("already", "in"),
        ("in", "place"),
        ("experience",),
        ("background",),
    }
)
"""What comes right after a name that is in use."""
_CHOICES = frozenset({"recommend", "list", "stack"})
_CUES = _HAVING | _WE_HAVE | _PLACED | GROUPS | {words[0] for words in _THERE}
_LONGEST_AFTER = 12  # words
_PAIR = 2


class _Clause(NamedTuple):
    """Words without a pause between them; ``last`` is the place behind them."""

    first: int
    last: int
    asks: bool  # a question mark ends it


def told_in_use(text: str, tokens: Sequence[Token], found: Sequence[Found]) -> list[Found]:
    """Return the mentions, those of names that are told to be in use with that role.

    What nobody knows is ruled out.
    """
    names = [one for one in found if one.mention.role is Role.ASKED and one.mention.type in _NAMES]
    after = _after_choice(text, tokens, names)
    cued = after < len(tokens) or not _CUES.isdisjoint([token.key for token in tokens])
    if not (names and cued and len(found) > 1):
        return list(found)
    roles: dict[int, Role] = {}
    goes_on = False
    waiting = deque(names)  # in the order of their first words
    for clause in _clauses(text, tokens):
        named: list[Found] = []
        while waiting and waiting[0].first < clause.last:
            named.append(waiting.popleft())
        if not named:
            goes_on = False
            continue
        keys = [token.key for token in tokens[clause.first : clause.last]]
        at = clause.first if clause.first >= after else _told_from(tokens, clause, keys, named)
        if at is None and goes_on and not clause.asks and _only_names(clause, keys, named):
            at = clause.first
        goes_on = at is not None
        if at is None:
            continue
        role = Role.EXCLUDED if _is_of_nobody(keys[: at - clause.first]) else Role.USED
        roles |= {one.first: role for one in _told_of(tokens, named, at)}
    return [
        one._replace(mention=one.mention._replace(role=roles[one.first]))
        if one.first in roles and one in names
        else one
        for one in found
    ]


def beside_used(question: Question, mentions: Sequence[Mention]) -> Question:
    """Return a comparison without what is only in use, for which its sides are wanted."""
    used = {one.entity or one.surface for one in mentions if one.role is Role.USED}
    left = tuple(one for one in question.components if one not in used)
    unknown = tuple(one for one in question.unknown if one not in used)
    sides = len(left) + len(unknown) + len(question.topics)
    if question.intent != "compare" or not used or sides < _PAIR:
        return question
    purpose = tuple(one for one in question.components if one in used)
    return replace(
        question,
        components=left,
        unknown=unknown,
        recognised=tuple(one for one in question.recognised if one[0] in unknown),
        purpose=tuple(dict.fromkeys((*question.purpose, *purpose))),
    )


def with_used(question: Question, mentions: Sequence[Mention]) -> Question:
    """Return a choice with what is told around it to be in use."""
    used = dict.fromkeys(one.entity for one in mentions if one.role is Role.USED)
    known = {*question.components, *question.excluded, *question.purpose, None}
    beside = tuple(one for one in used if one is not None and one not in known)
    if question.intent == "compare":
        return replace(question, purpose=(*question.purpose, *beside))
    if question.intent not in _CHOICES:
        return question
    intent = "recommend" if beside and question.kinds and question.intent == "list" else ""
    names = [(m.surface, m.recognised) for m in mentions if m.role is Role.USED and m.recognised]
    return replace(
        question,
        intent=intent or question.intent,
        components=(*question.components, *beside),
        recognised=tuple(dict.fromkeys((*question.recognised, *names))),
    )


def _clauses(text: str, tokens: Sequence[Token]) -> Iterator[_Clause]:
    """Yield the clauses of a text, between the marks that make a pause."""
    first, end = 0, len(tokens) - 1
    for at, one in enumerate(tokens):
        following = tokens[at + 1].start if at < end else len(text)
        gap = text[one.end : following]
        if at == end or (gap != " " and _CLAUSE_ENDS.search(gap)):
            yield _Clause(first, at + 1, "?" in gap)
            first = at + 1


def _after_choice(text: str, tokens: Sequence[Token], names: Sequence[Found]) -> int:
    """Return the place from which a text only tells where it is asked: "A or B? X and Y"."""
    bracket = _BRACKET_LAST.search(text)
    start = bracket.start() if bracket else text.rfind("?")
    if start < 0 or (bracket is None and text.rstrip().endswith("?")):
        return len(tokens)
    at = next((n for n, one in enumerate(tokens) if one.start >= start), len(tokens))
    asked = [token.key for token in tokens[:at]]
    told = [token.key for token in tokens[at:]]
    weighed = not _CHOICE.isdisjoint(asked) and sum(one.last < at for one in names) >= _PAIR
    tells = len(told) <= _LONGEST_AFTER and (_CHOICE | _DOUBTED).isdisjoint(told)
    return at if weighed and tells else len(tokens)


def _told_from(
    tokens: Sequence[Token], clause: _Clause, keys: Sequence[str], named: Sequence[Found]
) -> int | None:
    """Return the place from which the names of a clause are told to be in use, if any are."""
    for at, key in enumerate(keys):
        has = key in _WE_HAVE or (key in _HAVING and _is_subject(keys[:at]))
        if has or (key in _PLACED and _is_placed(keys[:at])):
            return clause.first + at + 1
    return next(
        (
            one.first
            for one in named
            if is_of_people(tokens, one) or _is_there(keys[one.last + 1 - clause.first :])
        ),
        None,
    )


def _is_subject(before: Sequence[str]) -> bool:
    """Tell whether words end with who has something: "our two devs already" of "know X"."""
    end = len(before)
    while end and before[end - 1] in _EASED:
        end -= 1
    if not end:
        return "already" in before
    who = before[end - 1]
    if who == "who" and end == 1:
        return False  # "who uses X?" asks
    asks = end > 1 and before[end - 2] in _ASKING - {"if"}
    return not asks and (who in _WHO or who in _NOBODY or before[end - 2 : end] == ["no", "one"])


def _is_placed(before: Sequence[str]) -> bool:
    """Tell whether words say that something is somewhere: "our code is" of "on X"."""
    end = len(before)
    while end and before[end - 1] in _EASED - {"do"}:
        end -= 1
    if not end or not _ASKING.isdisjoint(before):
        return False
    last = before[end - 1]
    if last in _WE_ARE or last in _APART:
        return True
    whole = before[0] not in _BEING  # "is it on X?" asks
    return last in _BEING and whole and not _WHO.isdisjoint(before[: end - 1])


def _is_there(after: Sequence[str]) -> bool:
    one, two, *_ = first = (*after[:3], "", "", "")
    return not _THERE.isdisjoint(((one,), (one, two), first[:3]))


def _only_names(clause: _Clause, keys: Sequence[str], named: Sequence[Found]) -> bool:
    """Tell whether a clause goes on a list of what is in use: "we run X, Y and Z"."""
    covered = {at for one in named for at in range(one.first, one.last + 1)}
    others = {key for at, key in enumerate(keys, clause.first) if at not in covered}
    return others <= _EASED | {"and", "plus", "with", "some"}


def _is_of_nobody(before: Sequence[str]) -> bool:
    """Tell whether it is nobody who knows what comes next: "none of our devs knows X"."""
    nobody = not _NOBODY.isdisjoint(before) or ("no" in before and "one" in before)
    return nobody and not _KNOWING.isdisjoint(before)


def _told_of(tokens: Sequence[Token], named: Sequence[Found], at: int) -> Iterator[Found]:
    """Yield the names from a place on that go together, up to what else is said or weighed."""
    last = at
    for one in (one for one in named if one.first >= at):
        between = {token.key for token in tokens[last : one.first]}
        after = {token.key for token in tokens[one.last + 1 : one.last + 2]}
        if not (_CHOICE | _STOPS).isdisjoint(between) or not _CHOICE.isdisjoint(after):
            return
        yield one
        last = one.last + 1
