"""A source speaks only for itself: the publisher of a statement, where it was read, and its words without typography.

The publisher of the statements that exist stays empty: only the configuration knows the addresses of their sources. The next
run fills it in (`publishers.py`).
"""

import sqlalchemy as sa
from alembic import op

from digest.net.urls import document_key
from digest.text.comparison import comparison_hash

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply this migration."""
    op.add_column("statement", sa.Column("publisher", sa.String, nullable=False, server_default=""))
    op.add_column("statement", sa.Column("is_own", sa.Boolean, nullable=False, server_default="1"))
    op.add_column("revision", sa.Column("words", sa.String(64), nullable=False, server_default=""))
    op.create_index("ix_revision_words", "revision", ["words"])
    op.create_table(
        "reading",
        sa.Column("statement", sa.Integer, sa.ForeignKey("statement.id"), primary_key=True),
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("document", sa.String, primary_key=True),
        sa.Column("guid", sa.String, primary_key=True),
    )
    op.create_index("ix_reading_document", "reading", ["document"])
    op.create_index("ix_reading_guid", "reading", ["guid", "source"])
    op.create_table(
        "also_given",
        sa.Column("edition", sa.Integer, sa.ForeignKey("edition.id"), nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.id"), nullable=False),
        sa.Column("entry", sa.Integer, sa.ForeignKey("revision.id"), nullable=False),
        sa.Column("differs", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("edition", "revision", "entry"),
    )
    op.create_index("ix_also_given_edition", "also_given", ["edition"])
    connection = op.get_bind()
    _fill_words(connection)
    _fill_readings(connection)


def _fill_words(connection: sa.Connection) -> None:
    table = sa.table("revision", sa.column("id"), sa.column("body", sa.JSON), sa.column("words"))
    for number in connection.execute(sa.select(table.c.id)).scalars().all():
        body = connection.execute(sa.select(table.c.body).where(table.c.id == number)).scalar_one()
        connection.execute(sa.update(table).where(table.c.id == number).values(words=comparison_hash(body["text"])))


def _fill_readings(connection: sa.Connection) -> None:
    """A statement was read by its source, and by every other source that has listed its page."""
    statement = sa.table("statement", sa.column("id"), sa.column("key"), sa.column("source"))
    seen = sa.table("seen", sa.column("key"), sa.column("source"))
    reading = sa.table("reading", *map(sa.column, ("statement", "source", "document", "guid")))
    owners = sa.select(statement.c.id, statement.c.source, statement.c.key)
    others = sa.select(statement.c.id, seen.c.source, statement.c.key).join(seen, statement.c.key == seen.c.key)
    for number, source, key in connection.execute(sa.union(owners, others)).all():
        values = {"statement": number, "source": source, "document": document_key(key), "guid": ""}
        connection.execute(sa.insert(reading).values(values))
