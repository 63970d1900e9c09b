"""Store methods for the operator: what was told and when, alarms with their messages, queues, and numbers that are kept up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from digest.records import UNSETTLED, Alarm, AlarmKind, OutboxState, Outgoing
from digest.store import schema
from digest.store.database import Database
from digest.store.dialects import insert, upsert
from digest.store.outbox import save_outgoing
from digest.store.tally_names import STEP

_MAX_LISTED = 20


@dataclass(frozen=True, slots=True)
class Queue:
    """The rows of one channel that are in one state, which is not settled. `since` is when the oldest was queued.

    `ids` are the first of them, `detail` is why the first one that was tried is in this state.
    """

    channel: str
    state: OutboxState
    count: int
    since: datetime | None
    ids: tuple[int, ...]
    detail: str


class OperatorMixin(Database):
    """What the operator was told, and the numbers that monitors read."""

    def told_troubles(self) -> Mapping[tuple[str, str], datetime]:
        """When each trouble was last told, by event and subject."""
        with self._transaction("reading what was told") as connection:
            return {(row.event, row.subject): row.at for row in connection.execute(sa.select(schema.told_trouble))}

    def save_told(self, told: Collection[tuple[str, str]], forgotten: Collection[tuple[str, str]], now: datetime) -> None:
        """Store that these troubles are told `now`, and forget others, which are over."""
        table = schema.told_trouble
        with self._transaction("storing what was told") as connection:
            for event, subject in forgotten:
                connection.execute(sa.delete(table).where(table.c.event == event, table.c.subject == subject))
            for event, subject in told:
                upsert(connection, table, {"event": event, "subject": subject}, {"at": now})

    def raised_alarms(self) -> tuple[Alarm, ...]:
        """The alarms that the operator was told of and that have not ended."""
        with self._transaction("reading alarms") as connection:
            rows = connection.execute(
                sa.select(schema.raised_alarm).order_by(schema.raised_alarm.c.since, schema.raised_alarm.c.subject)
            )
            return tuple(Alarm(AlarmKind(row.kind), row.subject, row.since, row.message) for row in rows)

    def change_alarms(
        self, raised: Sequence[Alarm], ended: Sequence[Alarm], messages: Sequence[Outgoing], now: datetime
    ) -> None:
        """Store which alarms are raised and ended, with the messages that tell it: in one transaction, so each is told once."""
        table = schema.raised_alarm
        with self._transaction("storing alarms") as connection:
            for alarm in ended:
                connection.execute(sa.delete(table).where(table.c.kind == str(alarm.kind), table.c.subject == alarm.subject))
            for alarm in raised:
                kind, subject = alarm.key
                values = {"kind": kind, "subject": subject, "since": alarm.since, "raised_at": now, "message": alarm.message}
                connection.execute(sa.insert(table).values(values))
            save_outgoing(connection, messages, None, now)

    def queues(self) -> tuple[Queue, ...]:
        """The rows that are not settled, by channel and state."""
        row = schema.outbox.c
        columns = (row.id, row.channel, row.state, row.queued_at, row.detail)
        query = sa.select(*columns).where(row.state.in_([str(state) for state in UNSETTLED])).order_by(row.id)
        groups: dict[tuple[str, str], list[Any]] = {}
        with self._transaction("reading the outbox") as connection:
            for each in connection.execute(query):
                groups.setdefault((each.channel, each.state), []).append(each)
        return tuple(
            Queue(
                channel,
                OutboxState(state),
                len(rows),
                min((each.queued_at for each in rows if each.queued_at), default=None),
                tuple(each.id for each in rows[:_MAX_LISTED]),
                next((each.detail for each in rows if each.detail), ""),
            )
            for (channel, state), rows in groups.items()
        )

    def count_by_state(self) -> Mapping[str, int]:
        """The number of rows of the outbox in each state."""
        with self._transaction("counting the outbox") as connection:
            rows = connection.execute(
                sa.select(schema.outbox.c.state, sa.func.count().label("number")).group_by(schema.outbox.c.state)
            )
            return {row.state: row.number for row in rows}

    def open_failure_counts(self) -> Mapping[tuple[str, str], int]:
        """The number of sources and documents that have failed and were not read since, by source and what was being done."""
        failure = schema.failure.c
        query = sa.select(failure.source, failure.doing, sa.func.count()).group_by(failure.source, failure.doing)
        with self._transaction("counting failures") as connection:
            return {(source, doing): number for source, doing, number in connection.execute(query)}

    def add_tallies(self, numbers: Mapping[tuple[str, str], float]) -> None:
        """Add each number to the tally of its name and label."""
        with self._transaction("storing tallies") as connection:
            for (name, label), value in numbers.items():
                add_to_tally(connection, name, label, value)

    def tallies(self) -> Mapping[tuple[str, str], float]:
        """All tallies, by name and label."""
        with self._transaction("reading tallies") as connection:
            return {(row.name, row.label): row.value for row in connection.execute(sa.select(schema.tally))}

    def record_step(self, step: str, now: datetime) -> None:
        """Store that a step has ended well."""
        with self._transaction("storing that a step ended") as connection:
            upsert(connection, schema.tally, {"name": STEP, "label": step}, {"value": now.timestamp()})

    def step_ends(self) -> Mapping[str, datetime]:
        """When each step ended well last."""
        return {label: datetime.fromtimestamp(value, UTC) for (name, label), value in self.tallies().items() if name == STEP}


def add_to_tally(connection: sa.Connection, name: str, label: str, value: float) -> None:
    """Add `value` to the tally of a name and a label."""
    table = schema.tally
    row = insert(connection, table).values(name=name, label=label, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["name", "label"], set_={"value": table.c.value + value}))
