"""Finds what a text names: spans linked to entities through strategies ordered by sureness."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.question.adjectives import adjectives
from bot.question.describing import only_describes
from bot.question.elliptic import elliptic_kinds
from bot.question.lexicon import Form, Lexicon
from bot.question.model import Candidate, EntityType, Mention, Strategy
from bot.question.phrasings import find_phrases
from bot.question.products import products
from bot.question.senses import Words, is_ruled_out, meant
from bot.question.spans import ADJECTIVAL, Found
from bot.question.spelling import Ties, is_respelt
from bot.question.unknown import unknown_names
from bot.text import Token, is_possessive, tokenize

_GAP = re.compile("[ \t./_\u2013-]{0,3}")  # what may stand between the parts of one name
_VERSION = re.compile(r"(?<=[a-z])[0-9.]+$")
_CIRCA = re.compile(r"c\. ?[0-9]")  # "c. 100 a day"
_INFLECTED = frozenset("s0123456789")
"""What a plural and a version end in."""
_MIN_VERSIONED = 3
_MIN_PART = 2
_MIN_SURE = 4  # letters
_MAX_COMPOUND = 30
_MAX_MORE = 2
"""The words that a topic has besides a component's name in it: else it is about something else."""
_UNKNOWN = EntityType.UNKNOWN
_NAMES = frozenset({EntityType.COMPONENT, EntityType.UNKNOWN})
_IDEAS = frozenset({EntityType.CONCEPT, EntityType.CATEGORY})
_CHOOSING = frozenset("which what best good better another other any".split())
"""Words before a kind of which something is chosen."""
_MOST_NAMED = 40
"""The names that are looked for in a text: nobody asks about more."""


def find_mentions(text: str, tokens: Sequence[Token], lexicon: Lexicon, ties: Ties) -> list[Found]:
    """Return the mentions of a text from left to right; ``ties`` are its undecided misspellings.

    Components and kinds never overlap each other. A topic takes the place of a kind inside it,
    and of a component that is only a part of it; a need may overlap anything.
    """
    words = Words(tokens)
    named = list(_names(text, words, lexicon))
    linked = [found for found in named if not found.guarded]
    taken = _covering(named).keys()
    strange = [
        i for i, key in enumerate(words.keys) if key not in lexicon.common and i not in taken
    ]
    phrases = [f for f in find_phrases(text, tokens, lexicon) if not only_describes(words, f)]
    if any(found.is_word or found.guarded for found in named):
        linked = list(meant(words, named, phrases))
    if ties:
        linked += _undecided(text, tokens, {i: ties[i] for i in strange if i in ties}, lexicon)
    names: dict[int, Found] = {}
    if linked and phrases:
        topics = _covering(p for p in phrases if p.mention.type is EntityType.TOPIC)
        needs = _covering(p for p in phrases if p.mention.type is EntityType.NEED)
        parts = [f for f in linked if _is_part_of_topic(f, topics, words)]
        linked = [f for f in linked if f not in parts and not _is_part(f, needs)]
        names = _covering(linked)
        phrases = [p for p in phrases if not _within(p, names)]
        if parts:
            phrases = [_with_parts(p, parts) for p in phrases]
    if not lexicon.adjectival.isdisjoint(words.keys):
        linked = [f for f in linked if not _is_adjective(f, linked, words, lexicon)]
        phrases = _with_adjectives(text, tokens, lexicon, linked, phrases)
    covered = {*taken, *_covering([*linked, *phrases])}
    apart = list(elliptic_kinds(text, tokens, lexicon, named=linked, covered=covered))
    if apart:
        linked, covered = [*linked, *apart], {*covered, *_covering(apart)}
    if made := _covering(products(text, tokens, lexicon, linked, [*linked, *phrases])):
        linked = [f for f in linked if not _touches(f, made)] + list(dict.fromkeys(made.values()))
        phrases = [f for f in phrases if not _touches(f, made)]
        covered = {*covered, *made}
    unknown = unknown_names(text, tokens, lexicon, strange, covered=covered, linked=linked)
    return sorted([*linked, *phrases, *unknown], key=lambda found: (found.first, -found.last))


def _with_adjectives(
    text: str,
    tokens: Sequence[Token],
    lexicon: Lexicon,
    linked: Sequence[Found],
    phrases: Sequence[Found],
) -> list[Found]:
    """Return the phrases with the needs that adjectives say, which go before mere ideas."""
    said_so = [p for p in phrases if p.mention.type not in _IDEAS]
    found = list(adjectives(text, tokens, lexicon, _covering([*linked, *said_so]).keys()))
    within = _covering(found)
    return [*said_so, *(p for p in phrases if p not in said_so and not _within(p, within)), *found]


