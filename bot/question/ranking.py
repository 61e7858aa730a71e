"""Ranks intents for a text: ``rank(masked, phrasebook) -> ranked intents with evidence``.

The text comes masked: each mention is one placeholder word, so that what is asked is seen
apart from what it is asked about. Two kinds of evidence are added up: what the model learned
from the example questions, and cue phrases.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from struct import pack, unpack
from typing import NamedTuple

from bot.catalog.learned import Weights
from bot.catalog.wording import IntentData, Tone
from bot.question.features import PARTIAL, features, features_of_order, features_of_word
from bot.question.model import EntityType, Evidence, RankedIntent
from bot.text import Memo, words

PLACEHOLDERS = {
    EntityType.COMPONENT: "<component>",
    EntityType.UNKNOWN: "<component>",
    EntityType.KIND: "<kind>",
    EntityType.TOPIC: "<topic>",
    EntityType.CONCEPT: "<topic>",
    EntityType.CATEGORY: "<kind>",
    EntityType.NEED: "<need>",
}

_DECISIVE, _STRONG, _WEAK = 0.85, 0.55, 0.3
_MODEL_SHARE = 0.5
"""How much of the score comes from the model; the rest comes from the cues."""
_END = 60
"""The words that count at either end of a text: in a longer one, its sentences are ranked first."""
_UNLIKELY = 0.01
"""Below this the model says nothing for an intent."""
_LEAST_STEP = -127
_TELLING = 3
_MOST_PARTS = 16384
"""The words whose parts are remembered: more than one language's questions are made of."""


Span = tuple[int, int]


class Cue(NamedTuple):
    """A phrase whose presence speaks for an intent."""

    intent: str
    evidence: Evidence


class ToneCue(NamedTuple):
    """A phrase that gives a text of an intent its tone, and the place of that among the tones."""

    words: tuple[str, ...]
    place: int
    tone: Tone


class Part(NamedTuple):
    """What some features add to the score: ``row`` of each intent, ``square`` to the length.

    A row is one number (:func:`_packed`): it takes little room, and is added up at once.
    """

    row: int
    square: float


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All cues by their words, and the weights learned from the examples.

    ``lengths`` tell how many words the cues have that begin with a word, by the word after it;
    cues of one word count whatever comes after, and ``None`` has them alone. ``vector`` gives a
    word's part of the model's score, ``run`` that of a run of words; they remember some.
    ``tones`` has the phrases that tell the texts of an intent apart, by their first word.
    """

    cues: dict[tuple[str, ...], tuple[Cue, ...]]
    lengths: dict[str, dict[str | None, tuple[int, ...]]]
    weights: Weights
    vector: Memo[Part | None]
    run: Memo[Part | None]
    tones: dict[str, dict[str, tuple[ToneCue, ...]]]


def build_phrasebook(intents: Iterable[IntentData], weights: Weights) -> Phrasebook:
    """Index the cues of the intents."""
    cues: dict[tuple[str, ...], list[Cue]] = defaultdict(list)
    for intent in intents:
        for weight, phrases in (
            (_DECISIVE, intent.decisive),
            (_STRONG, intent.strong),
            (_WEAK, intent.weak),
        ):
            for phrase in phrases:
                parts = cue_words(phrase)
                evidence = Evidence("cue", " ".join(parts), weight)
                cues[parts].append(Cue(intent.id, evidence))
    return Phrasebook(
        {parts: tuple(found) for parts, found in cues.items()},
        _lengths(cues),
        weights,
        Memo(partial(_of_word, weights), _MOST_PARTS),
        Memo(partial(_learned, weights), _MOST_PARTS),
        {intent.id: _tones(intent) for intent in intents if intent.tones},
    )


def _lengths(cues: Iterable[tuple[str, ...]]) -> dict[str, dict[str | None, tuple[int, ...]]]:
    found: dict[str, dict[str | None, set[int]]] = defaultdict(lambda: {None: set()})
    for first, *rest in cues:
        after = rest[0] if rest else None
        found[first].setdefault(after, set()).add(1 + len(rest))
    return {
        first: {after: tuple(sorted(own | by_next[None])) for after, own in by_next.items()}
        for first, by_next in found.items()
    }


def _tones(intent: IntentData) -> dict[str, tuple[ToneCue, ...]]:
    by_first: dict[str, list[ToneCue]] = defaultdict(list)
    for place, one in enumerate(intent.tones):
        for parts in filter(None, map(cue_words, one.cues)):
            by_first[parts[0]].append(ToneCue(parts, place, one.tone))
    return {first: tuple(found) for first, found in by_first.items()}


def tone_of(intent: str, masked: Sequence[str], phrasebook: Phrasebook) -> Tone:
    """Return the tone of a text: the first of its intent whose phrases stand in it."""
    by_first = phrasebook.tones.get(intent)
    if by_first is None:
        return Tone.OTHER
    found = {
        (cue.place, cue.tone)
        for at, word in enumerate(masked)
        for cue in by_first.get(word, ())
        if tuple(masked[at : at + len(cue.words)]) == cue.words
    }
    return min(found)[1] if found else Tone.OTHER


def cue_words(phrase: str) -> tuple[str, ...]:
    """Return a cue's words; placeholders in angle brackets stay whole."""
    return tuple(
        word
        for part in phrase.split()
        for word in ((part,) if part.startswith("<") else words(part))
    )


