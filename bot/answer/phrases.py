"""Every fixed phrase that an answer may contain, and filling them with names.

A phrase names no component, need, property or judgement: those come from the knowledge.
tests/answer/test_phrases.py holds it to that.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache

from bot.answer.model import Inline, Name, Phrase, Quoted

Filler = Phrase | str
_SLOT = re.compile(r"\{(?P<slot>[\w']+)(?:\|(?P<plural>[\w']+))?\}")


class Say(StrEnum):
    """The phrases. A slot with a capital starts a sentence."""

    # verdicts: what the knowledge names, and for what
    NAMED_FOR = "For {needs}: {names}."
    NAMED_BESIDE = "Of other kinds, for the same: {names}."
    NAMED_BOTH_FOR = "For {needs}, each would do: {names}."
    NAMES_IT_FOR = "Take {name} for {needs}."
    FOR_NOT_FOR = "Take {name} for {needs}; not for {others}."
    TAKE_IN_USE = "Take {name} for {needs}, with nothing to add beside it."
    TAKE_KNOWN = "Take {name} for {needs}, as you know it already."
    TAKE_MADE_FOR = "Take {name} for {needs}, as it is made for {bases}."
    FOR_TODAY = "This holds today, not for the year that you name."
    OTHERS_FOR_IT = "Others for that: {names}."
    STACK_FOR = "For {needs}: {names}, together with {others}."
    STACK_BY_DEFAULT = "Start with {names}."
    NAMES_IT_TOO = "{Name} can be used for {needs}."
    YES_NAMED = "Yes, for {needs}."
    YES_TOO = "Yes, {name} can be used for {needs}."
    YES = "Yes."
    YES_IN_PART = "Yes, under one of its licences."
    NO = "No."
    YES_IS = "Yes: {name} is among the {kinds}."
    NO_AGAINST = "No, not for {needs}."
    NOT_THE_SAME = "No"
    STANDING_FOR = "For {kinds}, this weighs {names}."
    DECIDES = "Take {options}."
    DECIDES_BESIDES = "Besides that, take {options}."
    MADE_FOR = "For {needs}, take {names} first; {others} would do too."
    DIFFERENT_JOBS = "They do different jobs: {names}."
    DIFFERENT_UNKNOWN = "They do different jobs: {names}. On {unknown} I have no claims."
    WOULD_BE = "For {needs}, take {name}."
    NOT_NAMED_FOR = "No claim says that {names} would suit {needs}."
    NONE_COVERS_ALL = "Nothing suits all of {needs} together; one by one:"
    DEPENDS = "That depends on what it is for."
    ONLY_ONE = "Of {kinds}, I know {names} alone."
    FOR_INSTANCE = "Say what matters most in it, for instance {needs}."
    DEPENDS_ON = "That depends on your {kind} first, and then on what it is for."
    BY_BASE = "By what you build on: {options}."
    BY_BASE_FOR = "For {needs}, by what you build on: {options}."
    CAN_RUN = "{Names} can run {bases}."
    WORKS_ON = "{Names} can work on {bases}."
    NO_SUCH_FOR = "I know no {kind} for {needs}."
    SPOKEN_AGAINST = "Not {name} for {needs}."
    BESIDE = "In place of {name}: {names}."
    BESIDE_FOR = "In place of {name}, for {needs}: {names}."
    NO_OTHER_SUCH_FOR = "Besides what you ruled out, I know no {kind} for {needs}."
    NO_OTHER_SUCH = "Besides what you ruled out, I know no {kind} for this."
    LEFT_OUT = "Left out, as you asked: {names}."

    # the same where a team's own rules are among what says so
    OWN_NAMED_FOR = "For {needs}, {packs} {names|name} {names}."
    OWN_STACK_FOR = "For {needs}, {packs} {names|name} {names}; {others} would go with that."
    OWN_NAMED_BESIDE = "Of other kinds, {packs} {names|name} {names} for it."
    OWN_NAMED_BOTH_FOR = "For {needs}, {packs} {names|name} each of them: {names}."
    OWN_NAMES_IT_FOR = "{Packs} {names|name} {name} for {needs}."
    OWN_FOR_NOT_FOR = "{Packs} {names|name} {name} for {needs}; not for {others}."
    OWN_YES_NAMED = "Yes: {packs} {names|name} {name} for {needs}."
    OWN_NO_AGAINST = "No: {packs} {speaks|speak} against {name} for {needs}."
    OWN_MADE_FOR = "For {needs}, {packs} {names|name} {names} as made for it, and {others} too."
    OWN_SPOKEN_AGAINST = "{Packs} {speaks|speak} against {name} for {needs}."
    OWN_BESIDE = "{Packs} {names|name} these besides {name}: {names}."
    OWN_BESIDE_FOR = "For {needs}, {packs} {names|name} these besides {name}: {names}."

    # gaps: what the knowledge leaves open. Of what an answer lacks, "No claim says"; of what gets
    # no answer, "I have no claims"; of components that there may be, "I know no".
    NO_DIFFERENCE = "No claim says what separates {names}."
    NO_PICK = "No claim says for what to take {names} rather than the other."
    NO_YES_OR_NO = "I can't say yes or no to that, as no claim speaks of it."
    NO_RANKING = "No claim says which of them is ahead in that."
    NO_NEED_KNOWN = "No claim says what to use {name} for."
    OF_SINGLE = "This is said against {names}, not against {kinds} in general."
    NO_PRICES = "I know no prices of today: compare the bills at your own load."
    NO_NUMBER = "I have no figures on that."
    NOT_DEFINED = "No claim explains this: {needs}."
    NO_TRADEOFFS = "No claim says what speaks against {names}."
    NOT_AGAINST_FOR = "No claim says what speaks against {names} for {needs}."
    NOTHING_TO_AVOID = "No claim says what to avoid for {needs}."
    NO_OTHERS = "I know no other {kind} than {name}."
    NO_OTHERS_FOR = "For {needs}, I know no other {kind} than {name}."
    IN_GENERAL = "This is said in general, not of {names} in particular."
    NOTHING_OF_BOTH = "No claim speaks of {names} together."
    NOTHING_OF_USING_BOTH = "No claim speaks of using both."
    NOTHING_ON = "I have no claims on {unknown}."
    UNWANTED = "Claims say what fits a need, not what does without it: {needs}."
    ON_CASE = "On what else you say"
    NOT_WEIGHED = "Not weighed, as no claim here speaks of it: {needs}."
    NO_WEIGHING_FOR = "No claim weighs {kinds} for {names}; in general:"
    NOT_WEIGHED_WITH = "I have no claims on {unknown} to weigh with {names}."
    NOT_SAID_WHAT = "I know “{surface}” as a part of {name}, and no claim says what it is."
    NOTHING_ON_NEED = "I have no claims on the purpose that you name; this holds in general."
    NOTHING_ON_THIS = "I have no claims that answer this."
    NOTHING_OF = "I have no claims on {names} that answer this."
    NOT_SAID_TUNED = "I have no claims on how to set up or tune {names}."
    NEAREST_SAID = "Nearest to it"
    NOT_SAID_HOW = "I have no claims on how to do that; of {names} I can say this."
    NEAR = "Nearest to it, I have claims on {names}."
    OF_THE_SORT = "Other {kinds} that I have claims on: {names}."
    COVERS = "I have claims on {names}, among others."
    SERVER_ALONE = "This is the back end; what comes before it is outside what I know."
    NO_LAYER_FOR = "Nothing is named for this on: {names}."
    CUT_SHORT = "Your message was long; I read the first {count} characters."

    SEVERAL = "You asked several questions. This answers the first; the others are offered below."

    # headings
    SEPARATED = "What separates them"
    WHICH_WHEN = "When to take which"
    WHICH_OTHER = "When to take another"
    NOT_FOR = "Not for this"
    NOTHING_ON_ASPECT = "I have no claims on the {aspect} of {name}."
    NOTHING_ON_CLAUSE = "I have no claims on {name} and {aspect}."
    NOT_WEIGHED_FOR = "No claim weighs {name} for {needs}."
    LACKING = "Claims say what fits a need, not what lacks something; so I can't choose by that."
    NO_WHETHER = "No claim says whether to use {needs} at all."
    AMONG_NAMED = "{Name} is among what the answer names."
    RANKED_BEHIND = "{Name} would suit {needs} too, behind what the answer names."
    NOT_ON_THIS = "If that isn't what you asked, try it in other words."
    SAID_OF = "What is said of {name}"
    ALSO_KNOWN = "Also known: {names}."
    DIFFERENCES = "What differs"
    SAME_OF_ALL = "Said of them alike"
    PICK_IF = "Why {name}"
    WORK_TOGETHER = "How they go together"
    SAID_OF_BOTH = "What is said of {names} together"
    WHAT_EACH_DOES = "What each does"
    REASONS = "Why"
    ALSO_FOR_IT = "Also for that"
    REST_OF_LIST = "The rest of the list"
    STRENGTHS = "What speaks for {name}"
    TRADEOFFS = "What speaks against {name}"
    NAMED_FOR_HEADING = "Uses of {name}"
    EACH_NAMED_FOR = "What tells each apart"
    INSTEAD = "If it is for something else"
    PAIRS_WITH = "Goes with"
    PRACTICES = "In practice"
    SERVED_BY = "What serves it"
    MEMBERS = "{Kinds} I know: {names}."
    MEMBERS_COUNTED = "I know {count} {kinds}."
    MEMBERS_FOR = "{Kinds} I know for {needs}: {names}."
    MEMBERS_COUNTED_FOR = "For {needs}, I know {count} {kinds}."
    TOPICS = "Practices I know about: {names}."
    LAYER_HAS = "{Layer}: {names}."
    LAYER = "{Layer}"
    AS_IT_GROWS = "As it grows"
    GAPS = "What is missing"
    PRACTICES_SHELF = "Practices"
    NEW_SHELF = "New on {day}"
    NEW_ON_LAYER = "New on {day}: {layer}"
    BESIDES = "Besides {name}"
    BESIDE_OTHERS = "{name} beside others"
    BY_SIZE = "{name} at different sizes"
    GOING = "Going to or from {name}"
    WRONG_USES = "What {name} doesn't suit"
    IN_BRIEF = "{name} in brief"
    PUTS_INTO_PRACTICE = "What {name} puts into practice"
    PAGE_LEFT = "“More” shows what else is claimed; left: {count}."

    # clarifying, declining, small talk
    OF_WHICH_KIND = "For {needs}, it depends on what it is that you look for. Which of these?"
    WHICH_MEANT = "Which of these do you mean?"
    WHICH_NAME = "{surface} can mean several things. Which do you mean?"
    ONE_NAMED = "A comparison takes two; you named {name}. Compare it with which?"
    NO_BOOKS = "I don't know books, courses or other ways to study something."
    NO_DEBUGGING = "I can't find out why something fails, as I see nothing of it."
    NO_PEOPLE = "I know nothing of people, teams or jobs."
    NO_COMPANIES = "I don't know what companies use, or how they do things."
    NO_ATTACKS = "I don't help to attack systems; ask me how to protect yours."
    NO_ACTING = "I can't act in your systems or pass on messages: I only answer questions."
    NO_SIGHT = "I see nothing of your systems, and of what your team decided or wrote down."
    NO_NEWS = "I don't follow news, and know no prices or dates."
    NO_CODE = "I don't write programs, or explain how something is written."
    WEIGHS = "I tell what a technology is for, what speaks against it, and weigh it with others."
    OUT_OF_SCOPE = (
        "That is outside what I know: I answer questions about backend technology, from reviewed "
        "sources."
    )
    HELP = (
        "I answer questions about backend technology from reviewed claims, and cite where each "
        "comes from."
    )
    GO_ON = (
        "From an answer you can go on: “why?”, “more”, “and the downsides?”, “the second one”, "
        "“and for …?”"
    )
    HELLO = "Hello. Ask me about backend technology, or say “help” for examples."
    SORRY = "Sorry about that. Asking in other words may help; “help” shows what I can be asked."
    WELCOME = "You are welcome."
    GOODBYE = "Until next time."
    WHO_I_AM = (
        "I am Stack Guide: I look questions about backend technology up in reviewed claims and "
        "cite them. There is no language model in me."
    )
    PLEASANTRY = "I stick to backend technology; ask me about it at any time."

    # asked about an answer
    READ_AS = "I read your question as “{question}”."
    ORDERED = (
        "In the answer, what is made for most of your needs comes first; then what is named for "
        "most of them, what your own rules name, what is tied to what you use, and what the first "
        "of my sources name."
    )
    NOT_AMONG = "No claim says that these would suit {needs}: {names}."
    RESTS_ON = "The claims it rests on"
    RESTS_ON_NOTHING = "No claim speaks to that, so I give no other answer than that."
    MORE_ON = "More on {name}"
    MORE_LEFT = "Left to tell: {count}; “more” goes on."
    ALL_SAID = "That is all that I know about {names}."
    NOTHING_BEFORE = (
        "I don't know which answer you mean: I remember none from this conversation. Ask the whole "
        "question again."
    )

    # canonical questions: each is understood as what it was made from
    ASK_COMPARE = "compare {names}"
    ASK_COMPARE_FOR = "compare {names} for {needs}"
    ASK_RECOMMEND = "which {kind} for {needs}?"
    ASK_RECOMMEND_KIND = "which {kind} should we use?"
    ASK_WITHOUT = "{question} without {names}"
    ASK_WITH = "{question} with {names}"
    ASK_FOR = "{question} for {needs}"
    ASK_ASPECT = "what about {name}: {aspect}?"
    ASK_JOINT = "do {names} go together?"
    ASK_AGAINST = "what are the downsides of {name}?"
    ASK_WHY = "why: {question}"
    ASK_MORE = "more: {question}"
    ASK_DEFINE = "tell me about {name}"
    ASK_WHEN = "when should we use {name}?"
    ASK_WHEN_FOR = "is {name} good for {needs}?"
    ASK_ALTERNATIVES = "what are alternatives to {name}?"
    ASK_TOPIC = "how do we approach {name}?"
    ASK_LIST = "which {kinds} do you know?"
    ASK_STACK = "which stack for {needs}?"
    ASK_STACK_AT_ALL = "which stack should we use?"
    ASK_HELP = "help"

    # the same, on a button under an answer
    SHORT_FOR = "For {needs}"
    SHORT_COMPARE = "{names}"
    SHORT_COMPARE_FOR = "{names} for {needs}"
    SHORT_DEFINE = "About {name}"
    SHORT_WHEN = "When to use {name}"
    SHORT_WHEN_FOR = "{name} for {needs}"
    SHORT_AGAINST = "Downsides of {name}"
    SHORT_ALTERNATIVES = "Alternatives to {name}"
    SHORT_ASPECT = "{name}: {aspect}"
    SHORT_WHICH = "Which {kind}?"
    SHORT_WHICH_FOR = "{Kind} for {needs}"
    SHORT_LIST = "All {kinds}"
    SHORT_LIST_FOR = "All {kinds} for {needs}"
    SHORT_STACK = "Stack for {needs}"
    SHORT_HELP = "What can I ask?"

    # small parts
    AND = "and"
    OR = "or"
    VERSUS = "vs"
    FOR = "for"
    ANYTHING = "component"
    MORE_NAMES = "{count} more"
    COMPONENTS = "components"


BY_OWN = {
    Say.NAMED_FOR: Say.OWN_NAMED_FOR,
    Say.NAMED_BESIDE: Say.OWN_NAMED_BESIDE,
    Say.NAMED_BOTH_FOR: Say.OWN_NAMED_BOTH_FOR,
    Say.NAMES_IT_FOR: Say.OWN_NAMES_IT_FOR,
    Say.FOR_NOT_FOR: Say.OWN_FOR_NOT_FOR,
    Say.STACK_FOR: Say.OWN_STACK_FOR,
    Say.YES_NAMED: Say.OWN_YES_NAMED,
    Say.NO_AGAINST: Say.OWN_NO_AGAINST,
    Say.MADE_FOR: Say.OWN_MADE_FOR,
    Say.SPOKEN_AGAINST: Say.OWN_SPOKEN_AGAINST,
    Say.BESIDE: Say.OWN_BESIDE,
    Say.BESIDE_FOR: Say.OWN_BESIDE_FOR,
}
"""What to say in place of a phrase, where a team's own rules are among what says so."""


