"""Errors to Sentry, requests to an OpenTelemetry collector: for who wants that, as extras."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TypeVar, cast

from bot import __version__
from bot.errors import SettingsError
from bot.slack.logs import redacted
from bot.slack.telemetry import Request, also_tell

_NAME = "stackguide"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reporting:
    """Where to report to; ``None`` for nowhere. ``repr`` hides the key in the DSN."""

    sentry_dsn: str | None = field(default=None, repr=False)
    otlp_endpoint: str | None = None


def reporting_settings(environ: Mapping[str, str]) -> Reporting:
    """Read where to report to.

    Raises :class:`SettingsError` where that is no address, or an extra isn't installed.
    """
    dsn = environ.get("SENTRY_DSN", "").strip() or None
    endpoint = environ.get("OTEL_EXPORTER_OTLP_ENDPOINT", "").strip() or None
    if dsn is not None and find_spec("sentry_sdk") is None:
        raise SettingsError(_missing("SENTRY_DSN", "sentry"))
    if endpoint is not None and find_spec("opentelemetry") is None:
        raise SettingsError(_missing("OTEL_EXPORTER_OTLP_ENDPOINT", "otlp"))
    if dsn is not None and not re.fullmatch(r"https?://[^@/\s]+@[^/\s]+/.+", dsn):
        raise SettingsError(
            "SENTRY_DSN is not a DSN; those look like https://KEY@HOST/NUMBER. Find it in your "
            "Sentry project's settings, Client Keys, or leave it out."
        )
    if endpoint is not None and not re.match(r"https?://[^/\s]", endpoint):
        raise SettingsError(
            f"OTEL_EXPORTER_OTLP_ENDPOINT is {endpoint!r}; it must begin with http:// or https://. "
            "Set it to your collector's address for OTLP over HTTP, mostly port 4318."
        )
    return Reporting(dsn, endpoint)


def _missing(variable: str, extra: str) -> str:
    return (
        f"{variable} is set, but what it takes isn't installed: "
        f"install requirements-extras.txt in place of requirements.txt, or the extra {extra} of "
        f"this package; or leave {variable} out."
    )


def start_reporting(reporting: Reporting) -> None:
    """Report from now on; in the process that answers, for this starts threads."""
    if reporting.sentry_dsn is not None:
        _start_sentry(reporting.sentry_dsn)
    if reporting.otlp_endpoint is not None:
        _start_otlp()


def _start_sentry(dsn: str) -> None:
    import sentry_sdk  # noqa: PLC0415 - an extra

    sentry_sdk.init(
        dsn,
        release=f"{_NAME}@{__version__}",
        # What a person wrote is in local variables and in bodies; neither leaves.
        data_collection={
            "user_info": False,
            "http_bodies": [],
            "stack_frame_variables": False,
            "database_query_data": False,
        },
        before_send=lambda event, _hint: _redacted(event),
        before_breadcrumb=lambda crumb, _hint: _redacted(crumb),
    )


def _redacted(part: T) -> T:
    """Return what is to be sent with all texts in it redacted."""
    told: object = part
    if isinstance(part, str):
        told = redacted(part)
    elif isinstance(part, dict):
        told = {name: _redacted(value) for name, value in part.items()}
    elif isinstance(part, list):
        told = [_redacted(value) for value in part]
    return cast("T", told)


def _start_otlp() -> None:
    # Extras. The exporter reads OTEL_EXPORTER_OTLP_… by itself.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
        OTLPSpanExporter,
    )
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    resource = Resource.create({"service.name": _NAME, "service.version": __version__})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    tracer = provider.get_tracer(_NAME)

    def tell(request: Request, seconds: float) -> None:
        end = time.time_ns()
        told = {name: value for name, value in request.told().items() if value != ""}
        span = tracer.start_span(
            request.surface, start_time=end - int(seconds * 1e9), attributes=told
        )
        span.end(end)

    also_tell(tell)
