"""The records that the fetch stage exchanges with the pipeline: what is published, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from digest.records.failure import Failure


@dataclass(frozen=True, slots=True)
class Validators:
    """Validators of an HTTP response for conditional requests (RFC 9110, section 13). Empty where the server sent none."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class SeenItem:
    """A link that a source has read: `item` is the fingerprint of the feed item or listing that announced it."""

    key: str
    item: str
    read_at: datetime
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class FetchState:
    """What a source needs from its last fetch. Stored in one transaction with the statements of that fetch."""

    validators: Validators = Validators()
    seen: Mapping[str, SeenItem] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class RawStatement:
    """One publication as it was published.

    `key` is the normalised link, which identifies the statement in all runs; `link` is what a reader opens (empty if there is
    no address). `fragment`: `content` is the body of a feed item, not a whole page. `dates` are the dates that its feed or its
    mail header gives, as written: of its publication, then of its last change. `published` is a moment that the caller knows.
    `announced` holds the title and the teaser of the feed item that announced a page, `address` the address at which redirects
    from `link` ended. Fields that the publisher did not fill are empty.
    """

    source: str
    key: str
    link: str
    content: bytes
    media_type: str
    fetched: datetime
    charset: str = ""
    fragment: bool = False
    title: str = ""
    author: str = ""
    language: str = ""
    published: datetime | None = None
    dates: tuple[str, ...] = ()
    announced: tuple[str, str] = ("", "")
    address: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One fetch of one source: new or changed statements, the items that failed, and the state for the next fetch.

    `read` holds the subjects (see `Failure`) that were read, so that their earlier failures are cleared. `listed` counts the
    items that the source listed; `unchanged`: the server answered 304.
    """

    statements: tuple[RawStatement, ...]
    state: FetchState
    failures: tuple[Failure, ...] = ()
    read: tuple[str, ...] = ()
    listed: int = 0
    unchanged: bool = False
