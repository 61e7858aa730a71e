"""How much work a text takes: counted, not timed, so that it holds on any machine."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from types import FrameType

import pytest
from rapidfuzz.distance import OSA

from bot.ask import Guide, ask
from bot.question import ranking, reading, typos, unknown
from bot.question.features import features_of_word
from bot.question.lexicon import Lexicon
from bot.question.mentions import find_mentions
from bot.question.model import Question
from bot.question.ranking import build_phrasebook, rank
from bot.question.readings import MOST_READINGS, other_readings
from bot.question.typos import Typos, edits_allowed
from bot.question.understand import MAX_CHARS, understand
from bot.text import Token, tokenize
from tests.conftest import ROOT


def calls(work: Callable[[], object]) -> int:
    """Return how many functions were called, those of the interpreter included."""
    total = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal total
        total += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return total


def made_up_words(least: int) -> Iterator[str]:
    for parts in product("bdfgklmnprst", "aeiou", "bdfgklmnprst", "aeiou", "nrstx", "aou"):
        yield "".join(parts) + "x" * (least - 6)


@pytest.mark.parametrize(
    "words",
    [
        "the of with ",
        "redis, ",
        "redis vs ",
        "go ",
        "without go and ",
        "not go ",
        "frobnicate ",
        "mogodb ",
        "postgres-x ",
        "c ",
        "scale reads ",
        "...",
        "a's",
    ],
)
def test_work_grows_no_faster_than_the_text(guide: Guide, words: str) -> None:
    half, whole = words * (MAX_CHARS // 2 // len(words)), words * (MAX_CHARS // len(words))
    understand(whole, None, guide.language)  # what is remembered of words is remembered by now
    least, most = (
        calls(lambda text=text: understand(text, None, guide.language))  # type: ignore[misc]
        for text in (half, whole)
    )
    assert most < 2.2 * least


@pytest.mark.parametrize(
    "text",
    [
        "is {} good? " * 400,
        "{} " * 900,
        "we had a long week with {} and so on " * 100,
        "Frobnicat " * 800,
        "postgrez " * 888,
        "our accounts ask about scale reads " * 228,
    ],
)
def test_a_long_text_is_read_no_deeper_than_an_answer_can_use(guide: Guide, text: str) -> None:
    names = [component.name for component in guide.catalog.components.values()]
    filled = text.format(*(names[i % len(names)] for i in range(text.count("{}"))))
    understand(filled, None, guide.language)
    per_word = calls(lambda: understand(filled, None, guide.language)) / len(filled.split())
    assert per_word < 80


def test_an_unknown_word_is_judged_once_however_often_it_stands(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []

    def counted(key: str, _: Lexicon) -> bool:
        judged.append(key)
        return True

    monkeypatch.setattr(unknown, "_looks_unknown", counted)
    understand("Frobnicat or Zorbix, " * 300, None, guide.language)
    assert sorted(judged) == ["frobnicat", "zorbix"]


def test_no_more_readings_are_made_than_are_offered(guide: Guide) -> None:
    question = understand("redis or postgres for caching?", None, guide.language).question
    made = []
    inner = guide.language.twins.settled

    class Counted:
        @staticmethod
        def settled(one: Question) -> Question:
            made.append(one)
            return inner(one)

    offered = other_readings(question, question, (), Counted())  # type: ignore[arg-type]
    assert len(offered) == MOST_READINGS
    assert len(made) <= MOST_READINGS + 1  # one may be what is asked


def test_nothing_beyond_the_cap_is_looked_at(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def counted(text: str) -> list[Token]:
        seen.append(len(text))
        return tokenize(text)

    monkeypatch.setattr(reading, "tokenize", counted)
    reply = ask(guide, "x " * MAX_CHARS)
    assert max(seen) == len(reply.understanding.text) == MAX_CHARS


@pytest.mark.parametrize("length", [6, 9])
def test_a_typo_is_looked_up_without_regard_to_how_many_names_there_are(
    monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    compared: Counter[int] = Counter()
    size = 0

    class Counted:
        @staticmethod
        def distance(one: str, two: str) -> int:
            compared[size] += 1
            return OSA.distance(one, two)

    monkeypatch.setattr(typos, "OSA", Counted)
    names = list(made_up_words(length))
    few = names[:1_000]
    wrong = [name[:3] + "zz" + name[5:] for name in few[::5]]
    for size in (1_000, 10_000):
        known = Typos(few + names[1_000:size])
        for word in wrong:
            known.one_edit_from(word)
            known.two_edits_from(word)
    assert compared[10_000] < 1.5 * compared[1_000] + len(wrong)


def test_typos_are_found_as_by_comparing_with_every_word(lexicon: Lexicon) -> None:
    for word in lexicon.repairs[::40]:
        for typed in {word[1:], word[:2] + word[3:], word[:1] + "x" + word[1:-1] + "q", word + "e"}:
            near = {other: OSA.distance(typed, other) for other in lexicon.repairs}
            one = [other for other, edits in near.items() if edits == 1 and edits_allowed(other)]
            two = [
                other
                for other, edits in near.items()
                if edits == 2 and edits_allowed(other) == 2 and other[0] == typed[0]
            ]
            assert lexicon.typos.one_edit_from(typed) == one
            assert lexicon.typos.two_edits_from(typed) == two


def test_a_name_is_looked_at_no_further_than_one_goes_on(lexicon: Lexicon) -> None:
    class Starts(frozenset[str]):
        asked = 0

        def __contains__(self, key: object) -> bool:
            Starts.asked += 1
            return super().__contains__(key)

    text = "which tool would you take for that much " * 50
    tokens = tokenize(text)
    find_mentions(text, tokens, replace(lexicon, starts=Starts(lexicon.starts)), {})
    assert Starts.asked <= 3 * len(tokens)


def test_the_features_of_a_word_are_worked_out_once(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[str] = []

    def counted(word: str) -> tuple[str, ...]:
        worked_out.append(word)
        return features_of_word(word)

    monkeypatch.setattr(ranking, "features_of_word", counted)
    phrasebook = build_phrasebook(guide.catalog.intents, guide.catalog.weights)
    for masked in (
        ["what", "is", "<component>"],
        ["is", "<component>", "what", "<component>", "is"],
    ):
        rank(masked, phrasebook)
    assert sorted(worked_out) == ["<component>", "is", "what"]


def nasty_texts() -> list[str]:
    lines = (ROOT / "tests/questions/fuzz.txt").read_text(encoding="utf-8").splitlines()
    texts = []
    for line in lines:
        if not line.startswith("#"):
            text, _, times = line.rpartition(" * ") if line[-1].isdigit() else (line, "", "1")
            texts.append(json.loads(text) * int(times))
    return texts


@pytest.mark.parametrize("text", nasty_texts(), ids=lambda text: repr(text[:20]))
def test_nasty_texts_are_answered(guide: Guide, text: str) -> None:
    reply = ask(guide, text)
    assert reply.answer.blocks
    for mention in reply.understanding.trace.mentions:
        assert text[mention.start : mention.end] == mention.surface
    assert ask(guide, text, ask(guide, "redis vs mongo").context).answer.blocks
