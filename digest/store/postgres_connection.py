"""Connections to PostgreSQL: what each of them is set to, and the one that holds the lock of a store.

The lock is a session-level advisory lock on a connection of its own, so it ends with the process, and when the server finds
that the host is gone: both sides probe an idle connection. A random second lock on that connection, the token, tells every
transaction of the holder whether it still holds the lock. A pool that lends connections by the transaction has no sessions, so
no such locks: it is refused.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from hashlib import sha256
from typing import Any

import psycopg
from psycopg.adapt import Dumper
from psycopg.types.json import set_json_dumps

from digest.errors import LockedError, StoreError
from digest.records import PostgresPlace

CONNECT_TIMEOUT_SECONDS = 10
"""How long a server may take to answer."""

LOCK_TIMEOUT_SECONDS = 10
"""How long a transaction waits for one of another process, as with SQLite."""

_KEEPALIVES: Mapping[str, Any] = {"keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
"""An idle connection is probed after 10 s, then every 5 s: a side that is gone is known to be so after 25 s."""

_ANSWER_MILLISECONDS = 25_000
"""How long sent bytes may stay without an acknowledgement (`tcp_user_timeout`), the same time."""

_SETTINGS = {
    "search_path": "{schema}",
    "lock_timeout": f"{LOCK_TIMEOUT_SECONDS}s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": str(_ANSWER_MILLISECONDS),
    "default_transaction_isolation": "read committed",
    "idle_session_timeout": "0",
}
"""Settings of each session. The server's side of the keepalives frees the lock of a host that is gone."""

_IS_DURABLE = """
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
"""
"""A lost "sent" mark would send a message twice."""

_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")

LOCKS_WITH_NUMBER = """
pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND (classid::bigint << 32) | objid::bigint = %s
"""
"""The sessions that hold an advisory lock: what stands after FROM in a query."""


class _TextDumper(Dumper):
    """Writes texts. PostgreSQL stores neither NUL nor half of a surrogate pair; both become the sign for what is unreadable."""

    def dump(self, obj: str) -> bytes:
        """The text in UTF-8."""
        return storable(obj).encode()


def storable(text: str) -> str:
    """`text` as PostgreSQL can store it."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


def storable_json(value: Any) -> str:
    """`value` in JSON as PostgreSQL can store it and look into it."""
    return storable(_ESCAPED_NUL.sub(r"\1\\ufffd", json.dumps(value, ensure_ascii=False)))


def connect(place: PostgresPlace, purpose: str = "") -> psycopg.Connection[Any]:
    """A connection in autocommit mode, whose tables are those of the schema of `place`. Raise psycopg.Error.

    `purpose` is shown with the host and the process in the server's list of sessions.
    """
    connection = psycopg.connect(
        place.url,
        password=place.password() or None,
        autocommit=True,
        connect_timeout=CONNECT_TIMEOUT_SECONDS,
        client_encoding="utf8",
        application_name=f"digest {purpose} {socket.gethostname()} {os.getpid()}".replace("  ", " ")[:63],
        tcp_user_timeout=_ANSWER_MILLISECONDS,
        **_KEEPALIVES,
    )
    try:
        connection.adapters.register_dumper(str, _TextDumper)
        set_json_dumps(storable_json, connection)
        values = [part.format(schema=place.schema) for pair in _SETTINGS.items() for part in pair]
        calls = ", ".join(["set_config(%s, %s, false)"] * len(_SETTINGS))
        connection.execute(f"SELECT {calls}".encode(), values)
        connection.execute(_IS_DURABLE)
    except BaseException:
        connection.close()
        raise
    return connection


LOCK_TRIES, LOCK_PAUSE = 10, 0.1
"""How often, and with pauses of how many seconds, a lock is tried."""


def lock_number(purpose: str, schema: str) -> int:
    """The number of an advisory lock. They are numbers of 64 bits, one set for each database."""
    return int.from_bytes(sha256(f"digest {purpose} {schema}".encode()).digest()[:8], "big", signed=True)


@contextmanager
def leader_lock(place: PostgresPlace) -> Iterator[int]:
    """Hold the lock of the store on a connection of its own; yield the token. Raise LockedError if another process does.

    Raise StoreError if a pool stands between, psycopg.Error if the server cannot be used.
    """
    with closing(connect(place, "lock")) as connection:
        _check_no_pool(place, connection)
        number = lock_number("leader", place.schema)
        if not _is_taken(connection, number):
            holder = _holder(connection, number)
            raise LockedError(f"{place.name}: another digest process is running{f' ({holder})' if holder else ''}; exiting")
        yield _take_token(connection)


def _is_taken(connection: psycopg.Connection[Any], number: int) -> bool:
    """Take the lock, if it is free or becomes free soon: the server needs a moment to see that its last holder has ended."""
    for _ in range(LOCK_TRIES):
        if _value(connection, "SELECT pg_try_advisory_lock(%s)", number):
            return True
        time.sleep(LOCK_PAUSE)
    return False


@contextmanager
def held_token(place: PostgresPlace) -> Iterator[int]:
    """Hold a token alone; yield it. Raise as `leader_lock` does, but never BusyError."""
    with closing(connect(place, "send")) as connection:
        _check_no_pool(place, connection)
        yield _take_token(connection)


def _take_token(connection: psycopg.Connection[Any]) -> int:
    token = secrets.randbits(63)
    connection.execute("SELECT pg_advisory_lock(%s)", (token,))
    return token


def _value(connection: psycopg.Connection[Any], query: str, *values: object) -> Any:
    row = connection.execute(query.encode(), values).fetchone()
    return row[0] if row else None


def _holder(connection: psycopg.Connection[Any], number: int) -> str:
    """The name of the session that holds a lock: "digest lock HOST PID"; "" if it is not known."""
    query = f"SELECT application_name FROM pg_stat_activity WHERE pid IN (SELECT pid FROM {LOCKS_WITH_NUMBER})"
    return str(_value(connection, query, number) or "")


def _check_no_pool(place: PostgresPlace, connection: psycopg.Connection[Any]) -> None:
    """Raise StoreError if a pool lends server connections by the transaction.

    A pool makes up the process number that a client is told at its start. Then a second connection says whether the first one
    has a server process of its own.
    """
    mine = _value(connection, "SELECT pg_backend_pid()")
    if mine == connection.info.backend_pid:
        return
    with closing(connect(place, "lock")) as other, other.transaction():
        theirs = _value(other, "SELECT pg_backend_pid()")
        now = _value(connection, "SELECT pg_backend_pid()")
    if mine == theirs or now != mine:
        raise StoreError(
            f"{place.name}: is a pool that lends connections by the transaction, which has no locks that last; name the "
            "address of the server itself, or of a pool by the session"
        )
