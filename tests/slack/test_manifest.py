"""The manifest: within Slack's limits, and of one mind with what is listened to."""

from dataclasses import replace
from typing import cast

import pytest
from slack_bolt import BoltRequest, BoltResponse

from bot.cli.main import main
from bot.settings import HttpSettings
from bot.slack.app import create_app
from bot.slack.desk import Desk
from bot.slack.listeners import LISTENERS, Listener, Surface
from bot.slack.manifest import base_url, render_manifest
from tests.slack.manifest_limits import Manifest, check_manifest
from tests.slack.payloads import command, mention

BASE = "https://stackguide.example.com"


def handle(*_: object) -> BoltResponse:
    return BoltResponse(status=200)


def row(surface: str, name: str, *scopes: str) -> Listener:
    """Return a listener; the surface may be one that there is no listener on yet."""
    known = {one.value: one for one in Surface}
    return Listener(known.get(surface, cast("Surface", surface)), name, scopes, handle)


def test_without_a_url_it_is_for_socket_mode(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest"]) == 0
    text = capsys.readouterr().out
    assert check_manifest(text).settings.socket_mode_enabled
    assert "request_url" not in text
    assert text.startswith("# At https://api.slack.com/apps choose Create New App")
    assert max(map(len, text.splitlines())) <= 100


def test_with_a_url_it_is_for_http(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "--url", f"{BASE}/"]) == 0
    text = capsys.readouterr().out
    manifest = check_manifest(text)
    assert manifest.settings.event_subscriptions.request_url == f"{BASE}/slack/events"
    assert "verify the request URL" in text


def sent_for(manifest: Manifest) -> list[dict[str, object]]:
    """Return a request for each thing that the manifest has Slack send."""
    events = manifest.settings.event_subscriptions.bot_events
    types = [name.partition(".") for name in events]
    return [
        *(mention("hello", type=name, channel_type=kind) for name, _, kind in types),
        *(
            dict[str, object](command("hello", one.command))
            for one in manifest.features.slash_commands
        ),
    ]


def test_the_manifest_asks_for_what_is_listened_to_and_no_more(
    settings: HttpSettings, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[Surface, str]] = []

    def hearing(listener: Listener) -> Listener:
        def hear(*_: object) -> BoltResponse:
            heard.append((listener.surface, listener.name))
            return BoltResponse(status=200)

        return replace(listener, handle=hear)

    monkeypatch.setattr("bot.slack.app.LISTENERS", [hearing(one) for one in LISTENERS])
    app = create_app(settings.api, desk)
    manifest = check_manifest(render_manifest(None))
    for body in sent_for(manifest):
        count = len(heard)
        app.dispatch(BoltRequest(body=body, mode="socket_mode"))
        assert len(heard) == count + 1, f"nobody listens to {body}"
    rest = {(one.surface, one.name) for one in LISTENERS} - set(heard)
    assert not {surface for surface, _ in rest} & {Surface.EVENT, Surface.COMMAND}
    assert manifest.settings.interactivity.is_enabled is bool(rest)
    scopes = {scope for one in LISTENERS for scope in (*one.scopes, *one.optional_scopes)}
    assert set(manifest.oauth_config.scopes.bot) == scopes
    assert manifest.oauth_config.scopes.bot_optional == ["assistant:write", "users:read"]


def test_direct_messages_the_home_tab_and_buttons_show_in_it() -> None:
    rows = (
        row("event", "app_mention", "app_mentions:read", "chat:write"),
        row("event", "message.im", "im:history", "chat:write"),
        row("event", "app_home_opened"),
        row("command", "/stack", "commands"),
        row("action", "more"),
        row("shortcut", "ask", "commands"),
        row("suggestion", "pick"),
    )
    for base in (None, BASE):
        manifest = check_manifest(render_manifest(base, rows))
        assert [one.callback_id for one in manifest.features.shortcuts] == ["ask"]
        menus = manifest.settings.interactivity.message_menu_options_url
        assert menus == (base and f"{base}/slack/events")
        assert manifest.oauth_config.scopes.bot == [
            *("app_mentions:read", "chat:write", "commands", "im:history"),
        ]
        assert manifest.settings.event_subscriptions.bot_events == [
            *("app_home_opened", "app_mention", "message.im"),
        ]
        assert manifest.settings.interactivity.is_enabled
        home = manifest.features.app_home
        assert (home.home_tab_enabled, home.messages_tab_enabled) == (True, True)
    for without in rows[1:3]:
        rest = tuple(one for one in rows if one is not without)
        home = check_manifest(render_manifest(None, rest)).features.app_home
        assert home.home_tab_enabled is (without.name == "message.im")
        assert home.messages_tab_enabled is (without.name != "message.im")


@pytest.mark.parametrize(
    "url",
    [
        *("https://a.example", "https://a.example/", "https://a-b.c.example:8443/"),
        "HTTPS://A.example",
    ],
)
def test_a_base_url_loses_its_slash(url: str) -> None:
    assert base_url(url) == "https://" + url.partition("//")[2].rstrip("/")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://a.example", "doesn't begin with https://"),
        ("a.example", "doesn't begin with https://"),
        ("", "doesn't begin with https://"),
        ("https://a.example/slack/events", "/slack/events is added"),
        ("https://a.example//", "is more than"),
        ("https://a.example?", "is more than"),
        ("https://a.example/?x=1", "is more than"),
        ("https://a.example#x", "is more than"),
        ("https://", "names no host"),
        ("https://localhost:3000", "names no host"),
        ("https://user@a.example", "names no host"),
        ("https://a b.example", "names no host"),
        ("https://[::1]", "names no host"),
    ],
)
def test_a_url_that_slack_cannot_use_is_told(
    url: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["manifest", "--url", url])
    assert stop.value.code == 2
    assert message in " ".join(capsys.readouterr().err.split())
