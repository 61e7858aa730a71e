"""The fixed words around an answer in every format. They name nothing that knowledge names."""

import re
from enum import StrEnum

from bot.answer.model import Answer, Cell, Citation, Outcome, Statement, Table
from bot.answer.phrases import text_of

VERSION_LENGTH = 8
UNKNOWN_CELL = "—"
_ADDRESS = re.compile(r"https?://[!-~]+")
_BEHIND_NAME = (" ", ",", "'")
_TO = "\u2013"  # an en dash
_MIN_RUN = 3
"""Citations in a row from which only the first and the last are shown."""


class Label(StrEnum):
    """Words that renderers put around what an answer says."""

    SOURCES = "Sources"
    ASK_NEXT = "You could ask"
    OPTIONS = "Reply with one of these"
    OR_TYPE = "You can also type your choice, by name or number."
    OR_TYPE_MENTION = "You can also mention me with your choice, by name or number."
    GO_ON = "In a channel's thread, mention me each time: I read nothing else there."
    GO_ON_PRIVATE = "Under answers that only you see, the buttons do that."
    WHY = "Why?"
    MORE = "More"
    BACK = "Back"
    BACK_TO_FORM = "Back to the form"
    COMPARE = "Compare with…"
    SHARE = "Share to channel"
    SHARE_WHERE = "Share…"
    SHARE_TITLE = "Share the answer"
    SHARE_SUBMIT = "Share"
    SHARE_CHANNEL = "Where all will see it"
    NOT_MEANT = "Not what I meant…"
    HELPFUL = "Helpful"
    NOT_HELPFUL = "Not helpful"
    KNOWLEDGE = "Knowledge"
    SECTION = "section"
    CHECKED = "read on"
    JUDGED = "our judgement"
    CARD_AUTHOR = "Author"
    CARD_PUBLISHER = "Publisher"
    CARD_SECTION = "Section"
    CARD_PACK = "Cited by"
    CARD_CHECKED = "Read on"
    CARD_ADDRESS = "Address"
    ALIKE = "Alike"
    PROPERTY = "Property"
    CARD_CLAIMS = "What the answer takes from it"
    NO_SUCH_SOURCE = "There is no [{number}] here. The answer cites {known}."
    NO_SOURCES = "The answer cites no source."
    TITLE = "Stack Guide"
    CLOSE = "Close"
    HOW_TO_ASK = (
        "Ask me right here under Messages, mention me in a channel, or type /stack for an answer "
        "that only you see."
    )
    LOOK_UP = "Look up…"
    ASKED_LATELY = "You asked lately"
    EXAMPLES = "For example"
    LOOK_UP_HERE = "Look something up"
    NAMES_MORE = "and {count} more"
    SETTINGS = "Settings"
    SAVE = "Save"
    CHANNELS = "Answer mentions in these channels"
    ALL_CHANNELS = "All channels"
    CHANNELS_HINT = "With none chosen, all. Direct messages and /stack are always answered."
    SHARED = "Channels shared with other organisations"
    SHARED_CHANNELS = "Answer there too"
    KEPT = "Keep"
    KEEP_QUESTIONS = "The text of questions that got no answer, for your operator"
    KEEP_RECENT = "The last questions of each person, for their own Home"
    KEPT_HINT = "What you untick is deleted as soon as you save."
    DAYS = "Days to keep votes, unanswered questions and the audit"
    DAYS_HINT = "What a thread is about, and the last questions, are kept for 30 days at most."
    SUGGESTED = "The first {shown} of {found}: type more to see others"
    ASK_TITLE = "Ask Stack Guide"
    ASK_SUBMIT = "Ask"
    ASK_QUESTION = "Your question"
    ASK_EXAMPLE = "What would you like to know?"
    ASK_OR = "Or choose, and leave the question empty:"
    ASK_FIRST = "Technology"
    ASK_SECOND = "Compare with"
    ASK_CHOOSE = "Type a name"
    ASK_NEEDS = "For"
    ASK_MORE_NEEDS = "For something else"
    ASK_TYPE_NEED = "Type what it is for"
    COMPARE_TITLE = "Compare"
    COMPARE_SUBMIT = "Compare"
    REASON_TITLE = "What was wrong?"
    REASON_SUBMIT = "Send"
    REASON_CHOICE = "The answer"
    REASON_WORDS = "In your words"
    REASON_KEPT = "It is kept with your vote, which stands without it as well."
    REASON_WRONG = "says something wrong"
    REASON_OLD = "is out of date"
    REASON_MISREAD = "is about something else than I asked"
    REASON_THIN = "leaves out what I need"
    REASON_LONG = "says too much at once"
    NOT_SHOWN = "more do not fit here; type their name above, or ask for them"
    TEXT_CUT = "the rest stands in the message alone"
    MORE_PARTS = "more parts do not fit into one message; ask about fewer things at once"


