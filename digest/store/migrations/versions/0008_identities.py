"""What sources and digests are, apart from their names, and the changes of names."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply this migration."""
    op.create_table(
        "identity",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("places", sa.JSON, nullable=False),
    )
    op.create_table(
        "renaming",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("old", sa.String, nullable=False),
        sa.Column("new", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
