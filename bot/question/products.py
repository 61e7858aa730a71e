"""Names that go on where a known one ends: products of a vendor that nobody described."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from bot.question.lexicon import FILLERS, Lexicon
from bot.question.model import EntityType, Mention, Role
from bot.question.senses import FIELD
from bot.question.spans import Found
from bot.text import Token, compact, stem

_VENDORS = frozenset(
    "alibaba alibabacloud amazon apache aws azure cloudflare gcp google googlecloud hashicorp ibm"
    " jetbrains microsoft oracle oraclecloud".split()
)
"""Names that stand before those of many products."""
_VERSUS = frozenset({"vs", "versus"})
_JOINERS = _VERSUS | {"or", "and", "than", "over", "against"}
_NO_NAMES = (
    _JOINERS
    | FILLERS
    | frozenset(
        "a i we you it to from for in on at by with without of is are was be do does did can could"
        " should would will may not if but as so then because when where what which who why how"
        " has have had instead like best good better more most all pros cons using use uses native"
        " certification certified certificate architect architecture engineer engineers developer"
        " developers alternative alternatives hosting host hosted stack ecosystem provider"
        " providers customer customers account accounts region regions bill billing costs cost"
        " pricing price support supports run runs serve serves handle handles scale scales offer"
        " offers work works need needs team teams user users license licence foundation inc"
        " corp".split()
    )
)
_MODELS = frozenset(
    "alexa calendar docs drive excel forms maps meet music office outlook photos play prime sheets"
    " store teams translate word".split()
)
"""What no backend is made with, and many are made like: "an app like Google Drive"."""
_LEAST = 3  # letters
_MOST = 4  # words
_LONGER = 4
"""Letters of the words whose capitals tell whether a text is a title."""
_COMPOUND = frozenset({EntityType.COMPONENT, EntityType.KIND, EntityType.UNKNOWN})


def products(
    text: str,
    tokens: Sequence[Token],
    lexicon: Lexicon,
    linked: Sequence[Found],
    covered: Sequence[Found],
) -> Iterator[Found]:
    """Yield names that begin with a vendor's and go on with words that nobody described.

    "Apache Widget" is no web server, and "Azure Gadget Hubs" isn't Azure. ``linked`` are names,
    ``covered`` all that is accounted for.
    """
    ends = {one.last for one in linked if not _is_vendor(one)}
    taken = {at for one in linked for at in range(one.first, one.last + 1)}
    phrased = {at for one in covered for at in range(one.first, one.last + 1)}
    named = {at for one in linked if one.mention.type in _COMPOUND for at in (one.first, one.last)}
    for first, last in _vendors(tokens, linked):
        if last in ends:
            continue
        run = list(
            takewhile(
                lambda at: at not in taken and _may_go_on(text, tokens, at),
                range(last + 1, min(last + 1 + _MOST, len(tokens))),
            )
        )
        if run and _is_product(tokens, (first, run[0], run[-1]), lexicon, phrased, named):
            start, end = tokens[first].start, tokens[run[-1]].end
            model = tokens[run[0]].key in _MODELS
            role = Role.BACKGROUND if model else Role.ASKED
            yield Found(first, run[-1], Mention(start, end, text[start:end], (), role=role))


def _is_vendor(one: Found) -> bool:
    return compact(one.mention.surface) in _VENDORS


def _vendors(tokens: Sequence[Token], linked: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Yield where vendors are named, by a name of their own or as a word that is none."""
    within = {at for one in linked for at in range(one.first, one.last + 1)}
    yield from ((one.first, one.last) for one in linked if _is_vendor(one))
    yield from (
        (at, at) for at, one in enumerate(tokens) if one.key in _VENDORS and at not in within
    )


def _may_go_on(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word may go on the name before it, being next to it."""
    one, key = tokens[at], tokens[at].key
    near = text[tokens[at - 1].end : one.start] == " "
    return near and key not in _NO_NAMES and key.isalpha() and len(key) >= _LEAST


def _is_product(
    tokens: Sequence[Token],
    places: tuple[int, int, int],
    lexicon: Lexicon,
    phrased: set[int],
    named: set[int],
) -> bool:
    """Tell whether the words behind a vendor's name are a product's, not what is asked of it.

    A word that is no common one is; others by their capitals, unless these tell nothing, or
    beside the other name of a choice.
    """
    first, begin, end = places
    run = range(begin, end + 1)
    own = [at for at in run if stem(tokens[at].key) not in FIELD and at not in phrased]
    if not own:
        return False
    if begin == end and not lexicon.is_word(tokens[begin].key):
        return True
    if begin == end and all(tokens[at].text.islower() for at in (first, end)):
        near = {token.key for token in (*tokens[first - 1 : first], *tokens[end + 1 : end + 2])}
        return not near.isdisjoint(_VERSUS) and _is_side(tokens, (first, end), named)
    if not all(tokens[at].text[0].isupper() for at in run):
        return False
    return not _in_title_case(tokens) or _is_side(tokens, (first, end), named)


def _in_title_case(tokens: Sequence[Token]) -> bool:
    return all(one.text[0].isupper() for one in tokens if len(one.key) >= _LONGER)


def _is_side(tokens: Sequence[Token], span: tuple[int, int], named: set[int]) -> bool:
    """Tell whether a run of words stands beside a name as the other side of a choice."""
    first, last = span
    after = last + 2 in named or last + 2 == len(tokens) - 1
    before = first - 2 in named or first == 2  # noqa: PLR2004 - a name and a joiner
    joined_after = last + 2 < len(tokens) and tokens[last + 1].key in _JOINERS
    joined_before = first > 1 and tokens[first - 1].key in _JOINERS
    return (joined_after and after) or (joined_before and before)
