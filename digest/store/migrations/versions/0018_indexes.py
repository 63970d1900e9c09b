"""What a run and the commands look up has an index, so that their cost does not grow with the store."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0015"


def upgrade() -> None:
    """Apply this migration."""
    op.create_index("ix_statement_source_first_seen", "statement", ["source", "first_seen"])
    op.create_index("ix_statement_publisher", "statement", ["is_own", "publisher", "source"])
    op.create_index("ix_also_given_revision", "also_given", ["revision"])
    op.create_index("ix_withdrawal_statement", "withdrawal", ["statement"])
    for table, column, bytes_kept in (("outbox", "slot", "content"), ("revision", "seen_at", "raw")):
        is_kept = sa.text(f"length({bytes_kept}) > 0")
        op.create_index(f"ix_{table}_{bytes_kept}", table, [column], sqlite_where=is_kept, postgresql_where=is_kept)
    _put_the_revision_first()


def _put_the_revision_first() -> None:
    """Give `member` a primary key that begins with the revision."""
    op.rename_table("member", "member_before")
    op.drop_index("ix_member_edition", "member_before")
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
        sa.Column("relations", sa.JSON, nullable=False, server_default="[]"),
        sa.PrimaryKeyConstraint("revision", "digest", "edition"),
    )
    columns = "edition, digest, revision, summary, position, updated, changed, taken_back, relations"
    op.execute(f"INSERT INTO member ({columns}) SELECT {columns} FROM member_before")
    op.drop_table("member_before")
    op.create_index("ix_member_edition", "member", ["edition"])
