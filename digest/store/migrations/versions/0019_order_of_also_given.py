"""The order in which an edition names other texts below an entry has a column: only SQLite numbers all rows by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Apply this migration."""
    op.add_column("also_given", sa.Column("position", sa.Integer, nullable=False, server_default="0"))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("UPDATE also_given SET position = rowid")
