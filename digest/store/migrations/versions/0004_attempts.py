"""How often a text was given to a model without a summary coming back: one that ends the process must not do so for ever."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
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
