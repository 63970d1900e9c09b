"""Measures how long it takes to collect from many feeds of ten items on loopback, some of which never answer.

A program, not a test.

    python -m tests.bench.many_sources [--sources 1000] [--dead 100] [--deadline 5] [--seconds 0.2] [--workers 8]

First a bare program fetches and parses the healthy sources: threads, http.client, feedparser. Then it does the same, cleans
every item with our cleaner and stores it, one transaction of SQLite a source. Then we collect: with healthy sources only, and
again when nothing is new; with dead ones that are not known to be dead; and again, when the store knows them. Prints seconds by
the clock, seconds of processor time with that of the workers, and how many times those of the bare program they are.
Each feed has its own address (127.1.0.1 and up), so that the rate limit of one host slows down no other. Exits with 1 unless
the first run with dead sources takes at most three deadlines longer than the healthy one, and the second at most half as long
again, or one deadline longer.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import resource
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]

from digest.app import build
from digest.builders.cleaner_builder import rule_files
from digest.clean.cleaner import StatementCleaner
from digest.clean.rules.load import read_rules
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.pipeline.report import RunReport
from digest.records import Profile, RawStatement
from digest.serialise.statement_json import statement_to_json

FIRST = 0x7F010001
LANES = 50
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
ITEMS = 10
TEXT = "".join(f"<p>The ministry welcomes decision number {number} of the council.</p>" for number in range(8))
ITEM = (
    "<item><title>Statement ITEM</title><link>https://a.example/NUMBER/ITEM</link>"
    f"<content:encoded><![CDATA[<p>Statement ITEM of NUMBER.</p>{TEXT}]]></content:encoded></item>"
)
FEED = (
    "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>News</title>"
    + "".join(ITEM.replace("ITEM", str(number)) for number in range(ITEMS))
    + "</channel></rss>"
)


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as folder, _site(options.sources, options.seconds) as site:
        root, later = Path(folder), NOW + timedelta(hours=1)
        bare = _print_taken("bare: fetch and parse", lambda: _fetch_and_parse(site, options))
        stored = _print_taken("bare: clean and store, too", lambda: _clean_and_store(root / "bare.db", site, options))
        healthy = _print_taken("all new", lambda: _collect(root / "healthy", site, options, NOW), stored)
        _print_taken("nothing new", lambda: _collect(root / "healthy", site, options, later), bare)
        site.dead = options.dead
        first = _print_taken("dead sources, first met", lambda: _collect(root / "dead", site, options, NOW))
        again = _print_taken("dead sources, remembered", lambda: _collect(root / "dead", site, options, later))
    return 0 if _is_in_time(healthy.clock, first.clock, again.clock, options.deadline) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--dead", type=int, default=100)
    parser.add_argument("--deadline", type=float, default=5.0)
    parser.add_argument("--seconds", type=float, default=0.2, help="how long a healthy source takes to answer")
    parser.add_argument("--workers", type=int, default=8)
    return parser.parse_args()


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock, and of processor time with that of ended child processes."""

    clock: float
    processor: float


def _print_taken(name: str, work: Callable[[], None], beside: Taken | None = None) -> Taken:
    started, used = time.monotonic(), _processor_time()
    work()
    taken = Taken(time.monotonic() - started, _processor_time() - used)
    times = f"   {taken.processor / beside.processor:.2f} times" if beside else ""
    print(f"{name:<27}{taken.clock:6.1f} s   processor {taken.processor:6.2f} s{times}")
    return taken


def _processor_time() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _is_in_time(healthy: float, first: float, again: float, deadline: float) -> bool:
    return first <= healthy + 3 * deadline and again <= max(1.5 * healthy, healthy + deadline)


def _fetch_and_parse(site: _Sites, options: argparse.Namespace) -> None:
    """Fetch and parse all feeds, and do nothing else."""
    with ThreadPoolExecutor(LANES) as pool:
        items = sum(len(entries) for entries in pool.map(partial(_entries, site), range(options.sources)))
    print(f"  {items} items read", file=sys.stderr)


