"""Queries of compiling: what an edition can take, sealing it, and reading a sealed one again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from digest import serialise
from digest.records import Edition, Entry, Failure, Model, OutboxState, Outgoing, Reading, SourceReport, Statement
from digest.store.schema import digest, edition, failure, member, outbox, revision, source, statement, summary
from digest.store.statements import is_current, shown_by, teller
from digest.store.summaries import best_summary, by_model, made_by
from digest.store.withdrawals import save_withdrawals
from digest.text.diff import changes


def begin(connection: sa.Connection, name: str, since: datetime) -> datetime:
    """From when on there are slots of the digest `name`: `since`, unless it was begun before.

    The revisions that are not for it are those seen before `since` at this moment: later on, only their order counts, since
    a clock may be set back.
    """
    last_before = sa.select(sa.func.coalesce(sa.func.max(revision.c.id), 0)).where(revision.c.seen_at < since)
    values = {"name": name, "since": since, "after": last_before.scalar_subquery()}
    connection.execute(insert(digest).values(values).on_conflict_do_nothing())
    begun: datetime = connection.execute(sa.select(digest.c.since).where(digest.c.name == name)).scalar_one()
    return begun


def sealed_slots(connection: sa.Connection, name: str) -> tuple[date, ...]:
    query = sa.select(edition.c.slot).where(edition.c.digest == name).order_by(edition.c.slot)
    return tuple(date.fromisoformat(slot) for slot in connection.execute(query).scalars())


def entries(
    connection: sa.Connection,
    name: str,
    sources: Sequence[str],
    models: Sequence[Model],
    as_of: datetime,
    seen_by: datetime | None = None,
) -> tuple[Entry, ...]:
    """Current revisions that `sources` show, free to publish at `as_of`, that no edition of the digest has taken.

    Each has the summary by the first of `models` that has made one. With `seen_by`, only those seen by then.
    """
    taken = sa.exists().where(member.c.revision == revision.c.id, member.c.digest == name)
    after = sa.select(digest.c.after).where(digest.c.name == name).scalar_subquery()
    seen = sa.true() if seen_by is None else revision.c.seen_at <= seen_by
    query = (
        sa.select(
            statement.c.id,
            statement.c.key,
            statement.c.source,
            revision.c.body,
            summary.c.body.label("made"),
            summary.c.model,
            summary.c.revision,
            summary.c.settings,
        )
        .select_from(revision)
        .join(statement, is_current())
        .join(summary, summary.c.id == best_summary(models))
        .where(shown_by(sources), ~taken, revision.c.id > sa.func.coalesce(after, 0))
        .where(seen, revision.c.embargo.is_(None) | (revision.c.embargo <= as_of))
        .order_by(revision.c.id)
    )
    return tuple(_entry(connection, name, row, sources) for row in connection.execute(query).all())


def _entry(connection: sa.Connection, name: str, row: Any, sources: Sequence[str]) -> Entry:
    cleaned = serialise.statement_from_json(row.key, teller(connection, row.key, row.source, sources), row.body)
    before = _last_taken(connection, name, row.id)
    changed = () if before is None else changes(before, cleaned)
    return Entry(cleaned, serialise.summary_from_json(made_by(row), row.made), before is not None, changed)


def _last_taken(connection: sa.Connection, name: str, number: int) -> Statement | None:
    """The revision of the statement that the digest's readers were last given."""
    query = (
        sa.select(revision.c.body)
        .join(member, member.c.revision == revision.c.id)
        .where(member.c.digest == name, revision.c.statement == number)
        .order_by(member.c.edition.desc())
    )
    body = connection.execute(query).scalars().first()
    return None if body is None else serialise.statement_from_json("", "", body)


def reports(connection: sa.Connection, sources: Sequence[str]) -> tuple[SourceReport, ...]:
    """One report a source, in the order given; its name stands for the title."""
    rows = {row.name: row for row in connection.execute(sa.select(source).where(source.c.name.in_(sources)))}
    return tuple(_report(name, rows.get(name)) for name in sources)


def _report(name: str, row: Any) -> SourceReport:
    if row is None:
        return SourceReport(name, name, Reading.NEVER)
    return SourceReport(name, name, Reading(row.reading), last_new=row.last_new, reason=row.reason)


def failures(connection: sa.Connection, name: str, sources: Sequence[str]) -> tuple[Failure, ...]:
    """What failed, and was not put right, since the last edition of the digest; whole sources are in the reports."""
    last = sa.select(sa.func.max(edition.c.sealed_at)).where(edition.c.digest == name).scalar_subquery()
    recent = _of_documents(sources).where(failure.c.last_at > sa.func.coalesce(last, ""))
    return tuple(Failure(row.subject, row.doing, row.reason, row.source) for row in connection.execute(recent))


