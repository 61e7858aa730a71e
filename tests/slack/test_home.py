"""The App Home: what can be asked, and answers in a modal over it."""

import logging
import re
from typing import Any, cast

import msgspec
import pytest

from bot.ask import Guide
from bot.catalog.model import Component, Topic
from bot.catalog.news import News
from bot.slack.forms import MAX_RESPONSE
from bot.state.store import Store, Workspace
from tests.slack import payloads
from tests.slack.block_kit_limits import check_view
from tests.slack.conftest import Connect
from tests.slack.driver import Driver, options_in
from tests.slack.fake_slack import TEAM, FakeSlack, ShownView
from tests.slack.payloads import USER, fresh_ts


def opened(bot: Driver, slack: FakeSlack) -> ShownView:
    assert bot.home().status == 200
    return slack.homes[USER]


def text_of(view: ShownView) -> str:
    """Return all that a view says, line by line."""
    parts = [
        one
        for block in view.blocks
        for one in (block.get("text"), *block.get("elements", ()))
        if one and "text" in one  # a menu has none
    ]
    texts = [one["text"] for one in parts]
    return "\n".join(str(one["text"] if isinstance(one, dict) else one) for one in texts)


def test_the_home_shows_what_can_be_asked(bot: Driver, slack: FakeSlack, guide: Guide) -> None:
    text = text_of(opened(bot, slack))
    assert "I answer questions about backend technology" in text
    assert "/stack" in text
    assert "Database for transactions" in text
    assert f"Knowledge {guide.catalog.version[:8]}" in text
    assert [call.method for call in slack.calls] == ["users.info", "views.publish"]


def test_the_home_is_short_enough_to_be_read(bot: Driver, slack: FakeSlack) -> None:
    home = opened(bot, slack)
    for block in home.blocks:
        assert len((block.get("text") or {}).get("text", "")) < 250
    assert len(home.blocks) <= 21


def test_all_that_is_known_is_in_a_menu(bot: Driver, slack: FakeSlack, guide: Guide) -> None:
    known = {*guide.catalog.components, *guide.catalog.topics}
    assert listed(opened(bot, slack)) == known


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("redi", "redis"),
        ("PG", "postgresql"),
        ("cachin", "caching"),
        ("zero", "zero-downtime-migrations"),
    ],
)
def test_whatever_is_known_is_found_as_it_is_typed(
    bot: Driver, slack: FakeSlack, typed: str, found: str
) -> None:
    home = opened(bot, slack)
    block = search(home)
    assert found in bot.type_into(home, block, typed)[:3]
    assert bot.press(home, "look.search", found).status == 200
    assert len(slack.modals) == 1
    assert bot.type_into(home, block, "zzzz") == []


def test_what_was_asked_lately_is_asked_again_in_a_modal(
    bot: Driver, slack: FakeSlack, store: Store
) -> None:
    store.decide(TEAM, "operator", Workspace(keep_recent=True))
    ts = fresh_ts()
    bot.mention("which DB for transactions?", ts=ts)
    bot.mention("and mongo?", thread_ts=ts)
    bot.mention("why?", thread_ts=ts)
    bot.command("what is redis")
    bot.dm("compare django vs rails")
    bot.dm("does redis lose data after a crash?")
    bot.dm("alternatives to quokkadb")  # of words alone
    bot.command("hello")
    bot.dm("what is redis", user="U0BOB")
    home = opened(bot, slack)
    buttons = [one for one in elements(home) if str(one["action_id"]).startswith("ask.recent")]
    assert [one["text"]["text"] for one in buttons] == [
        "Redis: durability",
        "Django vs Ruby on Rails",
        "About Redis",
        "MongoDB for transactions",
        "Database for transactions",
    ]
    assert bot.press(home, "ask.recent2").status == 200
    assert text_of(slack.modals[-1]).startswith("Asked: tell me about Redis")


def test_what_was_asked_by_a_form_is_too(bot: Driver, slack: FakeSlack, store: Store) -> None:
    store.decide(TEAM, "operator", Workspace(keep_recent=True))
    for fields in ({"question": "what is redis"}, {"first": "redis", "second": "memcached"}):
        bot.shortcut(slack)
        bot.submit(slack.modals[-1], **fields)
    assert "You asked lately" in text_of(opened(bot, slack))
    assert len(store.recent(TEAM, USER)) == 2


