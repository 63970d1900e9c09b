"""Builds the view of an edition that every format shows: all text on one line and visible, all links safe. Pure.

Renderers write what the view holds and add nothing, so that the mail, its plain part and the files say the same. The view
escapes nothing: that depends on the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from digest.compile import strings
from digest.compile.edition import SourceGroup, counts_text, empty_text, group_by_source, pluralise
from digest.compile.footer import FooterSection, footer_sections
from digest.compile.keywords import keyword_places, sentence_with_keyword
from digest.compile.selection_notes import selection_note, selection_notes
from digest.compile.text_fragment import sentence_link
from digest.net.urls import safe_url
from digest.records import Change, Edition, Entry, KeyPoint, Span, Statement, Withdrawal
from digest.text.visible import direction, shortened, visible_text

_MAX_CHANGES = 10
"""Changed sentences of an entry; an update that rewrites more is better read in the original."""

_MAX_BEFORE = 500
"""Characters of an earlier wording: all but the longest sentences fit."""

_MAX_WITHDRAWN = 50
"""Withdrawn statements; a site that moves loses all its pages at once."""

_MAX_SENTENCE = 4_000
"""Characters of a key point or a quotation: the longest of 76,420 sentences of real statements has 3,143."""

_MAX_NAME = 500
"""Characters of a title or a name; longer ones are no names."""

_MAX_BORROWED_TITLE = 90
_MAX_HEADLINE = 160
"""Characters of a title that is taken from the beginning of the text, and of a headline there."""

_MAX_CACHED = 8
"""Views that are kept, one for each filter in use. Hashing an edition takes a fiftieth of the time of building its view."""

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


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

    `facts` are speaker, issuer, local time and type. `language` is a tag, empty for English and unknown languages; `direction`
    is "ltr" or "rtl". `matched` is the sentence with a keyword of the recipient, if no key point has one.
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
    shown; `left_out` counts those that `truncate_view` left out.
    """

    title: str
    subject: str
    day: str
    counts: str
    selection_notes: tuple[str, ...]
    groups: tuple[GroupView, ...]
    footer: tuple[FooterSection, ...]
    withdrawn: tuple[WithdrawnView, ...] = ()
    nothing: str = strings.NOTHING_NEW
    titles_only: tuple[EntryView, ...] = ()
    left_out: int = 0

    @property
    def entries(self) -> tuple[EntryView, ...]:
        """All entries of all groups, in order."""
        return tuple(entry for group in self.groups for entry in group.entries)


@dataclass(frozen=True, slots=True)
class _Context:
    """What an entry must know of its edition: if `mixed`, it says who chose its points; `titles` are those of the sources,
    `keywords` those of the recipient."""

    timezone: str
    mixed: bool
    titles: Mapping[str, str]
    keywords: tuple[str, ...]


@lru_cache(maxsize=_MAX_CACHED)
def build_view(edition: Edition) -> View:
    """Return the view of `edition`, in its own time zone. Kept: all recipients with the same filter get the same view."""
    notes = selection_notes(edition.entries)
    titles = {report.source: report.title or report.source for report in edition.sources}
    context = _Context(edition.timezone, len(notes) > 1, titles, edition.keywords)
    groups: list[GroupView] = []
    first = 1
    for number, group in enumerate(group_by_source(edition), start=1):
        groups.append(_group_view(group, number, first, context))
        first += len(group.entries)
    return View(
        title=visible_text(edition.title),
        subject=_subject(edition),
        day=strings.format_weekday(edition.slot),
        counts=counts_text(edition),
        selection_notes=notes,
        groups=tuple(groups),
        withdrawn=tuple(_withdrawn_view(withdrawal, edition.timezone) for withdrawal in edition.withdrawn[:_MAX_WITHDRAWN]),
        nothing=strings.NONE_MATCHED if edition.filtered_out else strings.NOTHING_NEW,
        footer=footer_sections(edition),
    )


