"""The wheel runs outside the checkout, with all of its knowledge and the same answers."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot.ask import Guide, ask
from bot.rendering.text import render_text
from tests.conftest import KNOWLEDGE, ROOT

QUESTION = "which DB for transactions?"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it, as an installer would."""
    directory = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(directory)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (wheel,) = directory.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(directory / "site")
    return directory / "site"


def run(site: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    passed = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "STACKGUIDE_"))}
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=home,
        env={**passed, "PYTHONPATH": str(site), "XDG_CACHE_HOME": str(home / "cache")},
    )


def test_the_wheel_has_all_knowledge(unpacked: Path) -> None:
    expected = {path.relative_to(KNOWLEDGE) for path in KNOWLEDGE.rglob("*") if path.is_file()}
    shipped = unpacked / "bot" / "knowledge"
    assert {path.relative_to(shipped) for path in shipped.rglob("*") if path.is_file()} == expected


def test_the_wheel_answers_as_the_checkout_does(
    unpacked: Path, tmp_path: Path, guide: Guide
) -> None:
    done = run(unpacked, tmp_path / "home", "ask", QUESTION)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip("\n") == render_text(ask(guide, QUESTION).answer)
    assert (tmp_path / "home" / "cache" / "stackguide" / "knowledge.db").is_file()


def test_the_wheel_checks_its_own_knowledge(unpacked: Path, tmp_path: Path) -> None:
    done = run(unpacked, tmp_path / "home", "knowledge", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No problems in guide")
