"""Builds what the page of a statement shows: its key points, its text with the evidence marked, and its history. Pure.

All text is visible and limited, and nothing is escaped: the template does that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.compile.entry_view import EntryContext, entry_view
from digest.compile.site_links import edition_path, statement_path
from digest.compile.view_model import EntryView
from digest.locale.catalogue import Catalogue
from digest.net.urls import safe_url
from digest.records import (
    Change,
    Entry,
    Paragraph,
    PublishedStatement,
    RelationKind,
    Role,
    Span,
    Statement,
    Telling,
    ToldRelation,
    ToldRevision,
)
from digest.text.diff import changes
from digest.text.visible import limited_text, visible_text
from digest.text.word_diff import PieceEdit, WordPiece, word_diff
from digest.website.description import SiteDescription

MAX_TEXT = 600_000
"""Characters of a text that a page shows: three times the longest of 76,420 real statements."""

_MAX_CHANGES = 100
_MAX_REMOVED = 200
_MAX_PASSAGES = 5
_MAX_SENTENCE = 4_000
_MAX_PASSAGE = 300
_MAX_TITLE = 300


@dataclass(frozen=True, slots=True)
class TextPart:
    """A run of text, and the numbers of the key points that stand on it; `starts` are those whose evidence begins here."""

    text: str
    points: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph of the cleaned text."""

    role: Role
    speaker: str
    parts: tuple[TextPart, ...]


