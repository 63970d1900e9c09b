"""A mail message (.eml) as a statement: its text, subject, sender and date. Pure; follows no link and keeps no attachment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from digest.errors import InputError

_READ = frozenset({"from", "subject", "date", "content-type", "content-disposition"})
# The library's time grows with the square of a header; RFC 5322 (section 2.1.1) knows no limit, real subjects have 400.
_LONGEST_HEADER = 10_000
# The mail packages of the standard library raise all of these on messages that no mail program would write.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


@dataclass(frozen=True, slots=True)
class Mail:
    """What a message says: its body as sent, and its headers decoded."""

    content: bytes
    media_type: str
    charset: str
    subject: str
    sender: str
    sent: datetime | None


def read_mail(content: bytes, subject: str) -> Mail:
    """The message in `content`; of several bodies the HTML one. Raise InputError, beginning with `subject`, if it has none."""
    try:
        message = message_from_bytes(content, policy=policy.compat32)
        _check_headers(message, subject)
        parts = [part for part in message.walk() if not part.is_multipart() and part.get_filename() is None]
        body = _first(parts, "text/html") or _first(parts, "text/plain")
    except _BROKEN as error:
        raise InputError(f"{subject}: cannot be read as mail") from error
    if body is None:
        raise InputError(f"{subject}: is a message without a text")
    name, address = parseaddr(_header(message, "From"))
    return Mail(*body, _header(message, "Subject"), name or address, _sent(message))


def _check_headers(message: Message, subject: str) -> None:
    for part in message.walk():
        for name, value in part.items():
            if name.lower() in _READ and len(str(value)) > _LONGEST_HEADER:
                raise InputError(f"{subject}: has a header {name} of {len(str(value)):,} characters")


def _first(parts: list[Message], media_type: str) -> tuple[bytes, str, str] | None:
    """Content, type and charset of the first part of `media_type` that holds anything."""
    for part in parts:
        if part.get_content_type() == media_type:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return content, media_type, part.get_content_charset("")
    return None


def _header(message: Message, name: str) -> str:
    """A header in plain characters; as it stands if its encoding is broken."""
    value = str(message.get(name, ""))
    try:
        decoded = str(make_header(decode_header(value)))
    except (*_BROKEN, UnicodeError):
        decoded = value
    return " ".join(decoded.encode("utf-8", "replace").decode("utf-8").split())


def _sent(message: Message) -> datetime | None:
    try:
        sent = parsedate_to_datetime(str(message.get("Date", "")))
        return (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(UTC)
    except (*_BROKEN, OverflowError):
        return None
