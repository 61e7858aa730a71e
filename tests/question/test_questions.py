"""Questions with the understanding expected of them, as data in tests/questions/*.yaml.

Each entry: ``q`` the text (or ``turns`` of a thread, of which the last is the question), and
what is expected of ``intent``, ``components``, ``needs``, ``kinds``, ``topics``, ``excluded``,
``unknown``, ``aspects``, ``purpose``, ``doubted``, ``lacking``, ``against``, ``pros``, ``cons``,
``leads`` (the first leads of the answer, in order), ``outcome``, ``options``, ``detail``, ``tone``
and ``claims`` (ids that must be among those shown), ``first`` (how the answer begins), ``said`` and
``unsaid`` (what stands in it, and what doesn't). Only what is written is checked.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.ask import Reply
from bot.rendering.text import render_text
from tests.conftest import ROOT, Asked

Case = dict[str, Any]
WORDED = ("first", "said", "unsaid")


def cases(directory: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}-{case.get('q') or ' / '.join(case['turns'])}"[:90])
        for path in sorted((ROOT / "tests" / directory).glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def turns(case: Case) -> list[str]:
    return case.get("turns") or [case["q"]]


def worded(case: Case, text: str) -> dict[str, tuple[object, object]]:
    """Return what differs from the words that are expected."""
    wrong: dict[str, tuple[object, object]] = {
        "said": ([one for one in case.get("said", ()) if one not in text], text),
        "unsaid": ([one for one in case.get("unsaid", ()) if one in text], text),
        "first": ([] if text.startswith(case.get("first", "")) else case["first"], text),
    }
    return {key: pair for key, pair in wrong.items() if pair[0]}


def differences(case: Case, reply: Reply) -> dict[str, tuple[object, object]]:
    """Return what differs from what is expected, as (expected, found)."""
    question, answer = reply.understanding.question, reply.answer
    found: dict[str, object] = {
        "intent": question.intent,
        "components": list(question.components),
        "needs": list(question.needs),
        "kinds": list(question.kinds),
        "topics": list(question.topics),
        "excluded": list(question.excluded),
        "unknown": list(question.unknown),
        "outcome": str(answer.outcome),
        "leads": [lead.id for lead in answer.leads][: len(case.get("leads", ()))],
        "options": [one.text for one in answer.options],
        "detail": str(question.detail),
        "aspects": list(question.aspects),
        "purpose": list(question.purpose),
        "doubted": list(question.doubted),
        "lacking": question.lacking,
        "against": question.against,
        "pros": question.pros,
        "cons": question.cons,
        "tone": str(question.tone),
    }
    wrong = {
        key: (case[key], value)
        for key, value in found.items()
        if key in case and case[key] != value
    }
    shown = {claim.id for claim in answer.claims}
    missing = [claim for claim in case.get("claims", ()) if claim not in shown]
    if missing:
        wrong["claims"] = (missing, sorted(shown))
    wrong |= worded(case, render_text(replace(answer, citations=(), suggestions=())))
    unknown_keys = case.keys() - found.keys() - {"q", "turns", "claims", *WORDED}
    assert not unknown_keys, f"the case has unknown keys {unknown_keys}"
    return wrong


@pytest.mark.parametrize("case", cases("questions"))
def test_a_question_is_understood(asked: Asked, case: Case) -> None:
    assert differences(case, asked(*turns(case))) == {}


@pytest.mark.parametrize("case", cases("dialogues"))
def test_a_thread_is_followed(asked: Asked, case: Case) -> None:
    assert differences(case, asked(*turns(case))) == {}


def test_every_data_file_is_read() -> None:
    for directory in ("questions", "dialogues"):
        assert list(Path(ROOT / "tests" / directory).glob("*.yaml"))