@dataclass(frozen=True, slots=True)
class TellingView:
    """An edition that told a revision: its title and day, and the path of its page."""

    title: str
    day: str
    path: str


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A revision: when it was read, the editions that told it, and the sentences that differ from the revision before it.

    `is_first`: there is none before it. `more` counts the changes that are not shown.
    """

    seen: str
    tellings: tuple[TellingView, ...]
    changes: tuple[tuple[WordPiece, ...], ...]
    is_first: bool
    more: int


@dataclass(frozen=True, slots=True)
class RelationView:
    """A related statement: how, its title, source and day, the path of its page, passages that differ, if it is withdrawn."""

    how: str
    title: str
    source: str
    day: str
    path: str
    changed: tuple[tuple[str, str], ...]
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class StatementView:
    """The page of a statement. `entry` is how an edition shows it; `rules` are what was removed, by the name of the rule."""

    entry: EntryView
    path: str
    link: str
    blocks: tuple[TextBlock, ...]
    is_cut: bool
    revisions: tuple[RevisionView, ...]
    relations: tuple[RelationView, ...]
    removed: tuple[tuple[str, str], ...]
    withdrawn: str
    before: str
    after: str
    told_in: TellingView


def statement_view(published: PublishedStatement, site: SiteDescription) -> StatementView:
    """Return what the page of a statement shows."""
    latest = published.latest
    statement = latest.statement
    first = published.first_told
    edition = f"{first.digest} {first.slot}"
    context = EntryContext(site.timezone, "", site.sources, (), site.words, feedback_url=site.feedback_url, edition=edition)
    return StatementView(
        entry=entry_view(Entry(statement, latest.summary), 1, context),
        path=statement_path(published.key),
        link=safe_url(statement.link),
        blocks=tuple(_blocks(statement, [point.evidence for point in latest.summary.points])),
        is_cut=len(statement.text) > MAX_TEXT,
        revisions=tuple(_revisions(published.revisions, site)),
        relations=tuple(_relation(each, site) for each in published.relations),
        removed=_removed(statement),
        withdrawn=site.words.local_time(published.gone, site.timezone) if published.gone else "",
        before=statement_path(first.before) if first.before else "",
        after=statement_path(first.after) if first.after else "",
        told_in=_telling(first, site),
    )


def _removed(statement: Statement) -> tuple[tuple[str, str], ...]:
    shown = [(each.rule, limited_text(each.text, _MAX_SENTENCE)) for each in statement.removed[:_MAX_REMOVED]]
    return tuple((rule, text) for rule, text in shown if text)


def _blocks(statement: Statement, evidence: Sequence[Sequence[Span]]) -> Iterator[TextBlock]:
    """Yield the paragraphs of a text, each in parts where evidence begins or ends; `evidence` is that of each key point."""
    marks = [(span, number) for number, spans in enumerate(evidence, start=1) for span in spans]
    seen: set[int] = set()
    last = ""
    for paragraph in statement.paragraphs or (Paragraph(0, len(statement.text)),):
        if paragraph.start >= MAX_TEXT:
            return
        parts = tuple(_parts(statement.text, paragraph, marks, seen))
        if parts:
            yield TextBlock(paragraph.role, _named_speaker(statement.text, paragraph, last), parts)
            last = paragraph.speaker


def _named_speaker(text: str, paragraph: Paragraph, last: str) -> str:
    """The speaker of a paragraph, if it is another than before and the text does not begin with it."""
    is_named = paragraph.speaker == last or text[paragraph.start : paragraph.end].startswith(paragraph.speaker)
    return "" if is_named else limited_text(paragraph.speaker, _MAX_TITLE)


def _parts(text: str, paragraph: Paragraph, marks: Sequence[tuple[Span, int]], seen: set[int]) -> Iterator[TextPart]:
    start, end = paragraph.start, min(paragraph.end, MAX_TEXT)
    here = [(span, number) for span, number in marks if span.start < end and span.end > start]
    edges = {start, end} | {edge for span, _ in here for edge in (span.start, span.end) if start < edge < end}
    places = sorted(edges)
    for one, other in pairwise(places):
        points = tuple(dict.fromkeys(number for span, number in here if span.start <= one and other <= span.end))
        starts = tuple(number for number in points if number not in seen)
        shown = _visible_part(text[one:other])
        if shown:
            seen.update(starts)
            yield TextPart(shown, points, starts)


def _visible_part(text: str) -> str:
    """Return a part of a text on one line, with the spaces at its ends, which `visible_text` would take away."""
    middle = visible_text(text)
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{middle}{' ' if after else ''}" if middle else " " * (before or after)


def _revisions(revisions: Sequence[ToldRevision], site: SiteDescription) -> Iterator[RevisionView]:
    """Yield the revisions, the newest first."""
    for number in range(len(revisions) - 1, -1, -1):
        each = revisions[number]
        differing = changes(revisions[number - 1].statement, each.statement) if number else ()
        yield RevisionView(
            seen=site.words.local_time(each.seen, site.timezone),
            tellings=tuple(_telling(telling, site) for telling in each.tellings),
            changes=tuple(_pieces(each.statement, change) for change in differing[:_MAX_CHANGES]),
            is_first=not number,
            more=max(len(differing) - _MAX_CHANGES, 0),
        )


def _pieces(statement: Statement, change: Change) -> tuple[WordPiece, ...]:
    before = limited_text(change.before, _MAX_SENTENCE)
    after = limited_text(change.after.of(statement.text), _MAX_SENTENCE) if change.after else ""
    if before and after:
        return word_diff(before, after)
    return (WordPiece(PieceEdit.INSERTED, after),) if after else (WordPiece(PieceEdit.DELETED, before),)


def _telling(telling: Telling, site: SiteDescription) -> TellingView:
    title = visible_text(site.digests.get(telling.digest, telling.digest))
    return TellingView(title, site.words.day(telling.slot), edition_path(telling.digest, telling.slot))


def _relation(each: ToldRelation, site: SiteDescription) -> RelationView:
    shown = [
        (limited_text(own, _MAX_PASSAGE), limited_text(other, _MAX_PASSAGE))
        for own, other in each.relation.changed[:_MAX_PASSAGES]
    ]
    return RelationView(
        how=relation_label(each.relation.kind, site.words),
        title=limited_text(each.title, _MAX_TITLE) or site.words.gettext("Statement without a title"),
        source=limited_text(site.sources.get(each.source, each.source), _MAX_TITLE),
        day=site.words.day(each.told),
        path=statement_path(each.key),
        changed=tuple(shown),
        is_withdrawn=each.is_withdrawn,
    )


def relation_label(kind: RelationKind, words: Catalogue) -> str:
    """Return how two statements are related, as readers see it."""
    labels: Mapping[RelationKind, str] = {
        RelationKind.SAME: words.gettext("The same text"),
        RelationKind.CORRECTED: words.gettext("Issued again with changed words"),
        RelationKind.REISSUED: words.gettext("Issued again with other facts"),
        RelationKind.CONTAINED: words.gettext("One holds the text of the other"),
        RelationKind.JOINT: words.gettext("The same joint statement"),
        RelationKind.EVENT: words.gettext("On the same event"),
        RelationKind.FOLLOW_UP: words.gettext("On the same matter, earlier or later"),
    }
    return labels.get(kind, words.gettext("See also"))
