"""``make audit``: tells whether something that requirements.txt locks is known to be vulnerable.

Exits with 1 if so. Where the advisories can't be had, it says that it was skipped, and why.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements.txt"
PATIENCE = 60.0  # seconds for everything
_ANSWER = 5  # seconds for one answer
_UNREACHED = re.compile(
    r"requests\.exceptions\.(\w+)|(ServiceError)|(Could not connect|is not redirecting)"
)


def main() -> int:
    """Run pip-audit on the lock; it installs nothing, and resolves nothing."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes"]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off"]
    command += ["--timeout", str(_ANSWER)]
    try:
        run = subprocess.run(  # noqa: S603 - this interpreter and nothing else
            command, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return _skipped(f"no answer within {PATIENCE:.0f} s")
    return judge(run.stdout, run.stderr)


def judge(report: str, errors: str) -> int:
    """Print what pip-audit's report means, and return the exit code."""
    if not report.strip():
        if found := _UNREACHED.search(errors.strip().rpartition("\n")[2]):
            return _skipped(
                f"the advisories can't be reached ({next(filter(None, found.groups()))})"
            )
        print(f"pip-audit failed:\n{errors.strip()}")
        return 1
    packages = json.loads(report)["dependencies"]
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    if len(unknown) == len(packages):
        return _skipped("no advisories are kept where this network leads")
    bad = [one for one in packages if one.get("vulns")]
    for one in bad:
        for vulnerability in one["vulns"]:
            fixed = ", ".join(vulnerability["fix_versions"]) or "none yet"
            print(f"{one['name']} {one['version']}: {vulnerability['id']}; fixed in: {fixed}")
    for name in unknown:  # withdrawn since it was locked, or kept elsewhere
        print(f"{name}: no advisories are kept for the locked version")
    if bad:
        return 1
    print(f"No known vulnerabilities in {len(packages) - len(unknown)} packages")
    return 0


def _skipped(why: str) -> int:
    print(f"Audit skipped: {why}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
