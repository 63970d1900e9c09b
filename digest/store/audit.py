"""Store methods that only read: what happened to each fetched statement, and when sources published.

The audit lists every revision of a statement, also those that a newer one replaced. A page that several sources of a digest
show is listed as one statement; the other sources are listed as merged into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from digest.records import AuditEntry, Model, StatementStatus
from digest.store import schema
from digest.store.also_given import is_under_entry, told_by_another
from digest.store.database import Database
from digest.store.failures import document_failures
from digest.store.merging import is_merged_into_told, merge_reasons
from digest.store.statement_conditions import is_current, shown_by
from digest.store.summaries import is_summarised
from digest.text.title import MAX_BEGINNING, shown_title

_BEGINNING = sa.func.substr(schema.revision.c.body["text"].as_string(), 1, MAX_BEGINNING).label("beginning")

Window = tuple[datetime, datetime]
"""A period: after the first time, up to and including the second."""


class AuditMixin(Database):
    """Answers "where is this statement?" for everything that was fetched."""

    def audit_entries(
        self,
        slug: str,
        sources: Sequence[str],
        models: Sequence[Model],
        window: Window,
        now: datetime,
        *,
        is_filtered: bool = False,
        across_publishers: bool = False,
    ) -> tuple[AuditEntry, ...]:
        """What happened, for the digest `slug`, to everything that `sources` published in `window`.

        `is_filtered`: some recipients get only a part of an edition. `across_publishers`: it merges the texts of several
        publishers.
        """
        after = sa.select(schema.digest.c.after).where(schema.digest.c.name == slug)
        with self._transaction("reading what happened to statements") as connection:
            is_merged = is_merged_into_told(slug, is_filtered=is_filtered, across_publishers=across_publishers)
            last_excluded = connection.execute(after).scalar()
            revisions = connection.execute(_revisions(slug, sources, models, window, is_merged)).all()
            reasons = merge_reasons(connection, slug, [row.id for row in revisions if row.told_by_another or row.is_merged])
            listed = [_entry(row, *_status(row, last_excluded, now, reasons.get(row.id, ""))) for row in revisions]
            return (*listed, *_merged(connection, sources, window), *_failed(connection, sources, window))

    def last_sealed(self, slug: str, now: datetime) -> datetime | None:
        """When the last edition of the digest before `now` was sealed; before the first one, when the digest started.

        None if neither was before `now`.
        """
        edition, digest = schema.edition.c, schema.digest.c
        sealed = sa.select(sa.func.max(edition.sealed_at)).where(edition.digest == slug, edition.sealed_at <= now)
        started = sa.select(digest.since).where(digest.name == slug, digest.since <= now)
        with self._transaction("reading editions") as connection:
            newest: datetime | None = connection.execute(sealed).scalar()
            return newest or connection.execute(started).scalar()

    def arrivals(self, sources: Sequence[str], since: datetime, now: datetime) -> Mapping[str, tuple[datetime, ...]]:
        """For each source that published something new from `since` to `now`, when it was first seen, in order."""
        statement = schema.statement.c
        query = (
            sa.select(statement.source, statement.first_seen)
            .where(statement.source.in_(sources), statement.first_seen >= since, statement.first_seen <= now)
            .distinct()
            .order_by(statement.source, statement.first_seen)
        )
        with self._transaction("reading when sources published") as connection:
            by_source = groupby(connection.execute(query), key=lambda row: row.source)
            return {source: tuple(row.first_seen for row in rows) for source, rows in by_source}


def _revisions(
    slug: str, sources: Sequence[str], models: Sequence[Model], window: Window, is_merged: sa.ColumnElement[bool]
) -> sa.Select[Any]:
    first = schema.member.alias("first")
    of_revision = (first.c.revision == schema.revision.c.id) & (first.c.digest == slug)
    first_edition = sa.select(sa.func.min(first.c.edition)).where(of_revision).scalar_subquery()
    is_first = schema.member.c.edition == first_edition
    published = (schema.member.c.revision == schema.revision.c.id) & (schema.member.c.digest == slug) & is_first
    return (
        sa.select(
            schema.revision.c.id,
            schema.statement.c.source,
            schema.revision.c.body["title"].as_string().label("title"),
            _BEGINNING,
            schema.revision.c.body["link"].as_string().label("link"),
            (schema.statement.c.current == schema.revision.c.fingerprint).label("is_current"),
            schema.revision.c.embargo,
            schema.statement.c.old_news,
            schema.edition.c.slot,
            schema.member.c.updated,
            is_summarised(models).label("summarised"),
            (is_under_entry(slug) | told_by_another(slug)).label("told_by_another"),
            is_merged.label("is_merged"),
        )
        .select_from(schema.revision)
        .join(schema.statement, schema.revision.c.statement == schema.statement.c.id)
        .outerjoin(schema.member, published)
        .outerjoin(schema.edition, schema.member.c.edition == schema.edition.c.id)
        .where(shown_by(sources), *_is_in(schema.revision.c.seen_at, window))
        .order_by(schema.revision.c.id)
    )


def _status(row: Any, last_excluded: int | None, now: datetime, merge_reason: str) -> tuple[StatementStatus, str]:
    """What happened to one revision, and why: the edition that holds it, or the first reason why none does.

    `last_excluded` is the id of the last revision that was seen before the digest started, `merge_reason` why the revision is
    merged into another statement, if it is.
    """
    if row.slot is not None:
        status = StatementStatus.UPDATED if row.updated else StatementStatus.IN_EDITION
        return status, date.fromisoformat(row.slot).isoformat()
    if row.told_by_another or (row.is_merged and row.is_current):
        return StatementStatus.MERGED, merge_reason or "into what another source says of the same page"
    if not row.is_current:
        return StatementStatus.REPLACED, "by a newer text of the same page before an edition took it"
    if last_excluded is None or row.id <= last_excluded:
        return StatementStatus.EARLIER, "it was seen before the digest started"
    if row.old_news:
        return StatementStatus.EARLIER, row.old_news
    if row.embargo is not None and row.embargo > now:
        return StatementStatus.EMBARGOED, f"until {row.embargo:%Y-%m-%d %H:%M} UTC"
    if not row.summarised:
        return StatementStatus.NO_SUMMARY, "it has no key points by the model in use yet"
    return StatementStatus.WAITING, "for the next edition"


def _entry(row: Any, status: StatementStatus, reason: str) -> AuditEntry:
    return AuditEntry(row.source, shown_title(row.title, row.beginning), row.link, status, reason)


def _merged(connection: sa.Connection, sources: Sequence[str], window: Window) -> Iterator[AuditEntry]:
    """Statements that a second source of the digest shows, too."""
    reading, statement = schema.reading.c, schema.statement.c
    query = (
        sa.select(
            reading.source,
            statement.id,
            statement.source.label("owner"),
            schema.revision.c.body["title"].as_string().label("title"),
            _BEGINNING,
            schema.revision.c.body["link"].as_string().label("link"),
        )
        .join(schema.statement, statement.id == reading.statement)
        .join(schema.revision, is_current())
        .where(reading.source.in_(sources), statement.source.in_(sources), reading.source != statement.source)
        .where(*_is_in(statement.first_seen, window))
        .distinct()
        .order_by(statement.id, reading.source)
    )
    for row in connection.execute(query):
        yield _entry(row, StatementStatus.MERGED, f"into the same page of {row.owner}")


def _failed(connection: sa.Connection, sources: Sequence[str], window: Window) -> Iterator[AuditEntry]:
    query = document_failures(sources).where(*_is_in(schema.failure.c.last_at, window))
    for row in connection.execute(query):
        yield AuditEntry(row.source, "", row.subject, StatementStatus.FAILED, f"{row.doing}: {row.reason}")


def _is_in(time: sa.Column[Any], window: Window) -> tuple[sa.ColumnElement[bool], ...]:
    return time > window[0], time <= window[1]
