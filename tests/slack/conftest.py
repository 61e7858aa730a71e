"""A bot wired to a fake Slack."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import msgspec
import pytest

from bot.ask import Guide
from bot.settings import ApiSettings, HttpSettings
from bot.slack.desk import Desk
from bot.slack.library import Library
from bot.slack.memory import Memory
from bot.slack.server import build_wsgi
from bot.state.database import Database
from bot.state.migrate import migrate
from bot.state.store import Store
from tests.slack.driver import Driver
from tests.slack.fake_slack import TOKEN, FakeSlack
from tests.slack.fake_socket import FakeSocket, listening
from tests.slack.requests import SECRET, Bot

Connect = Callable[[Guide], Driver]
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


def desk_with(guide: Guide, store: Store) -> Desk:
    """Return a desk with knowledge that nobody replaces."""
    return Desk(Library(guide, Path("no-such-file")), Memory(store))


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file of SQLite with all tables, and nothing in them."""
    path = tmp_path_factory.mktemp("tables") / "state.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture
def store(tables: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "state.db"
    copyfile(tables, path)
    database = Database(f"sqlite:///{path}")
    yield Store(database)
    database.close()


@pytest.fixture
def desk(guide: Guide, store: Store) -> Desk:
    return desk_with(guide, store)


@pytest.fixture
def http(settings: HttpSettings, desk: Desk) -> Bot:
    return Bot(build_wsgi(settings, desk))


@pytest.fixture(params=["http", "socket"])
def transport(request: pytest.FixtureRequest) -> str:
    """Return what the bot is asked over."""
    return str(request.param)


@pytest.fixture
def connect(
    transport: str, settings: HttpSettings, slack: FakeSlack, store: Store
) -> Iterator[Connect]:
    """Return what starts a bot that answers from a guide, behind the transport.

    Scenarios may look at what is logged: not at what becomes of connections meanwhile.
    """
    connections = logging.getLogger("bot.slack.socket")
    connections.setLevel(logging.WARNING)
    with ExitStack() as stack:
        stack.callback(connections.setLevel, logging.NOTSET)

        def connected(guide: Guide) -> Driver:
            if transport == "http":
                return Bot(build_wsgi(settings, desk_with(guide, store)))
            fake = stack.enter_context(FakeSocket(slack))
            return stack.enter_context(listening(fake, desk_with(guide, store)))

        yield connected


@pytest.fixture
def bot(connect: Connect, guide: Guide) -> Driver:
    return connect(guide)


@pytest.fixture
def renewed(connect: Connect, guide: Guide) -> Driver:
    """Return a bot with the same knowledge under another version."""
    catalog = msgspec.structs.replace(guide.catalog, version="f" * 64)
    return connect(replace(guide, catalog=catalog))
