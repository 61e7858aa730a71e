"""Needs that are said around a question rather than in it: who asks, or where it was read."""

from collections.abc import Container, Sequence
from itertools import pairwise, takewhile

from bot.question.lexicon import FILLERS
from bot.question.model import EntityType, Role
from bot.question.spans import Found
from bot.text import Token

_REPORTING = frozenset(
    "ask asks asked asking wonders wondered said says told tells claims claimed read saw seen heard"
    " article magazine newspaper recommended suggested know".split()
)
_REPORTED_BY = _REPORTING - {"know"}
_PURPOSE = frozenset("for need needs want wants build building make making".split())
_ANSWERING = frozenset("answer answers reply question questions response look one".split())
_COMING_FROM = frozenset(
    (verb, word)
    for word, verbs in (
        ("from", ("come", "comes", "coming", "came")),
        ("in", ("background", "fluent", "experienced", "experience")),
        ("with", ("familiar", "experience", "experienced")),
    )
    for verb in verbs
)
_EXPERIENCE = frozenset(
    "experience knowledge skills expertise background know-how exposure".split()
)
_LACKING = frozenset("no not without little zero limited hardly any never none much less".split())
_NAMED_AFTER = FILLERS | frozenset(
    "just plain raw"
    " or and vs versus v than over nor compare compared between to with on using use uses used"
    " from of in via called named try tried trying is about replace replacing against for what"
    " know about into onto by and/or no not adopt adopting choose pick consider considering run"
    " running without what's whats explain are at besides plus".split()
)
"""Words behind which even a word that nobody knows names something."""
_COUNTING = frozenset("two three four five six seven eight ten our few several".split())
_PEOPLE = frozenset(
    "dev devs developer developers engineer engineers people guys folks team teams".split()
)
GROUPS = _PEOPLE | {"shop", "house", "shops", "person", "programmer", "programmers"}
_COMPANIES = frozenset(
    "companies enterprises startups businesses corporations organisations organizations firms"
    " banks teams".split()
)
_MACHINES = frozenset("server servers machine machines box boxes host hosts vm vms".split())
"""Words behind a name that make it the sort of what something runs on: "Linux servers"."""
_ARTICLES = frozenset({"a", "an"})
_NAMED_BEFORE = frozenset("or and vs versus v than over nor".split())
_WHOLE_FIELD = frozenset({"backend", "backends"})
_WITH_FIELD = frozenset({EntityType.COMPONENT, EntityType.KIND})
_STUDIED = frozenset("book books course podcast blog talk video newsletter conference".split())
_ANY_SORT = frozenset(
    "new one plain single small simple normal typical existing old big large own".split()
)
_WITHIN = frozenset("for with in on of behind from".split())
_CHOOSING = frozenset({"or", "vs", "versus", "and", "than", "of", "to"})
_SIZES = frozenset({"kb", "mb", "gb", "tb", "pb"})
_CLAUSE = 8  # words
_NEAR = 3  # words
_CLAUSE_ENDS = frozenset(".,;:!?\n\u2014\u2026")


def set_apart(
    text: str, tokens: Sequence[Token], found: Sequence[Found], settings: Container[str | None]
) -> list[Found]:
    """Return the mentions, those that are no part of the question with the role of background.

    "Our accounting department asks what X is", "I read on a blog that X", "a fast answer"; and
    beside what is asked about, "a team that comes from Y", and ``settings`` that it is in.
    """
    if not found:
        return []
    named = [one.first for one in found if one.mention.type is EntityType.COMPONENT]
    reports = not _REPORTING.isdisjoint([token.key for token in tokens])
    need, several = EntityType.NEED, len(found) > 1
    chosen = any(one.mention.type is EntityType.KIND for one in found)  # what they know counts
    return [
        one._replace(mention=one.mention._replace(role=Role.BACKGROUND))
        if _is_headcount(tokens, one, among=several)
        or (one.mention.type is need and _is_aside(text, tokens, one, reports=reports))
        or (
            one.mention.type is need
            and (_is_who(tokens, one) or _is_joined(text, tokens, one, found))
        )
        or (several and (_is_mere_word(tokens, one, found) or _is_of_case(tokens, one)))
        or (several and (_is_weighed_out(tokens, one) or _is_end(tokens, one)))
        or _is_whole_field(tokens, one, found)
        or (one.mention.entity in settings and _is_around(tokens, one, found))
        or (one.first in named[1:] and not chosen and _is_known(tokens, one))
        or (one.first in named[1:] and _is_unknown_to_us(tokens, one))
        else one
        for one in found
    ]


