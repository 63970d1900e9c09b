"""Serves answers that are made to exhaust a reader, and prints how long each held it and how much memory it took.

    python -m tests.hostile.bombs

Ends with 1 if one took longer than the deadline plus a second, or more than 32 MiB.
"""

from __future__ import annotations

import resource
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from digest.errors import FetchError
from digest.fetch.http import HttpClient, HttpSettings
from tests.fetch.web import LOOPBACK, Site

DEADLINE = 2.0
MOST_MIB = 32
OK = b"HTTP/1.1 200 OK\r\n"
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


def main() -> int:
    settings = HttpSettings(allow_private=(LOOPBACK,), interval=0.0, deadline=DEADLINE)
    fine = True
    with Site() as site:
        for answer in ANSWERS:
            site.raw[f"/{answer.__name__}"] = _writer(answer)
            with HttpClient(settings) as http:
                seconds, mebibytes, reason = _measured(http, site.url(f"/{answer.__name__}"))
            fine = fine and seconds <= DEADLINE + 1 and mebibytes <= MOST_MIB
            print(f"{answer.__name__:<16}{seconds:>6.1f} s{mebibytes:>6} MiB  {reason}")
    return 0 if fine else 1


def _writer(answer: Answer) -> Callable[[BinaryIO, threading.Event], None]:
    def write(out: BinaryIO, over: threading.Event) -> None:
        for piece in answer():
            if over.is_set():
                return
            out.write(piece)
            out.flush()

    return write


def _measured(http: HttpClient, url: str) -> tuple[float, int, str]:
    """Seconds, growth of the peak of memory in MiB (the site included), and the error."""
    before, started = _peak(), time.monotonic()
    try:
        http.get(url)
        reason = "read"
    except FetchError as error:
        reason = str(error).partition(": ")[2]
    return time.monotonic() - started, _peak() - before, reason


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
