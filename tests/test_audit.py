"""``make audit`` passes, fails or is skipped for the right reasons."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tools import audit

CLEAN = {"name": "alembic", "version": "1", "vulns": []}
UNKNOWN = {"name": "gone", "skip_reason": "Dependency not found"}
BAD = {"name": "mako", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["1.1", "2"]}]}


def report(*packages: object) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


@pytest.mark.parametrize(
    ("printed", "errors", "code", "said"),
    [
        (report(CLEAN), "", 0, "No known vulnerabilities in 1 packages\n"),
        (report(CLEAN, BAD), "", 1, "mako 1: CVE-1; fixed in: 1.1, 2\n"),
        (report(CLEAN, UNKNOWN), "", 0, "gone: no advisories are kept for the locked version\n"),
        (report(UNKNOWN), "", 0, "Audit skipped: no advisories are kept where this network"),
        ("", "a traceback\nrequests.exceptions.ConnectionError: x", 0, "Audit skipped: the adv"),
        ("", "…\npip_audit._service.interface.ServiceError", 0, "Audit skipped: the advisories"),
        ("", "ERROR: Could not connect to the feed", 0, "Audit skipped: the advisories"),
        ("", "requirement bad does not contain a hash", 1, "pip-audit failed:\nrequirement bad"),
    ],
)
def test_a_report_is_judged(
    printed: str, errors: str, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.judge(printed, errors) == code
    assert capsys.readouterr().out.startswith(said)


def test_it_does_not_wait_for_ever(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "PATIENCE", 0.01)
    assert audit.main() == 0
    assert capsys.readouterr().out == "Audit skipped: no answer within 0 s.\n"


def test_offline_it_is_skipped_and_says_so() -> None:
    nowhere = "http://127.0.0.1:9"
    run = subprocess.run(
        [sys.executable, "-m", "tools.audit"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HTTPS_PROXY": nowhere, "HTTP_PROXY": nowhere},
        capture_output=True,
        text=True,
        check=False,
        timeout=audit.PATIENCE,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "Audit skipped: the advisories can't be reached (ProxyError).\n"
