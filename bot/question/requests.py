"""Whether a text wants something done, or asks of a team's own people, systems or records."""

from collections.abc import Sequence
from itertools import pairwise

from bot.catalog.wording import Tone
from bot.question.model import EntityType
from bot.question.reading import Reading

_POLITE = frozenset(
    "hey hi hello ok okay so and now then please pls kindly just quickly also".split()
)
_ADDRESSING = frozenset("can could would will".split())
_ASKED_TO = (("i", "need", "you", "to"), ("i", "want", "you", "to"), ("go", "ahead", "and"))
_TO_DO = frozenset(
    "restart reboot redeploy merge approve revert rollback assign kill page notify unblock cancel"
    " invite email message call".split()
)
"""What is done to something of one's own, and seldom asked how or whether."""
_TO_SOMEBODY = frozenset({"ping", "remind"})
_MAY_BE_DONE = frozenset(
    "deploy run execute scale drop delete truncate add create open file raise start stop upgrade"
    " update downgrade rotate grant revoke reset install migrate move restore provision spin set"
    " give check review fix change remove enable disable apply schedule bump push release ship"
    " clean roll back increase".split()
)
"""What may be asked of anybody: "can you run X without Y?"."""
_OWN = frozenset({"our", "my", "this", "that", "these"})
_DEFINITE = _OWN | {"the", "it", "all"}
_SYSTEMS = frozenset("prod production staging stage dev qa preprod uat".split())
_SLIPS = frozenset(
    "ticket tickets issue pr mr jira incident card epic story branch repo channel logs log"
    " dashboards dashboard meeting room".split()
)
"""What people work with, whatever technology it is on."""
_REQUEST_ENDS = ({"for"}, {"me", "us"})
_WEIGHING = frozenset(
    "or vs versus which how what whether should best better when without if while".split()
)
_WHAT_NEXT = 4  # words
_MOST = 20  # words

