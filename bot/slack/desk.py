"""What every listener works with."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from slack_bolt import BoltResponse

from bot.ask import Guide
from bot.slack.admins import Admins
from bot.slack.answering import Said, repeatable, unanswered
from bot.slack.library import Library
from bot.slack.memory import Memory
from bot.slack.posting import PASSING, Posting
from bot.slack.telemetry import current
from bot.state.database import Database
from bot.state.store import Claim, Store, Turn

Body = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Desk:
    """The knowledge, what is remembered, who decides, and when the process ``started``.

    ``agents`` are the workspaces whose Slack shows the app as an agent, as far as was seen.
    """

    library: Library
    memory: Memory
    admins: Admins = field(default_factory=Admins)
    started: float = field(default_factory=time.time)
    agents: set[str] = field(default_factory=set)

    @property
    def guide(self) -> Guide:
        """The guide of this moment; one answer is made from one of them."""
        return self.library.guide

    def answer_once(
        self, key: Claim, answer: Callable[[], Posting], *, redelivered: bool
    ) -> Posting | Turn:
        """Answer unless that was done or is being done; return what became of it.

        What failed may be tried again: by who presses a button as often as they like; by Slack,
        which delivers messages again by itself, only where that can help, and not for ever.
        """
        turn = self.memory.take(key)
        if turn is not Turn.YOURS:
            current().outcome = turn.name.lower()
            return turn
        posting = Posting.DOUBTFUL
        try:
            posting = answer()
        finally:  # also when something unforeseen is raised, the claim isn't kept for ever
            if posting is Posting.SENT or (redelivered and posting not in PASSING):
                self.memory.done(key)
            else:
                self.memory.give_back(key, doubtful=redelivered and posting is Posting.DOUBTFUL)
            current().outcome = posting.name.lower()
        return posting

    def keep(self, team: str, person: str | None, said: Said) -> None:
        """Keep what the workspace allows of a question: unanswered, or to be asked again."""
        question = unanswered(team, said, self.library.version)
        if question is not None:
            self.memory.keep_unanswered(question)
        elif person and (asked := repeatable(said)) is not None:
            self.memory.keep_recent(team, person, asked)


def open_desk(library: Library, database_url: str) -> Desk:
    """Return a desk in this process, with a store that is connected to when it is needed."""
    return Desk(library, Memory(Store(Database(database_url))))


def acknowledge(status: HTTPStatus) -> BoltResponse:
    """Return a response that tells Slack its status alone."""
    return BoltResponse(status=status.value)
