"""The weights of the intent model as a file: ``knowledge/language/intents.model``.

They are learned from the example questions by ``make train``, not at every build. The file is
MessagePack, compressed.
"""

import hashlib
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path

import msgspec

from bot.catalog.learned import Weights
from bot.catalog.wording import IntentData
from bot.errors import KnowledgeError, Problem


class _File(msgspec.Struct, frozen=True):
    examples: str
    intents: tuple[str, ...]
    features: str
    idf: bytes
    scale: float
    steps: bytes


def fingerprint(intents: Iterable[IntentData]) -> str:
    """Return the SHA-256 (hex) of the example questions, to tell what weights were learned from."""
    total = hashlib.sha256()
    for intent in intents:
        total.update("\0".join((intent.id, *intent.examples, "")).encode())
    return total.hexdigest()


def write_weights(weights: Weights, intents: Iterable[IntentData], path: Path) -> None:
    """Write weights that were learned from the examples of these intents."""
    content = _File(
        examples=fingerprint(intents),
        intents=weights.intents,
        features="\n".join(weights.places),
        idf=array("f", weights.idf).tobytes(),
        scale=weights.scale,
        steps=array("b", weights.steps).tobytes(),
    )
    path.write_bytes(zlib.compress(msgspec.msgpack.encode(content), level=9))


def read_weights(path: Path) -> tuple[Weights, str]:
    """Return the weights, and the fingerprint of the examples they were learned from.

    Raises :class:`KnowledgeError` if there is no such file or it is damaged.
    """
    try:
        content = msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=_File)
    except (OSError, zlib.error, msgspec.DecodeError) as error:
        message = f"can't be read ({error}); restore it, or learn it anew with `make train`"
        raise KnowledgeError((Problem(str(path), 1, message),)) from error
    idf, steps = array("f"), array("b")
    idf.frombytes(content.idf)
    steps.frombytes(content.steps)
    weights = Weights(
        intents=content.intents,
        places={feature: place for place, feature in enumerate(content.features.split("\n"))},
        idf=idf,
        scale=content.scale,
        steps=steps,
    )
    return weights, content.examples
