"""The tables, in SQLAlchemy Core. README.md says what each one holds; the modules beside this one say when it is written.

Times are UTC in ISO 8601 with a fixed width, so that they sort as text. Migrations bring every earlier schema to this one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

HEAD = "0022"
"""The newest migration. A database at an older one is migrated before it is used."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime, stored as text of a fixed width."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The stored text of a time."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The time of a stored text."""
        return None if value is None else datetime.fromisoformat(value)


metadata = sa.MetaData()
_IS_GONE = sa.text("gone_at IS NOT NULL")
HAS_MESSAGE: sa.ColumnElement[bool] = sa.literal_column("length(content) > 0", sa.Boolean)
"""Condition on the table `outbox`: the message was not dropped. Written as in its index, which is used for nothing else."""
HAS_BYTES: sa.ColumnElement[bool] = sa.literal_column("length(raw) > 0", sa.Boolean)
"""The same for the bytes of the table `revision`."""

setting = sa.Table(
    "setting",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)

digest = sa.Table(
    "digest",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("since", UtcDateTime, nullable=False, comment="when the digest started: it has no slots before"),
    sa.Column("after", sa.Integer, nullable=False, server_default="0", comment="revisions up to this id are not for it"),
)

identity = sa.Table(
    "identity",
    metadata,
    sa.Column("kind", sa.String, primary_key=True, comment="source or digest"),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("id", sa.String, nullable=False, comment="the id of the configuration"),
    sa.Column("places", sa.JSON, nullable=False, comment="the address of a source, the targets of a digest"),
)

