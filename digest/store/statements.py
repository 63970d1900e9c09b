"""Store methods of the fetch and clean stages: source states, statements, revisions and failures.

`matching.py` finds the statement that a text is a reading of; a revision is identified by the SHA-256 of its text. Also holds
the query parts that the other modules share: which revision is current, and which sources show a statement.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import chain, repeat
from typing import Any, Literal

import sqlalchemy as sa

from digest import serialise
from digest.records import (
    AwaitedPage,
    Failure,
    Fetched,
    FetchState,
    FetchStatus,
    RawStatement,
    RevisionLines,
    SeenItem,
    SourceReport,
    Statement,
    StoredRevision,
    Validators,
)
from digest.schedule import is_postponed
from digest.store import schema
from digest.store.awaited import awaited_pages, save_awaited_pages
from digest.store.beginnings import note_first_try
from digest.store.compression import compress, published_bytes
from digest.store.database import Database
from digest.store.dialects import insert, insert_new
from digest.store.forgotten import has_forgotten, is_forgotten
from digest.store.matching import document_of, find_statement, free_key
from digest.text.comparison import comparison_hash

# Built once: to build an INSERT with its values takes longer than to carry it out.
_NEW_STATEMENT = sa.insert(schema.statement).returning(schema.statement.c.id)
_NEW_REVISION = sa.insert(schema.revision)


class StatementsMixin(Database):
    """What the sources published, and what the program must remember to fetch them again."""

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

    def recent_lines(self, source: str, limit: int) -> tuple[RevisionLines, ...]:
        """The lines of the current revisions of the newest `limit` statements of `source`, newest first."""
        with self._transaction("reading the texts of a source") as connection:
            query = (
                sa.select(schema.revision.c.body)
                .join(schema.statement, is_current())
                .where(schema.statement.c.source == source)
                .order_by(schema.statement.c.id.desc())
                .limit(limit)
            )
            return tuple(serialise.revision_lines_from_json(body) for body in connection.execute(query).scalars())

    def stored_revisions(self, cleaned: Sequence[tuple[RawStatement, Statement]]) -> tuple[StoredRevision | None, ...]:
        """For each text and what it was read from, the current revision of the statement that it is a reading of.

        None if the statement is new, belongs to another source, says the same in the same words, or if its bytes were dropped.
        """
        with self._transaction("reading statements") as connection:
            return tuple(_stored_revision(connection, raw, statement) for raw, statement in cleaned)

    def awaited(self, source: str) -> Mapping[str, AwaitedPage]:
        """The pages that `source` waits for, by key."""
        with self._transaction("reading the state of a source") as connection:
            return awaited_pages(connection, source)

    def save_fetch(
        self,
        source: str,
        fetched: Fetched,
        cleaned: Sequence[tuple[RawStatement, Statement]],
        now: datetime,
        old_news: Sequence[str] = (),
    ) -> tuple[int, int]:
        """Store one fetch of `source` in one transaction: statements, failures and the new state of the source.

        Return the number of new statements and the number of known statements with a new revision. Failures of documents that
        have been read since are cleared. `old_news` says of each statement why it is no news; empty if it is.
        """
        with self._transaction("storing statements") as connection:
            written: set[int] = set()
            forgotten = has_forgotten(connection)
            outcomes = [
                "known"
                if forgotten and is_forgotten(connection, raw, statement, document_of(raw))
                else _save_statement(connection, raw, statement, now, written, why_old)
                for (raw, statement), why_old in zip(cleaned, chain(old_news, repeat("")), strict=False)
            ]
            for failure in fetched.failures:
                _save_failure(connection, failure, now)
            _clear_failures(connection, source, _read_subjects(fetched, cleaned) | {source})
            new, revised = outcomes.count("new"), outcomes.count("revised")
            _save_fetch_state(connection, source, fetched, now, found_new=new > 0)
            return new, revised

    def save_source_failure(self, source: str, failure: Failure, retry_at: datetime | None, now: datetime) -> None:
        """Store that `source` as a whole could not be fetched, and when it asked to be tried again."""
        with self._transaction("storing a failure") as connection:
            note_first_try(connection, source, now)
            values = {"reading": str(FetchStatus.FAILED), "reason": failure.reason, "read_at": now, "retry_at": retry_at}
            upsert(connection, schema.source, {"name": source}, values)
            _save_failure(connection, failure, now)

    def save_failure(self, failure: Failure, now: datetime, raw: bytes | None = None) -> None:
        """Store that one document failed, with the bytes that could not be used."""
        with self._transaction("storing a failure") as connection:
            _save_failure(connection, failure, now, raw)

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

    def open_failures(self, sources: Sequence[str]) -> tuple[Failure, ...]:
        """Every document of `sources` that failed and was not read since, whether or not an edition has listed it."""
        with self._transaction("reading failures") as connection:
            return tuple(failure_from_row(row) for row in connection.execute(document_failures(sources)))


def _stored_revision(connection: sa.Connection, raw: RawStatement, cleaned: Statement) -> StoredRevision | None:
    found = find_statement(connection, raw, cleaned)
    if found is None or found.source != raw.source or found.words == comparison_hash(cleaned.text):
        return None
    query = (
        sa.select(schema.revision.c.raw, schema.revision.c.media_type)
        .join(schema.statement, is_current())
        .where(schema.statement.c.id == found.id)
    )
    row = connection.execute(query).one()
    stored = serialise.statement_from_json(found.key, found.source, found.body)
    content = published_bytes(row.raw)
    return StoredRevision(stored, content, row.media_type) if content else None


def _seen_items(connection: sa.Connection, source: str) -> dict[str, SeenItem]:
    rows = connection.execute(sa.select(schema.seen).where(schema.seen.c.source == source))
    return {
        row.key: SeenItem(
            row.key, row.item, row.read_at, Validators(row.etag, row.last_modified), first_at=row.first_at, page=row.page
        )
        for row in rows
    }


def _read_subjects(fetched: Fetched, cleaned: Sequence[tuple[RawStatement, Statement]]) -> set[str]:
    """The subjects whose earlier failures are over: everything that was read, except what could not be cleaned this time."""
    done = {name for raw, _ in cleaned for name in (raw.key, raw.link)}
    not_cleaned = {raw.link or raw.key for raw in fetched.statements} - done
    awaited = {name for page in fetched.state.awaited.values() for name in (page.link, page.key)}
    return (done | set(fetched.read)) - not_cleaned - awaited


def _save_fetch_state(connection: sa.Connection, source: str, fetched: Fetched, now: datetime, *, found_new: bool) -> None:
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


def _save_statement(
    connection: sa.Connection, raw: RawStatement, cleaned: Statement, now: datetime, written: set[int], old_news: str
) -> Literal["new", "revised", "known"]:
    """Store one statement. "known": the same words, those of an earlier revision, or a statement of another source.

    `written` are the statements that this fetch has stored: of several readings of one statement, the first counts.
    """
    row = find_statement(connection, raw, cleaned)
    number = _add_statement(connection, raw, cleaned, now, old_news) if row is None else row.id
    _add_reading(connection, number, raw)
    unsettle(connection, number)
    if number in written or (row is not None and not _may_revise(row, raw)):
        return "known"
    written.add(number)
    if row is None:
        _add_revision(connection, number, raw, cleaned, now)
        return "new"
    return _revise(connection, row, raw, cleaned, now)


def _add_statement(connection: sa.Connection, raw: RawStatement, cleaned: Statement, now: datetime, old_news: str) -> int:
    values = {
        "key": free_key(connection, raw, cleaned),
        "source": raw.source,
        "first_seen": now,
        "current": cleaned.fingerprint,
        "publisher": raw.provenance.publisher,
        "is_own": raw.provenance.is_own,
        "old_news": old_news,
    }
    number: int = connection.execute(_NEW_STATEMENT, values).scalar_one()
    return number


def _add_reading(connection: sa.Connection, statement: int, raw: RawStatement) -> None:
    values = {"statement": statement, "source": raw.source, "document": document_of(raw), "guid": raw.guid}
    connection.execute(insert_new(connection, schema.reading), values)


def unsettle(connection: sa.Connection, statement: int) -> None:
    """Have the next run look at a statement: see `unsettled.py`."""
    connection.execute(insert_new(connection, schema.unsettled), {"statement": statement})


def _may_revise(row: Any, raw: RawStatement) -> bool:
    """Whether a source may revise a statement: its own, or its publisher's if another source only lists the page."""
    speaks_first = raw.provenance.is_own and not row.is_own
    return bool(row.source == raw.source or speaks_first)


