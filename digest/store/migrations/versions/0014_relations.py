"""How statements are related: an index of shingles of the newest revisions, and the relations found and told.

Nothing is computed here: the next run compares the revisions of the last two weeks, and all that come later.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Apply this migration."""
    op.create_table(
        "indexed",
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.id"), primary_key=True),
        sa.Column("seen_at", sa.String(32), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
    )
    op.create_index("ix_indexed_seen_at", "indexed", ["seen_at"])
    op.create_table(
        "shingle",
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_shingle_revision", "shingle", ["revision"])
    op.create_table(
        "relation",
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.id"), primary_key=True),
        sa.Column("other", sa.Integer, sa.ForeignKey("revision.id"), primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("changed", sa.JSON, nullable=False),
    )
    op.add_column("member", sa.Column("relations", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("also_given", sa.Column("relation", sa.JSON, nullable=False, server_default="null"))
