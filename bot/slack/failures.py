"""Errors in the log without the values they were raised over."""

import logging
import traceback

_MAX_FRAMES = 30

# Bolt and the SDK log bodies at DEBUG and INFO; at this level, never.
sdk_log = logging.getLogger("bot.slack.bolt")
sdk_log.setLevel(logging.WARNING)


def describe(error: BaseException) -> str:
    """Return an error's type, causes and traceback, without its text.

    The text of an error may quote what a person wrote; the log never does.
    """
    parts = []
    cause: BaseException | None = error
    while cause is not None:
        frames = "".join(traceback.format_tb(cause.__traceback__, limit=-_MAX_FRAMES))
        parts.append(f"{type(cause).__qualname__}\n{frames}".rstrip())
        cause = cause.__cause__ or cause.__context__
    return "\nfrom ".join(parts)