def _revise(
    connection: sa.Connection, row: Any, raw: RawStatement, cleaned: Statement, now: datetime
) -> Literal["revised", "known"]:
    """Store another reading of a statement: a revision if no earlier one has its words.

    What was no news is, if it has new words that are not dated before it was first seen.
    """
    words = comparison_hash(cleaned.text)
    revision = schema.revision.c
    query = (
        sa.select(revision.id, revision.fingerprint, revision.body)
        .where(revision.statement == row.id, (revision.words == words) | (revision.fingerprint == cleaned.fingerprint))
        .order_by(revision.fingerprint != cleaned.fingerprint, revision.fingerprint != row.current, revision.id.desc())
    )
    known = connection.execute(query).first()
    values = {
        "current": cleaned.fingerprint if known is None else known.fingerprint,
        "gone_at": None,
        "source": raw.source,
        "publisher": raw.provenance.publisher,
        "is_own": raw.provenance.is_own,
    }
    if known is None and (cleaned.published is None or cleaned.published.date() >= row.first_seen.date()):
        values["old_news"] = ""
    connection.execute(sa.update(schema.statement).where(schema.statement.c.id == row.id).values(values))
    if known is None:
        _add_revision(connection, row.id, raw, cleaned, now)
        return "revised"
    stored = serialise.statement_from_json(row.key, raw.source, known.body)
    same_text = known.fingerprint == cleaned.fingerprint
    _update_revision(connection, known.id, cleaned if same_text else stored.with_facts_of(cleaned))
    return "known"


