"""Measures how fast texts are understood: ``make bench``, or ``make bench QUESTIONS=file.jsonl``.

A line of the file is ``{"turns": [text, …], …}`` as for ``make eval``; without a file the
project's own example questions are taken. Four tables:

* a process of its own: `stackguide ask`, from its start to its end.
* questions: each is understood several times, and its best time counts: what else runs on the
  machine only ever adds to it.
* long messages of several kinds, each time one of new words, so that no cache knows them.
* growth: the same questions with more and more names to know, made up where the project's own
  don't suffice. All sizes take turns, so that the ratios hold on a busy machine too.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

import msgspec

from bot.catalog.model import Catalog
from bot.catalog.wording import KnownName
from bot.cli.guide import open_catalog
from bot.question.language import Language, build_language
from bot.question.understand import MAX_CHARS, understand

_ROUNDS = 5
_EXAMPLES = 400
"""How many of the example questions are taken, spread over them all."""
_SIZES = (400, 1_000, 10_000, 100_000)
_PROCESSES = 5
_CONSONANTS, _VOWELS = "bcdfgklmnprstvz", "aeiou"
_ASK = """
import resource, sys, time
from bot.cli.main import main
sys.argv = ["stackguide", "ask", "which DB for transactions?"]
try:
    main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path, nargs="?")
    options = parser.parse_args()
    _print_process()  # first: a new process counts the memory of the one that starts it
    catalog = open_catalog()
    asked = _questions(options.questions, catalog)
    language = build_language(catalog)
    print(f"\n{len(asked)} questions, the best of {_ROUNDS} times each, in µs")
    print(f"  {_shown(_best_times(asked, [language])[0])}")
    print(f"\nmessages of {MAX_CHARS} characters, the best of {_ROUNDS}, in ms")
    for kind, make in _long_messages(catalog).items():
        print(f"  {kind:24}{min(_seconds(make(), language) for _ in range(_ROUNDS)) * 1e3:8.1f}")
    _print_growth(asked, catalog)


def _questions(path: Path | None, catalog: Catalog) -> list[str]:
    if path is not None:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [str(json.loads(line)["turns"][0]) for line in lines if line.strip()]
    examples = [text for intent in catalog.intents for text in intent.examples]
    return examples[:: max(len(examples) // _EXAMPLES, 1)]


def _seconds(text: str, language: Language) -> float:
    started = time.perf_counter()
    understand(text, None, language)
    return time.perf_counter() - started


def _best_times(asked: Sequence[str], languages: Sequence[Language]) -> list[list[float]]:
    """Return each question's best time in µs by language, after a first round that warms up."""
    best = [[float("inf")] * len(asked) for _ in languages]
    for turn in range(_ROUNDS + 1):
        for times, language in zip(best, languages, strict=True):
            taken = [_seconds(text, language) * 1e6 for text in asked]
            if turn:
                times[:] = map(min, times, taken)
    return best


def _at(times: Sequence[float]) -> tuple[float, float, float]:
    cuts = quantiles(times, n=100)
    return cuts[49], cuts[89], cuts[98]


def _shown(times: Sequence[float]) -> str:
    return "".join(f"{name}{cut:7.0f}  " for name, cut in zip(_CUTS, _at(times), strict=True))


_CUTS = ("p50", "p90", "p99")


def _long_messages(catalog: Catalog) -> dict[str, Callable[[], str]]:
    """Return what makes a message of each kind; it never makes the same one twice."""
    chance = random.Random(1)  # noqa: S311 - reproducible, not secret
    common = sorted(catalog.words)
    names = [component.name for component in catalog.components.values()]
    names += [one.name for one in catalog.names.values()]
    made_up = _made_up(chance)

    def filled(word: Callable[[], str]) -> Callable[[], str]:
        return lambda: " ".join(word() for _ in range(MAX_CHARS // 4))[:MAX_CHARS]

    def misspelt() -> str:
        name = chance.choice(names)
        at = chance.randrange(len(name))
        return name[:at] + chance.choice(_CONSONANTS) + name[at + 1 :]

    return {
        "ordinary words": filled(lambda: chance.choice(common)),
        "names": filled(lambda: chance.choice(names)),
        "misspelt names": filled(misspelt),
        "unknown words": filled(lambda: next(made_up)),
        "an unknown word repeated": lambda: f"{next(made_up)} " * MAX_CHARS,
        "a name repeated": lambda: f"{chance.choice(names)} " * MAX_CHARS,
        "questions": filled(lambda: f"is {chance.choice(names)} good?"),
        "one word": lambda: next(made_up)[0] * MAX_CHARS,
        "punctuation": lambda: "?!-.," * MAX_CHARS,
    }


def _made_up(chance: random.Random) -> Iterator[str]:
    """Yield words that could be names, of 5 to 12 letters, none twice; some are two words."""
    seen: set[str] = set()
    while True:
        length = chance.randint(5, 12)
        pairs = range(length // 2 + 1)
        word = "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in pairs)[:length]
        if word not in seen:
            seen.add(word)
            yield word.capitalize() if len(seen) % 8 else f"{word.capitalize()} {word[:4]}"


def _with_names(catalog: Catalog, size: int) -> Catalog:
    own = islice(catalog.names.values(), size)
    made_up = islice(_made_up(random.Random(2)), size)  # noqa: S311 - reproducible, not secret
    more = (KnownName(id=f"made-up-{i}", name=name, what="x") for i, name in enumerate(made_up))
    return msgspec.structs.replace(
        catalog, names={one.id: one for one in islice((*own, *more), size)}
    )


def _print_growth(asked: Sequence[str], catalog: Catalog) -> None:
    print("\nnames known     build ms  p50 µs  ratio  p90 µs  ratio  p99 µs  ratio")
    languages, built = [], []
    for size in _SIZES:
        grown = _with_names(catalog, size)
        started = time.perf_counter()
        languages.append(build_language(grown))
        built.append((time.perf_counter() - started) * 1e3)
    rows = [_at(times) for times in _best_times(asked, languages)]
    for size, ms, row in zip(_SIZES, built, rows, strict=True):
        ratios = "".join(
            f"{cut:8.0f}{cut / least:7.2f}" for cut, least in zip(row, rows[0], strict=True)
        )
        print(f"  {size:10,}{ms:12.0f}{ratios}")


def _print_process() -> None:
    print(f"`stackguide ask` in a new process, the median of {_PROCESSES}")
    runs = [_process() for _ in range(_PROCESSES + 1)][1:]  # the first may build the knowledge
    print(f"  {median(ms for ms, _ in runs):.0f} ms, at most {median(mb for _, mb in runs):.0f} MB")


def _process() -> tuple[float, float]:
    """Return how long a new process takes to answer in ms, and the most memory it takes in MB."""
    started = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, check=True)  # noqa: S603
    taken = (time.perf_counter() - started) * 1e3
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return taken, int(run.stderr.split()[-1]) / unit


if __name__ == "__main__":
    main()
