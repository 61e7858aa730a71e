"""Windows: the way back in them, and what stands over them."""

from collections.abc import Callable

import pytest

from bot.rendering.trail import MAX_METADATA, Step, read_trail, with_trail
from bot.state.store import Store
from tests.slack.driver import Driver
from tests.slack.fake_slack import TEAM, FakeSlack, ShownView, Status
from tests.slack.payloads import CHANNEL
from tests.slack.test_home import opened, text_of


def page(bot: Driver, slack: FakeSlack) -> ShownView:
    bot.select(opened(bot, slack), "Redis")
    return slack.modals[-1]


def answer(bot: Driver, slack: FakeSlack) -> ShownView:
    bot.press(opened(bot, slack), "ask.example1")
    return slack.modals[-1]


def over_a_form(bot: Driver, slack: FakeSlack) -> ShownView:
    bot.shortcut(slack)
    bot.submit(slack.modals[-1], first="redis")
    return slack.modals[-1]


WINDOWS = [page, answer, over_a_form]
Open = Callable[[Driver, FakeSlack], ShownView]


def can_go_back(shown: ShownView) -> bool:
    return text_of(shown).startswith("Back\n")


@pytest.mark.parametrize("show", WINDOWS)
def test_one_goes_back_step_by_step(bot: Driver, slack: FakeSlack, show: Open) -> None:
    window = show(bot, slack)
    seen = [(window.view["title"], text_of(window))]
    assert not can_go_back(window)
    for action in ("ask.next0", "ask.why"):
        bot.press(window, action)
        assert can_go_back(window)
        seen.append((window.view["title"], text_of(window)))
    for title, text in reversed(seen[:-1]):
        assert bot.press(window, "back").status == 200
        assert (window.view["title"], text_of(window)) == (title, text)
    assert not can_go_back(window)


def test_from_a_list_one_goes_back_to_it(bot: Driver, slack: FakeSlack) -> None:
    bot.select(opened(bot, slack), "caching")
    (window,) = slack.modals
    before = text_of(window)
    bot.select(window, "Redis")
    bot.press(window, "look.more")
    for _ in range(2):
        bot.press(window, "back")
    assert text_of(window) == before
    assert slack.modals == [window]


def test_what_is_gone_meanwhile_is_told_of(bot: Driver, slack: FakeSlack) -> None:
    window = page(bot, slack)
    bot.press(window, "ask.next0")
    window.view["private_metadata"] = '[["look","gone 0"],["ask","x"]]'
    assert bot.press(window, "back").status == 200
    assert "Please ask again in words" in text_of(slack.modals[-1])


@pytest.mark.parametrize(
    "metadata", ["", "{}", "[1]", "[]", '[["x","y"],["ask","z"]]', '[["ask"]]']
)
def test_metadata_that_is_not_ours_leads_nowhere(
    bot: Driver, slack: FakeSlack, metadata: str
) -> None:
    window = page(bot, slack)
    bot.press(window, "ask.next0")
    window.view["private_metadata"] = metadata
    assert bot.press(window, "back").status == 200
    assert "Please ask again in words" in text_of(slack.modals[-1])


def test_a_long_way_forgets_its_beginning() -> None:
    view = with_trail({"blocks": []}, [Step("ask", f"{n:0300}") for n in range(30)])
    kept = read_trail(str(view["private_metadata"]))
    assert len(str(view["private_metadata"])) <= MAX_METADATA
    assert [int(step.value) for step in kept] == list(range(30))[-len(kept) :]
    assert len(kept) > 5


@pytest.mark.parametrize("show", WINDOWS)
def test_an_answer_in_a_window_is_rated_there(
    bot: Driver, slack: FakeSlack, store: Store, show: Open
) -> None:
    window = show(bot, slack)
    before = text_of(window)
    assert bot.press(window, "rate.up").status == 200
    assert slack.modals[-1].under is window
    assert text_of(slack.modals[-1]) == "Thank you. I have kept your vote."
    assert slack.modals[-1].view["close"]["text"] == "Back"
    assert bot.press(window, "rate.down").status == 200
    assert slack.modals[-1].view["title"]["text"] == "What was wrong?"
    bot.submit(slack.modals[-1], choice="thin")
    assert text_of(slack.modals[-1]).startswith("Thank you")
    assert slack.modals[-1].view["close"]["text"] == "Back"
    assert text_of(window) == before
    (vote,) = store.votes(TEAM)
    assert (vote.vote, vote.reason) == ("down", "thin")


