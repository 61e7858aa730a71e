"""``make train``: learns the weights of the intent model from the example questions.

Multinomial logistic regression over TF-IDF features, by stochastic gradient descent in plain
Python: no package, the same weights every time. The order in which examples are seen sways the
result, so several orders are averaged. docs/decisions/0004-intent-model.md has the
figures that chose it.
"""

import math
import random
import time
from array import array
from collections import Counter
from collections.abc import Sequence
from operator import mul
from statistics import fmean

from bot.catalog.assemble import WEIGHTS, catalog_of
from bot.catalog.learned import Weights
from bot.catalog.load import read_shipped
from bot.catalog.weights import write_weights
from bot.question.features import features
from bot.question.lexicon import build_lexicon
from bot.question.ranking import probabilities
from bot.question.reading import read
from bot.settings import knowledge_settings

_EPOCHS = 4
_RATE, _DECAY = 2.5, 0.3
_MIN_EXAMPLES = 3
"""A feature of fewer examples is left out: it would only memorise them."""
_NEGLIGIBLE = 0.08
"""Errors of an intent's probability below this change nothing worth the time."""
_SEEDS = (1, 2, 3, 4, 5, 6)
"""Of the orders in which the examples are seen; the weights are the mean over them."""
_STEPS = 127
"""Weights are whole numbers up to this, times a scale: a byte each."""
_SHARE = {"out_of_scope": 0.4}
"""How much an example counts, where not in full: most examples are off topic, questions aren't."""

Vector = tuple[list[list[float]], list[float]]
"""Of an example's features: their rows of weights (one an intent), and their values."""


def train(examples: Sequence[tuple[str, Sequence[str]]]) -> Weights:
    """Return the weights learned from (intent, masked words) pairs."""
    seen = [(intent, list(features(masked))) for intent, masked in examples]
    counts = Counter(feature for _, found in seen for feature in set(found))
    idf = {
        feature: math.log(len(seen) / count) + 1
        for feature, count in sorted(counts.items())
        if count >= _MIN_EXAMPLES
    }
    intents = tuple(sorted({intent for intent, _ in seen}))
    learned: list[dict[str, list[float]]] = []
    for seed in _SEEDS:
        rows = {feature: [0.0] * len(intents) for feature in idf}
        vectors = [
            (intents.index(intent), _vector(found, idf, rows), _SHARE.get(intent, 1.0))
            for intent, found in seen
        ]
        _descend(vectors, seed)
        learned.append(rows)
    mean = [
        idf[feature] * fmean(weights)
        for feature in idf
        for weights in zip(*(rows[feature] for rows in learned), strict=True)
    ]
    scale = max(map(abs, mean), default=0.0) / _STEPS or 1.0
    return Weights(
        intents=intents,
        places={feature: place for place, feature in enumerate(idf)},
        idf=array("f", idf.values()),
        scale=scale,
        steps=array("b", (round(weight / scale) for weight in mean)),
    )


def _vector(found: list[str], idf: dict[str, float], rows: dict[str, list[float]]) -> Vector:
    known = sorted(feature for feature in found if feature in idf)
    norm = math.sqrt(sum(idf[feature] ** 2 for feature in known)) or 1.0
    return [rows[feature] for feature in known], [idf[feature] / norm for feature in known]


def _descend(vectors: list[tuple[int, Vector, float]], seed: int) -> None:
    """Change the rows in place, so that each example's intent becomes likelier.

    ``seed`` gives the order. An example that has nothing left to teach is not looked at again.
    """
    shuffled = random.Random(seed)  # noqa: S311 - reproducible, not secret
    for epoch in range(_EPOCHS):
        shuffled.shuffle(vectors)
        rate = _RATE / (1 + epoch * _DECAY)
        vectors = [
            (right, vector, share)
            for right, vector, share in vectors
            if _learn_from(right, vector, share * rate)
        ]


def _learn_from(right: int, vector: Vector, rate: float) -> bool:
    """Move the rows towards the right intent; tell whether there was an error to mend."""
    rows, values = vector
    likely = probabilities([sum(map(mul, column, values)) for column in zip(*rows, strict=True)])
    errors = [(index == right) - likelihood for index, likelihood in enumerate(likely)]
    steps = [(i, rate * error) for i, error in enumerate(errors) if abs(error) > _NEGLIGIBLE]
    for index, step in steps:
        for row, value in zip(rows, values, strict=True):
            row[index] += step * value
    return bool(steps)


def main() -> None:
    """Learn from the shipped examples and write the weights beside them."""
    shipped = knowledge_settings().shipped
    catalog = catalog_of(read_shipped(shipped), "", Weights())
    lexicon = build_lexicon(catalog)
    examples = [(i.id, read(text, lexicon).masked) for i in catalog.intents for text in i.examples]
    started = time.perf_counter()
    weights = train(examples)
    write_weights(weights, catalog.intents, shipped / WEIGHTS)
    print(
        f"Learned {len(weights.places)} features from {len(examples)} examples "
        f"in {time.perf_counter() - started:.1f} s"
    )


if __name__ == "__main__":
    main()