def truncate_view(view: View, number: int, titles: int = 0) -> View:
    """Return `view` with its first `number` entries, the titles of up to `titles` more, and the number of those left out."""
    kept = (replace(group, entries=tuple(entry for entry in group.entries if entry.number <= number)) for group in view.groups)
    titles_only = view.entries[number : number + titles]
    left_out = max(len(view.entries) - number - len(titles_only), 0)
    return replace(view, groups=tuple(group for group in kept if group.entries), titles_only=titles_only, left_out=left_out)


def without_sentence_links(view: View, after: int) -> View:
    """Return `view` without links to the sentences of the entries after number `after`; their titles keep their links."""
    groups = (
        replace(
            group, entries=tuple(entry if entry.number <= after else _without_sentence_links(entry) for entry in group.entries)
        )
        for group in view.groups
    )
    return replace(view, groups=tuple(groups), selection_notes=(*view.selection_notes, strings.WITHOUT_SENTENCE_LINKS))


def _without_sentence_links(entry: EntryView) -> EntryView:
    def unlinked(quotes: tuple[QuoteView, ...]) -> tuple[QuoteView, ...]:
        return tuple(replace(quote, link="") for quote in quotes)

    points = tuple(replace(point, link="", quotes=unlinked(point.quotes)) for point in entry.points)
    changes = tuple(replace(change, quote=change.quote and replace(change.quote, link="")) for change in entry.changes)
    return replace(entry, points=points, changes=changes, matched=entry.matched and replace(entry.matched, link=""))


def display_title(statement: Statement) -> str:
    """Return the title that readers see: without one the headline at the beginning of the text, or the beginning itself."""
    first_line, more, _ = statement.text.partition("\n")
    is_headline = bool(more) and len(first_line) <= _MAX_HEADLINE and first_line[-1:].isalnum() and " " in first_line
    borrowed = _limited(first_line, _MAX_HEADLINE) if is_headline else _limited(statement.text, _MAX_BORROWED_TITLE)
    return _limited(statement.title, _MAX_NAME) or borrowed or strings.UNTITLED


def _subject(edition: Edition) -> str:
    """Return the subject, for example "Morning digest, 23 November 2026: 12 statements"."""
    number = pluralise(len(edition.entries), "statement") if edition.entries else empty_text(edition)
    return f"{visible_text(edition.title)}, {strings.format_date(edition.slot)}: {number}"


def _group_view(group: SourceGroup, number: int, first: int, context: _Context) -> GroupView:
    """Return the view of a group of which the first entry has the number `first`."""
    entries = tuple(_entry_view(entry, n, group.title, context) for n, entry in enumerate(group.entries, start=first))
    return GroupView(number, visible_text(group.title), entries)


def _entry_view(entry: Entry, number: int, source: str, context: _Context) -> EntryView:
    statement = entry.statement
    title = display_title(statement)
    points = tuple(_point_view(statement, point, context.keywords) for point in entry.summary.points)
    return EntryView(
        number=number,
        title=title,
        link=safe_url(statement.link),
        facts=_facts(statement, source, context.timezone),
        points=points,
        updated=entry.updated,
        changes=tuple(_change_view(statement, change) for change in entry.changed[:_MAX_CHANGES]) if entry.updated else (),
        notes=(*_provenance_notes(entry, source, context), *_notes(entry, context.mixed)),
        language=_language(statement),
        direction=direction(f"{title} {statement.text[:200]}"),
        matched=None if any(point.is_marked for point in points) else _matched(statement, context.keywords),
    )


def _withdrawn_view(withdrawal: Withdrawal, timezone: str) -> WithdrawnView:
    title = shortened(visible_text(withdrawal.title), _MAX_BEFORE) or visible_text(withdrawal.link) or strings.UNTITLED
    return WithdrawnView(title, safe_url(withdrawal.link), strings.withdrawal_note(withdrawal, timezone))


def _facts(statement: Statement, source: str, timezone: str) -> tuple[str, ...]:
    """Return speaker, issuer (unless it is the name of the source, which stands above), time and type."""
    issuer = _limited(statement.issuer, _MAX_NAME)
    facts = (
        _limited(statement.speaker, _MAX_NAME),
        issuer if issuer != visible_text(source) else "",
        _publication_time(statement, timezone),
        strings.type_label(statement.type),
    )
    return tuple(dict.fromkeys(fact for fact in facts if fact))


