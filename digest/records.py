"""The frozen records that the packages exchange, in the order of the pipeline. Holds no logic except derived properties.

All times are aware datetimes in UTC; a slot is a civil date. All offsets count characters of the cleaned text of a revision.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

# --- any stage -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that failed without stopping the run: what it concerns, what was being done, and why it failed."""

    subject: str
    doing: str
    reason: str
    source: str = ""

    def __str__(self) -> str:
        return f"{self.subject}: while {self.doing}: {self.reason}"


# --- 1 fetch ---------------------------------------------------------------------------------------------------------


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
    no address). `fragment`: `content` is the body of a feed item, not a whole page. Fields that the publisher did not fill are
    empty; `published` is None.
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


# --- 2 clean ---------------------------------------------------------------------------------------------------------


class StatementType(StrEnum):
    """The document type of a statement."""

    STATEMENT = "statement"
    READOUT = "readout"
    JOINT_STATEMENT = "joint_statement"
    REMARKS = "remarks"
    TRANSCRIPT = "transcript"
    FACT_SHEET = "fact_sheet"
    ORDER = "order"
    PRESS_RELEASE = "press_release"
    NOTICE = "notice"
    GREETING = "greeting"
    SCHEDULE = "schedule"
    BLOG = "blog"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The part `text[start:end]` of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of `text` that the span covers."""
        return text[self.start : self.end]


class Role(StrEnum):
    """The function of a paragraph. Only sentences of a BODY paragraph or a list ITEM can become key points."""

    BODY = "body"
    HEADING = "heading"
    ITEM = "item"
    QUESTION = "question"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the cleaned text. `speaker` is empty unless the text names who says it."""

    start: int
    end: int
    speaker: str = ""
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Removal:
    """Text that was removed because it is not part of the statement, and the id of the rule that removed it."""

    rule: str
    text: str


REPEATED_LINE = "standing"
"""The rule id of a line that was removed because many statements of its source carry it. No rule file has this rule."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known about a source that helps to clean its statements.

    `body` is the CSS selector of the element with the text (empty: detect it), `prune` are selectors of elements inside it that
    are not text. `timezone` (IANA) applies to dates without a zone; `issuer` is the body that publishes. `repeated_lines` are
    lines that many of its statements carry and that are removed from each.
    """

    body: str = ""
    prune: tuple[str, ...] = ()
    timezone: str = "UTC"
    language: str = ""
    issuer: str = ""
    repeated_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One revision of a publication, cleaned: the text, the offsets of its paragraphs and sentences, and what was removed.

    `published_from` says where the date was found: "feed", "page", "text", or "" if there is none; `day` is the publisher's
    civil date if no time was given with it. It must not be published before `embargo`. `sentences` are ordered, inside
    paragraphs, and do not overlap.
    """

    key: str
    source: str
    link: str
    title: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Span, ...]
    published: datetime | None = None
    published_from: str = ""
    day: date | None = None
    issuer: str = ""
    speaker: str = ""
    place: str = ""
    embargo: datetime | None = None
    type: StatementType = StatementType.OTHER
    language: str = ""
    removed: tuple[Removal, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Identifies the text: its SHA-256, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class RevisionLines:
    """The lines of a stored revision, and the repeated lines that were removed from it."""

    text: tuple[str, ...]
    repeated_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """The current revision of a statement in the store, and the bytes from which it was read."""

    statement: Statement
    content: bytes
    media_type: str


# --- 3 summarise -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Model:
    """The model of a summary. `revision` is a fingerprint or commit; `settings` is everything else that changes its output."""

    name: str
    revision: str
    device: str = "cpu"
    settings: str = ""


class Verdict(StrEnum):
    """How a key point relates to the sentences of its statement. See `KeyPoint.verdict`."""

    VERBATIM = "verbatim"
    SUPPORTED = "supported"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One key point, and the sentences that support it.

    `verbatim`: the text is the evidence, word for word. `speaker` is empty if the statement itself speaks. `replaced` is the
    reason why this sentence replaces a point that a model wrote; empty if it does not.
    """

    text: str
    evidence: tuple[Span, ...]
    speaker: str = ""
    verbatim: bool = True
    replaced: str = ""

    @property
    def verdict(self) -> Verdict:
        """VERBATIM, SUPPORTED (other words, supported by the evidence) or REPLACED (stands in for a point that was not)."""
        if self.replaced:
            return Verdict.REPLACED
        return Verdict.VERBATIM if self.verbatim else Verdict.SUPPORTED


BY_POSITION = "ranked by position alone"
"""Prefix of the warning of a summary whose points were ranked by their position, not by the model."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The key points of one revision, in document order. `truncated`: the model read only a part of the text."""

    points: tuple[KeyPoint, ...]
    model: Model
    truncated: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def is_by_position(self) -> bool:
        """Whether the points were ranked by position alone, because the model could not read the text."""
        return any(warning.startswith(BY_POSITION) for warning in self.warnings)


