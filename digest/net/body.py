"""Takes in the body of a response within bounds: bytes on the wire, bytes unpacked, and the ratio of the two. Pure.

Only gzip is unpacked: 1.6 KB of brotli can become 1 GiB before its decoder gives control back.
"""

from __future__ import annotations

import zlib

from digest.errors import DigestError

# Text stays far below; zeros, as in a bomb, reach 1,030:1, the most that deflate can. Small bodies may be very repetitive.
MOST_RATIO = 200
RATIO_FROM = 1 << 20
_STEP = 1 << 16
# A packed body may have several members; nobody needs many, and each costs time however little it holds.
_MOST_MEMBERS = 64


class BodyError(DigestError):
    """The body of a response cannot be taken; the message is a reason, without a subject."""


class Body:
    """The body of one response, at most `most` bytes of it."""

    def __init__(self, most: int, encoding: str = "") -> None:
        """Raise BodyError if the body is packed by anything but gzip."""
        if encoding not in {"", "identity", "gzip", "x-gzip"}:
            raise BodyError(f"content encoding '{encoding[:40]}', which was not asked for")
        self._most = most
        self._unpack = _gunzip() if "gzip" in encoding else None
        self._content = bytearray()
        self._received = 0
        self._members = 1

    def add(self, chunk: bytes) -> None:
        """Take in the next bytes from the wire. Raise BodyError if they are too many or no gzip."""
        self._received += len(chunk)
        if self._received > self._most:
            raise BodyError(f"larger than {self._most:,} bytes")
        if self._unpack is None:
            self._keep(chunk)
        else:
            self._gunzip(chunk)

    def whole(self) -> bytes:
        """The content. Raise BodyError if a packed body ended early."""
        if self._unpack is not None and self._received and not self._unpack.eof:
            raise BodyError("the packed body ended early")
        return bytes(self._content)

    def _gunzip(self, chunk: bytes) -> None:
        unpack = self._unpack or _gunzip()
        while chunk:
            if unpack.eof:
                unpack = self._next_member()
            try:
                self._keep(unpack.decompress(chunk, _STEP))
            except zlib.error as error:
                raise BodyError("the body is not the gzip that it says it is") from error
            chunk = unpack.unused_data.lstrip(b"\0") if unpack.eof else unpack.unconsumed_tail
        self._unpack = unpack

    def _keep(self, content: bytes) -> None:
        self._content += content
        if len(self._content) > self._most:
            raise BodyError(f"larger than {self._most:,} bytes")
        if len(self._content) > max(RATIO_FROM, MOST_RATIO * self._received):
            raise BodyError(f"packed more than {MOST_RATIO}:1")

    def _next_member(self) -> zlib._Decompress:
        """What unpacks the next member of the same body (RFC 1952, section 2.2)."""
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise BodyError(f"packed in more than {_MOST_MEMBERS} members")
        return _gunzip()


def _gunzip() -> zlib._Decompress:
    return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
