"""Queries of delivering: the rows of the outbox and the log of runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from digest.records import Format, OutboxState, Outgoing, Target
from digest.store.schema import outbox, run, unsubscribed

_LONGEST_WAIT = timedelta(days=3)
"""The patience of `schedule.py`."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in the log: when it began and ended, its exit code, and its report; None where it was killed."""

    started_at: datetime
    ended_at: datetime | None
    exit_code: int | None
    report: str


def recover(connection: sa.Connection, now: datetime, wait_until: datetime) -> int:
    """With the lock held nobody else is alive: what a killed process was doing is decided here.

    What was to be sent is sent again; what was at its final dot is uncertain, and not settled before `wait_until`.
    """
    interrupted = {"state": str(OutboxState.PENDING), "detail": "the process ended before it was sent"}
    doubtful = {
        "state": str(OutboxState.UNCERTAIN),
        "detail": "the process ended at the final dot",
        "doubts": outbox.c.doubts + 1,
        "not_before": wait_until,
    }
    moved = 0
    for before, values in ((OutboxState.SENDING, interrupted), (OutboxState.COMMITTING, doubtful)):
        change = sa.update(outbox).where(outbox.c.state == str(before))
        moved += connection.execute(change.values(**values, changed_at=now)).rowcount
    return moved


def due(connection: sa.Connection, now: datetime) -> tuple[Outgoing, ...]:
    # No try is ever put off for longer than PATIENCE: what is, was put off by a clock that was far ahead.
    ready = outbox.c.not_before.is_(None) | (outbox.c.not_before <= now) | (outbox.c.not_before > now + _LONGEST_WAIT)
    query = sa.select(outbox).where(outbox.c.state == str(OutboxState.PENDING), ready).order_by(outbox.c.id)
    return tuple(_row(row, row.content) for row in connection.execute(query))


def uncertain(connection: sa.Connection) -> tuple[Outgoing, ...]:
    """Rows of which nobody knows whether they arrived, oldest first."""
    query = sa.select(outbox).where(outbox.c.state == str(OutboxState.UNCERTAIN)).order_by(outbox.c.id)
    return tuple(_row(row, row.content) for row in connection.execute(query))


def rows(connection: sa.Connection) -> tuple[Outgoing, ...]:
    """Every row, newest first, without its content."""
    columns = [column for column in outbox.c if column.name != "content"]
    query = sa.select(*columns).order_by(outbox.c.id.desc())
    return tuple(_row(row, b"") for row in connection.execute(query))


def _row(row: Any, content: bytes) -> Outgoing:
    return Outgoing(
        digest=row.digest,
        slot=date.fromisoformat(row.slot),
        target=Target(row.channel, row.address, Format(row.format)),
        content=content,
        id=row.id,
        state=OutboxState(row.state),
        attempts=row.attempts,
        not_before=row.not_before,
        detail=row.detail,
        doubts=row.doubts,
    )


def mark(
    connection: sa.Connection,
    number: int,
    state: OutboxState,
    now: datetime,
    detail: str = "",
    not_before: datetime | None = None,
) -> bool:
    """False if there is no such row."""
    values: dict[str, Any] = {"state": str(state), "detail": detail, "changed_at": now, "not_before": not_before}
    if state is OutboxState.SENDING:
        values["attempts"] = outbox.c.attempts + 1
    if state is OutboxState.UNCERTAIN:
        values["doubts"] = outbox.c.doubts + 1
    return connection.execute(sa.update(outbox).where(outbox.c.id == number).values(values)).rowcount == 1


def again(connection: sa.Connection, number: int, now: datetime) -> bool:
    """Make the row as if it had never been tried; False if there is no such row."""
    fresh = {"state": str(OutboxState.PENDING), "attempts": 0, "doubts": 0, "not_before": None, "changed_at": now}
    change = sa.update(outbox).where(outbox.c.id == number).values(**fresh, detail="by hand: resend")
    return connection.execute(change).rowcount == 1


def unsubscribe(connection: sa.Connection, name: str, address: str, now: datetime) -> None:
    """Remember that the reader has left, and cancel what was not yet sent to them."""
    connection.execute(insert(unsubscribed).values(digest=name, address=address, at=now).on_conflict_do_nothing())
    same = sa.func.lower(outbox.c.address) == address.lower()
    mine = outbox.c.channel == "email", outbox.c.digest == name, same
    waiting = outbox.c.state.in_([str(OutboxState.PENDING), str(OutboxState.UNCERTAIN)])
    values = {"state": str(OutboxState.CANCELLED), "detail": "the reader has left", "changed_at": now}
    connection.execute(sa.update(outbox).where(*mine, waiting).values(values))


def left(connection: sa.Connection, name: str) -> frozenset[str]:
    """The addresses that have left the digest."""
    query = sa.select(unsubscribed.c.address).where(unsubscribed.c.digest == name)
    return frozenset(connection.execute(query).scalars())


def begin_run(connection: sa.Connection, now: datetime) -> int:
    number: int = connection.execute(sa.insert(run).values(started_at=now).returning(run.c.id)).scalar_one()
    return number


def end_run(connection: sa.Connection, number: int, exit_code: int, report: str, now: datetime) -> None:
    values = {"ended_at": now, "exit_code": exit_code, "report": report}
    connection.execute(sa.update(run).where(run.c.id == number).values(values))


def last_runs(connection: sa.Connection, most: int) -> tuple[RunRow, ...]:
    query = sa.select(run).order_by(run.c.id.desc()).limit(most)
    return tuple(RunRow(r.started_at, r.ended_at, r.exit_code, r.report) for r in connection.execute(query))
