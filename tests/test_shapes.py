"""Threads read nothing that msgspec doesn't know yet: two at once would crash the process."""

import subprocess
import sys

from tests.conftest import ROOT

# msgspec learns a type by calling get_class_annotations.
READ_ALL = """
import sys
from types import SimpleNamespace
from bot.question.token import from_token
from bot.slack.envelopes import respond
from bot.slack.payloads import check_command, check_payload
from tests.slack.payloads import command, home_opened, mention

pressed = {
    "type": "block_actions",
    "user": {"id": "U1"},
    "container": {"type": "view"},
    "actions": [{"action_id": "ask.1"}],
}
bolt = SimpleNamespace(dispatch=lambda request: SimpleNamespace(status=503))
learned = []
if sys.argv[1] == "nothing":
    import msgspec
    class New(msgspec.Struct):
        name: str

def see(frame, event, argument):
    if event == "call" and frame.f_code.co_name == "get_class_annotations":
        learned.append(frame.f_locals["obj"])

sys.setprofile(see)
if sys.argv[1] == "nothing":
    msgspec.convert({"name": "x"}, New)
verification = {"type": "url_verification", "challenge": "x"}
for payload in mention("hi"), home_opened(), verification, pressed:
    check_payload(payload)
check_command(command("hi"))
respond(bolt, {"type": "events_api", "envelope_id": "1", "payload": mention("hi")})
try:
    from_token("{}", None)
except ValueError:
    pass
sys.setprofile(None)
print(learned)
"""


def learned(but_for: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", READ_ALL, but_for],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_all_shapes_are_learned_on_import() -> None:
    assert learned("everything") == "[]\n"
    assert "New" in learned("nothing")
