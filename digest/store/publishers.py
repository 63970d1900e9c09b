"""Store methods for statements of earlier versions, which did not store whose text a statement is.

There, the first source that listed a link owned it, and a text of another site could take the place of the publisher's. Such a
statement stays what it is, a text of its source. The publisher's own text, which was read and dropped, is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from digest.records import Provenance, RawStatement
from digest.serialise.json_values import Json
from digest.store import schema
from digest.store.also_given import OF_SOURCE
from digest.store.compression import published_bytes
from digest.store.database import Database
from digest.store.statement_conditions import is_current
from digest.store.unsettled import unsettle


class PublishersMixin(Database):
    """Fills in the publishers that earlier versions did not store."""

    def without_publishers(self) -> frozenset[str]:
        """The sources that have statements of which it is not known whose text they are: an earlier version stored them."""
        statement = schema.statement.c
        query = sa.select(statement.source).where(statement.is_own, statement.publisher == "").distinct()
        with self._transaction("reading whose texts statements are") as connection:
            return frozenset(connection.execute(query).scalars())

    def settle_publishers(self, source: str, provenance_of: Callable[[RawStatement], Provenance], now: datetime) -> int:
        """Store whose texts the statements of `source` are, where that is not known. Return how many belong to no publisher.

        `provenance_of` gets the key, the link and the content of a statement.
        """
        with self._transaction("storing whose texts statements are") as connection:
            return sum(_settle(connection, row, provenance_of, now) for row in _without_publisher(connection, source))

    def texts_under_foreign_links(self) -> Mapping[str, int]:
        """For each source, how many of its texts an earlier version told under the links of another site."""
        statement = schema.statement.c
        own_accounts = sa.select(sa.literal(OF_SOURCE) + schema.source.c.name)
        query = (
            sa.select(statement.source, sa.func.count())
            .where(~statement.is_own, statement.publisher.in_(own_accounts))
            .where(statement.publisher == sa.literal(OF_SOURCE) + statement.source)
            .group_by(statement.source)
            .order_by(statement.source)
        )
        with self._transaction("reading whose texts statements are") as connection:
            return {row.source: row[1] for row in connection.execute(query)}


def _without_publisher(connection: sa.Connection, source: str) -> list[Any]:
    statement, revision = schema.statement.c, schema.revision.c
    query = (
        sa.select(statement.id, statement.key, statement.source, revision.id.label("revision"), revision.body, revision.raw)
        .join(schema.revision, is_current())
        .where(statement.is_own, statement.publisher == "", statement.source == source)
    )
    return list(connection.execute(query).all())


def _settle(connection: sa.Connection, row: Any, provenance_of: Callable[[RawStatement], Provenance], now: datetime) -> bool:
    raw = RawStatement(row.source, row.key, row.body["link"], published_bytes(row.raw), "", now)
    provenance = provenance_of(raw)
    took_place = bool(provenance.named)
    values = {"publisher": provenance.publisher, "is_own": provenance.is_own and not took_place}
    connection.execute(sa.update(schema.statement).where(schema.statement.c.id == row.id).values(values))
    unsettle(connection, row.id)
    if took_place:
        _give_link_back(connection, row, provenance)
    return took_place


def _give_link_back(connection: sa.Connection, row: Any, provenance: Provenance) -> None:
    """Have the other sources of a link read it again. What no edition has told yet gets a link to its own source."""
    reading, seen = schema.reading.c, schema.seen.c
    connection.execute(sa.delete(schema.reading).where(reading.statement == row.id, reading.source != row.source))
    others = set(connection.execute(sa.select(seen.source).where(seen.key == row.key, seen.source != row.source)).scalars())
    connection.execute(sa.delete(schema.seen).where(seen.key == row.key, seen.source.in_(others)))
    forgotten = sa.update(schema.source).where(schema.source.c.name.in_(others))
    connection.execute(forgotten.values(etag="", last_modified=""))
    taken = sa.select(schema.member.c.revision).where(schema.member.c.revision == row.revision)
    if connection.execute(taken).first() is None:
        body: Json = row.body | {"link": provenance.link, "named": provenance.named}
        connection.execute(sa.update(schema.revision).where(schema.revision.c.id == row.revision).values(body=body))
