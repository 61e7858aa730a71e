"""Markdown that shows every text and lets none of them act, read back without our own code."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer.model import (
    Answer,
    Bullets,
    Cell,
    Citation,
    Name,
    Offer,
    Outcome,
    Paragraph,
    Quoted,
    Statement,
    Table,
)
from bot.ask import Guide
from bot.rendering.markdown import escape, render_markdown
from bot.rendering.text import render_text
from tests.rendering.test_golden import CASES, answer_to

ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]|&(?:amp|lt|gt);")
"""A backslash before punctuation, or an entity: what a parser shows as it is."""

ACTIVE = re.compile(
    r"[\\`*_\[\]<>|~&#$]|^[-+=]|^ *\d+[.)]|@\S|://|www\.|\bgh-\d|:[\w+-]+:", re.IGNORECASE
)
"""What a parser, or GitHub after it, reads as more than text."""

snippets = st.sampled_from(
    "@team #12 GH-7 https://evil.example www.evil.example a@evil.example <img> &lt; ![x](y) [x]: y "
    "`` ** __ ~~ | \\ \n --- === > - + 1. 2) # :boom: $x$ <!-- [^1] [ ] \\| \x1b[1m \u2028".split(
        " "
    )
)
texts = st.lists(st.one_of(snippets, st.text(max_size=5)), max_size=8).map("".join)


def shape(markdown: str) -> list[list[str]]:
    """Return what is active on each line, once all that is escaped is taken away."""
    without = ESCAPED.sub("\u00b7", markdown.replace("&#8203;", " "))
    return [ACTIVE.findall(line) for line in without.split("\n")]


def read(markdown: str) -> str:
    """Return the text that a parser shows."""
    plain = re.sub(r"\\([!-/:-@\[-`{-~])", lambda found: f"&#{ord(found[1])};", markdown)
    return html.unescape(plain).replace("\u200b", "")


def normal(text: str) -> str:
    kept = (c for c in text if c.isspace() or not ("\x00" <= c < " " or "\x7f" <= c < "\xa0"))
    return " ".join("".join(kept).replace("\u200b", "").split())


def full_answer(*words: str) -> Answer:
    """Return an answer with one of the words in every place that takes text."""
    one, two, three, four, five, six = words
    cell = Cell(four, (1, 2))
    return Answer(
        intent="compare",
        outcome=Outcome.ANSWERED,
        question=Offer("", "", "{}"),
        knowledge="0123456789abcdef",
        blocks=(
            Paragraph((one,)),
            Paragraph(("Of ", Quoted(two), ", not ", Name(three), ".")),
            Statement(four, (1,), version=one, judged=True),
            Statement(five, (), lead=(Name(six), " it is")),
            Bullets((one, Name(two)), (Statement(three, (1, 2)), Statement(four, ()))),
            Table(
                (five,), (six, one), ((two, (cell, None)), (three, (None, cell))), ((one, cell),)
            ),
        ),
        citations=(
            Citation(
                1, one, two, three, (four,), "https://ok.example/a_(b)?c=1&copy;=2", one, None
            ),
            Citation(2, five, None, six, (one, two), "javascript:alert(1)", two, "2026-11-29"),
        ),
        options=(Offer(two, two, "{}"),),
        suggestions=(Offer(three, three, "{}"), Offer(four, four, "{}")),
    )


@settings(deadline=None, max_examples=200)
@given(st.lists(texts.map(lambda text: f"x{text}x"), min_size=6, max_size=6))
def test_no_text_is_read_as_more_than_text(words: list[str]) -> None:
    harmless = render_markdown(full_answer(*["x"] * 6))
    assert shape(render_markdown(full_answer(*words))) == shape(harmless)


@settings(deadline=None, max_examples=300)
@given(texts)
def test_a_line_of_nothing_but_text_is_shown_as_it_is(text: str) -> None:
    only = Answer(
        "define", Outcome.ANSWERED, Offer("", "", "{}"), (Paragraph((text,)),), "0123456789abcdef"
    )
    line, _, rest = render_markdown(only).partition("\n")
    assert rest == "\nKnowledge 01234567"
    assert shape(line) == [[]]
    assert normal(read(line)) == normal(text)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("snake_case and C#", r"snake\_case and C\#"),
        ("a | b\nc", r"a \| b c"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("@here", "@&#8203;here"),
        ("see #12 or GH-12", r"see \#&#8203;12 or GH-&#8203;12"),
        ("https://www.a.example", "https:&#8203;//www&#8203;.a.example"),
        ("_www.a.example", r"\_www&#8203;.a.example"),
        (":boom:", ":&#8203;boom:"),
        ("Node.js 18.2, 1. of 2", "Node.js 18.2, 1. of 2"),
    ],
)
def test_escapes_are_the_least_that_do(text: str, markdown: str) -> None:
    assert escape(text) == markdown


@pytest.mark.parametrize("start", ["- a", "+ a", "=", "1. a", "23) a", "  - a"])
def test_a_text_starts_no_list_and_underlines_no_heading(start: str) -> None:
    only = Answer(
        "define", Outcome.ANSWERED, Offer("", "", "{}"), (Paragraph((start,)),), "0123456789abcdef"
    )
    line = render_markdown(only).splitlines()[0]
    assert re.match(r"\\[-+=]|\d+\\[.)]", line)


def test_the_titles_of_sources_with_an_address_are_links() -> None:
    shown = render_markdown(full_answer("One", "Two", "Three", "Four", "Five", "Six"))
    link = "[One](https://ok.example/a_%28b%29?c=1&amp;copy;=2)"
    assert rf"- \[1\] Two, {link} (Three), section “Four”; One" in shown
    section = "section “One”, “Two”; Two, read on 2026-11-29"
    assert rf"- \[2\] Five (Six), {section} javascript:alert(1)" in shown


@pytest.mark.parametrize("case", CASES)
def test_nothing_of_the_plain_text_is_missing(guide: Guide, case: str) -> None:
    answer = answer_to(guide, CASES[case])
    words = set(re.findall(r"\w+", render_text(answer)))
    assert words <= set(re.findall(r"\w+", read(render_markdown(answer))))


def test_a_table_is_a_pipe_table_with_a_dash_for_what_nobody_says() -> None:
    shown = render_markdown(full_answer("One", "Two", "Three", "a|b", "Five", "Six"))
    lines = shown.splitlines()
    assert lines[lines.index("### Five") :][1:6] == [
        "",
        "|  | Six | One |",
        "| --- | --- | --- |",
        r"| Two | a\|b \[1\]\[2\] | — |",
        r"| Three | — | a\|b \[1\]\[2\] |",
    ]
