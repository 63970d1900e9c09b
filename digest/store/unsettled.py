"""Store methods for unsettled statements: those that an edition may still take, or that still lack a summary for one.

A run looks at these only, so that its cost does not grow with the store. A statement becomes unsettled whenever something is
stored of it, and all of them do when the digests change. It is settled once no digest can take it as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from digest.store import schema
from digest.store.also_given import is_under_entry, told_by_another
from digest.store.database import Database
from digest.store.dialects import insert, insert_new, upsert
from digest.store.membership import is_in_digest, is_last_told, was_told_before_restore
from digest.store.merging import is_merged_into_told
from digest.store.statement_conditions import is_current, shown_by

_DIGESTS = "digests of settled statements"
"""The setting with the sources of each digest, for which statements were settled."""


class UnsettledMixin(Database):
    """Keeps the statements that a run has to look at. `digests` are the names of the sources of each digest."""

    def reopen_statements(self, digests: Mapping[str, Sequence[str]]) -> None:
        """Make all statements unsettled, unless they were settled for the same digests."""
        described = json.dumps({slug: sorted(sources) for slug, sources in digests.items()}, sort_keys=True)
        setting = schema.setting.c
        with self._transaction("reading which statements are settled") as connection:
            known = connection.execute(sa.select(setting.value).where(setting.name == _DIGESTS)).scalar()
            if known != described:
                everything = sa.select(schema.statement.c.id)
                query = insert(connection, schema.unsettled).from_select(["statement"], everything.where(sa.true()))
                connection.execute(query.on_conflict_do_nothing())
                upsert(connection, schema.setting, {"name": _DIGESTS}, {"value": described})

    def settle_statements(self, digests: Mapping[str, Sequence[str]]) -> None:
        """Settle the statements that no digest can take as they stand."""
        open_somewhere = sa.or_(sa.false(), *(can_be_entry(slug, sources) for slug, sources in digests.items()))
        still_open = sa.select(schema.statement.c.id).join(schema.revision, is_current()).where(is_unsettled(), open_somewhere)
        with self._transaction("settling statements") as connection:
            connection.execute(sa.delete(schema.unsettled).where(schema.unsettled.c.statement.not_in(still_open)))


def unsettle(connection: sa.Connection, statement: int) -> None:
    """Have the next run look at a statement."""
    connection.execute(insert_new(connection, schema.unsettled), {"statement": statement})


def is_unsettled() -> sa.ColumnElement[bool]:
    """Condition: the statement is unsettled."""
    return schema.statement.c.id.in_(sa.select(schema.unsettled.c.statement))


def can_be_entry(slug: str, sources: Sequence[str]) -> sa.ColumnElement[bool]:
    """Condition: an edition of the digest `slug` with these sources can take the revision as an entry, now or later.

    It is shown by one of the sources, is not what the digest told last, was not seen before the digest started and is no old
    news (unless the digest has told an earlier text of it), and no other entry stands for it.
    """
    after = sa.select(schema.digest.c.after).where(schema.digest.c.name == slug).scalar_subquery()
    is_seen_since = schema.revision.c.id > sa.func.coalesce(after, 0)
    is_news = (is_seen_since & (schema.statement.c.old_news == "")) | is_in_digest(slug)
    stands_below = is_under_entry(slug) | told_by_another(slug) | is_merged_into_told(slug, is_filtered=True)
    is_new = ~is_last_told(slug) & ~was_told_before_restore(slug)
    return sa.and_(shown_by(sources), is_new, is_news, ~stands_below)
