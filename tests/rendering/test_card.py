"""A citation in full: where it leads, and every claim of the answer that rests on it."""

import re
from dataclasses import replace

import pytest

from bot.answer.model import Answer, Citation
from bot.ask import Guide
from bot.rendering.card import render_card
from bot.rendering.terminal import Style, render_terminal
from tests.rendering.test_golden import CASES, answer_to

PLAIN = Style(80, colour=False)
COLOUR = Style(60, colour=True)
LINK = re.compile(r"\x1b\]8;;(?P<address>[^\x1b]*)\x1b\\")
STYLING = re.compile(r"\x1b\[\d*m")
LONG = "https://handbook.example/databases?about=a-long-address#section"


def cited(address: str | None) -> Citation:
    title = "A handbook for " + "many " * 20 + "readers"
    return Citation(1, title, None, "Us", ("Stores",), address, "our rules", None)


def with_citation(answer: Answer, address: str | None) -> Answer:
    return replace(answer, citations=(cited(address),))


@pytest.fixture
def answer(guide_alone: Guide) -> Answer:
    return answer_to(guide_alone, ["which DB for transactions?"])


@pytest.mark.parametrize("case", CASES)
def test_every_claim_is_on_the_cards_of_its_sources(guide: Guide, case: str) -> None:
    given = answer_to(guide, CASES[case])
    cards = {
        one: render_card(given, one.number, Style(100, colour=False)) for one in given.citations
    }
    for claim in given.claims:
        homes = [one for one, card in cards.items() if f"({claim.id})" in card]
        assert [one.number for one in homes] == sorted(claim.citations)
        assert any(claim.locator in one.locators for one in homes)
        assert claim.text in " ".join(cards[homes[0]].split())


def test_a_card_says_all_there_is_of_its_source(answer: Answer) -> None:
    assert render_card(answer, 1, PLAIN).splitlines()[:7] == [
        "[1] The Ultimate Backend Technology Stack Guide: Powering Your Digital Engine",
        "Author: Marcus Reyes",
        "Publisher: News & Updates",
        "Section: Data Management and Persistence",
        "Cited by: the guide",
        "",
        "What the answer takes from it",
    ]
    bare = render_card(with_citation(answer, LONG), 1, PLAIN)
    assert f"\nSection: Stores\nCited by: our rules\nAddress: {LONG}\n" in bare
    assert "Author" not in bare


def test_an_unknown_number_is_told_which_there_are(guide: Guide, answer: Answer) -> None:
    several = replace(
        answer_to(guide, ["compare django vs rails"]), citations=(cited(None), cited(LONG))
    )
    several = replace(
        several, citations=(several.citations[0], replace(several.citations[1], number=2))
    )
    assert render_card(several, 3, PLAIN) == "There is no [3] here. The answer cites [1], [2]."
    assert render_card(answer, 0, PLAIN) == "There is no [0] here. The answer cites [1]."
    assert render_card(answer_to(guide, ["help"]), 1, PLAIN) == "The answer cites no source."


def test_addresses_are_links_on_a_terminal_with_colour(answer: Answer) -> None:
    given = with_citation(answer, LONG)
    for shown in (render_terminal(given, COLOUR), render_card(given, 1, COLOUR)):
        ends = [found["address"] for found in LINK.finditer(shown)]
        assert set(ends[::2]) == {LONG}
        assert set(ends[1::2]) == {""}
        for line in shown.splitlines():  # none runs over into the next line
            assert len(LINK.findall(line)) in {0, 2}
            assert not LINK.match(line) or not line.endswith(" ")


def test_links_take_no_room(answer: Answer) -> None:
    given = with_citation(answer, LONG)
    shown = LINK.sub("", STYLING.sub("", render_terminal(given, COLOUR)))
    assert shown == render_terminal(given, Style(60, colour=False))


def test_without_colour_there_are_no_links(answer: Answer) -> None:
    given = with_citation(answer, LONG)
    for shown in (render_terminal(given, PLAIN), render_card(given, 1, PLAIN)):
        assert "\x1b" not in shown
        assert LONG in shown


@pytest.mark.parametrize(
    "address",
    [
        None,
        "ftp://handbook.example/a",
        "javascript:alert(1)",
        "https://handbook.example/\x1b\\\x1b[2J",
        "https://handbook.example/\x07",
        "https://handbook.example/a b",
        "https://handbook.example/é",
        "https://",
    ],
)
def test_nothing_but_a_plain_web_address_is_a_link(answer: Answer, address: str | None) -> None:
    given = with_citation(answer, address)
    for shown in (render_terminal(given, COLOUR), render_card(given, 1, COLOUR)):
        assert not LINK.search(shown)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", STYLING.sub("", shown))
