"""The frozen records that travel between the rooms, one for each moment of a statement. Holds no logic beyond reading itself.

All times are aware and in UTC; a slot is a civil date. All offsets are characters into the cleaned text of the revision.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

# --- what can go wrong without stopping the run ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that went wrong without stopping the run: `subject` could not be `doing`, because of `reason`."""

    subject: str
    doing: str
    reason: str
    source: str = ""

    def __str__(self) -> str:
        return f"{self.subject}: while {self.doing}: {self.reason}"


# --- 1 fetch ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask "has it changed?" (RFC 9110, section 13); empty strings where it gave nothing."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class SeenItem:
    """A link that a source has read before: the fingerprint of what announced it, and when it was last read."""

    key: str
    item: str
    read_at: datetime
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class FetchState:
    """What a source must remember from one fetch to the next; stored in one transaction with the statements it explains."""

    validators: Validators = Validators()
    seen: Mapping[str, SeenItem] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class RawStatement:
    """One publication as its publisher gave it out.

    `key` is the normalised link, the identity of the statement over all runs; `link` is where a reader opens it (empty when
    it has no address). `fragment` says that `content` is the body from a feed, not a whole page. Fields that the publisher
    left out are empty; `published` is None.
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
    """One fetch of one source: what is new or changed, what failed item by item, and what to remember.

    `read` names what was read by now, as its failures would be named, so that earlier ones are forgotten. `listed` counts the
    items that the source showed; `unchanged` says that the server answered 304.
    """

    statements: tuple[RawStatement, ...]
    state: FetchState
    failures: tuple[Failure, ...] = ()
    read: tuple[str, ...] = ()
    listed: int = 0
    unchanged: bool = False


# --- 2 clean ---------------------------------------------------------------------------------------------------------


class StatementType(StrEnum):
    """What kind of publication a statement is."""

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
    """`text[start:end]`, in characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the span."""
        return text[self.start : self.end]


class Role(StrEnum):
    """What a paragraph is for: only a BODY paragraph or a list ITEM can become a key point."""

    BODY = "body"
    HEADING = "heading"
    ITEM = "item"
    QUESTION = "question"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the cleaned text, who speaks it (empty when nobody in particular), and what it is for."""

    start: int
    end: int
    speaker: str = ""
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece of text that is not part of the statement, and the id of the rule that took it out."""

    rule: str
    text: str


REPEATED_LINE = "standing"
"""The id under which a line is taken that stands, the same, in many statements of its source: no file has a rule for it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a source that helps to clean what it publishes.

    `body` is the CSS selector of the element that holds the text (empty: find it), `prune` are selectors of elements
    inside it that are not text, `timezone` (IANA) is the zone of dates that name none, `issuer` the body that speaks.
    `repeated_lines` are lines that its statements carry and that are no part of them.
    """

    body: str = ""
    prune: tuple[str, ...] = ()
    timezone: str = "UTC"
    language: str = ""
    issuer: str = ""
    repeated_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One revision of a publication, cleaned: its text, the offsets of its paragraphs and sentences, what was removed and why.

    `published_from` says where the date was read: "feed", "page", "text", or "" when there is none; `day` is the publisher's
    civil date where no hour was given with it. `embargo` is the moment before which it must not be published. `sentences` lie
    inside paragraphs, in order, and never overlap.
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
        """The state of the text: sha256 of it, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class RevisionLines:
    """The lines of a stored text, and the standing ones that had been taken from it."""

    text: tuple[str, ...]
    repeated_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """The revision of a statement that stands in the store, and what it was read from."""

    statement: Statement
    content: bytes
    media_type: str


# --- 3 summarise -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Model:
    """The model that made a summary. `revision` is a fingerprint or commit; `settings` all else that changes its answer."""

    name: str
    revision: str
    device: str = "cpu"
    settings: str = ""


class Verdict(StrEnum):
    """How a key point stands to the words of its statement."""

    VERBATIM = "verbatim"
    SUPPORTED = "supported"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One thing a reader must not miss, and the sentences that carry it.

    `verbatim`: the text is the evidence, word for word. `speaker` is empty where the statement itself speaks. `replaced` says
    why the sentence stands in the place of what a model wrote; empty where it does not.
    """

    text: str
    evidence: tuple[Span, ...]
    speaker: str = ""
    verbatim: bool = True
    replaced: str = ""

    @property
    def verdict(self) -> Verdict:
        """Word for word, in other words that stand on its evidence, or in the place of words that did not."""
        if self.replaced:
            return Verdict.REPLACED
        return Verdict.VERBATIM if self.verbatim else Verdict.SUPPORTED


BY_POSITION = "ranked by position alone"
"""How the warning of a summary begins whose points the model did not choose."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The key points of one revision, in document order. `truncated`: only a part of the text was read."""

    points: tuple[KeyPoint, ...]
    model: Model
    truncated: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def is_by_position(self) -> bool:
        """Whether its points were chosen by their place alone, since the model could not read the text."""
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
    """A statement that the model in use has not summarised: `attempts` in vain so far; `crashed`: the last one never ended."""

    statement: Statement
    attempts: int = 0
    crashed: bool = False


# --- 4 compile -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """One place where a text differs from an earlier one: `after` is the sentence that stands there now (None: it was taken
    out), `before` the words of the one that stood there (empty: there was none)."""

    after: Span | None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement in an edition. `updated`: an earlier edition held another revision, from which this one differs in
    `changed`."""

    statement: Statement
    summary: Summary
    updated: bool = False
    changed: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A statement that readers were given in the edition of `slot`, and whose page is `gone` since that moment."""

    key: str
    source: str
    title: str
    link: str
    gone: datetime
    slot: date


class Reading(StrEnum):
    """How the last fetch of a source ended."""

    READ = "read"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one source since the last edition: how the last fetch ended and how many statements were new.

    `last_new` is when it last gave something new, `reason` why it failed; `expected` is by when, at its own pace, it should
    have given something new again (None where its pace is not known yet).
    """

    source: str
    title: str
    reading: Reading
    new: int = 0
    last_new: datetime | None = None
    reason: str = ""
    expected: datetime | None = None


class StatementStatus(StrEnum):
    """What became of one fetched statement, for one digest."""

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
    """Where one fetched statement is, and why: `reason` completes `status`, as in "in edition 2026-11-23"."""

    source: str
    title: str
    link: str
    status: StatementStatus
    reason: str


@dataclass(frozen=True, slots=True)
class SubscriptionFilter:
    """What one reader asks for of an edition: statements of these sources, of these types, with one of these words in them.
    An empty one of them asks for all."""

    sources: tuple[str, ...] = ()
    types: tuple[StatementType, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of a digest for one slot, before it is rendered. `digest` is its slug, `title` the name that readers see.

    `excluded` counts what was fetched since the last edition and is not in this one, by what became of it. `withdrawn` are
    statements of earlier editions whose pages are gone; `filtered_out` counts entries that one reader did not ask for.
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
    """Where one row of the outbox stands. COMMITTING is stored just before the final dot of an SMTP transaction: what is
    found COMMITTING after a crash may or may not have arrived (RFC 1047) and becomes UNCERTAIN."""

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
    """One row of the outbox: the final bytes for one target of a sealed edition. `id` is 0 until it is stored.

    `doubts` counts the attempts that ended uncertain.
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
    """How one attempt to hand out a row ended: `state` is SENT, PENDING (try again), FAILED or UNCERTAIN."""

    state: OutboxState
    detail: str = ""
