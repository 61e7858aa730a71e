"""The store: one interface, whichever database. Every call names the workspace it is about."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Table,
    and_,
    cast,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.state.database import Database
from bot.state.tables import (
    TEAM_TABLES,
    audit,
    claims,
    feedback,
    recent,
    settings,
    threads,
    unanswered,
)

DAY = 24 * 3600.0
LEASE = 30.0
"""Seconds that a claim holds. Longer than any try to answer; shorter than the minute after which
Slack delivers again, so that what a killed process left is answered then."""
KEEP_CLAIMS = 1 * DAY
KEEP_THREADS = 30 * DAY
KEEP_RECENT = 30 * DAY
MAX_RECENT = 5  # questions of a person
MAX_QUESTION = 2000  # bytes of one of them
DEFAULT_DAYS, MAX_DAYS = 90, 3650
MAX_DOUBTS = 4
"""Tries that may have posted an answer and may not: as many as Slack delivers a message."""

CHANNEL_ID = r"[CG][A-Z0-9]{1,40}"
"""A channel that a workspace may name, as a pattern."""

Claim = tuple[str, str, str]
"""Workspace, channel, and what is claimed there: the ``ts`` of a message, or a press."""
ThreadKey = tuple[str, str, str]
"""Workspace, channel and ``thread_ts``; empty for the root of a direct message."""


class Turn(Enum):
    """What a delivery of a message is to do."""

    YOURS = "answer it"
    BUSY = "ask to be delivered again, for another delivery is answering and may yet fail"
    DONE = "leave it; it was dealt with"


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a workspace has decided.

    ``keep_questions``: the text of unanswered questions may be kept, for ``keep_days`` like votes.
    ``keep_recent``: the last questions of each person may be, to be asked again from their Home.
    ``channels`` are the only ones where mentions are answered; none named are all. In channels
    that are shared with other organisations they are only where ``shared_channels`` says so.
    """

    keep_questions: bool = False
    keep_days: int = DEFAULT_DAYS
    keep_recent: bool = False
    shared_channels: bool = False
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """A person's vote on an answer; ``message`` is the answer's ``ts``, ``leads`` are ids."""

    team: str
    channel: str
    message: str
    person: str
    vote: str
    intent: str
    leads: tuple[str, ...]
    knowledge: str
    reason: str | None = None
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that got no answer; ``known`` are the ids of what it named and we know."""

    team: str
    outcome: str
    intent: str
    known: tuple[str, ...]
    knowledge: str
    text: str | None = None
    at: float = 0.0


class Store:
    """What workspaces have stored. All methods raise :class:`bot.errors.StateError`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._holder = uuid4().hex
        self._insert = sqlite.insert if database.is_sqlite else postgresql.insert

    def take(self, claim: Claim) -> Turn:
        """Claim a message. Whoever gets ``YOURS`` must call :meth:`done` or :meth:`give_back`.

        A claim whose holder did neither falls to the next who asks, once its lease is over.
        """
        now = time.time()
        mine = {"holder": self._holder, "leased_until": now + LEASE, "at": now}
        free = and_(claims.c.done.is_(False), claims.c.leased_until <= now)
        take = (
            self._insert(claims)
            .values(**_named(claims, claim), **mine, doubts=0, done=False)
            .on_conflict_do_update(index_elements=_key(claims), set_=mine, where=free)
            .returning(claims.c.holder)
        )
        with self.database.writing() as connection:
            if connection.execute(take).first() is not None:
                return Turn.YOURS
            is_done = connection.execute(select(claims.c.done).where(_is(claims, claim))).scalar()
        return Turn.DONE if is_done else Turn.BUSY

    def done(self, claim: Claim) -> None:
        """Settle a message: it is dealt with for good."""
        now = time.time()
        settled = {"done": True, "at": now}
        new = {"holder": self._holder, "leased_until": now, "doubts": 0, **settled}
        with self.database.writing() as connection:
            connection.execute(
                self._insert(claims)
                .values(**_named(claims, claim), **new)
                .on_conflict_do_update(index_elements=_key(claims), set_=settled)
            )

    def give_back(self, claim: Claim, *, doubtful: bool) -> None:
        """Let the next delivery answer a message that we claimed.

        ``doubtful`` says that the answer may have been posted all the same. After ``MAX_DOUBTS``
        such failures a message is settled, whatever else would deliver it.
        """
        doubts = claims.c.doubts + int(doubtful)
        with self.database.writing() as connection:
            connection.execute(
                update(claims)
                .where(_is(claims, claim), claims.c.holder == self._holder)
                .values(leased_until=0.0, doubts=doubts, done=doubts >= MAX_DOUBTS)
            )

    def context(self, key: ThreadKey) -> str | None:
        """Return what a thread is about, as it was stored."""
        with self.database.reading() as connection:
            query = select(threads.c.context).where(_is(threads, key))
            return connection.execute(query).scalar()

    def put_contexts(self, contexts: Mapping[ThreadKey, str]) -> None:
        """Store what threads are about."""
        now = time.time()
        rows = [
            {**_named(threads, key), "context": context, "at": now}
            for key, context in contexts.items()
        ]
        put = self._insert(threads).values(rows)
        new = {"context": put.excluded.context, "at": put.excluded.at}
        with self.database.writing() as connection:
            connection.execute(put.on_conflict_do_update(index_elements=_key(threads), set_=new))

    def workspace(self, team: str) -> Workspace:
        """Return what a workspace has decided, and our defaults for the rest."""
        with self.database.reading() as connection:
            query = select(settings.c.name, settings.c.value).where(settings.c.team == team)
            found = dict(connection.execute(query).all())
        return Workspace(
            keep_questions=found.get("keep_questions") == "yes",
            keep_days=int(found.get("keep_days", DEFAULT_DAYS)),
            keep_recent=found.get("keep_recent") == "yes",
            shared_channels=found.get("shared_channels") == "yes",
            channels=tuple(found.get("channels", "").split()),
        )

    def decide(self, team: str, actor: str, workspace: Workspace) -> None:
        """Store what a workspace has decided, and who did."""
        words = {
            "keep_questions": "yes" if workspace.keep_questions else "no",
            "keep_days": str(workspace.keep_days),
            "keep_recent": "yes" if workspace.keep_recent else "no",
            "shared_channels": "yes" if workspace.shared_channels else "no",
            "channels": " ".join(workspace.channels),
        }
        rows = [{"team": team, "name": name, "value": value} for name, value in words.items()]
        put = self._insert(settings).values(rows)
        detail = ", ".join(f"{name}={value}" for name, value in words.items())
        with self.database.writing(lasting=True) as connection:
            connection.execute(
                put.on_conflict_do_update(
                    index_elements=_key(settings), set_={"value": put.excluded.value}
                )
            )
            if not workspace.keep_questions:
                connection.execute(
                    update(unanswered).where(unanswered.c.team == team).values(text=None)
                )
            if not workspace.keep_recent:
                connection.execute(delete(recent).where(recent.c.team == team))
            _note(connection, team, actor, "settings", detail)

    def vote(self, vote: Vote) -> None:
        """Keep a vote, in place of an earlier one by the same person on the same answer."""
        words = {
            "vote": vote.vote,
            "reason": vote.reason,
            "intent": vote.intent,
            "leads": " ".join(vote.leads),
            "knowledge": vote.knowledge,
            "at": vote.at or time.time(),
        }
        key = (vote.team, vote.channel, vote.message, vote.person)
        with self.database.writing(lasting=True) as connection:
            connection.execute(
                self._insert(feedback)
                .values(**_named(feedback, key), **words)
                .on_conflict_do_update(index_elements=_key(feedback), set_=words)
            )

    def votes(self, team: str) -> list[Vote]:
        """Return a workspace's votes, the latest first."""
        order = feedback.c.at.desc()
        with self.database.reading() as connection:
            rows = connection.execute(
                select(feedback).where(feedback.c.team == team).order_by(order)
            ).mappings()
            return [Vote(**{**row, "leads": tuple(row["leads"].split())}) for row in rows]

    def keep_unanswered(self, question: Unanswered) -> None:
        """Keep a question that got no answer; its text only where the workspace allows it."""
        text = question.text if self.workspace(question.team).keep_questions else None
        with self.database.writing() as connection:
            connection.execute(
                self._insert(unanswered).values(
                    team=question.team,
                    outcome=question.outcome,
                    intent=question.intent,
                    known=" ".join(question.known),
                    text=text,
                    knowledge=question.knowledge,
                    at=question.at or time.time(),
                )
            )

    def unanswered(self, team: str) -> list[Unanswered]:
        """Return a workspace's unanswered questions, the latest first."""
        columns = [one for one in unanswered.c if one.name != "id"]
        order = unanswered.c.at.desc()
        with self.database.reading() as connection:
            rows = connection.execute(
                select(*columns).where(unanswered.c.team == team).order_by(order)
            ).mappings()
            return [Unanswered(**{**row, "known": tuple(row["known"].split())}) for row in rows]

    def keep_recent(self, team: str, person: str, question: str) -> None:
        """Keep what a person asked as the latest of a few, where the workspace allows it."""
        if not self.workspace(team).keep_recent or len(question.encode()) > MAX_QUESTION:
            return
        theirs = and_(recent.c.team == team, recent.c.person == person)
        latest = (
            select(recent.c.question).where(theirs).order_by(recent.c.at.desc()).limit(MAX_RECENT)
        )
        now = {"at": time.time()}
        with self.database.writing() as connection:
            connection.execute(
                self._insert(recent)
                .values(team=team, person=person, question=question, **now)
                .on_conflict_do_update(index_elements=_key(recent), set_=now)
            )
            connection.execute(delete(recent).where(theirs, recent.c.question.not_in(latest)))

    def recent(self, team: str, person: str) -> list[str]:
        """Return what a person asked, the latest first."""
        query = select(recent.c.question).where(recent.c.team == team, recent.c.person == person)
        with self.database.reading() as connection:
            return list(connection.execute(query.order_by(recent.c.at.desc())).scalars())

    def audit(self, team: str) -> list[tuple[float, str, str, str]]:
        """Return who changed what in a workspace: moment, actor, action, detail; latest first."""
        columns = (audit.c.at, audit.c.actor, audit.c.action, audit.c.detail)
        query = select(*columns).where(audit.c.team == team).order_by(audit.c.id.desc())
        with self.database.reading() as connection:
            return [(at, by, what, detail) for at, by, what, detail in connection.execute(query)]

    def teams(self) -> list[str]:
        """Return all workspaces that anything is stored of."""
        with self.database.reading() as connection:
            found = {
                team
                for table in TEAM_TABLES
                for team in connection.execute(select(table.c.team).distinct()).scalars()
            }
        return sorted(found)

    def erase(self, team: str) -> dict[str, int]:
        """Delete all that is stored of a workspace; return how many rows of each table."""
        with self.database.writing(lasting=True) as connection:
            return {
                table.name: connection.execute(delete(table).where(table.c.team == team)).rowcount
                for table in TEAM_TABLES
            }

    def erase_person(self, team: str, person: str, actor: str) -> dict[str, int]:
        """Delete what a workspace's store has of a person; return how many rows of each table."""
        of_person = {
            feedback: feedback.c.person == person,
            # A press is claimed for who pressed: their id is a part of its name.
            claims: (claims.c.subject + "/").contains(f"/{person}/", autoescape=True),
            recent: recent.c.person == person,
            audit: audit.c.actor == person,
        }
        with self.database.writing(lasting=True) as connection:
            deleted = {
                table.name: connection.execute(
                    delete(table).where(table.c.team == team, theirs)
                ).rowcount
                for table, theirs in of_person.items()
            }
            _note(connection, team, actor, "erase", "a person's data")
        return deleted

    def expire(self) -> int:
        """Delete what has been kept long enough; return how many rows."""
        now = time.time()
        with self.database.writing() as connection:
            old = [(claims, claims.c.at < now - KEEP_CLAIMS)]
            bounds = {threads: KEEP_THREADS, recent: KEEP_RECENT}
            old += (
                (table, _too_old(table, now, bounds.get(table, float("inf"))))
                for table in (threads, recent, feedback, unanswered, audit)
            )
            return sum(
                connection.execute(delete(table).where(is_old)).rowcount for table, is_old in old
            )


def _too_old(table: Table, now: float, bound: float) -> ColumnElement[bool]:
    """Return what holds for rows older than their workspace wants, or ``bound`` seconds."""
    own = select(cast(settings.c.value, Integer)).where(
        settings.c.team == table.c.team, settings.c.name == "keep_days"
    )
    days = func.coalesce(own.scalar_subquery(), DEFAULT_DAYS)
    too_old = table.c.at < now - days * DAY
    return too_old if bound == float("inf") else or_(too_old, table.c.at < now - bound)


def _note(connection: Connection, team: str, actor: str, action: str, detail: str) -> None:
    row = {"team": team, "actor": actor, "action": action, "detail": detail, "at": time.time()}
    connection.execute(audit.insert().values(**row))


def _key(table: Table) -> list[str]:
    """Return the columns of a table's key, the workspace first."""
    return [column.name for column in table.primary_key.columns]


def _named(table: Table, key: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(_key(table), key, strict=True))


def _is(table: Table, key: tuple[str, ...]) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in _named(table, key).items()))
