"""A saved mail (RFC 5322) to the part that holds its text, and what its headers say. Reads no attachment."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart

from digest.text.unicode import one_line


@dataclass(frozen=True, slots=True)
class Letter:
    """The text of one mail as bytes, its media type and character set, and its headers; empty where it has none."""

    content: bytes
    media_type: str
    charset: str
    title: str
    published: str
    author: str


def read_mail(content: bytes) -> Letter | None:
    """The HTML part of a mail, else its plain part; None if it has neither."""
    message = message_from_bytes(content, policy=policy.default)
    part = message.get_body(preferencelist=("html", "plain")) if isinstance(message, EmailMessage) else None
    if part is None:
        return None
    payload = _payload(part)
    if payload is None:
        return None
    return Letter(
        content=payload,
        media_type=part.get_content_type(),
        charset=part.get_content_charset("") or "",
        title=_header(message, "subject"),
        published=_header(message, "date"),
        author=_header(message, "from").split("<")[0].strip(' "'),
    )


def _payload(part: MIMEPart) -> bytes | None:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else None


def _header(message: EmailMessage, name: str) -> str:
    """A header on one line. A malformed one is as good as none: the parser of the standard library raises on some."""
    try:
        return one_line(str(message.get(name, "")))
    except (MessageError, ValueError, LookupError, AttributeError, IndexError, TypeError):
        return ""
