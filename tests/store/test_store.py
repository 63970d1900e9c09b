"""Test: the store identifies statements by link and revisions by text, and puts no revision into two editions of a digest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from digest.errors import BusyError, StoreError
from digest.records import (
    Change,
    Edition,
    Entry,
    Failure,
    Fetched,
    FetchState,
    FetchStatus,
    Format,
    Identity,
    IdentityKind,
    KeyPoint,
    Model,
    OutboxState,
    Outgoing,
    Paragraph,
    PostgresPlace,
    RawStatement,
    Renaming,
    SeenItem,
    Span,
    Statement,
    Summary,
    Target,
    UnsummarisedStatement,
    Validators,
    Verdict,
)
from digest.store.database import open_database
from digest.store.schema import HEAD, metadata
from digest.store.sql_store import SqlStore
from tests.postgres_server import as_written

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
MODEL = Model("encoder", "1", "cpu", "recipe")
FILE = Target("file", "out/2026-11-23.md", Format.MARKDOWN)


@pytest.fixture
def store(place: Path | PostgresPlace) -> Iterator[SqlStore]:
    store = SqlStore(place)
    store.start_digest("morning", NOW - timedelta(days=1))
    yield store
    store.close()


def statement(key: str = "state.gov/a", text: str = "They met. They agreed.", source: str = "state") -> Statement:
    middle = text.index(".") + 1
    sentences = (Span(0, middle), Span(middle + 1, len(text)))
    return Statement(key, source, f"https://{key}", "A title", text, (Paragraph(0, len(text), "MR PRICE"),), sentences)


def raw(cleaned: Statement) -> RawStatement:
    return RawStatement(cleaned.source, cleaned.key, cleaned.link, cleaned.text.encode(), "text/html", NOW)


def collect(store: SqlStore, *cleaned: Statement, now: datetime = NOW) -> tuple[int, int]:
    return store.save_fetch("state", Fetched((), FetchState()), [(raw(one), one) for one in cleaned], now)


def summarise(store: SqlStore) -> None:
    for one in (pending.statement for pending in store.unsummarised((MODEL,), 3)):
        point = KeyPoint(one.sentences[0].of(one.text), (one.sentences[0],), replaced="a number is not in its evidence")
        store.save_summary(one, Summary((point,), MODEL), NOW)


def entries(store: SqlStore, now: datetime = NOW, digest: str = "morning") -> tuple[Entry, ...]:
    return store.new_entries(digest, ["state"], (MODEL,), now)


def seal(store: SqlStore, day: date, *rows: Outgoing, now: datetime = NOW, failures: tuple[Failure, ...] = ()) -> Edition:
    reports = store.source_reports(["state"])
    edition = Edition("morning", "Morning", day, "UTC", now, entries(store, now), reports, failures)
    assert store.seal(edition, rows)
    return edition


def test_a_statement_comes_back_from_the_store_as_it_was(store: SqlStore) -> None:
    cleaned = replace(statement(), published=NOW, speaker="Ned Price", warnings=("short",))
    assert collect(store, cleaned) == (1, 0)
    assert store.unsummarised((MODEL,), 3) == (UnsummarisedStatement(cleaned),)


def test_a_summary_comes_back_from_the_store_as_it_was(store: SqlStore) -> None:
    collect(store, statement())
    summarise(store)
    (entry,) = entries(store)
    assert entry.summary.points[0].replaced == "a number is not in its evidence"
    assert entry.summary.points[0].verdict is Verdict.REPLACED


def test_the_same_text_again_changes_nothing_and_another_text_is_a_revision(store: SqlStore) -> None:
    assert collect(store, statement()) == (1, 0)
    assert collect(store, statement()) == (0, 0)
    assert collect(store, statement(text="They met. They parted.")) == (0, 1)
    assert collect(store, statement(), statement(text="They met. They parted.")) == (0, 0)


def test_only_the_current_revision_is_for_the_edition(store: SqlStore) -> None:
    collect(store, statement())
    collect(store, statement(text="They met. They parted."))
    summarise(store)
    assert [entry.statement.text for entry in entries(store)] == ["They met. They parted."]
    assert not entries(store)[0].updated


def test_rows_of_the_outbox_are_found_by_state_day_and_id(store: SqlStore) -> None:
    collect(store, statement())
    summarise(store)
    days = (date(2026, 10, 1), date(2026, 11, 23))
    for day in days:
        seal(store, day, Outgoing("morning", day, FILE, b"bytes"))
    new, old = store.outbox()
    assert (old.slot, new.slot) == days
    store.mark_outgoing(old.id, OutboxState.SENT, NOW)
    assert [row.id for row in store.outbox([OutboxState.SENT])] == [old.id]
    assert [row.id for row in store.outbox(since=date(2026, 10, 2))] == [new.id]
    assert store.outbox([OutboxState.SENT], date(2026, 10, 2)) == ()
    assert store.outgoing(old.id) == replace(old, state=OutboxState.SENT, changed_at=NOW)
    assert store.outgoing(99) is None
    assert store.count_outgoing() == 2


def test_a_statement_that_two_sources_publish_belongs_to_the_first(store: SqlStore) -> None:
    collect(store, statement())
    other = statement(text="They met. Excerpt.", source="agency")
    assert store.save_fetch("agency", Fetched((), FetchState()), [(raw(other), other)], NOW) == (0, 0)
    summarise(store)
    assert [entry.statement.source for entry in entries(store)] == ["state"]


def show(store: SqlStore, source: str, *shown: Statement, now: datetime = NOW) -> None:
    """Save a fetch of `source` that lists `shown`."""
    known = {one.key: SeenItem(one.key, "mark", now) for one in shown}
    store.save_fetch(source, Fetched((), FetchState(seen=known)), [(raw(one), one) for one in shown], now)


def test_a_digest_of_only_the_second_source_has_the_pages_that_the_first_published(store: SqlStore) -> None:
    show(store, "state", statement())
    show(store, "agency", replace(statement(), source="agency"))
    summarise(store)
    (entry,) = store.new_entries("morning", ["agency"], (MODEL,), NOW)
    assert entry.statement.source == "agency"
    reports = store.source_reports(["agency"])
    edition = Edition("morning", "Morning", date(2026, 11, 23), "UTC", NOW, (entry,), reports)
    assert store.seal(edition, ())
    assert store.sealed_edition("morning", date(2026, 11, 23)) == edition
    assert store.new_entries("morning", ["state", "agency"], (MODEL,), NOW) == ()


def test_what_an_edition_took_is_never_taken_again(store: SqlStore) -> None:
    collect(store, statement())
    summarise(store)
    assert len(seal(store, date(2026, 11, 23)).entries) == 1
    assert entries(store) == ()
    assert len(entries(store, digest="another digest")) == 1


def test_an_edit_after_the_edition_is_an_update_once_with_what_changed(store: SqlStore) -> None:
    collect(store, statement())
    summarise(store)
    seal(store, date(2026, 11, 23))
    collect(store, statement(text="They met. They parted."), now=NOW + timedelta(hours=5))
    summarise(store)
    (update,) = entries(store, NOW + timedelta(days=1))
    assert update.updated
    assert update.changed == (Change(Span(10, 22)), Change(None, "They agreed."))
    seal(store, date(2026, 11, 24), now=NOW + timedelta(days=1))
    assert entries(store, NOW + timedelta(days=2)) == ()


def test_a_statement_under_embargo_waits(store: SqlStore) -> None:
    collect(store, replace(statement(), embargo=NOW + timedelta(hours=2)))
    summarise(store)
    assert entries(store) == ()
    assert len(entries(store, NOW + timedelta(hours=2))) == 1


def test_a_digest_takes_nothing_from_long_before_it_started(store: SqlStore) -> None:
    collect(store, statement())
    summarise(store)
    store.start_digest("weekly", NOW + timedelta(days=30))
    assert entries(store, NOW + timedelta(days=31), "weekly") == ()
    assert store.start_digest("weekly", NOW) == NOW + timedelta(days=30)


def test_of_a_step_that_fails_nothing_is_stored(store: SqlStore) -> None:
    collect(store, statement())
    summarise(store)
    row = Outgoing("morning", date(2026, 11, 23), FILE, b"")
    reports = store.source_reports(["state"])
    edition = Edition("morning", "Morning", date(2026, 11, 23), "UTC", NOW, entries(store), reports, ())
    with pytest.raises(StoreError, match="while sealing an edition"):
        store.seal(edition, [row, row])
    assert store.sealed_slots("morning") == ()
    assert (len(entries(store)), store.outbox()) == (1, ())
    assert store.seal(edition, [row])


def test_a_slot_is_sealed_once(store: SqlStore) -> None:
    row = Outgoing("morning", date(2026, 11, 23), FILE, b"edition")
    edition = seal(store, date(2026, 11, 23), row)
    assert not store.seal(edition, [row])
    assert store.sealed_slots("morning") == (date(2026, 11, 23),)
    assert len(store.outbox()) == 1


def test_a_sealed_edition_can_be_read_again(store: SqlStore) -> None:
    collect(store, statement(), statement("state.gov/b"))
    summarise(store)
    sealed = seal(store, date(2026, 11, 23))
    assert store.sealed_edition("morning", date(2026, 11, 23)) == sealed
    assert store.sealed_edition("morning", date(2026, 11, 24)) is None


def test_the_fetch_state_of_a_source_is_stored(store: SqlStore) -> None:
    seen = {"k": SeenItem("k", "print", NOW, Validators("e", "m"))}
    store.save_fetch("state", Fetched((), FetchState(Validators('"tag"', "then"), seen)), [], NOW)
    assert store.fetch_states(["state"])["state"] == FetchState(Validators('"tag"', "then"), seen)
    assert store.fetch_states(["another"])["another"] == FetchState()


def test_a_source_that_is_down_is_reported_until_it_answers(store: SqlStore) -> None:
    down = Failure("state", "reading the source", "timed out", "state")
    store.save_source_failure("state", down, NOW + timedelta(hours=1), NOW)
    (report,) = store.source_reports(["state"])
    assert (report.status, report.reason) == (FetchStatus.FAILED, "timed out")
    assert store.waiting_sources(NOW) == {"state"}
    assert not store.waiting_sources(NOW + timedelta(hours=1))
    collect(store, statement())
    (report,) = store.source_reports(["state"])
    assert (report.status, report.reason, report.last_new) == (FetchStatus.READ, "", NOW)
    assert not store.waiting_sources(NOW)


def test_a_document_that_failed_is_told_in_one_edition_until_it_is_read(store: SqlStore) -> None:
    failed = Failure("https://state.gov/a", "cleaning it", "binary", "state")
    store.save_failure(failed, NOW - timedelta(hours=1), b"\x00")
    assert store.untold_failures("morning", ["state"]) == (failed,)
    collect(store, statement())
    assert store.untold_failures("morning", ["state"]) == ()
    store.save_failure(failed, NOW)
    seal(store, date(2026, 11, 22), failures=(failed,), now=NOW)  # an edition that nobody gets
    assert store.untold_failures("morning", ["state"]) == (failed,)
    row = Outgoing("morning", date(2026, 11, 23), FILE, b"")
    seal(store, date(2026, 11, 23), row, failures=(failed,), now=NOW + timedelta(hours=1))
    store.save_failure(failed, NOW + timedelta(days=1))
    assert store.untold_failures("morning", ["state"]) == ()
    assert store.untold_failures("evening", ["state"]) == (failed,)
    assert store.open_failures(["state"]) == (failed,)
    collect(store, statement())
    store.save_failure(failed, NOW + timedelta(days=2))
    assert store.untold_failures("morning", ["state"]) == (failed,)


def test_rows_that_a_killed_process_left_are_recovered(store: SqlStore) -> None:
    rows = [Outgoing("morning", date(2026, 11, 23), replace(FILE, address=str(n)), b"") for n in range(3)]
    seal(store, date(2026, 11, 23), *rows)
    first, second, third = store.due_outgoing(NOW)
    store.mark_outgoing(first.id, OutboxState.SENDING, NOW)
    store.mark_outgoing(second.id, OutboxState.COMMITTING, NOW)
    store.mark_outgoing(third.id, OutboxState.SENT, NOW)
    assert store.recover_outbox(NOW, NOW + timedelta(minutes=15)) == 2
    assert [(row.id, row.doubts) for row in store.uncertain_outgoing()] == [(second.id, 1)]
    assert [row.state for row in reversed(store.outbox())] == ["pending", "uncertain", "sent"]
    assert [row.id for row in store.due_outgoing(NOW)] == [first.id]
    assert store.due_outgoing(NOW)[0].attempts == 1
    assert not store.mark_outgoing(99, OutboxState.SENT, NOW)


def test_a_postponed_row_is_not_due_before_its_time(store: SqlStore) -> None:
    seal(store, date(2026, 11, 23), Outgoing("morning", date(2026, 11, 23), FILE, b""))
    (row,) = store.due_outgoing(NOW)
    store.mark_outgoing(row.id, OutboxState.PENDING, NOW, "busy", NOW + timedelta(minutes=15))
    assert store.due_outgoing(NOW) == ()
    assert len(store.due_outgoing(NOW + timedelta(minutes=15))) == 1


def test_names_are_listed_in_order_whatever_order_they_were_stored_in(store: SqlStore) -> None:
    for name in ("b", "a", "c"):
        store.save_source_failure(name, Failure(name, "reading", "down", name), None, NOW)
    store.save_identities(
        IdentityKind.SOURCE, [Identity("a", "x")], [Renaming(IdentityKind.SOURCE, "b", "z", "", NOW)], [], NOW
    )
    assert [each.name for each in store.identities(IdentityKind.SOURCE)] == ["a", "c", "z"]


def test_the_secret_is_created_once(store: SqlStore) -> None:
    assert len(store.secret()) == 32
    assert store.secret() == store.secret()


def test_a_second_process_is_refused_at_once_and_the_lock_ends_with_its_holder(store: SqlStore) -> None:
    code = (
        "import sys, time; from digest.config.store_settings import as_store; from digest.store.sql_store import SqlStore\n"
        "with SqlStore(as_store(sys.argv[1])).lock():\n    print('locked', flush=True)\n    time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, as_written(store.place)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(BusyError, match="another digest process is running"), store.lock():
            pass
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    with store.lock():
        pass


def test_the_error_names_a_file_that_is_not_a_database(tmp_path: Path) -> None:
    path = tmp_path / "digest.db"
    path.write_text("not a database, and long enough to be taken for one" * 20)
    with pytest.raises(StoreError, match="while opening the database: file is not a database"):
        SqlStore(path).secret()


def test_a_database_of_a_newer_version_is_refused(store: SqlStore) -> None:
    engine = open_database(store.place)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    other = SqlStore(store.place)
    with pytest.raises(StoreError, match="made by a newer version of digest"):
        other.secret()
    other.close()
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{HEAD}'")
    engine.dispose()


def differences(connection: sa.Connection) -> list[object]:
    """What the tables of a database have, or lack, compared with the schema. Comments are for readers of the schema only."""
    found = compare_metadata(MigrationContext.configure(connection), metadata)
    return [each for each in found if not (isinstance(each, list) and each[0][0] == "modify_comment")]


def test_a_new_database_has_the_schema_that_the_queries_expect(place: Path | PostgresPlace) -> None:
    engine = open_database(place)
    with engine.connect() as connection:
        assert differences(connection) == []
    engine.dispose()


def test_failures_are_cleared_for_any_number_of_documents_that_were_read(store: SqlStore) -> None:
    store.save_failure(Failure("150000", "reading it", "status 404", "state"), NOW)
    store.save_failure(Failure("elsewhere", "reading it", "status 404", "state"), NOW)
    store.save_fetch("state", Fetched((), FetchState(), read=tuple(map(str, range(300_000)))), [], NOW)
    assert [failure.subject for failure in store.open_failures(("state",))] == ["elsewhere"]
