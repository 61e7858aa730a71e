"""Amounts that people state, such as "200 msgs/s", "~2M products" and "1TB a year", in bands.

An amount is a number with what there is so much of, and how often. Rates are told by the second;
where what is counted adds up, by what a year brings.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.catalog.wording import Band, Measure
from bot.question.model import EntityType, Role
from bot.question.spans import Found
from bot.text import Token, stem, words

_NUMBER = re.compile(r"(\d{1,15})([a-z]{0,3})")
_SCALES = {
    **dict.fromkeys(("k", "thousand", "thousands"), 1e3),
    **dict.fromkeys(("m", "mm", "mio", "mil", "million", "millions"), 1e6),
    **dict.fromkeys(("b", "bn", "billion", "billions"), 1e9),
    **dict.fromkeys(("hundred", "hundreds"), 1e2),
}
_SIZES = {"mb": 1e6, "gb": 1e9, "tb": 1e12, "pb": 1e15}
_SIZES |= {"megabytes": 1e6, "gigabytes": 1e9, "terabytes": 1e12, "petabytes": 1e15}
_SIZES |= {"gigs": 1e9, "terabyte": 1e12, "petabyte": 1e15, "gib": 1e9, "tib": 1e12}
_BYTES = "bytes"
_RATES = {"rps": "request", "qps": "query", "tps": "transaction", "iops": "op", "wps": "write"}
_COUNTS: dict[str, float] = {
    word: float(at)
    for at, word in enumerate("two three four five six seven eight nine ten".split(), start=2)
}
_COUNTS |= {"dozen": 12, "twelve": 12, "twenty": 20, "fifty": 50, "half": 0.5}
_SOME = {"hundreds": 300.0, "thousands": 3e3, "millions": 3e6, "billions": 3e9, "dozens": 40.0}
"""What is meant by more of it than one, which is about three of it."""
_FEW = {"few": 3, "couple": 2, "several": 4}
_OF = frozenset({"of", "a", "an"})
_DIGITS = "0123456789"
_BEGINNING = frozenset({*_COUNTS, *_SOME, *_FEW, "tens", "a", "an"})
"""Words that a number begins with."""
_PERIODS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hr", "hour", "hours", "hourly"), 3600),
    **dict.fromkeys(("d", "day", "days", "daily", "nightly", "night"), 86_400),
    **dict.fromkeys(("week", "weekly"), 604_800),
    **dict.fromkeys(("month", "monthly", "mo"), 2_629_800),
    **dict.fromkeys(("year", "yearly", "annually", "yr"), 31_557_600),
}
_ADVERBS = frozenset("hourly daily nightly weekly monthly yearly annually".split())
_YEAR, _WEEK = 31_557_600, 604_800
_SECOND = "second"
_PER = frozenset("per a an each every".split())
_ENDS = frozenset(
    "in on at for with to from by and or but is are was were do does should can could we i which"
    " that than vs versus if when so then into using use per over under not".split()
)
"""Words that what is counted ends before."""
_CUT = ".,;:!?()\n\u2014"
_MONEY, _SHARE = frozenset("$\u20ac\u00a3"), "%"
_SAID = frozenset({EntityType.NEED, EntityType.CONCEPT})
_PHRASE, _BESIDE, _UNTIL_RATE = 5, 3, 4  # words
_THREE = 3  # digits


class Amount(NamedTuple):
    """An amount as stated, from the word ``first`` to ``last``, with its measure and band."""

    first: int
    last: int
    measure: Measure
    band: Band


class _Number(NamedTuple):
    value: float
    next: int
    size: bool = False  # of bytes, whose unit is in it


def amounts_in(text: str, tokens: Sequence[Token], measures: Iterable[Measure]) -> list[Amount]:
    """Return the amounts that a text states, in order, the first of each measure."""
    found: dict[str, Amount] = {}
    begins = [n for n, one in enumerate(tokens) if one.key[0] in _DIGITS or one.key in _BEGINNING]
    entries = list(measures) if begins else []
    beyond = 0
    for at in begins:
        number = None if at < beyond else _number(text, tokens, at)
        if number is None:
            continue
        amount = _amount(text, tokens, at, number, entries)
        beyond = number.next if amount is None else amount.last + 1
        if amount is not None:
            found.setdefault(amount.measure.id, amount)
    return list(found.values())


def without_amounts(
    text: str, tokens: Sequence[Token], found: Sequence[Found], measures: Mapping[str, Measure]
) -> list[Found]:
    """Return the mentions, needs and ideas that only an amount says with the role of background.

    "200 events a second" asks for no high throughput, "50k writes a second" does.
    """
    said = [one for one in found if one.mention.type in _SAID]
    stated = amounts_in(text, tokens, measures.values()) if said else []
    if not stated:
        return list(found)
    return [
        one._replace(mention=one.mention._replace(role=Role.BACKGROUND))
        if any(_only_says(amount, one) for amount in stated)
        else one
        for one in found
    ]


def _only_says(amount: Amount, need: Found) -> bool:
    told = need.mention.type is EntityType.CONCEPT or (
        need.mention.type is EntityType.NEED
        and need.mention.entity in amount.measure.needs
        and not amount.band.needs
    )
    return told and need.first <= amount.last and amount.first <= need.last


def _number(text: str, tokens: Sequence[Token], at: int) -> _Number | None:
    """Return the number that begins with a word: "1,200", "1.5M", "a few hundred", "millions"."""
    if tokens[at].key[0].isdigit():
        return _in_digits(text, tokens, at)
    if at and tokens[at - 1].key[0].isdigit():
        return None
    return _in_words(tokens, at)


def _in_digits(text: str, tokens: Sequence[Token], at: int) -> _Number | None:
    if text[: tokens[at].start][-1:] in _MONEY:
        return None
    digits, last = tokens[at].key, at
    while last + 1 < len(tokens) and digits.isdigit():
        following = tokens[last + 1].key
        between = text[tokens[last].end : tokens[last + 1].start]
        thousands = between == "," and len(following.rstrip("kmb")) == _THREE
        if not (following[0].isdigit() and (thousands or between == ".")):
            break
        digits = digits + following if thousands else f"{digits}.{following}"
        last += 1
        if not thousands:
            break
    whole, _, part = digits.partition(".")
    match = _NUMBER.fullmatch(part or whole)
    if match is None or text[tokens[last].end :][:1] == _SHARE:
        return None
    value = float(f"{whole}.{match[1]}" if part else match[1])
    return _scaled(value, match[2], tokens, last + 1)


def _in_words(tokens: Sequence[Token], at: int) -> _Number | None:
    key = tokens[at].key
    after = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if key == "a" and after in _FEW:
        return _scaled(_FEW[after], "", tokens, at + 2)
    if key in _SOME:
        return _scaled(_SOME[key], "", tokens, at + 1)
    if key == "tens" and after == "of":
        return _scaled(30, "", tokens, at + 1)
    value = _COUNTS.get(key) or _FEW.get(key) or (1 if after in _SCALES else None)
    return None if value is None else _scaled(value, "", tokens, at + 1)


def _scaled(value: float, scale: str, tokens: Sequence[Token], at: int) -> _Number | None:
    """Return a number with the scale that is written at it, or in the words behind it."""
    if scale and scale not in _SCALES and scale not in _SIZES:
        return None
    size = scale in _SIZES
    value *= _SCALES.get(scale) or _SIZES.get(scale) or 1
    beyond = at
    while not size and beyond < len(tokens):
        key = tokens[beyond].key
        if key in _SCALES or key in _SIZES:
            size = key in _SIZES
            value *= _SIZES[key] if size else _SCALES[key]
            at = beyond + 1
        elif key not in _OF or beyond > at:
            break
        beyond += 1
    return _Number(value, at, size)


def _amount(
    text: str, tokens: Sequence[Token], first: int, number: _Number, measures: Sequence[Measure]
) -> Amount | None:
    """Return the amount that a number is of, with what stands behind it."""
    counted = _counted(text, tokens, number)
    period, end = _period(text, tokens, number.next, counted)
    found = [
        (_suits(measure, period), length, -last, measure)
        for measure in measures
        if (told := _told_in(measure, tokens, counted, size=number.size)) is not None
        for last, length in (told,)
        if period is not None or measure.per != _SECOND
    ]
    if not found:
        return None
    *_, negative, measure = max(found, key=lambda one: one[:-1])
    value, last = number.value, -negative
    if period is not None:
        value *= (1 if measure.per == _SECOND else _YEAR) / period if measure.per else 1
        last = max(last, end)
    beside = tokens[max(first - _BESIDE, 0) : last + 1 + _BESIDE]
    few = value < int(measure.least or 0)
    if few or any(token.key in measure.never for token in beside):
        return None
    band = next(one for one in measure.bands if one.below is None or value < int(one.below))
    return Amount(first, last, measure, band)


def _suits(measure: Measure, period: int | None) -> bool:
    """Tell whether an amount in a period, or at all, is of a measure rather than another."""
    short = period is not None and period <= _WEEK
    return measure.per is None or short is (measure.per == _SECOND)


def _counted(text: str, tokens: Sequence[Token], number: _Number) -> range:
    """Return the places of the words that may say what is counted."""
    if number.size:
        return range(number.next - 1, number.next)
    at = number.next
    while at < min(len(tokens), number.next + _PHRASE):
        key = tokens[at].key
        between = text[tokens[at - 1].end : tokens[at].start]
        if key in _ENDS or key[0].isdigit() or any(sign in between for sign in _CUT):
            break
        at += 1
    return range(number.next, at)


def _period(text: str, tokens: Sequence[Token], at: int, counted: range) -> tuple[int | None, int]:
    """Return the seconds in which there is so much, if that is told, and where it is."""
    for place in range(at, min(len(tokens), max(counted.stop, at) + _UNTIL_RATE)):
        key = tokens[place].key
        before = tokens[place - 1].key
        between = text[tokens[place - 1].end : tokens[place].start]
        if key in _RATES:
            return 1, place
        if any(sign in between for sign in _CUT) and place > at:
            break
        told = before in _PER or "/" in between or key in _ADVERBS
        if key in _PERIODS and told:
            return _PERIODS[key], place
    return None, at


def _told_in(
    measure: Measure, tokens: Sequence[Token], counted: range, *, size: bool
) -> tuple[int, int] | None:
    """Return where what a measure counts ends among words, and of how many words it is."""
    if size:
        return (counted.start, 1) if _BYTES in measure.counted else None
    stems = {stem(_RATES.get(tokens[at].key, tokens[at].key)): at for at in reversed(counted)}
    best = None
    for entry in measure.counted:
        wanted = [stem(word) for word in words(entry)]
        if all(one in stems for one in wanted) and len(wanted) > (best[1] if best else 0):
            best = (max(stems[one] for one in wanted), len(wanted))
    return best
