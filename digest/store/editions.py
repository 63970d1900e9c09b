"""Store methods of the compile stage: what the next edition can hold, sealing it, and reading a sealed edition again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any

import sqlalchemy as sa

from digest.records import AlsoGiven, Edition, Entry, Failure, Model, OutboxState, Outgoing, Statement
from digest.schedule import MAX_LOOK_BACK
from digest.serialise.edition_json import (
    edition_to_json,
    excluded_from_json,
    failures_from_json,
    layout_from_json,
    reports_from_json,
    withdrawn_from_json,
)
from digest.serialise.json_values import Json
from digest.serialise.relation_json import changes_from_json, changes_to_json, relations_from_json, relations_to_json
from digest.serialise.statement_json import statement_from_json
from digest.serialise.summary_json import summary_from_json
from digest.store import schema
from digest.store.also_given import (
    also_given,
    partners,
    revision_id,
    save_also_given,
    sealed_also_given,
)
from digest.store.database import Database
from digest.store.dialects import insert
from digest.store.failures import document_failures, failure_from_row, is_told
from digest.store.membership import told_revisions
from digest.store.merging import NewEntry, is_merged_into_told, merged
from digest.store.outbox import save_outgoing
from digest.store.series import save_wording, sealed_wording
from digest.store.statement_conditions import display_source, is_current
from digest.store.summaries import best_summary, is_by_model, model_from_row
from digest.store.unsettled import can_be_entry, is_unsettled
from digest.store.withdrawals import save_withdrawals
from digest.text.diff import changes

_ENTRY_COLUMNS = (
    schema.statement.c.id,
    schema.statement.c.key,
    schema.statement.c.source,
    schema.statement.c.publisher,
    schema.revision.c.id.label("revision_id"),
    schema.revision.c.words,
    schema.revision.c.body,
    schema.summary.c.body.label("made"),
    schema.summary.c.model,
    schema.summary.c.revision,
    schema.summary.c.settings,
)


class EditionsMixin(Database):
    """Editions: the entries that are ready for one, and those that are sealed. `slug` names a digest of the configuration."""

    def start_digest(self, slug: str, since: datetime) -> datetime:
        """Record when the digest started, unless it has already, and return the recorded time.

        Revisions seen before `since` are not for the digest. The database keeps the id of the last of them, not the time: a
        clock that is set back later changes nothing.
        """
        query = sa.select(schema.digest.c.since).where(schema.digest.c.name == slug)
        revision = schema.revision.c
        last_before = sa.select(sa.func.coalesce(sa.func.max(revision.id), 0)).where(revision.seen_at < since)
        with self._transaction("recording the start of a digest") as connection:
            started: datetime | None = connection.execute(query).scalar()
            if started is None:
                values = {"name": slug, "since": since, "after": last_before.scalar_subquery()}
                connection.execute(sa.insert(schema.digest).values(values))
            return started or since

    def digest_start(self, slug: str) -> datetime | None:
        """When the digest started; None if it has not."""
        with self._transaction("reading the start of a digest") as connection:
            return connection.execute(sa.select(schema.digest.c.since).where(schema.digest.c.name == slug)).scalar()

    def sealed_slots(self, slug: str) -> tuple[date, ...]:
        """The slots of the sealed editions, oldest first."""
        with self._transaction("reading editions") as connection:
            return _sealed_slots(connection, slug, date.min)

    def recent_slots(self, slug: str, now: datetime) -> tuple[date, ...]:
        """The sealed slots that decide which slots are due at `now`, oldest first: those that are not too old to be due."""
        with self._transaction("reading editions") as connection:
            return _sealed_slots(connection, slug, now.date() - MAX_LOOK_BACK - timedelta(days=1))

    def new_entries(
        self,
        slug: str,
        sources: Sequence[str],
        models: Sequence[Model],
        as_of: datetime,
        seen_by: datetime | None = None,
        *,
        is_filtered: bool = False,
        across_publishers: bool = False,
    ) -> tuple[Entry, ...]:
        """What an edition at `as_of` can hold, in the order in which it was first seen.

        These are the current revisions of statements that `sources` show, not under embargo at `as_of`, that are not what the
        digest told last, each with the summary by the first of `models` that has made one. With `seen_by`, only those seen by
        then. What another source says under the link of one of them stands there, not as an entry (`also_given.py`), and so
        do statements with the same text (`merging.py`). `is_filtered`: some recipients get only a part of an edition.
        `across_publishers`: one text of several publishers is one entry, too.
        """
        seen = sa.true() if seen_by is None else schema.revision.c.seen_at <= seen_by
        embargo = schema.revision.c.embargo
        query = (
            sa.select(*_ENTRY_COLUMNS)
            .select_from(schema.revision)
            .join(schema.statement, is_current())
            .join(schema.summary, schema.summary.c.id == best_summary(models))
            .where(is_unsettled(), can_be_entry(slug, sources), seen, embargo.is_(None) | (embargo <= as_of))
            .where(~is_merged_into_told(slug, is_filtered=is_filtered, across_publishers=across_publishers))
            .order_by(schema.revision.c.id)
        )
        with self._transaction("reading new statements") as connection:
            rows = connection.execute(query).all()
            others = partners(connection, rows, sources, as_of)
            found = (
                NewEntry(
                    row.revision_id,
                    replace(_new_entry(connection, slug, row, sources), also=also_given(row, others[row.id])),
                    row.publisher,
                )
                for row in rows
                if row.id in others
            )
            return merged(connection, slug, tuple(found), sources, across_publishers=across_publishers)

    def untold_failures(self, slug: str, sources: Sequence[str]) -> tuple[Failure, ...]:
        """Documents of `sources` that failed, were not read since, and that no edition of the digest has told."""
        with self._transaction("reading failures") as connection:
            rows = connection.execute(document_failures(sources).where(~is_told(slug)))
            return tuple(failure_from_row(row) for row in rows)

    def seal(self, edition: Edition, rows: Sequence[Outgoing]) -> bool:
        """Store an edition with its members, withdrawals and outbox rows, in one transaction.

        Return False, and store nothing, if the slot has an edition already.
        """
        with self._transaction("sealing an edition") as connection:
            if edition.slot in _sealed_slots(connection, edition.digest, edition.slot):
                return False
            number = _insert_edition(connection, edition)
            members = [_member(connection, edition, entry, number, place) for place, entry in enumerate(edition.entries)]
            for member in members:
                connection.execute(sa.insert(schema.member).values(member))
            save_wording(connection, edition, number, [member["revision"] for member in members])
            save_also_given(connection, edition, number)
            save_withdrawals(connection, edition, number)
            if rows:
                _save_told_failures(connection, edition)
            save_outgoing(connection, rows, number, edition.sealed)
            return True

    def slots_sealed_after(self, slug: str, now: datetime) -> tuple[date, ...]:
        """The slots of the editions that were sealed after `now`, by a clock that was ahead; oldest first."""
        edition = schema.edition.c
        query = sa.select(edition.slot).where(edition.digest == slug, edition.sealed_at > now).order_by(edition.slot)
        with self._transaction("reading editions") as connection:
            return tuple(date.fromisoformat(slot) for slot in connection.execute(query).scalars())

    def give_date(self, slug: str, slot: date, new: date, now: datetime) -> None:
        """Give the edition of `slot` another date. Its files are written once more, under that date: `slot` will need the path.

        What was sealed does not change.
        """
        edition, row = schema.edition.c, schema.outbox.c
        old_text, new_text = slot.isoformat(), new.isoformat()
        due = {"state": str(OutboxState.PENDING), "attempts": 0, "not_before": None, "changed_at": now}
        with self._transaction("giving an edition another date") as connection:
            this = (edition.digest == slug) & (edition.slot == old_text)
            number = connection.execute(sa.select(edition.id).where(this)).scalar_one()
            mine = row.edition == number
            is_written = row.state == str(OutboxState.SENT)
            files = mine & (row.channel == "file") & row.address.contains(old_text, autoescape=True)
            connection.execute(sa.update(schema.edition).where(edition.id == number).values(slot=new_text))
            connection.execute(sa.update(schema.outbox).where(mine).values(slot=new_text))
            connection.execute(sa.update(schema.outbox).where(files, is_written, schema.HAS_MESSAGE).values(due))
            address = sa.func.replace(row.address, old_text, new_text)
            connection.execute(sa.update(schema.outbox).where(files).values(address=address))

    def sealed_edition(self, slug: str, slot: date) -> Edition | None:
        """The sealed edition, exactly as it was sealed; None if there is none."""
        with self._transaction("reading an edition") as connection:
            this = (schema.edition.c.digest == slug) & (schema.edition.c.slot == slot.isoformat())
            row = connection.execute(sa.select(schema.edition).where(this)).first()
            if row is None:
                return None
            entries = _members(connection, row.id, [report["source"] for report in row.body["sources"]])
        return Edition(
            digest=slug,
            title=row.body["title"],
            slot=slot,
            timezone=row.body["timezone"],
            sealed=row.sealed_at,
            entries=entries,
            sources=reports_from_json(row.body),
            failures=failures_from_json(row.body),
            excluded=excluded_from_json(row.body),
            withdrawn=withdrawn_from_json(row.body),
            layout=layout_from_json(row.body),
        )


def _save_told_failures(connection: sa.Connection, edition: Edition) -> None:
    """Record which failures the edition tells. An edition that nobody gets tells none."""
    for failure in edition.failures:
        values = {"source": failure.source, "subject": failure.subject, "doing": failure.doing, "digest": edition.digest}
        connection.execute(insert(connection, schema.told_failure).values(values).on_conflict_do_nothing())


def _sealed_slots(connection: sa.Connection, slug: str, first: date) -> tuple[date, ...]:
    edition = schema.edition.c
    query = sa.select(edition.slot).where(edition.digest == slug, edition.slot >= first.isoformat()).order_by(edition.slot)
    return tuple(date.fromisoformat(slot) for slot in connection.execute(query).scalars())


def _new_entry(connection: sa.Connection, slug: str, row: Any, sources: Sequence[str]) -> Entry:
    source = display_source(connection, row.id, row.source, sources)
    statement = statement_from_json(row.key, source, row.body)
    summary = summary_from_json(model_from_row(row), row.made)
    told = told_revisions(connection, slug, row.id)
    if not told:
        return Entry(statement, summary)
    entry = Entry(statement, summary, updated=True, changed=changes(_told(row, source, told[0]), statement))
    if all(row.revision_id > each.id for each in told):
        return entry
    since = takewhile(lambda each: each.id != row.revision_id, told)
    return replace(entry, taken_back=True, replaced=tuple(_told(row, source, each) for each in since))


def _told(row: Any, source: str, revision: Any) -> Statement:
    return statement_from_json(row.key, source, revision.body)


def _insert_edition(connection: sa.Connection, edition: Edition) -> int:
    """Store the edition without its members; return its id."""
    values = {
        "digest": edition.digest,
        "slot": edition.slot.isoformat(),
        "sealed_at": edition.sealed,
        "size": len(edition.entries),
        "body": edition_to_json(edition),
    }
    number: int = connection.execute(sa.insert(schema.edition).values(values).returning(schema.edition.c.id)).scalar_one()
    return number


def _member(connection: sa.Connection, edition: Edition, entry: Entry, number: int, position: int) -> Json:
    fingerprint = entry.statement.fingerprint
    same_text = schema.summary.c.fingerprint == fingerprint
    summary = sa.select(schema.summary.c.id).where(same_text, *is_by_model(entry.summary.model))
    return {
        "edition": number,
        "digest": edition.digest,
        "revision": revision_id(connection, entry.statement.key, fingerprint),
        "summary": connection.execute(summary).scalar_one(),
        "position": position,
        "updated": entry.updated,
        "changed": changes_to_json(entry.changed),
        "taken_back": entry.taken_back,
        "relations": relations_to_json(entry.relations),
    }


def _members(connection: sa.Connection, number: int, sources: Sequence[str]) -> tuple[Entry, ...]:
    """The entries of the sealed edition with the id `number`, in their order."""
    query = (
        sa.select(*_ENTRY_COLUMNS, schema.member.c.updated, schema.member.c.changed, schema.member.c.taken_back)
        .add_columns(schema.member.c.relations)
        .select_from(schema.member)
        .join(schema.revision, schema.member.c.revision == schema.revision.c.id)
        .join(schema.statement, schema.revision.c.statement == schema.statement.c.id)
        .join(schema.summary, schema.member.c.summary == schema.summary.c.id)
        .where(schema.member.c.edition == number)
        .order_by(schema.member.c.position)
    )
    rows = connection.execute(query).all()
    also, wording = sealed_also_given(connection, number), sealed_wording(connection, number)
    return tuple(
        replace(
            _sealed_entry(row, display_source(connection, row.id, row.source, sources), also.get(row.revision_id, ())),
            wording=wording.get(row.revision_id),
        )
        for row in rows
    )


def _sealed_entry(row: Any, source: str, also: tuple[AlsoGiven, ...]) -> Entry:
    statement = statement_from_json(row.key, source, row.body)
    summary = summary_from_json(model_from_row(row), row.made)
    changed, relations = changes_from_json(row.changed), relations_from_json(row.relations)
    return Entry(statement, summary, row.updated, changed, also, row.taken_back, relations=relations)
