"""Store methods for the web site: which statements and editions are published, and all that editions told of a statement.

Reads only. The stamps tell cheaply what has changed, so that an update of the site reads the texts of those statements alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from digest.records import PublishedEdition, PublishedStatement, Telling, ToldRelation, ToldRevision
from digest.serialise.relation_json import relation_from_json
from digest.serialise.statement_json import statement_from_json
from digest.serialise.summary_json import summary_from_json
from digest.store import schema
from digest.store.database import Database
from digest.store.summaries import model_from_row

_other = schema.revision.alias("other")
_other_statement = schema.statement.alias("other_statement")


class PublishedMixin(Database):
    """What the editions of some digests, by their slugs, have told."""

    def published_stamps(self, slugs: Sequence[str]) -> Mapping[str, tuple[str, str]]:
        """Source and stamp of each statement that editions told, by its key: the stamp differs whenever what was told does."""
        statement, edition = schema.statement.c, schema.edition.c
        told = (
            sa.select(
                statement.key,
                statement.source,
                sa.func.count().label("times"),
                sa.func.min(edition.slot).label("first"),
                sa.func.max(edition.slot).label("last"),
                sa.func.sum(edition.size).label("neighbours"),
            )
            .select_from(schema.member)
            .join(schema.edition, edition.id == schema.member.c.edition)
            .join(schema.revision, schema.revision.c.id == schema.member.c.revision)
            .join(schema.statement, statement.id == schema.revision.c.statement)
            .where(schema.member.c.digest.in_(slugs))
            .group_by(statement.id)
        )
        with self._transaction("reading what is published") as connection:
            related = _relation_stamps(connection, slugs)
            related_gone = _gone_stamps(connection, slugs)
            gone = set(connection.execute(_withdrawn(slugs)).scalars())
            return {
                row.key: (row.source, "|".join(map(str, (*row[2:], related[row.key], row.key in gone, related_gone[row.key]))))
                for row in connection.execute(told)
            }

    def published_statements(self, keys: Sequence[str], slugs: Sequence[str]) -> tuple[PublishedStatement, ...]:
        """What editions told of the statements with these keys, at most some hundred; one that none told is left out."""
        with self._transaction("reading what is published") as connection:
            rows = connection.execute(_told_revisions(keys, slugs)).all()
            neighbours = _neighbours(connection, {row.edition for row in rows})
            relations = _relations(connection, keys, slugs)
            gone: dict[str, datetime] = dict(connection.execute(_withdrawals(keys, slugs)).all())
        by_key: dict[str, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            by_key[row.key][row.revision_id].append(row)
        return tuple(
            PublishedStatement(
                key,
                tuple(_told_revision(of_one, neighbours) for of_one in revisions.values()),
                tuple(relations[key]),
                gone.get(key),
            )
            for key, revisions in by_key.items()
        )

    def published_editions(self, slugs: Sequence[str]) -> tuple[PublishedEdition, ...]:
        """The sealed editions, oldest first; not those without anything new that nobody got."""
        edition = schema.edition.c
        says_something = (
            (edition.size > 0)
            | sa.exists().where(schema.withdrawal.c.edition == edition.id)
            | sa.exists().where(schema.outbox.c.edition == edition.id)
        )
        title, forgotten = edition.body["title"].as_string(), edition.body["forgotten"].as_string()
        query = (
            sa.select(
                edition.id, edition.digest, edition.slot, edition.size, title.label("title"), forgotten.label("forgotten")
            )
            .where(edition.digest.in_(slugs), says_something)
            .order_by(edition.slot, edition.digest)
        )
        with self._transaction("reading editions") as connection:
            gone = _gone_members(connection, slugs)
            return tuple(
                PublishedEdition(
                    row.digest,
                    date.fromisoformat(row.slot),
                    row.title,
                    f"{row.id}|{row.size}|{row.forgotten or 0}|{gone.get(row.id, '')}",
                )
                for row in connection.execute(query)
            )


def _relation_stamps(connection: sa.Connection, slugs: Sequence[str]) -> Mapping[str, str]:
    """For each statement, by its key, how many relations it has to others that were told, and when these were."""
    relation, member, slot = schema.relation.c, schema.member.c, schema.edition.c.slot
    query = (
        sa.select(schema.statement.c.key, sa.func.count(), sa.func.min(slot), sa.func.max(slot))
        .select_from(schema.relation)
        .join(schema.revision, schema.revision.c.id == relation.revision)
        .join(schema.statement, schema.statement.c.id == schema.revision.c.statement)
        .join(schema.member, (member.revision == relation.other) & member.digest.in_(slugs))
        .join(schema.edition, schema.edition.c.id == member.edition)
        .group_by(schema.statement.c.id)
    )
    return defaultdict(str, {row[0]: "|".join(map(str, row[1:])) for row in connection.execute(query)})


def _gone_stamps(connection: sa.Connection, slugs: Sequence[str]) -> Mapping[str, str]:
    """For each statement, by its key, which of those that it is related to were withdrawn."""
    query = (
        sa.select(schema.statement.c.key, sa.func.count(), sa.func.sum(_other_statement.c.id))
        .select_from(_other_statement)
        .join(_other, _other.c.statement == _other_statement.c.id)
        .join(schema.relation, schema.relation.c.other == _other.c.id)
        .join(schema.revision, schema.revision.c.id == schema.relation.c.revision)
        .join(schema.statement, schema.statement.c.id == schema.revision.c.statement)
        .where(_other_statement.c.key.in_(_withdrawn(slugs)))
        .group_by(schema.statement.c.id)
    )
    return defaultdict(str, {key: f"{number}.{ids}" for key, number, ids in connection.execute(query)})


def _gone_members(connection: sa.Connection, slugs: Sequence[str]) -> Mapping[int, str]:
    """For each edition that told some, by its number, which of its statements were withdrawn since."""
    query = (
        sa.select(schema.member.c.edition, sa.func.count(), sa.func.sum(schema.statement.c.id))
        .select_from(schema.statement)
        .join(schema.revision, schema.revision.c.statement == schema.statement.c.id)
        .join(schema.member, schema.member.c.revision == schema.revision.c.id)
        .where(schema.statement.c.key.in_(_withdrawn(slugs)), schema.member.c.digest.in_(slugs))
        .group_by(schema.member.c.edition)
    )
    return {edition: f"{number}.{ids}" for edition, number, ids in connection.execute(query)}


def _withdrawn(slugs: Sequence[str]) -> sa.Select[Any]:
    statement, withdrawal = schema.statement.c, schema.withdrawal.c
    joined = sa.select(statement.key).join(schema.withdrawal, withdrawal.statement == statement.id)
    return joined.where(withdrawal.digest.in_(slugs), statement.gone_at.is_not(None))


def _withdrawals(keys: Sequence[str], slugs: Sequence[str]) -> sa.Select[Any]:
    """Key, and when its page was first found gone, of those whose withdrawal an edition has told."""
    return _withdrawn(slugs).add_columns(schema.statement.c.gone_at).where(schema.statement.c.key.in_(keys)).distinct()


def _told_revisions(keys: Sequence[str], slugs: Sequence[str]) -> sa.Select[Any]:
    member, revision = schema.member.c, schema.revision.c
    return (
        sa.select(
            schema.statement.c.key,
            schema.statement.c.source,
            revision.id.label("revision_id"),
            revision.seen_at,
            revision.body,
            schema.summary.c.body.label("made"),
            schema.summary.c.model,
            schema.summary.c.revision,
            schema.summary.c.settings,
            member.edition,
            member.position,
            member.digest,
            schema.edition.c.slot,
        )
        .select_from(schema.member)
        .join(schema.edition, schema.edition.c.id == member.edition)
        .join(schema.revision, revision.id == member.revision)
        .join(schema.statement, schema.statement.c.id == revision.statement)
        .join(schema.summary, schema.summary.c.id == member.summary)
        .where(schema.statement.c.key.in_(keys), member.digest.in_(slugs))
        .order_by(member.edition, revision.id)
    )


def _neighbours(connection: sa.Connection, editions: Iterable[int]) -> Mapping[int, tuple[str, ...]]:
    """The keys of the statements of each edition, in their order."""
    member = schema.member.c
    query = (
        sa.select(member.edition, schema.statement.c.key)
        .join(schema.revision, schema.revision.c.id == member.revision)
        .join(schema.statement, schema.statement.c.id == schema.revision.c.statement)
        .where(member.edition.in_(sorted(editions)))
        .order_by(member.edition, member.position)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for edition, key in connection.execute(query):
        found[edition].append(key)
    return {edition: tuple(keys) for edition, keys in found.items()}


def _told_revision(rows: Sequence[Any], neighbours: Mapping[int, tuple[str, ...]]) -> ToldRevision:
    """A revision from its rows, one for each edition that told it; the key points are those that were given last."""
    last = rows[-1]
    return ToldRevision(
        statement_from_json(last.key, last.source, last.body),
        summary_from_json(model_from_row(last), last.made),
        last.seen_at,
        tuple(_telling(row, neighbours[row.edition]) for row in rows),
    )


def _telling(row: Any, keys: tuple[str, ...]) -> Telling:
    place = keys.index(row.key)
    before, after = keys[place - 1] if place else "", keys[place + 1] if place + 1 < len(keys) else ""
    return Telling(row.digest, date.fromisoformat(row.slot), before, after)


def _relations(connection: sa.Connection, keys: Sequence[str], slugs: Sequence[str]) -> Mapping[str, list[ToldRelation]]:
    """How statements are related to others that were told, by their keys; each other statement once, by its latest relation."""
    relation, member = schema.relation.c, schema.member.c
    first = (
        sa.select(sa.func.min(schema.edition.c.slot))
        .join(schema.member, member.edition == schema.edition.c.id)
        .where(member.revision == relation.other, member.digest.in_(slugs))
        .correlate(schema.relation)
        .scalar_subquery()
    )
    query = (
        sa.select(
            schema.statement.c.key,
            relation.kind,
            relation.reason,
            relation.changed,
            _other_statement.c.key.label("other_key"),
            _other_statement.c.source.label("other_source"),
            _other.c.body["title"].as_string().label("title"),
            first.label("told"),
            _other_statement.c.key.in_(_withdrawn(slugs)).label("is_withdrawn"),
        )
        .select_from(schema.relation)
        .join(schema.revision, schema.revision.c.id == relation.revision)
        .join(schema.statement, schema.statement.c.id == schema.revision.c.statement)
        .join(_other, _other.c.id == relation.other)
        .join(_other_statement, _other_statement.c.id == _other.c.statement)
        .where(schema.statement.c.key.in_(keys), _other_statement.c.id != schema.statement.c.id, first.is_not(None))
        .order_by(relation.revision, relation.other)
    )
    found: dict[str, dict[str, ToldRelation]] = defaultdict(dict)
    for row in connection.execute(query):
        how = relation_from_json({"kind": row.kind, "reason": row.reason, "changed": row.changed})
        told = date.fromisoformat(row.told)
        found[row.key][row.other_key] = ToldRelation(
            how, row.other_key, row.title, row.other_source, told, bool(row.is_withdrawn)
        )
    return defaultdict(list, {key: list(of_one.values()) for key, of_one in found.items()})
