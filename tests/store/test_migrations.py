"""Test: a database of every earlier schema is migrated, keeps its rows, and has the schema that the queries expect."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import digest.store.database as database
from digest.records import OutboxState
from digest.store.schema import metadata
from digest.store.sql_store import SqlStore

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


def create_database(version: str, path: Path) -> None:
    """Create a database at the migration `version`, with ROWS in it."""
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        SCRIPTS.attributes["connection"] = connection
        command.upgrade(SCRIPTS, version)
        for table, values in ROWS:
            connection.execute(sa.insert(sa.table(table, *map(sa.column, values))).values(values))
    engine.dispose()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_of_an_earlier_schema_is_migrated_with_its_rows(version: str, tmp_path: Path) -> None:
    path = tmp_path / "digest.db"
    create_database(version, path)
    store = SqlStore(path)
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
    store.close()
    engine = database.open_database(path)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()
