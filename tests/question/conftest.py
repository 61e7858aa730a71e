"""What the tests of questions share."""

import pytest

from bot.ask import Guide
from bot.question.lexicon import Lexicon


@pytest.fixture(scope="session")
def lexicon(guide: Guide) -> Lexicon:
    return guide.language.lexicon
