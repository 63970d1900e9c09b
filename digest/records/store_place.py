"""Where the store is when it is no file: a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _no_password() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class PostgresPlace:
    """A schema of a PostgreSQL database.

    `url` is its address as libpq takes it, without a password. `password` reads the password at each connection; if it returns
    "", libpq looks in its own places (`PGPASSFILE`, `~/.pgpass`).
    """

    url: str
    schema: str
    password: Callable[[], str] = _no_password

    @property
    def name(self) -> str:
        """What messages call it: the address without its parameters."""
        return self.url.partition("?")[0]
