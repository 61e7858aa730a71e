"""What a text means by what its words make it look like: a choice that asks for a practice."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise, takewhile

from bot.question.model import CONTRASTING, EntityType, Mention
from bot.question.ranking import PLACEHOLDERS
from bot.question.reading import Reading
from bot.text import Token, words

AUXILIARIES = frozenset("is are does do can could has have will".split())
CLOSED = AUXILIARIES | {"should", "would", "must", "may"}
"""What a question begins with that asks for a yes or no."""
ASKING_WHEN = frozenset("when why where should".split())
QUANTITIES = (("many",), ("much",), ("big",), ("large",), ("long",), ("often",))
_STACK_WORDS = frozenset("stack tech technologies technology tools components".split())
_ASKING_HOW = frozenset({"why", "how"})
_GOING_ABOUT = frozenset({"do", "does", "should", "can", "would", "to"})
_DOING = frozenset("guarantee guarantees do does offer have support supports handle ensure".split())
_ABOUT_NAME = frozenset({"define", "when_to_use"})
_OF_PRACTICE = frozenset({"define", "list", "recommend", "stack", "topic", "when_to_use"})
_CHOOSING = {("which",), ("what",)}
_TAKING = frozenset("take use pick choose".split())
_SEVERAL = frozenset({"different", "various", "existing", "available"})
_BUILDING = frozenset("build building make making create creating develop developing".split())
_ARTICLES = frozenset({"a", "an", "our", "my", "the"})
_PRODUCTS = frozenset(
    "app application site website service platform marketplace clone product saas tool".split()
)
_STACKS = frozenset({"stack", "topic", "recommend", "when_to_use"})
_SHORT, _TAKEN = 4, 6  # words
_OF_WAY = frozenset({"recommend", "stack", "compare"})
_HOW_GOOD = frozenset(
    "best easiest simplest cleanest fastest cheapest quickest safest right proper recommended"
    " preferred standard good efficient correct common usual".split()
)
_WAYS = frozenset({"way", "ways", "approach", "practice", "method"})
_NEAR_WAY = 9  # words
_SORTS_OF_WAY = _WAYS | {"algorithm", "flow", "grant", "pattern", "policy", "strategy", "technique"}
_DONE = frozenset({EntityType.TOPIC, EntityType.NEED})
_ACCESSING = frozenset(
    "fetch fetching get getting read reading retrieve retrieving insert inserting select query pull"
    " display displaying show print save saving update delete write writing load extract".split()
)
_DATA = frozenset("data rows row records record values documents entries tables results".split())
_REACHING = frozenset("from in into to out".split())
_WEIGHING = frozenset(
    "which what best better good or vs versus should when why fast faster fastest efficiently"
    " recommend".split()
)
_CLAUSE = 8  # words
_WHO = 8  # words
_GROUPS = frozenset(
    "people companies startups startup enterprises enterprise businesses banks corporations"
    " organisations organizations agencies developers devs engineers programmers teams everyone"
    " everybody anyone anybody nobody most many some others they shops firms".split()
)
_TAKEN_UP = frozenset(
    "use uses using used choose chose pick picked prefer prefers stick stuck write wrote build"
    " built adopt adopted run rely like likes love loves hate hates avoid avoids recommend"
    " recommends go stay leave left take takes".split()
)
_IN_CASE = frozenset({"when", "if", "although", "though", "while", "since", "despite"})
_TOPIC = PLACEHOLDERS[EntityType.TOPIC]
_COMPONENT, _NEED = PLACEHOLDERS[EntityType.COMPONENT], PLACEHOLDERS[EntityType.NEED]
_KIND = PLACEHOLDERS[EntityType.KIND]
_DEAL = frozenset({"deal", "with", "point", "of", "idea", "behind"})
_WANTED = ([_KIND], [_NEED], [_TOPIC])
_YES_OR_NO = ("yes", "or", "no")
_NEEDS_ALONE = {EntityType.NEED}
_OF_NAME = {EntityType.COMPONENT, EntityType.TOPIC}
_WHICH_NAMED = {("which", _COMPONENT), ("what", _COMPONENT)}


def meant(intent: str, reading: Reading, mentions: Sequence[Mention]) -> str:
    """Return the intent that a text has which seems to have another."""
    masked = reading.masked
    types = {mention.type for mention in mentions}
    if intent in _STACKS and _is_chosen(masked) and _names_stack(mentions):
        return "stack"
    if intent == "stack" and _is_of_practice(masked, mentions):
        intent = "topic"
    if intent == "stack" and (_asks_for_parts(masked, types) or _asks_for_one(masked)):
        intent = "recommend"
    done = types & _DONE if intent in _OF_WAY else types & {EntityType.TOPIC}
    if done and (asks_best_way(reading.tokens) or _asks_which_way(masked, mentions)):
        intent = "topic"
    intent = _of_number(_of_stack(_of_choice(intent, masked, types), masked, types), masked, types)
    if EntityType.COMPONENT in types and _asks_what_for(intent, masked):
        weighed = intent == "out_of_scope" and _weighed_by_case(mentions, masked)
        return "compare" if weighed else "when_to_use"
    if intent == "alternatives" and masked[:2] in _WHICH_NAMED and _unknown_first(mentions):
        return "recommend"
    if EntityType.TOPIC not in types and not _asks_yes_or_no(masked):
        return "out_of_scope" if _asks_for_code(masked) else intent
    if _asks_for_practice(intent, reading):
        return "topic"
    return "compare" if intent in _OF_PRACTICE and any(map(contrasts, mentions)) else intent


def _is_of_practice(masked: Sequence[str], mentions: Sequence[Mention]) -> bool:
    """Tell whether what looks like a stack is a practice: "X for a small app", "X in the stack"."""
    if all(mention.type is not EntityType.TOPIC for mention in mentions):
        return False
    said = [word for word in masked[: _SHORT - 1] if word not in _ARTICLES]
    heads = said[:2] == [_TOPIC, "for"] and not _names_stack(mentions)
    return heads or ("the", "stack") in pairwise(masked)


def _asks_yes_or_no(masked: Sequence[str]) -> bool:
    """Tell whether it is asked if a practice is to be taken up at all: "<practice>, yes or no?"."""
    return any(
        one in {_NEED, _TOPIC}
        and (masked[at + 1 : at + 4] == _YES_OR_NO or masked[at + 1 : at + 3] == ("yes", "no"))
        for at, one in enumerate(masked)
    )


def asks_best_way(tokens: Sequence[Token]) -> bool:
    """Tell whether it is asked how to do something, not what with: "best way in X to do Y"."""
    keys = [token.key for token in tokens]
    return any(
        how in _HOW_GOOD and way in _WAYS and "to" in keys[at + 2 :]
        for at, (how, way) in enumerate(pairwise(keys[:_NEAR_WAY]))
    )


def _asks_which_way(masked: Sequence[str], mentions: Sequence[Mention]) -> bool:
    """Tell whether a way of a practice is to be chosen: "which strategy for <practice>?".

    So it is where nothing else is named: "what <practice> should we aim for?", and where that is
    a name of the practice: "which isolation level".
    """
    if masked[:1] == (_TOPIC,) and words(mentions[0].surface)[:1] in _CHOOSING:
        return all(one.type not in {EntityType.KIND, EntityType.COMPONENT} for one in mentions)
    if masked[:1] not in _CHOOSING:
        return False
    if masked[:2] == ("what", _TOPIC) and all(one.type is EntityType.TOPIC for one in mentions):
        return not _names_stack(mentions)
    first = next((one for one in mentions if one.type is EntityType.TOPIC), None)
    named = words(first.surface) if first is not None and masked[1:2] == (_TOPIC,) else ()
    return first is not None and not _SORTS_OF_WAY.isdisjoint((*named, *masked[1:2]))


def asks_how_to(masked: Sequence[str]) -> bool:
    """Tell whether it is asked how to do what is named, whoever asks: "as a CTO, how do I <do>"."""
    how = any(one == "how" and two in _GOING_ABOUT for one, two in pairwise(masked))
    return how and _TOPIC in masked and _STACK_WORDS.isdisjoint(masked)


def _asks_for_code(masked: Sequence[str]) -> bool:
    """Tell whether data are to be got from or into something named: "fetch rows from X with Y".

    That is written in a program; nothing is chosen or judged.
    """
    if (masked[:1] and masked[0] in CLOSED) or not _WEIGHING.isdisjoint(masked):
        return False
    for at in (at for at, word in enumerate(masked) if word in _ACCESSING):
        what, where = masked[at + 1 : at + _SHORT], masked[at + 1 : at + _CLAUSE]
        reached = (where[n + 1 : n + _SHORT] for n, word in enumerate(where) if word in _REACHING)
        if not _DATA.isdisjoint(what) and any(_COMPONENT in one for one in reached):
            return True
    return False


def _asks_what_for(intent: str, masked: Sequence[str]) -> bool:
    """Tell whether what looks like something else asks when or why to use a name.

    "Why is everything X and not Y?", "what makes X quick?", "we can't use a cloud. Still X?"
    """
    if masked[-2:] == ("still", _COMPONENT) or _asks_of_name(masked):
        return True
    if intent == "out_of_scope":
        return _asks_why_taken(masked)
    begins = {"alternatives": ("why",), "define": ("what", "makes")}.get(intent)
    return begins is not None and tuple(masked[: len(begins)]) == begins


def _asks_why_taken(masked: Sequence[str]) -> bool:
    """Tell whether it is asked why people take something: "why don't startups use X?"."""
    if masked[:1] != ("why",) or AUXILIARIES.isdisjoint(masked[1:2]):
        return False
    who = masked[2:_WHO]
    group = not _GROUPS.isdisjoint(who) or _NEED in who[:1]  # "big companies"
    before = list(takewhile(lambda word: word != _COMPONENT, masked))
    return group and not _TAKEN_UP.isdisjoint(before)


def _weighed_by_case(mentions: Sequence[Mention], masked: Sequence[str]) -> bool:
    """Tell whether another name speaks against what is taken: "why X when Y is quicker?"."""
    named = {m.entity for m in mentions if m.type is EntityType.COMPONENT}
    first = masked.index(_COMPONENT)
    after = [at for at, word in enumerate(masked) if at > first and word in _IN_CASE]
    return len(named) > 1 and any(_COMPONENT in masked[at:] for at in after)


def _asks_what_first(masked: Sequence[str]) -> bool:
    """Tell whether it is asked what something is before what to do: "what is an X and do I …"."""
    said = [word for word in masked[: _TAKEN + 2] if word not in _ARTICLES | _DEAL]
    return said[:2] == ["what", "is"] and said[2:3] in _WANTED and said[3:4] == ["and"]


def _unknown_first(mentions: Sequence[Mention]) -> bool:
    """Tell whether what is asked for is a name or a sort without claims: "which X for Y?"."""
    named = [m for m in mentions if PLACEHOLDERS.get(m.type) == _COMPONENT]
    return len(named) > 1 and named[0].type is EntityType.UNKNOWN


def _of_choice(intent: str, masked: Sequence[str], types: AbstractSet[EntityType]) -> str:
    """Return the intent of what reads as a choice and asks for something else.

    "What to monitor?" and "should we go microservices?" ask for the practice, not for what does it;
    "where to store files?" the other way round.
    """
    what_to = masked[:2] == ("what", "to") and masked[2:3] == (_NEED,)
    whether = types == _NEEDS_ALONE and bool(masked) and masked[0] in CLOSED
    if intent == "recommend" and (what_to or whether):
        return "topic"
    if intent == "topic" and EntityType.NEED in types and _asks_where(masked, types):
        return "recommend"
    if intent == "define" and EntityType.KIND in types and not _SEVERAL.isdisjoint(masked):
        return "list"
    if intent == "recommend" and ("difference" in masked[:_SHORT] or _asks_what_first(masked)):
        return "define"
    most = intent == "when_to_use" and _asks_for_most(masked)
    if most or (intent in _OF_PRACTICE and (asks_which(masked) or _asks_whether_there_is(masked))):
        return "recommend"
    named = intent == "define" and types >= _OF_NAME
    return "when_to_use" if named and masked[0] in CLOSED else intent


def _asks_where(masked: Sequence[str], types: AbstractSet[EntityType]) -> bool:
    """Tell whether it is asked where to do something: "where to store files", "storing files"."""
    told = not CLOSED.union(ASKING_WHEN, _ASKING_HOW).isdisjoint(masked[:1])
    doing = masked[0].endswith("ing") and types == {EntityType.NEED, EntityType.COMPONENT}
    return masked[0] == "where" or (doing and not told)


def _asks_of_name(masked: Sequence[str]) -> bool:
    """Tell whether a name is asked which of some sort it has: "what licence is X under?"."""
    asked = masked[:1] in _CHOOSING and masked[1:2] == (_NEED,)
    return asked and not AUXILIARIES.isdisjoint(masked[2:3]) and masked[3:4] == (_COMPONENT,)


def asks_which(masked: Sequence[str]) -> bool:
    """Tell whether something to take is asked for: "which queue …", "what to use for caching"."""
    if masked[:1] not in _CHOOSING or _asks_of_name(masked):
        return False
    taken = not _TAKING.isdisjoint(masked[:_TAKEN]) and masked[:1] == ("what",)
    return masked[1:2] == (_NEED,) or (taken and ("for", _TOPIC) in pairwise(masked))


def _asks_for_stack(intent: str, masked: Sequence[str], types: AbstractSet[EntityType]) -> bool:
    """Tell whether what reads as something else asks for a stack: "what backend stack to pick?"."""
    if intent == "topic":
        return not types and _asks_to_build(masked)
    named = masked[:2] == ("what", _TOPIC) and EntityType.KIND not in types
    return intent == "recommend" and named


def _names_stack(mentions: Sequence[Mention]) -> bool:
    """Tell whether a stack is what is named as a practice: "what backend stack makes sense?"."""
    return any(m.type is EntityType.TOPIC and "stack" in words(m.surface) for m in mentions)


def _is_chosen(masked: Sequence[str]) -> bool:
    """Tell whether a choice is asked for, also after the case: "we do X. What backend stack?"."""
    pairs = pairwise(masked)
    return masked[:1] in _CHOOSING or any((one,) in _CHOOSING and b == _TOPIC for one, b in pairs)


def _asks_to_build(masked: Sequence[str]) -> bool:
    """Tell whether it is asked how to build a product: "best way to make a service like X"."""
    return any(
        build in _BUILDING and article in _ARTICLES and not _PRODUCTS.isdisjoint(rest)
        for build, article, *rest in zip(masked, masked[1:], masked[2:], masked[3:], strict=False)
    )


def _asks_for_most(masked: Sequence[str]) -> bool:
    """Tell whether the first of a kind in some respect is wanted: "most mature X framework"."""
    said = [word for word in masked[:_SHORT] if word not in _ARTICLES]
    return said[:1] in (["most"], ["best"]) and _KIND in masked[:_TAKEN]


def _asks_whether_there_is(masked: Sequence[str]) -> bool:
    """Tell whether it is asked if there is something of a kind: "is there any web framework …"."""
    return masked[:2] == ("is", "there") and _KIND in masked[2:_TAKEN]


def _of_stack(intent: str, masked: Sequence[str], types: AbstractSet[EntityType]) -> str:
    """Return the intent of what reads as a stack for something and asks of a practice or a name."""
    if _asks_for_stack(intent, masked, types):
        return "stack"
    if intent != "stack":
        return intent
    if masked[:3] == ("what", "is", "a") and len(masked) <= _SHORT + 1:
        return "define"
    if EntityType.TOPIC not in types or not _STACK_WORDS.isdisjoint(masked):
        alone = types == _NEEDS_ALONE and masked[0] == _NEED
        # "error tracking for a small team?"
        return "recommend" if alone and _STACK_WORDS.isdisjoint(masked) else intent
    if masked[0] in ASKING_WHEN:
        return "when_to_use"
    return "topic" if EntityType.COMPONENT in types else intent


def _asks_for_one(masked: Sequence[str]) -> bool:
    """Tell whether one thing for something is asked for, not a stack: "technology for X".

    "Which technology is better for <need>?" does, unless that is what a product is for.
    """
    after = masked[masked.index("technology") + 1 :] if "technology" in masked else ()
    if after[:1] == ("for",) and _TOPIC in after[1 : _SHORT - 1]:
        return True
    if masked[:1] not in _CHOOSING or _NEED not in after[:_TAKEN]:
        return False
    return _PRODUCTS.isdisjoint(after) and after.count(_NEED) == 1


def _asks_for_parts(masked: Sequence[str], types: AbstractSet[EntityType]) -> bool:
    """Tell whether some kinds are asked for, not all of a stack: "server and ORM for X"."""
    several = masked.count(_KIND) > 1 and EntityType.COMPONENT in types
    return several and EntityType.NEED not in types and _STACK_WORDS.isdisjoint(masked)


def _of_number(intent: str, masked: Sequence[str], types: AbstractSet[EntityType]) -> str:
    """Return the intent of what asks for a number: "how many connections?"."""
    asks_number = intent in {"recommend", "topic", "stack"} and masked[:1] == ("how",)
    if asks_number and masked[1:2] in QUANTITIES:
        return "topic" if EntityType.TOPIC in types else "out_of_scope"
    return intent


def _asks_for_practice(intent: str, reading: Reading) -> bool:
    """Tell whether a text that names a practice asks for it, whatever it looks like.

    A practice may be named as a choice: "monolith or microservices for a startup".
    """
    if intent == "stack" or (intent == "recommend" and reading.masked[:1] not in _CHOOSING):
        return any(
            mention.type is EntityType.TOPIC and " or " in mention.surface.casefold()
            for mention in reading.mentions
        )
    if _asks_yes_or_no(reading.masked):
        return intent in _OF_WAY | _ABOUT_NAME
    return intent in _ABOUT_NAME and _asks_how(reading)


def _asks_how(reading: Reading) -> bool:
    """Tell whether a text about a name or a practice asks how that is done.

    "Why is my query slow?" and "can X guarantee exactly once?" do.
    """
    masked = reading.masked
    if masked == (_TOPIC,):
        return reading.tokens[0].key in _ASKING_HOW
    asked = masked[:1] and masked[0] in AUXILIARIES and masked[1:2] == (_COMPONENT,)
    before = [one for one, following in pairwise(masked) if following == _TOPIC]
    return bool(asked) and bool(before) and before[0] in _DOING


def contrasts(mention: Mention) -> bool:
    """Tell whether a practice is named by two of its sides: "sharding vs partitioning"."""
    return mention.type is EntityType.TOPIC and not CONTRASTING.isdisjoint(words(mention.surface))
