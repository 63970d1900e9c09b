"""Decodes bytes into text, and refuses what is not text: empty, binary or too large documents. Does not interpret the text."""

from __future__ import annotations

from digest.errors import InputError
from digest.text.decoding import decode_bytes, looks_binary

MAX_BYTES = 20_000_000
"""The longest known statement, a transcript of 24,840 words, has 0.2 MB; its page has less than 2 MB."""

MAX_ROWS = 200_000
"""Rows of the source, most of them empty or markup. The longest known page has 6,000."""

DAMAGED = "\ufffd"
"""Stands in a text for bytes that are not valid in its charset."""

_SAMPLE = 20_000
"""Bytes and characters; binary data is known by its start."""

_MAX_DAMAGED_SHARE = 0.1  # of the characters; the worst known statement has two damaged characters
_ALLOWED_DAMAGED = 8  # in a sample of any length
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or office file"),
    (b"\x1f\x8b", "gzip data"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "binary"),
)


def decode(content: bytes, subject: str, charset: str = "", *, markup: bool = False) -> str:
    """Decode `content` by `charset`, by what the markup declares, or by a guess (`digest/text/decoding.py`).

    Raise InputError, which names `subject`, if it is empty, larger than MAX_BYTES, has more than MAX_ROWS rows, or is binary.
    """
    check_size(content, subject)
    for magic, name in _MAGIC:
        if content.startswith(magic):
            raise InputError(f"{subject}: is {name}, not text")
    if content.count(b"\n") > MAX_ROWS:
        raise InputError(f"{subject}: has {content.count(bytes([10]))} rows, more than the limit of {MAX_ROWS}")
    text = decode_bytes(content, charset, markup=markup)
    sample = text[:_SAMPLE]
    if looks_binary(content[:_SAMPLE]) or sample.count(DAMAGED) > _MAX_DAMAGED_SHARE * len(sample) + _ALLOWED_DAMAGED:
        raise InputError(f"{subject}: is binary, not text")
    return text


def damage_warnings(text: str) -> tuple[str, ...]:
    """Return a warning if characters of `text` are damaged."""
    number = text.count(DAMAGED)
    if not number:
        return ()
    return ("1 character is damaged, and shown as �" if number == 1 else f"{number:,} characters are damaged, and shown as �",)


def check_size(content: bytes, subject: str) -> None:
    """Raise InputError, which names `subject`, if `content` is empty or larger than MAX_BYTES."""
    if not content.strip():
        raise InputError(f"{subject}: is empty")
    if len(content) > MAX_BYTES:
        raise InputError(f"{subject}: is {len(content) / 1e6:.0f} MB, more than the limit of {MAX_BYTES / 1e6:.0f} MB")
