"""What holds for any text: nothing crashes, and no common word is repaired into a name."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ask import Guide, ask
from bot.question.lexicon import Lexicon
from bot.question.mentions import find_mentions
from bot.question.model import Context, EntityType, Strategy
from bot.question.spelling import respell
from bot.question.typos import edits_allowed
from bot.question.understand import MAX_CHARS, understand
from bot.text import tokenize


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_answered(guide: Guide, text: str) -> None:
    reply = ask(guide, text)
    assert reply.answer.blocks
    for mention in reply.understanding.trace.mentions:
        assert text[mention.start : mention.end] == mention.surface


PIECES = st.sampled_from(
    [
        "postgres",
        "mysql",
        "go",
        "spring",
        "express",
        "node",
        "vs",
        "or",
        "and",
        "without",
        "anything",
        "but",
        "not",
        "compare",
        "which",
        "what",
        "is",
        "when",
        "database",
        "framework",
        "for",
        "transactions",
        "logging",
        "it",
        "that",
        "one",
        "?",
        "!",
        ",",
        "the",
        "best",
        "django's",
        "c++",
        "c#",
        ".net",
        "<@U1>",
        "`x`",
        "*y*",
        ":z:",
        "\n",
        "https://x.y/z",
        "kubernets",
        "redus",
        "why",
        "help",
        "thanks",
    ]
)


@given(st.lists(st.lists(PIECES, max_size=12).map(" ".join), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_any_thread_is_answered(guide: Guide, turns: list[str]) -> None:
    context: Context | None = None
    for turn in turns:
        reply = ask(guide, turn, context)
        context = reply.context
        assert reply.answer.blocks


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_answered(guide: Guide, raw: bytes) -> None:
    assert ask(guide, raw.decode("utf-8", errors="replace")).answer.blocks
    assert ask(guide, raw.decode("latin-1")).answer.blocks


def test_no_common_word_is_repaired_into_a_name(guide: Guide, lexicon: Lexicon) -> None:
    for word in sorted(guide.catalog.words):
        for found in find_mentions(word, tokenize(word), lexicon, {}):
            strategies = {candidate.strategy for candidate in found.mention.candidates}
            assert Strategy.FUZZY not in strategies, f"{word!r} became {found.mention}"


def one_edit(word: str) -> set[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return (
        {a + b[1:] for a, b in splits if b}
        | {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
        | {a + c + b[1:] for a, b in splits if b for c in letters}
        | {a + c + b for a, b in splits for c in letters}
    )


def test_one_typo_links_to_the_name_or_asks_never_to_another(
    guide: Guide, lexicon: Lexicon
) -> None:
    for component in guide.catalog.components.values():
        name = component.name.casefold()
        if not name.isalpha() or not edits_allowed(name) or component.sense:
            continue
        for typo in sorted(one_edit(name)):
            if typo in lexicon.names or lexicon.is_word(typo):
                continue
            respelt, ties = respell(tokenize(typo), lexicon)
            for found in find_mentions(typo, respelt, lexicon, ties):
                if found.mention.type is EntityType.COMPONENT:
                    linked = {candidate.entity for candidate in found.mention.candidates}
                    assert component.id in linked, f"{typo!r} became {linked}"


def test_what_is_beyond_the_cap_is_not_read_and_the_answer_says_so(guide: Guide) -> None:
    text = "what is redis? " + "x " * MAX_CHARS + "and what is mongo?"
    reply = ask(guide, text)
    assert reply.understanding.truncated
    assert len(reply.understanding.text) == MAX_CHARS
    assert "mongodb" not in reply.understanding.question.components
    assert f"{MAX_CHARS}" in str(reply.answer.blocks[0])


def test_understanding_is_the_same_every_time(guide: Guide) -> None:
    text = "should we use pg, mongo or dynamo for catalogs and transactions?"
    assert understand(text, None, guide.language) == understand(text, None, guide.language)
