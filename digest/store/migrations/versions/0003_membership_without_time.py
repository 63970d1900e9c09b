"""A digest starts after a revision id, not at a time: a clock that was wrong once must not lose statements."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply this migration."""
    op.add_column("digest", sa.Column("after", sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE digest SET after = coalesce((SELECT max(revision.id) FROM revision WHERE revision.seen_at < digest.since), 0)"
    )
