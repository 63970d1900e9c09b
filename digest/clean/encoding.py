"""Decodes bytes into text, and refuses what is not text: empty, binary or too large documents. Does not interpret the text."""

from __future__ import annotations

import codecs
import re

from digest.errors import InputError

MAX_BYTES = 20_000_000
"""The longest known statement, a transcript of 24,840 words, has 0.2 MB; its page has less than 2 MB."""

MAX_ROWS = 200_000
"""Rows of the source, most of them empty or markup. The longest known page has 6,000."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
# a document that declares Latin-1 is read as Windows-1252 (WHATWG Encoding Standard, "Names and labels")
_LABELS = dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252")
_NO_CHARSETS = frozenset({"unicode_escape", "raw_unicode_escape", "utf-7", "idna", "punycode"})
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 20_000  # characters; binary data has control characters near its start
_MAX_CONTROL_SHARE = 0.003  # of the characters; no known statement has a control character
_ALLOWED_CONTROLS = 8  # in a sample of any length
_MAGIC = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP or office file"), (b"\x1f\x8b", "gzip data"), (b"{\\rtf", "an RTF file"))


def decode(content: bytes, subject: str, charset: str = "", *, markup: bool = False) -> str:
    """Decode `content` by the first of these that fits: byte order mark, `charset`, declaration in the markup, UTF-8, cp1252.

    Raise InputError, which names `subject`, if it is empty, larger than MAX_BYTES, has more than MAX_ROWS rows, or is binary.
    """
    _check_size(content, subject)
    for magic, name in _MAGIC:
        if content.startswith(magic):
            raise InputError(f"{subject}: is {name}, not text")
    if content.count(b"\n") > MAX_ROWS:
        raise InputError(f"{subject}: has {content.count(bytes([10]))} rows, more than the limit of {MAX_ROWS}")
    for encoding in _candidates(content, charset, markup=markup):
        try:
            return _checked(content.decode(encoding), subject)
        except (UnicodeDecodeError, LookupError):
            continue
    raise InputError(f"{subject}: is binary, not text")


def _check_size(content: bytes, subject: str) -> None:
    if not content.strip():
        raise InputError(f"{subject}: is empty")
    if len(content) > MAX_BYTES:
        raise InputError(f"{subject}: is {len(content) / 1e6:.0f} MB, more than the limit of {MAX_BYTES / 1e6:.0f} MB")


def _candidates(content: bytes, charset: str, *, markup: bool) -> list[str]:
    """Return the encodings to try, most reliable first: the order of the WHATWG encoding sniffing algorithm."""
    found = [encoding for bom, encoding in _BOMS if content.startswith(bom)][:1]
    if charset:
        found.append(charset)
    if markup and (meta := _META.search(content[:4096])):
        found.append(_declared(meta[1].decode("ascii").lower()))
    known = [_LABELS.get(name.lower(), name) for name in found]
    return [name for name in known if name not in _NO_CHARSETS] + ["utf-8", "cp1252"]


def _declared(name: str) -> str:
    """Return the declared encoding. A declaration that is readable as ASCII is never UTF-16 (WHATWG HTML, 13.2.3.2)."""
    return "utf-8" if name.startswith("utf-16") else name


def _checked(text: str, subject: str) -> str:
    """Return `text`. Raise InputError if it has null or too many control characters."""
    sample = text[:_SAMPLE]
    if "\x00" in text or len(_CONTROLS.findall(sample)) > _MAX_CONTROL_SHARE * len(sample) + _ALLOWED_CONTROLS:
        raise InputError(f"{subject}: is binary, not text")
    return text
