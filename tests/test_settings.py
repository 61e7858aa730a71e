"""Where the built file goes when nobody said."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import knowledge_settings, socket_settings


@pytest.fixture
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bot" / "knowledge").mkdir(parents=True)
    monkeypatch.setattr("bot.settings._PACKAGE", tmp_path / "bot")


@pytest.mark.usefixtures("_installed")
def test_installed_the_built_file_is_in_the_users_cache(tmp_path: Path) -> None:
    assert knowledge_settings({"XDG_CACHE_HOME": "/cache"}).built == Path(
        "/cache/stackguide/knowledge.db"
    )
    assert knowledge_settings({}).built == Path.home() / ".cache" / "stackguide" / "knowledge.db"
    assert knowledge_settings({}).shipped == tmp_path / "bot" / "knowledge"


@pytest.mark.usefixtures("_installed")
def test_without_a_home_the_setting_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(_path: str) -> str:
        return "~"

    monkeypatch.setattr("os.path.expanduser", homeless)
    with pytest.raises(SettingsError, match="Set STACKGUIDE_KNOWLEDGE_DB to a path"):
        knowledge_settings({})
    assert knowledge_settings({"STACKGUIDE_KNOWLEDGE_DB": "k.db"}).built == Path("k.db")


def test_a_user_without_a_home_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    with pytest.raises(SettingsError, match="Set HOME to any directory"):
        socket_settings({})
