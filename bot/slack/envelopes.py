"""What arrives over a socket: checked like what comes over HTTP, before Bolt sees it."""

import json
import logging
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus

import msgspec
from msgspec import Struct
from slack_bolt import App, BoltRequest

from bot.shapes import learn
from bot.slack.payloads import check_command, check_payload
from bot.slack.telemetry import observed

Message = Mapping[str, object]
"""What arrives; with an ``envelope_id``, an envelope."""
Acknowledgement = Mapping[str, object]

_CHECKS: Mapping[str, Callable[[object], None]] = {
    "events_api": check_payload,
    "slash_commands": check_command,
    "interactive": check_payload,
}
"""The types of envelopes that we read, and what must hold for their payloads."""
MAX_PAYLOAD = 16_000
"""Bytes of a message in an acknowledgement. Slack is reported to end connections over 20,480."""
_KIND = re.compile(r"[a-z_]{1,40}")

_log = logging.getLogger(__name__)


class Envelope(Struct, frozen=True):
    """A request; ``payload`` is what would be the body of one over HTTP."""

    type: str
    envelope_id: str
    payload: dict[str, object]
    accepts_response_payload: bool = False


learn(Envelope)


def respond(app: App, message: Message) -> Acknowledgement | None:
    """Return the acknowledgement of an envelope, or ``None`` if Slack is to deliver it again.

    The envelope has an id; whatever else it has is checked here.

    What we can't read is acknowledged and logged: it would be no better another time.
    """
    try:
        envelope = msgspec.convert(message, Envelope)
        check = _CHECKS.get(envelope.type)
        if check is not None:
            check(envelope.payload)
    except (ValueError, RecursionError):
        _log.warning("Left a malformed envelope (%s)", kind_of(message.get("type")))
        return {"envelope_id": message["envelope_id"]}
    if check is None:
        _log.warning(
            "Left an envelope of a type that nothing listens to (%s)", kind_of(envelope.type)
        )
        return {"envelope_id": envelope.envelope_id}
    with observed() as told:
        told.retry = str(message.get("retry_attempt") or "")
        response = app.dispatch(BoltRequest(body=envelope.payload, mode="socket_mode"))
    if response.status != HTTPStatus.OK:
        return None
    if envelope.accepts_response_payload and response.body:
        payload = _fitting(json.loads(response.body))
        return {"envelope_id": envelope.envelope_id, "payload": payload}
    return {"envelope_id": envelope.envelope_id}


def _fitting(payload: dict[str, object]) -> dict[str, object]:
    """Return a message as an acknowledgement can carry it: too long, its text has to do."""
    if len(json.dumps(payload)) <= MAX_PAYLOAD:
        return payload
    return {name: value for name, value in payload.items() if name != "blocks"}


def kind_of(value: object) -> str:
    """Return a code of Slack's for the log, where it is one."""
    return value if isinstance(value, str) and _KIND.fullmatch(value) else "no code"
