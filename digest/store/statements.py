"""Queries of collecting: sources, what they remember, statements, revisions, failures."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from digest import serialise
from digest.records import (
    Failure,
    Fetched,
    FetchState,
    RawStatement,
    Reading,
    RevisionLines,
    SeenItem,
    Statement,
    StoredRevision,
    Validators,
)
from digest.store.schema import failure, member, revision, seen, source, statement


def fetch_state(connection: sa.Connection, name: str) -> FetchState:
    row = connection.execute(sa.select(source.c.etag, source.c.last_modified).where(source.c.name == name)).first()
    rows = connection.execute(sa.select(seen).where(seen.c.source == name))
    known = {r.key: SeenItem(r.key, r.item, r.read_at, Validators(r.etag, r.last_modified)) for r in rows}
    return FetchState(Validators(row.etag, row.last_modified) if row else Validators(), known)


def retry_at(connection: sa.Connection, name: str) -> datetime | None:
    return connection.execute(sa.select(source.c.retry_at).where(source.c.name == name)).scalar()


def recent_lines(connection: sa.Connection, name: str, most: int) -> tuple[RevisionLines, ...]:
    """The lines of the texts that stand now, of the newest `most` statements of the source `name`."""
    query = (
        sa.select(revision.c.body)
        .join(statement, is_current())
        .where(statement.c.source == name)
        .order_by(statement.c.id.desc())
        .limit(most)
    )
    return tuple(serialise.lines_of(body) for body in connection.execute(query).scalars())


def stored_revision(connection: sa.Connection, cleaned: Statement) -> StoredRevision | None:
    """The revision that stands of the statement of `cleaned`, if it is of the same source and its text is another."""
    query = (
        sa.select(revision.c.body, revision.c.raw, revision.c.media_type)
        .join(statement, is_current())
        .where(statement.c.key == cleaned.key, statement.c.source == cleaned.source)
        .where(statement.c.current != cleaned.fingerprint)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    body = serialise.statement_from_json(cleaned.key, cleaned.source, row.body)
    return StoredRevision(body, zlib.decompress(row.raw), row.media_type)


def save_fetch(
    connection: sa.Connection,
    name: str,
    fetched: Fetched,
    statements: Sequence[tuple[RawStatement, Statement]],
    now: datetime,
) -> tuple[int, int]:
    """The numbers of statements that are new and of known ones whose text is."""
    outcomes = [save_statement(connection, raw, cleaned, now) for raw, cleaned in statements]
    for failed in fetched.failures:
        save_failure(connection, failed, now)
    heal(connection, name, _read_by_now(fetched, statements) | {name})
    new, revised = outcomes.count("new"), outcomes.count("revised")
    save_memory(connection, name, fetched, now, found_new=new > 0)
    return new, revised


def _read_by_now(fetched: Fetched, statements: Sequence[tuple[RawStatement, Statement]]) -> set[str]:
    """The subjects whose earlier failures are over: what was read, unless it could not be cleaned now."""
    cleaned = {name for raw, _ in statements for name in (raw.key, raw.link)}
    unclean = {raw.link or raw.key for raw in fetched.statements} - cleaned
    return (cleaned | set(fetched.read)) - unclean


def save_memory(connection: sa.Connection, name: str, fetched: Fetched, now: datetime, *, found_new: bool) -> None:
    reading = Reading.UNCHANGED if fetched.unchanged else Reading.READ
    values: dict[str, Any] = {
        "etag": fetched.state.validators.etag,
        "last_modified": fetched.state.validators.last_modified,
        "reading": str(reading),
        "reason": "",
        "read_at": now,
        "retry_at": None,
    }
    if found_new:
        values["last_new"] = now
    put(connection, source, {"name": name}, values)
    before = fetch_state(connection, name).seen
    for key, item in fetched.state.seen.items():
        if before.get(key) != item:
            fields = {
                "item": item.item,
                "read_at": item.read_at,
                "etag": item.validators.etag,
                "last_modified": item.validators.last_modified,
            }
            put(connection, seen, {"source": name, "key": key}, fields)


def save_source_failure(
    connection: sa.Connection, name: str, failed: Failure, wait_until: datetime | None, now: datetime
) -> None:
    values = {"reading": str(Reading.FAILED), "reason": failed.reason, "read_at": now, "retry_at": wait_until}
    put(connection, source, {"name": name}, values)
    save_failure(connection, failed, now)


def save_statement(connection: sa.Connection, raw: RawStatement, cleaned: Statement, now: datetime) -> str:
    """What it was: "new", "revised", or "known" (the same text, an earlier text again, or another source's statement)."""
    fingerprint = cleaned.fingerprint
    row = connection.execute(sa.select(statement).where(statement.c.key == cleaned.key)).first()
    if row is None:
        values = {"key": cleaned.key, "source": cleaned.source, "first_seen": now, "current": fingerprint}
        number = connection.execute(sa.insert(statement).values(values).returning(statement.c.id)).scalar_one()
        _add_revision(connection, number, raw, cleaned, now)
        return "new"
    if row.source != cleaned.source:
        return "known"
    connection.execute(sa.update(statement).where(statement.c.id == row.id).values(current=fingerprint, gone_at=None))
    of_text = (revision.c.statement == row.id) & (revision.c.fingerprint == fingerprint)
    known = connection.execute(sa.select(revision.c.id).where(of_text)).scalar()
    if known is None:
        _add_revision(connection, row.id, raw, cleaned, now)
        return "revised"
    # The same text under another title, date or set of offsets is the same revision, told better.
    if connection.execute(sa.select(member.c.revision).where(member.c.revision == known)).first() is None:
        values = {"body": serialise.statement_to_json(cleaned), "embargo": cleaned.embargo}
        connection.execute(sa.update(revision).where(revision.c.id == known).values(values))
    return "known"


def _add_revision(connection: sa.Connection, number: int, raw: RawStatement, cleaned: Statement, now: datetime) -> None:
    values = {
        "statement": number,
        "fingerprint": cleaned.fingerprint,
        "seen_at": now,
        "embargo": cleaned.embargo,
        "body": serialise.statement_to_json(cleaned),
        "raw": zlib.compress(raw.content),
        "media_type": raw.media_type,
    }
    connection.execute(sa.insert(revision).values(values))


def save_failure(connection: sa.Connection, failed: Failure, now: datetime, raw: bytes | None = None) -> None:
    key = {"source": failed.source, "subject": failed.subject, "doing": failed.doing}
    values = {"reason": failed.reason, "last_at": now, "raw": None if raw is None else zlib.compress(raw)}
    put = insert(failure).values(key | values | {"first_at": now, "times": 1})
    again = values | {"times": failure.c.times + 1}
    connection.execute(put.on_conflict_do_update(index_elements=list(key), set_=again))


def heal(connection: sa.Connection, name: str, subjects: Collection[str]) -> None:
    """Forget failures of `subjects`: they have been read since."""
    # A source may have read more documents than a statement of SQL has room for.
    failed = set(connection.execute(sa.select(failure.c.subject).where(failure.c.source == name)).scalars())
    for subject in failed.intersection(subjects):
        connection.execute(sa.delete(failure).where(failure.c.source == name, failure.c.subject == subject))


def shown_by(sources: Sequence[str]) -> sa.ColumnElement[bool]:
    """The statement is of one of `sources`, or one of them shows the same page, which another source had given before."""
    shown = sa.exists().where(seen.c.key == statement.c.key, seen.c.source.in_(sources))
    return statement.c.source.in_(sources) | shown


def teller(connection: sa.Connection, key: str, own: str, sources: Sequence[str]) -> str:
    """Under which of `sources` the statement stands: its own, or else the first that shows its page."""
    if own in sources:
        return own
    shown = set(connection.execute(sa.select(seen.c.source).where(seen.c.key == key)).scalars())
    return next((name for name in sources if name in shown), own)


def is_current() -> sa.ColumnElement[bool]:
    return (revision.c.statement == statement.c.id) & (revision.c.fingerprint == statement.c.current)


def put(connection: sa.Connection, table: sa.Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Insert a row, or give the one with this key its new values."""
    put = insert(table).values({**key, **values})
    connection.execute(put.on_conflict_do_update(index_elements=list(key), set_=dict(values)))
