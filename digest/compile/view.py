"""Builds the view of an edition that every format shows. Pure.

Renderers write what the view holds and add nothing, so that the mail, its plain part and the files say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from digest.compile.edition import counts_text, empty_text
from digest.compile.entry_groups import EntryGroup, entry_groups
from digest.compile.entry_view import MAX_BEFORE, EntryContext, entry_view
from digest.compile.footer import footer_sections
from digest.compile.lead import LeadLine, RankedEntry, lead_entries, lead_line, ranked
from digest.compile.reading_time import minutes_text
from digest.compile.selection_notes import selection_notes, usual_note
from digest.compile.site_links import edition_path, site_link
from digest.compile.statement_list import ListedEntry, list_groups, list_line
from digest.compile.strings import withdrawal_note
from digest.compile.view_model import MIN_LISTED, EntryView, LeadView, PointView, View, WithdrawnView
from digest.locale.catalogue import Catalogue, catalogue
from digest.net.urls import safe_url
from digest.records import Edition, Withdrawal
from digest.text.visible import limited_text, shortened, visible_text

_MAX_WITHDRAWN = 50
"""Withdrawn statements; a site that moves loses all its pages at once."""

_MAX_CACHED = 8
"""Views that are kept, one for each filter in use. Hashing an edition takes a fiftieth of the time of building its view."""

_MAX_IN_SUBJECT = 90
"""Characters of the first line of the lead in the subject: what a list of messages shows of it at most."""

_MAX_LEAD_TITLE = 200
"""Characters of a title in the lead: about thirty words, as many as a key point may have there."""


@lru_cache(maxsize=_MAX_CACHED)
def build_view(edition: Edition) -> View:
    """Return the view of `edition`, in its own time zone. Kept: all recipients with the same filter get the same view."""
    words = catalogue(edition.layout.language)
    notes = selection_notes(edition.entries, words)
    titles = {report.source: report.title or report.source for report in edition.sources}
    context = EntryContext(
        edition.timezone,
        usual_note(edition.entries, words),
        titles,
        edition.keywords,
        words,
        edition.layout.site_url,
        edition.layout.feedback_url,
        f"{edition.digest} {edition.slot}",
    )
    lead, groups = _in_order(edition)
    ordered = [each for group in groups for each in group.members]
    firsts = [group.first for group in groups for _ in group.members]
    views = [entry_view(each.entry, number, context) for number, each in enumerate(ordered, start=1)]
    listed = [ListedEntry(one.entry, view, first.entry) for one, view, first in zip(ordered, views, firsts, strict=True)]
    news = [one for one, first in zip(listed, firsts, strict=True) if not first.importance.is_routine]
    routine = [one for one, first in zip(listed, firsts, strict=True) if first.importance.is_routine]
    has_lead = len(ordered) >= MIN_LISTED
    lead_views = _lead_views(lead, listed, context) if has_lead else ()
    view = View(
        title=visible_text(edition.title),
        subject=_subject(edition, lead_views, words),
        day=words.weekday(edition.slot),
        counts=counts_text(edition, words),
        selection_notes=notes,
        lead=lead_views,
        lead_note=words.gettext("Nothing stands out in this edition.") if has_lead and not lead_views else "",
        groups=list_groups(news, edition.layout.group, titles, words),
        routine_lines=tuple(list_line(one, words, is_routine=True) for one in routine),
        entries=tuple(one.view for one in news),
        routine=tuple(one.view for one in routine),
        withdrawn=tuple(_withdrawn_view(gone, edition.timezone, words) for gone in edition.withdrawn[:_MAX_WITHDRAWN]),
        nothing=_nothing(edition, words),
        footer=footer_sections(edition, words),
        page=site_link(edition.layout.site_url, edition_path(edition.digest, edition.slot)),
        words=words,
    )
    return replace(view, minutes=minutes_text(view))


def _in_order(edition: Edition) -> tuple[tuple[RankedEntry, ...], tuple[EntryGroup, ...]]:
    """Return the entries of the lead, and all groups: those of the lead, then the others by importance, routine last."""
    groups = entry_groups(ranked(edition.entries, edition.keywords))
    lead = lead_entries([group.first for group in groups])
    keys = [each.entry.statement.key for each in lead]

    def place(group: EntryGroup) -> tuple[int, bool]:
        key = group.first.entry.statement.key
        return keys.index(key) if key in keys else len(keys), group.first.importance.is_routine

    return lead, tuple(sorted(groups, key=place))


def _lead_views(lead: Sequence[RankedEntry], listed: Sequence[ListedEntry], context: EntryContext) -> tuple[LeadView, ...]:
    """Return a line for each entry of the lead of which a key point or the title tells the news."""
    views = {one.entry.statement.key: one.view for one in listed}
    found: list[LeadView] = []
    for each in lead:
        view, line = views[each.entry.statement.key], lead_line(each.entry)
        shown = _shown_line(line, view) if line else None
        if line and shown:
            source = each.entry.statement.source
            title = limited_text(context.titles.get(source, source), MAX_BEFORE)
            found.append(LeadView(view.number, shown, title, view.language, view.direction, is_title=line.point is None))
    return tuple(found)


def _shown_line(line: LeadLine, view: EntryView) -> PointView | None:
    """Return a line as readers see it, with its link: that to a sentence, or to the statement whose title it is."""
    if line.point is None:
        return PointView(shortened(view.title, _MAX_LEAD_TITLE), "", view.link, ())
    shown = next((point for point in view.points if point.text == visible_text(line.text)), None)
    return replace(shown, speaker=limited_text(line.speaker, MAX_BEFORE), quotes=(), change=None) if shown else None


def _subject(edition: Edition, lead: Sequence[LeadView], words: Catalogue) -> str:
    """Return the subject, for example "Morning digest, 23 November 2026: 12 statements · The ministers agreed on a truce"."""
    number = len(edition.entries)
    held = words.ngettext("{number} statement", "{number} statements", number) if number else empty_text(edition, words)
    title = visible_text(edition.title)
    whole = words.gettext("{title}, {date}: {held}", title=title, date=words.day(edition.slot), held=held)
    return f"{whole} · {shortened(lead[0].point.text, _MAX_IN_SUBJECT)}" if lead else whole


def _nothing(edition: Edition, words: Catalogue) -> str:
    if edition.filtered_out:
        return words.gettext("What has been published since the last edition is not among what you asked for.")
    return words.gettext("Nothing new has been published since the last edition.")


def _withdrawn_view(withdrawal: Withdrawal, timezone: str, words: Catalogue) -> WithdrawnView:
    title = shortened(visible_text(withdrawal.title), MAX_BEFORE) or visible_text(withdrawal.link)
    named = title or words.gettext("Statement without a title")
    return WithdrawnView(named, safe_url(withdrawal.link), withdrawal_note(withdrawal, timezone, words))
