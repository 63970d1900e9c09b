"""A database of every earlier schema opens, keeps what it holds, and has the schema that the queries expect."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

import digest.store.database as database
from digest.records import OutboxState
from digest.store.schema import metadata
from digest.store.sql import SqlStore

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
EARLIER = ["0001", "0002", "0003"]


def made_by(version: str, path: Path) -> None:
    """A database as the program made it at `version`, with one edition that could not be handed out."""
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        connection.exec_driver_sql(
            "INSERT INTO edition (id, digest, slot, sealed_at, size, body) VALUES (1, 'morning', '2026-11-22', '', 0, '{}')"
        )
        connection.exec_driver_sql(
            "INSERT INTO outbox (edition, digest, slot, channel, address, format, content, state, attempts, detail, changed_at)"
            " VALUES (1, 'morning', '2026-11-22', 'email', 'a@example.org', 'email', x'41', 'dotted', 1, '', '')"
        )
    engine.dispose()


@pytest.mark.parametrize("version", EARLIER)
def test_a_database_of_an_earlier_schema_is_brought_to_this_one_with_all_that_it_holds(version: str, tmp_path: Path) -> None:
    path = tmp_path / "digest.db"
    made_by(version, path)
    store = SqlStore(path)
    assert store.sealed_slots("morning") == (date(2026, 11, 22),)
    assert store.recover(NOW, NOW + timedelta(minutes=15)) == 1
    (row,) = store.uncertain()
    assert (row.content, row.state, row.doubts) == (b"A", OutboxState.UNCERTAIN, 1)
    store.close()
    engine = database.open_database(path)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()
