"""Who delivers a row of the outbox, and until when: several machines may send at the same time."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Apply this migration."""
    op.add_column("outbox", sa.Column("owner", sa.BigInteger))
    op.add_column("outbox", sa.Column("leased_until", sa.Float))
