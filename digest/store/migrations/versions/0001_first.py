"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Apply this migration."""
    op.create_table(
        "digest",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("since", sa.String(32), nullable=False),
    )
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("slot", sa.String(10), nullable=False),
        sa.Column("sealed_at", sa.String(32), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.UniqueConstraint("digest", "slot"),
    )
    op.create_table(
        "failure",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("doing", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("first_at", sa.String(32), nullable=False),
        sa.Column("last_at", sa.String(32), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("raw", sa.LargeBinary),
        sa.PrimaryKeyConstraint("source", "subject", "doing"),
    )
    op.create_index("ix_failure_last_at", "failure", ["last_at"])
    op.create_table(
        "run",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("started_at", sa.String(32), nullable=False),
        sa.Column("ended_at", sa.String(32)),
        sa.Column("exit_code", sa.Integer),
        sa.Column("report", sa.String, nullable=False),
    )
    op.create_table(
        "seen",
        sa.Column("source", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("read_at", sa.String(32), nullable=False),
        sa.Column("etag", sa.String, nullable=False),
        sa.Column("last_modified", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("source", "key"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "source",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("etag", sa.String, nullable=False),
        sa.Column("last_modified", sa.String, nullable=False),
        sa.Column("reading", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("read_at", sa.String(32), nullable=False),
        sa.Column("retry_at", sa.String(32)),
        sa.Column("last_new", sa.String(32)),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("first_seen", sa.String(32), nullable=False),
        sa.Column("current", sa.String, nullable=False),
    )
    op.create_index("ix_statement_source", "statement", ["source"])
    op.create_table(
        "summary",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("model", sa.String, nullable=False),
        sa.Column("revision", sa.String, nullable=False),
        sa.Column("settings", sa.String, nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.UniqueConstraint("fingerprint", "model", "revision", "settings"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("edition", sa.Integer, sa.ForeignKey("edition.id"), nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("slot", sa.String(10), nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("format", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", sa.String(32)),
        sa.Column("detail", sa.String, nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.UniqueConstraint("edition", "channel", "address"),
    )
    op.create_index("ix_outbox_state", "outbox", ["state"])
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("statement", sa.Integer, sa.ForeignKey("statement.id"), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("seen_at", sa.String(32), nullable=False),
        sa.Column("embargo", sa.String(32)),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sa.UniqueConstraint("statement", "fingerprint"),
    )
    op.create_index("ix_revision_fingerprint", "revision", ["fingerprint"])
    op.create_table(
        "member",
        sa.Column("edition", sa.Integer, sa.ForeignKey("edition.id"), nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.id"), nullable=False),
        sa.Column("summary", sa.Integer, sa.ForeignKey("summary.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("updated", sa.Boolean, nullable=False),
        sa.Column("changed", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("digest", "revision"),
    )
    op.create_index("ix_member_edition", "member", ["edition"])
