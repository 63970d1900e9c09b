"""Query parts about what the editions of a digest have told of a statement.

A revision is told as long as the newest edition with its statement holds it. So a text that was changed and changed back is
told again, unless no edition has told the change.

The conditions look from a statement at its revisions, and from these at members: each step has an index. In one join, SQLite
may begin with all members of a digest, for each statement anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from digest.store import schema

_later = schema.member.alias("later")
_other = schema.revision.alias("other")


def is_last_told(slug: str) -> sa.ColumnElement[bool]:
    """Condition: the newest edition of the digest `slug` with the statement holds the revision."""
    member = schema.member.c
    return sa.exists().where(member.revision == schema.revision.c.id, member.digest == slug, ~_is_followed())


def was_told_before_restore(slug: str) -> sa.ColumnElement[bool]:
    """Condition: an edition told the text whose members a restored database lacks, and none has told the statement since."""
    told = schema.told_before_restore.c
    known = sa.exists().where(told.digest == slug, told.fingerprint == schema.revision.c.fingerprint)
    return sa.and_(known, ~is_in_digest(slug))


def was_replaced() -> sa.ColumnElement[bool]:
    """Condition: an edition holds the revision, and a later one of the same digest another revision."""
    return sa.exists().where(schema.member.c.revision == schema.revision.c.id, _is_followed())


def is_in_digest(slug: str) -> sa.ColumnElement[bool]:
    """Condition: an edition of the digest `slug` holds a revision of the statement."""
    member = schema.member.c
    is_member = sa.select(sa.true()).where(member.digest == slug, member.revision == _other.c.id).correlate(_other).exists()
    return (
        sa.select(sa.true()).where(_other.c.statement == schema.statement.c.id, is_member).correlate(schema.statement).exists()
    )


def told_revisions(connection: sa.Connection, slug: str, statement: int) -> Sequence[Any]:
    """Id and body of the revisions of a statement that editions of the digest `slug` hold, the last one first."""
    query = (
        sa.select(schema.revision.c.id, schema.revision.c.body)
        .join(schema.member, schema.member.c.revision == schema.revision.c.id)
        .where(schema.member.c.digest == slug, schema.revision.c.statement == statement)
        .order_by(schema.member.c.edition.desc())
    )
    return connection.execute(query).all()


def _is_followed() -> sa.ColumnElement[bool]:
    """Condition: a later edition of the digest of the member holds a revision of the same statement."""
    is_later = (_later.c.digest == schema.member.c.digest) & (_later.c.edition > schema.member.c.edition)
    is_member = sa.select(sa.true()).where(_later.c.revision == _other.c.id, is_later).correlate(_other, schema.member).exists()
    same_statement = _other.c.statement == schema.revision.c.statement
    return sa.select(sa.true()).where(same_statement, is_member).correlate(schema.member, schema.revision).exists()
