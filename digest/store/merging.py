"""Which statements are one entry by their words, and what an entry says of related statements. Reads only.

Statements of one publisher, or joint ones, of one edition with the same text are one entry, which names the others. A text that
an edition of the digest has told is not told again under another address; a corrected copy of it is an entry that says so. If
the page of the text that was told is gone, the others are told after all. Each publisher's own text is an entry: readers ask
what each of them says, and an entry names who says the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from digest.records import AlsoGiven, Entry, EntryRelation, RelationKind, StatementRelation
from digest.serialise.relation_json import relation_from_json
from digest.store import schema
from digest.store.dialects import in_byte_order
from digest.store.membership import is_in_digest

MAX_RELATIONS = 5
"""Related statements that an entry names."""

Related = Mapping[tuple[int, int], StatementRelation]
"""How revisions are related, by pairs of their ids, in both directions."""

_ONE_ENTRY = tuple(str(kind) for kind in RelationKind if kind.is_one_entry)
_UNDATED = datetime.max.replace(tzinfo=UTC)
_told = schema.revision.alias("told")
_told_statement = schema.statement.alias("told_statement")
_follower = schema.member.alias("follower")
_followed_by = schema.revision.alias("followed_by")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that an edition can hold, the id of its revision, and whose text it is."""

    revision: int
    entry: Entry
    publisher: str


def is_merged_into_told(slug: str, *, is_filtered: bool, across_publishers: bool = False) -> sa.ColumnElement[bool]:
    """Condition: an edition of the digest `slug` has told the text of the revision from another statement, whose page stands.

    The statements are of one publisher, or joint, or of any two if the digest merges `across_publishers`.

    A corrected copy counts if what was told is the later one. A statement that the digest has told itself is never merged,
    and no text is that arrived after the other statement was changed. Where recipients have filters (`is_filtered`), the
    other must be of the same source and title: who did not ask for it has not seen it.
    """
    relation, member, body = schema.relation.c, schema.member.c, schema.revision.c.body
    is_late_copy = _published(body) < _published(_told.c.body)
    is_same = relation.kind.in_((str(RelationKind.SAME), str(RelationKind.JOINT)))
    is_one_entry = is_same | ((relation.kind == str(RelationKind.CORRECTED)) & is_late_copy)
    told = (
        sa.select(sa.true())
        .select_from(schema.member)
        .join(_told, _told.c.id == member.revision)
        .join(_told_statement, _told_statement.c.id == _told.c.statement)
        .where(member.revision == relation.other, member.digest == slug, is_one_entry)
        .where(sa.true() if across_publishers else _is_of_one_publisher())
        .where(~_is_withdrawn(slug, _told.c.statement), ~_was_followed(slug))
    )
    if is_filtered:
        same_source = _told_statement.c.source == schema.statement.c.source
        told = told.where(same_source, _text(_told.c.body, "title") == _text(body, "title"))
    # One step for each table: in one join, SQLite may begin with all members of the digest, for each revision anew.
    is_told = told.correlate(schema.relation, schema.revision, schema.statement).exists()
    related = sa.select(sa.true()).where(relation.revision == schema.revision.c.id, is_told)
    return related.correlate(schema.revision, schema.statement).exists() & ~is_in_digest(slug)


def _is_of_one_publisher() -> sa.ColumnElement[bool]:
    is_joint = schema.relation.c.kind == str(RelationKind.JOINT)
    return is_joint | (_told_statement.c.publisher == schema.statement.c.publisher)


def _text(body: sa.ColumnElement[Any], field: str) -> sa.ColumnElement[str]:
    text: sa.ColumnElement[str] = body[field].as_string()
    return text


