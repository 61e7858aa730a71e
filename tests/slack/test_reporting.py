"""Reports to Sentry and to an OpenTelemetry collector, on stand-ins at a local port."""

import gzip
import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import sentry_sdk
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bot.errors import SettingsError
from bot.slack import telemetry
from bot.slack.reporting import Reporting, reporting_settings, start_reporting
from tests.slack.fake_slack import PATIENCE
from tests.slack.requests import Bot


@dataclass
class Collector:
    """What takes reports."""

    url: str
    bodies: list[bytes] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def collector() -> Iterator[Collector]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            taken.bodies.append(body)
            taken.arrived.set()
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Write nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        taken = Collector(f"http://127.0.0.1:{server.server_address[1]}")
        yield taken
        server.shutdown()
        thread.join(PATIENCE)


@pytest.mark.parametrize(
    ("variable", "module", "extra"),
    [
        ("SENTRY_DSN", "sentry_sdk", "the extra sentry"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "opentelemetry", "the extra otlp"),
    ],
)
def test_an_extra_that_is_not_installed_is_told_of(
    monkeypatch: pytest.MonkeyPatch, variable: str, module: str, extra: str
) -> None:
    assert reporting_settings({}) == Reporting()
    monkeypatch.setattr("bot.slack.reporting.find_spec", lambda name: name != module or None)
    with pytest.raises(SettingsError, match=variable) as raised:
        reporting_settings({variable: "http://127.0.0.1:1"})
    assert extra in str(raised.value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SENTRY_DSN", "canary"),
        ("SENTRY_DSN", "https://sentry.example/1"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318"),
    ],
)
def test_an_address_that_is_none_is_told_of(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable) as raised:
        reporting_settings({variable: value})
    assert "canary" not in str(raised.value)


def test_errors_go_to_sentry_without_words_and_secrets(
    http: Bot, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    dsn = collector.url.replace("http://", "http://public@") + "/1"

    def fail(_guide: object, text: str, _context: object) -> None:
        raise KeyError(text)

    start_reporting(reporting_settings({"SENTRY_DSN": dsn}))
    monkeypatch.setattr("bot.slack.answering.ask", fail)
    try:
        http.mention("canary-question")
        logging.getLogger("bot").error("Calling with xoxb-canary-token failed")
        sentry_sdk.flush(PATIENCE)
    finally:
        sentry_sdk.get_client().close()
        sentry_sdk.get_global_scope().set_client(None)
    sent = b"".join(collector.bodies)
    assert b"Failed to answer: KeyError" in sent
    assert b"Calling with [redacted] failed" in sent
    assert b"canary" not in sent


def test_requests_go_to_a_collector(
    http: Bot, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "10")
    monkeypatch.setattr(telemetry, "_listeners", [])
    start_reporting(reporting_settings({"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}))
    http.command("what is canary redis")
    assert collector.arrived.wait(PATIENCE)
    message = ExportTraceServiceRequest.FromString(collector.bodies[0])
    (span,) = message.resource_spans[0].scope_spans[0].spans
    told = {one.key: one.value.string_value for one in span.attributes}
    assert span.name == "/stack"
    assert (told["outcome"], told["answer"], told["team"]) == ("sent", "answered", "T0ACME")
    assert span.end_time_unix_nano > span.start_time_unix_nano
    assert b"canary" not in collector.bodies[0]
    assert json.dumps(told)
