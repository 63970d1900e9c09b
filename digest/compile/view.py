"""Builds the view of an edition that every format shows, and parts of it. Pure.

Renderers write what the view holds and add nothing, so that the mail, its plain part and the files say the same.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from digest.compile.edition import SourceGroup, counts_text, empty_text, group_by_source
from digest.compile.entry_view import MAX_BEFORE, EntryContext, entry_view
from digest.compile.footer import footer_sections
from digest.compile.selection_notes import selection_notes
from digest.compile.strings import withdrawal_note
from digest.compile.view_model import EntryView, GroupView, QuoteView, View, WithdrawnView
from digest.locale.catalogue import Catalogue, catalogue
from digest.net.urls import safe_url
from digest.records import Edition, Withdrawal
from digest.text.visible import shortened, visible_text

_MAX_WITHDRAWN = 50
"""Withdrawn statements; a site that moves loses all its pages at once."""

_MAX_CACHED = 8
"""Views that are kept, one for each filter in use. Hashing an edition takes a fiftieth of the time of building its view."""


@lru_cache(maxsize=_MAX_CACHED)
def build_view(edition: Edition) -> View:
    """Return the view of `edition`, in its own time zone. Kept: all recipients with the same filter get the same view."""
    words = catalogue(edition.layout.language)
    notes = selection_notes(edition.entries, words)
    titles = {report.source: report.title or report.source for report in edition.sources}
    context = EntryContext(edition.timezone, len(notes) > 1, titles, edition.keywords, words)
    groups: list[GroupView] = []
    first = 1
    for number, group in enumerate(group_by_source(edition), start=1):
        groups.append(_group_view(group, number, first, context))
        first += len(group.entries)
    return View(
        title=visible_text(edition.title),
        subject=_subject(edition, words),
        day=words.weekday(edition.slot),
        counts=counts_text(edition, words),
        selection_notes=notes,
        groups=tuple(groups),
        withdrawn=tuple(
            _withdrawn_view(withdrawal, edition.timezone, words) for withdrawal in edition.withdrawn[:_MAX_WITHDRAWN]
        ),
        nothing=_nothing(edition, words),
        footer=footer_sections(edition, words),
        words=words,
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
    return replace(view, groups=tuple(groups), selection_notes=(*view.selection_notes, without_links_note(view.words)))


def without_links_note(words: Catalogue) -> str:
    """Return the note of a mail in which the last statements have no links to sentences."""
    return words.gettext(
        "The last statements have no links to single sentences here, so that no mail program cuts the message off; "
        "the plain-text part has them all."
    )


def _without_sentence_links(entry: EntryView) -> EntryView:
    def unlinked(quotes: tuple[QuoteView, ...]) -> tuple[QuoteView, ...]:
        return tuple(replace(quote, link="") for quote in quotes)

    points = tuple(replace(point, link="", quotes=unlinked(point.quotes)) for point in entry.points)
    changes = tuple(replace(change, quote=change.quote and replace(change.quote, link="")) for change in entry.changes)
    return replace(entry, points=points, changes=changes, matched=entry.matched and replace(entry.matched, link=""))


def _subject(edition: Edition, words: Catalogue) -> str:
    """Return the subject, for example "Morning digest, 23 November 2026: 12 statements"."""
    number = len(edition.entries)
    held = words.ngettext("{number} statement", "{number} statements", number) if number else empty_text(edition, words)
    return words.gettext("{title}, {date}: {held}", title=visible_text(edition.title), date=words.day(edition.slot), held=held)


def _nothing(edition: Edition, words: Catalogue) -> str:
    if edition.filtered_out:
        return words.gettext("What has been published since the last edition is not among what you asked for.")
    return words.gettext("Nothing new has been published since the last edition.")


def _group_view(group: SourceGroup, number: int, first: int, context: EntryContext) -> GroupView:
    """Return the view of a group of which the first entry has the number `first`."""
    entries = tuple(entry_view(entry, n, group.title, context) for n, entry in enumerate(group.entries, start=first))
    return GroupView(number, visible_text(group.title), entries)


def _withdrawn_view(withdrawal: Withdrawal, timezone: str, words: Catalogue) -> WithdrawnView:
    title = shortened(visible_text(withdrawal.title), MAX_BEFORE) or visible_text(withdrawal.link)
    named = title or words.gettext("Statement without a title")
    return WithdrawnView(named, safe_url(withdrawal.link), withdrawal_note(withdrawal, timezone, words))
