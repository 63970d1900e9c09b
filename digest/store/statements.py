"""Store methods of the fetch and clean stages: what a fetch brought, and what is known of it.

`revisions.py` stores one statement, `source_states.py` what the source needs for its next fetch, `failures.py` what failed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import chain, repeat

import sqlalchemy as sa

from digest.records import Fetched, RawStatement, RevisionLines, Statement, StoredRevision
from digest.serialise.statement_json import revision_lines_from_json, statement_from_json
from digest.store import schema
from digest.store.compression import published_bytes
from digest.store.database import Database
from digest.store.failures import add_failure, clear_failures, read_subjects
from digest.store.forgotten import has_forgotten, is_forgotten
from digest.store.matching import document_of, find_statement
from digest.store.revisions import save_statement
from digest.store.source_states import save_fetch_state
from digest.store.statement_conditions import is_current
from digest.text.comparison import comparison_hash


class StatementsMixin(Database):
    """What the sources published."""

    def recent_lines(self, source: str, limit: int) -> tuple[RevisionLines, ...]:
        """The lines of the current revisions of the newest `limit` statements of `source`, newest first."""
        with self._transaction("reading the texts of a source") as connection:
            query = (
                sa.select(schema.revision.c.body)
                .join(schema.statement, is_current())
                .where(schema.statement.c.source == source)
                .order_by(schema.statement.c.id.desc())
                .limit(limit)
            )
            return tuple(revision_lines_from_json(body) for body in connection.execute(query).scalars())

    def stored_revisions(self, cleaned: Sequence[tuple[RawStatement, Statement]]) -> tuple[StoredRevision | None, ...]:
        """For each text and what it was read from, the current revision of the statement that it is a reading of.

        None if the statement is new, belongs to another source, says the same in the same words, or if its bytes were dropped.
        """
        with self._transaction("reading statements") as connection:
            return tuple(_stored_revision(connection, raw, statement) for raw, statement in cleaned)

    def save_fetch(
        self,
        source: str,
        fetched: Fetched,
        cleaned: Sequence[tuple[RawStatement, Statement]],
        now: datetime,
        old_news: Sequence[str] = (),
    ) -> tuple[int, int]:
        """Store one fetch of `source` in one transaction: statements, failures and the new state of the source.

        Return the number of new statements and the number of known statements with a new revision. Failures of documents that
        have been read since are cleared. `old_news` says of each statement why it is no news; empty if it is.
        """
        with self._transaction("storing statements") as connection:
            written: set[int] = set()
            forgotten = has_forgotten(connection)
            outcomes = [
                "known"
                if forgotten and is_forgotten(connection, raw, statement, document_of(raw))
                else save_statement(connection, raw, statement, now, written, why_old)
                for (raw, statement), why_old in zip(cleaned, chain(old_news, repeat("")), strict=False)
            ]
            for failure in fetched.failures:
                add_failure(connection, failure, now)
            clear_failures(connection, source, read_subjects(fetched, cleaned) | {source})
            new, revised = outcomes.count("new"), outcomes.count("revised")
            save_fetch_state(connection, source, fetched, now, found_new=new > 0)
            return new, revised


def _stored_revision(connection: sa.Connection, raw: RawStatement, cleaned: Statement) -> StoredRevision | None:
    found = find_statement(connection, raw, cleaned)
    if found is None or found.source != raw.source or found.words == comparison_hash(cleaned.text):
        return None
    query = (
        sa.select(schema.revision.c.raw, schema.revision.c.media_type)
        .join(schema.statement, is_current())
        .where(schema.statement.c.id == found.id)
    )
    row = connection.execute(query).one()
    stored = statement_from_json(found.key, found.source, found.body)
    content = published_bytes(row.raw)
    return StoredRevision(stored, content, row.media_type) if content else None