def _add_revision(connection: sa.Connection, statement: int, raw: RawStatement, cleaned: Statement, now: datetime) -> None:
    values = {
        "statement": statement,
        "fingerprint": cleaned.fingerprint,
        "seen_at": now,
        "embargo": cleaned.embargo,
        "body": serialise.statement_to_json(cleaned),
        "raw": compress(raw.content),
        "media_type": raw.media_type,
        "words": comparison_hash(cleaned.text),
    }
    connection.execute(_NEW_REVISION, values)


def _update_revision(connection: sa.Connection, revision: int, cleaned: Statement) -> None:
    """Store a better reading of the same text (title, date, offsets), unless an edition has already taken the revision."""
    taken = sa.select(schema.member.c.revision).where(schema.member.c.revision == revision)
    if connection.execute(taken).first() is None:
        values = {"body": serialise.statement_to_json(cleaned), "embargo": cleaned.embargo}
        connection.execute(sa.update(schema.revision).where(schema.revision.c.id == revision).values(values))


def _save_failure(connection: sa.Connection, failure: Failure, now: datetime, raw: bytes | None = None) -> None:
    key = {"source": failure.source, "subject": failure.subject, "doing": failure.doing}
    values = {"reason": failure.reason, "last_at": now, "raw": None if raw is None else compress(raw)}
    query = insert(connection, schema.failure).values(key | values | {"first_at": now, "times": 1})
    repeated = values | {"times": schema.failure.c.times + 1}
    connection.execute(query.on_conflict_do_update(index_elements=list(key), set_=repeated))


def _clear_failures(connection: sa.Connection, source: str, subjects: Collection[str]) -> None:
    """Delete the failures of `subjects`, which have been read since."""
    # One row a statement: `subjects` may be longer than the number of parameters that SQLite allows.
    mine = schema.failure.c.source == source
    failed = set(connection.execute(sa.select(schema.failure.c.subject).where(mine)).scalars())
    for subject in failed.intersection(subjects):
        connection.execute(sa.delete(schema.failure).where(mine, schema.failure.c.subject == subject))
        told = schema.told_failure.c
        connection.execute(sa.delete(schema.told_failure).where(told.source == source, told.subject == subject))


def _report(name: str, row: Any) -> SourceReport:
    if row is None:
        return SourceReport(name, name, FetchStatus.NEVER)
    status = FetchStatus(row.reading)
    since = row.failing_since if status is FetchStatus.FAILED else None
    return SourceReport(name, name, status, last_new=row.last_new, reason=row.reason, failing_since=since)


def document_failures(sources: Sequence[str]) -> sa.Select[Any]:
    """Query of the failures of single documents. A failure of a whole source has the source as its subject."""
    failure = schema.failure.c
    query = sa.select(schema.failure).where(failure.source.in_(sources), failure.subject != failure.source)
    return query.order_by(failure.source, failure.subject)


def is_told(slug: str) -> sa.ColumnElement[bool]:
    """Condition: an edition of the digest `slug` has told the failure, and the document was not read since."""
    told, failure = schema.told_failure.c, schema.failure.c
    same = (told.source == failure.source) & (told.subject == failure.subject) & (told.doing == failure.doing)
    return sa.exists().where(told.digest == slug, same)


def failure_from_row(row: Any) -> Failure:
    """The Failure of a row of the table `failure`."""
    return Failure(row.subject, row.doing, row.reason, row.source)


def is_current() -> sa.ColumnElement[bool]:
    """Condition: the revision is the current one of the statement."""
    same_statement = schema.revision.c.statement == schema.statement.c.id
    return same_statement & (schema.revision.c.fingerprint == schema.statement.c.current)


def shown_by(sources: Sequence[str]) -> sa.ColumnElement[bool]:
    """Condition: the statement belongs to one of `sources`, or one of them has read it, too."""
    reading = schema.reading.c
    also_read = sa.exists().where(reading.statement == schema.statement.c.id, reading.source.in_(sources))
    return schema.statement.c.source.in_(sources) | also_read


def display_source(connection: sa.Connection, statement: int, owner: str, sources: Sequence[str]) -> str:
    """The one of `sources` under which a statement is listed: `owner`, or else the first that has read it."""
    if owner in sources:
        return owner
    query = sa.select(schema.reading.c.source).where(schema.reading.c.statement == statement)
    showing = set(connection.execute(query).scalars())
    return next((name for name in sources if name in showing), owner)


def upsert(connection: sa.Connection, table: sa.Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Insert a row, or update the one that has this key."""
    upsert_all(connection, table, tuple(key), [{**key, **values}])


def upsert_all(connection: sa.Connection, table: sa.Table, key: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns, or update those that have their values of `key`."""
    if rows:
        query = insert(connection, table)
        changed = {name: query.excluded[name] for name in rows[0] if name not in key}
        connection.execute(query.on_conflict_do_update(index_elements=list(key), set_=changed), rows)
