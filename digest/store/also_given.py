"""What other sources say under the link of an entry: "also given by". Reads, and stores with the edition.

A text that a source gives under the link of another site is a statement of that source (`records.Provenance`). It is an entry
of its own, unless the edition holds the publisher's text of the same document: then that is the entry, and the other is named
there. Two such texts with the same words are one entry, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from digest.records import AlsoGiven, Edition, StatementType
from digest.serialise.json_values import Json
from digest.serialise.relation_json import relation_from_json, relation_to_json
from digest.store import schema
from digest.store.statement_conditions import is_current
from digest.text.comparison import is_similar, spelling_form

OF_SOURCE = "source:"
"""How the publisher of a text begins that a source says on its own account."""

_other = schema.statement.alias("other")
_mine = schema.reading.alias("mine")
_theirs = schema.reading.alias("theirs")


def partners(
    connection: sa.Connection, rows: Iterable[Any], sources: Sequence[str], as_of: datetime
) -> Mapping[int, tuple[Any, ...]]:
    """For each of `rows`, by the id of its statement, the rows of what other `sources` say under its link.

    `rows` are what an edition can hold, in order. A row that stands under another one must not be an entry itself.
    """
    found: dict[int, tuple[Any, ...]] = {}
    below: set[int] = set()
    for row in sorted(rows, key=lambda row: row.publisher.startswith(OF_SOURCE)):
        if row.id not in below:
            found[row.id] = tuple(_texts_under(connection, row, sources, as_of))
            below |= {other.id for other in found[row.id]}
    return {number: others for number, others in found.items() if number not in below}


def told_by_another(slug: str) -> sa.ColumnElement[bool]:
    """Condition: an edition of the digest `slug` holds the same words of the same document from another source."""
    told, member = schema.revision.alias("told"), schema.member.c
    # One step for each table: see `membership.py`.
    is_member = sa.select(sa.true()).where(member.revision == told.c.id, member.digest == slug).correlate(told).exists()
    same_document = (
        sa.select(sa.true())
        .where(_mine.c.statement == schema.statement.c.id, _theirs.c.statement == told.c.statement)
        .where(_mine.c.document == _theirs.c.document)
        .correlate(schema.statement, told)
        .exists()
    )
    return (
        sa.select(sa.true())
        .select_from(told)
        .where(told.c.words == schema.revision.c.words, told.c.statement != schema.statement.c.id)
        .where(schema.revision.c.words != "", schema.statement.c.publisher.startswith(OF_SOURCE), is_member, same_document)
        .exists()
    )


def is_under_entry(slug: str) -> sa.ColumnElement[bool]:
    """Condition: an edition of the digest `slug` has named the revision below an entry.

    A statement with a page of its own no longer counts once the page of that entry is withdrawn.
    """
    also, withdrawal, entry = schema.also_given.c, schema.withdrawal.c, schema.revision.alias("above")
    is_gone = sa.exists().where(entry.c.id == also.entry, withdrawal.statement == entry.c.statement, withdrawal.digest == slug)
    has_page = also.relation["kind"].as_string().is_not(None)
    return sa.exists().where(also.revision == schema.revision.c.id, also.digest == slug, ~(has_page & is_gone))


def also_given(entry: Any, others: Iterable[Any]) -> tuple[AlsoGiven, ...]:
    """The rows `others` as an entry shows them."""
    return tuple(_also_given(other, other.words != entry.words) for other in others)


def save_also_given(connection: sa.Connection, edition: Edition, number: int) -> None:
    """Record which texts the edition with the id `number` names below its entries."""
    for entry in edition.entries:
        for position, other in enumerate(entry.also):
            values = {
                "edition": number,
                "digest": edition.digest,
                "revision": revision_id(connection, other.key, other.fingerprint),
                "entry": revision_id(connection, entry.statement.key, entry.statement.fingerprint),
                "differs": other.differs,
                "relation": other.relation and relation_to_json(other.relation),
                "position": position,
            }
            connection.execute(sa.insert(schema.also_given).values(values))


def revision_id(connection: sa.Connection, key: str, fingerprint: str) -> int:
    """The id of a revision, by the key of its statement and its fingerprint."""
    query = (
        sa.select(schema.revision.c.id)
        .join(schema.statement, schema.revision.c.statement == schema.statement.c.id)
        .where(schema.statement.c.key == key, schema.revision.c.fingerprint == fingerprint)
    )
    number: int = connection.execute(query).scalar_one()
    return number


def sealed_also_given(connection: sa.Connection, number: int) -> Mapping[int, tuple[AlsoGiven, ...]]:
    """What the sealed edition with the id `number` names below its entries, by the id of the entry's revision."""
    also, revision, statement = schema.also_given.c, schema.revision.c, schema.statement.c
    query = (
        sa.select(also.entry, also.differs, also.relation, statement.key, statement.source)
        .add_columns(revision.fingerprint, revision.body)
        .join(schema.revision, revision.id == also.revision)
        .join(schema.statement, statement.id == revision.statement)
        .where(also.edition == number)
        .order_by(also.position)
    )
    found: dict[int, tuple[AlsoGiven, ...]] = {}
    for row in connection.execute(query):
        found[row.entry] = (*found.get(row.entry, ()), _also_given(row, row.differs, row.relation))
    return found


