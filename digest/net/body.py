"""Collects the body of a response within limits: bytes received, bytes decompressed, and the ratio of the two. Pure.

Servers send bodies that are not encoded as their Content-Encoding says. So the first bytes decide: what begins like gzip is
decompressed, and what is plain text is taken as it is, whatever the header says. The header decides only about the rest.

Only gzip is decompressed: 1.6 KB of brotli can become 1 GiB before its decoder returns control.
"""

from __future__ import annotations

import re
import zlib

from digest.errors import DigestError
from digest.net.media_types import SNIFFED_BYTES
from digest.text.decoding import looks_binary

# Text stays far below this ratio. Zeros, as in a decompression bomb, reach 1,030:1, the most that deflate can.
MAX_RATIO = 200
# Bodies up to this size are accepted with any ratio, because small ones may be very repetitive.
MIN_BYTES_FOR_RATIO = 1 << 20
_STEP = 1 << 16
# Bytes that tell text from compressed data: of random bytes, one in nine is a control character that no text contains.
_TELLING_BYTES = 512
_GZIP_MAGIC = b"\x1f\x8b\x08"  # RFC 1952, section 2.3.1: the two ID bytes, and deflate as the method
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_GZIP = frozenset({"gzip", "x-gzip"})
# Content codings of the IANA registry that compress or encrypt. Anything else (utf-8, none, binary) names no coding.
_CODINGS = _GZIP | {"br", "zstd", "deflate", "compress", "x-compress", "exi", "pack200-gzip", "aes128gcm", "dcb", "dcz"}
# A gzip body may have several members. Nobody needs many, and each costs time however little it contains.
_MAX_MEMBERS = 64


class BodyError(DigestError):
    """The body of a response is not accepted. The message is the reason, without the address."""


class Body:
    """The body of one response, at most `max_bytes` of it. `encoding` is its Content-Encoding header."""

    def __init__(self, max_bytes: int, encoding: str = "") -> None:
        self._max_bytes = max_bytes
        self._encoding = encoding.strip().lower()
        self._start: bytes | None = b""  # None when the first bytes have decided
        self._decompressor: zlib._Decompress | None = None
        self._content = bytearray()
        self._received = 0
        self._members = 1

    def add(self, chunk: bytes) -> None:
        """Add the next bytes received. Raise BodyError if there are too many, or they are compressed but not gzip."""
        self._received += len(chunk)
        if self._received > self._max_bytes:
            raise BodyError(f"larger than {self._max_bytes:,} bytes")
        if self._start is None:
            self._take(chunk)
        else:
            self._start += chunk
            if len(self._start) >= _TELLING_BYTES:
                self._decide(self._start)

    @property
    def start(self) -> bytes:
        """The first bytes that are decompressed already; empty as long as too few have come to tell what they are."""
        return bytes(self._content[:SNIFFED_BYTES]) if len(self._content) >= _TELLING_BYTES else b""

    def content(self) -> bytes:
        """The whole body, decompressed. Raise BodyError as `add` does, or if a gzip body ended early."""
        if self._start:
            self._decide(self._start)
        if self._decompressor is not None and not self._decompressor.eof:
            raise BodyError("the gzip body ended early")
        return bytes(self._content)

    def _decide(self, start: bytes) -> None:
        """Choose how to read the body by its first bytes, and read them."""
        if start.startswith(_GZIP_MAGIC):
            self._decompressor = _gzip_decompressor()
        elif not _is_text(start[:_TELLING_BYTES]):
            _check_encoding(self._encoding)
        self._start = None
        self._take(start)

    def _take(self, chunk: bytes) -> None:
        if self._decompressor is None:
            self._append(chunk)
        else:
            self._decompress(self._decompressor, chunk)

    def _decompress(self, decompressor: zlib._Decompress, chunk: bytes) -> None:
        while chunk:
            if decompressor.eof:
                decompressor = self._next_member()
            try:
                self._append(decompressor.decompress(chunk, _STEP))
            except zlib.error as error:
                raise BodyError("the body is not valid gzip") from error
            chunk = decompressor.unused_data.lstrip(b"\0") if decompressor.eof else decompressor.unconsumed_tail
        self._decompressor = decompressor

    def _append(self, content: bytes) -> None:
        self._content += content
        if len(self._content) > self._max_bytes:
            raise BodyError(f"larger than {self._max_bytes:,} bytes")
        if len(self._content) > max(MIN_BYTES_FOR_RATIO, MAX_RATIO * self._received):
            raise BodyError(f"compressed more than {MAX_RATIO}:1")

    def _next_member(self) -> zlib._Decompress:
        """The decompressor for the next member of the same body (RFC 1952, section 2.2)."""
        self._members += 1
        if self._members > _MAX_MEMBERS:
            raise BodyError(f"compressed in more than {_MAX_MEMBERS} members")
        return _gzip_decompressor()


def _is_text(start: bytes) -> bool:
    """Whether the first bytes of a body are not compressed. Few of them can tell: compressed data is not valid UTF-8."""
    if looks_binary(start):
        return False
    if len(start) == _TELLING_BYTES or not _CONTROLS.search(start):
        return True
    try:
        start.decode()
    except UnicodeDecodeError:
        return False
    return True


def _check_encoding(encoding: str) -> None:
    """Raise BodyError if `encoding` says that a body is compressed which is neither gzip nor text."""
    codings = {name.strip() for name in encoding.split(",")} & _CODINGS
    if codings - _GZIP:
        raise BodyError(f"content encoding '{encoding[:40]}', which was not requested")
    if codings:
        raise BodyError("the body is not valid gzip")


def _gzip_decompressor() -> zlib._Decompress:
    return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