def fill(phrase: Say, **slots: Filler) -> Phrase:
    """Return a phrase with its slots filled.

    A capitalised slot starts with a capital. ``{says|say}`` is the verb of ``packs``: the
    second form where it names several, or one in the plural.
    """
    parts: list[Inline] = []
    for before, slot, plural in _pieces(phrase):
        if before:
            parts.append(before)
        if plural:
            parts.append(plural if _is_plural(str(slots["packs"])) else slot)
        elif slot:
            value = slots[slot.lower()]
            filler: Phrase = ((value,) if value else ()) if isinstance(value, str) else value
            parts += capitalised(filler) if slot[0].isupper() else filler
    return tuple(parts)


@cache
def _pieces(phrase: Say) -> tuple[tuple[str, str, str], ...]:
    """Return what stands before each slot, the slot, and its second form; then the rest."""
    pieces = []
    position = 0
    for match in _SLOT.finditer(phrase.value):
        pieces.append(
            (phrase.value[position : match.start()], match["slot"], match["plural"] or "")
        )
        position = match.end()
    return (*pieces, (phrase.value[position:], "", ""))


def _is_plural(packs: str) -> bool:
    """Tell whether names of packs take a plural verb: several, or one such as "our rules"."""
    return f" {Say.AND} " in packs or packs.endswith("s")


