"""A bot wired to a fake Slack."""

from collections.abc import Iterator

import pytest

from bot.ask import Guide
from bot.settings import ApiSettings, HttpSettings
from bot.slack.server import build_wsgi
from tests.slack.fake_slack import TOKEN, FakeSlack
from tests.slack.fake_socket import FakeSocket, listening
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
def transport() -> str:
    """Return what the bot is asked over; what holds over both overrides this."""
    return "http"


@pytest.fixture
def bot(transport: str, settings: HttpSettings, slack: FakeSlack, guide: Guide) -> Iterator[Bot]:
    if transport == "http":
        yield Bot(build_wsgi(settings, guide))
        return
    with FakeSocket(slack) as fake, listening(fake, guide) as bot:
        yield bot
