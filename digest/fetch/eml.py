"""Parses a mail message (.eml): its text, subject, sender and date. Pure; follows no link and keeps no attachment."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from digest.errors import InputError

_READ_HEADERS = frozenset({"from", "subject", "date", "content-type", "content-disposition"})
# The time that the library needs grows with the square of the length of a header. RFC 5322, section 2.1.1, sets no limit for a
# whole header; real subjects have up to 400 characters.
_MAX_HEADER_LENGTH = 10_000
# The mail packages of the standard library raise all of these for messages that no mail program would write.
_PARSING_ERRORS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


@dataclass(frozen=True, slots=True)
class EmlMessage:
    """A parsed message: its body as it was sent, and its headers decoded. `date` is as written, empty if there is none."""

    content: bytes
    media_type: str
    charset: str
    subject: str
    sender: str
    date: str


def parse_eml(content: bytes, name: str) -> EmlMessage:
    """The message in `content`; of several bodies the HTML one. `name` is the file's, for errors.

    Raise InputError if it has no body, or is not a mail message.
    """
    try:
        message = message_from_bytes(content, policy=policy.compat32)
        _check_header_lengths(message, name)
        parts = [part for part in message.walk() if not part.is_multipart() and part.get_filename() is None]
        body = _first_part(parts, "text/html") or _first_part(parts, "text/plain")
    except _PARSING_ERRORS as error:
        raise InputError(f"{name}: cannot be parsed as a mail message") from error
    if body is None:
        raise InputError(f"{name}: is a mail message without a text part")
    sender, address = parseaddr(_header(message, "From"))
    return EmlMessage(*body, _header(message, "Subject"), sender or address, str(message.get("Date", "")))


def _check_header_lengths(message: Message, name: str) -> None:
    for part in message.walk():
        for header, value in part.items():
            if header.lower() in _READ_HEADERS and len(str(value)) > _MAX_HEADER_LENGTH:
                raise InputError(f"{name}: has a header {header} of {len(str(value)):,} characters")


def _first_part(parts: list[Message], media_type: str) -> tuple[bytes, str, str] | None:
    """Content, media type and charset of the first part of `media_type` that is not empty."""
    for part in parts:
        if part.get_content_type() == media_type:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return content, media_type, part.get_content_charset("")
    return None


def _header(message: Message, name: str) -> str:
    """A header, decoded; as it was sent if its encoding is broken."""
    value = str(message.get(name, ""))
    try:
        decoded = str(make_header(decode_header(value)))
    except (*_PARSING_ERRORS, UnicodeError):
        decoded = value
    return " ".join(decoded.encode("utf-8", "replace").decode("utf-8").split())
