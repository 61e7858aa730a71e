"""Whether a text is a message of a program that failed, or tells of one."""

from collections.abc import Sequence

_MESSAGES: dict[str, tuple[tuple[str, ...], ...]] = {
    first: tuple(tuple(rest.split()) for rest in following)
    for first, following in {
        "error": ("response from",),
        "already": ("allocated", "in use"),
        "worker": ("timeout",),
        "no": ("module named", "such file", "such table", "such host", "matching distribution"),
        "shared": ("object file",),
        "access": ("denied for",),
        "authentication": ("failed",),
        "could": ("not connect", "not find", "not open", "not start", "not load"),
        "version": ("mismatch",),
        "timeout": ("exception",),
        "exit": ("code", "status"),
        "exited": ("with",),
        "segmentation": ("fault",),
        "connection": ("reset by", "refused", "timed out"),
        "unable": ("to connect", "to start", "to open", "to load", "to find"),
    }.items()
}
_CODES = frozenset("econnrefused econnreset enoent etimedout eaddrinuse eacces oomkilled".split())
_FAILING = frozenset(("can't", "cant", "cannot"))
_DONE = frozenset(
    "connect start open backup load run install restore import build deploy find login log access"
    " create".split()
)
_ASKING = frozenset(
    "how what which when where who why should would could can is are do does did has have".split()
)
"""Words of what asks something, and doesn't only tell what failed."""
_WEIGHING = frozenset("how what which should would or vs better best".split())
_FIRST = 2  # words


def reports_failure(keys: Sequence[str]) -> bool:
    """Tell whether a text is an error message: "can't start X: cannot open shared object file"."""
    if not _CODES.isdisjoint(keys):
        return True
    if not _ASKING.isdisjoint(keys[:1]):
        return False
    if keys[0] in _FAILING and not _DONE.isdisjoint(keys[1:_FIRST]):
        return True
    return any(
        tuple(keys[at + 1 : at + 1 + len(rest)]) == rest
        for at, word in enumerate(keys)
        for rest in _MESSAGES.get(word, ())
    ) and _WEIGHING.isdisjoint(keys)
