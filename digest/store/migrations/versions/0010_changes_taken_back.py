"""A revision can be in two editions of a digest: a text that was changed and changed back is told again."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Apply this migration."""
    op.rename_table("member", "old_member")
    op.drop_index("ix_member_edition", "old_member")
    op.create_table(
        "member",
        sa.Column("edition", sa.Integer, sa.ForeignKey("edition.id"), nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.id"), nullable=False),
        sa.Column("summary", sa.Integer, sa.ForeignKey("summary.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("updated", sa.Boolean, nullable=False),
        sa.Column("changed", sa.JSON, nullable=False),
        sa.Column("taken_back", sa.Boolean, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("digest", "revision", "edition"),
    )
    op.create_index("ix_member_edition", "member", ["edition"])
    columns = "edition, digest, revision, summary, position, updated, changed"
    op.execute(f"INSERT INTO member ({columns}) SELECT {columns} FROM old_member")
    op.drop_table("old_member")
