"""Compresses what the store keeps and seldom reads: messages, and bytes as they were published.

Rows of earlier versions stay as they are: their messages are not compressed, and their published bytes are by zlib. No message
of theirs begins like a compressed one, which is no text in UTF-8.
"""

from __future__ import annotations

import zlib

import zstandard

_ZSTANDARD = b"\x28\xb5\x2f\xfd"
"""How compressed bytes begin (RFC 8878, section 3.1.1)."""


def compress(content: bytes) -> bytes:
    """The compressed bytes; they know their length. What is compressed already stays as it is."""
    return content if content.startswith(_ZSTANDARD) else zstandard.compress(content)


def message_of(stored: bytes) -> bytes:
    """The message of a row of the outbox; empty if it was dropped."""
    return zstandard.decompress(stored) if stored.startswith(_ZSTANDARD) else stored


def published_bytes(stored: bytes) -> bytes:
    """The bytes of a revision as they were published; empty if they were dropped."""
    if stored.startswith(_ZSTANDARD) or not stored:
        return message_of(stored)
    return zlib.decompress(stored)
