"""What holds for every answer: each statement is a claim, each claim is cited, each lead known."""

import re
from collections.abc import Iterator
from itertools import combinations, count
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.answer.canonical import canonical
from bot.answer.compose import COMPOSERS, compose
from bot.answer.draft import BRIEF
from bot.answer.model import Answer, Block, Bullets, Outcome, Paragraph, Statement, Table
from bot.answer.phrases import Say, text_of
from bot.ask import Guide, ask
from bot.catalog.checks import INTENTS
from bot.catalog.memo import once
from bot.catalog.model import Catalog, Says
from bot.question.model import Detail, Question, Understanding
from bot.rendering.block_kit import Surface, render_block_kit, render_blocks
from bot.rendering.text import render_text
from tests.conftest import ROOT, Asked
from tests.slack.block_kit_limits import check_message, check_view


def statements(blocks: tuple[Block, ...]) -> Iterator[Statement]:
    for block in blocks:
        if isinstance(block, Statement):
            yield block
        elif isinstance(block, Bullets):
            yield from block.items


@once
def values_in(catalog: Catalog) -> frozenset[str]:
    return frozenset(claim.value for claim in catalog.claims if claim.value)


def check(answer: Answer, catalog: Catalog) -> None:
    texts = {claim.text for claim in answer.claims}
    numbers = {citation.number for citation in answer.citations}
    for statement in statements(answer.blocks):
        assert statement.text in texts
        assert statement.citations
        assert set(statement.citations) <= numbers
    values = values_in(catalog)
    for table in answer.blocks:
        if isinstance(table, Table):
            cells = [cell for _, row in table.rows for cell in row]
            assert all(len(row) == len(table.columns) for _, row in table.rows)
            cells += [cell for _, cell in table.alike]
            told = [one for cell in cells if cell for one in (cell, *cell.further)]
            assert all(cell.text in values and cell.citations for cell in told)
    for claim in answer.claims:
        assert catalog.claim(claim.id).text == claim.text
        assert claim.citations
        assert set(claim.citations) <= numbers
    assert len(answer.citations) == len(numbers)
    assert answer.knowledge == catalog.version
    assert answer.blocks
    assert (answer.outcome is Outcome.CLARIFY) <= bool(answer.options)
    for lead in answer.leads:
        assert catalog.entity(lead.id).name == lead.name


def composed(guide: Guide, question: Question) -> Answer:
    understanding = Understanding(text="", question=question, confidence=1.0)
    return compose(understanding, guide.catalog)


PICKS = st.lists(st.integers(0, 999), max_size=3)


def picked(table: dict[str, Any], indices: list[int]) -> tuple[str, ...]:
    ids = list(table)
    return tuple(dict.fromkeys(ids[index % len(ids)] for index in indices))


