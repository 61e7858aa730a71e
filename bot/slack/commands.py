"""The short forms of ``/stack`` as questions in words. Pure."""

import re

HELP = "help"

# The first form that fits a whole text rewrites it. A word that already makes a sentence of
# it, as in "what is redis", keeps a text as it was typed.
_FORMS = tuple(
    (re.compile(pattern, re.IGNORECASE), question)
    for pattern, question in (
        (r"(?:help|\?|ask|compare|which|what|when|alternatives|)", HELP),
        (
            r"compare ([^\s,]+) (?!(?:vs\.?|versus|against|and|or|to|with) )([^\s,]+)( for .+|)",
            r"compare \1 vs \2\3",
        ),
        (
            r"what (?!(?:is|are|does|do|can|about|an?|the|to|should|would)\b)(\S+(?: \S+)?)",
            r"what is \1",
        ),
        (
            r"when (?!(?:is|are|does|do|can|to|should|would|not)\b)(\S+(?: \S+)?)",
            r"when should we use \1",
        ),
        (r"alternatives (?!(?:to|for|of)\b)(.+?)\??", r"what are alternatives to \1?"),
    )
)


_ASK = re.compile(r"\Aask:? (?=.)", re.IGNORECASE)


def question_of(text: str) -> str:
    """Return the question that a command's plain text asks; most texts are one already."""
    text = _ASK.sub("", text)
    for pattern, question in _FORMS:
        if match := pattern.fullmatch(text):
            return match.expand(question)
    return text
