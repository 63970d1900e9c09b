"""Store methods for withdrawn pages: which pages to check, what the checks found, and what readers must still be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from digest.records import Edition, OutboxState, Statement, Withdrawal
from digest.serialise.statement_json import statement_from_json
from digest.store import schema
from digest.store.awaited import is_awaited
from digest.store.database import Database
from digest.store.dialects import lesser
from digest.store.merging import statements_with_its_text
from digest.store.statement_conditions import is_current, shown_by
from digest.store.unsettled import unsettle

MIN_GONE_PERIOD = timedelta(hours=20)
"""A page is withdrawn once two checks in a row found it gone, at least this long apart. A site under repair may answer 404
for an hour."""

_sent = schema.revision.alias("sent")
"""A revision that an edition has taken; `revision` itself is the current one."""


class WithdrawalsMixin(Database):
    """Whether the pages of published statements still exist."""

    def pages_to_recheck(
        self, sources: Sequence[str], since: datetime, before: datetime, now: datetime, limit: int
    ) -> tuple[tuple[str, str, str], ...]:
        """Key, source and link of at most `limit` statements whose pages are due for a check, longest unchecked first.

        These are statements of `sources`, first seen after `since`, not checked since `before`, that an edition holds and that
        no edition has reported as withdrawn. A page that is awaited was never read, so it cannot be gone; a text under an
        address of another site has no page. A check after `now` was noted by a clock that was ahead: it is due again.
        """
        statement = schema.statement.c
        published = sa.exists().where(schema.member.c.revision == _sent.c.id, _sent.c.statement == statement.id)
        reported = sa.exists().where(schema.withdrawal.c.statement == statement.id)
        last_checked = sa.func.coalesce(statement.checked_at, statement.first_seen)
        is_due = (last_checked <= before) | (last_checked > now)
        query = (
            sa.select(statement.key, statement.source, schema.revision.c.body["link"].as_string())
            .join(schema.revision, is_current())
            .where(statement.source.in_(sources), statement.first_seen > since, published, ~reported)
            .where(is_due, ~is_awaited(), schema.revision.c.body["named"].as_string().is_(None))
            .order_by(last_checked, statement.id)
            .limit(limit)
        )
        with self._transaction("reading which pages to check") as connection:
            return tuple((key, source, link) for key, source, link in connection.execute(query))

    def record_recheck(self, key: str, gone: bool | None, now: datetime) -> None:
        """Store whether the page of the statement `key` was gone.

        None, for a check that could not tell, makes the waiting period start again, as a page that was found does. Times of the
        statement after `now` become `now`.
        """
        gone_at, first_seen = schema.statement.c.gone_at, schema.statement.c.first_seen
        this_time = sa.literal(now, gone_at.type)
        since = lesser(gone_at, this_time) if gone else None
        values = {"checked_at": now, "gone_at": since, "first_seen": lesser(first_seen, this_time)}
        with self._transaction("storing whether a page is gone") as connection:
            connection.execute(sa.update(schema.statement).where(schema.statement.c.key == key).values(values))

    def open_withdrawals(self, slug: str, sources: Sequence[str]) -> tuple[Withdrawal, ...]:
        """Statements in editions of the digest `slug` whose pages are gone, and that none of its editions has reported yet."""
        statement, body = schema.statement.c, schema.revision.c.body
        reported = sa.exists().where(schema.withdrawal.c.statement == statement.id, schema.withdrawal.c.digest == slug)
        slot = _last_slot(slug)
        query = (
            sa.select(
                statement.id,
                statement.key,
                statement.source,
                statement.gone_at,
                statement.checked_at,
                body["title"].as_string().label("title"),
                body["link"].as_string().label("link"),
                slot.label("slot"),
            )
            .join(schema.revision, is_current())
            .where(statement.gone_at.is_not(None), slot.is_not(None), shown_by(sources), ~reported)
        )
        with self._transaction("reading which pages are gone") as connection:
            # Sorted here: asked for the order of the ids, SQLite reads all statements in it.
            found = sorted(connection.execute(query), key=lambda row: row.id)
            rows = [row for row in found if row.checked_at - row.gone_at >= MIN_GONE_PERIOD]
            shown = _shown(connection, slug, [row.key for row in rows])
        return tuple(
            Withdrawal(row.key, row.source, row.title, row.link, row.gone_at, date.fromisoformat(row.slot), shown[row.key])
            for row in rows
        )

    def told_addresses(self, slug: str, key: str, texts: Collection[str] = ()) -> frozenset[tuple[str, str]]:
        """Channel and address of each outbox row, not cancelled, of editions of the digest `slug` with the statement.

        With `texts` (fingerprints), only of editions with one of these texts.
        """
        is_asked_for = _sent.c.fingerprint.in_(texts) if texts else sa.true()
        row = schema.outbox.c
        query = (
            sa.select(row.channel, row.address)
            .distinct()
            .join(schema.member, schema.member.c.edition == row.edition)
            .join(_sent, schema.member.c.revision == _sent.c.id)
            .join(schema.statement, _sent.c.statement == schema.statement.c.id)
            .where(row.digest == slug, schema.statement.c.key == key, row.state != str(OutboxState.CANCELLED), is_asked_for)
        )
        with self._transaction("reading who was told of a statement") as connection:
            return frozenset((channel, address) for channel, address in connection.execute(query))


def _shown(connection: sa.Connection, slug: str, keys: Sequence[str]) -> Mapping[str, tuple[Statement, ...]]:
    """The texts of statements that editions of the digest `slug` held, by key."""
    statement, member = schema.statement.c, schema.member.c
    was_told = sa.exists().where(member.revision == _sent.c.id, member.digest == slug)
    query = (
        sa.select(statement.key, statement.source, _sent.c.body)
        .join(_sent, _sent.c.statement == statement.id)
        .where(was_told, statement.key.in_(keys))
        .order_by(_sent.c.id)
    )
    shown: dict[str, tuple[Statement, ...]] = dict.fromkeys(keys, ())
    for row in connection.execute(query):
        shown[row.key] += (statement_from_json(row.key, row.source, row.body),)
    return shown


def _last_slot(slug: str) -> sa.ScalarSelect[str]:
    """The slot of the newest edition of the digest `slug` that holds a revision of the statement."""
    edition, member = schema.edition.c, schema.member.c
    texts = sa.select(_sent.c.id).where(_sent.c.statement == schema.statement.c.id).correlate(schema.statement)
    # One step for each table: see `membership.py`.
    holding = sa.select(member.edition).where(member.digest == slug, member.revision.in_(texts)).correlate(schema.statement)
    newest = sa.select(sa.func.max(edition.slot)).where(edition.id.in_(holding))
    return newest.correlate(schema.statement).scalar_subquery()


def save_withdrawals(connection: sa.Connection, edition: Edition, number: int) -> None:
    """Record the withdrawals that the edition with the id `number` reports; what stood below is looked at again."""
    for withdrawal in edition.withdrawn:
        query = sa.select(schema.statement.c.id).where(schema.statement.c.key == withdrawal.key)
        statement = connection.execute(query).scalar_one()
        values = {"edition": number, "digest": edition.digest, "statement": statement}
        connection.execute(sa.insert(schema.withdrawal).values(values))
        for merged in statements_with_its_text(connection, statement):
            unsettle(connection, merged)
