"""Test: a database of every earlier schema is migrated, keeps its rows, and has the schema that the queries expect."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

import digest.store.database as database
from digest.records import OutboxState, PostgresPlace
from digest.store.schema import HEAD
from digest.store.sql_store import SqlStore
from digest.store.upgrade import upgrade
from tests.postgres_server import PostgresServer
from tests.store.test_store import collect, differences, statement

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
SEALED = "2026-11-22T06:00:00+00:00"
SCRIPTS = Config()
SCRIPTS.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
VERSIONS = [script.revision for script in ScriptDirectory.from_config(SCRIPTS).walk_revisions()]
TEXT = "The ministers met on Monday. They agreed on the next steps."
BODY = f"""{{"link": "https://ministry.example/1", "title": "Talks", "text": "{TEXT}", "published_from": "", "issuer": "",
"speaker": "", "place": "", "language": "en", "type": "readout", "published": null, "embargo": null,
"paragraphs": [[0, 59, "", "body"]], "sentences": [[0, 28], [29, 59]], "removed": [], "warnings": []}}"""
SUMMARY = """{"device": "cpu", "truncated": false, "warnings": [],
"points": [{"text": "The ministers met on Monday.", "speaker": "", "verbatim": true, "evidence": [[0, 28]]}]}"""
EDITION = """{"title": "Morning", "timezone": "UTC", "failures": [], "sources":
[{"source": "ministry", "title": "Ministry", "reading": "read", "new": 1, "last_new": null, "reason": ""}]}"""
# Rows of the first schema, which every migration must keep: an edition with one statement, not delivered.
ROWS = (
    ("digest", {"name": "morning", "since": ""}),
    ("statement", {"id": 1, "key": "ministry.example/1", "source": "ministry", "first_seen": "", "current": "f"}),
    ("revision", {"id": 1, "statement": 1, "fingerprint": "f", "seen_at": "", "body": BODY, "raw": b"", "media_type": ""}),
    ("summary", {"id": 1, "fingerprint": "f", "model": "m", "revision": "", "settings": "", "made_at": "", "body": SUMMARY}),
    ("edition", {"id": 1, "digest": "morning", "slot": "2026-11-22", "sealed_at": SEALED, "size": 1, "body": EDITION}),
    ("member", {"edition": 1, "digest": "morning", "revision": 1, "summary": 1, "position": 0, "updated": 1,
                "changed": "[[29, 59]]"}),
    ("outbox", {"edition": 1, "digest": "morning", "slot": "2026-11-22", "channel": "email", "address": "a@example.org",
                "format": "email", "content": b"A", "state": "dotted", "attempts": 1, "detail": "", "changed_at": ""}),
)  # fmt: skip


@pytest.fixture
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path | PostgresPlace]:
    """A place without a database, not even an empty one."""
    if request.param == "sqlite":
        yield tmp_path / "digest.db"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    place = server.new_place()
    yield place
    server.drop(place)


def engine_of(place: Path | PostgresPlace) -> sa.Engine:
    """An engine that neither checks nor migrates."""
    if isinstance(place, Path):
        return sa.create_engine(f"sqlite:///{place}")
    from digest.store.postgres_backend import PostgresBackend
    from digest.store.postgres_connection import connect

    with closing(connect(place)) as connection:
        connection.execute(f'CREATE SCHEMA "{place.schema}"'.encode())
    backend = database.backend_of(place)
    assert isinstance(backend, PostgresBackend)
    return backend.new_engine()


def create_database(version: str, place: Path | PostgresPlace) -> None:
    """Create a database at the migration `version`, with ROWS in it."""
    engine = engine_of(place)
    with engine.begin() as connection:
        SCRIPTS.attributes["connection"] = connection
        command.upgrade(SCRIPTS, version)
        for table, values in ROWS:
            found = sa.Table(table, sa.MetaData(), autoload_with=connection)
            connection.execute(sa.insert(found).values(_typed(found, values)))
        if version == HEAD and not isinstance(place, Path):
            from digest.store.postgres_backend import continue_ids

            continue_ids(connection)
    engine.dispose()


def _typed(table: sa.Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the columns of a table take them."""
    return {name: _READ.get(table.c[name].type.__visit_name__.lower(), _as_it_is)(value) for name, value in values.items()}