def _published(body: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    return in_byte_order(sa.func.coalesce(_text(body, "published"), ""))


def _is_withdrawn(slug: str, statement: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    withdrawal = schema.withdrawal.c
    return sa.exists().where(withdrawal.statement == statement, withdrawal.digest == slug)


def _was_followed(slug: str) -> sa.ColumnElement[bool]:
    """Condition: the digest has told a later text of the statement of `_told`, and that text was there before the revision."""
    is_later = (_follower.c.digest == slug) & (_follower.c.edition > schema.member.c.edition)
    follows = sa.select(sa.true()).where(_follower.c.revision == _followed_by.c.id, is_later)
    return (
        sa.select(sa.true())
        .where(_followed_by.c.statement == _told.c.statement, _followed_by.c.id < schema.revision.c.id)
        .where(follows.correlate(schema.member, _followed_by).exists())
        .correlate(schema.member, _told, schema.revision)
        .exists()
    )


def merged(
    connection: sa.Connection,
    slug: str,
    found: Sequence[NewEntry],
    sources: Sequence[str],
    *,
    across_publishers: bool = False,
) -> tuple[Entry, ...]:
    """The entries of an edition: of those with one text the first, which names the others, each with its related statements.

    One text of several publishers is an entry of each, unless the digest merges `across_publishers`.
    """
    related = _relations_among(connection, [each.revision for each in found])
    publishers = {each.revision: "" if across_publishers else each.publisher for each in found}
    one_text = {pair: each for pair, each in related.items() if _is_one_entry(pair, each, publishers)}
    below = leaders({each.revision: each.entry for each in found}, one_text, sources)
    entries = {each.revision: each.entry for each in found if each.revision not in below}
    by_revision = {each.revision: each.entry for each in found}
    for revision, leader in below.items():
        entries[leader] = _with_other(entries[leader], by_revision[revision], related[leader, revision])
    told = _relations_to_told(connection, slug, list(entries))
    return tuple(
        replace(entry, relations=_entry_relations(revision, entries, _without(related, one_text), told[revision]))
        for revision, entry in entries.items()
    )


def _is_one_entry(pair: tuple[int, int], relation: StatementRelation, publishers: Mapping[int, str]) -> bool:
    is_of_one_publisher = publishers[pair[0]] == publishers[pair[1]]
    return relation.kind.is_one_entry and (is_of_one_publisher or relation.kind is RelationKind.JOINT)


def _without(related: Related, others: Collection[tuple[int, int]]) -> Related:
    return {pair: relation for pair, relation in related.items() if pair not in others}


def leaders(entries: Mapping[int, Entry], related: Related, sources: Sequence[str]) -> Mapping[int, int]:
    """For each entry that stands below another, the one above. It does not depend on the order in which they arrived.

    An update stays an entry. The newest corrected copy stands above what it corrects, else the first that was published.
    """
    neighbours: dict[int, list[int]] = defaultdict(list)
    corrects = set()
    for (one, other), relation in related.items():
        if relation.kind.is_one_entry:
            neighbours[one].append(other)
        if relation.kind is RelationKind.CORRECTED and _time(entries[one]) > _time(entries[other]):
            corrects.add(one)
    places = {source: place for place, source in enumerate(sources)}

    def rank(number: int) -> tuple[bool, bool, float, int, str]:
        entry = entries[number]
        moment = _time(entry).timestamp()
        place = places.get(entry.statement.source, len(places))
        return not entry.updated, number not in corrects, -moment if number in corrects else moment, place, entry.statement.key

    below: dict[int, int] = {}
    above = set()
    for number in sorted(neighbours, key=rank):
        if number not in below:
            above.add(number)
            free = (each for each in neighbours[number] if each not in below and each not in above)
            below |= {each: number for each in free if not entries[each].updated}
    return below


def _time(entry: Entry) -> datetime:
    return entry.statement.published or _UNDATED


def _with_other(entry: Entry, other: Entry, relation: StatementRelation) -> Entry:
    """An entry that also names another one, and what that one names."""
    statement = other.statement
    given = AlsoGiven(
        statement.key,
        statement.fingerprint,
        statement.source,
        statement.link,
        bool(relation.changed),
        relation,
        statement.title,
        statement.type,
        statement.parties,
    )
    also = {(each.key, each.fingerprint): each for each in (*entry.also, given, *other.also)}
    return replace(entry, also=tuple(also.values()))


def _entry_relations(
    revision: int,
    entries: Mapping[int, Entry],
    related: Related,
    told: Sequence[EntryRelation],
) -> tuple[EntryRelation, ...]:
    """What an entry says of others of its edition, and of those that were told before."""
    entry = entries[revision]
    found = list(told)
    for (one, other), relation in related.items():
        if one == revision and other in entries and not _is_told_by_other(entry, entries[other], relation):
            statement = entries[other].statement
            within = len(entry.statement.text) < len(statement.text)
            found.append(
                EntryRelation(relation, statement.source, statement.title, statement.link, None, within, statement.key)
            )
    ordered = sorted(found, key=lambda each: (each.relation.kind, each.title, each.link))
    return tuple(ordered[:MAX_RELATIONS])


def _is_told_by_other(entry: Entry, other: Entry, relation: StatementRelation) -> bool:
    """Whether only the other entry says it: of a text that is issued again or corrected, the later one."""
    if relation.kind not in (RelationKind.REISSUED, RelationKind.CORRECTED):
        return False
    mine, theirs = ((_time(each), each.statement.key) for each in (entry, other))
    return mine < theirs


def _relations_among(connection: sa.Connection, revisions: Sequence[int]) -> dict[tuple[int, int], StatementRelation]:
    among = set(revisions)
    found: dict[tuple[int, int], StatementRelation] = {}
    for start in range(0, len(revisions), 500):
        query = sa.select(schema.relation).where(schema.relation.c.revision.in_(revisions[start : start + 500]))
        for row in connection.execute(query.order_by(schema.relation.c.revision, schema.relation.c.other)):
            if row.other in among:
                found[row.revision, row.other] = _relation(row)
    return found


def _relation(row: Any) -> StatementRelation:
    return relation_from_json({"kind": row.kind, "reason": row.reason, "changed": row.changed})


def _relations_to_told(
    connection: sa.Connection, slug: str, revisions: Sequence[int]
) -> Mapping[int, tuple[EntryRelation, ...]]:
    """How revisions are related to what editions of the digest hold of other statements."""
    relation, member = schema.relation.c, schema.member.c
    found: dict[int, dict[str, EntryRelation]] = defaultdict(dict)
    own = sa.select(schema.revision.c.statement).where(schema.revision.c.id == relation.revision).scalar_subquery()
    for start in range(0, len(revisions), 500):
        query = (
            sa.select(schema.relation, _told_statement.c.source, _told_statement.c.key, schema.edition.c.slot, _told.c.body)
            .join(schema.member, (member.revision == relation.other) & (member.digest == slug))
            .join(schema.edition, schema.edition.c.id == member.edition)
            .join(_told, _told.c.id == relation.other)
            .join(_told_statement, _told_statement.c.id == _told.c.statement)
            .where(relation.revision.in_(revisions[start : start + 500]), _told.c.statement != own)
            .order_by(relation.revision, member.edition)
        )
        for row in connection.execute(query):
            slot = date.fromisoformat(row.slot)
            title, link = row.body["title"], row.body["link"]
            within = len(row.body["text"]) > _length_of(connection, row.revision)
            found[row.revision][row.key] = EntryRelation(_relation(row), row.source, title, link, slot, within, row.key)
    return defaultdict(tuple, {number: tuple(each.values()) for number, each in found.items()})


def _length_of(connection: sa.Connection, revision: int) -> int:
    query = sa.select(schema.revision.c.body).where(schema.revision.c.id == revision)
    return len(connection.execute(query).scalar_one()["text"])


def statements_with_its_text(connection: sa.Connection, statement: int) -> Sequence[int]:
    """The statements that are, or were, one entry with a statement by their words."""
    relation, its = schema.relation.c, schema.revision.alias("its")
    query = (
        sa.select(schema.revision.c.statement)
        .distinct()
        .join(schema.relation, relation.revision == schema.revision.c.id)
        .join(its, its.c.id == relation.other)
        .where(its.c.statement == statement, relation.kind.in_(_ONE_ENTRY))
    )
    return connection.execute(query).scalars().all()


def merge_reasons(connection: sa.Connection, slug: str, revisions: Sequence[int]) -> Mapping[int, str]:
    """Why revisions are merged, by their ids: into what, and because of which relation."""
    reasons = {number: _reason_of_told(connection, slug, number) for number in revisions}
    also, entry = schema.also_given.c, schema.revision.alias("entry")
    for number in revisions:
        query = sa.select(also.relation, entry.c.body).join(entry, entry.c.id == also.entry)
        row = connection.execute(query.where(also.revision == number, also.digest == slug)).first()
        if row is not None and row.relation:
            reasons[number] = _merge_reason(row.body, row.relation["reason"])
    return {number: reason for number, reason in reasons.items() if reason}


def _reason_of_told(connection: sa.Connection, slug: str, revision: int) -> str:
    relation, member = schema.relation.c, schema.member.c
    query = (
        sa.select(relation.reason, _told.c.body)
        .join(schema.member, (member.revision == relation.other) & (member.digest == slug))
        .join(_told, _told.c.id == relation.other)
        .where(relation.revision == revision, relation.kind.in_(_ONE_ENTRY))
        .order_by(member.edition)
    )
    row = connection.execute(query).first()
    return "" if row is None else _merge_reason(row.body, row.reason)


def _merge_reason(body: Any, reason: str) -> str:
    return f"into {body['link'] or body['title']}, because of {reason}"
