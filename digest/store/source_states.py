"""Store methods for the state of a source: what its next fetch needs, and how its last one ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from digest.records import AwaitedPage, Failure, Fetched, FetchState, FetchStatus, SeenItem, SourceReport, Validators
from digest.schedule import is_postponed
from digest.store import schema
from digest.store.awaited import awaited_pages, save_awaited_pages
from digest.store.beginnings import note_first_try
from digest.store.database import Database
from digest.store.dialects import upsert, upsert_all
from digest.store.failures import add_failure


class SourceStatesMixin(Database):
    """What the program must remember to fetch the sources again."""

    def fetch_state(self, source: str) -> FetchState:
        """What `source` needs for its next fetch: validators and seen items. Empty if it was never fetched."""
        with self._transaction("reading the state of a source") as connection:
            query = sa.select(schema.source.c.etag, schema.source.c.last_modified).where(schema.source.c.name == source)
            row = connection.execute(query).first()
            validators = Validators(row.etag, row.last_modified) if row else Validators()
            return FetchState(validators, _seen_items(connection, source), awaited_pages(connection, source))

    def waiting_sources(self, now: datetime) -> frozenset[str]:
        """The sources that have asked not to be fetched yet (Retry-After)."""
        source = schema.source.c
        query = sa.select(source.name, source.retry_at, source.read_at).where(source.retry_at.is_not(None))
        with self._transaction("reading the state of the sources") as connection:
            return frozenset(row.name for row in connection.execute(query) if is_postponed(row.retry_at, row.read_at, now))

    def awaited(self, source: str) -> Mapping[str, AwaitedPage]:
        """The pages that `source` waits for, by key."""
        with self._transaction("reading the state of a source") as connection:
            return awaited_pages(connection, source)

    def save_source_failure(self, source: str, failure: Failure, retry_at: datetime | None, now: datetime) -> None:
        """Store that `source` as a whole could not be fetched, and when it asked to be tried again."""
        with self._transaction("storing a failure") as connection:
            note_first_try(connection, source, now)
            values = {"reading": str(FetchStatus.FAILED), "reason": failure.reason, "read_at": now, "retry_at": retry_at}
            upsert(connection, schema.source, {"name": source}, values)
            add_failure(connection, failure, now)

    def source_reports(self, sources: Sequence[str]) -> tuple[SourceReport, ...]:
        """How the last fetch of each source ended, in the given order. The title is the name of the source."""
        with self._transaction("reading the state of the sources") as connection:
            failure = schema.failure.c
            whole = (failure.source == schema.source.c.name) & (failure.subject == schema.source.c.name)
            query = sa.select(schema.source, sa.func.min(failure.first_at).label("failing_since")).outerjoin(
                schema.failure, whole
            )
            query = query.where(schema.source.c.name.in_(sources)).group_by(schema.source.c.name)
            rows = {row.name: row for row in connection.execute(query)}
        return tuple(_report(name, rows.get(name)) for name in sources)


def _seen_items(connection: sa.Connection, source: str) -> dict[str, SeenItem]:
    rows = connection.execute(sa.select(schema.seen).where(schema.seen.c.source == source))
    return {
        row.key: SeenItem(
            row.key, row.item, row.read_at, Validators(row.etag, row.last_modified), first_at=row.first_at, page=row.page
        )
        for row in rows
    }


def save_fetch_state(connection: sa.Connection, source: str, fetched: Fetched, now: datetime, *, found_new: bool) -> None:
    """Store how a fetch of `source` ended, and what its next one needs."""
    values: dict[str, Any] = {
        "etag": fetched.state.validators.etag,
        "last_modified": fetched.state.validators.last_modified,
        "reading": str(FetchStatus.UNCHANGED if fetched.unchanged else FetchStatus.READ),
        "reason": "",
        "read_at": now,
        "retry_at": None,
    }
    if fetched.has_more:
        note_first_try(connection, source, now)
    else:
        values["unread_since"] = None
    if found_new:
        values["last_new"] = now
    upsert(connection, schema.source, {"name": source}, values)
    _save_seen_items(connection, source, fetched.state.seen)
    save_awaited_pages(connection, source, fetched.state.awaited)


def _save_seen_items(connection: sa.Connection, source: str, seen: Mapping[str, SeenItem]) -> None:
    stored = _seen_items(connection, source)
    mine = schema.seen.c.source == source
    for key in stored.keys() - seen.keys():
        connection.execute(sa.delete(schema.seen).where(mine, schema.seen.c.key == key))
    changed = [_seen_values(source, key, item) for key, item in seen.items() if stored.get(key) != item]
    upsert_all(connection, schema.seen, ("source", "key"), changed)


def _seen_values(source: str, key: str, item: SeenItem) -> dict[str, Any]:
    return {
        "source": source,
        "key": key,
        "item": item.item,
        "read_at": item.read_at,
        "etag": item.validators.etag,
        "last_modified": item.validators.last_modified,
        "first_at": item.first_at,
        "page": item.page,
    }


def _report(name: str, row: Any) -> SourceReport:
    if row is None:
        return SourceReport(name, name, FetchStatus.NEVER)
    status = FetchStatus(row.reading)
    since = row.failing_since if status is FetchStatus.FAILED else None
    return SourceReport(name, name, status, last_new=row.last_new, reason=row.reason, failing_since=since)