def _covering(found: Iterable[Found]) -> dict[int, Found]:
    """Return by position which of some mentions, none over another, stands there."""
    return {position: one for one in found for position in range(one.first, one.last + 1)}


def _within(one: Found, others: Mapping[int, Found]) -> bool:
    """Tell whether a mention is no more than a part of one of the others, or its equal."""
    other = others.get(one.first)
    return other is not None and one.last <= other.last


def _touches(one: Found, others: Mapping[int, Found]) -> bool:
    """Tell whether a mention has a word in common with one of the others."""
    return any(at in others for at in range(one.first, one.last + 1))


def _is_part_of_topic(name: Found, topics: Mapping[int, Found], words: Words) -> bool:
    """Tell whether a name gives way to a topic: a kind inside one, a component as a part of one.

    What is chosen is a kind all the same: "which cache".
    """
    if not _within(name, topics):
        return False
    topic = topics[name.first]
    if name.mention.type is not EntityType.KIND:
        more = (topic.last - topic.first) - (name.last - name.first)
        return 0 < more <= _MAX_MORE
    if (name.first, name.last) != (topic.first, topic.last):
        return True
    chosen = name.first > 0 and words.keys[name.first - 1] in _CHOOSING
    return not chosen


def _with_parts(phrase: Found, parts: Sequence[Found]) -> Found:
    """Return a practice with the components that are named within its words."""
    inside = _covering([phrase])
    named = [one.mention for one in parts if _within(one, inside)]
    components = [one.entity for one in named if one.type is EntityType.COMPONENT]
    return phrase._replace(within=tuple(filter(None, components)))


