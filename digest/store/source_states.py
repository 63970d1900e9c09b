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
from digest.store.failures import add_failure, clear_failures, failing_sources, read_subjects


class SourceStatesMixin(Database):
    """What the program must remember to fetch the sources again."""

    def fetch_states(self, sources: Sequence[str]) -> Mapping[str, FetchState]:
        """What each source needs for its next fetch, by its name: validators and seen items. Empty if it was never fetched."""
        source = schema.source.c
        query = sa.select(source.name, source.etag, source.last_modified).where(source.name.in_(sources))
        with self._transaction("reading the state of the sources") as connection:
            validators = {row.name: Validators(row.etag, row.last_modified) for row in connection.execute(query)}
            seen, awaited = _seen_items(connection, sources), awaited_pages(connection, sources)
        return {name: FetchState(validators.get(name, Validators()), seen[name], awaited[name]) for name in sources}

    def waiting_sources(self, now: datetime) -> frozenset[str]:
        """The sources that have asked not to be fetched yet (Retry-After)."""
        source = schema.source.c
        query = sa.select(source.name, source.retry_at, source.read_at).where(source.retry_at.is_not(None))
        with self._transaction("reading the state of the sources") as connection:
            return frozenset(row.name for row in connection.execute(query) if is_postponed(row.retry_at, row.read_at, now))

    def awaited(self, source: str) -> Mapping[str, AwaitedPage]:
        """The pages that `source` waits for, by key."""
        with self._transaction("reading the state of a source") as connection:
            return awaited_pages(connection, (source,))[source]

    def save_quiet_fetches(self, fetches: Mapping[str, Fetched], now: datetime) -> None:
        """Store in one transaction, by the names of their sources, fetches that brought nothing: see `Fetched.is_quiet`."""
        with self._transaction("storing the state of the sources") as connection:
            for source in failing_sources(connection).intersection(fetches):
                clear_failures(connection, source, {*read_subjects(fetches[source], ()), source})
            rows = [{"name": source, **_source_values(fetched, now)} for source, fetched in fetches.items()]
            upsert_all(connection, schema.source, ("name",), rows)

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


def _seen_items(connection: sa.Connection, sources: Sequence[str]) -> dict[str, dict[str, SeenItem]]:
    """The items that each source has read, by its name and their keys."""
    found: dict[str, dict[str, SeenItem]] = {source: {} for source in sources}
    for row in connection.execute(sa.select(schema.seen).where(schema.seen.c.source.in_(sources))):
        validators = Validators(row.etag, row.last_modified)
        item = SeenItem(row.key, row.item, row.read_at, validators, first_at=row.first_at, page=row.page)
        found[row.source][row.key] = item
    return found


def save_fetch_state(connection: sa.Connection, source: str, fetched: Fetched, now: datetime, *, found_new: bool) -> None:
    """Store how a fetch of `source` ended, and what its next one needs."""
    values = _source_values(fetched, now)
    if fetched.has_more:
        note_first_try(connection, source, now)
    if found_new:
        values["last_new"] = now
    upsert(connection, schema.source, {"name": source}, values)
    _save_seen_items(connection, source, fetched.state.seen)
    save_awaited_pages(connection, source, fetched.state.awaited)


def _source_values(fetched: Fetched, now: datetime) -> dict[str, Any]:
    """What a fetch changes of its source. The end of the first reading of a source is no longer awaited after it."""
    values: dict[str, Any] = {
        "etag": fetched.state.validators.etag,
        "last_modified": fetched.state.validators.last_modified,
        "reading": str(FetchStatus.UNCHANGED if fetched.unchanged else FetchStatus.READ),
        "reason": "",
        "read_at": now,
        "retry_at": None,
    }
    if not fetched.has_more:
        values["unread_since"] = None
    return values


def _save_seen_items(connection: sa.Connection, source: str, seen: Mapping[str, SeenItem]) -> None:
    stored = _seen_items(connection, (source,))[source]
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