def _also_given(row: Any, differs: bool, relation: Json | None = None) -> AlsoGiven:
    given = AlsoGiven(row.key, row.fingerprint, row.source, row.body["link"], differs)
    if relation is None:
        return given
    kind = StatementType(row.body["type"])
    found, parties = relation_from_json(relation), tuple(row.body.get("parties", ()))
    return replace(given, relation=found, title=row.body["title"], type=kind, parties=parties)


def _texts_under(connection: sa.Connection, row: Any, sources: Sequence[str], as_of: datetime) -> list[Any]:
    """What other sources say under the link of a text; under that of a source's own text, only the same in the same words."""
    others = [other for other in _texts_at_documents(connection, row, as_of) if other.source in sources]
    if row.publisher.startswith(OF_SOURCE):
        return [other for other in others if other.words == row.words and other.id > row.id]
    if not _shares_documents(connection, row):
        return others
    return [other for other in others if _says_alike(other.body, row.body)]


def _texts_at_documents(connection: sa.Connection, row: Any, as_of: datetime) -> Sequence[Any]:
    """The current revisions of what sources say on their own account under the documents of a statement."""
    statement, revision = schema.statement.c, schema.revision.c
    query = (
        sa.select(statement.id, statement.key, statement.source, revision.fingerprint, revision.words, revision.body)
        .select_from(schema.statement)
        .join(schema.revision, is_current())
        .where(statement.id.in_(_at_documents_of(row)), statement.id != row.id, statement.publisher.startswith(OF_SOURCE))
        .where(revision.embargo.is_(None) | (revision.embargo <= as_of))
        .order_by(statement.id)
    )
    return connection.execute(query).all()


def _shares_documents(connection: sa.Connection, row: Any) -> bool:
    """Whether the publisher has more than one statement at the documents of this one."""
    same = _other.c.id.in_(_at_documents_of(row))
    query = sa.select(_other.c.id).where(same, _other.c.id != row.id, _other.c.publisher == row.publisher)
    return connection.execute(query).first() is not None


def _at_documents_of(row: Any) -> sa.Select[int]:
    """Query of the statements that were read at a document of a statement: they come from the index of documents."""
    same_document = _mine.c.document == _theirs.c.document
    return sa.select(_theirs.c.statement).join(_mine, same_document).where(_mine.c.statement == row.id)


def _says_alike(one: Json, other: Json) -> bool:
    same_title = spelling_form(one["title"]).casefold() == spelling_form(other["title"]).casefold()
    return same_title or is_similar(one["text"], other["text"])