def _as_it_is(value: Any) -> Any:
    return value


_READ: Mapping[str, Callable[[Any], Any]] = {"json": json.loads, "boolean": bool}


@pytest.mark.parametrize(
    ("version", "empty"),
    [*((version, "sqlite") for version in VERSIONS), *((version, "postgresql") for version in (*VERSIONS[::5], VERSIONS[-1]))],
    indirect=["empty"],
)
def test_a_database_of_an_earlier_schema_is_migrated_with_its_rows(version: str, empty: Path | PostgresPlace) -> None:
    create_database(version, empty)
    store = SqlStore(empty)
    assert store.sealed_slots("morning") == (date(2026, 11, 22),)
    assert store.recover_outbox(NOW, NOW + timedelta(minutes=15)) == 1
    (row,) = store.uncertain_outgoing()
    assert (row.content, row.state, row.doubts) == (b"A", OutboxState.UNCERTAIN, 1)
    edition = store.sealed_edition("morning", date(2026, 11, 22))
    assert edition is not None
    (entry,) = edition.entries
    assert (entry.statement.text, entry.statement.title, entry.statement.day) == (TEXT, "Talks", None)
    assert ([point.text for point in entry.summary.points], entry.updated) == (["The ministers met on Monday."], True)
    assert [change.after and change.after.of(TEXT) for change in entry.changed] == ["They agreed on the next steps."]
    assert collect(store, statement()) == (1, 0)
    store.close()
    engine = database.open_database(empty)
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


_POSTGRES_INDEXES = """
SELECT replace(pg_get_indexdef(indexrelid), current_schema() || '.', '') FROM pg_index JOIN pg_class ON oid = indexrelid
WHERE relnamespace = current_schema()::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
"""Without those of keys, whose names tell what their tables were called while they were made."""


def _default(column: Mapping[str, Any]) -> str | None:
    """The default of a column; "counts" if it comes from a sequence, whatever that is called."""
    default: str | None = column["default"]
    return "counts" if default and default.startswith("nextval(") else default


def described(connection: sa.Connection) -> Mapping[str, Any]:
    """Tables, columns in their order, keys, conditions, indexes with their expressions, and the noted version."""
    inspector = sa.inspect(connection)
    found: dict[str, Any] = {"version": connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()}
    for table in inspector.get_table_names():
        columns = [(one["name"], str(one["type"]), one["nullable"], _default(one)) for one in inspector.get_columns(table)]
        keys = [(one["constrained_columns"], one["referred_table"]) for one in inspector.get_foreign_keys(table)]
        unique = [one["column_names"] for one in inspector.get_unique_constraints(table)]
        checks = [one["sqltext"] for one in inspector.get_check_constraints(table)]
        primary = inspector.get_pk_constraint(table)["constrained_columns"]
        found[table] = columns, primary, sorted(keys), sorted(unique), sorted(checks)
    query = "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    if connection.dialect.name == "postgresql":
        query = _POSTGRES_INDEXES
    found["indexes"] = sorted(" ".join(sql.replace('"', "").split()) for sql in connection.exec_driver_sql(query).scalars())
    return found


@pytest.mark.parametrize("empty", ["sqlite", "postgresql"], indirect=True)
def test_a_new_database_is_as_one_that_went_through_all_migrations(empty: Path | PostgresPlace) -> None:
    engine = engine_of(empty)
    with engine.connect() as connection:
        with connection.begin() as migrated:
            SCRIPTS.attributes["connection"] = connection
            command.upgrade(SCRIPTS, "head")
            by_migrations = described(connection)
            if isinstance(empty, Path):
                for table in sa.inspect(connection).get_table_names():
                    connection.exec_driver_sql(f'DROP TABLE "{table}"')
            else:
                migrated.rollback()
        with connection.begin():
            upgrade(connection, str(empty), None, migrate=True)
            assert described(connection) == by_migrations
    engine.dispose()