def open_failures(connection: sa.Connection, sources: Sequence[str]) -> tuple[Failure, ...]:
    """Every document that failed and was not read since, whether or not an edition has shown it."""
    rows = connection.execute(_of_documents(sources))
    return tuple(Failure(row.subject, row.doing, row.reason, row.source) for row in rows)


def _of_documents(sources: Sequence[str]) -> sa.Select[Any]:
    mine = failure.c.source.in_(sources), failure.c.subject != failure.c.source
    return sa.select(failure).where(*mine).order_by(failure.c.source, failure.c.subject)


def seal(connection: sa.Connection, made: Edition, rows: Sequence[Outgoing]) -> bool:
    """Insert edition, members, withdrawals and outbox rows; False if the slot was sealed before."""
    if made.slot in sealed_slots(connection, made.digest):
        return False
    values = {
        "digest": made.digest,
        "slot": made.slot.isoformat(),
        "sealed_at": made.sealed,
        "size": len(made.entries),
        "body": serialise.edition_to_json(made),
    }
    number = connection.execute(sa.insert(edition).values(values).returning(edition.c.id)).scalar_one()
    for position, entry in enumerate(made.entries):
        connection.execute(sa.insert(member).values(_member(connection, made, entry, number, position)))
    save_withdrawals(connection, made, number)
    for row in rows:
        connection.execute(sa.insert(outbox).values(_outgoing(row, number, made.sealed)))
    return True


def _member(connection: sa.Connection, made: Edition, entry: Entry, number: int, position: int) -> serialise.Json:
    fingerprint = entry.statement.fingerprint
    of_text = (
        sa.select(revision.c.id)
        .join(statement, revision.c.statement == statement.c.id)
        .where(statement.c.key == entry.statement.key, revision.c.fingerprint == fingerprint)
    )
    of_summary = sa.select(summary.c.id).where(summary.c.fingerprint == fingerprint, *by_model(entry.summary.model))
    return {
        "edition": number,
        "digest": made.digest,
        "revision": connection.execute(of_text).scalar_one(),
        "summary": connection.execute(of_summary).scalar_one(),
        "position": position,
        "updated": entry.updated,
        "changed": serialise.changes_to_json(entry.changed),
    }


def _outgoing(row: Outgoing, number: int, now: datetime) -> serialise.Json:
    return {
        "edition": number,
        "digest": row.digest,
        "slot": row.slot.isoformat(),
        "channel": row.target.channel,
        "address": row.target.address,
        "format": str(row.target.format),
        "content": row.content,
        "state": str(OutboxState.PENDING),
        "attempts": 0,
        "changed_at": now,
    }


def sealed(connection: sa.Connection, name: str, slot: date) -> Edition | None:
    """The sealed edition, as it was when it was sealed; None if there is none."""
    mine = (edition.c.digest == name) & (edition.c.slot == slot.isoformat())
    row = connection.execute(sa.select(edition).where(mine)).first()
    if row is None:
        return None
    return Edition(
        digest=name,
        title=row.body["title"],
        slot=slot,
        timezone=row.body["timezone"],
        sealed=row.sealed_at,
        entries=_members(connection, row.id, [report["source"] for report in row.body["sources"]]),
        sources=serialise.reports_from_json(row.body),
        failures=serialise.failures_from_json(row.body),
        excluded=serialise.apart_from_json(row.body),
        withdrawn=serialise.withdrawn_from_json(row.body),
    )


def _members(connection: sa.Connection, number: int, sources: Sequence[str]) -> tuple[Entry, ...]:
    query = (
        sa.select(
            statement.c.key,
            statement.c.source,
            revision.c.body,
            member.c.updated,
            member.c.changed,
            summary.c.body.label("made"),
            summary.c.model,
            summary.c.revision,
            summary.c.settings,
        )
        .select_from(member)
        .join(revision, member.c.revision == revision.c.id)
        .join(statement, revision.c.statement == statement.c.id)
        .join(summary, member.c.summary == summary.c.id)
        .where(member.c.edition == number)
        .order_by(member.c.position)
    )
    return tuple(
        _sealed_entry(row, teller(connection, row.key, row.source, sources)) for row in connection.execute(query).all()
    )


def _sealed_entry(row: Any, source: str) -> Entry:
    cleaned = serialise.statement_from_json(row.key, source, row.body)
    made = serialise.summary_from_json(made_by(row), row.made)
    return Entry(cleaned, made, row.updated, serialise.changes_from_json(row.changed))
