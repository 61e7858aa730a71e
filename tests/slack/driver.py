"""Using the bot as people in Slack do, whatever brings it Slack's payloads."""

import json
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, cast

from tests.slack import payloads
from tests.slack.block_kit_limits import check_view
from tests.slack.fake_slack import BOT, MAX_STACK, FakeSlack, Shown, ShownView

MAX_OPTIONS, MAX_LABEL = 100, 75


def options_in(response: "Response") -> list[dict[str, Any]]:
    """Return the options that a picker is told, checked against Slack's limits."""
    told = cast("dict[str, Any]", response.json())
    groups = told.get("option_groups", [])
    assert ("options" in told) is not bool(groups)
    options = told["options"] if not groups else [one for g in groups for one in g["options"]]
    assert len(options) <= MAX_OPTIONS
    assert all(len(group["label"]["text"]) <= MAX_LABEL for group in groups)
    return cast("list[dict[str, Any]]", options)


@dataclass(frozen=True, slots=True)
class Response:
    """What the bot answers Slack itself."""

    status: int
    body: bytes

    def json(self) -> dict[str, object]:
        return cast("dict[str, object]", json.loads(self.body))


class Driver(ABC):
    """What people do in Slack; a transport brings the three kinds of payloads."""

    @abstractmethod
    def event(self, envelope: object) -> Response:
        """Deliver an event."""

    @abstractmethod
    def interaction(self, payload: object) -> Response:
        """Deliver an interaction."""

    @abstractmethod
    def slash(self, form: dict[str, str]) -> Response:
        """Deliver a slash command."""

    def mention(self, text: str, /, **event: object) -> Response:
        return self.event(payloads.mention(f"<@{BOT}> {text}", **event))

    def dm(self, text: str, /, **event: object) -> Response:
        return self.event(payloads.direct_message(text, **event))

    def home(self, tab: str = "home", /, **event: object) -> Response:
        return self.event(payloads.home_opened(tab, **event))

    def command(self, text: str, name: str = "/stack") -> Response:
        return self.slash(payloads.command(text, name))

    def press(
        self, shown: Shown | ShownView, action_id: str, choice: str = "", **changes: object
    ) -> Response:
        """Use a button, thumb or menu; the arguments are those of :func:`payloads.press`."""
        return self.interaction(payloads.press(shown, action_id, choice, **changes))

    def shortcut(self, slack: FakeSlack, message: str | None = None) -> Response:
        """Choose a shortcut: from a message if there is one."""
        about = None if message is None else payloads.written(message)
        return self.interaction(payloads.shortcut(slack, about))

    def submit(self, shown: ShownView, **fields: object) -> Response:
        """Send a form; what the response shows in its place is checked and shown."""
        response = self.interaction(payloads.submission(shown, fields))
        if response.body and (view := response.json().get("view")):
            check_view(view)
            if response.json()["response_action"] == "push":
                assert shown.depth < MAX_STACK
                shown.slack.push(cast("dict[str, Any]", view), shown)
            else:
                shown.put(cast("dict[str, Any]", view))
        return response

    def type_into(self, shown: ShownView, block_id: str, typed: str) -> list[str]:
        """Type into a picker, and return the values that it offers."""
        response = self.interaction(payloads.suggestion(shown, block_id, typed))
        return [str(one["value"]) for one in options_in(response)]

    def select(self, shown: ShownView, choice: str, **changes: object) -> Response:
        """Choose an option of one of a view's menus."""
        return self.press(shown, payloads.menu_with(shown, choice), choice, **changes)
