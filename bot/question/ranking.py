"""Ranks intents for a text: ``rank(masked, phrasebook) -> ranked intents with evidence``.

The text comes masked: each mention is one placeholder word, so that what is asked is seen
apart from what it is asked about. Two kinds of evidence are added up: what the model learned
from the example questions, and cue phrases.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.catalog.model import IntentData, Tone, Weights
from bot.question.features import features
from bot.question.model import EntityType, Evidence, RankedIntent
from bot.question.training import probabilities
from bot.text import words

PLACEHOLDERS = {
    EntityType.COMPONENT: "<component>",
    EntityType.UNKNOWN: "<component>",
    EntityType.KIND: "<kind>",
    EntityType.TOPIC: "<topic>",
    EntityType.NEED: "<need>",
}

_DECISIVE, _STRONG, _WEAK = 0.85, 0.55, 0.3
_MODEL_SHARE = 0.5
"""How much of the score comes from the model; the rest comes from the cues."""
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase whose presence speaks for an intent."""

    intent: str
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All cues by their first word, and the weights learned from the examples."""

    cues: dict[str, tuple[Cue, ...]]
    weights: Weights
    tones: tuple[tuple[Tone, tuple[tuple[str, ...], ...]], ...]


def build_phrasebook(intents: Iterable[IntentData], weights: Weights) -> Phrasebook:
    """Index the cues of the intents."""
    cues: dict[str, list[Cue]] = defaultdict(list)
    for intent in intents:
        for weight, phrases in (
            (_DECISIVE, intent.decisive),
            (_STRONG, intent.strong),
            (_WEAK, intent.weak),
        ):
            for phrase in phrases:
                parts = cue_words(phrase)
                cues[parts[0]].append(Cue(intent.id, parts, weight))
    tones = tuple(
        (one.tone, tuple(cue_words(cue) for cue in one.cues))
        for intent in intents
        for one in intent.tones
    )
    return Phrasebook({first: tuple(found) for first, found in cues.items()}, weights, tones)


def tone_of(masked: Sequence[str], phrasebook: Phrasebook) -> Tone:
    """Return the tone of a pleasantry: the first whose phrases stand in the masked words."""
    for tone, phrases in phrasebook.tones:
        for phrase in phrases:
            starts = range(len(masked) - len(phrase) + 1)
            if any(tuple(masked[at : at + len(phrase)]) == phrase for at in starts):
                return tone
    return Tone.OTHER


def cue_words(phrase: str) -> tuple[str, ...]:
    """Return a cue's words; placeholders in angle brackets stay whole."""
    return tuple(
        word
        for part in phrase.split()
        for word in ((part,) if part.startswith("<") else words(part))
    )


def rank(masked: Sequence[str], phrasebook: Phrasebook) -> list[RankedIntent]:
    """Return the intents with evidence in the masked words, best first.

    A score lies between 0 and 1: the model's probability and the joint weight of the cues,
    ``1 - prod(1 - weight)``, in fixed shares.
    """
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    scores: dict[str, float] = defaultdict(float)
    for intent, likelihood, telling in _modelled(masked, phrasebook.weights):
        scores[intent] += _MODEL_SHARE * likelihood
        evidence[intent].append(Evidence("model", telling, round(likelihood, 3)))
    missing: dict[str, float] = defaultdict(lambda: 1.0)
    for cue in _cues_in(masked, phrasebook):
        missing[cue.intent] *= 1 - cue.weight
        evidence[cue.intent].append(Evidence("cue", " ".join(cue.words), cue.weight))
    for intent, rest in missing.items():
        scores[intent] += (1 - _MODEL_SHARE) * (1 - rest)
    ranked = [
        RankedIntent(intent, round(score, 4), tuple(evidence[intent]))
        for intent, score in scores.items()
    ]
    return sorted(ranked, key=lambda one: (-one.score, one.intent))


def _modelled(masked: Sequence[str], weights: Weights) -> list[tuple[str, float, str]]:
    """Return each intent's probability, and the features that spoke for it most."""
    size = len(weights.intents)
    known = {f: weights.places[f] for f in features(masked) & weights.places.keys()}
    if not known:
        return []
    norm = math.sqrt(sum(weights.idf[place] ** 2 for place in known.values()))
    rows = (weights.rows[place * size : (place + 1) * size] for place in sorted(known.values()))
    likely = probabilities([sum(column) / norm for column in zip(*rows, strict=True)])
    return [
        (intent, likely[i], _telling(known, weights, i) if likely[i] > _WEAK else "")
        for i, intent in enumerate(weights.intents)
    ]


def _telling(known: Mapping[str, int], weights: Weights, index: int) -> str:
    """Return the words and runs of words that spoke for an intent most."""

    def weight(feature: str) -> float:
        return weights.rows[known[feature] * len(weights.intents) + index]

    whole = sorted(feature for feature in known if feature[0] not in "~#")
    return ", ".join(repr(one) for one in sorted(whole, key=weight, reverse=True)[:_TELLING])


def _cues_in(masked: Sequence[str], phrasebook: Phrasebook) -> list[Cue]:
    """Return the cues found, each once; one inside a longer cue of its intent is left out."""
    found: dict[Cue, tuple[int, int]] = {}
    for start, word in enumerate(masked):
        for cue in phrasebook.cues.get(word, ()):
            end = start + len(cue.words)
            if tuple(masked[start:end]) == cue.words:
                found.setdefault(cue, (start, end))
    return [cue for cue, span in found.items() if not _is_inside_another(cue, span, found)]


def _is_inside_another(cue: Cue, span: tuple[int, int], found: dict[Cue, tuple[int, int]]) -> bool:
    return any(
        other.intent == cue.intent
        and other.weight >= cue.weight
        and begin <= span[0]
        and span[1] <= finish
        and (begin, finish) != span
        for other, (begin, finish) in found.items()
    )
