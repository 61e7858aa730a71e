"""Follow-ups about the answer itself: "why?", "are you sure?", "tell me more"."""

from collections.abc import Sequence

from bot.question.model import Detail

# Words that add nothing to these follow-ups; what remains must be one of the phrases.
_FILLING = frozenset(
    "a an about actually again and bit bot but can could ehm exactly for here hm hmm i is it just"
    " like little me now ok okay one ones please pls really so some that the their them then there"
    " these they this those to though tho us want we would you".split()
)
_PHRASES = {
    Detail.WHY: (
        "why",
        "why not",
        "why first",
        "why <component>",
        "why not <component>",
        "why not <component> <component>",
        "why not <component> instead",
        "what is wrong with <component>",
        "why <component> first",
        "why <component> <component>",
        "why choice",
        "how come",
        "sure",
        "are sure",
        "are certain",
        "how do know",
        "how know",
        "what makes say",
        "what makes think",
        "why do say",
        "why do think",
        "says who",
        "who says",
        "based on what",
        "on what basis",
        "on what grounds",
        "reason",
        "reasons",
        "what are reasons",
        "what reason",
        "reasoning",
        "what reasoning",
        "explain",
        "explain why",
        "explain yourself",
        "justify",
        "prove",
        "evidence",
        "what evidence",
        "source",
        "sources",
        "what source",
        "what sources",
        "what your source",
        "what are your sources",
        "your source",
        "your sources",
        "where does come from",
        "where do get",
        "what does rest on",
    ),
    Detail.MORE: (
        "more",
        "tell more",
        "show more",
        "give more",
        "say more",
        "know more",
        "read more",
        "hear more",
        "any more",
        "anything more",
        "more details",
        "more detail",
        "more info",
        "more information",
        "details",
        "go on",
        "go deeper",
        "continue",
        "keep going",
        "elaborate",
        "expand",
        "expand on",
        "anything else",
        "is anything else",
        "what else do know",
        "what more",
        "what more do know",
        "rest",
        "full answer",
        "in detail",
        "more on",
        "tell more on",
        "long version",
    ),
}
_BY_WORDS = {
    tuple(phrase.split()): detail for detail, phrases in _PHRASES.items() for phrase in phrases
}


def asked_detail(masked: Sequence[str]) -> Detail:
    """Return what a masked text asks about the last answer; ``ANSWER`` if it asks otherwise."""
    told = tuple([word for word in masked if word not in _FILLING])
    return _BY_WORDS.get(told, Detail.ANSWER)
