"""Questions on buttons: short, telling, and without what goes without saying."""

import pytest

from bot.ask import Guide, ask
from tests.conftest import Asked
from tests.question.test_questions import Case, cases, turns

ON_A_PHONE = 30


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("which db for transactions?", {"When to use PostgreSQL", "PostgreSQL vs MySQL"}),
        ("which message broker is best?", {"For background jobs"}),
        ("which database, not mysql", {"For transactions", "For full-text search"}),
        ("which web framework for rust?", {"For JSON APIs"}),
        ("something cheap and easy to learn", {"Which database?"}),
        ("what is a relational database", {"For horizontal scaling"}),
        ("anything but jenkins, which CI server?", {"For automated releases"}),
        (
            "help",
            {"Database for transactions", "All databases", "Stack for real-time applications"},
        ),
    ],
)
def test_a_button_leaves_out_what_goes_without_saying(
    guide: Guide, text: str, labels: set[str]
) -> None:
    answer = ask(guide, text).answer
    assert labels <= {one.label for one in (*answer.suggestions, *answer.options)}


@pytest.mark.parametrize("case", cases("questions"))
def test_the_buttons_of_an_answer_differ(asked: Asked, case: Case) -> None:
    answer = asked(*turns(case)).answer
    offers = [*answer.suggestions, *answer.options]
    assert len({one.label for one in offers}) == len({one.token for one in offers})


def test_hardly_a_button_is_cut_on_a_phone(guide: Guide) -> None:
    texts = ["help", *(f"what is {one.name}" for one in guide.catalog.components.values())]
    answers = [ask(guide, text).answer for text in texts]
    labels = {one.label for answer in answers for one in (*answer.suggestions, *answer.options)}
    long = [one for one in labels if len(one) > ON_A_PHONE]
    assert len(long) < len(labels) / 20, long
