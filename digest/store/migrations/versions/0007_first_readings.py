"""When a page was first read: the pages of feed items are read again, less and less often."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply this migration."""
    op.add_column("seen", sa.Column("first_at", sa.String(32)))
    op.add_column("seen", sa.Column("page", sa.String, nullable=False, server_default=""))
