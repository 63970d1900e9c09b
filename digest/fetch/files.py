"""Source type `files`: documents in a folder. Also reads one file or stream for the one-off commands.

Reads nothing outside the folder, and uses no network.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from digest.errors import DigestError, FetchError, InputError, NotFoundError
from digest.net import media_types
from digest.records import Failure, Fetched, FetchState, RawStatement, SeenItem

if TYPE_CHECKING:
    from digest.fetch.attachments import AttachedDocument
    from digest.fetch.feed_parser import DocumentParser

# A hundred times the longest statement known to us, which has 24,840 words.
MAX_DOCUMENT_BYTES = 20 * 1024 * 1024

_UNKNOWN = 0  # file type


def read_document(path: Path, now: datetime) -> RawStatement:
    """The document at `path`. Raise NotFoundError, or InputError if it is a folder, empty, too large, or cannot be read."""
    return read_stream(_content(path, str(path)), str(path), now)


def read_stream(content: bytes, name: str, now: datetime) -> RawStatement:
    """`content` as one document. The suffix of `name` gives its media type, else its first bytes. Raise InputError as above."""
    if len(content) > MAX_DOCUMENT_BYTES:
        raise InputError(_too_large(name))
    if not content.strip():
        raise InputError(f"{name}: is empty")
    sniffed = media_types.from_bytes(content)
    is_mail = media_types.MAIL in (sniffed, media_types.from_name(name))
    if not is_mail and not media_types.is_readable(sniffed):
        raise InputError(f"{name}: is {sniffed}, which cannot be read")
    named = media_types.from_name(name)
    if media_types.is_document(named) and not media_types.is_document(sniffed):
        raise InputError(f"{name}: is {sniffed}, not {media_types.DOCUMENTS[named]}")
    is_renamed = named == "text/plain" and sniffed == "text/html"
    media_type = sniffed if media_types.is_document(sniffed) or is_renamed else named or sniffed
    if media_type in media_types.FEEDS:
        raise InputError(f"{name}: is a feed or other data, not one document: list its folder as a source")
    if media_type == media_types.BULK:
        raise InputError(f"{name}: is bulk input, not one document: name it after --jsonl")
    if is_mail:
        first, *others = read_mail(content, name, now)
        unread = ", ".join(other.key.rsplit("#", 1)[-1] for other in others)
        return replace(first, note=f"documents attached to the mail are not read here: {unread}") if others else first
    return RawStatement(source="", key=f"file:{name}", link="", content=content, media_type=media_type, fetched=now)


def read_mail(content: bytes, name: str, now: datetime) -> tuple[RawStatement, ...]:
    """The text of a mail message, and the documents that are attached to it. Raise InputError if it has neither."""
    from digest.fetch.attachments import attached_documents
    from digest.fetch.eml import parse_eml

    documents = attached_documents(content)
    try:
        message = parse_eml(content, name)
    except InputError:
        if not documents:
            raise
        return tuple(_attached_statement(document, name, now) for document in documents)
    raw = RawStatement(
        source="",
        key=f"file:{name}",
        link=message.page,
        content=message.content,
        media_type=message.media_type,
        charset=message.charset,
        fetched=now,
    )
    if message.is_page:
        return (raw,)
    text = replace(raw, title=message.subject, author=message.sender, dates=(message.date,), fragment=True, is_mail=True)
    attached = (_attached_statement(document, name, now) for document in documents)
    return (text, *(replace(one, author=message.sender, dates=(message.date,)) for one in attached))


def _attached_statement(document: AttachedDocument, name: str, now: datetime) -> RawStatement:
    return RawStatement(
        source="",
        key=f"file:{name}#{document.name}",
        link="",
        content=document.content,
        media_type=document.media_type,
        fetched=now,
    )


@dataclass(frozen=True, slots=True)
class FilesSource:
    """Implements Source for the files in `root` that match the glob `pattern`. A feed document among them yields its items.

    A file that cannot be read, a special file and a link that leads out of `root` or nowhere are failures; the other files are
    read. A file that a link to a folder lists once more is read once.
    """

    name: str
    root: Path
    pattern: str
    parser: DocumentParser

    @property
    def site(self) -> None:
        """None: files are not on the web."""
        return

    def check_offline(self) -> str:
        """How many files match, without reading one. Raise FetchError if there is no such folder."""
        number = sum(_file_type(path) == stat.S_IFREG for path in self._paths())
        return f"{number:,} {'file' if number == 1 else 'files'}" if number else f"no file matches {self.pattern!r} yet"

    def fetch(self, state: FetchState, now: datetime) -> Fetched:
        """The statements in files that are new or changed. Raise FetchError if there is no such folder."""
        reader = FolderReader(self, state, now)
        paths = self._paths()
        for path in paths:
            reader.read(path)
        return reader.fetched(listed=len(paths))

    def _paths(self) -> tuple[Path, ...]:
        """The files that match the pattern, sorted by name."""
        parts = PurePosixPath(self.pattern).parts
        if not parts or ".." in parts or parts[0].startswith("/"):
            raise FetchError(f"{self.name}: the pattern '{self.pattern}' leads out of its folder")
        try:
            os.scandir(self.root).close()
            found = sorted(path for path in self.root.glob(self.pattern) if _file_type(path) != stat.S_IFDIR)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise FetchError(f"{self.name}: the folder {self.root} does not exist") from error
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise FetchError(f"{self.name}: cannot search for '{self.pattern}' in {self.root}: {reason}") from error
        return self._without_aliases(found)

    def _without_aliases(self, paths: list[Path]) -> tuple[Path, ...]:
        """The paths without those that reach, through a link to a folder, a file that has another path here.

        A link to a parent folder would otherwise list every file once more.
        """
        root = self.root.resolve()
        real_paths = {path: _real_path(path) for path in paths}
        direct = [path for path in paths if path.parent.resolve() == root / path.parent.relative_to(self.root)]
        reached = {real_paths[path] for path in direct}
        for path in paths:
            if real_paths[path] not in reached:
                reached.add(real_paths[path])
                direct.append(path)
        return tuple(sorted(direct))


class FolderReader:
    """Reads the files of a folder, and collects what is new or changed since `state`."""

    def __init__(self, source: FilesSource, state: FetchState, now: datetime) -> None:
        self._source = source
        self._state = state
        self._now = now
        self._root = source.root.resolve()
        self._statements: list[RawStatement] = []
        self._failures: list[Failure] = []
        self._seen: dict[str, SeenItem] = {}
        self._names: list[str] = []

    def read(self, path: Path) -> None:
        """Collect the statements in the file at `path` if it is new or changed."""
        name = _display_name(path.relative_to(self._source.root))
        key = f"file:{self._source.name}/{name}"
        try:
            content = self._content(path, name)
            fingerprint = hashlib.sha256(content).hexdigest()
            if self._is_known(key, fingerprint):
                return
            self._statements.extend(self._parse(content, key, name))
        except DigestError as error:
            self._failures.append(Failure(name, "reading the file", str(error), self._source.name))
            return
        self._seen[key] = SeenItem(key, fingerprint, self._now)
        self._names.append(name)

    def fetched(self, listed: int) -> Fetched:
        """The result of the fetch. `listed` is the number of files."""
        state = FetchState(seen={**self._state.seen, **self._seen})
        return Fetched(tuple(self._statements), state, tuple(self._failures), tuple(self._names), listed=listed)

    def _is_known(self, key: str, fingerprint: str) -> bool:
        known = self._state.seen.get(key)
        return known is not None and known.item == fingerprint

    def _content(self, path: Path, name: str) -> bytes:
        """The content of a file. Raise NotFoundError, or InputError if it is not a regular file inside the folder."""
        real = _real_path(path)
        if real is None:
            raise InputError(f"{name}: is a loop of symbolic links")
        if not real.is_relative_to(self._root):
            raise InputError(f"{name}: leads out of the folder of its source")
        if _file_type(path) not in (stat.S_IFREG, _UNKNOWN):
            raise InputError(f"{name}: is not a regular file")
        return _content(path, name)

    def _parse(self, content: bytes, key: str, name: str) -> Iterator[RawStatement]:
        media_type, sniffed = media_types.from_name(name), media_types.from_bytes(content)
        if not media_type and sniffed != media_types.MAIL:
            raise InputError(f"{name}: {_unsupported(sniffed)}")
        if media_type in media_types.FEEDS:
            yield from self._feed_items(content, name)
        elif media_types.MAIL in (media_type, sniffed):
            for raw in read_mail(content, name, self._now):
                yield replace(raw, source=self._source.name, key=key + raw.key.removeprefix(f"file:{name}"))
        else:
            yield replace(read_stream(content, name, self._now), source=self._source.name, key=key)

    def _feed_items(self, content: bytes, name: str) -> Iterator[RawStatement]:
        """The items of a feed document that are new or changed. Items without a text become failures."""
        source = self._source.name
        for item in self._source.parser.parse_feed(content, name).items:
            key, fingerprint = item.key(source), item.fingerprint
            if self._is_known(key, fingerprint):
                continue
            text = item.text_without_page()
            if not text:
                self._failures.append(item.failure(source, f"{name}: the item has only a teaser, and its page is not fetched"))
                continue
            self._seen[key] = SeenItem(key, fingerprint, self._now)
            self._names.append(item.name(source))
            yield item.to_statement(source, text, self._now)


def _file_type(path: Path) -> int:
    """The type of the file behind a path (stat.S_IFMT), links followed; _UNKNOWN if it cannot be looked at."""
    try:
        return stat.S_IFMT(path.stat().st_mode)
    except (OSError, ValueError):
        return _UNKNOWN


def _real_path(path: Path) -> Path | None:
    """The path without symbolic links; None if they form a loop."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return None


def _unsupported(sniffed: str) -> str:
    """Why a file with an unknown suffix is not read. `sniffed` is its media type by its first bytes."""
    return "has a suffix that is not read" if media_types.is_text(sniffed) else f"is {sniffed}, which cannot be read"


def _content(path: Path, name: str) -> bytes:
    """The bytes of a file. Never reads more than the limit, whatever the file system says about its size."""
    try:
        if path.is_dir():
            raise InputError(f"{name}: is a folder: name the files in it, such as {name}/*.html")
        if path.stat().st_size > MAX_DOCUMENT_BYTES:
            raise InputError(_too_large(name))
        with path.open("rb") as file:
            content = file.read(MAX_DOCUMENT_BYTES + 1)
    except FileNotFoundError as error:
        raise NotFoundError(f"{name}: does not exist") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name}: cannot be read: {reason.lower()}") from error
    if len(content) > MAX_DOCUMENT_BYTES:
        raise InputError(_too_large(name))
    return content


def _too_large(name: str) -> str:
    return f"{name}: is larger than {MAX_DOCUMENT_BYTES // 2**20} MiB"


def _display_name(path: Path) -> str:
    """A path as text. Bytes of its name that are not UTF-8 are escaped."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
