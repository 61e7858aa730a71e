"""Drill 1: requests of every malformed kind, unsigned and signed, to every listener."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from functools import partial
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode

from tests.slack.fake_slack import FakeSlack, Shown
from tests.slack.payloads import command, direct_message, home_opened, mention, press
from tests.slack.requests import FORM, JSON
from tools.drill.report import Verdict
from tools.drill.stage import Served, Stage, serving, signed_headers

Payload = dict[str, Any]
Request = tuple[bytes, str]
"""A body and its content type."""

_GROWTH = 20.0  # MB that the workers may grow by
_AT_ONCE = 8
_WARM_UP = 500  # requests after which memory is measured for the first time
_KINDS = (JSON, FORM, f"{JSON}; charset=utf-8", f"{FORM}; charset=latin-1", "text/plain", "", "é")
_ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 10**30, "", "x", "\ud800", "\0", "é" * 300, [], {}, [[]], [None]),
    *([1], ["x"], {"id": 1}, {"id": None}, {"type": []}, {"user": {"id": {}}}, "1e999", "../x"),
)
_HOPELESS = (
    *(b"", b"null", b"[1]", b'"x"', b"{", b"\xff\xfe", b"payload", b"payload=", b"payload=null"),
    *(b"[" * 100_000, b'{"event":' * 20_000, b"payload=%5B" + b"%5B" * 20_000, b"&" * 10_000),
    *(b"command=%2Fstack", b"command=/stack&text=" + b"x" * 100_000, b"ssl_check=1", b'{"type":1}'),
)


def drill_fuzz(stage: Stage, requests: int = 10_000) -> Verdict:
    """Send malformed requests, half of them signed, and look at statuses, log and memory."""
    verdict = Verdict()
    chance = random.Random(1)  # noqa: S311 - reproducible, not secret
    with FakeSlack() as slack, serving(stage, slack) as bot:
        bot.mention("what is redis")
        make = partial(_malformed, chance, _valid(slack.shown[-1]))
        _send_all(bot, [make() for _ in range(min(_WARM_UP, requests))])
        before = sum(bot.running.resident())
        statuses = _send_all(bot, [make() for _ in range(requests)])
        growth = sum(bot.running.resident()) - before
        told = bot.running.told()
    shown = ", ".join(f"{status or 'closed'}: {n:,}" for status, n in sorted(statuses.items()))
    failed = sum(n for status, n in statuses.items() if status >= HTTPStatus.INTERNAL_SERVER_ERROR)
    verdict.hold(f"{requests:,} requests ({shown}): 5xx {failed}", failed == 0)
    verdict.hold(f"tracebacks {told.count('Traceback')}", "Traceback" not in told)
    verdict.hold(f"memory {growth:+.1f} MB", growth < _GROWTH or not stage.timed)
    return verdict


def _send_all(bot: Served, requests: list[Request]) -> Counter[int]:
    """Send requests, every other one signed; return how many got which status, 0 for none."""

    def send(number: int, request: Request) -> int:
        body, kind = request
        headers = signed_headers(body, kind) if number % 2 else {"Content-Type": kind}
        try:
            return bot.request("POST", "/slack/events", body, headers).status
        except (OSError, HTTPException):
            return 0

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return Counter(pool.map(send, range(len(requests)), requests))


def _valid(shown: Shown) -> list[tuple[Payload, Callable[[Payload], Request]]]:
    """Return a payload for each listener, and what makes a request of one."""
    events = [mention("what is redis"), direct_message("and mongo?"), home_opened()]
    rate = press(shown, "rate", "up")
    asked = {"actions": [{**rate["actions"][0], "action_id": "ask.why", "value": "{}"}]}  # type: ignore[index]
    shared = {"actions": [{**rate["actions"][0], "action_id": "share", "value": "{}"}]}  # type: ignore[index]
    presses: list[Payload] = [rate, {**rate, **asked}, {**rate, **shared}]
    return [
        *((event, _as_event) for event in events),
        *((one, _as_interaction) for one in presses),
        (dict(command("compare django vs rails")), _as_command),
    ]


def _as_event(payload: Payload) -> Request:
    return json.dumps(payload).encode(), JSON


def _as_interaction(payload: Payload) -> Request:
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM


def _as_command(payload: Payload) -> Request:
    texts = {
        name: value.encode("utf-8", "replace") if isinstance(value, str) else json.dumps(value)
        for name, value in payload.items()
    }
    return urlencode(texts).encode(), FORM


def _malformed(
    chance: random.Random, valid: list[tuple[Payload, Callable[[Payload], Request]]]
) -> Request:
    """Return a request that something is wrong with: mostly values, else its bytes or its kind."""
    payload, make = chance.choice(valid)
    body, kind = make(payload)
    spot = chance.randrange(len(body))
    match chance.choice(("value",) * 6 + ("end", "bytes", "all", "kind")):
        case "value":
            return make(_mutated(chance, payload))
        case "end":
            return body[:spot], kind
        case "bytes":
            return body[:spot] + chance.randbytes(4) + body[spot + 1 :], kind
        case "all":
            return chance.choice(_HOPELESS), kind
        case _:
            return body, chance.choice(_KINDS)


def _mutated(chance: random.Random, payload: Payload) -> Payload:
    """Return a payload with odd values in one to three places, or with nothing there."""
    payload = deepcopy(payload)
    for _ in range(chance.randint(1, 3)):
        holder = chance.choice([one for one in _holders(payload) if one])
        name = chance.choice(sorted(holder))
        if chance.random() < 0.2:  # noqa: PLR2004
            del holder[name]
        else:
            holder[name] = deepcopy(chance.choice(_ODD))
    return payload


def _holders(value: object) -> Iterator[Payload]:
    """Yield all objects in a payload, itself included."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _holders(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _holders(inner)
