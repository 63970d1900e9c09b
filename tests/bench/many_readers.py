"""Measures how long an edition takes to reach many readers by mail, and how much memory that takes.

A program, not a test.

    python -m tests.bench.many_readers [--readers 2000] [--connections 1 4 8] [--seconds 0.02] [--statements 30]

A mail server on loopback, in a process of its own, answers `--seconds` after each message. The edition is rendered for each
reader, sealed, and delivered over each number of connections from a copy of the store. Exits with 1 if a message is lost or
doubled.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from digest.compile.email import EmailRenderer, Sender
from digest.compile.filter import filter_edition
from digest.config.digest_settings import DigestSettings
from digest.deliver.mail_channel import mail_channel
from digest.deliver.smtp_session import Security, SmtpSettings
from digest.pipeline.deliver_step import DeliverStep
from digest.pipeline.outgoing import OutgoingBuilder
from digest.pipeline.report import RunReport
from digest.records import Edition, Entry, KeyPoint, Summary
from digest.store.sql_store import SqlStore
from tests.deliver.counting_server import counting_server
from tests.fakes import FirstSentence
from tests.growing_store import a_statement

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(SqlStore(folder / "digest.db")) as store:
            seconds = _timed(lambda: _seal(store, options))
            print(
                f"rendered and sealed        {seconds:7.1f} s, {1000 * seconds / options.readers:.1f} ms a reader; {_memory()}"
            )
        good = [_deliver(folder, connections, options) for connections in options.connections]
    return 0 if all(good) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--readers", type=int, default=2000)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 4, 8])
    parser.add_argument("--seconds", type=float, default=0.02, help="how long the server takes for a message")
    parser.add_argument("--statements", type=int, default=30)
    return parser.parse_args()


def _seal(store: SqlStore, options: argparse.Namespace) -> None:
    sender = Sender("digest@example.org", "digest", "example.org", b"s" * 32, "", "https://example.org/leave/{token}")
    channel = mail_channel(lambda: _server_settings(0), on_uncertain="hold")
    settings = DigestSettings.model_validate(
        {"deliver": [{"email": [f"reader{number}@example.org" for number in range(options.readers)]}]}
    )
    render = EmailRenderer(sender).render
    builder = OutgoingBuilder(store, filter_edition, render, {"email": channel}, lambda path: Path(path))
    edition = Edition("morning", "Morning", date(2026, 11, 24), "UTC", NOW, _entries(options.statements))
    rows = builder.rows(settings, edition)
    # Sealed without its entries, which this store does not hold: they have nothing to do with the readers.
    if not store.seal(Edition("morning", "Morning", date(2026, 11, 24), "UTC", NOW), rows):
        raise SystemExit("the edition could not be sealed")


def _entries(number: int) -> tuple[Entry, ...]:
    statements = [a_statement(each, NOW) for each in range(number)]
    points = ((each, tuple(KeyPoint(one.of(each.text), (one,)) for one in each.sentences[:3])) for each in statements)
    return tuple(Entry(each, Summary(found, FirstSentence.model)) for each, found in points)


def _deliver(folder: Path, connections: int, options: argparse.Namespace) -> bool:
    """Deliver over so many connections; return whether each reader got the message once."""
    path = folder / f"{connections}.db"
    shutil.copy(folder / "digest.db", path)
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, options.seconds))
    server.start()
    settings = _server_settings(ours.recv())
    channel = mail_channel(lambda: settings, on_uncertain="hold", connections=connections)
    with closing(SqlStore(path)) as store:
        step = DeliverStep(store, {"email": channel})
        seconds = _timed(lambda: step.run(RunReport(), lambda: NOW))
    ours.send("end")
    copies = ours.recv()
    server.join()
    least = options.readers * options.seconds / connections
    name = f"delivered, {connections} connection{'s' if connections > 1 else ''}"
    print(f"{name:26} {seconds:7.1f} s, {seconds / least:.2f} times what the server takes; {_memory()}")
    return bool(copies == [1] * options.readers)


def _serve(pipe: Connection, seconds: float) -> None:
    """Tell the port, wait for a word, and tell how many copies each reader got."""
    with counting_server(seconds) as server:
        pipe.send(server.port)
        pipe.recv()
        pipe.send(sorted(server.recipients.values()))


def _server_settings(port: int) -> SmtpSettings:
    return SmtpSettings("127.0.0.1", port, "digest@example.org", Security.NONE)


def _timed(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def _memory() -> str:
    return f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB"


if __name__ == "__main__":
    sys.exit(main())
