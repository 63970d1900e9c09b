"""The database of a store: opens it on first use, and runs transactions. Holds no query, and nothing of one database system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import sqlalchemy as sa

from digest.records import PostgresPlace
from digest.store.backend import Backend
from digest.store.sqlite_backend import SqliteBackend


class Database:
    """The database at `place`, opened and migrated on first use. Subclasses add the queries, one short transaction a method.

    With `migrate=False`, a missing or older database raises StoreError instead of being created or migrated. A database that
    another program holds raises BusyError.
    """

    def __init__(self, place: Path | PostgresPlace, *, migrate: bool = True) -> None:
        self.place = place
        self.backend = backend_of(place)
        self._migrate = migrate
        self._engine: sa.Engine | None = None
        self._is_whole = False

    @property
    def name(self) -> str:
        """What messages call the database."""
        return self.backend.name

    def close(self) -> None:
        """Close all connections. The next use opens the database again."""
        if self._engine is not None:
            self.backend.close(self._engine, is_whole=self._is_whole)
            self._engine = None

    @property
    def exists(self) -> bool:
        """Whether there is a database."""
        return self.backend.exists()

    @property
    def size(self) -> int:
        """Bytes that the database takes."""
        return self.backend.size()

    def copy_to(self, path: Path) -> None:
        """Write a copy of the database to the new file `path`. Raise BusyError or StoreError if it cannot be read."""
        self.backend.copy_to(path)

    def copy_for_now(self, path: Path) -> None:
        """The same, as fast as possible: for a copy that is deleted soon, and may be lost with the machine."""
        self.backend.copy_for_now(path)

    def lock(self) -> AbstractContextManager[None]:
        """Return a context that holds the lock of the store; hold it while writing. Raise BusyError if another process does."""
        return self.backend.lock()

    @contextmanager
    def _transaction(self, doing: str, *, alone: bool = True) -> Iterator[sa.Connection]:
        """Run one transaction: commit at the end, roll back on any exception.

        Without `alone`, it may run beside those of other processes, where the database can do that: it changes single rows, and
        only under a condition.

        Raise BusyError if another program holds the database, StoreError for any other database error.
        """
        if self._engine is None:
            self._engine = self.backend.open(migrate=self._migrate)
            self._is_whole = True
        try:
            with self._engine.execution_options(is_shared=not alone).begin() as connection:
                yield connection
        except (sa.exc.DatabaseError, OSError) as error:
            self._is_whole = False
            raise self.backend.error(doing, error) from error

    def sending(self) -> AbstractContextManager[None]:
        """Return a context in which this process delivers rows beside the one that holds the lock.

        Raise BusyError if the database does not admit that: a file does not.
        """
        return self.backend.sending()

    @contextmanager
    def _erasing_transaction(self, doing: str) -> Iterator[sa.Connection]:
        """Run one transaction as `_transaction` does; nothing of what it changes or deletes is left in any file."""
        with self._transaction(doing) as connection:
            self.backend.start_erasing(connection)
            yield connection
        if self._engine is not None:
            self.backend.finish_erasing(self._engine)


def backend_of(place: Path | PostgresPlace) -> Backend:
    """The backend of a store."""
    if isinstance(place, Path):
        return SqliteBackend(place)
    from digest.store.postgres_backend import PostgresBackend  # needs an extra, and SQLite no module of it

    return PostgresBackend(place)


def open_database(place: Path | PostgresPlace) -> sa.Engine:
    """The engine of a database, which is created and migrated if needed. Raise as `Backend.open` does."""
    return backend_of(place).open(migrate=True)