def _is_adjective(name: Found, linked: Sequence[Found], words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a name only says how another thing is to be had: a serverless database."""
    if "".join(words.keys[name.first : name.last + 1]) not in lexicon.adjectives:
        return False
    return any(one.first == name.last + 1 for one in linked)


def _is_part(name: Found, needs: Mapping[int, Found]) -> bool:
    """Tell whether a kind is only a part of how a need is said: the cloud of its resources."""
    need = needs.get(name.first)
    if need is None or name.mention.type is not EntityType.KIND or name.last > need.last:
        return False
    return (name.first, name.last) != (need.first, need.last)


def _names(text: str, words: Words, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the longest names, left to right; those with a sense rule come as ``guarded``."""
    free = named = 0
    starts = lexicon.starts
    for position, key in enumerate(words.keys):
        if position < free or not (key in starts or _may_be_name(key, lexicon)):
            continue
        found = _longest_name(text, words, position, lexicon)
        if found is not None:
            yield found
            named += 1
            free = found.last + 1
            if named == _MOST_NAMED:
                return


def _longest_name(text: str, words: Words, first: int, lexicon: Lexicon) -> Found | None:
    key, tokens, starts = words.keys[first], words.tokens, lexicon.starts
    possible = [(key, first)] if _may_be_name(key, lexicon) else []
    for last in range(first + 1, len(tokens)):
        if key not in starts:
            break
        key += words.keys[last]
        may_be = _may_be_name(key, lexicon)
        if not (may_be or key in starts):
            break
        if not _GAP.fullmatch(text, tokens[last - 1].end, tokens[last].start):
            break
        if may_be:
            possible.append((key, last))
    for key, last in reversed(possible):
        if last > first and _is_owned(words, first, key, lexicon):
            continue
        if found := _name(text, words, (first, last), key, lexicon):
            return found
    return None


def _is_owned(words: Words, first: int, key: str, lexicon: Lexicon) -> bool:
    """Tell whether a name of several words is an owner and its thing: "Google's Kubernetes"."""
    owner = words.tokens[first]
    thing = _lookup(key.removeprefix(owner.key), lexicon)[0]
    whole = {form.entity for form in _lookup(key, lexicon)[0]}
    apart = bool(thing) and whole.isdisjoint(form.entity for form in thing)
    return apart and is_possessive(owner)


def _may_be_name(key: str, lexicon: Lexicon) -> bool:
    """Tell whether a key is a name, or a plural or a version may make it one."""
    return key in lexicon.names or key[-1] in _INFLECTED


def _name(
    text: str, words: Words, span: tuple[int, int], key: str, lexicon: Lexicon
) -> Found | None:
    """Return the name that the words from the first to the last of a span make, if they do."""
    forms, inflected = _lookup(key, lexicon)
    if not forms:
        return None
    first, last = span
    parts = words.tokens[first : last + 1]
    if inflected and len(parts) > 1:  # "mysql is" is not "mysqli" in the plural
        forms = tuple(form for form in forms if len(tokenize(form.text)) == len(parts))
    if _is_split_oddly(parts, forms) or _is_part_of_compound(text, parts, lexicon):
        return None
    guarded: tuple[Form, ...] = ()
    is_word = any(form.sense for form in forms)
    if is_word:
        forms = tuple(form for form in forms if not _is_ruled_out(words, span, form))
        guarded = tuple(form for form in forms if form.sense is not None and form.sense.near)
    if not forms:
        return None
    if not guarded and (_is_short_slip(parts) or _is_split_into_words(parts, forms, lexicon)):
        guarded = forms
    mention = _mention(text, parts, forms, inflected=inflected)
    return Found(first, last, mention, guarded, is_word)


def _is_ruled_out(words: Words, span: tuple[int, int], form: Form) -> bool:
    return form.sense is not None and is_ruled_out(words, *span, form.sense)


def _lookup(key: str, lexicon: Lexicon) -> tuple[tuple[Form, ...], bool]:
    """Return the forms of a key, and whether it had to be uninflected to find them."""
    if key in lexicon.names:
        return lexicon.names[key], False
    if key[-1] == "s":
        shorter = [key.removesuffix("s"), key.removesuffix("es")]
    elif key[-1].isdigit():
        shorter = [_VERSION.sub("", key)]
    else:
        return (), False
    for other in shorter:
        if len(other) >= _MIN_VERSIONED and other in lexicon.names:
            return lexicon.names[other], True
    return (), False


def _is_split_oddly(parts: Sequence[Token], forms: tuple[Form, ...]) -> bool:
    """Tell whether single letters or a name's first letters were glued into a one-word name."""
    if len(parts) == 1:
        return False
    return all(
        " " not in form.text and "." not in form.text and "-" not in form.text for form in forms
    ) and any(len(part.key) < _MIN_PART for part in parts)


def _is_part_of_compound(text: str, parts: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether a name is only a piece: of "settings.py", "java.sql", "redis-widgets"."""
    start, end = parts[0].start, parts[-1].end
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if len(before) == len("x.") and before[1] in "._" and before[0].isalnum():
        return True
    if _CIRCA.match(text, start):
        return True
    if len(after) == len(".x") and after[0] in "._" and after[1].isalnum():
        return not (after[1].isdigit() and parts[-1].key[-1].isdigit())  # "python3.12"
    if not (len(after) == len("-x") and after[0] == "-" and after[1].isalpha()):
        return False
    following = tokenize(text[end + 1 : end + 1 + _MAX_COMPOUND])
    key = following[0].key if following else ""
    return key not in ADJECTIVAL and not _lookup(key, lexicon)[0]


def _is_short_slip(parts: Sequence[Token]) -> bool:
    """Tell whether a name lacks one of its four letters: it may be an acronym instead."""
    return len(parts) == 1 and len(parts[0].text) < _MIN_SURE and is_respelt(parts[0])


def _is_split_into_words(parts: Sequence[Token], forms: tuple[Form, ...], lexicon: Lexicon) -> bool:
    """Tell whether a one-word name was read out of ordinary words, as in "my sql"."""
    return (
        len(parts) > 1
        and all(form.text.isalpha() and form.type in _NAMES for form in forms)
        and all(lexicon.is_word(part.key) for part in parts)
    )


def _mention(
    text: str, parts: Sequence[Token], forms: tuple[Form, ...], *, inflected: bool
) -> Mention:
    start, end = parts[0].start, parts[-1].end
    surface = text[start:end]
    respelt = any(map(is_respelt, parts))
    candidates = [
        Candidate(
            form.entity,
            form.type,
            Strategy.FUZZY if respelt else _strategy(surface, form, inflected=inflected),
        )
        for form in forms
        if form.type is not _UNKNOWN  # recognised, but nothing to link to
    ]
    recognised = forms[0].entity if not candidates else None
    return Mention(start, end, surface, tuple(candidates), recognised=recognised)


def _strategy(surface: str, form: Form, *, inflected: bool) -> Strategy:
    if inflected or surface.casefold() != form.text.casefold():
        return Strategy.FOLDED
    return Strategy.EXACT if form.name else Strategy.ALIAS


def _undecided(text: str, tokens: Sequence[Token], ties: Ties, lexicon: Lexicon) -> Iterator[Found]:
    """Yield the misspelt words that may be one name as well as another."""
    for position, targets in ties.items():
        token = tokens[position]
        forms = {form.entity: form for target in targets for form in lexicon.names[target]}
        candidates = tuple(
            Candidate(form.entity, form.type, Strategy.FUZZY)
            for form in forms.values()
            if form.type is not _UNKNOWN
        )
        recognised = next(iter(forms)) if not candidates else None
        surface = text[token.start : token.end]
        mention = Mention(token.start, token.end, surface, candidates, recognised=recognised)
        yield Found(position, position, mention)
