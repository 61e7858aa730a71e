"""Finds what a text names: spans linked to entities through strategies ordered by sureness."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.question.lexicon import Form, Lexicon
from bot.question.model import Candidate, EntityType, Mention, Strategy
from bot.question.phrasings import find_phrases
from bot.question.senses import has_sense, is_ruled_out
from bot.question.spans import ADJECTIVAL, Found
from bot.question.spelling import is_respelt, tied_names
from bot.question.unknown import unknown_names
from bot.text import Token, tokenize

_GAP = re.compile("[ \t./_\u2013-]{0,3}")  # what may stand between the parts of one name
_VERSION = re.compile(r"(?<=[a-z])[0-9.]+$")
_MIN_VERSIONED = 3
_MIN_PART = 2
_MAX_COMPOUND = 30


def find_mentions(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> list[Found]:
    """Return the mentions of a text from left to right.

    Components and kinds never overlap each other. A topic takes the place of a kind inside it;
    a need may overlap anything.
    """
    named = list(_names(text, tokens, lexicon))
    linked = [found for found in named if not found.guarded]
    taken = {position for found in named for position in range(found.first, found.last + 1)}
    phrases = list(find_phrases(text, tokens, lexicon))
    for found in named:
        if found.guarded and _is_meant(tokens, found, [*linked, *phrases], named):
            linked.append(replace(found, guarded=()))
    linked += _ties(text, tokens, lexicon, taken)
    topics = [p for p in phrases if p.mention.type is EntityType.TOPIC]
    linked = [f for f in linked if not _inside_topic(f, topics)]
    phrases = [p for p in phrases if not _is_part_of_name(p, linked)]
    covered = {i for f in (*linked, *phrases) for i in range(f.first, f.last + 1)}
    unknown = unknown_names(text, tokens, lexicon, covered | taken, linked)
    return sorted([*linked, *phrases, *unknown], key=lambda found: (found.first, -found.last))


def _is_meant(
    tokens: Sequence[Token], found: Found, linked: Sequence[Found], named: Sequence[Found]
) -> bool:
    others = [other for other in named if other is not found]
    return has_sense(tokens, (found.first, found.last), found.guarded, linked, others)


def _names(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Found]:
    """Yield the longest names, left to right; those with a sense rule come as ``guarded``."""
    position = 0
    while position < len(tokens):
        found = _longest_name(text, tokens, position, lexicon)
        if found is None:
            position += 1
        else:
            yield found
            position = found.last + 1


def _longest_name(text: str, tokens: Sequence[Token], first: int, lexicon: Lexicon) -> Found | None:
    best: Found | None = None
    key = ""
    for last in range(first, len(tokens)):
        if last > first and not (
            key in lexicon.starts and _GAP.fullmatch(text, tokens[last - 1].end, tokens[last].start)
        ):
            break
        key += tokens[last].key
        forms, inflected = _lookup(key, lexicon)
        parts = tokens[first : last + 1]
        if inflected and len(parts) > 1:  # "mysql is" is not "mysqli" in the plural
            forms = tuple(form for form in forms if len(tokenize(form.text)) == len(parts))
        if not forms:
            continue
        if _is_split_oddly(parts, forms) or _is_part_of_compound(text, parts, lexicon):
            continue
        forms = tuple(
            form
            for form in forms
            if form.sense is None or not is_ruled_out(tokens, first, last, form.sense)
        )
        if not forms:
            continue
        surface = text[tokens[first].start : tokens[last].end]
        guarded = tuple(form for form in forms if form.sense is not None and form.sense.near)
        if not guarded and _is_split_into_words(parts, forms, lexicon):
            guarded = forms
        best = Found(
            first,
            last,
            _mention(parts, surface, forms, inflected=inflected),
            guarded,
        )
    return best


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
    if len(after) == len(".x") and after[0] in "._" and after[1].isalnum():
        return True
    if not (len(after) == len("-x") and after[0] == "-" and after[1].isalpha()):
        return False
    following = tokenize(text[end + 1 : end + 1 + _MAX_COMPOUND])
    key = following[0].key if following else ""
    return key not in ADJECTIVAL and not _lookup(key, lexicon)[0]


def _is_split_into_words(parts: Sequence[Token], forms: tuple[Form, ...], lexicon: Lexicon) -> bool:
    """Tell whether a one-word name was read out of ordinary words, as in "my sql"."""
    return (
        len(parts) > 1
        and all(form.text.isalpha() and form.type is EntityType.COMPONENT for form in forms)
        and all(lexicon.is_word(part.key) for part in parts)
    )


def _mention(
    parts: Sequence[Token], surface: str, forms: tuple[Form, ...], *, inflected: bool
) -> Mention:
    respelt = any(is_respelt(part) for part in parts)
    candidates = tuple(
        Candidate(
            form.entity,
            form.type,
            Strategy.FUZZY if respelt else _strategy(surface, form, inflected=inflected),
        )
        for form in forms
        if form.type is not EntityType.UNKNOWN  # recognised, but nothing to link to
    )
    recognised = forms[0].entity if not candidates else None
    return Mention(parts[0].start, parts[-1].end, surface, candidates, recognised=recognised)


def _strategy(surface: str, form: Form, *, inflected: bool) -> Strategy:
    if inflected or surface.casefold() != form.text.casefold():
        return Strategy.FOLDED
    return Strategy.EXACT if form.name else Strategy.ALIAS


def _ties(text: str, tokens: Sequence[Token], lexicon: Lexicon, taken: set[int]) -> Iterator[Found]:
    """Yield the misspelt words that may be one name as well as another."""
    for position, token in enumerate(tokens):
        targets = () if position in taken else tied_names(token.key, lexicon)
        forms = {form.entity: form for target in targets for form in lexicon.names[target]}
        if not forms:
            continue
        candidates = tuple(
            Candidate(form.entity, form.type, Strategy.FUZZY)
            for form in forms.values()
            if form.type is not EntityType.UNKNOWN
        )
        recognised = next(iter(forms)) if not candidates else None
        surface = text[token.start : token.end]
        mention = Mention(token.start, token.end, surface, candidates, recognised=recognised)
        yield Found(position, position, mention)


def _inside_topic(found: Found, topics: Sequence[Found]) -> bool:
    return found.mention.type is EntityType.KIND and any(
        t.first <= found.first and found.last <= t.last for t in topics
    )


def _is_part_of_name(phrase: Found, names: Sequence[Found]) -> bool:
    """Tell whether a phrase only repeats words of a longer or equal name."""
    return any(n.first <= phrase.first and phrase.last <= n.last for n in names)
