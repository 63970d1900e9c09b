"""Which kinds of documents are read: by name, by first bytes, by what a server says. Pure.

What is not text (PDF, pictures, archives) is named, so that a failure can say what it was.
"""

from __future__ import annotations

import re
from email.message import Message

TEXTS = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
MAIL = "message/rfc822"
BULK = "application/jsonl"
"""Documents for `digest summarise --jsonl`: no document itself."""

_SUFFIXES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".xml": "application/rss+xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".json": "application/feed+json",
    ".eml": MAIL,
    ".jsonl": BULK,
    ".ndjson": BULK,
}
# First bytes of common formats: https://mimesniff.spec.whatwg.org/ and the formats' own definitions.
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "audio, video or picture (RIFF)"),
    (b"PK\x03\x04", "application/zip or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
# Bytes that no text file holds: all controls but tab, line ends, form feed and escape.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_MARKUP = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|div|p|h[1-6]|article)\b", re.IGNORECASE)
_SNIFFED = 8192


def of_name(name: str) -> str:
    """The media type that the end of a file name stands for; empty if it is none that is read."""
    _, dot, suffix = name.rpartition(".")
    return _SUFFIXES.get(f"{dot}{suffix}".lower(), "")


def of_bytes(content: bytes) -> str:
    """The media type of `content` by its first bytes: a binary format, HTML or plain text."""
    start = content[:_SNIFFED]
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            return kind
    if not start.startswith(_WIDE) and _BINARY.search(start):
        return "application/octet-stream"
    is_markup = _MARKUP.match(_COMMENT.sub(b"", start.removeprefix(b"\xef\xbb\xbf")))
    return "text/html" if is_markup else "text/plain"


def of_header(header: str) -> tuple[str, str]:
    """The media type and the charset that a Content-Type header names, in lower case; empty where it names none."""
    message = Message()
    message["Content-Type"] = header.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset", "")
    kind = header.partition(";")[0].strip().lower()
    return kind if "/" in kind else "", charset.strip().lower() if isinstance(charset, str) else ""


def is_text(media_type: str) -> bool:
    """Whether a document of `media_type` can be cleaned."""
    return media_type in TEXTS
