"""Statements of a series are compared with the earlier ones; editions keep what they said of the words."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Apply this migration. Titles are indexed when they are first needed."""
    op.create_table(
        "series",
        sa.Column("statement", sa.Integer, sa.ForeignKey("statement.id"), primary_key=True),
        sa.Column("title_key", sa.String, nullable=False),
        sa.Column("name_key", sa.String, nullable=False),
    )
    op.create_index("ix_series_title_key", "series", ["title_key"])
    op.create_index("ix_series_name_key", "series", ["name_key"])
    op.create_table(
        "wording",
        sa.Column("edition", sa.Integer, sa.ForeignKey("edition.id"), primary_key=True),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.id"), primary_key=True),
        sa.Column("body", sa.JSON, nullable=False),
    )
