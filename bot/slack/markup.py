"""Slack's message text as the plain question that a person typed. Pure.

Incoming text is mrkdwn: ``&``, ``<`` and ``>`` are escaped, and what Slack recognised stands in
angle brackets. Every pattern here is linear in the length of the text.
"""

import re

_QUOTE = re.compile(r"^(?:[ \t]*&gt;)+", re.MULTILINE)
_PIECE = re.compile(
    r"```(?P<block>.*?)```"
    r"|`(?P<code>[^`\n]+)`"
    r"|<(?P<reference>[^<>]*)>"
    r"|(?<!\w):(?P<emoji>[a-z0-9_+'-]+):(?!\w)",
    re.DOTALL,
)
# A marker opens before a character and closes behind one, and never stands inside a word, so
# that snake_case, C++, 2*3*4 and SELECT * FROM t stay as they are.
_EMPHASIS = tuple(
    re.compile(rf"(?<![^\W_]){m}(?<!{m}{m})(?=[^\s{m}])([^{m}\n]*[^\s{m}]){m}(?![^\W_]|{m})")
    for m in (r"\*", "_", "~")
)
# Code and links keep the characters that mark emphasis elsewhere.
_SHIELD = str.maketrans("*_~", "\ue000\ue001\ue002")
_UNSHIELD = str.maketrans("\ue000\ue001\ue002", "*_~")


def plain_text(text: str) -> str:
    """Return the words of a message in one line, without Slack's markup.

    Mentions, emoji and quote marks go; links leave their label, channels their name, code its
    content.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no text
    text = _PIECE.sub(_plain_piece, _QUOTE.sub(" ", text))
    for emphasis in _EMPHASIS:
        text = emphasis.sub(r"\1", text)
    return " ".join(_unescape(text.translate(_UNSHIELD)).split())


def _plain_piece(piece: re.Match[str]) -> str:
    kind = str(piece.lastgroup)
    content = piece[kind]
    if kind == "emoji":
        return " "
    if kind == "reference":
        content = _reference(content)
    return content.translate(_SHIELD)


def _reference(content: str) -> str:
    """Return what a reference in angle brackets says: its label, else its URL."""
    target, _, label = content.partition("|")
    if target.startswith(("@", "!")):
        return " "
    if target.startswith("#"):
        return label or " "
    return label or target


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
