"""Where a workspace wants no answers, there are none."""

import pytest

from bot.errors import StateError
from bot.state.store import Store, Workspace
from tests.slack.driver import Driver
from tests.slack.fake_slack import TEAM, FakeSlack
from tests.slack.payloads import CHANNEL, direct_message, mention

WHAT = "what is redis"


def shared(bot: Driver, envelope: dict[str, object]) -> int:
    return bot.event({**envelope, "is_ext_shared_channel": True}).status


@pytest.mark.parametrize("allowed", [True, False])
def test_shared_channels_are_quiet_unless_allowed(
    bot: Driver, slack: FakeSlack, store: Store, *, allowed: bool
) -> None:
    store.decide(TEAM, "U1", Workspace(shared_channels=allowed))
    assert shared(bot, mention(WHAT)) == 200
    assert len(slack.posted) == allowed
    assert shared(bot, direct_message(WHAT)) == 200
    assert len(slack.posted) == allowed + 1


@pytest.mark.parametrize(
    ("channels", "answered"), [((), True), ((CHANNEL, "C0X"), True), (("C0X",), False)]
)
def test_a_workspace_may_name_the_channels(
    bot: Driver, slack: FakeSlack, store: Store, channels: tuple[str, ...], *, answered: bool
) -> None:
    store.decide(TEAM, "U1", Workspace(channels=channels))
    assert bot.mention(WHAT).status == 200
    assert len(slack.posted) == answered
    assert bot.dm(WHAT).status == 200
    assert bot.command(WHAT).json()["text"]
    assert len(slack.posted) == answered + 1


def test_what_was_decided_is_remembered_while_the_store_is_away(
    bot: Driver, slack: FakeSlack, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.decide(TEAM, "U1", Workspace(channels=("C0X",)))
    bot.mention(WHAT)

    def fail(*_: object) -> None:
        raise StateError("away")

    for name in ("workspace", "take", "context"):
        monkeypatch.setattr(Store, name, fail)
    bot.mention(WHAT)
    assert slack.posted == []
