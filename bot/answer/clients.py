"""What runs in the browser or on a device, of which a stack on the server is only a part."""

from bot.answer.draft import Draft
from bot.answer.facts import first_is, stems_of, with_bases
from bot.answer.phrases import Say

_CLASSES = ("front-end", "mobile")
"""What the classes of names of such things have in them."""
_BROWSER = "browser"
_NEED = "mobile-backends"


def say_of_clients(draft: Draft) -> None:
    """Say that only the back end is told, where a question speaks of what is before it."""
    question, catalog = draft.question, draft.catalog
    classes = [catalog.names[one].what for _, one in question.recognised]
    languages = with_bases(catalog, question.components)
    told = [claim for one in languages if (claim := first_is(catalog, one)) is not None]
    if (
        any(part in what for what in classes for part in _CLASSES)
        or _NEED in question.needs
        or any(_BROWSER in stems_of(claim.text) for claim in told)
    ):
        draft.say(Say.SERVER_ALONE)