def rank(masked: Sequence[str], phrasebook: Phrasebook) -> list[RankedIntent]:
    """Return the intents with evidence in the masked words.

    A score lies between 0 and 1: the model's probability and the joint weight of the cues,
    ``1 - prod(1 - weight)``, in fixed shares. Of a long text its beginning and its end count.
    """
    if len(masked) > 2 * _END:
        masked = (*masked[:_END], *masked[-_END:])
    cues = _cues_in(masked, phrasebook)
    likely = _modelled(masked, phrasebook)
    return [
        _ranked(intent, likely.get(intent, 0.0), cues.get(intent, ()))
        for intent in cues.keys() | likely.keys()
    ]


def _ranked(intent: str, likelihood: float, cues: Sequence[Evidence]) -> RankedIntent:
    model = (Evidence("model", "", round(likelihood, 3)),) if likelihood else ()
    missing = 1.0
    for cue in cues:
        missing *= 1 - cue.weight
    score = _MODEL_SHARE * likelihood + (1 - _MODEL_SHARE) * (1 - missing)
    return RankedIntent(intent, round(score, 4), (*model, *cues))


def _modelled(masked: Sequence[str], phrasebook: Phrasebook) -> dict[str, float]:
    """Return the intents that the model speaks for, with their probability."""
    runs = map(phrasebook.run.__getitem__, features_of_order(masked))
    vectors = map(phrasebook.vector.__getitem__, set(masked))
    parts = list(filter(None, chain(runs, vectors)))
    if not parts:
        return {}
    rows, squares = zip(*parts, strict=True)
    intents = phrasebook.weights.intents
    scale = phrasebook.weights.scale / math.sqrt(math.fsum(squares))
    likely = probabilities([steps * scale for steps in _unpacked(sum(rows), len(intents))])
    return {
        intent: likelihood
        for intent, likelihood in zip(intents, likely, strict=True)
        if likelihood >= _UNLIKELY
    }


def _packed(steps: Iterable[int]) -> int:
    """Return the steps of the intents as one number: added up, such ones have their sums.

    Four bytes are one intent's, and count from the least step there is. That raises the scores of
    all intents alike, and so leaves their probabilities as they are.
    """
    raised = [step - _LEAST_STEP for step in steps]
    return int.from_bytes(pack(f"<{len(raised)}I", *raised), "little")


def _unpacked(row: int, intents: int) -> tuple[int, ...]:
    """Return what a packed number has of each of so many intents."""
    return unpack(f"<{intents}I", row.to_bytes(4 * intents, "little"))


def _of_word(weights: Weights, word: str) -> Part | None:
    """Return what the features of a word add to the score: ``None``, if none was learned."""
    parts = [part for f in features_of_word(word) if (part := _learned(weights, f))]
    if not parts:
        return None
    rows, squares = zip(*parts, strict=True)
    return Part(sum(rows), math.fsum(squares))


def _learned(weights: Weights, feature: str) -> Part | None:
    """Return what a feature adds to the score: ``None``, if nothing was learned of it."""
    place = weights.places.get(feature)
    if place is None:
        return None
    size = len(weights.intents)
    steps = weights.steps[place * size : (place + 1) * size]
    return Part(_packed(steps), weights.idf[place] ** 2)


def likelihood(ranked: RankedIntent) -> float:
    """Return how likely the model takes an intent to be, whatever cues speak for it."""
    return next((one.weight for one in ranked.evidence if one.reason == "model"), 0.0)


def telling(masked: Sequence[str], weights: Weights, intent: str) -> tuple[str, ...]:
    """Return the words and runs of words that spoke for an intent most, best first."""
    size, index = len(weights.intents), weights.intents.index(intent)
    known = {f for f in features(masked) if f in weights.places and f[0] not in PARTIAL}

    def weight(feature: str) -> tuple[float, str]:
        return -weights.steps[weights.places[feature] * size + index], feature

    return tuple(sorted(known, key=weight)[:_TELLING])


def _cues_in(masked: Sequence[str], phrasebook: Phrasebook) -> dict[str, list[Evidence]]:
    """Return each intent's cues, each once; one inside a longer cue is left out."""
    words, lengths, cues = tuple(masked), phrasebook.lengths, phrasebook.cues
    spans = [
        (start, start + length)
        for start, (word, after) in enumerate(zip(words, (*words[1:], None), strict=False))
        if (by_next := lengths.get(word))
        for length in by_next.get(after) or by_next[None]
        if words[start : start + length] in cues
    ]
    found: dict[Cue, Span] = {}
    for start, end in spans:
        for cue in cues[words[start:end]]:
            found.setdefault(cue, (start, end))
    by_intent: dict[str, list[Evidence]] = {}
    for cue, span in found.items():
        if len(found) == 1 or not _is_inside_another(cue, span, found):
            by_intent.setdefault(cue.intent, []).append(cue.evidence)
    return by_intent


def _is_inside_another(cue: Cue, span: Span, cues: Mapping[Cue, Span]) -> bool:
    start, end = span
    weight = cue.evidence.weight
    for other, (begin, finish) in cues.items():
        inside = begin <= start and end <= finish and (begin, finish) != span
        if inside and other.evidence.weight >= weight:
            return True
    return False


def probabilities(scores: Sequence[float]) -> list[float]:
    """Return scores as probabilities that add up to 1 (softmax)."""
    highest = max(scores, default=0.0)
    raised = [math.exp(score - highest) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
