"""Uncertain deliveries, withdrawn pages, and recipients who unsubscribed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply this migration."""
    op.add_column("outbox", sa.Column("doubts", sa.Integer, nullable=False, server_default="0"))
    op.add_column("statement", sa.Column("checked_at", sa.String(32)))
    op.add_column("statement", sa.Column("gone_at", sa.String(32)))
    op.create_table(
        "withdrawal",
        sa.Column("edition", sa.Integer, sa.ForeignKey("edition.id"), nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("statement", sa.Integer, sa.ForeignKey("statement.id"), nullable=False),
        sa.PrimaryKeyConstraint("digest", "statement"),
    )
    op.create_index("ix_withdrawal_edition", "withdrawal", ["edition"])
    op.create_table(
        "unsubscribed",
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("digest", "address"),
    )
