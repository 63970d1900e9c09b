"""The records of the clean stage: a statement, its parts, and what is known about its source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


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
class PageSpan:
    """The part `text[start:end]` of a text, which stands on the page `number` of its document."""

    start: int
    end: int
    number: int


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
    paragraphs, and do not overlap. `named` and `site` say where the text came from, if not from the site of its source: see
    `Provenance`. `pages` says where the text stands in a document that has pages (PDF), else it is empty.
    `parties` are the countries, bodies and persons that make a joint statement.
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
    named: str = ""
    site: str = ""
    pages: tuple[PageSpan, ...] = ()
    parties: tuple[str, ...] = ()

    def page_of(self, span: Span) -> int:
        """The number of the page on which `span` starts; 0 if the document has no pages."""
        return next((page.number for page in self.pages if span.start < page.end), 0)

    def with_facts_of(self, other: Statement) -> Statement:
        """This reading of the text, with the link, the title, the dates and the embargo of `other`, a newer one."""
        return replace(
            self,
            link=other.link,
            title=other.title,
            published=other.published,
            published_from=other.published_from,
            day=other.day,
            embargo=other.embargo,
            named=other.named,
            site=other.site,
        )

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