def _publication_time(statement: Statement, timezone: str) -> str:
    """Return the time in the reader's zone; a date without a time is the publisher's, wherever it is read."""
    if statement.day:
        return strings.format_date(statement.day)
    return strings.format_local_time(statement.published, timezone) if statement.published else "undated"


def _limited(text: str, limit: int) -> str:
    """Return the text on one line, shortened to `limit` characters; of a very long one only the beginning is looked at."""
    return shortened(visible_text(text[: 4 * limit]), limit)


def _point_view(statement: Statement, point: KeyPoint, keywords: tuple[str, ...]) -> PointView:
    quotes = tuple(_quote_view(statement, span, keywords) for span in point.evidence)
    link = quotes[0].link if quotes else safe_url(statement.link)
    text, speaker = _limited(point.text, _MAX_SENTENCE), _limited(point.speaker, _MAX_NAME)
    return PointView(text, speaker, link, () if point.verbatim else quotes, keyword_places(keywords, text))


def marked_parts(text: str, marks: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, and whether they are marked."""
    end = 0
    for mark in marks:
        yield text[end : mark.start], False
        yield mark.of(text), True
        end = mark.end
    yield text[end:], False


def _matched(statement: Statement, keywords: tuple[str, ...]) -> PointView | None:
    """Return the first sentence with a keyword; None if the text has none."""
    span = sentence_with_keyword(keywords, statement)
    if not span:
        return None
    speaker = next((part.speaker for part in statement.paragraphs if part.start <= span.start < part.end), "")
    return _point_view(statement, KeyPoint(span.of(statement.text), (span,), speaker), keywords)


def _quote_view(statement: Statement, span: Span, keywords: tuple[str, ...] = ()) -> QuoteView:
    text = _limited(span.of(statement.text), _MAX_SENTENCE)
    # The page that a source has of its own need not hold the sentence.
    in_page = sentence_link(statement.link, statement.text, span, statement.page_of(span))
    link = safe_url(statement.link) if statement.named else in_page
    return QuoteView(text, link, keyword_places(keywords, text))


def _change_view(statement: Statement, change: Change) -> ChangeView:
    before = shortened(visible_text(change.before), _MAX_BEFORE)
    return ChangeView(_quote_view(statement, change.after) if change.after else None, before)


def _provenance_notes(entry: Entry, source: str, context: _Context) -> list[str]:
    """Return where the text came from if not from a page of its source, and who else gives a text under its link."""
    statement = entry.statement
    notes: list[str] = []
    if statement.named:
        notes.append(strings.given_note(_limited(source, _MAX_NAME), _limited(statement.named, _MAX_NAME)))
    if statement.site:
        notes.append(strings.site_note(_limited(statement.site, _MAX_NAME), _limited(source, _MAX_NAME)))
    for also in entry.also:
        title = _limited(context.titles.get(also.source, also.source), _MAX_NAME)
        notes.append(strings.also_given_note(title, safe_url(also.link), differs=also.differs))
    return notes


def _notes(entry: Entry, mixed: bool) -> list[str]:
    notes = [strings.NO_POINTS] if not entry.summary.points else [selection_note(entry)] if mixed else []
    if entry.taken_back:
        notes.insert(0, strings.TAKEN_BACK)
    if entry.summary.truncated:
        notes.append(strings.TRUNCATED)
    if entry.updated and len(entry.changed) > _MAX_CHANGES:
        notes.append(f"{pluralise(len(entry.changed) - _MAX_CHANGES, 'more sentence')} changed.")
    if entry.updated and not entry.changed:
        notes.append(strings.ONLY_MOVED)
    return notes + [visible_text(warning) for warning in (*entry.statement.warnings, *entry.summary.warnings)]


def _language(statement: Statement) -> str:
    is_tag = _LANGUAGE_TAG.fullmatch(statement.language)
    return statement.language if is_tag and not statement.language.lower().startswith("en") else ""
