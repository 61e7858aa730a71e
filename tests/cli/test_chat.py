"""A chat at a real terminal: lines are edited, completed and kept; without readline, it works."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.catalog.packs import write_pack
from tests.cli.test_cli import process
from tests.conftest import ROOT

for module in ("pty", "readline"):
    pytest.importorskip(module, reason="no terminal to hold a chat at")

from tests.cli.terminal import BOT, CTRL_D, UP, terminal  # noqa: E402 - where there is none

PROMPT = "you> "


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def history(state: Path) -> Path:
    return state / "stackguide" / "history"


@pytest.fixture
def environ(state: Path, knowledge_file: Path) -> dict[str, str]:
    return {"XDG_STATE_HOME": str(state), "STACKGUIDE_KNOWLEDGE_DB": str(knowledge_file)}


def hold(environ: dict[str, str], *lines: str) -> tuple[int, str]:
    """Hold a chat of these lines and leave it; return the exit code and the last words."""
    with terminal([*BOT, "chat"], environ) as chat:
        for line in lines:
            chat.shows(PROMPT)
            chat.types(f"{line}\r")
        chat.shows(PROMPT)
        chat.types(CTRL_D)
        return chat.ends()


def kept(history: Path) -> list[str]:
    """Return the lines of a history; where readline is libedit, its file is written otherwise."""
    lines = history.read_text(encoding="utf-8").replace("\\040", " ").splitlines()
    return [line for line in lines if line != "_HiStOrY_V2_"]


COMPLETED = {
    "what is postgr\t?": "what is PostgreSQL?",
    "what is RUBY ON RA\t?": "what is RUBY ON Rails?",
    "what is ruby o\t?": "what is ruby on Rails?",
    "is k8\t good?": "is k8s good?",
    "what about caching pa\t?": "what about caching patterns?",
    "which relational datab\t?": "which relational database?",
    "le café: cockr\t": "le café: CockroachDB",
    "zzzz\t": "zzzz",
}


def test_tab_completes_names(environ: dict[str, str], history: Path) -> None:
    assert hold(environ, *COMPLETED)[0] == 0
    assert kept(history) == list(COMPLETED.values())


def test_tab_shows_the_names_there_are(environ: dict[str, str]) -> None:
    with terminal([*BOT, "chat"], environ) as chat:
        chat.shows(PROMPT)
        chat.types("compare mo\t\t")
        shown = chat.shows(f"{PROMPT}compare mo")
        assert "\nMongoDB " in shown
        assert "monitoring suites" in shown


def test_what_was_typed_is_there_the_next_time(environ: dict[str, str], history: Path) -> None:
    hold(environ, "what is redis?")
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    assert stat.S_IMODE(history.parent.stat().st_mode) == 0o700
    with terminal([*BOT, "chat"], environ) as chat:
        chat.shows(PROMPT)
        chat.types(f"{UP}\r")
        chat.shows("Redis is a cache that keeps frequently used data in memory.")
        chat.shows(PROMPT)
        chat.types("and mongo?\r")
        chat.shows(PROMPT)
        chat.types("exit\r")
        assert chat.ends()[0] == 0
    assert kept(history) == ["what is redis?", "and mongo?", "exit"]
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


def test_the_history_does_not_grow_for_ever(environ: dict[str, str], history: Path) -> None:
    history.parent.mkdir(parents=True)
    history.write_text("".join(f"what is {n}?\n" for n in range(1500)), encoding="utf-8")
    hold(environ, "what is redis?")
    lines = kept(history)
    assert len(lines) == 1000
    assert lines[-2:] == ["what is 1499?", "what is redis?"]


def test_a_history_that_can_not_be_written_is_told(environ: dict[str, str], state: Path) -> None:
    state.write_text("a file where a directory would have to be", encoding="utf-8")
    code, shown = hold(environ, "what is redis?")
    assert code == 0
    assert f"This chat is not kept in {state}/stackguide/history: Not a directory.\n" in shown
    assert "Traceback" not in shown


def test_an_empty_line_does_nothing(environ: dict[str, str]) -> None:
    with terminal([*BOT, "chat"], environ) as chat:
        assert "exit, quit or Ctrl-D ends." in chat.shows(PROMPT)
        chat.types("\r   \rwhat is redis?\r")
        chat.shows("Redis is a cache")
        chat.shows(PROMPT)
        chat.types("quit\r")
        assert chat.ends()[0] == 0


def test_a_number_in_brackets_shows_its_source(environ: dict[str, str]) -> None:
    with terminal([*BOT, "chat"], environ) as chat:
        chat.shows(PROMPT)
        chat.types("what is redis?\r")
        chat.shows(PROMPT)
        chat.types("[1]\r")
        assert "Section: Data Management and Persistence" in chat.shows("(guide:redis.is)")


def test_a_python_without_readline_chats_too(environ: dict[str, str], state: Path) -> None:
    without = (
        "import sys; sys.modules['readline'] = None;"
        "from bot.cli.main import main; sys.exit(main(['chat']))"
    )
    with terminal(["-c", without], environ) as chat:
        chat.shows(PROMPT)
        chat.types("what is redis?\n")
        chat.shows("Redis is a cache")
        chat.shows(PROMPT)
        chat.types(CTRL_D)
        assert chat.ends()[0] == 0
    assert not state.exists()


def test_piped_input_is_neither_edited_nor_kept(environ: dict[str, str], state: Path) -> None:
    code = (
        "import sys; from bot.cli.main import main; main(['chat']);"
        "sys.exit('readline' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="what is redis?\n",
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environ},
    )
    assert done.returncode == 0
    assert "Redis is a cache" in done.stdout
    assert not state.exists()


def test_sources_are_links_where_there_is_colour(environ: dict[str, str], tmp_path: Path) -> None:
    environ["STACKGUIDE_PACKS"] = str(write_pack(tmp_path / "acme"))
    environ["STACKGUIDE_KNOWLEDGE_DB"] = str(tmp_path / "acme.db")
    address = "https://handbook.example/stack"
    for setting in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}):
        asked = [*BOT, "ask", "what is frobnicatedb?"]
        with terminal(asked, {**environ, **setting}) as screen:
            code, shown = screen.ends()
        assert code == 0
        assert address in shown
        assert (f"\x1b]8;;{address}\x1b\\" in shown) == (not setting)
    piped = process("ask", "--format", "terminal", "what is frobnicatedb?", **environ).stdout
    assert address in piped
    assert "\x1b" not in piped
