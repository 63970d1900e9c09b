"""Decodes headers of mail messages: encoded words, raw bytes, and what mail programs put before a subject. Pure."""

from __future__ import annotations

import re
from binascii import a2b_base64
from email.message import Message
from email.quoprimime import header_decode
from email.utils import parseaddr

from digest.text.charset_labels import codecs_of
from digest.text.decoding import decode_bytes

# RFC 2047, section 2, with the language of RFC 2231, section 5. Programs also write spaces into encoded words, and no space
# between them and other words.
_ENCODED_WORD = re.compile(r"=\?([^?*\s]{1,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]{0,2000})\?=")
_LIST_TAG = re.compile(r"^((?:(?:re|fwd?)\s?:\s*)*)\[([^\[\]]{2,40})\]\s*(?=\S)", re.IGNORECASE)
_LIST_HEADERS = ("List-Id", "List-Post", "List-Unsubscribe", "X-Mailing-List")


def header_text(message: Message, name: str, charset: str = "") -> str:
    """A header on one line, decoded; empty if there is none. Bytes that no encoded word holds are read as in `charset`."""
    return decoded_header(raw_header(message, name), charset)


def raw_header(message: Message, name: str) -> str:
    """A header as it was sent; bytes that are not ASCII are surrogate escapes."""
    return next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")


def decoded_header(written: str, charset: str = "") -> str:
    """`written` on one line, decoded."""
    pieces: list[str] = []
    end, pending, pending_charset = 0, b"", ""
    for word in _ENCODED_WORD.finditer(written):
        between = written[end : word.start()]
        joined = not between.strip() and end > 0  # white space between two encoded words is not shown
        if not (joined and word[1].lower() == pending_charset):  # one character may be divided between two words
            pieces.append(_decoded(pending, pending_charset))
            pending, pending_charset = b"", word[1].lower()
        if not joined:
            pieces.append(_decoded(between.encode("utf-8", "surrogateescape"), charset))
        pending += _bytes_of(word[2], word[3])
        end = word.end()
    pieces.append(_decoded(pending, pending_charset))
    pieces.append(_decoded(written[end:].encode("utf-8", "surrogateescape"), charset))
    return " ".join("".join(pieces).split())


def sender(message: Message, charset: str = "") -> str:
    """The name of the sender, or else the address."""
    name, address = parseaddr(raw_header(message, "From").replace("\r", " ").replace("\n", " "))
    return decoded_header(name, charset) or address.encode("utf-8", "replace").decode()


def subject(message: Message, charset: str = "") -> str:
    """The subject, without the tag that a mailing list puts before it."""
    written = header_text(message, "Subject", charset)
    tag = _LIST_TAG.match(written)
    names = " ".join(raw_header(message, name) for name in _LIST_HEADERS).lower()
    return tag[1] + written[tag.end() :] if tag and tag[2].lower() in names else written


def _decoded(content: bytes, charset: str) -> str:
    return decode_bytes(content, charset if codecs_of(charset) else "") if content else ""


def _bytes_of(encoding: str, text: str) -> bytes:
    if encoding in "qQ":
        return header_decode(text).encode("latin-1", "replace")
    try:
        return a2b_base64(text + "=" * (-len(text) % 4))
    except ValueError:
        return text.encode("utf-8", "surrogateescape")