def test_where_the_workspace_does_not_keep_them_nothing_is_said_of_it(
    bot: Driver, slack: FakeSlack, store: Store
) -> None:
    bot.command("what is redis")
    assert store.recent(TEAM, USER) == []
    assert "lately" not in text_of(opened(bot, slack))


def test_of_a_channel_shared_with_others_nothing_is_kept(
    bot: Driver, slack: FakeSlack, store: Store
) -> None:
    store.decide(TEAM, "operator", Workspace(keep_recent=True, shared_channels=True))
    envelope = payloads.mention("what is redis")
    assert bot.event({**envelope, "is_ext_shared_channel": True}).status == 200
    assert len(slack.posted) == 1
    assert store.recent(TEAM, USER) == []


def test_what_is_not_known_any_more_is_left_out(
    bot: Driver, slack: FakeSlack, store: Store
) -> None:
    store.decide(TEAM, "operator", Workspace(keep_recent=True))
    for one in ('{"intent":"define","components":["gone"]}', "no question"):
        store.keep_recent(TEAM, USER, one)
    assert "lately" not in text_of(opened(bot, slack))


def test_what_came_to_the_knowledge_last_can_be_looked_up(
    connect: Connect, slack: FakeSlack, guide: Guide
) -> None:
    dated = {"2026-11-01": ("redis",), "2026-12-02": ("kafka", "caching"), "2025-01-31": ("go",)}
    dated |= {"2024-01-31": ("java",)}
    news = [
        News(id=f"{day} {one}", date=day, about=(one,), pack="beyond")
        for day, about in dated.items()
        for one in about
    ]
    catalog = msgspec.structs.replace(guide.catalog, news=tuple(news))
    bot = connect(Guide(catalog, guide.language))
    home = opened(bot, slack)
    text = text_of(home)
    told = [line for line in text.splitlines() if line.startswith("*New on")]
    days = ("2 December 2026", "1 November 2026", "31 January 2025")
    assert told == [f"*New on {day}*" for day in days]
    (menu,) = (
        one["accessory"]
        for one in home.blocks
        if "2 December" in (one.get("text") or {}).get("text", "")
    )
    names = [one["text"]["text"] for one in menu["options"]]
    assert names == ["caching", "Kafka"]
    assert all(name in text for name in names)
    assert bot.press(home, menu["action_id"], "caching").status == 200
    assert "caching" in text_of(slack.modals[-1]).casefold()


def test_many_news_of_a_day_are_told_by_layer(
    connect: Connect, slack: FakeSlack, guide: Guide
) -> None:
    about = (*sorted(guide.catalog.components)[:40], *sorted(guide.catalog.topics)[:3])
    news = News(id="many", date="2026-12-02", about=about, pack="beyond")
    bot = connect(Guide(msgspec.structs.replace(guide.catalog, news=(news,)), guide.language))
    lines = text_of(opened(bot, slack)).splitlines()
    told = [line.strip("*") for line in lines if line.startswith("*New on")]
    assert len(told) > 2
    assert "New on 2 December 2026: data" in told
    assert told[-1] == "New on 2 December 2026: Practices"


def test_the_search_finds_what_is_of_a_kind(bot: Driver, slack: FakeSlack) -> None:
    found = bot.type_into(opened(bot, slack), search(opened(bot, slack)), "queue")
    assert {"rabbitmq", "amazon-sqs", "celery"} <= set(found)


def test_the_search_forgives_a_typo(bot: Driver, slack: FakeSlack) -> None:
    home = opened(bot, slack)
    assert bot.type_into(home, search(home), "posgres")[0] == "postgresql"
    assert bot.type_into(home, search(home), "kubernets")[0] == "kubernetes"
    assert "blue-green-canary" not in bot.type_into(home, search(home), "posgres")
    assert bot.type_into(home, search(home), "xqzw") == []


def test_without_news_nothing_is_said_of_them(
    connect: Connect, slack: FakeSlack, guide: Guide
) -> None:
    catalog = msgspec.structs.replace(guide.catalog, news=())
    assert "New on" not in text_of(opened(connect(Guide(catalog, guide.language)), slack))


def elements(view: ShownView) -> list[dict[str, Any]]:
    return [one for block in view.blocks for one in block.get("elements", ()) if "action_id" in one]


def search(home: ShownView) -> str:
    """Return the id of the block with the search."""
    (block,) = (
        one for one in home.blocks if (one.get("accessory") or {}).get("type") == "external_select"
    )
    return str(block["block_id"])


