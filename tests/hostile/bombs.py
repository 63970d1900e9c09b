"""Serves answers that are made to exhaust a reader, and prints how long each held it and how much memory it took.

    python -m tests.hostile.bombs

The ones of XML are read as feeds, by a worker whose own deadline is counted. Ends with 1 if one took longer than its deadline
plus a second, or if more than 32 MiB were added to this process, or a worker had more than its limit.
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
# Seconds of CPU time for one feed, to which the limit of the system adds up to one more, and the start of a worker.
FEED_DEADLINE = FEED_LIMITS.cpu_seconds + 1.0
MOST_MIB = 32
OK = b"HTTP/1.1 200 OK\r\n"
RSS = b'<rss version="2.0"><channel>'
Answer = Callable[[], Iterator[bytes]]


def gzip_bomb() -> Iterator[bytes]:
    """512 MiB of zeros."""
    pack = zlib.compressobj(9, wbits=31)
    yield OK + b"Content-Encoding: gzip\r\n\r\n"
    for _ in range(512):
        yield pack.compress(bytes(1 << 20))
    yield pack.flush()


def empty_members() -> Iterator[bytes]:
    """Gzip members that hold nothing, without end."""
    pack = zlib.compressobj(wbits=31)
    member = pack.compress(b"") + pack.flush()
    yield OK + b"Content-Encoding: gzip\r\n\r\n"
    while True:
        yield member * 1000


def brotli() -> Iterator[bytes]:
    """A packing that was not asked for."""
    yield OK + b"Content-Encoding: br\r\n\r\n" + b"x" * 1000


def long_body() -> Iterator[bytes]:
    """1 GiB."""
    yield OK + b"Content-Length: 1073741824\r\n\r\n"
    for _ in range(1024):
        yield bytes(1 << 20)


def tiny_chunks() -> Iterator[bytes]:
    """Chunks of a byte, without end."""
    yield OK + b"Transfer-Encoding: chunked\r\n\r\n"
    while True:
        yield b"1\r\nx\r\n" * 1000


def drip() -> Iterator[bytes]:
    """A byte every tenth of a second."""
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
    """Interim answers without end."""
    while True:
        yield b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100


def redirects() -> Iterator[bytes]:
    """A redirect to itself."""
    yield b"HTTP/1.1 302 Found\r\nLocation: /redirects\r\nContent-Length: 0\r\n\r\n"


def nothing() -> Iterator[bytes]:
    """Silence."""
    time.sleep(DEADLINE + 2)
    yield b""


def nested() -> Iterator[bytes]:
    """200,000 tags, each in the one before."""
    yield OK + b"\r\n" + RSS + b"<a>" * 200_000


def attributes() -> Iterator[bytes]:
    """A title with 50,000 attributes."""
    yield OK + b"\r\n" + RSS + b"<item><title " + b" ".join(b"a%d='x'" % number for number in range(50_000)) + b">x</title>"


def comments() -> Iterator[bytes]:
    """100,000 comments without end in one description."""
    yield OK + b"\r\n" + RSS + b"<item><description><![CDATA[" + b"<!--" * 100_000 + b"]]></description>"


def laughs() -> Iterator[bytes]:
    """A billion entities of ten lines."""
    lines = b"".join(b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 10))
    yield OK + b'\r\n<!DOCTYPE rss [<!ENTITY l0 "ha">' + lines + b"]>" + RSS + b"<item><title>&l9;</title></item>"


def items() -> Iterator[bytes]:
    """100,000 items."""
    yield OK + b"\r\n" + RSS + b"<item><title>x</title><link>/x</link></item>" * 100_000


ANSWERS: tuple[Answer, ...] = (
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
FEEDS: tuple[Answer, ...] = (nested, attributes, comments, laughs, items)


def main() -> int:
    worst_late, worst_size = 0.0, 0
    with Site() as site, DocumentParser() as parser:
        for answer in (*ANSWERS, *FEEDS):
            deadline = FEED_DEADLINE if answer in FEEDS else DEADLINE
            seconds, mebibytes, reason = _met(answer, site, parser)
            worst_late, worst_size = max(worst_late, seconds - deadline), max(worst_size, mebibytes)
            print(f"{answer.__name__:<16}{seconds:>6.1f} s{mebibytes:>6} MiB  {reason}")
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{len(ANSWERS) + len(FEEDS)} bombs: at most {worst_late:.1f} s after the deadline, {worst_size} MiB more", end="; ")
    print(f"the worker {worker} MiB")
    return 0 if worst_late <= 1 and worst_size <= MOST_MIB and worker << 20 <= FEED_LIMITS.memory_bytes else 1


def _met(answer: Answer, site: Site, parser: DocumentParser) -> tuple[float, int, str]:
    """Read one answer, as a feed where it is one."""
    path = f"/{answer.__name__}"
    site.raw[path] = _writer(answer)
    is_feed = answer in FEEDS
    settings = HttpSettings(allow_private=(LOOPBACK,), interval=0.0, deadline=30 if is_feed else DEADLINE)
    with HttpClient(settings) as http:
        source = FeedSource("bomb", site.url(path), http, parser)
        return _measured((lambda: source.fetch(FetchState(), NOW)) if is_feed else (lambda: http.get(site.url(path))))


def _writer(answer: Answer) -> Callable[[BinaryIO, threading.Event], None]:
    def write(out: BinaryIO, over: threading.Event) -> None:
        for piece in answer():
            if over.is_set():
                return
            out.write(piece)
            out.flush()

    return write


def _measured(read: Callable[[], object]) -> tuple[float, int, str]:
    """Seconds, growth of the peak of memory in MiB (the site included), and the error."""
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
