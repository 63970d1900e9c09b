"""When a page failed last: a wait that a clock set while it was ahead is not kept."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Apply this migration."""
    op.add_column("awaited", sa.Column("asked_at", sa.String(32)))