def listed(home: ShownView) -> set[str]:
    """Return all that the menus have."""
    return {
        str(option["value"])
        for block in home.blocks
        for option in (block.get("accessory") or {}).get("options", ())
    }


def test_a_home_that_is_opened_again_shows_what_is_known_by_then(
    bot: Driver, renewed: Driver, slack: FakeSlack
) -> None:
    opened(bot, slack)
    assert "Knowledge ffffffff" in text_of(opened(renewed, slack))


@pytest.mark.parametrize("tab", ["about", None, msgspec.UNSET], ids=str)
def test_the_other_tabs_are_left_alone(bot: Driver, slack: FakeSlack, tab: object) -> None:
    assert bot.home("", tab=tab).status == 200
    assert slack.calls == []


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [("Redis", "Redis is a cache"), ("caching", "In practice"), ("MySQL", "MySQL")],
)
def test_what_is_looked_up_is_shown_in_a_modal(
    bot: Driver, slack: FakeSlack, chosen: str, expected: str
) -> None:
    home = opened(bot, slack)
    assert bot.select(home, chosen).status == 200
    (modal,) = slack.modals
    assert expected in text_of(modal)
    assert modal.view["title"]["text"] == chosen
    assert slack.homes[USER] is home


def test_a_page_goes_on_in_place(bot: Driver, slack: FakeSlack) -> None:
    bot.select(opened(bot, slack), "PostgreSQL")
    (modal,) = slack.modals
    first = text_of(modal)
    assert all(part in first for part in ("Uses of", "speaks for", "speaks against", "[1]"))
    bot.press(modal, "look.more")
    second = text_of(modal)
    assert not set(bullets(first)) & set(bullets(second))
    bot.press(modal, "back")
    assert text_of(modal) == first
    for action in ("ask.next0", "ask.why"):
        assert bot.press(modal, action).status == 200
        assert text_of(modal).startswith("Back\nAsked: ")
    assert slack.modals == [modal]


def test_a_page_leads_to_others(bot: Driver, slack: FakeSlack) -> None:
    bot.select(opened(bot, slack), "caching")
    (modal,) = slack.modals
    bot.select(modal, "Redis")
    assert modal.view["title"]["text"] == "Redis"
    assert "Memcached" in text_of(modal)


def bullets(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("•")]


def test_an_example_is_answered_in_a_modal(bot: Driver, slack: FakeSlack) -> None:
    home = opened(bot, slack)
    for _ in range(2):  # who closed it may open it again
        assert bot.press(home, "ask.example0").status == 200
    assert len(slack.modals) == 2
    text = text_of(slack.modals[0])
    assert text.startswith("Asked: which database for transactions?")
    assert "PostgreSQL and MySQL" in text


def test_a_modal_goes_on_in_place(bot: Driver, slack: FakeSlack) -> None:
    bot.press(opened(bot, slack), "ask.example0")
    (modal,) = slack.modals
    assert bot.press(modal, "ask.why").status == 200
    assert slack.modals == [modal]
    assert text_of(modal).startswith("Back\nAsked: why: which database")
    methods = [call.method for call in slack.calls]
    assert methods == ["users.info", "views.publish", "views.open", "views.update"]