@given(
    intent=st.sampled_from(INTENTS),
    components=PICKS,
    kinds=PICKS,
    topics=PICKS,
    needs=PICKS,
    excluded=PICKS,
    unknown=st.sampled_from([(), ("FrobnicateDB",), ("<!channel>", "a & b")]),
    detail=st.sampled_from(Detail),
    against=st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_every_question_has_an_answer_that_holds_together(
    guide: Guide,
    intent: str,
    unknown: tuple[str, ...],
    detail: Detail,
    *,
    against: bool,
    **picks: list[int],
) -> None:
    catalog = guide.catalog
    components = picked(catalog.components, picks["components"])
    question = Question(
        intent=intent,
        components=components,
        kinds=picked(catalog.kinds, picks["kinds"]),
        topics=picked(catalog.topics, picks["topics"]),
        needs=picked(catalog.needs, picks["needs"]),
        excluded=tuple(
            one for one in picked(catalog.components, picks["excluded"]) if one not in components
        ),
        unknown=unknown,
        detail=detail,
        against=against,
    )
    answer = composed(guide, question)
    check(answer, catalog)
    check_message(render_block_kit(answer, Surface.PRIVATE))
    title = {"type": "plain_text", "text": "Answer"}
    check_view({"type": "modal", "title": title, "blocks": render_blocks(answer, Surface.VIEW)})
    if answer.outcome is Outcome.ANSWERED:
        assert not {lead.id for lead in answer.leads} & set(question.excluded)


def test_more_says_what_was_left_out_and_then_that_it_was_all(guide: Guide) -> None:
    catalog = guide.catalog
    for component in catalog.components:
        question = Question("when_to_use", components=(component,))
        said = {claim.id for claim in composed(guide, question).claims if claim.told}
        for page in count():
            more = composed(guide, replace(question, detail=Detail.MORE, page=page))
            added = {claim.id for claim in more.claims}
            assert len(added) <= 12
            assert not said & added
            said |= added
            if more.more is None:
                break
        assert said >= {claim.id for claim in catalog.claims_about(component)}
        everything = composed(guide, replace(question, detail=Detail.MORE, page=page + 1))
        assert everything.claims == ()
        assert catalog.components[component].name in render_text(everything)


def test_why_shows_the_reading_and_every_claim_of_the_answer(guide_alone: Guide) -> None:
    guide = guide_alone
    question = Question("recommend", kinds=("database",), needs=("transactions",))
    base = composed(guide, question)
    why = composed(guide, replace(question, detail=Detail.WHY))
    assert [claim.id for claim in why.claims] == [claim.id for claim in base.claims]
    shown = render_text(why)
    assert base.question.text in shown
    assert all(claim.text in shown for claim in base.claims)
    assert "MongoDB" in shown.split("\n\n")[2]  # does the same job, and isn't named for this


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        (
            "postgres vs mongo for payments and logging",
            ["For financial systems: PostgreSQL."],
            ["them alike"],
        ),
        (
            "postgres vs mongo for payments and cost",
            [
                "For financial systems: PostgreSQL.",
                "speaks of it: low cost.",
            ],
            ["financial systems and low cost"],
        ),
        (
            "cheap stack for a blog",
            [
                "For content-driven platforms: Django, together with",
                "speaks of it: low cost.",
            ],
            ["low cost and content"],
        ),
    ],
)
def test_nothing_is_named_for_more_than_claims_say(
    guide_alone: Guide, text: str, said: list[str], unsaid: list[str]
) -> None:
    shown = render_text(ask(guide_alone, text).answer)
    assert [one for one in said if one not in shown] == []
    assert [one for one in unsaid if one in shown] == []


