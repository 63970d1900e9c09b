"""Queries about pages that are gone: which to look at, what was found, and what a digest's readers have yet to be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from digest.records import Edition, Withdrawal
from digest.store.schema import edition, member, revision, statement, withdrawal
from digest.store.statements import is_current, shown_by

given = revision.alias("given")

SURE = timedelta(hours=20)
"""A page is withdrawn when it was gone at two looks in a row that lie at least so far apart: a site that is being repaired
answers 404 for an hour."""


def pages_to_recheck(
    connection: sa.Connection, sources: Sequence[str], since: datetime, before: datetime, most: int
) -> tuple[tuple[str, str, str], ...]:
    """Key, source and link of statements first seen after `since` that an edition has and nobody has looked at since
    `before`; those not looked at for longest come first."""
    told = sa.exists().where(member.c.revision == given.c.id, given.c.statement == statement.c.id)
    over = sa.exists().where(withdrawal.c.statement == statement.c.id)
    query = (
        sa.select(statement.c.key, statement.c.source, revision.c.body["link"].as_string())
        .join(revision, is_current())
        .where(statement.c.source.in_(sources), statement.c.first_seen > since, told, ~over)
        .where(sa.func.coalesce(statement.c.checked_at, statement.c.first_seen) <= before)
        .order_by(sa.func.coalesce(statement.c.checked_at, statement.c.first_seen))
        .limit(most)
    )
    return tuple((key, source, link) for key, source, link in connection.execute(query))


def record_recheck(connection: sa.Connection, key: str, gone: bool | None, now: datetime) -> None:
    """What was found at `key`; a look that found neither a page nor its absence (None) begins the waiting anew."""
    since = sa.func.coalesce(statement.c.gone_at, sa.literal(now, statement.c.gone_at.type)) if gone else None
    change = sa.update(statement).where(statement.c.key == key)
    connection.execute(change.values(checked_at=now, gone_at=since))


def open_withdrawals(connection: sa.Connection, name: str, sources: Sequence[str]) -> tuple[Withdrawal, ...]:
    """Statements that the digest's readers have had, whose pages are surely gone, and of which they were not told yet."""
    told = sa.exists().where(withdrawal.c.statement == statement.c.id, withdrawal.c.digest == name)
    slot = (
        sa.select(sa.func.max(edition.c.slot))
        .join(member, member.c.edition == edition.c.id)
        .join(given, member.c.revision == given.c.id)
        .where(member.c.digest == name, given.c.statement == statement.c.id)
        .scalar_subquery()
    )
    query = (
        sa.select(
            statement.c.key,
            statement.c.source,
            statement.c.gone_at,
            statement.c.checked_at,
            revision.c.body["title"].as_string().label("title"),
            revision.c.body["link"].as_string().label("link"),
            slot.label("slot"),
        )
        .join(revision, is_current())
        .where(statement.c.gone_at.is_not(None), slot.is_not(None), shown_by(sources), ~told)
        .order_by(statement.c.id)
    )
    return tuple(
        Withdrawal(row.key, row.source, row.title, row.link, row.gone_at, date.fromisoformat(row.slot))
        for row in connection.execute(query)
        if row.checked_at - row.gone_at >= SURE
    )


def save_withdrawals(connection: sa.Connection, made: Edition, number: int) -> None:
    """Remember what the edition tells of."""
    for gone in made.withdrawn:
        found = sa.select(statement.c.id).where(statement.c.key == gone.key).scalar_subquery()
        connection.execute(sa.insert(withdrawal).values(edition=number, digest=made.digest, statement=found))
