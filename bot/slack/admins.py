"""Who may decide for a workspace: its admins and owners, as Slack says; nobody if it can't say.

It takes the scope ``users:read``; an app without it is set up by ``stackguide settings`` alone.
"""

import logging
import time
from enum import Enum
from threading import Lock

import msgspec
from slack_sdk import WebClient

from bot.shapes import learn
from bot.slack.posting import Posting, attempt

WITHIN = 0.8
"""Seconds for a look-up; Slack waits 3 for all, and the Home is yet to be published."""
REMEMBERED = 300.0  # seconds
REMEMBERED_SCOPE = 3600.0
"""Seconds until it is tried again whether the app has the scope by now."""
MAX_REMEMBERED = 10_000  # people
_NO_SCOPE = "missing_scope"

_log = logging.getLogger(__name__)


class Right(Enum):
    """Whether somebody may decide for a workspace."""

    YES = "yes"
    NO = "no"
    UNTOLD = "Slack doesn't say just now"
    UNTELLABLE = "the app lacks the scope"


class _Enterprise(msgspec.Struct, frozen=True):
    teams: list[str] = []


class _Member(msgspec.Struct, frozen=True):
    """A person as users.info tells of them; a stranger is of another organisation."""

    id: str
    team_id: str = ""
    enterprise_user: _Enterprise = _Enterprise()
    is_admin: bool = False
    is_owner: bool = False
    deleted: bool = False
    is_stranger: bool = False

    def decides_for(self, team: str) -> bool:
        """Whether the person is an admin or owner of the workspace."""
        belongs = team == self.team_id or team in self.enterprise_user.teams
        gone = self.deleted or self.is_stranger
        return belongs and not gone and (self.is_admin or self.is_owner)


class _Told(msgspec.Struct, frozen=True):
    user: _Member


learn(_Told)


class Admins:
    """Asks Slack about people, and remembers for a while what it said. Thread-safe."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], tuple[bool, float]] = {}
        self._lock = Lock()
        self._untellable_until = 0.0

    def seem(self, client: WebClient, team: str, person: str) -> bool:
        """Tell whether somebody may decide, as far as was seen lately: to offer, not to allow."""
        with self._lock:
            seen, until = self._seen.get((team, person), (False, 0.0))
        if time.monotonic() < until:
            return seen
        return self.right(client, team, person) is Right.YES

    def right(self, client: WebClient, team: str, person: str) -> Right:
        """Ask Slack whether somebody may decide."""
        if time.monotonic() < self._untellable_until:
            return Right.UNTELLABLE
        before, client.timeout = client.timeout, WITHIN  # type: ignore[assignment]  # a float does
        sent = attempt(
            "Looking up an admin", lambda: client.users_info(user=person), frozenset({_NO_SCOPE})
        )
        client.timeout = before
        if sent.code == _NO_SCOPE:
            self._untellable_until = time.monotonic() + REMEMBERED_SCOPE
            _log.warning(
                "Nobody gets the workspace's settings in the App Home: the app lacks the scope "
                "users:read. Add it to the app and install it again, or use `stackguide settings`."
            )
            return Right.UNTELLABLE
        if sent.posting is not Posting.SENT:
            return Right.UNTOLD
        try:
            member = msgspec.convert(sent.told, _Told).user
        except msgspec.ValidationError:
            _log.error("Slack tells of a person in another shape than it used to")
            return Right.UNTOLD
        decides = member.id == person and member.decides_for(team)
        self._remember(team, person, decides=decides)
        return Right.YES if decides else Right.NO

    def _remember(self, team: str, person: str, *, decides: bool) -> None:
        now = time.monotonic()
        with self._lock:
            fresh = {key: one for key, one in self._seen.items() if one[1] > now}
            self._seen = fresh if len(fresh) < MAX_REMEMBERED else {}
            self._seen[team, person] = (decides, now + REMEMBERED)
