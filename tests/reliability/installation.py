"""Test helper: a complete installation in a folder, and a mail server that misbehaves.

The installation is the real program with a fake model: a folder of files as its source, a database file, three recipients.
"""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.parser import BytesHeaderParser
from multiprocessing.context import ForkServerContext
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

from digest.app import App, build
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.errors import BusyError
from digest.pipeline.run import run_once
from digest.records import PostgresPlace
from digest.store.compression import message_of
from digest.store.sql_store import SqlStore
from tests.fakes import FirstSentence
from tests.postgres_server import as_written

RECIPIENTS = ("press@example.org", "desk@example.org", "archive@example.org")
MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
"""When the first run starts."""

NORMAL, DROPS_REPLY, DEFERS = "normal", "accepts, drops its reply", "451 at the dot"
BEHAVIOURS = (NORMAL, DROPS_REPLY, DEFERS)
"""What the mail server does with each message, the first time that it gets it."""

LATER_RUNS = tuple(timedelta(minutes=minutes) for minutes in (20, 60, 180, 24 * 60, 24 * 60 + 60))
"""When the later runs start, after MORNING: for every second attempt of a delivery, and on the next day."""

CONFIGURATION = """\
store: "{store}"
sources: [{{name: folder, files: in/*.txt}}]
digests:
  morning:
    at: "07:00"
    deliver:
      - email: [{recipients}]
      - file: out/{{day}}.md
mail: {{host: 127.0.0.1, port: {port}, security: none, from: digest@example.org, timeout: 10, on_uncertain: {policy}}}
"""

EDITIONS_BY_STATEMENT = """\
SELECT statement.key, sum(member.updated = 0) FROM statement
LEFT JOIN revision ON revision.statement = statement.id LEFT JOIN member ON member.revision = revision.id
GROUP BY statement.id
"""

STORE = Path("digest.db")
_MEMORY_FOLDER = Path("/dev/shm")
_PRELOADED_MODULES = (
    "tests.reliability.kill_points",
    "tests.reliability.single_run",
    "alembic.command",
    "alembic.context",
    "css_inline",
    "jinja2",
)


def quick_folder() -> tempfile.TemporaryDirectory[str]:
    """A temporary folder, in memory where the system has such a file system: commits then do not wait for a disk.

    What a killed process has written is in it all the same.
    """
    return tempfile.TemporaryDirectory(dir=_MEMORY_FOLDER if os.access(_MEMORY_FOLDER, os.W_OK) else None)


