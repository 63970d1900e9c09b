"""Finds the stored statement that a new reading belongs to. Reads only; `text/identity.py` decides.

Only statements of the reading's publisher, and what its source itself has said, are looked at: no source can add a revision to
what another has published.
"""

from __future__ import annotations

import hashlib
from typing import Any

import sqlalchemy as sa

from digest.records import RawStatement, Statement
from digest.serialise.statement_json import statement_from_json
from digest.store import schema
from digest.text.comparison import comparison_hash, is_similar
from digest.text.identity import Marks, is_same_statement

MAX_CANDIDATES = 50
"""Statements of one document, or with one text, that a reading is compared with: the newest. A page of announcements that is
never emptied would otherwise make every reading slower."""

_COLUMNS = (
    schema.statement,
    schema.revision.c.words,
    schema.revision.c.body,
)


def find_statement(connection: sa.Connection, raw: RawStatement, cleaned: Statement) -> Any | None:
    """The row of the statement that `cleaned`, which was read from `raw`, is a reading of; None if it is a new one."""
    words = comparison_hash(cleaned.text)
    found = [row for row in _candidates(connection, raw, words) if _is_same(connection, row, raw, cleaned)]
    return max(found, key=lambda row: _closeness(connection, row, raw, cleaned, words), default=None)


def document_of(raw: RawStatement) -> str:
    """The document of a reading; its key, if nobody has said where it came from."""
    return raw.provenance.document or raw.key


_OF_DOCUMENT = sa.select(schema.reading.c.statement).where(schema.reading.c.document == sa.bindparam("document"))
_OF_WORDS = sa.select(schema.revision.c.statement).where(schema.revision.c.words == sa.bindparam("words"))
_OF_GUID = sa.select(schema.reading.c.statement).where(
    schema.reading.c.guid == sa.bindparam("guid"),
    schema.reading.c.source == sa.bindparam("source"),
    schema.reading.c.guid != "",
)
_KNOWN = sa.union_all(_OF_DOCUMENT, _OF_WORDS, _OF_GUID).limit(1)
"""Whether anything has the document, the words or the GUID of a reading: most of what is new has none of them."""


def _candidates(connection: sa.Connection, raw: RawStatement, words: str) -> list[Any]:
    marks = {"document": document_of(raw), "words": words, "guid": raw.guid, "source": raw.source}
    if connection.execute(_KNOWN, marks).first() is None:
        return []
    reading, statement = schema.reading.c, schema.statement.c
    same_document = sa.select(reading.statement).where(reading.document == document_of(raw))
    same_words = sa.select(schema.revision.c.statement).where(schema.revision.c.words == words)
    queries = [same_document, same_words]
    if raw.guid:
        queries.append(sa.select(reading.statement).where(reading.guid == raw.guid, reading.source == raw.source))
    is_allowed: sa.ColumnElement[bool] = statement.publisher.in_({raw.provenance.publisher, ""})
    if raw.provenance.is_own:
        # Its own source may have moved to another site since.
        is_allowed |= (statement.source == raw.source) & statement.is_own
    rows: dict[int, Any] = {}
    for query in queries:
        newest = (
            sa.select(*_COLUMNS)
            .join(schema.revision, _is_current())
            .where(statement.id.in_(query), is_allowed)
            .order_by(statement.id.desc())
            .limit(MAX_CANDIDATES)
        )
        rows |= {row.id: row for row in connection.execute(newest)}
    return list(rows.values())


def _is_current() -> sa.ColumnElement[bool]:
    same_statement = schema.revision.c.statement == schema.statement.c.id
    return same_statement & (schema.revision.c.fingerprint == schema.statement.c.current)


def _is_same(connection: sa.Connection, row: Any, raw: RawStatement, cleaned: Statement) -> bool:
    if row.publisher != raw.provenance.publisher and row.source != raw.source:
        # An earlier version did not store whose text this is, and its source is configured no more.
        return is_similar(row.body["text"], cleaned.text)
    return is_same_statement(_stored_marks(connection, row, raw.source), _marks(raw, cleaned))


def _marks(raw: RawStatement, cleaned: Statement) -> Marks:
    guids = frozenset({raw.guid} - {""})
    return Marks(frozenset({document_of(raw)}), guids, cleaned.title, cleaned.published, cleaned.text)


def _stored_marks(connection: sa.Connection, row: Any, source: str) -> Marks:
    """The marks of a stored statement. GUIDs of other sources than `source` say nothing: each source has its own."""
    readings = connection.execute(sa.select(schema.reading).where(schema.reading.c.statement == row.id)).all()
    documents = frozenset(reading.document for reading in readings)
    guids = frozenset(reading.guid for reading in readings if reading.source == source and reading.guid)
    stored = statement_from_json(row.key, row.source, row.body)
    return Marks(documents, guids, stored.title, stored.published, stored.text)


def _closeness(
    connection: sa.Connection, row: Any, raw: RawStatement, cleaned: Statement, words: str
) -> tuple[bool | int, ...]:
    """How close a statement is to a reading, to choose one of several: words and GUID say more than a link."""
    marks = _stored_marks(connection, row, raw.source)
    return (
        row.words == words,
        raw.guid in marks.guids,
        is_similar(marks.text, cleaned.text),
        document_of(raw) in marks.documents,
        row.id,
    )


def free_key(connection: sa.Connection, raw: RawStatement, cleaned: Statement) -> str:
    """The key of a new statement: that of its item, unless another statement has it."""
    key = raw.key
    while connection.execute(sa.select(schema.statement.c.id).where(schema.statement.c.key == key)).first():
        key = f"{raw.key}#{hashlib.sha256(f'{key} {raw.source} {cleaned.fingerprint}'.encode()).hexdigest()[:12]}"
    return key
