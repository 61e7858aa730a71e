"""Drill 2: signatures at their edges, replays, headers that are missing or there twice."""

import http.client
import json
import time
from collections.abc import Callable
from http import HTTPStatus

from tests.slack.fake_slack import FakeSlack
from tests.slack.payloads import mention
from tests.slack.requests import SECRET, signed
from tools.drill.deliveries import answers
from tools.drill.report import Verdict
from tools.drill.stage import Served, Stage, serving

_WINDOW = 300  # seconds
_EDGE = 2  # seconds of the window that a request may take to be judged
_REPLAYS = 20
_TIME, _SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"

Headers = list[tuple[str, str]]
Sign = Callable[[bytes], Headers]

_FALSE_TIMES = {
    **{repr(text): text for text in ("abc", "1.5", "-1", "+1764000000", "0x1", "1e9", "", "nan")},
    "5,000 digits": "1" * 5000,
    "Arabic digits": "١٧٦٤",
}
_FALSE_SIGNATURES: dict[str, Callable[[str], str]] = {
    "of version 1": lambda mac: mac.replace("v0=", "v1="),
    "without a version": lambda mac: mac.removeprefix("v0="),
    "in capitals": str.upper,
    "too short": lambda mac: mac[:-1],
    "too long": lambda mac: f"{mac}0",
    "empty": lambda _: "",
    "not ASCII": lambda mac: f"{mac[:-1]}é",
    "with another digit": lambda mac: mac[:-1] + ("0" if mac[-1] != "0" else "1"),
}


def drill_signatures(stage: Stage) -> Verdict:
    """Send requests that differ from a good one in their headers alone; then replay good ones."""
    verdict = Verdict()
    with FakeSlack() as slack, serving(stage, slack) as bot:
        wrong = []
        good, bad = _good_ways(), _bad_ways()
        for name, sign in (good | bad).items():
            event = mention("what is redis")
            status = _send(bot, json.dumps(event).encode(), sign)
            accepted = name in good
            expected = HTTPStatus.OK if accepted else HTTPStatus.UNAUTHORIZED
            if status != expected or answers(slack, event) != accepted:
                wrong.append(f"{name}: {status}")
        count = f"{len(good)} good and {len(bad)} bad ways to sign"
        verdict.hold(f"{count}: judged wrongly {', '.join(wrong) or 'none'}", not wrong)
        _replay(slack, bot, verdict)
    return verdict


def _good_ways() -> dict[str, Sign]:
    return {
        "as Slack does": _signed_at(0),
        "in lower case": lambda body: [(k.lower(), v) for k, v in _signed_at(0)(body)],
        "at the window's start": _signed_at(_EDGE - _WINDOW),
        "at the window's end": _signed_at(_WINDOW - _EDGE),
    }


def _bad_ways() -> dict[str, Sign]:
    now = _signed_at(0)
    old = _signed_at(-10)
    return {
        "before the window": _signed_at(-_EDGE - _WINDOW),
        "after the window": _signed_at(_WINDOW + _EDGE),
        "without a timestamp": lambda body: now(body)[1:],
        "without a signature": lambda body: now(body)[:1],
        "without either": lambda _: [],
        "two timestamps": lambda body: [*now(body), old(body)[0]],
        "two signatures": lambda body: [*now(body), old(body)[1]],
        "one signature twice": lambda body: [*now(body), now(body)[1]],
        "another's signature first": lambda body: [old(body)[1], *now(body)],
        "with another secret": lambda body: _headers(body, secret=SECRET[::-1]),
        "of another body": lambda body: now(body + b" "),
        "of another moment": lambda body: [now(body)[0], old(body)[1]],
        **{f"timestamp {name}": _timed(text) for name, text in _FALSE_TIMES.items()},
        **{f"signature {name}": _respelt(spell) for name, spell in _FALSE_SIGNATURES.items()},
    }


def _headers(body: bytes, timestamp: str | None = None, secret: str = SECRET) -> Headers:
    named = signed(body, timestamp, secret)
    return list(zip((_TIME, _SIGNATURE), named.values(), strict=True))


def _signed_at(offset: int) -> Sign:
    """Return what signs as of so many seconds from now."""
    return lambda body: _headers(body, str(int(time.time()) + offset))


def _timed(text: str) -> Sign:
    return lambda body: _headers(body, text)


def _respelt(spell: Callable[[str], str]) -> Sign:
    def sign(body: bytes) -> Headers:
        moment, (name, mac) = _headers(body)
        return [moment, (name, spell(mac))]

    return sign


def _send(bot: Served, body: bytes, sign: Sign) -> int:
    """Send a request with just these headers, and return its status."""
    connection = http.client.HTTPConnection("127.0.0.1", bot.port, timeout=10)
    try:
        connection.putrequest("POST", "/slack/events")
        fixed = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        for name, value in (*fixed, *sign(body)):
            connection.putheader(name, value.encode())
        connection.endheaders(body)
        return connection.getresponse().status
    finally:
        connection.close()


def _replay(slack: FakeSlack, bot: Served, verdict: Verdict) -> None:
    """Replay a request within the window, and one as the window closes on it."""
    event = mention("compare postgres vs mongo")
    body = json.dumps(event).encode()
    headers = _signed_at(_EDGE - _WINDOW)(body)
    statuses = [_send(bot, body, lambda _: headers) for _ in range(_REPLAYS)]
    accepted = statuses.count(HTTPStatus.OK)
    seen = answers(slack, event)
    told = f"a request sent {_REPLAYS} times within the window: accepted {accepted}, answers {seen}"
    verdict.hold(told, accepted == _REPLAYS and seen == 1)
    time.sleep(2 * _EDGE)
    status = _send(bot, body, lambda _: headers)
    verdict.hold(f"and after it: {status}", status == HTTPStatus.UNAUTHORIZED)
