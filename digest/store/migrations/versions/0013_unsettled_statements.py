"""The statements that an edition may still take have a table of their own, and what is looked up by time an index."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Apply this migration."""
    op.create_table("unsettled", sa.Column("statement", sa.Integer, sa.ForeignKey("statement.id"), primary_key=True))
    op.execute("INSERT INTO unsettled (statement) SELECT id FROM statement")
    op.create_index("ix_statement_first_seen", "statement", ["first_seen"])
    is_gone = sa.text("gone_at IS NOT NULL")
    op.create_index("ix_statement_gone_at", "statement", ["gone_at"], sqlite_where=is_gone, postgresql_where=is_gone)
    op.create_index("ix_revision_seen_at", "revision", ["seen_at"])
    op.create_index("ix_outbox_slot", "outbox", ["slot"])