def _is_who(tokens: Sequence[Token], need: Found) -> bool:
    """Tell whether a need only says who does something: "why do big companies use X?"."""
    asks = tokens[0].key == "why" and need.first <= _NEAR
    return asks and tokens[need.last].key in _COMPANIES


def _is_joined(text: str, tokens: Sequence[Token], need: Found, found: Sequence[Found]) -> bool:
    """Tell whether a need only goes on a row of names that make a stack: "the X/Y/Z stack"."""
    before = [
        one
        for one in found
        if one.last + 1 == need.first and one.mention.type is EntityType.COMPONENT
    ]
    return any(text[tokens[one.last].end : tokens[need.first].start] == "/" for one in before)


def _is_around(tokens: Sequence[Token], one: Found, found: Sequence[Found]) -> bool:
    """Tell whether what something may be in is told beside it: "X on one VM", "Y, it's a SaaS"."""
    others = [other for other in found if other.mention.entity != one.mention.entity]
    beside = {token.key for token in tokens[max(one.first - 1, 0) : one.first]}
    beside |= {token.key for token in tokens[one.last + 1 : one.last + 2]}
    return bool(others) and beside.isdisjoint(_CHOOSING)


def _is_of_case(tokens: Sequence[Token], one: Found) -> bool:
    """Tell whether a practice of one word only says what there is: "for a new backend"."""
    if one.mention.type is not EntityType.TOPIC or one.first != one.last or not one.first:
        return False
    if is_of_people(tokens, one):
        return False
    before = {token.key for token in tokens[max(one.first - _NEAR, 0) : one.first]}
    return tokens[one.first - 1].key in _ANY_SORT and not before.isdisjoint(_WITHIN)


def _is_weighed_out(tokens: Sequence[Token], one: Found) -> bool:
    """Tell whether an idea is only what there is so much of: "2 MB JSON", "40 GB of CSV"."""
    if one.mention.type is not EntityType.CONCEPT:
        return False
    before = [token.key for token in tokens[max(one.first - _NEAR, 0) : one.first]]
    unit = before[:-1] if before[-1:] == ["of"] else before
    return bool(unit) and unit[-1].lstrip("0123456789.") in _SIZES


def _is_end(tokens: Sequence[Token], one: Found) -> bool:
    """Tell whether a practice of one word is where something goes: "X between A and the cloud"."""
    if one.mention.type is not EntityType.TOPIC or one.first != one.last:
        return False
    before = [token.key for token in tokens[max(one.first - _CLAUSE, 0) : one.first]]
    return before[-2:] == ["and", "the"] and "between" in before


def _is_whole_field(tokens: Sequence[Token], one: Found, found: Sequence[Found]) -> bool:
    """Tell whether a word only says that something is for what all here is for: "X for backend"."""
    if "".join(token.key for token in tokens[one.first : one.last + 1]) not in _WHOLE_FIELD:
        return False
    return any(other.mention.type in _WITH_FIELD for other in found)


def _is_known(tokens: Sequence[Token], name: Found) -> bool:
    """Tell whether a name is what somebody comes from: "X or Y for people coming from Z"."""
    before = tuple(token.key for token in tokens[max(name.first - 2, 0) : name.first])
    return before in _COMING_FROM


