"""Since when a source is tried in vain, and which statements are no news because they are old."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Apply this migration."""
    op.add_column("source", sa.Column("unread_since", sa.String(32)))
    op.add_column("statement", sa.Column("old_news", sa.String, nullable=False, server_default=""))
