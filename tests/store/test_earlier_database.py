"""Test: a database of an earlier version opens, its work is continued, and the edition is the one the earlier version made.

`tests/data/store/README.md` says what is in it and how it was made.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from digest.app import build
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.pipeline.report import RunReport
from digest.pipeline.run import STEPS, run_once
from digest.records import OutboxState, StatementStatus
from digest.store.compression import message_of
from digest.store.sql_store import SqlStore
from tests.reliability.installation import mail_server

DATA = Path(__file__).parents[1] / "data" / "store"
SUNDAY = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
FRIDAY_SLOT, SUNDAY_SLOT = date(2026, 11, 20), date(2026, 11, 22)
WITHOUT_MODEL = ("collect", "compile", "deliver")
RAILWAY = "Ministry of Transport: Railway Line Closed for Repairs"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An installation with the earlier database."""
    shutil.copytree(DATA / "in", tmp_path / "in")
    shutil.copy(DATA / "digest.yaml", tmp_path)
    with closing(sqlite3.connect(tmp_path / "digest.db")) as database:
        database.executescript((DATA / "digest.sql").read_text("utf-8"))
    return tmp_path


def run(folder: Path, now: datetime, port: int, steps: tuple[str, ...] = WITHOUT_MODEL) -> RunReport:
    """Run once, with the mail server at `port`."""
    path = folder / "digest.yaml"
    path.write_text(re.sub(r"port: \d+", f"port: {port}", path.read_text("utf-8")), "utf-8")
    with build(load_settings(path)) as app:
        return run_once(app.pipeline, lambda: now, tracker(quiet=True), steps=steps)


def stored_mail(folder: Path, slot: date) -> dict[str, bytes]:
    """The bytes of the sealed messages of `slot`, by address."""
    query = "SELECT address, content FROM outbox WHERE channel = 'email' AND slot = ?"
    with closing(sqlite3.connect(folder / "digest.db")) as database:
        return {address: message_of(content) for address, content in database.execute(query, (slot.isoformat(),))}


def test_what_was_pending_becomes_the_same_edition_with_key_points_of_today(folder: Path) -> None:
    with mail_server() as (received, port):
        report = run(folder, SUNDAY, port, STEPS)
    (edition,) = report.editions
    assert edition.slot == SUNDAY_SLOT
    assert (folder / "out" / "2026-11-22.md").read_bytes() == (DATA / "edition.md").read_bytes()
    sealed = stored_mail(folder, SUNDAY_SLOT)
    assert {name.partition("@")[0] for name in sealed} == {"sent", "sending", "dotted", "uncertain", "retry"}
    assert set(sealed.values()) <= set(received.messages)


def test_what_a_killed_process_left_is_delivered_with_the_bytes_of_then(folder: Path) -> None:
    sealed = stored_mail(folder, FRIDAY_SLOT)
    with mail_server() as (received, port):
        assert run(folder, SUNDAY, port).exit_code == 75  # the row at the final dot has to wait
        before = set(received.messages)
        assert run(folder, SUNDAY + timedelta(minutes=20), port).exit_code == 0
    assert {name for name, content in sealed.items() if content in before} == {
        "sending@example.org",
        "uncertain@example.org",
        "retry@example.org",
    }
    assert set(received.messages) - before == {sealed["dotted@example.org"]}
    with closing(SqlStore(folder / "digest.db")) as store:
        states = {row.target.address: (row.state, row.doubts) for row in store.outbox() if row.slot == FRIDAY_SLOT}
    assert states["dotted@example.org"] == states["uncertain@example.org"] == (OutboxState.SENT, 1)
    assert states["cancelled@example.org"] == (OutboxState.CANCELLED, 0)


def test_a_sealed_edition_is_read_with_all_that_it_held(folder: Path) -> None:
    with closing(SqlStore(folder / "digest.db")) as store:
        edition = store.sealed_edition("morning", FRIDAY_SLOT)
        assert store.unsubscribed("morning") == {"left@example.org", "cancelled@example.org"}
        assert store.last_runs(1)[0].ended_at is None
    assert edition is not None
    assert [entry.statement.key for entry in edition.entries] == [
        "file:ministries/talks.txt",
        "file:ministries/vaccination.txt",
    ]
    assert edition.excluded == ((StatementStatus.EMBARGOED, 1), (StatementStatus.FAILED, 1))
    assert [failure.subject for failure in edition.failures] == ["broken.txt"]


def test_an_unsubscribe_link_in_a_message_of_then_still_works(folder: Path) -> None:
    content = stored_mail(folder, FRIDAY_SLOT)["sent@example.org"].decode()
    token = re.search(r"https://example\.org/u/([\w.-]+)", re.sub(r"\r\n\s", "", content))
    assert token is not None
    with build(load_settings(folder / "digest.yaml")) as app:
        assert app.pipeline.unsubscriber.unsubscribe(token[1], SUNDAY) == ("morning", "sent@example.org")


def test_a_statement_whose_attempt_did_not_end_is_summarised_in_the_next_run(folder: Path) -> None:
    with build(load_settings(folder / "digest.yaml")) as app:
        left = app.store.unsummarised(app.summary_keys, 3)
    assert RAILWAY in {one.statement.title for one in left}
    with mail_server() as (_, port):
        (edition,) = run(folder, SUNDAY, port, STEPS).editions
    assert RAILWAY in {entry.statement.title for entry in edition.entries}