def test_a_modal_that_shows_something_newer_is_left_alone(
    bot: Driver, slack: FakeSlack, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    bot.press(opened(bot, slack), "ask.example0")
    (modal,) = slack.modals
    shown = ShownView(slack, modal.id, modal.view, modal.version)
    assert bot.press(shown, "ask.why").status == 200
    before = text_of(modal)
    assert bot.press(shown, "ask.next0").status == 200
    assert text_of(modal) == before
    (told,) = (one for one in caplog.records if "hash_conflict" in one.getMessage())
    assert told.levelno == logging.INFO  # it was dealt with


def test_with_other_knowledge_the_modal_says_so(
    bot: Driver, renewed: Driver, slack: FakeSlack
) -> None:
    renewed.press(opened(bot, slack), "ask.example0")
    (modal,) = slack.modals
    assert "What I know has changed" in text_of(modal)
    assert "Knowledge ffffffff" in text_of(modal)


@pytest.mark.parametrize("value", ["gone", '{"q":1}', "x" * 150, "gone 1", "redis 9999"])
def test_what_is_gone_is_told_so(bot: Driver, slack: FakeSlack, value: str) -> None:
    home = opened(bot, slack)
    option = {"text": {"type": "plain_text", "text": "Gone"}, "value": value}
    menu = {"type": "static_select", "action_id": "look.shelf0", "selected_option": option}
    assert bot.press(home, "look.shelf0", "Go", actions=[menu]).status == 200
    (modal,) = slack.modals
    assert "Please ask again in words" in text_of(modal)


def test_a_choice_taken_back_does_nothing(bot: Driver, slack: FakeSlack) -> None:
    home = opened(bot, slack)
    menu = {"type": "static_select", "action_id": "look.shelf0", "selected_option": None}
    assert bot.press(home, "look.shelf0", "Go", actions=[menu]).status == 200
    assert slack.modals == []


LONG = "Née & <Co>, a thing of a long name that goes on and on and on"


def large(guide: Guide, components: int, name: str) -> Guide:
    """Return a guide with as many more components and topics of long names."""
    catalog = guide.catalog
    some = next(iter(catalog.components.values()))
    topic = next(iter(catalog.topics.values()))
    more = {
        f"c{n}": Component(id=f"c{n}", name=f"{name} {n}", kind=some.kind, pack=some.pack)
        for n in range(components)
    }
    topics = {f"t{n}": Topic(id=f"t{n}", name=f"{name} {n}", pack=topic.pack) for n in range(40)}
    grown = msgspec.structs.replace(
        catalog,
        components={**catalog.components, **more},
        topics={**catalog.topics, **topics},
    )
    return Guide(grown, guide.language)


@pytest.mark.parametrize(
    "name", ["Nöme", "Née & <Co>", "A component of a long name that goes on and on and on and on"]
)
def test_a_home_of_240_components_shows_them_all(
    connect: Connect, slack: FakeSlack, guide: Guide, name: str
) -> None:
    grown = large(guide, 240 - len(guide.catalog.components), name)
    home = opened(connect(grown), slack)
    check_view(home.view)
    assert listed(home) == {*grown.catalog.components, *grown.catalog.topics}
    assert "do not fit" not in text_of(home)


@pytest.mark.parametrize(
    "name", ["Thing", "Née & <Co>, a thing of a long name that goes on and on and on"]
)
def test_of_1000_components_every_one_is_reached(
    connect: Connect, slack: FakeSlack, guide: Guide, name: str
) -> None:
    grown = large(guide, 1000, name)
    bot = connect(grown)
    home = opened(bot, slack)
    check_view(home.view)
    known = {one.id: one.name for one in grown.catalog.components.values()}
    known |= {one.id: one.name for one in grown.catalog.topics.values()}
    there = listed(home)
    left = known.keys() - there
    assert ("do not fit" in text_of(home)) is bool(left)
    assert not left or f"… {len(left)} more do not fit here" in text_of(home)
    block = search(home)
    for one in [*sorted(left)[::10], *sorted(there)[::100]]:
        assert one in bot.type_into(home, block, known[one])


def test_what_a_search_leaves_out_is_counted(
    connect: Connect, slack: FakeSlack, guide: Guide
) -> None:
    bot = connect(large(guide, 1000, LONG))
    home = opened(bot, slack)
    for typed in ("née", "e", ""):
        response = bot.interaction(payloads.suggestion(home, search(home), typed))
        assert len(response.body) <= MAX_RESPONSE
        (group,) = cast("list[dict[str, Any]]", response.json()["option_groups"])
        shown, found = re.findall(r"[0-9]+", group["label"]["text"])
        assert int(shown) == len(options_in(response)) > 20
        assert int(found) >= 1040


def test_a_home_beyond_all_measure_says_what_is_left_out(
    connect: Connect, slack: FakeSlack, guide: Guide
) -> None:
    home = opened(connect(large(guide, 20_000, "A component of a long name")), slack)
    check_view(home.view)
    shown = len(listed(home))
    entries = 20_000 + 40 + len(guide.catalog.components) + len(guide.catalog.topics)
    assert f"… {entries - shown} more do not fit here" in text_of(home)


def test_a_home_without_knowledge_is_shown(
    connect: Connect, slack: FakeSlack, guide: Guide
) -> None:
    nothing: dict[str, object] = {"components": {}, "topics": {}, "needs": {}}
    empty = msgspec.structs.replace(guide.catalog, **nothing, claims=(), news=())
    home = opened(connect(Guide(empty, guide.language)), slack)
    assert len(home.blocks) == 3
