"""What the reliability programs play with: a folder with a whole small house in it, and a mail server that misbehaves.

The house is the real one but for the model: files as a source, a database file, a mail server on loopback, three readers.
"""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.parser import BytesHeaderParser
from multiprocessing.context import ForkServerContext
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

from digest.app import App, build
from digest.cli.progress import tracker
from digest.config.settings import load_settings
from digest.pipeline.run import run_once
from tests.fakes import FirstSentence

READERS = ("press@example.org", "desk@example.org", "archive@example.org")
MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
DROPS, LATER, NORMAL = "accepts, drops its reply", "451 at the dot", "normal"
BEHAVIOURS = (NORMAL, DROPS, LATER)
LATER_ROUNDS = tuple(timedelta(minutes=minutes) for minutes in (20, 60, 180, 24 * 60, 24 * 60 + 60))

CONFIGURATION = """\
store: digest.db
sources: [{{name: folder, files: in/*.txt}}]
digests:
  morning:
    at: "07:00"
    deliver:
      - email: [{readers}]
      - file: out/{{day}}.md
mail: {{host: 127.0.0.1, port: {port}, security: none, from: digest@example.org, timeout: 10, on_uncertain: {policy}}}
"""

NEW = """\
SELECT statement.key, sum(member.updated = 0) FROM statement
LEFT JOIN revision ON revision.statement = statement.id LEFT JOIN member ON member.revision = revision.id
GROUP BY statement.id
"""

_MEMORY = Path("/dev/shm")
_NEEDED = (
    "tests.reliability.kill_points",
    "tests.reliability.single_run",
    "alembic.command",
    "alembic.context",
    "css_inline",
    "jinja2",
)


def quick_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for a house, in memory where there is such a disk: what a killed process had written is there all the same,
    and nobody waits for a platter at every commit."""
    return tempfile.TemporaryDirectory(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None)


def processes() -> ForkServerContext:
    """Where processes come from that play in a house: from one that has imported all that they need."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_NEEDED))
    return context


@dataclass(slots=True)
class House:
    """A folder with a configuration; `at(...)` is the time that its clock shows."""

    folder: Path

    @classmethod
    def furnish(cls, folder: Path, port: int, policy: str, statements: int = 2) -> House:
        """A new house, its first statements in place."""
        (folder / "in").mkdir(parents=True)
        text = CONFIGURATION.format(readers=", ".join(READERS), port=port, policy=policy)
        (folder / "digest.yaml").write_text(text, "utf-8")
        house = cls(folder)
        for number in range(statements):
            house.publish(number)
        return house

    def publish(self, number: int, text: str = "") -> None:
        """Put the statement `number` where the source looks for it."""
        said = text or f"The ministers met for the {number}th time today. They agreed on step {number}."
        (self.folder / "in" / f"{number}.txt").write_text(f"Statement {number}\n\n{said}\n", "utf-8")

    @contextmanager
    def app(self) -> Iterator[App]:
        """The application over this house, with a model that costs nothing."""
        with build(load_settings(self.folder / "digest.yaml")) as built:
            yield replace(built, summariser=FirstSentence())

    def go_on(self) -> None:
        """Call the house again as after a crash: for every second try of a message, and on the next day."""
        with self.app() as app:
            for wait in LATER_ROUNDS:
                run_once(app.pipeline, lambda wait=wait: MORNING + wait, tracker(quiet=True))  # type: ignore[misc]

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """What the database answers to `query`."""
        with closing(sqlite3.connect(self.folder / "digest.db")) as database:
            return [tuple(map(str, row)) for row in database.execute(query)]

    def faults(self, published: int) -> list[str]:
        """What is wrong: a damaged database, a statement that is not new in exactly one edition, a file that is missing."""
        found = [f"database: {row[0]}" for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]
        new = self.rows(NEW)
        found += [f"{key}: new in {times} editions" for key, times in new if times != "1"]
        found += [] if len(new) == published else [f"{len(new)} statements instead of {published}"]
        files = self.rows("SELECT address, hex(content) FROM outbox WHERE channel = 'file'")
        return found + [f"{path}: not as sealed" for path, content in files if _content(Path(path)) != content]


def _content(path: Path) -> str:
    return path.read_bytes().hex().upper() if path.exists() else ""


@dataclass(slots=True)
class Mails:
    """What the server has accepted, in the order of arrival."""

    accepted: list[bytes] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def by_name(self) -> dict[str, list[bytes]]:
        """The messages by Message-ID."""
        named: dict[str, list[bytes]] = {}
        for message in self.accepted:
            named.setdefault(message_id(message), []).append(message)
        return named


def message_id(content: bytes) -> str:
    """The Message-ID of a message."""
    return str(BytesHeaderParser().parsebytes(content.replace(b"\r\n", b"\n"))["Message-ID"])


class _Conversation(StreamRequestHandler):
    timeout = 30
    server: _Server

    def handle(self) -> None:
        """Speak SMTP until the other side leaves, however it leaves."""
        try:
            self._say("220 ready")
            for line in self.rfile:
                if not self._answer(line[:4].upper()):
                    return
        except OSError:
            return

    def _answer(self, verb: bytes) -> bool:
        match verb:
            case b"EHLO":
                self._say("250-here\r\n250 SIZE 9000000")
            case b"DATA":
                self._say("354 go on")
                return self._message()
            case b"QUIT":
                self._say("221 bye")
                return False
            case _:
                self._say("250 fine")
        return True

    def _message(self) -> bool:
        lines: list[bytes] = []
        for line in self.rfile:
            if line == b".\r\n":
                return self._dotted(b"".join(lines))
            lines.append(line[1:] if line.startswith(b"..") else line)
        return False  # no dot: what has come is thrown away

    def _dotted(self, message: bytes) -> bool:
        mails, name = self.server.mails, message_id(message)
        with mails.lock:
            first = name not in mails.known
            mails.known.add(name)
            if self.server.behaviour == LATER and first:
                self._say("451 later")
                return True
            mails.accepted.append(message)
            if self.server.behaviour == DROPS and first:
                mails.dropped.add(name)
                return False
        self._say("250 kept")
        return True

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, behaviour: str) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.behaviour = behaviour
        self.mails = Mails()


@contextmanager
def mail_server(behaviour: str = NORMAL) -> Iterator[tuple[Mails, int]]:
    """A mail server on loopback, and its port. What is not NORMAL, it does once for each message."""
    with _Server(behaviour) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield server.mails, int(server.server_address[1])
        finally:
            server.shutdown()
