"""The shipped weights of the intent model belong to the shipped examples."""

from array import array
from pathlib import Path

import pytest

from bot.catalog.assemble import WEIGHTS
from bot.catalog.learned import Weights
from bot.catalog.model import Catalog
from bot.catalog.weights import fingerprint, read_weights, write_weights
from bot.catalog.wording import IntentData
from bot.errors import KnowledgeError
from bot.question.features import features
from tests.conftest import KNOWLEDGE


def test_the_weights_were_learned_from_the_examples_as_they_are(catalog: Catalog) -> None:
    _, learned_from = read_weights(KNOWLEDGE / WEIGHTS)
    assert learned_from == fingerprint(catalog.intents), "the examples changed: run `make train`"


def test_the_weights_know_the_features_as_they_are(catalog: Catalog) -> None:
    made = {
        one for text in ("what is <component>", "which <kind>") for one in features(text.split())
    }
    known = made & catalog.weights.places.keys()
    assert len(known) > len(made) // 2, "the features changed: run `make train`"


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    steps = array("b", [50, -127, 0, 100])
    weights = Weights(("a", "b"), {"x": 0, "y z": 1}, array("f", [1.5, 2.5]), 0.01, steps)
    intents = [IntentData(id="a", examples=("one",)), IntentData(id="b")]
    write_weights(weights, intents, tmp_path / "w")
    back, learned_from = read_weights(tmp_path / "w")
    assert (back.intents, back.places, list(back.idf)) == (("a", "b"), weights.places, [1.5, 2.5])
    assert (back.scale, back.steps) == (0.01, steps)
    assert learned_from == fingerprint(intents) != fingerprint(intents[:1])


@pytest.mark.parametrize("content", [None, b"", b"x" * 100])
def test_damaged_weights_are_told_with_what_to_do(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "intents.model"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KnowledgeError, match="make train"):
        read_weights(path)
