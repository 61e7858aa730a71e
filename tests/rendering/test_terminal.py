"""The terminal at every width: nothing sticks out, nothing is lost, no word is broken."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer.model import Answer, Block, Cell, Citation, Name, Offer, Outcome, Paragraph, Table
from bot.ask import Guide
from bot.rendering.labels import cell_text
from bot.rendering.terminal import MAX_PROSE, Style, render_terminal
from bot.rendering.wrapping import columns_of, wrap
from tests.rendering.test_golden import CASES, answer_to

WIDTHS = range(40, 201)
LINK = re.compile(r"\x1b\]8;;[^\x1b]*\x1b\\")


def answer(*blocks: Block, citations: tuple[Citation, ...] = ()) -> Answer:
    return Answer(
        "compare", Outcome.ANSWERED, Offer("", "", "{}"), blocks, "0123456789abcdef", citations
    )


def shown(given_answer: Answer, width: int, *, colour: bool = False) -> list[str]:
    return render_terminal(given_answer, Style(width, colour)).splitlines()


def read_back(lines: list[str], table: Table) -> list[str]:
    """Return the words under each column, read off the screen."""
    rules = [number for number, line in enumerate(lines) if re.fullmatch(r"-+(\+-+)+", line)]
    if not rules:
        items = "\n".join(lines).replace("\n  ", " ").splitlines()
        return [
            " ".join(item.removeprefix(start) for item in items if item.startswith(start))
            for start in (f"- {column}: " for column in table.columns)
        ]
    ends = [m.start() for m in re.finditer(r"\+|$", lines[rules[0]])]
    body = lines[rules[0] + 1 :]
    body = body[: body.index("")]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [
        " ".join(" ".join(line[start:end] for line in body).split())
        for start, end in zip(starts, ends, strict=True)
    ][1:]


def said(table: Table) -> list[str]:
    return [
        " ".join(" ".join(cell_text(cells[place]) for _, cells in table.rows).split())
        for place in range(len(table.columns))
    ]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(guide: Guide, case: str, *, colour: bool) -> None:
    rendered = answer_to(guide, CASES[case])
    for width in WIDTHS:
        lines = [LINK.sub("", line) for line in shown(rendered, width, colour=colour)]
        too_long = [line for line in lines if columns_of(line) > width]
        alone = [line.removeprefix("- ").strip() for line in too_long]
        assert all(" " not in line for line in alone), width  # a word longer than the screen


@pytest.mark.parametrize("case", CASES)
def test_prose_keeps_to_a_readable_length(guide: Guide, case: str) -> None:
    rendered = answer_to(guide, CASES[case])
    prose = replace(rendered, blocks=tuple(b for b in rendered.blocks if not isinstance(b, Table)))
    too_long = [line.strip() for line in shown(prose, 200) if len(line) > MAX_PROSE]
    assert all(line.startswith("https://") and " " not in line for line in too_long)


@pytest.mark.parametrize("case", CASES)
def test_every_cell_is_there_in_full_at_every_width(guide: Guide, case: str) -> None:
    rendered = answer_to(guide, CASES[case])
    for table in (block for block in rendered.blocks if isinstance(block, Table)):
        alone = answer(replace(table, alike=()))
        for width in WIDTHS:
            assert read_back([*shown(alone, width), ""], table) == said(table), width


words = st.text("abcdefghij", min_size=1, max_size=14)
phrases = st.lists(words, min_size=1, max_size=8).map(" ".join)
cells = st.one_of(st.none(), st.builds(Cell, phrases, st.sampled_from([(), (1,), (1, 2)])))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(phrases, min_size=1, max_size=5))
    row = st.tuples(phrases, st.tuples(*(cells for _ in columns)))
    return Table(("What differs",), tuple(columns), tuple(draw(st.lists(row, min_size=1))))


@settings(deadline=None)
@given(tables(), st.sampled_from(WIDTHS))
def test_any_table_fits_and_keeps_its_words_whole(table: Table, width: int) -> None:
    lines = shown(answer(table), width)
    assert all(len(line) <= width for line in lines)
    wanted = " ".join([*table.columns, *(dimension for dimension, _ in table.rows), *said(table)])
    found = set(re.findall(r"[^\s|]+", " ".join(lines).replace(":", "")))
    assert set(wanted.split()) <= found


def test_columns_get_what_they_need_rather_than_equal_shares() -> None:
    long = Cell("a phrase that is long enough to want most of the width there is", ())
    table = Table(("What differs",), ("A", "B"), (("x", (Cell("yes", ()), long)),))
    head, rule = shown(answer(table), 80)[1:3]
    assert head == "  | A   | B"
    assert len(rule) > 70
    assert shown(answer(table), 80)[3].endswith("width there is")


def test_columns_alike_are_shown_alike() -> None:
    same = Cell("the very same words in each of the columns", (1,))
    rows = tuple((dimension, (same, same, same)) for dimension in ("one", "two"))
    table = Table(("What differs",), ("First", "Second", "Third"), rows)
    for width in WIDTHS:
        rule = next((line for line in shown(answer(table), width) if "-+-" in line), None)
        assert rule is None or len({len(part) for part in rule.split("+")[1:-1]}) == 1


def test_a_citation_stays_with_its_word() -> None:
    assert wrap("document models stay flexible. [1][2]", 30) == [
        "document models stay",
        "flexible. [1][2]",
    ]
    assert wrap("a flexible [1]", 8) == ["a", "flexible", "[1]"]


def test_wide_characters_take_two_columns() -> None:
    table = Table(("What differs",), ("データベース", "B"), (("x", (Cell("値", (1,)), None)),))
    lines = shown(answer(table), 60)[1:4]
    assert {columns_of(line.rpartition("|")[0] or line.rpartition("+")[0]) for line in lines} == {
        len("  | " + "x" * 12 + " ")
    }
    assert wrap("データベース データ", 13) == ["データベース", "データ"]


def test_emphasis_takes_no_room() -> None:
    phrase = tuple(part for number in range(20) for part in (Name(f"name {number}"), ", "))
    plain, bold = (shown(answer(Paragraph(phrase)), 40, colour=one) for one in (False, True))
    assert [re.sub(r"\x1b\[\d+m", "", line) for line in bold] == plain
    assert plain != bold


def test_text_can_not_command_the_terminal() -> None:
    sly = "a\x1b]0;title\x07b\x1b[2Jc\x9b1md\x7f\r\ne"
    table = Table(("What differs",), (sly,), ((sly, (Cell(sly, ()),)),))
    lines = "\n".join(shown(answer(Paragraph((sly,)), table), 60))
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", lines) is None
    assert "a]0;titleb" in lines
