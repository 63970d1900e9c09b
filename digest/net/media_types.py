"""Media types by file name, by first bytes and by Content-Type header. Pure.

Content that is not text (PDF, pictures, archives) gets a name, too, so that an error message can say what it was.
"""

from __future__ import annotations

import re
from email.message import Message

from digest.text.decoding import looks_binary

TEXTS = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
DOCUMENTS = {PDF: "PDF", DOCX: "DOCX", ODT: "ODT"}
"""Formats of whole files that are no text, each with its name. They are parsed in a worker of their own."""

MAIL = "message/rfc822"
BULK = "application/jsonl"
"""The input of `digest summarise --jsonl`: many documents, not one."""

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
    ".pdf": PDF,
    ".docx": DOCX,
    ".odt": ODT,
    ".eml": MAIL,
    ".mht": MAIL,
    ".mhtml": MAIL,
    ".jsonl": BULK,
    ".ndjson": BULK,
}
# First bytes of common formats, from https://mimesniff.spec.whatwg.org/ and the definitions of the formats.
_SIGNATURES = (
    (b"%PDF-", PDF),
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
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_MARKUP = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|div|p|h[1-6]|article)\b", re.IGNORECASE)
# A message begins with header fields (RFC 5322, section 2.2); one of its program, or of a sender with an address, tells it from
# the head of a memorandum.
_MAIL_HEAD = re.compile(rb"(?:From \S[^\r\n]*\r?\n)?(?:[!-9;-~]{1,60}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z)){2,}")
_MAIL_FIELD = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Return-Path|Delivered-To|DKIM-Signature|Content-Transfer-Encoding"
    rb"|Snapshot-Content-Location|X-[\w-]+):|^From:[^\r\n]*\S@\S[^\r\n]*$(?=(?:.*\n)*?(?:To|Subject|Date|Content-Type):)",
    re.IGNORECASE | re.MULTILINE,
)
SNIFFED_BYTES = 8192
"""Bytes at the start of a document that `from_bytes` looks at."""


def from_name(name: str) -> str:
    """The media type of a file by the suffix of its `name`; empty if files with this suffix are not read."""
    _, dot, suffix = name.rpartition(".")
    return _SUFFIXES.get(f"{dot}{suffix}".lower(), "")


def from_bytes(content: bytes) -> str:
    """The media type of `content` by its first bytes: HTML, mail, plain text, or the name of a binary format."""
    start = content[:SNIFFED_BYTES]
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            return _office_type(content) or kind
    if looks_binary(start):
        return "application/octet-stream"
    head = _MAIL_HEAD.match(start.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    if head and _MAIL_FIELD.search(head[0]):
        return MAIL
    is_markup = _MARKUP.match(_COMMENT.sub(b"", start.removeprefix(b"\xef\xbb\xbf")))
    return "text/html" if is_markup else "text/plain"


def _office_type(content: bytes) -> str:
    """The type of a ZIP archive that is a text of a word processor, by the names of its parts; else empty."""
    if not content.startswith(b"PK"):
        return ""
    if content[30:].startswith(b"mimetype" + ODT.encode()):  # OpenDocument 1.2, part 3, section 3.3
        return ODT
    return DOCX if b"word/" in content[:SNIFFED_BYTES] or b"word/document.xml" in content else ""


def from_header(header: str) -> tuple[str, str]:
    """The media type and the charset in a Content-Type header, in lower case; empty if it has none."""
    message = Message()
    message["Content-Type"] = header.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset", "")
    kind = header.partition(";")[0].strip().lower()
    return kind if "/" in kind else "", charset.strip().lower() if isinstance(charset, str) else ""


def is_text(media_type: str) -> bool:
    """Whether the cleaner reads `media_type` as text."""
    return media_type in TEXTS


def is_document(media_type: str) -> bool:
    """Whether `media_type` is that of a whole file that the cleaner reads, and that is no text."""
    return media_type in DOCUMENTS


def is_readable(media_type: str) -> bool:
    """Whether the cleaner reads documents of `media_type`."""
    return is_text(media_type) or is_document(media_type)
