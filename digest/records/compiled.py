"""The records of the compile stage: editions and what they hold, targets, and what happened to statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from digest.records.cleaned import Statement, StatementType
from digest.records.failure import Failure
from digest.records.related import EntryRelation, StatementRelation
from digest.records.summarised import Summary
from digest.records.wording import Change, Wording


@dataclass(frozen=True, slots=True)
class AlsoGiven:
    """What another source says under the link of an entry, or another statement with its text.

    `link` is a page of that source; `differs`: in other words. `relation` is how the entry is related to the other statement,
    None if both are at one link; `title`, `type` and `parties` are those of the other.
    """

    key: str
    fingerprint: str
    source: str
    link: str
    differs: bool
    relation: StatementRelation | None = None
    title: str = ""
    type: StatementType = StatementType.OTHER
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement in an edition. `updated`: an earlier edition held another revision; `changed` is what differs from it.

    `also` names other sources that give a text under its link, and statements with the same text. `relations` are other related
    statements. `taken_back`: the text is the one from before a change that
    editions told. `replaced` are the texts with that change: they decide who is told, and are not stored with an edition.
    `wording` is what is new in the words since earlier statements of its series.
    """

    statement: Statement
    summary: Summary
    updated: bool = False
    changed: tuple[Change, ...] = ()
    also: tuple[AlsoGiven, ...] = ()
    taken_back: bool = False
    replaced: tuple[Statement, ...] = field(default=(), compare=False, repr=False)
    wording: Wording | None = None
    relations: tuple[EntryRelation, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A statement of the edition of `slot` whose page no longer exists. `gone` is when a check first found that.

    `shown` are its texts that editions held. They decide who was told of it; they are not stored with an edition.
    """

    key: str
    source: str
    title: str
    link: str
    gone: datetime
    slot: date
    shown: tuple[Statement, ...] = field(default=(), compare=False, repr=False)


class FetchStatus(StrEnum):
    """How the last fetch of a source ended."""

    READ = "read"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source in an edition: how its last fetch ended, and how many of its statements are new.

    `not_asked_for` counts statements of the edition that one recipient's filter left out.

    `last_new` is when it last published, `reason` why the fetch failed. `expected` is the time by which, at its usual pace, it
    should publish again (None if its pace is not known yet). `failing_since` is when the first of the fetches failed that have
    failed in a row.
    """

    source: str
    title: str
    status: FetchStatus
    new: int = 0
    last_new: datetime | None = None
    reason: str = ""
    expected: datetime | None = None
    not_asked_for: int = 0
    failing_since: datetime | None = None


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
    """What one recipient wants of an edition: statements of these sources, of these types, with one of these keywords, and with
    none of the words in `exclude`. An empty field does not restrict."""

    sources: tuple[str, ...] = ()
    types: tuple[StatementType, ...] = ()
    keywords: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Grouping(StrEnum):
    """By what the list of statements at the front of an edition is grouped."""

    SOURCE = "source"
    TYPE = "type"
    COUNTRY = "country"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a digest shows its editions: `language` is the code of the language of its own words, `group` what the list of
    statements is grouped by, `words` how many words a mail may have (0: any number), `site_url` the address of the web site
    that has a page for each statement, `feedback_url` where answers of readers go ("": there is none)."""

    language: str = "en"
    group: Grouping = Grouping.SOURCE
    words: int = 1_200
    site_url: str = ""
    feedback_url: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of a digest for one slot, not rendered. `digest` is the slug of the digest, `title` the name that readers see.

    `excluded` counts, by status, what was fetched since the last edition and is not in this one. `withdrawn` are statements of
    earlier editions whose pages are gone; `filtered_out` counts the entries that one recipient did not ask for, and `keywords`
    are those that chose the entries.
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
    keywords: tuple[str, ...] = ()
    layout: Layout = Layout()


class Format(StrEnum):
    """The format of an edition: `email` is a whole message (RFC 5322), `html` a page, `text` the plain part, `json` for
    programs, `notification` a short chat message, `site` the path of its page within a web site."""

    MARKDOWN = "markdown"
    HTML = "html"
    TEXT = "text"
    EMAIL = "email"
    JSON = "json"
    NOTIFICATION = "notification"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Target:
    """One file or recipient of an edition: `channel` is the name of a channel, `address` a path or a mail address."""

    channel: str
    address: str
    format: Format
