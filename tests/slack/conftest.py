"""A bot wired to a fake Slack."""

from collections.abc import Iterator

import pytest

from bot.ask import Guide
from bot.settings import ApiSettings, HttpSettings
from bot.slack.server import build_wsgi
from tests.slack.driver import Driver
from tests.slack.fake_slack import TOKEN, FakeSlack
from tests.slack.requests import SECRET, Bot

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        yield fake
    assert fake.problems == []
    assert {call.token for call in fake.calls} <= {TOKEN}


@pytest.fixture
def settings(slack: FakeSlack) -> HttpSettings:
    return HttpSettings(ApiSettings(TOKEN, slack.url), SECRET, 3000)


@pytest.fixture
def http(settings: HttpSettings, guide: Guide) -> Bot:
    return Bot(build_wsgi(settings, guide))


@pytest.fixture
def bot(http: Bot) -> Driver:
    """Return the bot behind the transport that scenarios run over."""
    return http
