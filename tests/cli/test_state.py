"""The commands about what workspaces have stored."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.state.database import Database
from bot.state.store import Store, Turn, Unanswered, Vote, Workspace
from bot.state.tables import REVISION
from tests.postgres import new_database

VOTE = Vote("T1", "C1", "1.0", "U1", "down", "compare", ("redis",), "abcd1234", "too old", 1e9)
QUESTION = Unanswered("T1", "declined", "define", ("redis",), "abcd1234", "what of x?", 1e9)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Return the store that the commands use."""
    url = f"sqlite:///{tmp_path / 'state.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(["migrate"]) == 0
    database = Database(url)
    yield Store(database)
    database.close()


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_migrate_says_what_it_did_and_runs_twice(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_database() as url:
        monkeypatch.setenv("DATABASE_URL", url)
        assert f"was brought from nothing, version {REVISION}" in said(capsys, "migrate")
        assert f"is up to date, version {REVISION}" in said(capsys, "migrate")


def test_tables_of_a_server_are_made_by_migrate_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with new_database() as url:
        monkeypatch.setenv("DATABASE_URL", url)
        assert main(["feedback"]) == 1
        assert "run `stackguide migrate`" in capsys.readouterr().err


def test_a_workspace_decides(capsys: pytest.CaptureFixture[str], store: Store) -> None:
    def shown(*options: str) -> dict[str, str]:
        lines = said(capsys, "settings", "--team", "T1", *options).splitlines()
        assert lines[0].startswith("stored in")
        assert lines[0].endswith("state.db")
        return dict(line.split() for line in lines[1:])

    assert shown() == {
        "keep-questions": "no",
        "keep-days": "90",
        "keep-recent": "no",
        "shared-channels": "no",
        "channels": "all",
    }
    shown("--keep-questions", "yes", "--keep-recent", "yes")
    shown("--channels", "C0ONE,C0TWO", "--shared-channels", "yes")
    decided = {
        "keep-questions": "yes",
        "keep-days": "30",
        "keep-recent": "yes",
        "shared-channels": "yes",
        "channels": "C0ONE,C0TWO",
    }
    assert shown("--keep-days", "30") == shown() == decided
    assert store.workspace("T1") == Workspace(
        keep_questions=True,
        keep_days=30,
        keep_recent=True,
        shared_channels=True,
        channels=("C0ONE", "C0TWO"),
    )
    assert [entry[1:3] for entry in store.audit("T1")] == [("operator", "settings")] * 3
    assert shown("--channels", "all")["channels"] == "all"


def test_feedback_is_shown(capsys: pytest.CaptureFixture[str], store: Store) -> None:
    store.vote(VOTE)
    store.vote(replace(VOTE, team="T2"))
    store.keep_unanswered(QUESTION)
    assert said(capsys, "feedback") == "T1\nT2\n"
    shown = said(capsys, "feedback", "--team", "T1")
    assert "Votes: 0 up, 1 down" in shown
    assert "2001-09-09  down  compare        redis\n              too old" in shown
    assert "Unanswered questions: 1" in shown
    assert "(text not kept)" in shown
    vote, question = map(
        json.loads, said(capsys, "feedback", "--team", "T1", "--json").splitlines()
    )
    assert (vote["reason"], question["known"]) == ("too old", ["redis"])


def test_a_workspace_and_a_person_are_erased(
    capsys: pytest.CaptureFixture[str], store: Store
) -> None:
    for person in ("U1", "U2"):
        store.vote(replace(VOTE, person=person))
        store.done(("T1", "C1", f"1.0/ask/{person}"))
    assert "feedback           1 deleted" in said(capsys, "erase", "--team", "T1", "--user", "U1")
    assert [vote.person for vote in store.votes("T1")] == ["U2"]
    said(capsys, "erase", "--team", "T1")
    assert store.teams() == []
    assert store.take(("T1", "C1", "1.0/ask/U2")) is Turn.YOURS


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["erase"], "--team"),
        (["erase", "--team", "acme"], "those begin with T or E"),
        (["erase", "--team", "T1", "--user", "ann"], "those begin with U or W"),
        (["settings", "--team", "T1", "--keep-days", "0"], "from 1 to"),
        (["settings", "--team", "T1", "--keep-questions", "maybe"], "neither yes nor no"),
        (["settings", "--team", "T1", "--channels", "#stack"], "begin with C or G"),
    ],
)
@pytest.mark.usefixtures("store")
def test_wrong_usage_is_told(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert told in capsys.readouterr().err
