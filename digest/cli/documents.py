"""One-off and bulk input: documents in, results out, in the same order. Uses neither configuration nor store.

A document that fails yields an error at its position, and the others continue. No more documents are held in memory than the
summariser reads ahead.
"""

from __future__ import annotations

import base64
import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlsplit
from urllib.request import url2pathname

from digest.errors import DigestError, InputError
from digest.fetch.files import MAX_DOCUMENT_BYTES, read_document, read_stream
from digest.interfaces import Cleaner, Summariser
from digest.net import media_types
from digest.records import Failure, Profile, RawStatement, Statement, Summary
from digest.text.language import language_tag

if TYPE_CHECKING:
    from digest.net.http import HttpClient

MAX_LINE_BYTES = 40 << 20
"""Longest line of bulk input: a document of 20 MiB, the limit of one file, with its characters escaped."""

_ELEMENT = re.compile(
    r"<(p|div|h[1-6]|ul|ol|li|table|tr|td|blockquote|section|article|span|strong|em|b|i|a)(?:\s[^<>]*)?>[^<>]*\S[^<>]*</\1>"
    r"|<br ?/?>",
    re.IGNORECASE,
)
"""An element with text in it, or a line break. A text that only names an element ("the <p> tag") has no end of it."""

MEDIA_TYPES = ("text/html", "text/plain", "text/markdown", *media_types.DOCUMENTS)
"""Of bulk input. The content of a file that is no text (a PDF) is written in base64."""

_OTHER_NAMES = {"text": "content", "date": "published"}
"""Other names of fields of bulk input, with which data sets of statements often come."""


@dataclass(frozen=True, slots=True)
class Result:
    """The id of a document, and either its error or its statement and, if requested, its summary."""

    name: str
    statement: Statement | None = None
    summary: Summary | None = None
    error: DigestError | None = None

    @property
    def cleaned(self) -> Statement:
        """The cleaned statement of a document that did not fail."""
        if self.statement is None:
            raise ValueError(f"{self.name}: there is no statement")
        return self.statement

    @property
    def answered(self) -> Summary:
        """The summary of a document that did not fail."""
        if self.summary is None:
            raise ValueError(f"{self.name}: there is no summary")
        return self.summary


@dataclass(frozen=True, slots=True)
class InputDocument:
    """A document to read: `open` returns its content, or raises a DigestError."""

    name: str
    open: Callable[[], RawStatement]


def documents(names: Iterable[str], stdin: BinaryIO, http: Callable[[], HttpClient], now: datetime) -> Iterator[InputDocument]:
    """The documents named on the command line: paths, addresses, or "-" for standard input. `http` is called for addresses."""
    for name in names:
        if name == "-":
            yield InputDocument(name, lambda: read_stream(stdin.read(MAX_DOCUMENT_BYTES + 1), "standard input", now))
        elif name.startswith(("http://", "https://")):
            yield InputDocument(name, lambda name=name: _page(name, http(), now))  # type: ignore[misc]
        else:
            path = Path(url2pathname(urlsplit(name).path) if name.startswith("file://") else name)
            yield InputDocument(name, lambda path=path: read_document(path, now))  # type: ignore[misc]


def _page(address: str, http: HttpClient, now: datetime) -> RawStatement:
    from digest.fetch.index_page import read_page  # the network: documents on this machine need not wait for it

    return read_page(address, http, now)


def bulk_documents(lines: BinaryIO, now: datetime) -> Iterator[InputDocument]:
    """The documents of bulk input: one JSON object per line. Empty lines are skipped."""
    return (bulk_document(line, number, now) for number, line in bulk_lines(lines))


