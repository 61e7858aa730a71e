"""The contract of the store, on every database."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event, inspect

from bot.errors import StateError
from bot.state.database import Database
from bot.state.store import (
    DAY,
    LEASE,
    MAX_QUESTION,
    Claim,
    Store,
    Turn,
    Unanswered,
    Vote,
    Workspace,
)
from bot.state.tables import TEAM_TABLES, metadata

Move = Callable[[float], None]

ONE: Claim = ("T1", "C1", "1.0")
OTHER: Claim = ("T2", "C1", "1.0")
VOTE = Vote("T1", "C1", "1.0", "U1", "up", "compare", ("redis", "django"), "abcd1234")
QUESTION = Unanswered("T1", "declined", "define", ("redis",), "abcd1234", "why is it slow?")


@pytest.fixture
def second(store: Store) -> Iterator[Store]:
    """Return the store of another process."""
    database = Database(store.database.url.render_as_string(hide_password=False))
    yield Store(database)
    database.close()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Move:
    """Return what moves the clock on from the start of the test."""
    start = time.time()

    def move(seconds: float) -> None:
        moment = start + seconds
        monkeypatch.setattr("bot.state.store.time.time", lambda: moment)

    return move


def test_a_message_is_claimed_once(store: Store, second: Store) -> None:
    assert [store.take(ONE), store.take(ONE), second.take(ONE)] == [
        Turn.YOURS,
        Turn.BUSY,
        Turn.BUSY,
    ]
    store.done(ONE)
    assert [store.take(ONE), second.take(ONE)] == [Turn.DONE, Turn.DONE]
    assert second.take(OTHER) is Turn.YOURS


def test_a_message_given_back_can_be_claimed_again_and_again(store: Store, second: Store) -> None:
    for _ in range(4):
        for one in (store, second):
            assert one.take(ONE) is Turn.YOURS
            one.give_back(ONE, doubtful=False)


def test_the_fourth_doubtful_failure_settles_a_message(store: Store, second: Store) -> None:
    tries = ((store, True), (second, False), (store, True), (second, True), (store, True))
    for one, doubtful in tries:
        assert one.take(ONE) is Turn.YOURS
        one.give_back(ONE, doubtful=doubtful)
    assert second.take(ONE) is Turn.DONE


def test_what_a_killed_process_left_is_free_after_its_lease(
    store: Store, second: Store, later: Move
) -> None:
    assert store.take(ONE) is Turn.YOURS
    later(LEASE - 1)
    assert second.take(ONE) is Turn.BUSY
    later(LEASE + 1)
    assert second.take(ONE) is Turn.YOURS
    store.give_back(ONE, doubtful=False)  # too late: it is another's now
    assert store.take(ONE) is Turn.BUSY


def test_a_message_answered_while_the_store_was_away_is_settled(store: Store) -> None:
    store.done(ONE)
    assert store.take(ONE) is Turn.DONE


def test_of_many_threads_and_processes_one_gets_the_claim(store: Store, second: Store) -> None:
    def deliver(number: int) -> Turn | None:
        try:
            return (store, second)[number % 2].take(ONE)
        except StateError as error:  # more threads than connections: Slack would deliver it again
            if not error.passing:
                raise
            return None

    with ThreadPoolExecutor(16) as pool:
        turns = list(pool.map(deliver, range(200)))
    assert turns.count(Turn.YOURS) == 1
    assert Turn.BUSY in turns


def test_a_thread_is_about_what_was_said_last(store: Store, second: Store) -> None:
    assert store.context(ONE) is None
    store.put_contexts({ONE: "first"})
    second.put_contexts({ONE: "second", ("T1", "C1", ""): "root"})
    assert [store.context(key) for key in (ONE, ("T1", "C1", ""), OTHER)] == [
        "second",
        "root",
        None,
    ]


def test_a_workspace_decides_for_itself(store: Store) -> None:
    assert store.workspace("T1") == Workspace(keep_questions=False, keep_days=90)
    decided = Workspace(keep_questions=True, keep_days=30)
    store.decide("T1", "U1", decided)
    assert [store.workspace(team) for team in ("T1", "T2")] == [decided, Workspace()]
    ((_, actor, action, detail),) = store.audit("T1")
    assert (actor, action) == ("U1", "settings")
    assert "keep_questions=yes, keep_days=30" in detail
    assert store.audit("T2") == []


def test_a_person_votes_once_on_an_answer(store: Store) -> None:
    store.vote(VOTE)
    changed = replace(VOTE, vote="down", reason="it is out of date", at=7.0)
    store.vote(changed)
    store.vote(replace(changed, person="U2", at=8.0))
    store.vote(replace(changed, team="T2"))
    assert store.votes("T1") == [replace(changed, person="U2", at=8.0), changed]


def test_the_text_of_a_question_is_kept_only_where_allowed(store: Store) -> None:
    store.keep_unanswered(replace(QUESTION, at=1.0))
    store.decide("T1", "U1", Workspace(keep_questions=True))
    store.keep_unanswered(replace(QUESTION, at=2.0))
    store.keep_unanswered(replace(QUESTION, team="T2", at=3.0))
    assert [(one.at, one.text) for one in store.unanswered("T1")] == [
        (2.0, QUESTION.text),
        (1.0, None),
    ]
    assert store.unanswered("T2") == [replace(QUESTION, team="T2", at=3.0, text=None)]
    store.decide("T1", "U1", Workspace(keep_questions=False))
    assert {one.text for one in store.unanswered("T1")} == {None}


RECENT = [f"question {number}" for number in range(7)]


def asked(store: Store, later: Move, *questions: str, person: str = "U1") -> None:
    for moment, question in enumerate(questions):
        later(moment)
        store.keep_recent("T1", person, question)


def test_the_last_questions_of_a_person_are_kept_where_allowed(
    store: Store, second: Store, later: Move
) -> None:
    asked(store, later, *RECENT)
    assert store.recent("T1", "U1") == []
    store.decide("T1", "U0", Workspace(keep_recent=True))
    asked(store, later, *RECENT)
    asked(store, later, "another's", person="U2")
    assert store.recent("T1", "U1") == RECENT[:1:-1]
    later(10)
    second.keep_recent("T1", "U1", RECENT[4])  # asked again, it is the latest
    assert second.recent("T1", "U1") == [RECENT[place] for place in (4, 6, 5, 3, 2)]
    assert second.recent("T1", "U2") == ["another's"]
    assert store.recent("T2", "U1") == []


def test_a_question_too_long_to_be_asked_again_is_not_kept(store: Store) -> None:
    store.decide("T1", "U0", Workspace(keep_recent=True))
    store.keep_recent("T1", "U1", "x" * MAX_QUESTION)
    store.keep_recent("T1", "U1", "x" * (MAX_QUESTION + 1))
    assert store.recent("T1", "U1") == ["x" * MAX_QUESTION]


def test_the_last_questions_go_when_that_is_decided(store: Store) -> None:
    for team in ("T1", "T2"):
        store.decide(team, "U0", Workspace(keep_recent=True))
        store.keep_recent(team, "U1", "question")
    store.decide("T1", "U0", Workspace(keep_recent=False))
    assert [store.recent(team, "U1") for team in ("T1", "T2")] == [[], ["question"]]


@pytest.mark.parametrize(("days", "gone"), [(90, 31), (7, 8)])
def test_the_last_questions_go_with_time(store: Store, later: Move, days: int, gone: int) -> None:
    store.decide("T1", "U0", Workspace(keep_recent=True, keep_days=days))
    store.keep_recent("T1", "U1", "question")
    later((gone - 2) * DAY)
    store.expire()
    assert store.recent("T1", "U1") == ["question"]
    later(gone * DAY)
    store.expire()
    assert store.recent("T1", "U1") == []


def fill(store: Store) -> None:
    for team in ("T1", "T2"):
        for person in ("U1", "U12"):
            store.done((team, "C1", f"1.0/ask/{person}"))
            store.vote(replace(VOTE, team=team, person=person))
        store.put_contexts({(team, "C1", "1.0"): "context"})
        store.keep_unanswered(replace(QUESTION, team=team))
        store.decide(team, "U1", Workspace(keep_days=60, keep_recent=True))
        for person in ("U1", "U12"):
            store.keep_recent(team, person, "question")


def test_a_workspace_is_erased_and_no_other(store: Store) -> None:
    fill(store)
    assert store.teams() == ["T1", "T2"]
    deleted = store.erase("T1")
    assert deleted == {
        "claim": 2,
        "thread": 1,
        "setting": 5,
        "feedback": 2,
        "unanswered": 1,
        "recent": 2,
        "audit": 1,
    }
    assert store.teams() == ["T2"]
    assert len(store.votes("T2")) == 2


def test_a_person_is_erased_in_one_workspace(store: Store) -> None:
    fill(store)
    assert store.erase_person("T1", "U1", "the operator") == {
        "feedback": 1,
        "claim": 1,
        "recent": 1,
        "audit": 1,
    }
    assert [store.recent("T1", person) for person in ("U1", "U12")] == [[], ["question"]]
    assert [one.person for one in store.votes("T1")] == ["U12"]
    assert store.take(("T1", "C1", "1.0/ask/U12")) is Turn.DONE
    assert {one.person for one in store.votes("T2")} == {"U1", "U12"}
    assert [entry[1:3] for entry in store.audit("T1")] == [("the operator", "erase")]


def test_what_is_kept_long_enough_goes(store: Store, later: Move) -> None:
    fill(store)  # T1 and T2 keep for 60 days
    store.vote(replace(VOTE, team="T3"))  # 90 days
    assert store.expire() == 0
    later(2 * DAY)
    assert store.expire() == 4  # claims
    later(31 * DAY)
    assert store.expire() == 6  # threads, and what people asked
    later(61 * DAY)
    assert store.expire() == 8  # votes, unanswered questions, the audit of T1 and T2
    later(91 * DAY)
    assert store.expire() == 1
    assert store.workspace("T1") == Workspace(keep_days=60, keep_recent=True)


def test_every_statement_about_workspaces_names_the_workspace(store: Store) -> None:
    seen: list[str] = []

    def see(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    engine: Engine = store.database.engine
    event.listen(engine, "before_cursor_execute", see)
    fill(store)
    store.take(ONE)
    store.give_back(ONE, doubtful=True)
    store.context(ONE)
    store.recent("T1", "U1")
    store.erase_person("T1", "U1", "the operator")
    store.erase("T1")
    event.remove(engine, "before_cursor_execute", see)
    names = {table.name for table in TEAM_TABLES}
    told = [one for one in seen if names & set(one.replace(".", " ").split())]
    assert len(told) > 20
    assert [one for one in told if "team" not in one] == []


def test_every_table_belongs_to_workspaces(store: Store) -> None:
    assert set(metadata.tables.values()) == set(TEAM_TABLES)
    for table in TEAM_TABLES:
        indexed = [
            index["column_names"]
            for index in inspect(store.database.engine).get_indexes(table.name)
        ]
        key = [column.name for column in table.primary_key.columns]
        assert "team" in {key[0], *(columns[0] for columns in indexed)}
        assert not table.c.team.nullable
