"""Ranks intents for a text: ``rank(masked, cues, examples) -> ranked intents with evidence``.

The text comes masked: each mention is one placeholder word, so that what is asked is seen
apart from what it is asked about. Two kinds of evidence are joined: cue phrases, and the
example questions nearest to the text (by rapidfuzz).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from bot.catalog.model import IntentData
from bot.question.model import EntityType, Evidence, RankedIntent
from bot.text import words

PLACEHOLDERS = {
    EntityType.COMPONENT: "<component>",
    EntityType.UNKNOWN: "<component>",
    EntityType.KIND: "<kind>",
    EntityType.TOPIC: "<topic>",
    EntityType.NEED: "<need>",
}

_DECISIVE, _STRONG, _WEAK = 0.85, 0.55, 0.3
_NEAREST = 12
_LIKE_FROM = 0.55
"""Similarity at which an example starts to count; rises linearly to its full weight at 1."""
_LIKE_WEIGHT = 0.75
_UNCODED, _FIRST_CODE = "\x00", 0x100


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase whose presence speaks for an intent."""

    intent: str
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Example:
    """A masked example question of an intent."""

    intent: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All cues by their first word, and all examples.

    ``codes`` gives each word of the examples one character, and ``coded`` holds the examples
    in it: sequences of words are then compared at the speed of strings.
    """

    cues: dict[str, tuple[Cue, ...]]
    examples: tuple[Example, ...]
    codes: dict[str, str]
    coded: tuple[str, ...]


def build_phrasebook(intents: Iterable[IntentData], examples: Iterable[Example]) -> Phrasebook:
    """Index the cues of the intents; ``examples`` come masked already."""
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
    known = tuple(examples)
    vocabulary = sorted({word for example in known for word in example.words})
    codes = {word: chr(_FIRST_CODE + index) for index, word in enumerate(vocabulary)}
    coded = tuple("".join(codes[word] for word in example.words) for example in known)
    return Phrasebook({first: tuple(found) for first, found in cues.items()}, known, codes, coded)


def cue_words(phrase: str) -> tuple[str, ...]:
    """Return a cue's words; placeholders in angle brackets stay whole."""
    return tuple(
        word
        for part in phrase.split()
        for word in ((part,) if part.startswith("<") else words(part))
    )


def rank(masked: Sequence[str], phrasebook: Phrasebook) -> list[RankedIntent]:
    """Return the intents with evidence in the masked words, best first.

    Scores lie between 0 and 1 and are joined as independent evidence: ``1 - prod(1 - w)``.
    """
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for cue in _cues_in(masked, phrasebook):
        evidence[cue.intent].append(Evidence("cue", " ".join(cue.words), cue.weight))
    for example, similarity in _nearest(masked, phrasebook):
        known = evidence[example.intent]
        if similarity > _LIKE_FROM and not any(e.reason == "example" for e in known):
            weight = _LIKE_WEIGHT * (similarity - _LIKE_FROM) / (1 - _LIKE_FROM)
            known.append(Evidence("example", " ".join(example.words), round(weight, 3)))
    ranked = [_ranked(intent, found) for intent, found in evidence.items() if found]
    return sorted(ranked, key=lambda one: (-one.score, one.intent))


def _ranked(intent: str, evidence: Sequence[Evidence]) -> RankedIntent:
    missing = 1.0
    for one in evidence:
        missing *= 1 - one.weight
    return RankedIntent(intent, round(1 - missing, 4), tuple(evidence))


def _cues_in(masked: Sequence[str], phrasebook: Phrasebook) -> list[Cue]:
    """Return the cues found, each once; one inside a longer cue of its intent is left out."""
    found: dict[Cue, tuple[int, int]] = {}
    for start, word in enumerate(masked):
        for cue in phrasebook.cues.get(word, ()):
            end = start + len(cue.words)
            if tuple(masked[start:end]) == cue.words:
                found.setdefault(cue, (start, end))
    return [
        cue
        for cue, (start, end) in found.items()
        if not any(
            other is not cue
            and other.intent == cue.intent
            and begin <= start
            and end <= finish
            and other.weight >= cue.weight
            for other, (begin, finish) in found.items()
            if (begin, finish) != (start, end)
        )
    ]


def _nearest(masked: Sequence[str], phrasebook: Phrasebook) -> list[tuple[Example, float]]:
    if not phrasebook.examples or not masked:
        return []
    found = process.extract(
        "".join(phrasebook.codes.get(word, _UNCODED) for word in masked),
        phrasebook.coded,
        scorer=Indel.normalized_similarity,
        score_cutoff=_LIKE_FROM,
        limit=_NEAREST,
    )
    return [(phrasebook.examples[index], similarity) for _, similarity, index in found]
