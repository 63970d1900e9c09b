"""Filters an edition by the sources, types and keywords that one recipient asked for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from digest.compile.keywords import has_keyword, keyword_rank
from digest.records import Edition, Entry, SourceReport, Statement, SubscriptionFilter, Withdrawal


def filter_edition(edition: Edition, subscription: SubscriptionFilter) -> Edition:
    """Return `edition` with only what `subscription` asks for; `filtered_out` counts the entries that were removed.

    An empty filter removes nothing. A filter by source also removes the reports and failures of other sources, and all counts
    of excluded statements: those are not known by source. Withdrawals stay of statements of which the filter left a text. The
    recipient does not get removed entries later.

    Keywords change the order, too: in each source, those statements come first that have one in the title, then in the lead; in
    each statement, the key points that have one.
    """
    if subscription == SubscriptionFilter():
        return edition
    entries = tuple(entry for entry in edition.entries if _asks_for(subscription, entry))
    return replace(
        edition,
        entries=_ranked(entries, subscription.keywords) if subscription.keywords else entries,
        keywords=subscription.keywords,
        sources=tuple(
            _with_counts(report, edition.entries, entries)
            for report in edition.sources
            if _has_source(subscription, report.source)
        ),
        failures=tuple(failure for failure in edition.failures if _has_source(subscription, failure.source)),
        excluded=() if subscription.sources else edition.excluded,
        withdrawn=tuple(withdrawal for withdrawal in edition.withdrawn if _was_shown(withdrawal, subscription)),
        filtered_out=len(edition.entries) - len(entries),
    )


def _was_shown(withdrawal: Withdrawal, subscription: SubscriptionFilter) -> bool:
    """Return whether the filter left a text of the statement; by its source alone if no text is known."""
    if not withdrawal.shown:
        return _has_source(subscription, withdrawal.source)
    return any(_matches(statement, (withdrawal.source,), subscription) for statement in withdrawal.shown)


def _asks_for(subscription: SubscriptionFilter, entry: Entry) -> bool:
    """Return whether the filter leaves the entry. If a change is taken back, it must have left a text with the change."""
    texts = entry.replaced or (entry.statement, *_other_titles(entry))
    return any(_matches(text, _sources(entry), subscription) for text in texts)


def _sources(entry: Entry) -> tuple[str, ...]:
    return (entry.statement.source, *(also.source for also in entry.also))


def _other_titles(entry: Entry) -> Iterator[Statement]:
    """Yield the text with the title and type that other statements have with it."""
    for also in entry.also:
        if also.relation is not None:
            yield replace(entry.statement, title=also.title, type=also.type)


def _matches(statement: Statement, sources: tuple[str, ...], subscription: SubscriptionFilter) -> bool:
    said = f"{statement.title}\n{statement.speaker}\n{statement.text}"
    return (
        (not subscription.types or statement.type in subscription.types)
        and any(_has_source(subscription, source) for source in sources)
        and (not subscription.keywords or has_keyword(subscription.keywords, said))
        and not has_keyword(subscription.exclude, said)
    )


def _has_source(subscription: SubscriptionFilter, source: str) -> bool:
    return not subscription.sources or source in subscription.sources


def _ranked(entries: Iterable[Entry], keywords: tuple[str, ...]) -> tuple[Entry, ...]:
    """Return the entries with those first, in each source, that have a keyword in the title, then in the lead."""
    sources: dict[str, int] = {}
    places = [(sources.setdefault(entry.statement.source, len(sources)), entry) for entry in entries]
    places.sort(key=lambda place: (place[0], keyword_rank(keywords, place[1].statement)))
    return tuple(_with_points_first(entry, keywords) for _, entry in places)


def _with_points_first(entry: Entry, keywords: tuple[str, ...]) -> Entry:
    """Return the entry with those key points first that have a keyword."""
    text = entry.statement.text
    points = sorted(
        entry.summary.points,
        key=lambda point: not has_keyword(keywords, point.text, *(span.of(text) for span in point.evidence)),
    )
    return replace(entry, summary=replace(entry.summary, points=tuple(points)))


def _with_counts(report: SourceReport, before: tuple[Entry, ...], after: tuple[Entry, ...]) -> SourceReport:
    """Return the report with the numbers of new entries that the filter left, and of all that it left out."""
    mine = [entry for entry in after if entry.statement.source == report.source]
    left_out = sum(entry.statement.source == report.source for entry in before) - len(mine)
    return replace(report, new=sum(not entry.updated for entry in mine), not_asked_for=left_out)