def processes() -> ForkServerContext:
    """A multiprocessing context whose processes have all modules loaded that a run needs."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED_MODULES))
    return context


@dataclass(slots=True)
class Installation:
    """A folder with a configuration, a source folder and a database."""

    folder: Path

    @classmethod
    def create(
        cls, folder: Path, port: int, policy: str, statements: int = 2, store: Path | PostgresPlace = STORE
    ) -> Installation:
        """Create an installation that sends to the mail server at `port`, with its first statements published."""
        (folder / "in").mkdir(parents=True)
        text = CONFIGURATION.format(recipients=", ".join(RECIPIENTS), port=port, policy=policy, store=as_written(store))
        (folder / "digest.yaml").write_text(text, "utf-8")
        installation = cls(folder)
        for number in range(statements):
            installation.publish(number)
        return installation

    def publish(self, number: int, text: str = "") -> None:
        """Publish the statement `number`, or a new text of it."""
        body = text or f"The ministers met for the {number}th time today. They agreed on step {number}."
        (self.folder / "in" / f"{number}.txt").write_text(f"Statement {number}\n\n{body}\n", "utf-8")

    @contextmanager
    def app(self) -> Iterator[App]:
        """The application of this installation, with a fake model."""
        with build(load_settings(self.folder / "digest.yaml")) as built:
            yield replace(built, summariser=FirstSentence())

    def run_later(self) -> None:
        """Run again at each of LATER_RUNS, as cron does after a crash."""
        with self.app() as app:
            wait_for_lock(app.store)
            for wait in LATER_RUNS:
                run_once(app.pipeline, lambda wait=wait: MORNING + wait, tracker(quiet=True))  # type: ignore[misc]

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """The rows that the database, or a copy of it in a file, returns for `query`."""
        with closing(SqlStore(load_settings(self.folder / "digest.yaml").store_place)) as store:
            return [tuple(map(str, row)) for row in rows_of(store, query, self.folder)]

    def faults(self, published: int) -> list[str]:
        """What is wrong: a damaged database, a statement that is not new in exactly one edition, a missing or wrong file."""
        found = [f"database: {row[0]}" for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]
        statements = self.rows(EDITIONS_BY_STATEMENT)
        found += [f"{key}: new in {times} editions" for key, times in statements if times != "1"]
        found += [] if len(statements) == published else [f"{len(statements)} statements instead of {published}"]
        files = self.rows("SELECT address, hex(content) FROM outbox WHERE channel = 'file'")
        return found + [
            f"{path}: not as sealed" for path, content in files if _content(Path(path)) != message_of(bytes.fromhex(content))
        ]


def rows_of(store: SqlStore, query: str, folder: Path) -> list[tuple[Any, ...]]:
    """What SQLite returns for `query`. A store in PostgreSQL is copied into a file in `folder` for it."""
    path = store.place if isinstance(store.place, Path) else folder / "copy.db"
    if path != store.place:
        path.unlink(missing_ok=True)
        store.copy_to(path)
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def wait_for_lock(store: SqlStore) -> None:
    """Wait until nobody holds the lock: PostgreSQL frees that of a killed process a moment later."""
    deadline = time.monotonic() + 10
    while True:
        try:
            with store.lock():
                return
        except BusyError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


@dataclass(slots=True)
class ReceivedMail:
    """What the mail server received: accepted messages in order, all Message-IDs, and those whose reply it dropped."""

    messages: list[bytes] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def by_message_id(self) -> dict[str, list[bytes]]:
        """The accepted messages, grouped by Message-ID."""
        groups: dict[str, list[bytes]] = {}
        for message in self.messages:
            groups.setdefault(message_id(message), []).append(message)
        return groups


def message_id(content: bytes) -> str:
    """The Message-ID of a message."""
    return str(BytesHeaderParser().parsebytes(content.replace(b"\r\n", b"\n"))["Message-ID"])


class _SmtpHandler(StreamRequestHandler):
    timeout = 30
    server: _Server

    def handle(self) -> None:
        """Speak SMTP until the client leaves or the connection breaks."""
        try:
            self._reply("220 ready")
            for line in self.rfile:
                if not self._handle_command(line[:4].upper()):
                    return
        except OSError:
            return

    def _handle_command(self, verb: bytes) -> bool:
        """Whether the connection stays open."""
        match verb:
            case b"EHLO":
                self._reply("250-here\r\n250 SIZE 9000000")
            case b"DATA":
                self._reply("354 go on")
                return self._read_message()
            case b"QUIT":
                self._reply("221 bye")
                return False
            case _:
                self._reply("250 ok")
        return True

    def _read_message(self) -> bool:
        lines: list[bytes] = []
        for line in self.rfile:
            if line == b".\r\n":
                return self._end_message(b"".join(lines))
            lines.append(line[1:] if line.startswith(b"..") else line)
        return False  # no final dot: the message is discarded

    def _end_message(self, message: bytes) -> bool:
        received, name = self.server.received, message_id(message)
        with received.lock:
            is_first = name not in received.known
            received.known.add(name)
            if self.server.behaviour == DEFERS and is_first:
                self._reply("451 later")
                return True
            received.messages.append(message)
            if self.server.behaviour == DROPS_REPLY and is_first:
                received.dropped.add(name)
                return False
        self._reply("250 accepted")
        return True

    def _reply(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, behaviour: str) -> None:
        super().__init__(("127.0.0.1", 0), _SmtpHandler)
        self.behaviour = behaviour
        self.received = ReceivedMail()


@contextmanager
def mail_server(behaviour: str = NORMAL) -> Iterator[tuple[ReceivedMail, int]]:
    """Run a mail server on loopback; yield what it receives, and its port."""
    with _Server(behaviour) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield server.received, int(server.server_address[1])
        finally:
            server.shutdown()