def asked_texts() -> list[str]:
    """Return every question of the test data, one a text."""
    files = sorted((ROOT / "tests/questions").glob("*.yaml"))
    cases = [case for path in files for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return list(dict.fromkeys(turn for case in cases for turn in case.get("turns") or [case["q"]]))


def test_every_statement_of_every_answer_is_a_claim(asked: Asked, catalog: Catalog) -> None:
    for text in asked_texts():
        check(asked(text).answer, catalog)


SUMMING = (
    Say.NAMED_FOR,
    Say.NAMED_BOTH_FOR,
    Say.NAMED_BESIDE,
    Say.NAMES_IT_FOR,
    Say.YES_NAMED,
    Say.NO_AGAINST,
    Say.DECIDES,
    Say.DECIDES_BESIDES,
    Say.MADE_FOR,
    Say.WOULD_BE,
    Say.SPOKEN_AGAINST,
    Say.BESIDE,
    Say.BESIDE_FOR,
    Say.RANKED_BEHIND,
)
"""The phrases that sum claims up, so that they cite them."""


def sums_up(text: str) -> bool:
    """Tell whether the phrase that fits a line best is one of those that sum up."""
    literal = {phrase: re.split(r"\{[^}]*\}", phrase) for phrase in Say}
    fitting = [
        phrase
        for phrase, parts in literal.items()
        if re.fullmatch(".+".join(map(re.escape, parts)), text)
    ]
    best = max(fitting, key=lambda phrase: len("".join(literal[phrase])), default=None)
    return best in SUMMING


def test_every_line_that_sums_claims_up_cites_them(asked: Asked) -> None:
    for text in asked_texts():
        answer = asked(text).answer
        for block in answer.blocks:
            if isinstance(block, Paragraph):
                said = text_of(block.phrase)
                assert bool(block.citations) >= sums_up(said), (text, said)
                assert set(block.citations) <= {one.number for one in answer.citations}


def words_before_a_table(answer: Answer) -> int:
    """Return how many words stand before the table, or in all where there is none."""
    count = 0
    for block in answer.blocks:
        match block:
            case Table():
                break
            case Paragraph(phrase, _):
                count += len(text_of(phrase).split())
            case Statement():
                count += len(f"{text_of(block.lead)} {block.text}".split())
            case Bullets(heading, items):
                count += len(text_of(heading).split())
                count += sum(len(f"{text_of(one.lead)} {one.text}".split()) for one in items)
    return count


def test_an_answer_is_short_and_more_has_the_rest(asked: Asked) -> None:
    for text in asked_texts():
        answer = asked(text).answer
        if answer.intent not in {"list", "help"}:
            assert words_before_a_table(answer) <= BRIEF, text


def test_there_is_a_composer_for_every_intent() -> None:
    assert set(COMPOSERS) == set(INTENTS)


def test_every_component_says_what_it_is_and_when_to_use_it(guide: Guide) -> None:
    catalog = guide.catalog
    for component in catalog.components.values():
        defined = ask(guide, f"what is {component.name}?").answer
        assert defined.outcome is Outcome.ANSWERED, component.name
        assert [lead.id for lead in defined.leads] == [component.id], component.name
        says_is = {claim.id for claim in catalog.claims_about(component.id, Says.IS)}
        assert says_is & {claim.id for claim in defined.claims}
        when = ask(guide, f"when should we use {component.name}?").answer
        assert when.intent == "when_to_use", component.name
        assert [lead.id for lead in when.leads] == [component.id]
        shown = {claim.id for claim in when.claims}
        assert shown & {claim.id for claim in catalog.claims_about(component.id, Says.FITS)}


def test_every_topic_says_what_it_is(guide: Guide) -> None:
    for topic in guide.catalog.topics.values():
        answer = ask(guide, f"what is {topic.name}?").answer
        assert answer.outcome is Outcome.ANSWERED, topic.name
        assert answer.leads[0].id == topic.id, topic.name


def test_pairs_can_be_compared_and_every_difference_is_told(guide: Guide) -> None:
    catalog = guide.catalog
    every = list(catalog.components.values())
    alike = {
        (one, other)
        for one, other in combinations(every, 2)
        if catalog.job(one.id) == catalog.job(other.id)
    }
    unlike = set(list(combinations(every, 2))[::71])  # all would take minutes
    for one, other in sorted(alike | unlike, key=lambda pair: [each.id for each in pair]):
        answer = ask(guide, f"compare {one.name} and {other.name}").answer
        assert answer.intent == "compare", (one.name, other.name)
        assert answer.outcome is Outcome.ANSWERED
        assert {lead.id for lead in answer.leads} == {one.id, other.id}
        check(answer, catalog)


def test_postgres_against_mysql_is_something_the_guide_alone_does_not_say(
    guide: Guide, guide_alone: Guide
) -> None:
    answer = ask(guide_alone, "compare postgres vs mysql").answer
    assert "No claim says what separates PostgreSQL and MySQL" in render_text(answer)
    assert not any(block.rows for block in answer.blocks if isinstance(block, Table))
    blocks = ask(guide, "compare postgres vs mysql").answer.blocks
    told = [one.text for one in blocks if isinstance(one, Statement)]
    assert "PostgreSQL" in told[0]
    assert "MySQL" in told[0]


@pytest.mark.parametrize("text", ["is docker ticklish?", "can dynamodb do triggers?"])
def test_a_yes_or_no_that_no_claim_gives_is_not_given(guide: Guide, text: str) -> None:
    assert render_text(ask(guide, text).answer).startswith("I can't say yes or no")


@pytest.mark.parametrize("intent", [i for i in INTENTS if i not in {"smalltalk", "out_of_scope"}])
def test_suggestions_and_options_are_understood_as_what_they_say(
    guide: Guide, asked: Asked, intent: str
) -> None:
    catalog = guide.catalog
    for component in catalog.components:
        question = Question(intent=intent, components=(component,))
        answer = composed(guide, question)
        for offer in (*answer.suggestions, *answer.options):
            reply = asked(offer.text)
            again = canonical(reply.understanding.question, catalog)
            assert again == offer.text, f"{offer.text!r} is read as {again!r}"
            assert reply.answer.outcome in {Outcome.ANSWERED, Outcome.CHAT}, offer.text


def test_help_shows_a_question_of_each_kind_and_each_is_answered(guide: Guide) -> None:
    asked = [ask(guide, one.text) for one in ask(guide, "help").answer.suggestions]
    kinds = set(INTENTS) - {"help", "smalltalk", "out_of_scope"}
    assert {one.answer.intent for one in asked} == kinds
    assert len(asked) == len(kinds)
    for reply in asked:
        said = render_text(reply.answer)
        assert reply.answer.outcome is Outcome.ANSWERED
        assert reply.answer.leads
        assert not re.search("No claim says|I have no claims|I know no|can't tell", said)


@pytest.mark.parametrize(
    "text",
    [
        "best recipe for banana bread",
        "what is the capital of Portugal?",
        "how far is it from Los Angeles to Las Vegas?",
        "my laptop does not boot",
    ],
)
def test_what_has_nothing_to_do_with_backends_is_offered_help_alone(
    guide: Guide, text: str
) -> None:
    answer = ask(guide, text).answer
    assert answer.outcome is Outcome.DECLINED
    assert [one.text for one in answer.suggestions] == ["help"]


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        # several things named go together: none is recommended in place of them
        (
            "MySQL through Spring Boot for a JSON API?",
            [
                "In Spring Boot, a REST controller",
                "No claim says that MySQL would suit JSON APIs",
            ],
            ["MongoDB"],
        ),
        ("how do I export reports from a Rails app?", ["that answer this"], ["ClickHouse"]),
        (
            "what's a good logging library for Go",
            ["I have no claims on Go that answer this"],
            ["MongoDB", "Gin"],
        ),
        ("background jobs library for Python", ["Take Celery for"], ["RabbitMQ"]),
        (
            "which database for a mobile game leaderboard",
            ["For counters and leaderboards: Redis"],
            [],
        ),
        (
            "is python fast?",
            ["No claim weighs Python for performance"],
            ["Redis", "Memcached"],
        ),
        ("admin panel for a Go service", ["No claim says that Go would suit"], ["Django"]),
        ("is sqlite good for catalogs?", ["For catalogs", "MongoDB"], []),
        # a sort of product that nobody described
        (
            "which GUI client for mysql",
            ["I have no claims on GUI clients"],
            ["PostgreSQL"],
        ),
        ("which tool do you use for administering your database?", [], ["PostgreSQL"]),
        ("Python HTTP client", ["I have no claims on HTTP client"], ["Celery", "FastAPI"]),
        # a point that nothing is said of
        ("who invented redis?", ["no claims on the history of Redis", "Take Redis beside"], []),
        ("has php a future", ["still a reasonable choice"], ["two with security fixes only"]),
        # a comparison says which to take for what, as far as claims tell
        (
            "mongo vs postgres",
            ["take MongoDB for documents", "Take PostgreSQL for related data"],
            ["Licence", "Run by"],
        ),
        ("kafka or rabbitmq?", ["take RabbitMQ for routing", "Why Kafka"], ["Licence"]),
        ("postgres or mysql for transactions", ["Either suits"], ["alike:"]),
        ("postgres or mysql for geographic data", ["take PostgreSQL first"], []),
        ("aws vs gcp", ["Take Google Cloud for", "Why AWS"], []),
        # yes and no, where claims decide
        ("does django have an ORM?", ["Yes, for an ORM."], []),
        ("is mongodb a NoSQL database?", ["Yes: MongoDB is among the NoSQL databases"], []),
        ("is cassandra good for transactions?", ["No, not for transactions."], []),
        ("is sql server expensive?", ["Not SQL Server for low cost."], ["No:", "Yes:"]),
        ("is mongo good for transactions?", ["Yes, MongoDB can be used for transactions"], []),
        ("can we run rabbitmq on one box", [], ["No claim says"]),
        ("can you explain rabbitmq", [], ["yes or no"]),
        ("all databases except document ones", ["Left out, as you asked"], ["MongoDB"]),
        # a stack is for a purpose, and its tail goes with it
        (
            "which stack should we use?",
            ["Take the usual web framework of your language"],
            ["Ansible"],
        ),
        ("stack for hospital records", ["speaks of it: hospital records"], ["As it grows"]),
        ("stack for a blog", ["Python serves web sites with Django"], ["Kubernetes", "Celery"]),
        # of a practice, what is said of the thing itself
        ("easiest way to back up MySQL", ["in general, not of MySQL"], ["bought as a service"]),
        ("how do you run migrations in Laravel", ["Laravel's migrate command"], ["in particular"]),
        ("how do we deploy a Flask app", ["Flask or other Python web application"], []),
    ],
)
def test_an_answer_keeps_to_what_is_asked(
    guide: Guide, text: str, said: list[str], unsaid: list[str]
) -> None:
    shown = render_text(ask(guide, text).answer)
    assert [one for one in said if one not in shown] == []
    assert [one for one in unsaid if one in shown] == []


def test_kinds_are_compared_for_every_need_that_either_is_named_for(guide: Guide) -> None:
    catalog = guide.catalog
    claimed = {one.needs: one for one in catalog.claims if one.needs}
    kinds = [one for one in catalog.kinds if catalog.claims_about(one)]
    for needs, claim in claimed.items():
        of = [one for one in claim.about if one in catalog.kinds][:1] or kinds[:1]
        for other in kinds[:: len(kinds) // 4]:
            sides = tuple(dict.fromkeys((*of, other)))
            check(composed(guide, Question("compare", kinds=sides, needs=needs)), catalog)
