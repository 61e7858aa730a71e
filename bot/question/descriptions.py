"""What a name is weighed against in words of its own: "Kafka or a database-backed queue"."""

from collections.abc import Iterator, Sequence

from bot.question.lexicon import FILLERS
from bot.question.model import EntityType, Mention
from bot.question.spans import Found
from bot.text import Token

_JOINERS = frozenset({"or", "vs", "versus"})
_MERELY = frozenset({"just", "simply", "only"})
PLAINLY = FILLERS | _MERELY | frozenset("plain simple own regular normal ordinary".split())
"""Words before a description, which say nothing of what it is."""
_ENDS = frozenset(
    "for to when if on in as at with is are do does should would could can we i which what that"
    " because so but and or vs versus".split()
)
_NOTHING = frozenset(
    "not no none nothing something anything else other others another alternative alternatives"
    " similar equivalent what why how both neither either same better worse it them they more"
    " less later now never vice versa".split()
)
"""Words of what weighs nothing against a name: "X or something else"."""
_ACTING = frozenset(
    "keep stay wait stick use buy build write roll go move switch rewrite run leave hire pay drop"
    " start stop let try upgrade update migrate bump patch rent tune optimise optimize fix refactor"
    " scale split extend adopt learn live accept outsource host deploy store put make do poll push"
    " publish send query call".split()
)
"""Verbs: what begins with one is something to do rather than something to take."""
_MOST = 6  # words
_ALONE = 2
"""Words that nothing introduces which make a description: "Vault or environment variables"."""
_NAMES = frozenset({EntityType.COMPONENT, EntityType.UNKNOWN})


def with_descriptions(text: str, tokens: Sequence[Token], found: Sequence[Found]) -> list[Found]:
    """Return the mentions, with descriptions that names are weighed against as unknown names.

    What is only a kind, a practice or an idea stays one; of the rest, only needs are kept.
    """
    described = list(_described(text, tokens, found))
    if not described:
        return list(found)
    inside = {at for one in described for at in range(one.first, one.last + 1)}
    kept = [
        one
        for one in found
        if one.mention.type is EntityType.NEED or one.first not in inside or one.last not in inside
    ]
    return sorted([*kept, *described], key=lambda one: (one.first, -one.last))


def _described(text: str, tokens: Sequence[Token], found: Sequence[Found]) -> Iterator[Found]:
    ends = {one.last for one in found if one.mention.type is EntityType.COMPONENT}
    for joiner, token in enumerate(tokens):
        if token.key not in _JOINERS or joiner - 1 not in ends:
            continue
        stop = _stop(text, tokens, joiner)
        begin = joiner + 1
        while begin < stop and tokens[begin].key in _MERELY:
            begin += 1
        first = begin
        while first < stop and tokens[first].key in PLAINLY:
            first += 1
        # "a table in Postgres" is weighed as the name it ends in
        within = [one for one in found if joiner < one.first <= stop + (stop < len(tokens))]
        if first < stop and _is_description(tokens[first:stop], within, first - joiner > 1):
            start, end = tokens[begin].start, tokens[stop - 1].end
            yield Found(begin, stop - 1, Mention(start, end, text[start:end], ()))


def _stop(text: str, tokens: Sequence[Token], joiner: int) -> int:
    """Return the position behind what comes after a joiner, up to the end of its clause."""
    stop = joiner + 1
    while stop < len(tokens):
        hangs = text[tokens[stop].end : tokens[stop].end + 1] == "-"  # the "in" of "in-process"
        if tokens[stop].key in _ENDS and not hangs:
            break
        between = text[tokens[stop - 1].end : tokens[stop].start]
        if between.strip(" -/"):
            break
        stop += 1
    return stop


def _is_description(words: Sequence[Token], within: Sequence[Found], introduced: bool) -> bool:  # noqa: FBT001 - private
    """Tell whether words, ``introduced`` or not, describe something rather than name it."""
    if len(words) > _MOST or any(word.key in _NOTHING for word in words):
        return False
    if words[0].key in _ACTING:
        return False
    if any(one.mention.type in _NAMES for one in within):
        return False
    whole = [one for one in within if one.last - one.first + 1 == len(words)]
    if whole and whole[0].mention.type is not EntityType.NEED:
        return False
    return introduced or bool(whole) or len(words) >= _ALONE
