"""The view of an edition: all that readers see of it, in frozen dataclasses. Holds no logic except derived properties.

All text is on one line and visible, all links are safe or empty. Nothing is escaped: that depends on the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digest.compile.footer import FooterSection
from digest.locale.catalogue import ENGLISH, Catalogue
from digest.records import Span


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
    """A changed sentence: `quote` is its wording now (None: deleted), `before` the earlier one ("": new)."""

    quote: QuoteView | None
    before: str


@dataclass(frozen=True, slots=True)
class PointView:
    """A key point. `quotes` is its evidence; empty if the point is the sentence itself, and then `link` leads to it.

    `marks` is where keywords of the recipient are in the text.
    """

    text: str
    speaker: str
    link: str
    quotes: tuple[QuoteView, ...]
    marks: tuple[Span, ...] = ()

    @property
    def is_marked(self) -> bool:
        """Whether the point or its evidence has a keyword."""
        return bool(self.marks) or any(quote.marks for quote in self.quotes)


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry; `number` counts from 1 through the edition.

    `facts` are speaker, issuer, local time and type. `language` is a tag, empty if it is the language of the edition;
    `direction` is "ltr" or "rtl". `changes_heading` says since when its `changes` are.
    `matched` is the sentence with a keyword of the recipient, if no key point has one.
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


@dataclass(frozen=True, slots=True)
class GroupView:
    """The entries of one source; `number` counts from 1."""

    number: int
    title: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """A withdrawn statement, its former link, and a note since when its page is gone."""

    title: str
    link: str
    note: str


@dataclass(frozen=True, slots=True)
class View:
    """A whole edition. `selection_notes` say who chose or wrote the key points.

    `nothing` is the sentence in place of statements if there are none. `titles_only` are entries of which only the title is
    shown; `left_out` counts those that `truncate_view` left out. `words` translates the words of the format itself.
    """

    title: str
    subject: str
    day: str
    counts: str
    selection_notes: tuple[str, ...]
    groups: tuple[GroupView, ...]
    footer: tuple[FooterSection, ...]
    nothing: str
    withdrawn: tuple[WithdrawnView, ...] = ()
    titles_only: tuple[EntryView, ...] = ()
    left_out: int = 0
    words: Catalogue = ENGLISH

    @property
    def entries(self) -> tuple[EntryView, ...]:
        """All entries of all groups, in order."""
        return tuple(entry for group in self.groups for entry in group.entries)


def marked_parts(text: str, marks: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, and whether they are marked."""
    end = 0
    for mark in marks:
        yield text[end : mark.start], False
        yield mark.of(text), True
        end = mark.end
    yield text[end:], False
