"""Where the time of a full answer to a slash command goes, measured in one process by parts."""

import io
import json
import logging
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from statistics import median
from urllib.parse import urlencode
from wsgiref.types import StartResponse, WSGIEnvironment

from bot.answer.compose import compose
from bot.ask import prepare
from bot.catalog.store import read
from bot.question.understand import understand
from bot.rendering.block_kit import Surface, render_block_kit
from bot.slack.guard import EVENTS_PATH, Guard
from bot.slack.http import respond
from bot.slack.logs import start_logging
from bot.slack.telemetry import observed
from tests.slack.payloads import command
from tests.slack.requests import FORM, SECRET, signed
from tools.drill.stage import Stage

_TIMES = 300


def costs(stage: Stage, text: str) -> dict[str, float]:
    """Return what each part of answering a text takes at the median, in µs."""
    guide = prepare(read(stage.knowledge).catalog)
    understanding = understand(text, None, guide.language)
    answer = compose(understanding, guide.catalog)
    message = render_block_kit(answer, Surface.PRIVATE, [])
    handlers, level = logging.root.handlers, logging.root.level
    start_logging(io.StringIO())
    try:
        telling = _median(_observe)
        guarding = _median(_guarding(text)) - telling
    finally:
        logging.basicConfig(handlers=handlers, level=level, force=True)
    return {
        "guard": guarding,
        "understand": _median(lambda: understand(text, None, guide.language)),
        "compose": _median(lambda: compose(understanding, guide.catalog)),
        "render": _median(lambda: render_block_kit(answer, Surface.PRIVATE, [])),
        "JSON": _median(lambda: json.dumps(message)),
        "telemetry": telling,
    }


def _median(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(_TIMES):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return median(taken) * 1e6


def _observe() -> None:
    with observed() as told:
        told.surface = "drill"


def _guarding(text: str) -> Callable[[], object]:
    """Return what has the guard let a request through to nothing."""

    def nothing(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        return respond(start, HTTPStatus.OK)

    guard = Guard(nothing, SECRET)
    body = urlencode(command(text)).encode()

    def start(_status: str, _headers: list[tuple[str, str]], _error: object = None, /) -> object:
        return None

    def pass_through() -> object:
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": EVENTS_PATH,
            "CONTENT_TYPE": FORM,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            **headers,
        }
        return guard(environ, start)  # type: ignore[arg-type]  # no one calls write()

    headers = signed(body)
    return pass_through
