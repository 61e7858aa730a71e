"""What turns a question round: it asks what speaks against, what to avoid, or for the unknown."""

from collections.abc import Sequence
from itertools import pairwise

from bot.question.lexicon import FILLERS
from bot.question.model import EntityType
from bot.question.ranking import PLACEHOLDERS

_SURE_DOWNSIDES = frozenset(
    "downside downsides drawback drawbacks disadvantage disadvantages cons weakness weaknesses"
    " limitation limitations risk risks bad wrong avoid pitfalls problem problems".split()
)
_SPEAKING = frozenset(
    "speak speaks spoke reason reasons case argue argues argument arguments advise advises advice"
    " decide decided warn warns vote anything something what and or much".split()
)
"""Words before an "against" that asks for the downsides: not "tests against X"."""
_BOTH_WAYS = {("for", joined, "against") for joined in ("and", "or")}
_LEAVING = {("not", "good"), ("give", "up"), ("stop", "using"), ("walk", "away"), ("move", "away")}
_TAKING = frozenset("using having adopting choosing taking running".split())
_DOWNSIDE_NOUNS = frozenset(
    "downside downsides drawback drawbacks disadvantage disadvantages cons weakness weaknesses"
    " limitation limitations pitfall pitfalls".split()
)
_UPSIDES = frozenset("pros good benefits advantages strengths upsides better best".split())
_UPSIDE_NOUNS = frozenset(
    "pro pros benefit benefits advantage advantages strength strengths upside upsides merit merits"
    " virtue virtues".split()
)
_PRAISED = frozenset(
    "great good cool special nice awesome love loves like likes appealing attractive".split()
)
_AVOIDED = frozenset(
    "avoid avoiding avoided worst suck sucks unsuitable unfit terrible drawback drawbacks"
    " downside downsides disadvantage disadvantages".split()
)
_AVOIDED_PAIRS = frozenset(
    pair
    for first, seconds in {
        "bad": "idea choice fit for at match",
        "wrong": "choice for tool fit",
        "poor": "choice fit",
        "least": "suitable suited good",
        "less": "suitable suited",
        "not": "suitable suited good handle support supports cope to",
        "stay": "away",
        "steer": "clear",
        "never": "use choose pick take",
    }.items()
    for pair in ((first, second) for second in seconds.split())
)
_ANYTHING = frozenset(
    "what which whom me us you it them now today everything anything something sure free example"
    " instance new next"
    " project projects app apps application applications website site web use work job purpose"
    " backend startup team company product service services api apis server production general"
    " beginners small large big simple complex".split()
)
"""What may follow "for" without saying what it is for."""
_CHOOSING = frozenset({"which", "what", "who"})
_JUDGED = frozenset(
    "worth worthwhile overkill idea sense advisable wise sane crazy insane mad mature risky bet"
    " betting serious relevant important useful viable reasonable sensible mature reliable stable"
    " decent fine ok okay acceptable stupid silly smart overrated overhyped hype hyped".split()
)
"""Words that ask for a judgement on the whole, which what it is for comes near to."""
_JUDGED_PAIRS = frozenset(
    {
        ("any", "good"),
        ("still", "good"),
        ("still", "use"),
        ("still", "using"),
        ("still", "used"),
        ("still", "starting"),
        ("good", "choice"),
        ("too", "much"),
        ("too", "big"),
        ("right", "choice"),
        ("right", "call"),
    }
)
_DOES = {("do",), ("does",), ("did",), ("would",), ("will",)}
_NEEDING = frozenset(
    (who, verb)
    for who in ("we", "i", "you", "one", "really", "still", "even", "actually", "ever")
    for verb in ("need", "require")
)
_NEAR = 5  # words
_SPARED = frozenset("overkill bother worth worthwhile dead obsolete outdated".split())
_SPARED_PAIRS = frozenset({("too", "much"), ("too", "heavy"), ("too", "big"), ("over", "kill")})
_TOPIC = PLACEHOLDERS[EntityType.TOPIC]
_NAMED = frozenset(PLACEHOLDERS.values())
_OPENINGS = frozenset("is are does do can could should would must has have".split())
_REASONS = frozenset({"why", "how"})
_NEEDED = frozenset("need needed needs necessary require required requires should".split())
_MOVES = frozenset(
    "switch switching switched migrate migrating move moving moved convert converting port"
    " porting rewrite rewriting leave leaving replace replacing stay staying stick".split()
)
_TELLERS = frozenset("i we they he she it you people team nobody".split())
_AUXILIARIES = frozenset("do does did is are was were have has had can could will would".split())


def asks_against(masked: Sequence[str]) -> bool:
    """Tell whether the downsides alone are asked for."""
    if not _LEAVING.isdisjoint(pairwise(masked)):
        return True
    if _asks_what_is_missed(masked):
        return False
    return (_speaks_against(masked) or _has_downsides(masked)) and _UPSIDES.isdisjoint(masked)


