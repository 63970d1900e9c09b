"""What is special to a store in PostgreSQL: the lock of many hosts, pools, passwords, texts that it cannot hold, erasing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from digest.config.store_settings import as_store
from digest.errors import BusyError, StoreError
from digest.records import Failure, OutboxState, Outgoing, PostgresPlace, Target
from digest.store.database import open_database
from digest.store.sql_store import SqlStore
from tests.postgres_server import WITH_PASSWORD, PostgresServer
from tests.store.connection_pool import connection_pool
from tests.store.test_store import FILE, NOW, collect, entries, seal, statement, summarise

DAY = date(2026, 11, 23)


@pytest.fixture
def server(postgres: PostgresServer) -> PostgresServer:
    if postgres.folder is None:
        pytest.skip("needs a server of its own")
    return postgres


@pytest.fixture
def store(postgres: PostgresServer) -> Iterator[SqlStore]:
    with closing(SqlStore(postgres.empty_place())) as store:
        yield store


def place_of(store: SqlStore) -> PostgresPlace:
    assert isinstance(store.place, PostgresPlace)
    return store.place


def end_sessions(store: SqlStore, kind: str) -> int:
    """Have the server end sessions of this program by how their names begin, as it does when a host is gone."""
    from digest.store.postgres_connection import connect

    with closing(connect(place_of(store))) as connection:
        sessions = f"pg_stat_activity WHERE application_name LIKE '{kind}%' AND pid <> pg_backend_pid()"
        return len(connection.execute(f"SELECT pg_terminate_backend(pid, 5000) FROM {sessions}".encode()).fetchall())


def test_the_holder_of_the_lock_is_named_to_the_second_host(store: SqlStore) -> None:
    expected = pytest.raises(BusyError, match=r"another digest process is running \(digest lock \S+ \d+\)")
    with store.lock(), expected, SqlStore(store.place).lock():
        pass
    with SqlStore(store.place).lock():
        pass


def test_schemas_have_locks_of_their_own(store: SqlStore) -> None:
    with store.lock(), SqlStore(replace(place_of(store), schema="another")).lock():
        pass


def test_a_host_that_lost_the_lock_commits_nothing_more(store: SqlStore) -> None:
    store.start_digest("morning", NOW - timedelta(days=1))
    seal(store, DAY, Outgoing("morning", DAY, FILE, b""))
    (row,) = store.due_outgoing(NOW)
    with store.lock():
        store.mark_outgoing(row.id, OutboxState.SENDING, NOW)
        assert end_sessions(store, "digest lock") == 1
        with SqlStore(store.place).lock(), pytest.raises(BusyError, match="the lock is lost"):
            store.mark_outgoing(row.id, OutboxState.COMMITTING, NOW)
    assert [one.state for one in store.outbox()] == [OutboxState.SENDING]
    with store.lock():
        assert store.mark_outgoing(row.id, OutboxState.COMMITTING, NOW)


def test_a_server_that_has_ended_all_sessions_is_used_again(store: SqlStore) -> None:
    first = store.start_run(NOW)
    assert end_sessions(store, "digest") >= 1
    assert store.start_run(NOW) == first + 1


def test_a_transaction_that_waits_too_long_says_who_is_in_the_way(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    from digest.store import postgres_connection

    monkeypatch.setitem(postgres_connection._SETTINGS, "lock_timeout", "50ms")
    engine = open_database(store.place)
    expected = pytest.raises(BusyError, match="another process holds the database")
    with engine.begin(), closing(SqlStore(store.place)) as other, expected:
        other.start_run(NOW)
    engine.dispose()


@pytest.mark.parametrize("by_transaction", [True, False])
def test_a_pool_is_refused_if_it_lends_connections_by_the_transaction(
    by_transaction: bool, server: PostgresServer, store: SqlStore
) -> None:
    assert server.folder is not None
    with connection_pool(server.folder, by_transaction=by_transaction) as address:
        pooled = SqlStore(replace(place_of(store), url=address))
        if by_transaction:
            with pytest.raises(StoreError, match="a pool that lends connections by the transaction"), pooled.lock():
                pass
        else:
            with pooled.lock():
                pooled.start_run(NOW)
        pooled.close()


def test_a_password_comes_from_its_file_and_is_in_no_message(server: PostgresServer, store: SqlStore, tmp_path: Path) -> None:
    engine = open_database(store.place)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP ROLE IF EXISTS {WITH_PASSWORD}")
        connection.exec_driver_sql(f"CREATE ROLE {WITH_PASSWORD} LOGIN SUPERUSER PASSWORD 'the canary'")
    engine.dispose()
    place = place_of(store)
    wanted = replace(place, url=place.url.replace("digest@", f"{WITH_PASSWORD}@"))
    with pytest.raises(StoreError) as refused:
        SqlStore(replace(wanted, password=lambda: "a wrong canary")).start_run(NOW)
    assert "password authentication failed" in str(refused.value)
    assert "canary" not in str(refused.value)
    with closing(SqlStore(replace(wanted, password=lambda: "the canary"))) as opened, opened.lock():
        assert opened.start_run(NOW)
        assert "canary" not in repr(opened.place)


def test_a_database_that_is_not_there_is_an_error_of_one_line(store: SqlStore) -> None:
    missing = replace(place_of(store), url=place_of(store).url.replace("/postgres?", "/nowhere?"))
    for use in (SqlStore(missing).secret, lambda: SqlStore(missing).exists, lambda: SqlStore(missing).lock().__enter__()):
        with pytest.raises(StoreError, match=r'database "nowhere" does not exist') as raised:
            use()
        assert "\n" not in str(raised.value)


def test_tables_of_another_program_are_refused_and_not_touched(postgres: PostgresServer) -> None:
    from digest.store.postgres_connection import connect

    place = postgres.new_place()
    with closing(connect(place)) as connection:
        connection.execute(f'CREATE SCHEMA "{place.schema}"; CREATE TABLE "{place.schema}".bookmarks (url text)'.encode())
        with pytest.raises(StoreError, match=r"is the database of another program \(tables: bookmarks\)"):
            SqlStore(place).secret()
        found = connection.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()")
        assert found.fetchall() == [("bookmarks",)]
    postgres.drop(place)


def test_texts_that_postgresql_cannot_hold_lose_the_character_and_nothing_else(store: SqlStore) -> None:
    store.start_digest("morning", NOW - timedelta(days=1))
    odd = replace(statement(), title="A \0 title \\u0000 \ud83d")
    collect(store, odd)
    summarise(store)
    store.save_failure(Failure("a\0b", "reading it", "half \udc80", "state"), NOW)
    assert [entry.statement.title for entry in entries(store)] == ["A \N{REPLACEMENT CHARACTER} title \\u0000 ?"]
    assert [failure.subject for failure in store.open_failures(["state"])] == ["a\N{REPLACEMENT CHARACTER}b"]
    (listed,) = store.audit_entries("morning", ["state"], (), (NOW - timedelta(days=1), NOW), NOW)[:1]
    assert listed.title.startswith("A ")


def test_texts_sort_by_their_bytes_whatever_the_language_of_the_database(store: SqlStore) -> None:
    for subject in ("b", "B", "a", "é", "_"):
        store.save_failure(Failure(subject, "reading it", "", "state"), NOW)
    assert [failure.subject for failure in store.open_failures(["state"])] == ["B", "_", "a", "b", "é"]


def test_a_forgotten_address_is_in_no_table(store: SqlStore) -> None:
    store.start_digest("morning", NOW - timedelta(days=1))
    seal(store, DAY, Outgoing("morning", DAY, replace(FILE, channel="email", address="Ann@example.org"), b"Dear Ann"))
    store.unsubscribe("morning", "ann@example.org", NOW)
    assert store.forget_address("ann@example.org", NOW) == 2
    ((row, content),) = [(row, store.outgoing(row.id)) for row in store.outbox()]
    assert row.target.address.startswith("forgotten-")
    assert content is not None
    assert content.content == b""


def test_a_copy_in_a_file_holds_the_same(store: SqlStore, tmp_path: Path) -> None:
    store.start_digest("morning", NOW - timedelta(days=1))
    collect(store, statement(), statement("state.gov/b"))
    summarise(store)
    edition = seal(store, DAY, Outgoing("morning", DAY, Target("email", "a@example.org", FILE.format), b"\0\xff"))
    secret = store.secret()
    store.copy_to(tmp_path / "copy.db")
    with closing(SqlStore(tmp_path / "copy.db")) as copy:
        assert copy.sealed_edition("morning", DAY) == edition
        assert copy.due_outgoing(NOW) == store.due_outgoing(NOW)
        assert copy.secret() == secret


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("postgresql://digest:secret@db/digest", "holds a password"),
        ("postgresql://digest@db/digest?password=secret", "holds a password"),
        ("postgresql://digest@db", "names no database"),
        ("mysql://digest@db/digest", "begins with postgresql://"),
        ("postgresql://digest@db/digest?schema=No%20Name", "no name of a schema"),
        ("", "path of a file"),
    ],
)
def test_an_address_that_cannot_be_used_is_explained(written: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as raised:
        as_store(written)
    assert "secret" not in str(raised.value)


def test_an_address_keeps_its_parameters_and_says_the_schema() -> None:
    place = as_store("postgres://digest@db.example:5433/news?sslmode=verify-full&schema=press")
    assert isinstance(place, PostgresPlace)
    assert (place.url, place.schema) == ("postgresql://digest@db.example:5433/news?sslmode=verify-full", "press")
    assert place.name == "postgresql://digest@db.example:5433/news"
    local = as_store("postgresql:///digest?host=/run/postgresql")
    assert isinstance(local, PostgresPlace)
    assert (local.url, local.schema) == ("postgresql:///digest?host=%2Frun%2Fpostgresql", "digest")
