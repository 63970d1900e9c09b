"""Store methods that take a statement out everywhere: its texts, what editions and other statements say of it, its messages.

What is left are hashes of its key, its address, its GUID and its words, by which it is known when its source gives it again, or
when an older backup is restored: it is not stored a second time. Addresses under which other statements stand are not among
them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from digest.net.urls import document_key
from digest.records import SETTLED, OutboxState, RawStatement, Statement
from digest.store import schema
from digest.store.database import Database
from digest.store.forgotten_marks import document_mark, guid_mark, remember_marks, statement_mark, words_mark
from digest.text.comparison import comparison_hash

_DETAIL = "a statement in it was forgotten"


@dataclass(frozen=True, slots=True)
class Traces:
    """Where a statement stands: its addresses, and the editions that say something of it, by digest and slot."""

    links: frozenset[str]
    editions: tuple[tuple[str, date], ...]


class ForgottenMixin(Database):
    """Statements that are forgotten."""

    def keys_of(self, name: str) -> tuple[str, ...]:
        """The keys of the statements that `name` may mean: a key, the address of a document, or that of a text."""
        statement, reading, revision = schema.statement.c, schema.reading.c, schema.revision.c
        by_document = sa.select(reading.statement).where(reading.document.in_({name, document_key(name)}))
        by_link = sa.select(revision.statement).where(revision.body["link"].as_string() == name)
        conditions = (statement.key == name, statement.id.in_(by_document), statement.id.in_(by_link))
        with self._transaction("looking for a statement") as connection:
            for condition in conditions:  # the last one reads all texts
                query = sa.select(statement.key).where(condition).order_by(statement.key)
                if found := tuple(connection.execute(query).scalars()):
                    return found
        return ()

    def traces(self, key: str) -> Traces | None:
        """Where the statement `key` stands; None if there is no such statement."""
        with self._transaction("looking for a statement") as connection:
            statement = _statement_id(connection, key)
            if statement is None:
                return None
            links = _links(connection, statement)
            numbers = _editions(connection, statement, links)
            edition = schema.edition.c
            query = (
                sa.select(edition.digest, edition.slot).where(edition.id.in_(numbers)).order_by(edition.slot, edition.digest)
            )
            editions = tuple((slug, date.fromisoformat(slot)) for slug, slot in connection.execute(query))
        return Traces(links, editions)

    def forget_statement(self, key: str, contents: Mapping[int, bytes], now: datetime) -> int:
        """Take the statement `key` out everywhere; return the number of messages and files that lose it.

        `contents` are the messages and files without it, by the ids of their rows: files are written again, messages that wait
        are sent so. Other rows of its editions lose their content. The bytes are overwritten in the database.
        """
        with self._erasing_transaction("forgetting a statement") as connection:
            return take_out(connection, key, contents, now)


def take_out(connection: sa.Connection, key: str, contents: Mapping[int, bytes], now: datetime) -> int:
    """What `forget_statement` does, in the transaction of `connection`."""
    statement = _statement_id(connection, key)
    if statement is None:
        return 0
    links = _links(connection, statement)
    numbers = _editions(connection, statement, links)
    rows = _replace_contents(connection, numbers, contents, now)
    _remember_marks(connection, statement, key)
    _forget_what_others_say(connection, key, links)
    _delete_failures(connection, statement, {key, *links})
    _delete_texts(connection, statement)
    _note_change(connection, numbers)
    return rows


def editions_with(connection: sa.Connection, key: str) -> list[int]:
    """The ids of the editions that hold the statement `key`, or name it elsewhere."""
    statement = _statement_id(connection, key)
    return [] if statement is None else _editions(connection, statement, _links(connection, statement))


def has_forgotten(connection: sa.Connection) -> bool:
    """Whether any statement was forgotten: in most stores none was."""
    return connection.execute(sa.select(schema.forgotten.c.mark).limit(1)).first() is not None


def is_forgotten(connection: sa.Connection, raw: RawStatement, cleaned: Statement, document: str) -> bool:
    """Whether a reading is one of a statement that was forgotten."""
    marks = [document_mark(document), words_mark(comparison_hash(cleaned.text))]
    marks += [guid_mark(raw.source, raw.guid)] if raw.guid else []
    return connection.execute(sa.select(schema.forgotten).where(schema.forgotten.c.mark.in_(marks))).first() is not None


def _statement_id(connection: sa.Connection, key: str) -> int | None:
    found: int | None = connection.execute(sa.select(schema.statement.c.id).where(schema.statement.c.key == key)).scalar()
    return found


def _revisions(statement: int) -> sa.Select[tuple[int]]:
    return sa.select(schema.revision.c.id).where(schema.revision.c.statement == statement)


def _links(connection: sa.Connection, statement: int) -> frozenset[str]:
    query = sa.select(schema.revision.c.body["link"].as_string()).where(schema.revision.c.statement == statement)
    return frozenset(link for link in connection.execute(query).scalars() if link)


def _editions(connection: sa.Connection, statement: int, links: Collection[str]) -> list[int]:
    """The ids of the editions that hold the statement, or name it elsewhere."""
    member, also, withdrawal = schema.member.c, schema.also_given.c, schema.withdrawal.c
    mine = _revisions(statement)
    queries = [
        sa.select(member.edition).where(member.revision.in_(mine)),
        sa.select(also.edition).where(also.revision.in_(mine) | also.entry.in_(mine)),
        sa.select(withdrawal.edition).where(withdrawal.statement == statement),
        *(sa.select(member.edition).where(_names(member.relations, link)) for link in links),
        *(sa.select(schema.wording.c.edition).where(_names(schema.wording.c.body, link)) for link in links),
    ]
    return sorted({number for query in queries for number in connection.execute(query).scalars()})


def _names(column: sa.ColumnElement[Any], link: str) -> sa.ColumnElement[bool]:
    """Condition: the JSON in a column has the string `link`."""
    return sa.cast(column, sa.Text).contains(json.dumps(link), autoescape=True)


def _replace_contents(connection: sa.Connection, editions: Sequence[int], contents: Mapping[int, bytes], now: datetime) -> int:
    """Give the rows of editions their new content, or none."""
    row = schema.outbox.c
    settled = [str(state) for state in SETTLED]
    theirs = row.edition.in_(editions)
    blank = sa.update(schema.outbox).where(theirs, schema.HAS_MESSAGE, row.id.not_in(contents))
    waiting = blank.where(row.state.not_in(settled))
    connection.execute(waiting.values(state=str(OutboxState.CANCELLED), changed_at=now))
    number: int = connection.execute(blank.values(content=b"", detail=_DETAIL)).rowcount
    for identity, content in contents.items():
        this = sa.update(schema.outbox).where(row.id == identity, theirs)
        number += connection.execute(this.values(content=content)).rowcount
        again = {"state": str(OutboxState.PENDING), "attempts": 0, "not_before": None, "changed_at": now, "queued_at": now}
        connection.execute(this.where(row.channel == "file", row.state == str(OutboxState.SENT)).values(again))
    return number


def _remember_marks(connection: sa.Connection, statement: int, key: str) -> None:
    reading, revision = schema.reading.c, schema.revision.c
    readings = connection.execute(sa.select(schema.reading).where(reading.statement == statement)).all()
    marks = {statement_mark(key), *(guid_mark(each.source, each.guid) for each in readings if each.guid)}
    for document in {each.document for each in readings}:
        shared = sa.select(reading.statement).where(reading.document == document, reading.statement != statement)
        if connection.execute(shared).first() is None:
            marks.add(document_mark(document))
    words = connection.execute(sa.select(revision.words).where(revision.statement == statement)).scalars()
    remember_marks(connection, marks | {words_mark(each) for each in words if each})


def _forget_what_others_say(connection: sa.Connection, key: str, links: Collection[str]) -> None:
    """Take the statement out of what is stored of other entries, and of withdrawals."""
    member, wording, edition = schema.member.c, schema.wording.c, schema.edition.c
    for link in links:
        rows = connection.execute(sa.select(schema.member).where(_names(member.relations, link))).all()
        for row in rows:
            left = [each for each in row.relations if each["link"] not in links]
            this = (member.digest == row.digest, member.revision == row.revision, member.edition == row.edition)
            connection.execute(sa.update(schema.member).where(*this).values(relations=left))
        for row in connection.execute(sa.select(schema.wording).where(_names(wording.body, link))).all():
            since = row.body["since"]
            body = {
                "since": None if since and since["link"] in links else since,
                "phrases": [use for use in row.body["phrases"] if use["link"] not in links],
            }
            entry = (wording.edition == row.edition, wording.revision == row.revision)
            connection.execute(sa.update(schema.wording).where(*entry).values(body=body))
    told = sa.select(schema.edition).join(schema.withdrawal, schema.withdrawal.c.edition == edition.id)
    for row in connection.execute(
        told.join(schema.statement, schema.statement.c.id == schema.withdrawal.c.statement).where(schema.statement.c.key == key)
    ).all():
        left = [each for each in row.body.get("withdrawn", ()) if each["key"] != key]
        connection.execute(sa.update(schema.edition).where(edition.id == row.id).values(body={**row.body, "withdrawn": left}))


def _delete_failures(connection: sa.Connection, statement: int, names: Collection[str]) -> None:
    reading = schema.reading.c
    documents = connection.execute(sa.select(reading.document).where(reading.statement == statement)).scalars().all()
    for name in {*names, *documents}:
        connection.execute(sa.delete(schema.failure).where(schema.failure.c.subject == name))
        connection.execute(sa.delete(schema.told_failure).where(schema.told_failure.c.subject == name))
        connection.execute(sa.delete(schema.awaited).where(schema.awaited.c.key == name))


def _delete_texts(connection: sa.Connection, statement: int) -> None:
    revision = schema.revision.c
    mine = connection.execute(_revisions(statement)).scalars().all()
    fingerprints = connection.execute(sa.select(revision.fingerprint).where(revision.statement == statement)).scalars().all()
    member, also, relation = schema.member.c, schema.also_given.c, schema.relation.c
    for number in mine:
        connection.execute(sa.delete(schema.member).where(member.revision == number))
        connection.execute(sa.delete(schema.wording).where(schema.wording.c.revision == number))
        connection.execute(sa.delete(schema.also_given).where((also.revision == number) | (also.entry == number)))
        connection.execute(sa.delete(schema.relation).where((relation.revision == number) | (relation.other == number)))
        connection.execute(sa.delete(schema.shingle).where(schema.shingle.c.revision == number))
        connection.execute(sa.delete(schema.indexed).where(schema.indexed.c.revision == number))
        connection.execute(sa.delete(schema.revision).where(revision.id == number))
    for fingerprint in fingerprints:
        if connection.execute(sa.select(revision.id).where(revision.fingerprint == fingerprint)).first() is None:
            for table in (schema.summary, schema.attempt):
                connection.execute(sa.delete(table).where(table.c.fingerprint == fingerprint))
    for table in (schema.withdrawal, schema.unsettled, schema.series, schema.reading):
        connection.execute(sa.delete(table).where(table.c.statement == statement))
    connection.execute(sa.delete(schema.statement).where(schema.statement.c.id == statement))


def _note_change(connection: sa.Connection, editions: Sequence[int]) -> None:
    """Store how many members the editions have now, and that something in them was forgotten."""
    edition, member = schema.edition.c, schema.member.c
    for number in editions:
        size = connection.execute(sa.select(sa.func.count()).where(member.edition == number)).scalar_one()
        body = connection.execute(sa.select(edition.body).where(edition.id == number)).scalar_one()
        values = {"size": size, "body": {**body, "forgotten": body.get("forgotten", 0) + 1}}
        connection.execute(sa.update(schema.edition).where(edition.id == number).values(values))
