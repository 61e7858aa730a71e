"""Which claims on a component speak of a practice, and how much of what is asked they say."""

import re
from collections.abc import Sequence

from bot.answer.facts import DETAILS, names_of, stems_of
from bot.answer.telling import LOOSE
from bot.catalog.memo import once
from bot.catalog.model import Catalog, Claim, Says
from bot.question.model import Question
from bot.text import stem, words

_GAP = 2  # words that may stand between those of a name
_BETWEEN = re.compile(r" (?:and|or) |, ")
_NEARLY, _IN_OTHER_WORDS = 0.6, 0.3
_ROW = r"(?:, |\b(?:and|or) )({0})\b|\b({0})(?:,| and\b| or\b)"


@once
def of_topic(catalog: Catalog, component: str, topic: str) -> tuple[Claim, ...]:
    """Return what is said of a component by one of a topic's names, not only in a row of things."""
    about = catalog.topics[topic]
    names = (*_BETWEEN.split(about.name), *(one.text for one in about.aliases))
    claims = catalog.claims_about(component, *DETAILS, Says.VALUE)
    return tuple(claim for claim in claims if any(_speaks(claim, name) for name in names))


def share_said(catalog: Catalog, claim: Claim, question: Question) -> float:
    """Return which share a claim says of what is asked: the practice, and the words around it.

    A practice that it says in other words than its name or the question's is said in small part.
    """
    first, *_ = question.topics
    names = (*_BETWEEN.split(catalog.topics[first].name), *question.worded)
    near = [name for one in question.topics for name in _own_names(catalog, one)]
    said = _IN_OTHER_WORDS
    if any(_speaks(claim, name) for name in near):
        said = _NEARLY
    if any(_speaks(claim, name) for name in names):
        said = 1.0
    named = {one for c in question.components for name in names_of(catalog, c) for one in name}
    around = set(question.words) - set(map(stem, named)) - LOOSE
    return (said + len(around & stems_of(claim.text))) / (1 + len(around))


def words_before(catalog: Catalog, claim: Claim, question: Question) -> int:
    """Return how many words come before a claim gets to a practice by one of its names."""
    named = [name for one in question.topics for name in _own_names(catalog, one)]
    asked = {one for name in (*named, *question.worded) for one in stems_of(name)}
    told = [stem(word) for word in words(claim.text)]
    return next((at for at, one in enumerate(told) if one in asked), len(told))


@once
def _own_names(catalog: Catalog, topic: str) -> tuple[str, ...]:
    """Return the parts of a topic's name, and the aliases that are in it: "migrations"."""
    about = catalog.topics[topic]
    within = stems_of(about.name)
    aliases = (one.text for one in about.aliases if stems_of(one.text) <= within)
    return (*_BETWEEN.split(about.name), *aliases)


def _speaks(claim: Claim, name: str) -> bool:
    """Tell whether a claim has a name's words near each other, and not only in a row of things."""
    told = [stem(word) for word in words(claim.text)]
    return _stand_near([stem(w) for w in words(name)], told) and not _is_in_row(claim.text, name)


def _stand_near(stems: Sequence[str], told: Sequence[str]) -> bool:
    """Tell whether words stand in a text in their order with few others between them."""
    for start, one in enumerate(told):
        if one != stems[0]:
            continue
        at = start
        for wanted in stems[1:]:
            window = told[at + 1 : at + 2 + _GAP]
            if wanted not in window:
                break
            at += 1 + window.index(wanted)
        else:
            return True
    return False


def _is_in_row(text: str, name: str) -> bool:
    """Tell whether a word stands in a row of things wherever a text has it: "login, admin"."""
    stems = [stem(word) for word in words(name)]
    if len(stems) > 1:
        return False
    lower = text.casefold()
    forms = {word for word in words(lower) if stem(word) == stems[0]}
    every = "|".join(map(re.escape, sorted(forms)))
    standing = re.findall(rf"\b(?:{every})\b", lower)
    return len(re.findall(_ROW.format(every), lower)) >= len(standing)
