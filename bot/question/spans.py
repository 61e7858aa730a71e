"""A mention with its place among the tokens: what the steps of reading pass on."""

from typing import NamedTuple

from bot.question.lexicon import Form
from bot.question.model import Mention

ADJECTIVAL = frozenset(
    "based style styled like powered friendly only specific compatible native first side "
    "driven flavored flavoured centric oriented backed related only heavy free less vs or "
    "and to".split()
)
"""Words that hang on a name by a hyphen without making another name: "redis-like"."""


class Found(NamedTuple):
    """A mention by token position: ``first`` to ``last`` inclusive."""

    first: int
    last: int
    mention: Mention
    guarded: tuple[Form, ...] = ()  # forms that count only with evidence
    is_word: bool = False  # the name is an ordinary word too, though a rare one
    within: tuple[str, ...] = ()  # components that a practice is named with: "X in containers"