def _entries(site: _Sites, number: int) -> list[Any]:
    connection = http.client.HTTPConnection(_address(number), site.port)
    connection.request("GET", f"/{number}")
    entries: list[Any] = feedparser.parse(connection.getresponse().read()).entries
    connection.close()
    return entries


def _clean_and_store(path: Path, site: _Sites, options: argparse.Namespace) -> None:
    """Fetch and parse all feeds, clean each item, and store what came of it and what it was: as little as can be done."""
    cleaner = StatementCleaner(read_rules(rule_files(None)))
    with ThreadPoolExecutor(LANES) as pool, closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE statement (key TEXT PRIMARY KEY, body TEXT, raw BLOB)")
        for number, entries in enumerate(pool.map(partial(_entries, site), range(options.sources))):
            raws = [_raw(number, entry) for entry in entries]
            rows = [(raw.key, json.dumps(statement_to_json(cleaner.clean(raw, Profile()))), raw.content) for raw in raws]
            with database:
                database.executemany("INSERT INTO statement VALUES (?, ?, ?)", rows)


def _raw(number: int, entry: Any) -> RawStatement:
    content = entry.content[0].value.encode()
    return RawStatement(f"s{number}", entry.link, entry.link, content, "text/html", NOW, fragment=True, title=entry.title)


def _collect(folder: Path, site: _Sites, options: argparse.Namespace, now: datetime) -> None:
    """Build the application and collect once."""
    folder.mkdir(exist_ok=True)
    with build(load_settings(_configuration(folder, site, options))) as app:
        report = app.pipeline.collect.run(RunReport(), lambda: now, tracker(quiet=True))
    print(f"  {report.read} read, {len(report.failures)} failed, {report.new} new, {report.bugs} bugs", file=sys.stderr)


def _configuration(folder: Path, site: _Sites, options: argparse.Namespace) -> Path:
    path = folder / "digest.yaml"
    path.write_text(
        "sources:\n"
        + "".join(f"  - {{name: s{n}, feed: 'http://{_address(n)}:{site.port}/{n}'}}\n" for n in range(options.sources))
        + "digests: {all: {deliver: [{file: '{day}.md'}]}}\n"
        + f"fetch: {{workers: {options.workers}, deadline: {options.deadline}, allow_private: [127.0.0.0/8]}}\n"
    )
    return path


def _address(number: int) -> str:
    return ".".join(str(byte) for byte in (FIRST + number).to_bytes(4, "big"))


class _Sites:
    """Many feeds in one event loop. Every tenth of them never answers, `dead` of them in all."""

    def __init__(self, seconds: float) -> None:
        self.port = 0
        self.dead = 0
        self._seconds = seconds
        self._over = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def serve(self, count: int, ready: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._answer, _address(0), 0, backlog=512)
        self.port = server.sockets[0].getsockname()[1]
        others = [_address(number) for number in range(1, count)]
        async with server, await asyncio.start_server(self._answer, others, self.port, backlog=16):
            ready.set()
            await self._over.wait()

    def stop(self) -> None:
        """Stop serving. To be called from another thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._over.set)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        number = int(request.split()[1].removeprefix(b"/"))
        if number % 10 == 0 and number // 10 < self.dead:
            await self._over.wait()
            writer.close()
            return
        await asyncio.sleep(self._seconds)
        feed = FEED.replace("NUMBER", str(number)).encode()
        head = (
            f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(feed)}\r\nConnection: close\r\n\r\n"
        )
        writer.write(head.encode() + feed)
        await writer.drain()
        writer.close()


@contextmanager
def _site(count: int, seconds: float) -> Iterator[_Sites]:
    site, ready = _Sites(seconds), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(site.serve(count, ready)), daemon=True)
    thread.start()
    ready.wait()
    try:
        yield site
    finally:
        site.stop()
        thread.join()


if __name__ == "__main__":
    sys.exit(main())
