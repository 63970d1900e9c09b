"""Stores one statement: what a text is a reading of, and whether it is a new statement, a revision or known.

`matching.py` finds the statement that a text is a reading of; a revision is identified by the SHA-256 of its text.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa

from digest.records import RawStatement, Statement
from digest.serialise.statement_json import statement_from_json, statement_to_json
from digest.store import schema
from digest.store.compression import compress
from digest.store.dialects import insert_new
from digest.store.matching import document_of, find_statement, free_key
from digest.store.unsettled import unsettle
from digest.text.comparison import comparison_hash

# Built once: to build an INSERT with its values takes longer than to carry it out.
_NEW_STATEMENT = sa.insert(schema.statement).returning(schema.statement.c.id)
_NEW_REVISION = sa.insert(schema.revision)


def save_statement(
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
    stored = statement_from_json(row.key, raw.source, known.body)
    same_text = known.fingerprint == cleaned.fingerprint
    _update_revision(connection, known.id, cleaned if same_text else stored.with_facts_of(cleaned))
    return "known"


def _add_revision(connection: sa.Connection, statement: int, raw: RawStatement, cleaned: Statement, now: datetime) -> None:
    values = {
        "statement": statement,
        "fingerprint": cleaned.fingerprint,
        "seen_at": now,
        "embargo": cleaned.embargo,
        "body": statement_to_json(cleaned),
        "raw": compress(raw.content),
        "media_type": raw.media_type,
        "words": comparison_hash(cleaned.text),
    }
    connection.execute(_NEW_REVISION, values)


def _update_revision(connection: sa.Connection, revision: int, cleaned: Statement) -> None:
    """Store a better reading of the same text (title, date, offsets), unless an edition has already taken the revision."""
    taken = sa.select(schema.member.c.revision).where(schema.member.c.revision == revision)
    if connection.execute(taken).first() is None:
        values = {"body": statement_to_json(cleaned), "embargo": cleaned.embargo}
        connection.execute(sa.update(schema.revision).where(schema.revision.c.id == revision).values(values))