def marks(citations: tuple[int, ...]) -> str:
    """Return citations as they stand behind a statement: " [1][2]", or the ends of a longer run."""
    shown = "".join(
        f"[{run[0]}{_TO}{run[-1]}]" if len(run) >= _MIN_RUN else "".join(f"[{one}]" for one in run)
        for run in _runs(citations)
    )
    return f" {shown}" if shown else ""


def _runs(numbers: tuple[int, ...]) -> list[list[int]]:
    """Return numbers in runs that go up by one."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def after_lead(statement: Statement) -> str:
    """Return what stands behind a statement's lead: its words.

    Where these begin with it, the rest of them: the lead is their subject.
    """
    lead, text = text_of(statement.lead), statement.text
    if lead and text.startswith(lead) and text[len(lead) : len(lead) + 1] in _BEHIND_NAME:
        return text[len(lead) :]
    return f": {text}" if lead else text


def tail(statement: Statement) -> str:
    """Return what stands behind a statement: for which versions, whose judgement, citations."""
    notes = [statement.version] if statement.version else []
    if statement.judged:
        notes.append(Label.JUDGED)
    told = f" ({'; '.join(notes)})" if notes else ""
    return f"{told}{marks(statement.citations)}"


def cell_text(cell: Cell | None) -> str:
    """Return a table cell as text; nobody says is a dash, never a no."""
    if cell is None:
        return UNKNOWN_CELL
    version = f" ({cell.version})" if cell.version else ""
    return "; ".join(
        [f"{cell.text}{version}{marks(cell.citations)}", *(cell_text(one) for one in cell.further)]
    )


def source_line(citation: Citation, *, whose: bool = True) -> str:
    """Return a citation as one line of the list of sources, with ``whose`` it is."""
    before, after = around_title(citation, whose=whose)
    where = f" {citation.url}" if citation.url else ""
    return f"{before}{citation.title}{after}{where}"


def around_title(citation: Citation, *, whose: bool = True) -> tuple[str, str]:
    """Return what stands before and behind the title of a citation."""
    author = f"{citation.author}, " if citation.author else ""
    read = f", {Label.CHECKED} {citation.checked}" if citation.checked else ""
    where = f"{Label.SECTION} {', '.join(f'“{one}”' for one in citation.locators)}"
    pack = f"; {citation.pack}" if whose else ""
    return author, f" ({citation.publisher}), {where}{pack}{read}"


def address(citation: Citation) -> str | None:
    """Return where a citation's link leads; nothing but plain web addresses are links."""
    return citation.url if citation.url and _ADDRESS.fullmatch(citation.url) else None


def version_lines(answer: Answer) -> list[str]:
    """Return which state of the knowledge the answer rests on; small talk rests on none."""
    if answer.outcome is Outcome.CHAT or answer.intent == "out_of_scope":
        return []
    return [f"{Label.KNOWLEDGE} {answer.knowledge[:VERSION_LENGTH]}"]


def alike_line(table: Table) -> str:
    """Return what a table's subjects have in common, as one line; "" where that is nothing."""
    values = [f"{dimension}: {cell_text(cell)}" for dimension, cell in table.alike]
    return f"{Label.ALIKE}: {'; '.join(values)}" if values else ""
