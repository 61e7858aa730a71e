"""The command line as a person or script meets it."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.catalog.model import Catalog
from bot.cli.main import COMMANDS, main
from bot.cli.run import Transport, transport
from tests.catalog.packs import write_pack
from tests.conftest import ROOT

SLACK_SETTINGS = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN")


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch, knowledge_file: Path) -> None:
    """No Slack settings, and the knowledge file of this test run."""
    for name in (*SLACK_SETTINGS, "STACKGUIDE_PACKS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STACKGUIDE_KNOWLEDGE_DB", str(knowledge_file))


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_ask_answers_in_plain_text_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run("ask", "which", "DB", "for", "transactions?", capsys=capsys)
    assert (code, err) == (0, "")
    assert out.startswith("Take PostgreSQL for constraints checked at commit")
    assert "section “Data Management and Persistence”" in out
    assert "\x1b[" not in out


@pytest.mark.parametrize("style", ["terminal", "text", "markdown", "block-kit", "json"])
def test_every_format_carries_the_whole_answer(
    style: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run("ask", "--format", style, "what is redis?", capsys=capsys)
    flat = " ".join(out.split())
    assert "Redis is a cache that keeps frequently used data in memory." in flat
    assert "Data Management and Persistence" in flat


def test_the_link_to_block_kit_builder_stands_alone_and_says_when_it_is_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("ask", "--format", "block-kit-builder", "what is redis?")
    _, out, err = run(*asked, capsys=capsys)
    assert out.startswith("https://app.slack.com/block-kit-builder/#%7B%22blocks%22")
    assert (out.count("\n"), err) == (1, "")
    monkeypatch.setattr("bot.rendering.builder.MAX_LINK", 1000)
    code, same, err = run(*asked, capsys=capsys)
    assert (code, same) == (0, out)
    assert f"has {len(out) - 1} characters, and beyond 1000" in err


def test_explain_shows_mentions_and_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run("ask", "--explain", "compare pg vs frobnicatedb", capsys=capsys)
    assert "'pg' at 8-10: PostgreSQL (component, alias)" in out
    assert "'frobnicatedb' at 14-26: a name nothing is known about" in out
    assert "read as: compare <component> vs <component>" in out
    assert "taken as: compare" in out


JSON_KEYS = {
    "schema",
    "id",
    "question",
    "intent",
    "confidence",
    "outcome",
    "components",
    "unknown",
    "needs",
    "excluded",
    "leads",
    "options",
    "claims",
    "text",
    "suggestions",
    "knowledge",
    "elapsed_ms",
}
CLAIM_KEYS = {"id", "text", "source", "locator", "version", "rests_on"}


def stream(
    lines: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[dict[str, Any]]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    code, out, _ = run("ask", "--jsonl", capsys=capsys)
    assert code == 0
    return [json.loads(line) for line in out.splitlines()]


def test_json_lines_answer_the_last_turn_of_each_thread(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        b'{"id": "a", "turns": ["which DB for transactions?", "and mongo?"]}\n'
        b'{"id": 7, "turns": ["which database for catalogs without mongo?"]}\n'
    )
    first, second = stream(lines, monkeypatch, capsys)
    assert first.keys() == second.keys() == JSON_KEYS
    assert (first["id"], first["question"], first["outcome"]) == ("a", "and mongo?", "answered")
    assert first["components"] == [{"id": "mongodb", "name": "MongoDB"}]
    assert first["needs"] == ["transactions"]
    assert 0 <= first["confidence"] <= 1
    assert first["claims"][0].keys() == CLAIM_KEYS
    assert first["claims"][0]["id"] == "beyond:mongodb.fits-transactions"
    assert second["excluded"] == [{"id": "mongodb", "name": "MongoDB"}]
    assert second["leads"][0] == {"id": "dynamodb", "name": "DynamoDB"}
    assert "mongodb" not in {lead["id"] for lead in second["leads"]}


def test_a_bad_line_gets_an_error_with_its_number_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        b'{"id": 1, "turns": ["what is redis?"]}\n'
        b"not json\n"
        b"\n"
        b'{"id": 4, "turns": []}\n'
        b'{"id": 5, "turns": "what is redis?"}\n'
        b'{"id": 6, "turns": ["\xff\xfe"]}\n'
        b'{"turns": ["what is mongo?"]}\n'
    )
    answers = stream(lines, monkeypatch, capsys)
    assert [one.get("error", {}).get("line") for one in answers] == [None, 2, 4, 5, 6, None]
    assert answers[2]["id"] == 4
    assert "turns is empty" in answers[2]["error"]["message"]
    assert answers[-1]["id"] is None


def test_a_question_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["ask", "--jsonl", "what"])
    assert stop.value.code == 2
    assert "give none here" in capsys.readouterr().err


def test_help_has_examples_and_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert all(command in shown for command in COMMANDS)
    for command in COMMANDS:
        with pytest.raises(SystemExit):
            main([command, "--help"])
        text = capsys.readouterr().out
        assert "Example" in text or command == "run"


def test_knowledge_check_finds_no_problems_in_what_is_shipped(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("knowledge", "check", capsys=capsys)[0] == 0


@pytest.mark.usefixtures("small_is_shipped")
def test_knowledge_check_names_the_problems_of_a_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("knowledge", "check", capsys=capsys)[0] == 0
    pack = write_pack(tmp_path / "bad", {"components/frobnicatedb.yaml": "name: [x]\n"})
    monkeypatch.setenv("STACKGUIDE_PACKS", str(pack))
    code, out, _ = run("knowledge", "check", capsys=capsys)
    assert code == 1
    assert f"{pack}/components/frobnicatedb.yaml:1: name must be text" in out


@pytest.mark.usefixtures("small_is_shipped")
def test_a_bad_pack_is_told_and_the_rest_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STACKGUIDE_PACKS", str(tmp_path / "nowhere"))
    monkeypatch.setenv("STACKGUIDE_KNOWLEDGE_DB", str(tmp_path / "k.db"))
    code, out, err = run("ask", "what is redis?", capsys=capsys)
    assert code == 0
    assert "Redis is a cache" in out
    assert "were left out" in err
    assert "pack.yaml: is missing" in err


def test_list_and_stats_count_the_gaps(
    catalog: Catalog, capsys: pytest.CaptureFixture[str]
) -> None:
    _, listed, _ = run("knowledge", "list", capsys=capsys)
    assert "wide-column stores: Bigtable, Cassandra, HBase, ScyllaDB\n" in listed
    assert "background job systems: BullMQ, Celery, Dramatiq, Hangfire, RQ, Sidekiq\n" in listed
    _, stats, _ = run("knowledge", "list", "--stats", capsys=capsys)
    components = len(catalog.components)
    assert re.search(
        rf"^all +{components + len(catalog.topics)} +{len(catalog.claims)} ", stats, re.MULTILINE
    )
    untouched = "managed databases\n        monitoring suites\n"
    assert f"    2 components without a trade-off\n        {untouched}" in stats
    assert "source breaks off\n        security and resilience\n" in stats


def test_build_writes_where_it_is_told(
    catalog: Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "deep" / "k.db"
    code, out, _ = run("knowledge", "build", "--output", str(target), capsys=capsys)
    assert code == 0
    assert target.is_file()
    assert f"{len(catalog.components)} components, {len(catalog.topics)} topics, " in out


def test_serve_without_settings_names_each_and_where_to_find_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "http")
    code, _, err = run("serve", capsys=capsys)
    assert code == 1
    assert "SLACK_BOT_TOKEN is missing. Find it at" in err
    assert "SLACK_SIGNING_SECRET is missing. Find it at" in err
    assert "PORT is 'http'" in err
    assert "Traceback" not in err


def test_socket_without_settings_names_each_and_where_to_find_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SLACK_APP_TOKEN", "xoxb-1")
    code, _, err = run("socket", capsys=capsys)
    assert code == 1
    assert "SLACK_BOT_TOKEN is missing. Find it at" in err
    assert "SLACK_APP_TOKEN is not an app-level token; those begin with xapp-. Find it at" in err


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        ({"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"}, Transport.SOCKET),
        ({"SLACK_APP_TOKEN"}, Transport.SOCKET),
        ({"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"}, Transport.HTTP),
        (set(), Transport.TERMINAL),
    ],
)
def test_run_takes_the_socket_first(given: set[str], chosen: Transport) -> None:
    assert transport({name: "x" if name in given else " " for name in SLACK_SETTINGS}) is chosen


def test_run_with_a_bot_token_alone_names_both_ways_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    code, _, err = run("run", capsys=capsys)
    assert code == 1
    assert "neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP)" in err
    assert err.count("Find it at") == 2


def process(*arguments: str, text: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SLACK_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=ROOT,
        env={**kept, **environ},
    )


def test_run_without_slack_answers_here_and_tells_how_to_connect() -> None:
    done = process("run", text="which DB for transactions?\nand mongo?\ncompare django vs rails\n")
    assert done.returncode == 0
    assert "SLACK_BOT_TOKEN" in done.stderr
    assert "Take PostgreSQL for constraints checked at commit" in done.stdout
    assert "MongoDB" in done.stdout.partition("Knowledge")[2]
    assert "Why Django" in done.stdout


def test_a_number_in_brackets_shows_the_source_of_the_last_answer() -> None:
    answer = process("ask", "compare django vs rails").stdout
    cited = re.findall(r"^(\[\d+\]) ", answer, re.MULTILINE)
    (guides,) = re.findall(r"^(\[\d+\]) .*; the guide$", answer, re.MULTILINE)
    asked = f"[1]\ncompare django vs rails\n{guides}\n[99]\nand laravel?\nhelp\n[1]\n"
    done = process("chat", text=asked)
    assert done.returncode == 0
    first, _, source, none = (
        " ".join(one.partition("\n")[2].split()) for one in done.stdout.split("you> ")[1:5]
    )
    assert first == "Ask something first; its sources are numbered."
    sections = "Frameworks and Libraries, Programming Languages and Runtime Environments"
    assert f"Section: {sections} Cited by: the guide " in source
    assert "Ruby on Rails is made for Ruby. (guide:ruby-on-rails.made-for)" in source
    assert "django.licence" not in source
    assert none == f"There is no [99] here. The answer cites {', '.join(cited)}."
    assert done.stdout.endswith("you> [1]\nThe answer cites no source.\n\n")


def test_the_terminal_imports_no_slack_code_and_no_yaml_once_built() -> None:
    code = (
        "import sys; from bot.cli.main import main; main(['ask', 'what is redis?']);"
        "bad = {'slack_bolt', 'slack_sdk', 'bot.slack', 'yaml', 'sqlite_utils'} & set(sys.modules);"
        "sys.exit(f'imported {bad}' if bad else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    first = subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert first.stdin
    assert first.stdout
    assert first.stderr
    line = b'{"id": 1, "turns": ["what is redis?"]}\n'
    first.stdin.write(line)
    first.stdin.flush()
    first.stdout.readline()
    first.stdout.close()
    first.stdin.write(line * 50)
    first.stdin.close()
    assert b"Traceback" not in first.stderr.read()
    first.stderr.close()
    first.wait(timeout=60)


def test_broken_characters_are_read_and_shown_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run("ask", "--format", "json", "what is \udcff redis?", capsys=capsys)
    assert (code, err) == (0, "")
    assert json.loads(out)["question"] == "what is \ufffd redis?"


def test_what_an_output_has_no_sign_for_is_shown_as_a_question_mark() -> None:
    bot = [sys.executable, "-m", "bot"]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*bot, "ask", "what is redis?"], env=ascii_only, capture_output=True, check=True
    )
    assert b"section ?Data Management and Persistence?" in done.stdout
