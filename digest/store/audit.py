"""Queries that answer for every statement that was fetched: where it went, or why it went nowhere. Reads only.

A statement is listed by each of its texts (revisions), since an edit that nobody saw has to be answered for, too; a page that
several sources of the digest show is one statement, and the others are told as merged into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from digest.records import AuditEntry, Model, StatementStatus
from digest.store.schema import digest, edition, failure, member, revision, seen, statement
from digest.store.statements import shown_by
from digest.store.summaries import is_summarised


def audit_entries(
    connection: sa.Connection,
    name: str,
    sources: Sequence[str],
    models: Sequence[Model],
    window: tuple[datetime, datetime],
    now: datetime,
) -> tuple[AuditEntry, ...]:
    """What became, for the digest `name`, of everything that `sources` gave after `window[0]` and up to `window[1]`."""
    after = connection.execute(sa.select(digest.c.after).where(digest.c.name == name)).scalar()
    known = [
        AuditEntry(row.source, row.title, row.link, *_fate(row, after, now))
        for row in connection.execute(_revisions(name, sources, models, window))
    ]
    return (*known, *_merged(connection, sources, window), *_failed(connection, sources, window))


def last_sealed(connection: sa.Connection, name: str) -> datetime | None:
    """When the digest's newest edition was sealed; before the first one, from when on statements are for it."""
    sealed = sa.select(edition.c.sealed_at).where(edition.c.digest == name).order_by(edition.c.slot.desc())
    begun = sa.select(digest.c.since).where(digest.c.name == name)
    return connection.execute(sealed).scalars().first() or connection.execute(begun).scalar()


def arrivals(connection: sa.Connection, sources: Sequence[str], since: datetime) -> dict[str, tuple[datetime, ...]]:
    """The moments since `since` at which each source gave something new, in order."""
    query = (
        sa.select(statement.c.source, statement.c.first_seen)
        .where(statement.c.source.in_(sources), statement.c.first_seen >= since)
        .distinct()
        .order_by(statement.c.source, statement.c.first_seen)
    )
    found = groupby(connection.execute(query), key=lambda row: row.source)
    return {name: tuple(row.first_seen for row in rows) for name, rows in found}


def _revisions(name: str, sources: Sequence[str], models: Sequence[Model], window: tuple[datetime, datetime]) -> sa.Select[Any]:
    mine = (member.c.revision == revision.c.id) & (member.c.digest == name)
    return (
        sa.select(
            revision.c.id,
            statement.c.source,
            revision.c.body["title"].as_string().label("title"),
            revision.c.body["link"].as_string().label("link"),
            (statement.c.current == revision.c.fingerprint).label("stands"),
            revision.c.embargo,
            edition.c.slot,
            member.c.updated,
            is_summarised(models).label("summarised"),
        )
        .select_from(revision)
        .join(statement, revision.c.statement == statement.c.id)
        .outerjoin(member, mine)
        .outerjoin(edition, member.c.edition == edition.c.id)
        .where(shown_by(sources), *_inside(revision.c.seen_at, window))
        .order_by(revision.c.id)
    )


def _fate(row: Any, after: int | None, now: datetime) -> tuple[StatementStatus, str]:
    """What became of one revision, and why: an edition, or the first thing that kept it from one."""
    if row.slot is not None:
        return (StatementStatus.UPDATED if row.updated else StatementStatus.IN_EDITION), date.fromisoformat(
            row.slot
        ).isoformat()
    if not row.stands:
        return StatementStatus.REPLACED, "by another text of the same page, before an edition took it"
    if after is None or row.id <= after:
        return StatementStatus.EARLIER, "it was seen before the digest began"
    if row.embargo is not None and row.embargo > now:
        return StatementStatus.EMBARGOED, f"until {row.embargo:%Y-%m-%d %H:%M} UTC"
    if not row.summarised:
        return StatementStatus.NO_SUMMARY, "it has no key points of the model in use yet"
    return StatementStatus.WAITING, "for the next edition"


def _merged(connection: sa.Connection, sources: Sequence[str], window: tuple[datetime, datetime]) -> Iterator[AuditEntry]:
    """Pages that a second source of the digest shows, too."""
    query = (
        sa.select(
            seen.c.source,
            statement.c.source.label("first"),
            revision.c.body["title"].as_string().label("title"),
            revision.c.body["link"].as_string().label("link"),
        )
        .join(statement, statement.c.key == seen.c.key)
        .join(revision, (revision.c.statement == statement.c.id) & (revision.c.fingerprint == statement.c.current))
        .where(seen.c.source.in_(sources), statement.c.source.in_(sources), seen.c.source != statement.c.source)
        .where(*_inside(statement.c.first_seen, window))
        .order_by(statement.c.id, seen.c.source)
    )
    for row in connection.execute(query):
        yield AuditEntry(row.source, row.title, row.link, StatementStatus.MERGED, f"into the same page of {row.first}")


def _failed(connection: sa.Connection, sources: Sequence[str], window: tuple[datetime, datetime]) -> Iterator[AuditEntry]:
    query = (
        sa.select(failure)
        .where(failure.c.source.in_(sources), failure.c.subject != failure.c.source, *_inside(failure.c.last_at, window))
        .order_by(failure.c.source, failure.c.subject)
    )
    for row in connection.execute(query):
        yield AuditEntry(row.source, "", row.subject, StatementStatus.FAILED, f"{row.doing}: {row.reason}")


def _inside(moment: sa.Column[Any], window: tuple[datetime, datetime]) -> tuple[sa.ColumnElement[bool], ...]:
    return moment > window[0], moment <= window[1]