def test_what_a_window_is_about_is_compared_over_it(bot: Driver, slack: FakeSlack) -> None:
    window = page(bot, slack)
    assert bot.press(window, "compare").status == 200
    form = slack.modals[-1]
    assert form.under is window
    bot.submit(form, first="redis", second="memcached")
    assert slack.modals[-1] is form  # in its place: Slack stacks three
    assert text_of(form).startswith("Asked: compare Redis vs Memcached")


def sharing(bot: Driver, slack: FakeSlack, show: Open) -> ShownView:
    assert bot.press(show(bot, slack), "share").status == 200
    return slack.modals[-1]


@pytest.mark.parametrize("show", WINDOWS)
def test_an_answer_in_a_window_is_shared_where_one_chooses(
    bot: Driver, slack: FakeSlack, show: Open
) -> None:
    form = sharing(bot, slack, show)
    bot.submit(form, channel=CHANNEL)
    assert text_of(form) == "Shared."
    assert form.view["close"]["text"] == "Back"
    (posted,) = slack.posted
    assert posted.channel == CHANNEL
    assert posted.text.startswith("Shared by ann: ")
    bot.mention("and memcached?", thread_ts=slack.shown[-1].ts)
    assert "Memcached" in slack.posted[-1].text


def test_it_is_shared_where_the_bot_is_not(bot: Driver, slack: FakeSlack) -> None:
    form = sharing(bot, slack, page)
    slack.faults.append("channel_not_found")
    bot.submit(form, channel="C0OTHER")
    assert text_of(form) == "Shared."
    assert (slack.posted, slack.shown[-1].channel) == ([], "C0OTHER")
    assert slack.shown[-1].text.startswith("Shared by ann: tell me about Redis")
    assert not slack.shown[-1].private


def test_what_can_not_be_shared_is_told_of(bot: Driver, slack: FakeSlack) -> None:
    form = sharing(bot, slack, page)
    slack.faults.append("ratelimited")
    bot.submit(form, channel=CHANNEL)
    assert text_of(form).startswith("Slack didn't take that for the channel")
    assert slack.shown == []


def test_changed_knowledge_is_looked_at_before_it_is_shared(
    bot: Driver, renewed: Driver, slack: FakeSlack
) -> None:
    form = sharing(bot, slack, page)
    renewed.submit(form, channel=CHANNEL)
    assert text_of(form).startswith("What I know has changed since your answer")
    assert "Redis is a cache" in text_of(form)
    assert slack.posted == []


@pytest.mark.parametrize("metadata", ["", "{}", "x", '{"q":{"intent":"define"'])
def test_what_can_not_be_read_is_not_shared(bot: Driver, slack: FakeSlack, metadata: str) -> None:
    form = sharing(bot, slack, page)
    form.view["private_metadata"] = metadata
    bot.submit(form, channel=CHANNEL)
    assert "Please ask again in words" in text_of(form)
    assert slack.posted == []


def test_where_slack_stacks_no_more_the_place_is_taken(bot: Driver, slack: FakeSlack) -> None:
    bot.press(over_a_form(bot, slack), "compare")
    third = slack.modals[-1]
    assert third.depth == 3
    bot.submit(third, first="redis", second="memcached")
    assert bot.press(third, "rate.down").status == 200
    assert slack.modals[-1] is third
    assert third.view["title"]["text"] == "What was wrong?"


def test_a_window_that_can_not_be_opened_is_a_warning_of_slacks(
    bot: Driver, slack: FakeSlack
) -> None:
    window = page(bot, slack)
    slack.view_faults.append(Status(500))
    assert bot.press(window, "compare").status != 200
