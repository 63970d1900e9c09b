"""Failed attempts to summarise a text: a text that crashes the process must not do so in every run."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply this migration."""
    op.create_table(
        "attempt",
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("model", sa.String, nullable=False),
        sa.Column("revision", sa.String, nullable=False),
        sa.Column("settings", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("begun", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", "model", "revision", "settings"),
    )