def _speaks_against(masked: Sequence[str]) -> bool:
    if _BOTH_WAYS.isdisjoint(zip(masked, masked[1:], masked[2:], strict=False)):
        return any(word == "against" and before in _SPEAKING for before, word in pairwise(masked))
    return False


def _has_downsides(masked: Sequence[str]) -> bool:
    """Tell whether a word of a text is one of downsides, "not" where it asks rather than tells."""
    if not _SURE_DOWNSIDES.isdisjoint(masked):
        return True
    if "not" not in masked:
        return False
    contrasts = ("and", "not") in pairwise(masked)  # "why is it X and not Y?"
    return not (contrasts or _only_tells(masked))


def _only_tells(masked: Sequence[str]) -> bool:
    """Tell whether "not" only tells of the case, each time: "we do not have anyone for it"."""
    places = [at for at, word in enumerate(masked) if word == "not"]
    return bool(places) and all(
        at > 1 and masked[at - 2] in _TELLERS and masked[at - 1] in _AUXILIARIES for at in places
    )


def asks_judgement(masked: Sequence[str]) -> bool:
    """Tell whether something is to be judged as a whole: "is X worth it", "is X a good idea"."""
    return not (_JUDGED.isdisjoint(masked) and _JUDGED_PAIRS.isdisjoint(pairwise(masked)))


def asks_sparing(masked: Sequence[str]) -> bool:
    """Tell whether it is asked if less would do: "is X worth it", "do we need X", "overkill"."""
    needed = masked[:1] in _DOES and not _NEEDING.isdisjoint(pairwise(masked[1:_NEAR]))
    spared = _SPARED.isdisjoint(masked) and _SPARED_PAIRS.isdisjoint(pairwise(masked))
    return needed or not spared


def asks_whether(masked: Sequence[str]) -> bool:
    """Tell whether it is asked if to do a practice at all: "is TOPIC needed in X?".

    The practice is what is asked about if it is named first, or with a component as its own.
    """
    names = [at for at, word in enumerate(masked) if word in _NAMED][:2]
    needed = not _NEEDED.isdisjoint(masked) or asks_judgement(masked)
    opens = not _OPENINGS.isdisjoint(masked[:1]) or "whether" in masked
    if not (needed and names and opens) or not _REASONS.isdisjoint(masked):
        return False
    own = len(names) > 1 and names[1] == names[0] + 1
    return masked[names[own]] == _TOPIC


def asks_to_move(masked: Sequence[str]) -> bool:
    """Tell whether it is asked whether to go from one thing to another: "switch from X to Y"."""
    return not _MOVES.isdisjoint(masked)


def asks_pros(masked: Sequence[str]) -> bool:
    """Tell whether it is asked what speaks for something: "benefits of X", "so great about X"."""
    praised = any(word in _PRAISED and after == "about" for word, after in pairwise(masked))
    return not _UPSIDE_NOUNS.isdisjoint(masked) or praised or _asks_what_is_missed(masked)


def asks_cons(masked: Sequence[str]) -> bool:
    """Tell whether it is asked what speaks against something: "pros and cons of X"."""
    return not (_DOWNSIDE_NOUNS.isdisjoint(masked) or _asks_what_is_missed(masked))


def _asks_what_is_missed(masked: Sequence[str]) -> bool:
    """Tell whether what speaks against doing without is asked for: "the risk of not using X"."""
    if _SURE_DOWNSIDES.isdisjoint(masked):
        return False
    without = [
        place
        for place, (word, following) in enumerate(pairwise(masked))
        if (word == "not" and following in _TAKING) or word == "without"
    ]
    return bool(without) and not _SURE_DOWNSIDES.isdisjoint(masked[: without[0]])


def asks_downsides(masked: Sequence[str]) -> bool:
    """Tell whether a text asks for the downsides of what it names, in a noun: "drawbacks of X"."""
    named = not _DOWNSIDE_NOUNS.isdisjoint(masked) or ("problems", "with") in pairwise(masked)
    return named and _UPSIDES.isdisjoint(masked)


def asks_to_avoid(masked: Sequence[str]) -> bool:
    """Tell whether a choice is asked for of what not to take: "which is worst for X?"."""
    if "worst" in masked:
        return True
    if _CHOOSING.isdisjoint(masked):
        return False
    return not _AVOIDED.isdisjoint(masked) or any(
        pair in _AVOIDED_PAIRS for pair in pairwise(masked)
    )


def says_unknown_purpose(masked: Sequence[str]) -> bool:
    """Tell whether a choice is for something in words of its own: "for hotel reservations"."""
    for place, word in enumerate(masked):
        if word == "for":
            purpose = [one for one in masked[place + 1 : place + 4] if one not in FILLERS]
            if purpose and purpose[0] not in _ANYTHING and purpose[0][0] != "<":
                return True
    return False
