"""What is known of statements that were forgotten, so that they are not stored again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Apply this migration."""
    op.create_table("forgotten", sa.Column("mark", sa.String(64), primary_key=True))
