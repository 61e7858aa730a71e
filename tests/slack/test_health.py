"""What hosts and monitors are told."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.settings import HttpSettings
from bot.slack.desk import Desk
from bot.slack.server import build_wsgi
from bot.state.store import Store
from tests.slack.driver import Response
from tests.slack.requests import Bot

TOKEN = "canary-metrics-token"  # noqa: S105 - opens nothing


@pytest.fixture
def measured(settings: HttpSettings, desk: Desk) -> Bot:
    return Bot(build_wsgi(replace(settings, metrics_token=TOKEN), desk))


def get(bot: Bot, path: str, **environ: str) -> Response:
    return bot.send_raw(b"", REQUEST_METHOD="GET", PATH_INFO=path, **environ)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_only_reading_is_allowed(measured: Bot, path: str) -> None:
    assert measured.send_raw(b"{}", PATH_INFO=path).status == 405
    assert measured.send_raw(b"", REQUEST_METHOD="DELETE", PATH_INFO=path).status == 405


def test_ready_tells_which_knowledge_is_served(http: Bot, desk: Desk) -> None:
    response = get(http, "/readyz")
    assert response.status == 200
    assert response.json() == {
        "ready": True,
        "knowledge": desk.library.version[:8],
        "knowledge_problem": None,
        "store_problem": None,
    }


def test_a_refused_knowledge_file_is_told_of_while_the_last_one_serves(
    http: Bot, desk: Desk
) -> None:
    desk.library.problem = "The knowledge file is damaged."
    response = get(http, "/readyz")
    assert response.status == 200
    assert response.json()["knowledge_problem"] == "what should be served isn't; the log says why"


def test_old_tables_are_not_ready(http: Bot, store: Store) -> None:
    with store.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    response = get(http, "/readyz")
    assert response.status == 503
    assert "stackguide migrate" in str(response.json()["store_problem"])
    assert get(http, "/healthz").status == 200


def test_a_store_that_is_gone_is_not_ready(http: Bot, store: Store) -> None:
    Path(str(store.database.url.database)).write_bytes(b"no database" * 1000)
    store.database.close()
    response = get(http, "/readyz")
    assert response.status == 503
    assert "SQLITE_NOTADB" in json.dumps(response.json())


def test_numbers_are_for_who_has_the_token(http: Bot, measured: Bot) -> None:
    assert get(http, "/metrics", HTTP_AUTHORIZATION="Bearer ").status == 404
    for given in ("", "Bearer", "Bearer wrong", TOKEN, f"Basic {TOKEN}", "Bearer \xe9"):
        assert get(measured, "/metrics", HTTP_AUTHORIZATION=given).status == 401
    assert get(measured, "/metrics").status == 401


def test_numbers_count_what_was_answered(measured: Bot) -> None:
    def count(line: str) -> float:
        told = get(measured, "/metrics", HTTP_AUTHORIZATION=f"Bearer {TOKEN}").body.decode()
        found = [one for one in told.splitlines() if one.startswith(line)]
        return float(found[0].rpartition(" ")[2]) if found else 0.0

    sent = 'stackguide_requests_total{outcome="sent",surface="app_mention"}'
    answered = 'stackguide_answers_total{intent="define",outcome="answered"}'
    before = count(sent), count(answered)
    measured.mention("what is redis")
    assert (count(sent), count(answered)) == (before[0] + 1, before[1] + 1)
    assert count('stackguide_request_seconds_count{surface="app_mention"}') >= 1