def bulk_lines(lines: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines of bulk input that are not empty, by their numbers from 1. One that is too long is cut."""
    number = 0
    while line := lines.readline(MAX_LINE_BYTES + 1):
        number += 1
        if not line.endswith(b"\n") and len(line) > MAX_LINE_BYTES:
            _skip_line(lines)
        if line.strip():
            yield number, line.removesuffix(b"\n")


def _skip_line(lines: BinaryIO) -> None:
    while (rest := lines.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass


def _failing_document(name: str, problem: str) -> InputDocument:
    def fail() -> RawStatement:
        raise InputError(f"{name}: {problem}")

    return InputDocument(name, fail)


def bulk_document(line: bytes, number: int, now: datetime) -> InputDocument:
    """The document of one of the `bulk_lines`."""
    if len(line) > MAX_LINE_BYTES:
        return _failing_document(f"line {number}", f"longer than {MAX_LINE_BYTES} bytes")
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _failing_document(f"line {number}", f"not JSON: {error}")
    if not isinstance(fields, dict):
        return _failing_document(f"line {number}", "not a JSON object")
    name = str(fields.get("id", f"line {number}"))
    fields = {_OTHER_NAMES.get(key, key): value for key, value in fields.items() if _OTHER_NAMES.get(key) not in fields}
    problem = _problem_of(fields)
    return _failing_document(name, problem) if problem else InputDocument(name, lambda: _raw(name, fields, now))


def _problem_of(fields: dict[str, Any]) -> str:
    """What is wrong with the fields of one line of bulk input; empty if nothing is."""
    if not isinstance(fields.get("content"), str):
        return "no text in the field 'content'"
    if (fields.get("media_type") or "text/plain") not in MEDIA_TYPES:
        return f"media_type {fields['media_type']!r} is not one of {', '.join(MEDIA_TYPES)}"
    wrong = [key for key in ("title", "url", "published", "source", "language") if not isinstance(fields.get(key) or "", str)]
    if wrong:
        return f"the field {wrong[0]!r} is not text"
    language = fields.get("language") or ""
    return f"language {language!r} is not a tag such as 'de' or 'pt-BR'" if language and not language_tag(language) else ""


def _raw(name: str, fields: dict[str, Any], now: datetime) -> RawStatement:
    content = fields["content"]
    media_type = fields.get("media_type") or _guessed_type(content)
    return RawStatement(
        source=fields.get("source") or "",
        key=name,
        link=fields.get("url") or "",
        content=_from_base64(name, content) if media_types.is_document(media_type) else content.encode("utf-8", "replace"),
        media_type=media_type,
        fetched=now,
        charset="utf-8",
        fragment=media_type == "text/html" and not _whole_page(content),
        title=fields.get("title") or "",
        language=fields.get("language") or "",
        published=_published(name, fields.get("published") or ""),
    )


def _guessed_type(content: str) -> str:
    """HTML if the text begins like it, or has an element with an end; else plain text."""
    start = content[: media_types.SNIFFED_BYTES].encode("utf-8", "replace")
    return "text/html" if media_types.from_bytes(start) == "text/html" or _ELEMENT.search(content) else "text/plain"


def _from_base64(name: str, content: str) -> bytes:
    try:
        return base64.b64decode("".join(content.split()), validate=True)
    except ValueError as error:
        raise InputError(f"{name}: content: is not base64, in which a file that is no text is written") from error


def _whole_page(content: str) -> bool:
    head = content[:2000].lower()
    return "<html" in head or "<!doctype" in head or "<head" in head or "<body" in head


def _published(name: str, value: str) -> datetime | None:
    if not value:
        return None
    try:
        moment = _moment(value)
    except ValueError as error:
        raise InputError(f"{name}: published: {value!r} is not a time in ISO 8601, or as mail and RSS write it") from error
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _moment(value: str) -> datetime:
    """A time in ISO 8601, or as RFC 822 writes it ("Mon, 23 Nov 2026 10:00:00 GMT"). Raise ValueError if it is none."""
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return parsedate_to_datetime(value)


def clean_all(given: Iterable[InputDocument], cleaner: Cleaner) -> Iterator[Result]:
    """One result per document, in the same order."""
    for document in given:
        try:
            yield Result(document.name, cleaner.clean(document.open(), Profile()))
        except DigestError as error:
            yield Result(document.name, error=error)


def summarise_all(
    given: Iterable[InputDocument], cleaner: Cleaner, summariser: Summariser, points: int | None = None
) -> Iterator[Result]:
    """One result per document, in the same order. The summariser decides how many documents are read ahead."""
    waiting: deque[Result] = deque()
    answers = summariser.summarise(_statements(clean_all(given, cleaner), waiting), points)
    for answer in answers:
        while waiting[0].error:
            yield waiting.popleft()
        yield _answered(waiting.popleft(), answer)
    yield from waiting


def _statements(results: Iterable[Result], waiting: deque[Result]) -> Iterator[Statement]:
    for result in results:
        waiting.append(result)
        if result.statement:
            yield result.statement


def _answered(result: Result, answer: Summary | Failure) -> Result:
    if isinstance(answer, Failure):
        return Result(result.name, result.statement, error=InputError(f"{result.name}: {answer.reason}"))
    return Result(result.name, result.statement, answer)
