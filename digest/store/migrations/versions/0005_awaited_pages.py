"""Pages that are asked for again with a growing delay, and failures that readers have been told of."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply this migration."""
    op.create_table(
        "awaited",
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("item", sa.String, nullable=False),
        sa.Column("first_at", sa.String(32), nullable=False),
        sa.Column("retry_at", sa.String(32), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("etag", sa.String, nullable=False),
        sa.Column("last_modified", sa.String, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
    )
    op.create_table(
        "told_failure",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("doing", sa.String, primary_key=True),
    )
    op.execute(
        "INSERT INTO told_failure (digest, source, subject, doing) "
        "SELECT last.digest, failure.source, failure.subject, failure.doing FROM failure "
        "JOIN (SELECT digest, max(sealed_at) AS sealed_at FROM edition GROUP BY digest) AS last "
        "ON failure.first_at <= last.sealed_at"
    )
