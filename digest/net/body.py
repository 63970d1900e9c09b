"""Collects the body of a response within limits: bytes received, bytes decompressed, and the ratio of the two. Pure.

Only gzip is decompressed: 1.6 KB of brotli can become 1 GiB before its decoder returns control.
"""

from __future__ import annotations

import zlib

from digest.errors import DigestError

# Text stays far below this ratio. Zeros, as in a decompression bomb, reach 1,030:1, the most that deflate can.
MAX_RATIO = 200
# Bodies up to this size are accepted with any ratio, because small ones may be very repetitive.
MIN_BYTES_FOR_RATIO = 1 << 20
_STEP = 1 << 16
# A gzip body may have several members. Nobody needs many, and each costs time however little it contains.
_MAX_MEMBERS = 64


class BodyError(DigestError):
    """The body of a response is not accepted. The message is the reason, without the address."""


class Body:
    """The body of one response, at most `max_bytes` of it."""

    def __init__(self, max_bytes: int, encoding: str = "") -> None:
        """Raise BodyError if the body has another content encoding than gzip."""
        if encoding not in {"", "identity", "gzip", "x-gzip"}:
            raise BodyError(f"content encoding '{encoding[:40]}', which was not requested")
        self._max_bytes = max_bytes
        self._decompressor = _gzip_decompressor() if "gzip" in encoding else None
        self._content = bytearray()
        self._received = 0
        self._members = 1

    def add(self, chunk: bytes) -> None:
        """Add the next bytes received. Raise BodyError if there are too many or they are not valid gzip."""
        self._received += len(chunk)
        if self._received > self._max_bytes:
            raise BodyError(f"larger than {self._max_bytes:,} bytes")
        if self._decompressor is None:
            self._append(chunk)
        else:
            self._decompress(self._decompressor, chunk)

    def content(self) -> bytes:
        """The whole body, decompressed. Raise BodyError if a gzip body ended early."""
        if self._decompressor is not None and self._received and not self._decompressor.eof:
            raise BodyError("the gzip body ended early")
        return bytes(self._content)

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


def _gzip_decompressor() -> zlib._Decompress:
    return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