def _is_headcount(tokens: Sequence[Token], one: Found, *, among: bool) -> bool:
    """Tell whether a practice only says what people do: "3 backend devs".

    ``among`` others, "a backend team" is nothing to explain either.
    """
    if one.mention.type is not EntityType.TOPIC or not one.first:
        return False
    before = tokens[one.first - 1].key
    after = {token.key for token in tokens[one.last + 1 : one.last + 2]}
    counted = before.isdigit() or before in _COUNTING or (among and before in _ARTICLES)
    return counted and not after.isdisjoint(_PEOPLE)


def is_of_people(tokens: Sequence[Token], name: Found) -> bool:
    """Tell whether a name is what people work with: "we're an X shop", "as an X dev"."""
    return not GROUPS.isdisjoint(token.key for token in tokens[name.last + 1 : name.last + 2])


def _is_mere_word(tokens: Sequence[Token], one: Found, found: Sequence[Found]) -> bool:
    """Tell whether a word that nobody described stands where nothing makes it a name.

    "A former koolaid drinker" has one, beside what is asked about.
    """
    if one.mention.type is not EntityType.UNKNOWN or not one.first:
        return False
    after = tokens[one.last + 1].key if one.last + 1 < len(tokens) else ""
    if one.mention.recognised:
        return after in _MACHINES
    if all(other.mention.type is EntityType.UNKNOWN for other in found):
        return False
    if after in _STUDIED or _is_purpose(tokens, one, found):
        return True
    beside = {position for other in found for position in (other.first - 1, other.last + 1)}
    before, small = tokens[one.first - 1].key, tokens[one.first].text.islower()
    named = (
        before in _NAMED_AFTER and not (small and before in _ARTICLES)
    ) or after in _NAMED_BEFORE
    return not (named or one.first in beside or one.last in beside)


def _is_purpose(tokens: Sequence[Token], one: Found, found: Sequence[Found]) -> bool:
    """Tell whether a word is in what things are weighed for: "X or Y for a Minecraft server"."""
    sides = [other for other in found if other.mention.type is EntityType.COMPONENT]
    before = [token.key for token in tokens[max(one.first - _NEAR, 0) : one.first]]
    weighed = len(sides) > 1 and sides[1].last < one.first
    return weighed and "for" in before and _NAMED_BEFORE.isdisjoint(before[before.index("for") :])


def _is_unknown_to_us(tokens: Sequence[Token], name: Found) -> bool:
    """Tell whether a name is only what somebody has no experience with: "no X skills"."""
    before = {token.key for token in tokens[max(name.first - 2, 0) : name.first]}
    after = {token.key for token in tokens[name.last + 1 : name.last + 2]}
    return not (before.isdisjoint(_LACKING) or after.isdisjoint(_EXPERIENCE))


def _is_aside(text: str, tokens: Sequence[Token], need: Found, *, reports: bool) -> bool:
    """Tell whether a need only says who asks, or what sort of answer is wanted.

    ``reports`` tells whether the text has words of those who ask at all.
    """
    after = tokens[need.last + 1 : need.last + 2]
    if after and after[0].key in _ANSWERING and not _has_end(text, tokens[need.last], after[0]):
        return True
    if not reports:
        return False
    near = {token.key for token in tokens[max(need.first - _NEAR, 0) : need.first]}
    if not near.isdisjoint(_PURPOSE):
        return False
    following = pairwise(tokens[need.last : need.last + 1 + _NEAR])
    clause = takewhile(lambda pair: not _has_end(text, *pair), following)
    behind = {token.key for _, token in clause}
    if not behind.isdisjoint(_REPORTED_BY):
        return True
    first = need.first
    while first and not _has_end(text, tokens[first - 1], tokens[first]):
        first -= 1
        if tokens[first].key in _REPORTING:
            return True
    return False


def _has_end(text: str, one: Token, following: Token) -> bool:
    """Tell whether a clause ends between two words."""
    return not _CLAUSE_ENDS.isdisjoint(text[one.end : following.start])
