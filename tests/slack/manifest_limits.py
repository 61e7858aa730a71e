"""The manifest of a Slack app as documented: what it may have, and how much of it.

https://docs.slack.dev/reference/app-manifest and the schema in slackapi/manifest-schema.
"""

from typing import Annotated, Literal

import msgspec
import yaml
from msgspec import Meta, Struct

Url = Annotated[str, Meta(pattern=r"\Ahttps://[^/]+/slack/events\Z", max_length=3000)]
Scope = Annotated[str, Meta(pattern=r"\A[a-z_.]+(:[a-z_.]+)*\Z", max_length=50)]
EventName = Annotated[str, Meta(pattern=r"\A[a-z_.]+\Z", max_length=50)]


class Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """Slack refuses a manifest with keys that it doesn't know."""


class Metadata(Strict, frozen=True):
    major_version: Annotated[int, Meta(ge=2, le=2)]


class Display(Strict, frozen=True):
    name: Annotated[str, Meta(min_length=1, max_length=35)]
    description: Annotated[str, Meta(min_length=1, max_length=140)]
    long_description: Annotated[str, Meta(min_length=175, max_length=4000)]
    background_color: Annotated[str, Meta(pattern=r"\A#[0-9a-f]{6}\Z")]


class AppHome(Strict, frozen=True):
    home_tab_enabled: bool
    messages_tab_enabled: bool
    messages_tab_read_only_enabled: bool


class AgentView(Strict, frozen=True):
    agent_description: Annotated[str, Meta(min_length=1, max_length=300)]


class BotUser(Strict, frozen=True):
    display_name: Annotated[str, Meta(min_length=1, max_length=80)]
    always_online: bool


class SlashCommand(Strict, frozen=True):
    command: Annotated[str, Meta(pattern=r"\A/[a-z0-9_-]+\Z", min_length=2, max_length=32)]
    description: Annotated[str, Meta(min_length=1, max_length=2000)]
    usage_hint: Annotated[str, Meta(min_length=1, max_length=1000)]
    should_escape: bool
    url: Url | None = None


class Shortcut(Strict, frozen=True):
    name: Annotated[str, Meta(min_length=1, max_length=24)]
    type: Literal["global", "message"]
    callback_id: Annotated[str, Meta(min_length=1, max_length=255)]
    description: Annotated[str, Meta(min_length=1, max_length=150)]


class Features(Strict, frozen=True, kw_only=True):
    app_home: AppHome
    agent_view: AgentView | None = None
    bot_user: BotUser
    slash_commands: Annotated[list[SlashCommand], Meta(min_length=1, max_length=50)]
    shortcuts: Annotated[list[Shortcut], Meta(max_length=10)]


class Scopes(Strict, frozen=True):
    bot: Annotated[list[Scope], Meta(min_length=1, max_length=255)]
    bot_optional: list[Scope] = []


class OauthConfig(Strict, frozen=True):
    scopes: Scopes


class EventSubscriptions(Strict, frozen=True):
    bot_events: Annotated[list[EventName], Meta(max_length=100)]
    request_url: Url | None = None


class Interactivity(Strict, frozen=True):
    is_enabled: bool
    request_url: Url | None = None
    message_menu_options_url: Url | None = None


class AppSettings(Strict, frozen=True):
    event_subscriptions: EventSubscriptions
    interactivity: Interactivity
    org_deploy_enabled: bool
    socket_mode_enabled: bool
    token_rotation_enabled: bool


class Manifest(Strict, frozen=True):
    metadata: Metadata = msgspec.field(name="_metadata")
    display_information: Display
    features: Features
    oauth_config: OauthConfig
    settings: AppSettings


def check_manifest(text: str) -> Manifest:
    """Check a manifest in YAML; raises ValueError or AssertionError."""
    manifest = msgspec.convert(yaml.safe_load(text), Manifest)
    events, interactivity = manifest.settings.event_subscriptions, manifest.settings.interactivity
    assert set(manifest.oauth_config.scopes.bot_optional) <= set(manifest.oauth_config.scopes.bot)
    for names in (manifest.oauth_config.scopes.bot, events.bot_events):
        assert len(names) == len(set(names)), "names are given once"
    urls = [events.request_url, *(one.url for one in manifest.features.slash_commands)]
    if interactivity.is_enabled:
        urls.append(interactivity.request_url)
    assert interactivity.message_menu_options_url in {None, interactivity.request_url}
    socket = manifest.settings.socket_mode_enabled
    assert all((url is None) is socket for url in urls), "Socket Mode has no URLs, HTTP has all"
    return manifest