renaming = sa.Table(
    "renaming",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String, nullable=False, comment="source or digest"),
    sa.Column("old", sa.String, nullable=False),
    sa.Column("new", sa.String, nullable=False),
    sa.Column("why", sa.String, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

source = sa.Table(
    "source",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("etag", sa.String, nullable=False, default=""),
    sa.Column("last_modified", sa.String, nullable=False, default=""),
    sa.Column("reading", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False, default=""),
    sa.Column("read_at", UtcDateTime, nullable=False),
    sa.Column("retry_at", UtcDateTime),
    sa.Column("last_new", UtcDateTime),
    sa.Column("unread_since", UtcDateTime, comment="when it was first tried, until all that it listed at first has been read"),
)

seen = sa.Table(
    "seen",
    metadata,
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("item", sa.String, nullable=False),
    sa.Column("read_at", UtcDateTime, nullable=False),
    sa.Column("etag", sa.String, nullable=False, default=""),
    sa.Column("last_modified", sa.String, nullable=False, default=""),
    sa.Column("first_at", UtcDateTime, comment="when its page was first read, if it is to be read again"),
    sa.Column("page", sa.String, nullable=False, server_default="", comment="fingerprint of that page"),
)

awaited = sa.Table(
    "awaited",
    metadata,
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("item", sa.String, nullable=False),
    sa.Column("first_at", UtcDateTime, nullable=False, comment="when it failed first"),
    sa.Column("retry_at", UtcDateTime, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("etag", sa.String, nullable=False),
    sa.Column("last_modified", sa.String, nullable=False),
    sa.Column("body", sa.JSON, nullable=False, comment="records.AwaitedPage: what its feed says of it"),
    sa.Column("asked_at", UtcDateTime, comment="when it failed last; empty if an earlier version stored it"),
)

statement = sa.Table(
    "statement",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.String, nullable=False, unique=True),
    sa.Column("source", sa.String, nullable=False, index=True),
    sa.Column("first_seen", UtcDateTime, nullable=False),
    sa.Column("current", sa.String, nullable=False, comment="fingerprint of the current revision"),
    sa.Column("checked_at", UtcDateTime, comment="when its page was last checked for existence"),
    sa.Column("gone_at", UtcDateTime, comment="when a check first found its page gone; empty if the last one did not"),
    sa.Column("publisher", sa.String, nullable=False, server_default="", comment="records.Provenance; empty: not known yet"),
    sa.Column("is_own", sa.Boolean, nullable=False, server_default="1", comment="its source speaks for the publisher"),
    sa.Column("old_news", sa.String, nullable=False, server_default="", comment="why it is no news; empty if it is"),
    sa.Index("ix_statement_first_seen", "first_seen"),
    sa.Index("ix_statement_source_first_seen", "source", "first_seen"),
    sa.Index("ix_statement_publisher", "is_own", "publisher", "source"),
    sa.Index("ix_statement_gone_at", "gone_at", sqlite_where=_IS_GONE, postgresql_where=_IS_GONE),
)

unsettled = sa.Table(
    "unsettled",
    metadata,
    sa.Column("statement", sa.ForeignKey("statement.id"), primary_key=True),
)

reading = sa.Table(
    "reading",
    metadata,
    sa.Column("statement", sa.ForeignKey("statement.id"), primary_key=True),
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("document", sa.String, primary_key=True),
    sa.Column("guid", sa.String, primary_key=True, comment="empty: its source gave none"),
    sa.Index("ix_reading_document", "document"),
    sa.Index("ix_reading_guid", "guid", "source"),
)

revision = sa.Table(
    "revision",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("statement", sa.ForeignKey("statement.id"), nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False, index=True),
    sa.Column("seen_at", UtcDateTime, nullable=False, index=True),
    sa.Column("embargo", UtcDateTime),
    sa.Column("body", sa.JSON, nullable=False, comment="records.Statement"),
    sa.Column("raw", sa.LargeBinary, nullable=False, comment="the bytes as published, compressed; empty: dropped"),
    sa.Column("media_type", sa.String, nullable=False),
    sa.Column("words", sa.String(64), nullable=False, server_default="", index=True, comment="text.comparison_hash"),
    sa.UniqueConstraint("statement", "fingerprint"),
    sa.Index(
        "ix_revision_raw", "seen_at", sqlite_where=sa.text("length(raw) > 0"), postgresql_where=sa.text("length(raw) > 0")
    ),
)

summary = sa.Table(
    "summary",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("model", sa.String, nullable=False),
    sa.Column("revision", sa.String, nullable=False),
    sa.Column("settings", sa.String, nullable=False),
    sa.Column("made_at", UtcDateTime, nullable=False),
    sa.Column("body", sa.JSON, nullable=False, comment="records.Summary"),
    sa.UniqueConstraint("fingerprint", "model", "revision", "settings"),
)

attempt = sa.Table(
    "attempt",
    metadata,
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("model", sa.String, nullable=False),
    sa.Column("revision", sa.String, nullable=False),
    sa.Column("settings", sa.String, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, comment="attempts without a summary"),
    sa.Column("begun", sa.Boolean, nullable=False, comment="the last attempt did not end: it still runs, or crashed"),
    sa.PrimaryKeyConstraint("fingerprint", "model", "revision", "settings"),
)

edition = sa.Table(
    "edition",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("slot", sa.String(10), nullable=False),
    sa.Column("sealed_at", UtcDateTime, nullable=False),
    sa.Column("size", sa.Integer, nullable=False, comment="number of members"),
    sa.Column("body", sa.JSON, nullable=False, comment="records.Edition without its entries"),
    sa.UniqueConstraint("digest", "slot"),
)

member = sa.Table(
    "member",
    metadata,
    sa.Column("edition", sa.ForeignKey("edition.id"), nullable=False, index=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("revision", sa.ForeignKey("revision.id"), nullable=False),
    sa.Column("summary", sa.ForeignKey("summary.id"), nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("updated", sa.Boolean, nullable=False),
    sa.Column("changed", sa.JSON, nullable=False, comment="records.Change: the sentences that differ"),
    sa.Column("taken_back", sa.Boolean, nullable=False, server_default="0", comment="an earlier text stands again"),
    sa.Column("relations", sa.JSON, nullable=False, server_default="[]", comment="records.EntryRelation"),
    # A digest has very many members, a revision few: without statistics, a database takes the first column for a telling one.
    sa.PrimaryKeyConstraint("revision", "digest", "edition"),
)

also_given = sa.Table(
    "also_given",
    metadata,
    sa.Column("edition", sa.ForeignKey("edition.id"), nullable=False, index=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column(
        "revision", sa.ForeignKey("revision.id"), nullable=False, index=True, comment="what another source says of an entry"
    ),
    sa.Column("entry", sa.ForeignKey("revision.id"), nullable=False, comment="the revision that is the entry"),
    sa.Column("differs", sa.Boolean, nullable=False, comment="in other words"),
    sa.Column("relation", sa.JSON, nullable=False, server_default="null", comment="records.StatementRelation; null: same page"),
    sa.Column("position", sa.Integer, nullable=False, server_default="0", comment="its place below the entry"),
    sa.PrimaryKeyConstraint("edition", "revision", "entry"),
)

indexed = sa.Table(
    "indexed",
    metadata,
    sa.Column("revision", sa.ForeignKey("revision.id"), primary_key=True),
    sa.Column("seen_at", UtcDateTime, nullable=False, index=True),
    sa.Column("size", sa.Integer, nullable=False, comment="number of its shingles"),
)

shingle = sa.Table(
    "shingle",
    metadata,
    sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("revision", sa.ForeignKey("revision.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

relation = sa.Table(
    "relation",
    metadata,
    sa.Column("revision", sa.ForeignKey("revision.id"), primary_key=True),
    sa.Column("other", sa.ForeignKey("revision.id"), primary_key=True),
    sa.Column("kind", sa.String, nullable=False, comment="records.RelationKind"),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("changed", sa.JSON, nullable=False, comment="pairs: words of the revision, words of the other"),
)

withdrawal = sa.Table(
    "withdrawal",
    metadata,
    sa.Column("edition", sa.ForeignKey("edition.id"), nullable=False, index=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("statement", sa.ForeignKey("statement.id"), nullable=False, index=True),
    sa.PrimaryKeyConstraint("digest", "statement"),
)

series = sa.Table(
    "series",
    metadata,
    sa.Column("statement", sa.ForeignKey("statement.id"), primary_key=True),
    sa.Column("title_key", sa.String, nullable=False, index=True, comment="text.series_key; empty: of no series"),
    sa.Column("name_key", sa.String, nullable=False, index=True, comment="text.name_key"),
)

wording = sa.Table(
    "wording",
    metadata,
    sa.Column("edition", sa.ForeignKey("edition.id"), primary_key=True),
    sa.Column("revision", sa.ForeignKey("revision.id"), primary_key=True),
    sa.Column("body", sa.JSON, nullable=False, comment="records.Wording: what is new in the words of an entry"),
)

unsubscribed = sa.Table(
    "unsubscribed",
    metadata,
    sa.Column("digest", sa.String, primary_key=True),
    sa.Column("address", sa.String, primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("edition", sa.ForeignKey("edition.id"), comment="empty: a message to the operator"),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("slot", sa.String(10), nullable=False, index=True),
    sa.Column("channel", sa.String, nullable=False),
    sa.Column("address", sa.String, nullable=False),
    sa.Column("format", sa.String, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False, comment="the final bytes, compressed; empty: dropped"),
    sa.Column("state", sa.String, nullable=False, index=True),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("not_before", UtcDateTime),
    sa.Column("detail", sa.String, nullable=False, default=""),
    sa.Column("changed_at", UtcDateTime, nullable=False),
    sa.Column("doubts", sa.Integer, nullable=False, server_default="0", comment="attempts that ended in state uncertain"),
    sa.Column("queued_at", UtcDateTime, comment="since when it is to be delivered"),
    sa.Column("owner", sa.BigInteger, comment="the process that delivers it, in PostgreSQL: see claims.py"),
    sa.Column("leased_until", sa.Float, comment="until when at most, by the clock of the database"),
    sa.UniqueConstraint("edition", "channel", "address"),
    sa.Index("ix_outbox_content", "slot", sqlite_where=HAS_MESSAGE, postgresql_where=HAS_MESSAGE),
)

failure = sa.Table(
    "failure",
    metadata,
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("subject", sa.String, primary_key=True),
    sa.Column("doing", sa.String, primary_key=True),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("first_at", UtcDateTime, nullable=False),
    sa.Column("last_at", UtcDateTime, nullable=False, index=True),
    sa.Column("times", sa.Integer, nullable=False, default=1),
    sa.Column("raw", sa.LargeBinary, comment="the bytes that could not be used, compressed"),
)

told_failure = sa.Table(
    "told_failure",
    metadata,
    sa.Column("digest", sa.String, primary_key=True),
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("subject", sa.String, primary_key=True),
    sa.Column("doing", sa.String, primary_key=True),
)

run = sa.Table(
    "run",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("ended_at", UtcDateTime),
    sa.Column("exit_code", sa.Integer),
    sa.Column("report", sa.String, nullable=False, default=""),
)

told_trouble = sa.Table(
    "told_trouble",
    metadata,
    sa.Column("event", sa.String, primary_key=True, comment="what went wrong: pipeline.trouble"),
    sa.Column("subject", sa.String, primary_key=True),
    sa.Column("at", UtcDateTime, nullable=False, comment="when a line on stderr told it"),
)

raised_alarm = sa.Table(
    "raised_alarm",
    metadata,
    sa.Column("kind", sa.String, primary_key=True, comment="records.AlarmKind"),
    sa.Column("subject", sa.String, primary_key=True),
    sa.Column("since", UtcDateTime, nullable=False),
    sa.Column("raised_at", UtcDateTime, nullable=False, comment="when the operator was told"),
    sa.Column("message", sa.String, nullable=False),
)

tally = sa.Table(
    "tally",
    metadata,
    sa.Column("name", sa.String, primary_key=True, comment="store.tally_names"),
    sa.Column("label", sa.String, primary_key=True),
    sa.Column("value", sa.Float, nullable=False),
)

forgotten = sa.Table(
    "forgotten",
    metadata,
    sa.Column("mark", sa.String(64), primary_key=True, comment="SHA-256 of what a forgotten statement is known by"),
)

told_before_restore = sa.Table(
    "told_before_restore",
    metadata,
    sa.Column("digest", sa.String, primary_key=True),
    sa.Column(
        "fingerprint", sa.String(64), primary_key=True, comment="of a text that an edition told; the edition has no members"
    ),
)
