"""Store methods of the relate step: which revisions are to be compared, with which others, and what was found.

The shingles of the revisions of the last two weeks are an inverted index, so that a new revision costs its own length,
however many there are. A shingle that many revisions have says nothing and is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from digest.records import SharedSample, ShingleSample, StatementRelation, StoredText
from digest.serialise.statement_json import statement_from_json
from digest.store import schema
from digest.store.database import Database
from digest.store.dialects import insert, upsert
from digest.text.comparison import comparison_hash

INDEX_WINDOW = timedelta(days=14)
"""How long a revision stays in the index."""
MAX_REVISIONS = 40
"""Revisions that may have a shingle; one that more of them have is a formula."""

_COMPARED = "compared_until"  # setting: the id of the last revision that was compared


class RelationsMixin(Database):
    """The index of shingles, and how revisions are related."""

    def uncompared(self, now: datetime, limit: int) -> tuple[StoredText, ...]:
        """At most `limit` revisions that were not compared yet, oldest first; none that is older than the index."""
        revision, statement = schema.revision.c, schema.statement.c
        with self._transaction("reading which statements to compare") as connection:
            query = (
                sa.select(revision.id, statement.key, statement.source, revision.body, revision.seen_at)
                .join(schema.statement, statement.id == revision.statement)
                .where(revision.id > _compared_until(connection, now))
                .order_by(revision.id)
                .limit(limit)
            )
            rows = connection.execute(query).all()
        return tuple(StoredText(row.id, statement_from_json(row.key, row.source, row.body), row.seen_at) for row in rows)

    def index_samples(self, samples: Mapping[int, tuple[ShingleSample, datetime]], now: datetime) -> None:
        """Add the samples of revisions, each with when it was seen, to the index, and take out what is older than two weeks."""
        with self._transaction("indexing statements") as connection:
            _remove_old(connection, now - INDEX_WINDOW)
            for number, (sample, seen) in samples.items():
                values = {"revision": number, "seen_at": seen, "size": sample.size}
                connection.execute(insert(connection, schema.indexed).values(values).on_conflict_do_nothing())
                rows = [{"hash": value, "revision": number} for value in sample.hashes]
                if rows:
                    connection.execute(insert(connection, schema.shingle).on_conflict_do_nothing(), rows)

    def shared_sample(self, text: StoredText, sample: ShingleSample) -> SharedSample:
        """What a revision shares with those of other statements that were stored before it."""
        with self._transaction("looking for related statements") as connection:
            counts: Counter[int] = Counter()
            telling = 0
            for found in _with_each_hash(connection, sample.hashes):
                if len(found) <= MAX_REVISIONS:
                    telling += 1
                    counts.update(found)
            del counts[text.number]
            alike = _with_the_same_words(connection, text)
            sizes = _sizes(connection, text, [*counts, *alike])
        shared = tuple((number, counts[number], sizes[number]) for number in counts if number in sizes)
        return SharedSample(telling, shared, tuple(number for number in alike if number in sizes))

    def stored_texts(self, numbers: Collection[int]) -> tuple[StoredText, ...]:
        """The revisions with these numbers."""
        revision, statement = schema.revision.c, schema.statement.c
        query = (
            sa.select(revision.id, statement.key, statement.source, revision.body, revision.seen_at)
            .join(schema.statement, statement.id == revision.statement)
            .where(revision.id.in_(numbers))
            .order_by(revision.id)
        )
        with self._transaction("reading statements") as connection:
            return tuple(
                StoredText(row.id, statement_from_json(row.key, row.source, row.body), row.seen_at)
                for row in connection.execute(query)
            )

    def save_relations(self, until: int, found: Iterable[tuple[int, int, StatementRelation]]) -> None:
        """Store relations between revisions, and that all revisions up to `until` were compared."""
        with self._transaction("storing how statements are related") as connection:
            for one, other, relation in found:
                for revision, to, seen_from in ((one, other, relation), (other, one, relation.reversed)):
                    values = {"kind": str(relation.kind), "reason": relation.reason, "changed": seen_from.changed}
                    upsert(connection, schema.relation, {"revision": revision, "other": to}, values)
            upsert(connection, schema.setting, {"name": _COMPARED}, {"value": str(until)})


_WITH_HASH = sa.text(f"SELECT revision FROM shingle WHERE hash = :hash LIMIT {MAX_REVISIONS + 1}")
_WITH_HASHES = sa.text(
    "SELECT wanted.hash, found.revision FROM unnest(CAST(:hashes AS bigint[])) AS wanted (hash), "
    f"LATERAL (SELECT revision FROM shingle WHERE shingle.hash = wanted.hash LIMIT {MAX_REVISIONS + 1}) AS found"
)
"""The same for many of them, in PostgreSQL, where each query costs a round trip."""


def _with_each_hash(connection: sa.Connection, hashes: Collection[int]) -> Iterable[Sequence[int]]:
    """For each hash, the revisions that have it; no more than say that it is a formula."""
    if connection.dialect.name != "postgresql":
        return (connection.execute(_WITH_HASH, {"hash": value}).scalars().all() for value in hashes)
    found: dict[int, list[int]] = {value: [] for value in hashes}
    for value, revision in connection.execute(_WITH_HASHES, {"hashes": list(found)}):
        found[value].append(revision)
    return [found[value] for value in hashes]


def _compared_until(connection: sa.Connection, now: datetime) -> int:
    """The id of the last revision that was compared, or is too old to be."""
    setting = sa.select(schema.setting.c.value).where(schema.setting.c.name == _COMPARED)
    if (value := connection.execute(setting).scalar()) is not None:
        return int(value)
    old = sa.select(sa.func.max(schema.revision.c.id)).where(schema.revision.c.seen_at < now - INDEX_WINDOW)
    return connection.execute(old).scalar() or 0


def _remove_old(connection: sa.Connection, before: datetime) -> None:
    query = sa.select(schema.indexed.c.revision).where(schema.indexed.c.seen_at < before)
    for number in connection.execute(query).scalars().all():
        connection.execute(sa.delete(schema.shingle).where(schema.shingle.c.revision == number))
        connection.execute(sa.delete(schema.indexed).where(schema.indexed.c.revision == number))


def _with_the_same_words(connection: sa.Connection, text: StoredText) -> Sequence[int]:
    """The newest revisions with the words of a text, beside itself."""
    revision = schema.revision.c
    same = (revision.words == comparison_hash(text.statement.text)) & (revision.id < text.number)
    query = sa.select(revision.id).where(same).order_by(revision.id.desc()).limit(MAX_REVISIONS)
    return connection.execute(query).scalars().all()


def _sizes(connection: sa.Connection, text: StoredText, numbers: Sequence[int]) -> dict[int, int]:
    """The number of shingles of those revisions that are in the index, older, and of other statements."""
    revision, indexed = schema.revision.c, schema.indexed.c
    own = sa.select(revision.statement).where(revision.id == text.number).scalar_subquery()
    sizes: dict[int, int] = {}
    for start in range(0, len(numbers), 500):
        query = (
            sa.select(indexed.revision, indexed.size)
            .join(schema.revision, revision.id == indexed.revision)
            .where(indexed.revision.in_(numbers[start : start + 500]), indexed.revision < text.number)
            .where(revision.statement != own)
        )
        sizes |= {row.revision: row.size for row in connection.execute(query)}
    return sizes
