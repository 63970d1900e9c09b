"""The store: `interfaces.Store` over a database, one short transaction a method. The queries are in the modules beside it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa

from digest.errors import StoreError
from digest.records import (
    AuditEntry,
    Edition,
    Entry,
    Failure,
    Fetched,
    FetchState,
    Model,
    OutboxState,
    Outgoing,
    RawStatement,
    RevisionLines,
    SourceReport,
    Statement,
    StoredRevision,
    Summary,
    UnsummarisedStatement,
    Withdrawal,
)
from digest.store import audit, editions, outbox, statements, summaries, withdrawals
from digest.store.database import exclusive, open_database, reason
from digest.store.outbox import RunRow
from digest.store.schema import setting


class SqlStore:
    """A store in the SQLite file `path`, opened and migrated at its first use."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._engine: sa.Engine | None = None

    def close(self) -> None:
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    @property
    def exists(self) -> bool:
        return self.path.exists()

    def lock(self) -> AbstractContextManager[None]:
        """Hold this while anything is written; BusyError at once if another process does."""
        return exclusive(self.path.with_name(self.path.name + ".lock"))

    @contextmanager
    def _transaction(self, doing: str) -> Iterator[sa.Connection]:
        if self._engine is None:
            self._engine = open_database(self.path, migrate=not self._read_only)
        try:
            with self._engine.begin() as connection:
                yield connection
        except (sa.exc.DatabaseError, OSError) as error:
            raise StoreError(f"{self.path}: while {doing}: {reason(error)}") from error

    # 1 fetch, 2 clean

    def fetch_state(self, source: str) -> FetchState:
        with self._transaction("reading what a source remembers") as connection:
            return statements.fetch_state(connection, source)

    def recent_lines(self, source: str, most: int) -> tuple[RevisionLines, ...]:
        with self._transaction("reading the texts of a source") as connection:
            return statements.recent_lines(connection, source, most)

    def stored_revision(self, cleaned: Statement) -> StoredRevision | None:
        with self._transaction("reading a statement") as connection:
            return statements.stored_revision(connection, cleaned)

    def save_fetch(
        self, source: str, fetched: Fetched, cleaned: Sequence[tuple[RawStatement, Statement]], now: datetime
    ) -> tuple[int, int]:
        with self._transaction("storing statements") as connection:
            return statements.save_fetch(connection, source, fetched, cleaned, now)

    def save_source_failure(self, source: str, failure: Failure, retry_at: datetime | None, now: datetime) -> None:
        with self._transaction("storing a failure") as connection:
            statements.save_source_failure(connection, source, failure, retry_at, now)

    def retry_at(self, source: str) -> datetime | None:
        with self._transaction("reading a source's state") as connection:
            return statements.retry_at(connection, source)

    def save_failure(self, failure: Failure, now: datetime, raw: bytes | None = None) -> None:
        with self._transaction("storing a failure") as connection:
            statements.save_failure(connection, failure, now, raw)

    def pages_to_recheck(
        self, sources: Sequence[str], since: datetime, before: datetime, most: int
    ) -> tuple[tuple[str, str, str], ...]:
        with self._transaction("reading which pages to look at") as connection:
            return withdrawals.pages_to_recheck(connection, sources, since, before, most)

    def record_recheck(self, key: str, gone: bool | None, now: datetime) -> None:
        with self._transaction("storing whether a page is gone") as connection:
            withdrawals.record_recheck(connection, key, gone, now)

    # 3 summarise

    def unsummarised(self, models: Sequence[Model], max_attempts: int) -> tuple[UnsummarisedStatement, ...]:
        with self._transaction("reading statements") as connection:
            return tuple(summaries.unsummarised(connection, models, max_attempts))

    def save_summary(self, statement: Statement, summary: Summary, now: datetime) -> None:
        with self._transaction("storing a summary") as connection:
            summaries.save_summary(connection, statement.fingerprint, summary, now)

    def start_attempts(self, statements: Sequence[Statement], model: Model) -> None:
        with self._transaction("noting what is tried") as connection:
            summaries.begin_tries(connection, [statement.fingerprint for statement in statements], model)

    def end_attempts(self, statements: Sequence[Statement], model: Model, *, counted: bool) -> None:
        with self._transaction("noting what was tried") as connection:
            summaries.end_tries(connection, [statement.fingerprint for statement in statements], model, counted=counted)

    # 4 compile

    def start_digest(self, digest: str, since: datetime) -> datetime:
        with self._transaction("beginning a digest") as connection:
            return editions.begin(connection, digest, since)

    def sealed_slots(self, digest: str) -> tuple[date, ...]:
        with self._transaction("reading editions") as connection:
            return editions.sealed_slots(connection, digest)

    def new_entries(
        self, digest: str, sources: Sequence[str], models: Sequence[Model], as_of: datetime, seen_by: datetime | None = None
    ) -> tuple[Entry, ...]:
        with self._transaction("reading what is new") as connection:
            return editions.entries(connection, digest, sources, models, as_of, seen_by)

    def source_reports(self, sources: Sequence[str]) -> tuple[SourceReport, ...]:
        with self._transaction("reading the state of sources") as connection:
            return editions.reports(connection, sources)

    def recent_failures(self, digest: str, sources: Sequence[str]) -> tuple[Failure, ...]:
        with self._transaction("reading failures") as connection:
            return editions.failures(connection, digest, sources)

    def open_failures(self, sources: Sequence[str]) -> tuple[Failure, ...]:
        with self._transaction("reading failures") as connection:
            return editions.open_failures(connection, sources)

    def open_withdrawals(self, digest: str, sources: Sequence[str]) -> tuple[Withdrawal, ...]:
        with self._transaction("reading which pages are gone") as connection:
            return withdrawals.open_withdrawals(connection, digest, sources)

    def seal(self, edition: Edition, rows: Sequence[Outgoing]) -> bool:
        with self._transaction("sealing an edition") as connection:
            return editions.seal(connection, edition, rows)

    def sealed_edition(self, digest: str, slot: date) -> Edition | None:
        with self._transaction("reading an edition") as connection:
            return editions.sealed(connection, digest, slot)

    def audit_entries(
        self, digest: str, sources: Sequence[str], models: Sequence[Model], window: tuple[datetime, datetime], now: datetime
    ) -> tuple[AuditEntry, ...]:
        with self._transaction("reading what became of statements") as connection:
            return audit.audit_entries(connection, digest, sources, models, window, now)

    def last_sealed(self, digest: str) -> datetime | None:
        with self._transaction("reading editions") as connection:
            return audit.last_sealed(connection, digest)

    def arrivals(self, sources: Sequence[str], since: datetime) -> Mapping[str, tuple[datetime, ...]]:
        with self._transaction("reading when sources gave something new") as connection:
            return audit.arrivals(connection, sources, since)

    # 5 deliver

    def recover_outbox(self, now: datetime, wait_until: datetime) -> int:
        with self._transaction("putting the outbox right") as connection:
            return outbox.recover(connection, now, wait_until)

    def due_outgoing(self, now: datetime) -> tuple[Outgoing, ...]:
        with self._transaction("reading the outbox") as connection:
            return outbox.due(connection, now)

    def uncertain_outgoing(self) -> tuple[Outgoing, ...]:
        with self._transaction("reading the outbox") as connection:
            return outbox.uncertain(connection)

    def outbox(self) -> tuple[Outgoing, ...]:
        with self._transaction("reading the outbox") as connection:
            return outbox.rows(connection)

    def mark_outgoing(
        self, row: int, state: OutboxState, now: datetime, detail: str = "", not_before: datetime | None = None
    ) -> bool:
        with self._transaction("marking a row of the outbox") as connection:
            return outbox.mark(connection, row, state, now, detail, not_before)

    def resend(self, row: int, now: datetime) -> bool:
        """Hand out the row once more, as if it had never been tried; False if there is no such row."""
        with self._transaction("marking a row of the outbox") as connection:
            return outbox.again(connection, row, now)

    def unsubscribe(self, digest: str, address: str, now: datetime) -> None:
        """Remember that the reader has left, and cancel what was not yet sent to them."""
        with self._transaction("taking a reader off a digest") as connection:
            outbox.unsubscribe(connection, digest, address, now)

    def unsubscribed(self, digest: str) -> frozenset[str]:
        """The addresses that have left the digest."""
        with self._transaction("reading who has left") as connection:
            return outbox.left(connection, digest)

    # the log of runs, and what belongs to the store as a whole

    def start_run(self, now: datetime) -> int:
        with self._transaction("logging a run") as connection:
            return outbox.begin_run(connection, now)

    def end_run(self, run: int, exit_code: int, report: str, now: datetime) -> None:
        with self._transaction("logging a run") as connection:
            outbox.end_run(connection, run, exit_code, report, now)

    def last_runs(self, most: int) -> tuple[RunRow, ...]:
        with self._transaction("reading the log of runs") as connection:
            return outbox.last_runs(connection, most)

    def secret(self) -> bytes:
        """32 random bytes, made once with the database: what Message-IDs are derived from."""
        with self._transaction("reading the store's secret") as connection:
            query = sa.select(setting.c.value).where(setting.c.name == "secret")
            known = connection.execute(query).scalar()
            if known is None:
                known = secrets.token_hex(32)
                connection.execute(sa.insert(setting).values(name="secret", value=known))
            return bytes.fromhex(known)