@dataclass(frozen=True, slots=True)
class Answer:
    """The result for one statement, by the engine or by its fallback.

    `engine_error` says why the engine itself gave no summary (empty if it did); `engine_unusable` that it could not be used
    at all, whatever the statement.
    """

    result: Summary | Failure
    engine_error: str = ""
    engine_unusable: bool = False


@dataclass(frozen=True, slots=True)
class UnsummarisedStatement:
    """A statement that the model in use has not summarised. `attempts` counts failed attempts; `crashed`: the last one did not
    end, so it may have ended the process."""

    statement: Statement
    attempts: int = 0
    crashed: bool = False


# --- 4 compile -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two revisions: `after` is the sentence in the newer text (None: removed), `before` the words of
    the one in the older text (empty: added)."""

    after: Span | None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement in an edition. `updated`: an earlier edition held another revision; `changed` is what differs from it."""

    statement: Statement
    summary: Summary
    updated: bool = False
    changed: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A statement of the edition of `slot` whose page no longer exists. `gone` is when a check first found that."""

    key: str
    source: str
    title: str
    link: str
    gone: datetime
    slot: date


class FetchStatus(StrEnum):
    """How the last fetch of a source ended."""

    READ = "read"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source in an edition: how its last fetch ended, and how many of its statements are new.

    `last_new` is when it last published, `reason` why the fetch failed. `expected` is the time by which, at its usual pace, it
    should publish again (None if its pace is not known yet).
    """

    source: str
    title: str
    status: FetchStatus
    new: int = 0
    last_new: datetime | None = None
    reason: str = ""
    expected: datetime | None = None


class StatementStatus(StrEnum):
    """What happened to one fetched statement, for one digest. The values are shown to users and stored."""

    IN_EDITION = "in edition"
    UPDATED = "updated in edition"
    MERGED = "merged"
    REPLACED = "replaced"
    EARLIER = "too early"
    EMBARGOED = "embargoed"
    NO_SUMMARY = "held"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """What happened to one fetched statement. `reason` completes `status`, as in "in edition 2026-11-23"."""

    source: str
    title: str
    link: str
    status: StatementStatus
    reason: str


@dataclass(frozen=True, slots=True)
class SubscriptionFilter:
    """What one recipient wants of an edition: statements of these sources, of these types, with one of these keywords. An empty
    field does not restrict."""

    sources: tuple[str, ...] = ()
    types: tuple[StatementType, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of a digest for one slot, not rendered. `digest` is the slug of the digest, `title` the name that readers see.

    `excluded` counts, by status, what was fetched since the last edition and is not in this one. `withdrawn` are statements of
    earlier editions whose pages are gone; `filtered_out` counts the entries that one recipient did not ask for.
    """

    digest: str
    title: str
    slot: date
    timezone: str
    sealed: datetime
    entries: tuple[Entry, ...] = ()
    sources: tuple[SourceReport, ...] = ()
    failures: tuple[Failure, ...] = ()
    excluded: tuple[tuple[StatementStatus, int], ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    filtered_out: int = 0


class Format(StrEnum):
    """The format of an edition: `email` is a whole message (RFC 5322), `html` a page, `text` the plain part, `notification` a
    short chat message."""

    MARKDOWN = "markdown"
    HTML = "html"
    TEXT = "text"
    EMAIL = "email"
    NOTIFICATION = "notification"


@dataclass(frozen=True, slots=True)
class Target:
    """One file or recipient of an edition: `channel` is "file" or "email", `address` a path or a mail address."""

    channel: str
    address: str
    format: Format


# --- 5 deliver -------------------------------------------------------------------------------------------------------


class OutboxState(StrEnum):
    """The state of one row of the outbox; the values are stored. COMMITTING is stored just before the step after which the
    receiver may have the message (SMTP: the final dot). A row found COMMITTING after a crash may or may not have arrived
    (RFC 1047) and becomes UNCERTAIN."""

    PENDING = "pending"
    SENDING = "sending"
    COMMITTING = "dotted"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    DEAD = "dead"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One row of the outbox: the final bytes for one target of a sealed edition. `id` is 0 until the row is stored.

    `doubts` counts the attempts that ended UNCERTAIN.
    """

    digest: str
    slot: date
    target: Target
    content: bytes
    id: int = 0
    state: OutboxState = OutboxState.PENDING
    attempts: int = 0
    not_before: datetime | None = None
    detail: str = ""
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """The result of one attempt to deliver a row: `state` is SENT, PENDING (try again), FAILED or UNCERTAIN."""

    state: OutboxState
    detail: str = ""
