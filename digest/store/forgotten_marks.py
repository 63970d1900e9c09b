"""Marks of what was forgotten: hashes by which it is known again. The forgotten texts and addresses themselves are nowhere."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256

import sqlalchemy as sa

from digest.store import schema
from digest.store.dialects import insert


def statement_mark(key: str) -> str:
    """The mark of a statement by its key."""
    return _mark("statement", key)


def document_mark(document: str) -> str:
    """The mark of a statement by the document at which it was read."""
    return _mark("document", document)


def guid_mark(source: str, guid: str) -> str:
    """The mark of a statement by what its source calls it."""
    return _mark("guid", source, guid)


def words_mark(words: str) -> str:
    """The mark of a statement by the `comparison_hash` of its text."""
    return _mark("words", words)


def address_mark(address: str) -> str:
    """The mark of a mail address."""
    return _mark("address", address.lower())


def remember_marks(connection: sa.Connection, marks: Collection[str]) -> None:
    """Store `marks`; those that are stored already stay."""
    for mark in marks:
        connection.execute(insert(connection, schema.forgotten).values(mark=mark).on_conflict_do_nothing())


def _mark(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
