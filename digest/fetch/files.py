"""Documents on disk: a folder as a source, one file, or a stream. Reads nothing outside the folder, and no network."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from digest.errors import DigestError, FetchError, InputError, NotFoundError
from digest.net import media_types
from digest.records import Failure, Fetched, FetchState, RawStatement, SeenItem

if TYPE_CHECKING:
    from digest.fetch.feed_parser import DocumentParser

# A hundred times the longest statement known to us, of 24,840 words.
MOST_BYTES = 20 * 1024 * 1024


def read_document(path: Path, now: datetime) -> RawStatement:
    """The one document at `path`. Raise NotFoundError, or InputError if it is a folder, empty, too large, or no text."""
    return read_stream(_content(path, str(path)), str(path), now)


def read_stream(content: bytes, name: str, now: datetime) -> RawStatement:
    """`content` as one document; the end of `name` says what it is, else its first bytes. Raise InputError as above."""
    if len(content) > MOST_BYTES:
        raise InputError(f"{name}: is larger than {MOST_BYTES // 2**20} MiB")
    if not content.strip():
        raise InputError(f"{name}: is empty")
    found = media_types.from_bytes(content)
    if not media_types.is_text(found):
        raise InputError(f"{name}: is {found}, which cannot be read")
    kind = media_types.from_name(name) or found
    if kind in media_types.FEEDS:
        raise InputError(f"{name}: is a feed or other data, not one document: list its folder as a source")
    if kind == media_types.BULK:
        raise InputError(f"{name}: is bulk input, not one document: name it after --jsonl")
    if kind == media_types.MAIL:
        return _mail(content, name, now)
    return RawStatement(source="", key=f"file:{name}", link="", content=content, media_type=kind, fetched=now)


def _mail(content: bytes, name: str, now: datetime) -> RawStatement:
    from digest.fetch.eml import read_mail

    mail = read_mail(content, name)
    return RawStatement(
        source="",
        key=f"file:{name}",
        link="",
        content=mail.content,
        media_type=mail.media_type,
        charset=mail.charset,
        fetched=now,
        title=mail.subject,
        author=mail.sender,
        published=mail.sent,
    )


@dataclass(frozen=True, slots=True)
class FilesSource:
    """The files in `root` that fit the glob `pattern`; feed documents among them stand for their items.

    A file that links to something outside `root` is a failure, and is not read.
    """

    name: str
    root: Path
    pattern: str
    parser: DocumentParser | None = None

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """The statements in files that are new or changed. Raise FetchError if there is no such folder."""
        round_ = _Round(self, state, now)
        listed = 0
        for path in self._paths():
            listed += 1
            round_.take(path)
        seen = {**state.seen, **round_.seen}
        return Fetched(
            tuple(round_.statements), FetchState(seen=seen), tuple(round_.failures), tuple(round_.names), listed=listed
        )

    def _paths(self) -> tuple[Path, ...]:
        """The files that fit, in order of their names."""
        parts = PurePosixPath(self.pattern).parts
        if not parts or ".." in parts or parts[0].startswith("/"):
            raise FetchError(f"{self.name}: the pattern '{self.pattern}' leads out of its folder")
        if not self.root.is_dir():
            raise FetchError(f"{self.name}: the folder {self.root} does not exist")
        try:
            return tuple(sorted(path for path in self.root.glob(self.pattern) if not path.is_dir()))
        except (OSError, ValueError) as error:
            raise FetchError(f"{self.name}: cannot look for '{self.pattern}' in {self.root}") from error


class _Round:
    """One reading of the files of a source."""

    def __init__(self, source: FilesSource, state: FetchState, now: datetime) -> None:
        self._source = source
        self._state = state
        self._now = now
        self._root = source.root.resolve()
        self.statements: list[RawStatement] = []
        self.failures: list[Failure] = []
        self.seen: dict[str, SeenItem] = {}
        self.names: list[str] = []  # of what was read, as its failures are named

    def take(self, path: Path) -> None:
        """Add what is new in the file at `path`."""
        inside = _shown(path.relative_to(self._source.root))
        key = f"file:{self._source.name}/{inside}"
        try:
            content = self._inside(path, inside)
            mark = hashlib.sha256(content).hexdigest()
            if self._is_known(key, mark):
                return
            self.statements.extend(self._read(content, key, inside))
        except DigestError as error:
            self.failures.append(Failure(inside, "reading the file", str(error), self._source.name))
            return
        self.seen[key] = SeenItem(key, mark, self._now)
        self.names.append(inside)

    def _is_known(self, key: str, mark: str) -> bool:
        known = self._state.seen.get(key)
        return known is not None and known.item == mark

    def _inside(self, path: Path, inside: str) -> bytes:
        """The content of a file that lies inside the folder. Raise NotFoundError or InputError."""
        if not path.resolve().is_relative_to(self._root):
            raise InputError(f"{inside}: leads out of the folder of its source")
        if path.exists() and not path.is_file():
            raise InputError(f"{inside}: is no regular file")
        return _content(path, inside)

    def _read(self, content: bytes, key: str, inside: str) -> Iterator[RawStatement]:
        kind = media_types.from_name(inside)
        if not kind:
            found = media_types.from_bytes(content)
            what = "of a kind" if media_types.is_text(found) else f"{found},"
            raise InputError(f"{inside}: is {what} that is not read")
        if kind in media_types.FEEDS:
            yield from self._items(content, inside)
        else:
            yield replace(read_stream(content, inside, self._now), source=self._source.name, key=key)

    def _items(self, content: bytes, inside: str) -> Iterator[RawStatement]:
        """The items of a feed document that are new or changed; those without a text are failures."""
        from digest.fetch.feed_parser import DocumentParser

        if self._source.parser is not None:
            feed = self._source.parser.parse(content, inside)
        else:
            with DocumentParser() as parser:
                feed = parser.parse(content, inside)
        for item in feed.items:
            item_key, mark = item.key(self._source.name), item.fingerprint
            if self._is_known(item_key, mark):
                continue
            text = item.text_without_page()
            if not text:
                self.failures.append(item.failure(self._source.name, f"{inside}: the item holds no more than a teaser"))
                continue
            self.seen[item_key] = SeenItem(item_key, mark, self._now)
            self.names.append(item.name(self._source.name))
            yield item.statement(self._source.name, text, self._now)


def _content(path: Path, name: str) -> bytes:
    """The bytes of a file. Never takes in more than the limit, whatever the file says of its size."""
    try:
        if path.is_dir():
            raise InputError(f"{name}: is a folder")
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{name}: is larger than {MOST_BYTES // 2**20} MiB")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise NotFoundError(f"{name}: does not exist") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name}: cannot be read: {reason.lower()}") from error
    if len(content) > MOST_BYTES:
        raise InputError(f"{name}: is larger than {MOST_BYTES // 2**20} MiB")
    return content


def _shown(path: Path) -> str:
    """A path as text, the bytes of its name that are no UTF-8 escaped."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
