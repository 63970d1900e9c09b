"""The view of an edition: all that readers see of it, in frozen dataclasses. Holds no logic except derived properties.

All text is on one line and visible, all links are safe or empty. Nothing is escaped: that depends on the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digest.compile.footer import FooterSection
from digest.locale.catalogue import ENGLISH, Catalogue
from digest.records import Span
from digest.text.word_diff import PieceEdit, WordPiece

MIN_LISTED = 4
"""Statements from which on an edition has a lead and a list: fewer are seen at a glance."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A sentence of a statement, word for word, and the link that opens the original at it; "" if there is none.

    `marks` is where keywords of the recipient are in the text.
    """

    text: str
    link: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A changed sentence, told once: `pieces` are what stayed, was deleted and was inserted; `link` leads to the sentence."""

    pieces: tuple[WordPiece, ...]
    link: str

    @property
    def earlier(self) -> str:
        """What the sentence said; "" if it is new."""
        return "".join(piece.text for piece in self.pieces if piece.edit is not PieceEdit.INSERTED)

    @property
    def later(self) -> str:
        """What it says now; "" if it is gone."""
        return "".join(piece.text for piece in self.pieces if piece.edit is not PieceEdit.DELETED)


@dataclass(frozen=True, slots=True)
class PointView:
    """A key point. `quotes` is its evidence; empty if the point is a sentence, and then `link` leads to it.

    `is_cut`: words of the sentence are left out; where no link leads to it, it is among the `quotes`. `marks` is where keywords
    of the recipient are in the text. `change` shows the sentence with what changed in it.
    """

    text: str
    speaker: str
    link: str
    quotes: tuple[QuoteView, ...]
    marks: tuple[Span, ...] = ()
    is_cut: bool = False
    change: ChangeView | None = None

    @property
    def is_marked(self) -> bool:
        """Whether the point or its evidence has a keyword."""
        return bool(self.marks) or any(quote.marks for quote in self.quotes)


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry; `number` counts from 1 through the edition, in order of importance.

    `facts` are source, speaker, issuer, local time and type. `language` is a tag, empty if it is the language of the edition;
    `direction` is "ltr" or "rtl". `matched` is the sentence with a keyword of the recipient, if no key point has one. `changes`
    are the changed sentences that are no key points; `changes_heading` says since when. `key` is that of the statement, `page`
    the address of its page on the web site of the digest, `feedback` the link by which a reader says that the key points miss
    the point.
    """

    number: int
    title: str
    link: str
    facts: tuple[str, ...]
    points: tuple[PointView, ...]
    updated: bool
    changes: tuple[ChangeView, ...]
    notes: tuple[str, ...]
    language: str
    direction: str
    matched: PointView | None = None
    changes_heading: str = ""
    key: str = ""
    page: str = ""
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class LeadView:
    """A line of the lead: a key point of the entry `number`, with the link to its sentence and the title of its source.

    `is_title`: the line is the title of the entry, as the publisher wrote it, with the link to the original.
    """

    number: int
    point: PointView
    source: str
    language: str
    direction: str
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class ListLine:
    """A statement in the list at the front: its entry is `entry`. `is_shown`: the entry is part of this view."""

    entry: EntryView
    title: str
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class ListGroup:
    """The lines of one source, type, country or topic."""

    title: str
    lines: tuple[ListLine, ...]


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """A withdrawn statement, its former link, and a note since when its page is gone."""

    title: str
    link: str
    note: str


@dataclass(frozen=True, slots=True)
class View:
    """A whole edition. `lead` are its most important statements; `lead_note` stands in its place if none stands out.

    `groups` list all statements but routine, `routine_lines` the routine. `entries` and `routine` are the statements with their
    points, in order of importance; a part of an edition has fewer, and `omitted` counts those without points there, `left_out`
    those without a line. `nothing` is the sentence in place of statements if there are none. `minutes` is the time to read it
    all. `selection_notes` say who chose or wrote the key points. `page` is the address of the edition on the web site of the
    digest. `words` translates the words of the format itself.
    """

    title: str
    subject: str
    day: str
    counts: str
    selection_notes: tuple[str, ...]
    groups: tuple[ListGroup, ...]
    entries: tuple[EntryView, ...]
    footer: tuple[FooterSection, ...]
    nothing: str
    lead: tuple[LeadView, ...] = ()
    lead_note: str = ""
    routine_lines: tuple[ListLine, ...] = ()
    routine: tuple[EntryView, ...] = ()
    withdrawn: tuple[WithdrawnView, ...] = ()
    minutes: str = ""
    omitted: int = 0
    left_out: int = 0
    page: str = ""
    words: Catalogue = ENGLISH

    @property
    def all_entries(self) -> tuple[EntryView, ...]:
        """The statements with their points, routine last."""
        return (*self.entries, *self.routine)

    @property
    def has_list(self) -> bool:
        """Whether the list is shown: there is much to see, or something stands only there."""
        return len(self.lines) >= MIN_LISTED or any(not line.is_shown for line in self.lines)

    @property
    def lines(self) -> tuple[ListLine, ...]:
        """All lines of the list, routine last."""
        return (*(line for group in self.groups for line in group.lines), *self.routine_lines)


def marked_parts(text: str, marks: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, and whether they are marked."""
    end = 0
    for mark in marks:
        yield text[end : mark.start], False
        yield mark.of(text), True
        end = mark.end
    yield text[end:], False
