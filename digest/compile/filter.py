"""Filters an edition by the sources, types and keywords that one recipient asked for. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from digest.records import Edition, Entry, SourceReport, Statement, SubscriptionFilter, Withdrawal


def filter_edition(edition: Edition, subscription: SubscriptionFilter) -> Edition:
    """Return `edition` with only what `subscription` asks for; `filtered_out` counts the entries that were removed.

    An empty filter removes nothing. A filter by source also removes the reports and failures of other sources, and all counts
    of excluded statements: those are not known by source. Withdrawals stay of statements of which the filter left a text. The
    recipient does not get removed entries later.
    """
    if subscription == SubscriptionFilter():
        return edition
    entries = tuple(entry for entry in edition.entries if _matches(entry.statement, _sources(entry), subscription))
    return replace(
        edition,
        entries=entries,
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


def _sources(entry: Entry) -> tuple[str, ...]:
    return (entry.statement.source, *(also.source for also in entry.also))


def _matches(statement: Statement, sources: tuple[str, ...], subscription: SubscriptionFilter) -> bool:
    return (
        (not subscription.types or statement.type in subscription.types)
        and any(_has_source(subscription, source) for source in sources)
        and _has_keyword(subscription, f"{statement.title}\n{statement.speaker}\n{statement.text}")
    )


def _has_source(subscription: SubscriptionFilter, source: str) -> bool:
    return not subscription.sources or source in subscription.sources


def _has_keyword(subscription: SubscriptionFilter, text: str) -> bool:
    """Return whether a keyword occurs in `text` as whole words, in any case; "climat*" matches words that begin so."""
    return not subscription.keywords or any(_keyword_pattern(keyword).search(text) for keyword in subscription.keywords)


def _keyword_pattern(keyword: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in keyword.removesuffix("*").split())
    end = "" if keyword.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){words}{end}", re.IGNORECASE)


def _with_counts(report: SourceReport, before: tuple[Entry, ...], after: tuple[Entry, ...]) -> SourceReport:
    """Return the report with the numbers of new entries that the filter left, and of all that it left out."""
    mine = [entry for entry in after if entry.statement.source == report.source]
    left_out = sum(entry.statement.source == report.source for entry in before) - len(mine)
    return replace(report, new=sum(not entry.updated for entry in mine), not_asked_for=left_out)