_WHO = frozenset({"who", "whos", "who's", "whom", "whose", "whoever"})
_KNOWING = frozenset(
    "knows know knew responsible charge expert contact ask talk reach approve approved broke"
    " deployed merged changed reviewed reviews assigned on-call oncall owner lead dba".split()
)
_CALLED = ("on", "call")
_MAKING = frozenset(
    "owns own wrote built made created designed maintains maintain manages manage runs develops"
    " handles operates administers".split()
)
_GROUPS = frozenset({"team", "squad", "person", "engineer", "developer", "dev", "colleague"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that"})
_WHICH = frozenset({"which", "what"})
_OF_BOT = frozenset({"you", "bot"})
_US = frozenset({"we", "team"})
_OURS = frozenset({"we", "our"})
_DECIDED = frozenset("decide decided agree agreed settle settled conclude concluded".split())
_KEPT = frozenset(
    "password passwords credentials username hostname url endpoint ip runbook connection".split()
)
_RUNNING = frozenset({"run", "running", "use", "using", "on", "have"})
_SAID_HERE = frozenset({"thread", "conversation", "channel", "discussion"})
_SUMMING_UP = frozenset({"summarize", "summarise", "recap", "summary"})
_NEAR = 6  # words


def asks_of_team(reading: Reading) -> Tone | None:
    """Return whether a text wants something done, or is about somebody or something of the team."""
    keys = [token.key for token in reading.tokens]
    if _asks_who(reading, keys):
        return Tone.PEOPLE
    if _asks_to_act(reading, keys):
        return Tone.ACTING
    return Tone.OWN if _asks_of_own(keys) else None


def _asks_to_act(reading: Reading, keys: Sequence[str]) -> bool:
    """Tell whether something is to be done: "can you restart the cluster", "open a PR for this"."""
    said, addressed = _without_address(keys)
    short = 1 < len(said) <= _MOST and _WEIGHING.isdisjoint(said)
    if not short or (reading.asks and not addressed):
        return False
    verb, following = said[0], said[1 : 1 + _WHAT_NEXT]
    if verb in _TO_SOMEBODY:
        return following[0] not in {"for", "is", "to"}
    if not _SLIPS.isdisjoint(following) and verb in _TO_DO | _MAY_BE_DONE:
        return True
    if verb in _TO_DO or tuple(said[:2]) == ("roll", "back"):
        return not _DEFINITE.isdisjoint(following[:2])
    if verb == "give":
        return "access" in following
    return verb in _MAY_BE_DONE and _is_wished(keys, said, addressed=addressed)


def _is_wished(keys: Sequence[str], said: Sequence[str], *, addressed: bool) -> bool:
    """Tell whether what anybody may do is to be done here: "our X", "on staging", "for us"."""
    following = said[1 : 1 + _WHAT_NEXT]
    own = not _OWN.isdisjoint(following[:2]) or not _SYSTEMS.isdisjoint(said)
    wished = any(one in _REQUEST_ENDS[0] and two in _REQUEST_ENDS[1] for one, two in pairwise(said))
    please = not {"please", "pls"}.isdisjoint(keys) and not _DEFINITE.isdisjoint(following)
    definite = addressed or not _DEFINITE.isdisjoint(following[:2])
    return (own and definite) or wished or please


def _without_address(keys: Sequence[str]) -> tuple[Sequence[str], bool]:
    """Return a text without "can you please" and the like, and whether it had that."""
    first = 0
    addressed = False
    while first < len(keys):
        if keys[first] in _POLITE:
            first += 1
        elif keys[first] in _ADDRESSING and keys[first + 1 : first + 2] == ["you"]:
            first, addressed = first + 2, True
        elif opening := next((one for one in _ASKED_TO if _at(keys, first, one)), None):
            first, addressed = first + len(opening), True
        else:
            break
    return keys[first:], addressed


def _at(keys: Sequence[str], first: int, phrase: tuple[str, ...]) -> bool:
    return tuple(keys[first : first + len(phrase)]) == phrase


def _asks_who(reading: Reading, keys: Sequence[str]) -> bool:
    """Tell whether somebody is asked for: "who knows the X service?", "which team owns Y?".

    Who makes or maintains a technology is no such question.
    """
    first = next((at for at, key in enumerate(keys) if key not in _POLITE), len(keys))
    asked, rest = keys[first : first + 1], keys[first + 1 :]
    group = not _WHICH.isdisjoint(asked) and not _GROUPS.isdisjoint(rest[:2])
    ought = "should" in rest[:2] and rest[1:2] not in (["i"], ["we"])  # it asks for the practice
    if not (group or not _WHO.isdisjoint(asked)) or ought or not _OF_BOT.isdisjoint(rest):
        return False
    if not _KNOWING.isdisjoint(rest[:_NEAR]) or _CALLED in pairwise(rest):
        return True
    making = next((at for at, key in enumerate(keys) if at > first and key in _MAKING), None)
    if making is None or (not group and making > first + _NEAR):
        return False
    return not _is_technology(reading, keys, making + 1)


def _is_technology(reading: Reading, keys: Sequence[str], first: int) -> bool:
    """Tell whether what a text names from a place on begins with a technology, not our own."""
    while keys[first : first + 1] and keys[first] in _ARTICLES:
        first += 1
    named = next((one for one in reading.found if one.first == first), None)
    if named is None:
        return False
    known = named.mention.type is EntityType.COMPONENT or bool(named.mention.recognised)
    behind = keys[named.last + 1 : named.last + 2]
    return known and (not behind or behind[0] not in _PARTS)


_PARTS = frozenset(
    "cluster service services server servers database instance setup config deployment integration"
    " pipeline account repo jobs topics tables queue consumer".split()
)
"""What behind a name makes something of one's own of it: "who runs the X cluster?"."""


def _asks_of_own(keys: Sequence[str]) -> bool:
    """Tell whether it is asked what the team has, decided or said: "which X version do we run?"."""
    asks = "should" not in keys and bool(keys)
    asks = asks and (keys[0] in _WHICH or keys[0] in {"what's", "whats", "where", "when"})
    if not _SUMMING_UP.isdisjoint(keys[:_NEAR]) and not _SAID_HERE.isdisjoint(keys):
        return True
    if not asks:
        return False
    near = keys[1:_NEAR]
    decided = any(one in _US and two in _DECIDED for one, two in pairwise(keys[:_NEAR]))
    kept = not _OURS.isdisjoint(near) and not _KEPT.isdisjoint(keys)
    version = "version" in near and any(
        one == "we" and two in _RUNNING for one, two in pairwise(keys)
    )
    return decided or version or kept
