"""The tables, as SQLAlchemy Core. Says what is stored; `sql.py` says when.

Times are UTC in ISO 8601 with a fixed width, so that they sort as text. A migration brings every earlier form to this one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

HEAD = "0004"
"""The newest migration: a database that names another one is migrated before it is used."""


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as text of fixed width."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


metadata = sa.MetaData()

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
    sa.Column("since", Moment, nullable=False, comment="slots before are not for this digest"),
    sa.Column("after", sa.Integer, nullable=False, server_default="0", comment="revisions up to this one are not for it"),
)

source = sa.Table(
    "source",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("etag", sa.String, nullable=False, default=""),
    sa.Column("last_modified", sa.String, nullable=False, default=""),
    sa.Column("reading", sa.String, nullable=False),
    sa.Column("reason", sa.String, nullable=False, default=""),
    sa.Column("read_at", Moment, nullable=False),
    sa.Column("retry_at", Moment),
    sa.Column("last_new", Moment),
)

seen = sa.Table(
    "seen",
    metadata,
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("item", sa.String, nullable=False),
    sa.Column("read_at", Moment, nullable=False),
    sa.Column("etag", sa.String, nullable=False, default=""),
    sa.Column("last_modified", sa.String, nullable=False, default=""),
)

statement = sa.Table(
    "statement",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.String, nullable=False, unique=True),
    sa.Column("source", sa.String, nullable=False, index=True),
    sa.Column("first_seen", Moment, nullable=False),
    sa.Column("current", sa.String, nullable=False, comment="fingerprint of the revision that stands now"),
    sa.Column("checked_at", Moment, comment="when its page was last asked for, to see whether it is still there"),
    sa.Column("gone_at", Moment, comment="since when its page says that it is gone"),
)

revision = sa.Table(
    "revision",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("statement", sa.ForeignKey("statement.id"), nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False, index=True),
    sa.Column("seen_at", Moment, nullable=False),
    sa.Column("embargo", Moment),
    sa.Column("body", sa.JSON, nullable=False, comment="records.Statement"),
    sa.Column("raw", sa.LargeBinary, nullable=False, comment="the bytes as published, deflated"),
    sa.Column("media_type", sa.String, nullable=False),
    sa.UniqueConstraint("statement", "fingerprint"),
)

summary = sa.Table(
    "summary",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("model", sa.String, nullable=False),
    sa.Column("revision", sa.String, nullable=False),
    sa.Column("settings", sa.String, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
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
    sa.Column("tries", sa.Integer, nullable=False, comment="how often the text was given to the model in vain"),
    sa.Column("begun", sa.Boolean, nullable=False, comment="the last of them has not ended: it is at work, or it died"),
    sa.PrimaryKeyConstraint("fingerprint", "model", "revision", "settings"),
)

edition = sa.Table(
    "edition",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("slot", sa.String(10), nullable=False),
    sa.Column("sealed_at", Moment, nullable=False),
    sa.Column("size", sa.Integer, nullable=False, comment="number of members"),
    sa.Column("body", sa.JSON, nullable=False, comment="title, time zone, source reports and failures"),
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
    sa.Column("changed", sa.JSON, nullable=False, comment="what stood there before, and the spans of what does now"),
    sa.PrimaryKeyConstraint("digest", "revision"),
)

withdrawal = sa.Table(
    "withdrawal",
    metadata,
    sa.Column("edition", sa.ForeignKey("edition.id"), nullable=False, index=True),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("statement", sa.ForeignKey("statement.id"), nullable=False),
    sa.PrimaryKeyConstraint("digest", "statement"),
)

unsubscribed = sa.Table(
    "unsubscribed",
    metadata,
    sa.Column("digest", sa.String, primary_key=True),
    sa.Column("address", sa.String, primary_key=True),
    sa.Column("at", Moment, nullable=False),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("edition", sa.ForeignKey("edition.id"), nullable=False),
    sa.Column("digest", sa.String, nullable=False),
    sa.Column("slot", sa.String(10), nullable=False),
    sa.Column("channel", sa.String, nullable=False),
    sa.Column("address", sa.String, nullable=False),
    sa.Column("format", sa.String, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("state", sa.String, nullable=False, index=True),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("not_before", Moment),
    sa.Column("detail", sa.String, nullable=False, default=""),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("doubts", sa.Integer, nullable=False, server_default="0", comment="attempts that ended uncertain"),
    sa.UniqueConstraint("edition", "channel", "address"),
)

failure = sa.Table(
    "failure",
    metadata,
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("subject", sa.String, primary_key=True),
    sa.Column("doing", sa.String, primary_key=True),
    sa.Column("reason", sa.String, nullable=False),
    sa.Column("first_at", Moment, nullable=False),
    sa.Column("last_at", Moment, nullable=False, index=True),
    sa.Column("times", sa.Integer, nullable=False, default=1),
    sa.Column("raw", sa.LargeBinary, comment="the bytes that could not be used, deflated"),
)

run = sa.Table(
    "run",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Column("exit_code", sa.Integer),
    sa.Column("report", sa.String, nullable=False, default=""),
)
