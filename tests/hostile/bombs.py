"""Serves responses that are made to exhaust a reader, and prints the time and memory that each took. A program, not a test.

    python -m tests.hostile.bombs

The XML ones are read as feeds, with the limits of the feed worker. Exits with 1 if one took longer than its deadline plus one
second, if this process grew by more than 32 MiB, or if a worker exceeded its memory limit.
"""

from __future__ import annotations

import resource
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from digest.errors import FetchError
from digest.fetch.feed import FeedSource
from digest.fetch.feed_parser import FEED_LIMITS, DocumentParser
from digest.net.http import HttpClient, HttpSettings
from digest.records import FetchState
from tests.fetch.web import LOOPBACK, Site

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DEADLINE = 2.0
# Seconds for one feed: its CPU time, and one more for the granularity of the limit and the start of a worker.
FEED_DEADLINE = FEED_LIMITS.cpu_seconds + 1.0
MAX_GROWTH_MIB = 32
OK = b"HTTP/1.1 200 OK\r\n"
RSS = b'<rss version="2.0"><channel>'
Bomb = Callable[[], Iterator[bytes]]
"""Yields a response, headers included, piece by piece."""


def gzip_bomb() -> Iterator[bytes]:
    """512 MiB of zeros."""
    pack = zlib.compressobj(9, wbits=31)
    yield OK + b"Content-Encoding: gzip\r\n\r\n"
    for _ in range(512):
        yield pack.compress(bytes(1 << 20))
    yield pack.flush()


def empty_members() -> Iterator[bytes]:
    """Empty gzip members without end."""
    pack = zlib.compressobj(wbits=31)
    member = pack.compress(b"") + pack.flush()
    yield OK + b"Content-Encoding: gzip\r\n\r\n"
    while True:
        yield member * 1000


def brotli() -> Iterator[bytes]:
    """A content encoding that was not requested."""
    yield OK + b"Content-Encoding: br\r\n\r\n" + b"\x8b\x01\x80" * 1000


def long_body() -> Iterator[bytes]:
    """1 GiB."""
    yield OK + b"Content-Length: 1073741824\r\n\r\n"
    for _ in range(1024):
        yield bytes(1 << 20)


def tiny_chunks() -> Iterator[bytes]:
    """Chunks of one byte without end."""
    yield OK + b"Transfer-Encoding: chunked\r\n\r\n"
    while True:
        yield b"1\r\nx\r\n" * 1000


def drip() -> Iterator[bytes]:
    """One byte every tenth of a second."""
    yield OK + b"Content-Length: 1000000\r\n\r\n"
    while True:
        time.sleep(0.1)
        yield b"x"


def headers() -> Iterator[bytes]:
    """Headers without end."""
    yield OK
    while True:
        yield b"X-Flood: " + b"y" * 1000 + b"\r\n"


def interim() -> Iterator[bytes]:
    """Interim responses without end."""
    while True:
        yield b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100


def redirects() -> Iterator[bytes]:
    """A redirect to itself."""
    yield b"HTTP/1.1 302 Found\r\nLocation: /redirects\r\nContent-Length: 0\r\n\r\n"


def nothing() -> Iterator[bytes]:
    """No response at all."""
    time.sleep(DEADLINE + 2)
    yield b""


def nested() -> Iterator[bytes]:
    """200,000 nested elements."""
    yield OK + b"\r\n" + RSS + b"<a>" * 200_000


def attributes() -> Iterator[bytes]:
    """A title with 50,000 attributes."""
    yield OK + b"\r\n" + RSS + b"<item><title " + b" ".join(b"a%d='x'" % number for number in range(50_000)) + b">x</title>"


def comments() -> Iterator[bytes]:
    """100,000 unclosed comments in one description."""
    yield OK + b"\r\n" + RSS + b"<item><description><![CDATA[" + b"<!--" * 100_000 + b"]]></description>"


def laughs() -> Iterator[bytes]:
    """A billion entities from ten declarations (billion laughs)."""
    lines = b"".join(b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 10))
    yield OK + b'\r\n<!DOCTYPE rss [<!ENTITY l0 "ha">' + lines + b"]>" + RSS + b"<item><title>&l9;</title></item>"


def items() -> Iterator[bytes]:
    """100,000 items."""
    yield OK + b"\r\n" + RSS + b"<item><title>x</title><link>/x</link></item>" * 100_000


RESPONSES: tuple[Bomb, ...] = (
    gzip_bomb,
    empty_members,
    brotli,
    long_body,
    tiny_chunks,
    drip,
    headers,
    interim,
    redirects,
    nothing,
)
FEEDS: tuple[Bomb, ...] = (nested, attributes, comments, laughs, items)


def main() -> int:
    """Run all bombs and print the figures; the exit code."""
    worst_late, worst_size = 0.0, 0
    with Site() as site, DocumentParser() as parser:
        for bomb in (*RESPONSES, *FEEDS):
            deadline = FEED_DEADLINE if bomb in FEEDS else DEADLINE
            seconds, mebibytes, reason = _read_bomb(bomb, site, parser)
            worst_late, worst_size = max(worst_late, seconds - deadline), max(worst_size, mebibytes)
            print(f"{bomb.__name__:<16}{seconds:>6.1f} s{mebibytes:>6} MiB  {reason}")
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"{len(RESPONSES) + len(FEEDS)} bombs: at most {worst_late:.1f} s after the deadline, {worst_size} MiB more", end="; "
    )
    print(f"the worker {worker} MiB")
    return 0 if worst_late <= 1 and worst_size <= MAX_GROWTH_MIB and worker << 20 <= FEED_LIMITS.memory_bytes else 1


def _read_bomb(bomb: Bomb, site: Site, parser: DocumentParser) -> tuple[float, int, str]:
    """Serve and read one bomb: seconds, growth in MiB and the error, as `_measured` returns them."""
    path = f"/{bomb.__name__}"
    site.raw[path] = _writer(bomb)
    is_feed = bomb in FEEDS
    settings = HttpSettings(allow_private=(LOOPBACK,), interval=0.0, deadline=30 if is_feed else DEADLINE)
    with HttpClient(settings) as http:
        source = FeedSource("bomb", site.url(path), http, parser)
        return _measured((lambda: source.fetch(FetchState(), NOW)) if is_feed else (lambda: http.get(site.url(path))))


def _writer(bomb: Bomb) -> Callable[[BinaryIO, threading.Event], None]:
    def write(out: BinaryIO, over: threading.Event) -> None:
        for piece in bomb():
            if over.is_set():
                return
            out.write(piece)
            out.flush()

    return write


def _measured(read: Callable[[], object]) -> tuple[float, int, str]:
    """Seconds, growth of this process's peak memory in MiB (the site included), and the error or "read"."""
    before, started = _peak(), time.monotonic()
    try:
        read()
        reason = "read"
    except FetchError as error:
        reason = str(error).partition(": ")[2]
    return time.monotonic() - started, _peak() - before, reason


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
