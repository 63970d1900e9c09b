"""What the operator was told, and messages to the operator: rows of the outbox that belong to no edition."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

COLUMNS = (
    "id, edition, digest, slot, channel, address, format, content, state, attempts, not_before, detail, changed_at, doubts"
)


def upgrade() -> None:
    """Apply this migration."""
    op.rename_table("outbox", "old_outbox")
    op.drop_index("ix_outbox_state", "old_outbox")
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("edition", sa.Integer, sa.ForeignKey("edition.id")),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("slot", sa.String(10), nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("format", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("not_before", sa.String(32)),
        sa.Column("detail", sa.String, nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.Column("doubts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("queued_at", sa.String(32)),
        sa.UniqueConstraint("edition", "channel", "address"),
    )
    sealed_at = "(SELECT sealed_at FROM edition WHERE edition.id = old_outbox.edition)"
    op.execute(f"INSERT INTO outbox ({COLUMNS}, queued_at) SELECT {COLUMNS}, {sealed_at} FROM old_outbox")
    op.drop_table("old_outbox")
    op.create_index("ix_outbox_state", "outbox", ["state"])
    op.create_table(
        "told_trouble",
        sa.Column("event", sa.String, primary_key=True),
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_table(
        "raised_alarm",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("since", sa.String(32), nullable=False),
        sa.Column("raised_at", sa.String(32), nullable=False),
        sa.Column("message", sa.String, nullable=False),
    )
    op.create_table(
        "tally",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("label", sa.String, primary_key=True),
        sa.Column("value", sa.Float, nullable=False),
    )
