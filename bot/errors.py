"""The errors a caller can act on: one class for each thing to do about it."""

from dataclasses import dataclass


class StackGuideError(Exception):
    """Base of all errors that Stack Guide raises on purpose; its text is for people."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in the knowledge files.

    ``path`` is as the operator named it, ``line`` counts from 1 (0: the whole file).
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"


class KnowledgeError(StackGuideError):
    """The shipped knowledge can't be used; ``problems`` lists every reason found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class NotFoundError(StackGuideError):
    """Nothing that is known has that id or name, or those words."""


class StoreError(StackGuideError):
    """The built knowledge file can't be written, opened or read."""


class SettingsError(StackGuideError):
    """A setting is missing or wrong; the text names it and says where to find its value."""


class SlackError(StackGuideError):
    """Slack can't be reached, or refuses a token; the text says what to do."""


class StateError(StackGuideError):
    """What workspaces have stored can't be read or written just now."""

    def __init__(
        self, message: str, *, missing_tables: bool = False, passing: bool = False
    ) -> None:
        self.missing_tables = missing_tables
        self.passing = passing  # others are at it; the next try may succeed
        super().__init__(message)
