"""What every listener works with."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from slack_bolt import BoltResponse

from bot.ask import Guide
from bot.slack.once import Claim, Once, Turn
from bot.slack.posting import Posting
from bot.slack.threads import Threads

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Desk:
    """The guide, and what this process remembers of its work."""

    guide: Guide
    threads: Threads = field(default_factory=Threads)
    once: Once = field(default_factory=Once)

    def answer_once(
        self, key: Claim, answer: Callable[[], Posting], settled: Container[Posting]
    ) -> Posting | Turn:
        """Answer unless another delivery has or does; return what became of it.

        What isn't ``settled`` by that can be answered again.
        """
        turn = self.once.take(key)
        if turn is not Turn.YOURS:
            return turn
        posting = Posting.DOUBTFUL
        try:
            posting = answer()
        finally:  # also when something unforeseen is raised, the claim isn't kept for ever
            if posting in settled:
                self.once.done(key)
            else:
                self.once.failed(key, doubtful=posting is Posting.DOUBTFUL)
        return posting


def respond_with(status: HTTPStatus) -> BoltResponse:
    """Return an empty response."""
    return BoltResponse(status=status.value)