def capitalised(filler: Phrase) -> Phrase:
    """Return a phrase that begins with a capital."""
    if not filler:
        return filler
    first, *rest = filler
    if isinstance(first, str):
        return (first[:1].upper() + first[1:], *rest)
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)


def text_of(phrase: Phrase) -> str:
    """Return a phrase as plain text."""
    return "".join(part if isinstance(part, str) else part.text for part in phrase)


def listed(names: Iterable[str], joiner: Say = Say.AND) -> Phrase:
    """Return names as a list in words: "A, B and C"; "A and B, and C" where one is a pair."""
    known = list(names)
    within = f" {joiner} "
    last = f",{within}" if any(within in name for name in known) else within
    parts: list[str | Name | Quoted] = []
    for position, name in enumerate(known):
        if position and position == len(known) - 1:
            parts.append(last)
        elif position:
            parts.append(", ")
        parts.append(Name(name))
    return tuple(parts)


def some(names: Iterable[str], most: int) -> Phrase:
    """Return the first names as a list in words that ends with how many more there are."""
    known = list(names)
    if len(known) <= most + 1:
        return listed(known)
    more = text_of(fill(Say.MORE_NAMES, count=str(len(known) - most)))
    return (*listed([*known[:most], more])[:-1], more)


def quoted(names: Iterable[str]) -> Phrase:
    """Return a person's own words as a list in words."""
    return joined([(Quoted(name),) for name in names])


def joined(phrases: Sequence[Phrase], joiner: Say = Say.AND) -> Phrase:
    """Return phrases as a list in words: "A (x), B (y) and C (z)"."""
    parts: list[Inline] = []
    for position, phrase in enumerate(phrases):
        if position:
            parts.append(f" {joiner} " if position == len(phrases) - 1 else ", ")
        parts += phrase
    return tuple(parts)


def versus(names: Iterable[str]) -> str:
    """Return names as in a question that weighs them: "A vs B"."""
    return f" {Say.VERSUS} ".join(names)
