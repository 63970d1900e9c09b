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
    """A link that a source has read: `item` is the fingerprint of the feed item or listing that announced it.

    `first_at` is when its page was first read (None if it is not to be read again), `page` the fingerprint of that page.
    """

    key: str
    item: str
    read_at: datetime
    validators: Validators = Validators()
    first_at: datetime | None = None
    page: str = ""


@dataclass(frozen=True, slots=True)
class AwaitedPage:
    """A page that failed or was refused, and is asked for again at `retry_at` until it is a statement.

    `item` is the fingerprint of the feed item that announced it, empty for a link of an index page. `first_at` is when it
    failed first, `failures` how often since, `asked_at` the last time. With `validators`, only a changed page is fetched. The
    fields after them are those of RawStatement: what the feed says of the page. `source_tried`: when its source was first
    tried, if the page was listed when the source was new.
    """

    key: str
    link: str
    first_at: datetime
    retry_at: datetime
    item: str = ""
    failures: int = 0
    asked_at: datetime | None = None
    reason: str = ""
    validators: Validators = Validators()
    title: str = ""
    author: str = ""
    language: str = ""
    dates: tuple[str, ...] = ()
    announced: tuple[str, str] = ("", "")
    guid: str = ""
    least_length: int = 0
    source_tried: datetime | None = None


@dataclass(frozen=True, slots=True)
class FetchState:
    """What a source needs from its last fetch. Stored in one transaction with the statements of that fetch."""

    validators: Validators = Validators()
    seen: Mapping[str, SeenItem] = field(default_factory=lambda: MappingProxyType({}))
    awaited: Mapping[str, AwaitedPage] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Provenance:
    """Whose a text is, and which document.

    `publisher` is the site that the text came from, or "source:NAME" for what a source says on its own account. `document` is
    what all readings of one document share. `is_own`: the source speaks for the publisher. `link` is a page of the publisher.
    `named` is an address of another site that the source gives for a text of its own; `site` is the site of a text that is not
    the source's.
    """

    publisher: str = ""
    document: str = ""
    is_own: bool = True
    link: str = ""
    named: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class RawStatement:
    """One publication as it was published.

    `key` names the item of its source; the store finds out which statement it is a reading of. `guid` is the identifier that
    the source gives the item, apart from its address. `link` is what a reader opens (empty if there is no address), `home` a
    page of the source, for an item whose link leads to another site. `fragment`: `content` is the body of a feed item or of a
    mail, not a whole page. `is_mail`: of a mail, with what mail programs put around a text. `dates` are the dates that its feed
    or its mail header gives, as written: of its publication, then of its last change. `published` is a moment that the caller
    knows. `announced` holds the title and the teaser of the feed item that announced a page, `address` the address at which
    redirects from `link` ended. `is_reread`: the page was read before, and stays known if it cannot be read now. `from_feed` is
    the text of the feed, for a page that turns out to be no statement; a page with fewer characters than `least_length` is
    none. `note` is told to readers. Fields that the publisher did not fill are empty.
    """

    source: str
    key: str
    link: str
    content: bytes
    media_type: str
    fetched: datetime
    charset: str = ""
    fragment: bool = False
    is_mail: bool = False
    title: str = ""
    author: str = ""
    language: str = ""
    published: datetime | None = None
    dates: tuple[str, ...] = ()
    announced: tuple[str, str] = ("", "")
    address: str = ""
    is_reread: bool = False
    from_feed: RawStatement | None = None
    least_length: int = 0
    note: str = ""
    guid: str = ""
    home: str = ""
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Fetched:
    """One fetch of one source: new or changed statements, the items that failed, and the state for the next fetch.

    `read` holds the subjects (see `Failure`) that were read, so that their earlier failures are cleared. `listed` counts the
    items that the source listed; `unchanged`: the server answered 304. `waiting` are earlier failures of pages that were not
    asked for in this fetch. `has_more`: the source lists more than may be read in one fetch; the next one reads on.
    """

    statements: tuple[RawStatement, ...]
    state: FetchState
    failures: tuple[Failure, ...] = ()
    read: tuple[str, ...] = ()
    listed: int = 0
    unchanged: bool = False
    waiting: tuple[Failure, ...] = ()
    has_more: bool = False

    def is_quiet(self, before: FetchState) -> bool:
        """Whether it brought nothing to store but how it ended: the source awaits no page, and lists what it did `before`."""
        found = self.statements or self.failures or self.has_more or self.state.awaited or before.awaited
        return not found and self.state.seen == before.seen


def instead_of_page(reason: str) -> str:
    """The note to readers of a statement whose page failed for `reason`."""
    return f"its page could not be read ({reason}): this is the text of its feed"
