"""Test helper: a PostgreSQL server in a temporary folder, on a Unix socket, as an unprivileged user.

DIGEST_TEST_POSTGRES names a database of another server instead, such as postgresql://digest@127.0.0.1/test: the tests make
schemas in it whose names begin with "digest_test", and remove them.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from digest.config.store_settings import as_store
from digest.records import PostgresPlace
from digest.store import schema

VARIABLE = "DIGEST_TEST_POSTGRES"
PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/opt/postgresql*/bin")
"""Where the packages of Debian, Red Hat and Homebrew put the programs of the server."""

WITH_PASSWORD = "with_password"
"""The user whom the server asks for a password, if a test makes that user."""

_LOCALE = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US")
"""PostgreSQL 15 and newer: texts sort as in a dictionary, unless a column says otherwise."""

_MEMORY_FOLDER = Path("/dev/shm")
_UNPRIVILEGED = "nobody"
_START_SECONDS = 60
_OPTIONS = ("fsync=off", "listen_addresses=", "full_page_writes=off", "max_connections=60", "autovacuum=off")
"""What is lost if the machine loses power matters to no test."""


@dataclass(frozen=True)
class PostgresServer:
    """A database for tests. `url` is its address; each schema in it can hold a store."""

    url: str
    folder: Path | None = None
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def place(self, name: str) -> PostgresPlace:
        """The schema `name`, whether or not it exists."""
        found = as_store(f"{self.url}{'&' if '?' in self.url else '?'}schema=digest_test_{name}")
        assert isinstance(found, PostgresPlace)
        return found

    def new_place(self) -> PostgresPlace:
        """A schema that does not exist yet."""
        return self.place(f"{os.getpid()}_{next(self._numbers)}")

    def empty_place(self) -> PostgresPlace:
        """A schema with the newest tables, which are empty. One at a time: the next call empties it again."""
        from digest.store.database import open_database
        from digest.store.postgres_backend import continue_ids

        place = self.place(f"{os.getpid()}_shared")
        engine = open_database(place)
        with engine.begin() as connection:
            for table in reversed(schema.metadata.sorted_tables):
                connection.execute(table.delete())
            continue_ids(connection)
        engine.dispose()
        return place

    def drop(self, place: PostgresPlace) -> None:
        """Remove a schema with all that is in it."""
        from digest.store.postgres_connection import connect

        with closing(connect(place)) as connection:
            connection.execute(f'DROP SCHEMA IF EXISTS "{place.schema}" CASCADE'.encode())


def as_written(place: Path | PostgresPlace) -> str:
    """A place as the configuration names it."""
    if isinstance(place, Path):
        return str(place)
    return f"{place.url}{'&' if '?' in place.url else '?'}schema={place.schema}"


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """The server for the tests of one process; skips the test if there is none."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    if named := os.environ.get(VARIABLE):
        server = PostgresServer(named)
        yield server
        server.drop(server.empty_place())
        return
    programs = _programs()
    if programs is None:
        pytest.skip(f"no PostgreSQL server: neither is {VARIABLE} set, nor are its programs installed")
    folder = Path(tempfile.mkdtemp(prefix="digest-pg-", dir=_MEMORY_FOLDER if os.access(_MEMORY_FOLDER, os.W_OK) else None))
    try:
        with running_server(programs, folder) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_server(programs: Path, folder: Path) -> Iterator[PostgresServer]:
    """Make a server in `folder`, which is empty, and run it."""
    user = pwd.getpwnam(_UNPRIVILEGED) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    os.chown(folder, user.pw_uid, user.pw_gid)
    as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    data, options = folder / "data", [part for option in _OPTIONS for part in ("-c", option)]
    made = [programs / "initdb", "-D", data, "-U", "digest", "-A", "trust", "-N", "-E", "UTF8", *_LOCALE]
    subprocess.run(made, check=True, capture_output=True, cwd=folder, **as_user)  # type: ignore[call-overload]
    rules = data / "pg_hba.conf"
    rules.write_text(f"local all {WITH_PASSWORD} scram-sha-256\n{rules.read_text()}")
    run = [programs / "postgres", "-D", data, "-k", folder, *options]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(run, stdout=log, stderr=log, cwd=folder, **as_user)  # type: ignore[call-overload]
    try:
        server = PostgresServer(f"postgresql://digest@/postgres?host={folder}", folder)
        _wait_for(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGQUIT)  # at once, even if a session is still open
        process.wait()


def _programs() -> Path | None:
    """The folder with the newest programs of the server that are installed."""
    found = [Path(found).parent for found in [shutil.which("initdb")] if found]
    found += sorted(folder for place in PLACES for folder in Path("/").glob(place[1:]))
    return next((folder for folder in reversed(found) if (folder / "postgres").exists()), None)


def _wait_for(server: PostgresServer, process: subprocess.Popen[bytes]) -> None:
    import psycopg

    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            psycopg.connect(server.url).close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                assert server.folder is not None
                raise RuntimeError(f"the server does not start: {(server.folder / 'log').read_text()}") from None
            time.sleep(0.05)
