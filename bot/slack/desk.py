"""What every listener works with."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from slack_bolt import BoltResponse

from bot.ask import Guide
from bot.slack.once import Claim, Once, Turn
from bot.slack.posting import PASSING, Posting
from bot.slack.threads import Threads

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Desk:
    """The guide, and what this process remembers of its work since it ``started``."""

    guide: Guide
    threads: Threads = field(default_factory=Threads)
    once: Once = field(default_factory=Once)
    started: float = field(default_factory=time.time)

    def answer_once(
        self, key: Claim, answer: Callable[[], Posting], *, redelivered: bool
    ) -> Posting | Turn:
        """Answer unless that was done or is being done; return what became of it.

        What failed may be tried again: by who presses a button as often as they like; by Slack,
        which delivers messages again by itself, only where that can help, and not for ever.
        """
        turn = self.once.take(key)
        if turn is not Turn.YOURS:
            return turn
        posting = Posting.DOUBTFUL
        try:
            posting = answer()
        finally:  # also when something unforeseen is raised, the claim isn't kept for ever
            if posting is Posting.SENT or (redelivered and posting not in PASSING):
                self.once.done(key)
            else:
                self.once.failed(key, doubtful=redelivered and posting is Posting.DOUBTFUL)
        return posting


def acknowledge(status: HTTPStatus) -> BoltResponse:
    """Return a response that tells Slack its status alone."""
    return BoltResponse(status=status.value)
