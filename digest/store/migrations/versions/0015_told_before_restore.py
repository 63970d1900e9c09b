"""What editions have told that a restored database does not hold."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Apply this migration."""
    op.create_table(
        "told_before_restore",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("fingerprint", sa.String(64), primary_key=True),
    )
