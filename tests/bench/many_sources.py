"""Measures how long it takes to collect from many feeds of ten items on loopback, some of which never answer.

A program, not a test.

    python -m tests.bench.many_sources [--sources 1000] [--dead 100] [--deadline 5] [--seconds 0.2] [--workers 8]

First a bare program fetches and parses the healthy sources: threads, http.client, feedparser. Then we collect: with healthy
sources only, and again when nothing is new; with dead ones that are not known to be dead; and again, when the store knows them.
Each feed has its own address (127.1.0.1 and up), so that the rate limit of one host slows down no other. Exits with 1 unless
the first run with dead sources takes at most three deadlines longer than the healthy one, and the second at most half as long
again, or one deadline longer.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser  # type: ignore[import-untyped]

from digest.app import build
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.pipeline.report import RunReport

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
        bare = _fetch_and_parse(site, options)
        healthy = _collect(Path(folder) / "healthy", site, options, NOW)
        nothing_new = _collect(Path(folder) / "healthy", site, options, NOW + timedelta(hours=1))
        site.dead = options.dead
        first = _collect(Path(folder) / "dead", site, options, NOW)
        again = _collect(Path(folder) / "dead", site, options, NOW + timedelta(hours=1))
    print(f"bare fetch and parse     {bare:6.1f} s")
    print(f"nothing new              {nothing_new:6.1f} s   {nothing_new / bare:.2f} times")
    return 0 if _print_result(bare, healthy, first, again, options.deadline) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sources", type=int, default=1000)
    parser.add_argument("--dead", type=int, default=100)
    parser.add_argument("--deadline", type=float, default=5.0)
    parser.add_argument("--seconds", type=float, default=0.2, help="how long a healthy source takes to answer")
    parser.add_argument("--workers", type=int, default=8)
    return parser.parse_args()


def _print_result(bare: float, healthy: float, first: float, again: float, deadline: float) -> bool:
    limits = (healthy + 3 * deadline, max(1.5 * healthy, healthy + deadline))
    print(f"healthy, all new         {healthy:6.1f} s   {healthy / bare:.2f} times")
    print(f"dead sources, first met  {first:6.1f} s   (at most {limits[0]:.1f})")
    print(f"dead sources, remembered {again:6.1f} s   (at most {limits[1]:.1f})")
    return first <= limits[0] and again <= limits[1]


def _fetch_and_parse(site: _Sites, options: argparse.Namespace) -> float:
    """The seconds that a program takes that fetches and parses all feeds, and does nothing else."""

    def read(number: int) -> int:
        connection = http.client.HTTPConnection(_address(number), site.port)
        connection.request("GET", f"/{number}")
        entries = feedparser.parse(connection.getresponse().read()).entries
        connection.close()
        return len(entries)

    started, used = time.monotonic(), time.process_time()
    with ThreadPoolExecutor(LANES) as pool:
        read_items = sum(pool.map(read, range(options.sources)))
    print(f"  {read_items} items read, {time.process_time() - used:.1f} s of processor time", file=sys.stderr)
    return time.monotonic() - started


def _collect(folder: Path, site: _Sites, options: argparse.Namespace, now: datetime) -> float:
    """Collect once and return the seconds that it takes."""
    folder.mkdir(exist_ok=True)
    with build(load_settings(_configuration(folder, site, options))) as app:
        app.store.source_reports(())  # opens and migrates the database, which is not part of collecting
        started, used = time.monotonic(), time.process_time()
        report = app.pipeline.collect.run(RunReport(), lambda: now, tracker(quiet=True))
        seconds = time.monotonic() - started
        print(f"  {time.process_time() - used:.1f} s of processor time", file=sys.stderr)
    print(f"  {report.read} read, {len(report.failures)} failed, {report.new} new, {report.bugs} bugs", file=sys.stderr)
    return seconds


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
