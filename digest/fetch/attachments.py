"""Finds the documents that are attached to a mail message: PDF, DOCX, ODT. Pure; the texts of the message are for `eml.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from digest.fetch.eml import PARSING_ERRORS
from digest.net import media_types
from digest.text.unicode import normalised_line

MAX_ATTACHED = 20
"""Documents of one message; those after them are left out."""

_MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class AttachedDocument:
    """A document with the name that its message gives it; of two with one name the second has a number before it."""

    name: str
    content: bytes
    media_type: str


def attached_documents(content: bytes) -> tuple[AttachedDocument, ...]:
    """The documents that are attached to the message in `content`, not those of messages that are attached to it."""
    try:
        message = message_from_bytes(content, policy=policy.compat32)
        found = [document for _, document in zip(range(MAX_ATTACHED), _documents(message), strict=False)]
    except (*PARSING_ERRORS, MessageError):
        return ()
    names: set[str] = set()
    named: list[AttachedDocument] = []
    for number, document in enumerate(found, 1):
        name = document.name if document.name not in names else f"{number} {document.name}"
        names.add(name)
        named.append(AttachedDocument(name, document.content, document.media_type))
    return tuple(named)


def _documents(part: Message) -> Iterator[AttachedDocument]:
    payload = part.get_payload()
    if part.get_content_maintype() == "message":
        return
    if isinstance(payload, list):
        for child in payload:
            if isinstance(child, Message):
                yield from _documents(child)
        return
    content = part.get_payload(decode=True)
    if isinstance(content, bytes) and media_types.is_document(kind := media_types.from_bytes(content)):
        name = normalised_line(str(part.get_filename() or "")).replace("/", " ")[-_MAX_NAME:]
        yield AttachedDocument(name or f"a {media_types.DOCUMENTS[kind]}", content, kind)
