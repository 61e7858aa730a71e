"""What is asked of money or of somebody, whatever technology it names."""

from collections.abc import Sequence
from itertools import pairwise

from bot.catalog.wording import Tone
from bot.question.careers import asks_of_work
from bot.question.failures import reports_failure
from bot.question.model import EntityType
from bot.question.reading import Reading, reworded
from bot.question.requests import asks_of_team

_PRICES = frozenset({"price", "prices", "pricing", "fee", "fees"})
_COSTS = frozenset({"cost", "costs"})
_MONEY = _PRICES | _COSTS | {"pay"}
_PER = frozenset({"per", "a", "each", "every", "yearly", "monthly", "annual", "annually"})
_UNITS = frozenset("month year hour host seat user node core gb".split())
_ASKING = frozenset({"what", "whats", "what's", "how"})
_ADVISING = frozenset(
    "how reduce lower keep down cut save control cheaper cheapest lowest less model using running"
    " adopting having moving switching run operate maintain ourselves".split()
)
"""Words of what is to be done about costs, or of what work something makes."""
_SUPPOSED = frozenset({"does", "would", "will", "much"})
_NEAR = 5  # words
_AROUND = frozenset("around back here online available out off away in free there on".split())
_GREETING = frozenset("hey hi hello yo so and".split())
_PERSONS = frozenset({"he", "she", "him", "her"})
_ROLES = frozenset(
    "boss bosses contractor contractors freelancer freelancers colleague colleagues coworker"
    " coworkers manager recruiter co-founder founder".split()
)
_OF_US = frozenset({"my", "our", "a", "the"})
_SOMEBODY = "they"


def asks_elsewhere(reading: Reading) -> Tone | None:
    """Return what a text is after that no claims are of: money, somebody, work, or a failure.

    What it says of money or of somebody is told by its words.
    """
    keys = [token.key for token in reading.tokens]
    if asks_of_work(keys):
        return Tone.PEOPLE
    if reports_failure(keys):
        return Tone.FAULT
    if (of_team := asks_of_team(reading)) is not None:
        return of_team
    return Tone.OTHER if _asks_price(reading, keys) or _asks_for_somebody(reading, keys) else None


def _asks_price(reading: Reading, keys: Sequence[str]) -> bool:
    """Tell whether it is asked what something costs: "yearly price of an X plan"."""
    if _MONEY.isdisjoint(keys):
        return False
    named = any(
        one.mention.type in {EntityType.COMPONENT, EntityType.UNKNOWN} for one in reading.found
    )
    quantity = keys[:2] == ["how", "much"]
    if not named or not _ADVISING.isdisjoint(keys[quantity:]):
        return False
    asks = keys[:1] and keys[0] in _ASKING
    if asks and not _PRICES.isdisjoint(keys[:_NEAR]):
        return True
    costs = any(word in _COSTS for word in keys[2:_NEAR])  # "what does X cost"
    per = any(one in _PER and two in _UNITS for one, two in pairwise(keys))
    return bool(asks) and (per or (costs and keys[1] in _SUPPOSED))


def _asks_for_somebody(reading: Reading, keys: Sequence[str]) -> bool:
    """Tell whether it is asked if somebody is there: "is Ann back? she knows the X thing"."""
    first = next((at for at, key in enumerate(keys) if key not in _GREETING), len(keys))
    if keys[first : first + 1] != ["is"]:
        return False
    name = next((one for one in reading.found if one.first == first + 1), None)
    unknown = name is not None and not (name.mention.entity or name.mention.recognised)
    after = keys[name.last + 1 : name.last + 2] if name else keys[first + 2 : first + 3]
    somebody = unknown or not _PERSONS.isdisjoint(keys)
    return somebody and bool(after) and after[0] in _AROUND


def told_of_people(reading: Reading, text: str) -> Reading | None:
    """Return a text that asks something else after telling of people, as if it told of anybody.

    "A contractor wrote it in X, my boss wants Y. What speaks for each?" asks nothing of them.
    """
    asked = text.rfind("?")
    before = max((text.rfind(end, 0, asked) for end in (". ", "! ", "? ", "\n")), default=-1)
    if asked < 0 or before < 0:
        return None
    told = [n for n, one in enumerate(reading.tokens) if one.start < before and one.key in _ROLES]
    whose = [n - 1 for n in told if n and reading.tokens[n - 1].key in _OF_US]
    return reworded(reading, dict.fromkeys((*whose, *told), _SOMEBODY)) if told else None
