"""Words that say a need elsewhere, and here what business, thing, size or project is meant."""

from bot.question.senses import Words
from bot.question.spans import Found

_BUSINESS = frozenset({"transaction", "transactions"})
_FIGURES = frozenset(
    "amount amounts count counts data dataset datasets events feed feeds history per record records"
    " row rows stream volume volumes".split()
)
"""Words behind which these are what a business counts, not what a database commits."""
_SIZES = frozenset(
    "small large big mid medium full wide web internet planet global huge massive grand".split()
)
"""Words before "scale" that make it say how large something is: "large-scale X"."""
_DEVICES = frozenset({"monitor", "monitors"})
_MACHINES = frozenset({"host", "hosts"})
_COUNTED = frozenset("one two three single several few same each per docker virtual".split())
_BEFORE_NOUN = frozenset(
    "a an the my our your which best good better new second external cheap this that two".split()
)
_MONEY = frozenset("price prices pricing cost costs billing budget".split())
_OF_MONEY = _FIGURES | frozenset(
    "api backend calculator calculation comparison engine feature list lists model module page"
    " pages rule rules service system tool tracker tracking update updates app".split()
)
"""Words behind which money is what the software is about, not what it may cost."""
_LEFT_ASIDE = (["aside"], ["apart"])
_OPEN = (["open", "source"], ["opensource"], ["free"], ["open", "sourced"])
_PROJECTS = frozenset("project projects repo repository library maintainers community".split())
_OURS = frozenset("for our my a an small hobby on in of".split())


def only_describes(words: Words, one: Found) -> bool:
    """Tell whether words name business, a thing, a size or a project rather than a need.

    As in "transaction data", "one host", "a pricing API", "for an open source project". Nor is one
    wanted that is left aside: "cost aside".
    """
    keys = words.keys
    if keys[one.last + 1 : one.last + 2] in _LEFT_ASIDE:
        return keys[one.last + 2 : one.last + 3] != ["from"]
    after = keys[one.last + 1 : one.last + 2]
    before = keys[max(one.first - 1, 0) : one.first]
    if keys[one.first] == "scale" and not _SIZES.isdisjoint(before):
        return True
    if keys[one.first] in _MACHINES and not _COUNTED.isdisjoint(before):
        return True
    if list(keys[one.first : one.last + 1]) in _OPEN:
        return not _PROJECTS.isdisjoint(after) and _is_ours(words, one)
    return one.first == one.last and _names_matter(words, one)


def _is_ours(words: Words, one: Found) -> bool:
    """Tell whether it is the project that something is for: "for our open source project"."""
    before = words.keys[max(one.first - 3, 0) : one.first]
    return "for" in before and _OURS.issuperset(before[before.index("for") :])


def _names_matter(words: Words, one: Found) -> bool:
    """Tell whether a single word is a part of the name of what is dealt with."""
    key = words.keys[one.first]
    if key in _DEVICES and not words.of_field:
        before = words.keys[max(one.first - 1, 0) : one.first]
        return not _BEFORE_NOUN.isdisjoint(before)
    after = words.keys[one.last + 1 : one.last + 2]
    if key in _MONEY:
        return not _OF_MONEY.isdisjoint(after)
    return key in _BUSINESS and not _FIGURES.isdisjoint(after)
