"""What the store needs of a database system. `sqlite_backend.py` and `postgres_backend.py` implement it; holds no query."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from digest.errors import DigestError


class Backend(Protocol):
    """One database. `name` is what messages call it: the path of a file, or an address without a password."""

    name: str
    owner: int | None  # this process in `claims.py`, while it may write; None: it is the only one

    def exists(self) -> bool:
        """Whether there is a database. Raise StoreError if that cannot be found out."""

    def open(self, *, migrate: bool) -> sa.Engine:
        """Check the database, create or migrate it if needed, and return its engine, whose transactions wait for each other.

        Raise BusyError if another program holds it for too long, StoreError if it cannot be used or, without `migrate`, is
        missing or of an earlier version.
        """

    def close(self, engine: sa.Engine, *, is_whole: bool) -> None:
        """Close all connections. `is_whole`: no error has occurred since it was opened."""

    def lock(self) -> AbstractContextManager[None]:
        """Return a context that holds the lock of the store. Raise BusyError if another process does."""

    def sending(self) -> AbstractContextManager[None]:
        """Return a context in which this process may deliver rows, whoever holds the lock. Raise BusyError if none may."""

    def copy_to(self, path: Path) -> None:
        """Write a copy of the database to the new SQLite file `path`. Raise BusyError or StoreError if it cannot be read."""

    def copy_for_now(self, path: Path) -> None:
        """The same, as fast as possible: for a copy that is deleted soon, and may be lost with the machine."""

    def size(self) -> int:
        """Bytes that the database takes."""

    def start_erasing(self, connection: sa.Connection) -> None:
        """Have the transaction of `connection` leave nothing of the rows that it changes or deletes."""

    def finish_erasing(self, engine: sa.Engine) -> None:
        """Remove what that transaction could not, after its commit."""

    def error(self, doing: str, error: Exception) -> DigestError:
        """The error that users see: BusyError if another program holds the database, else StoreError."""
