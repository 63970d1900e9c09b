"""Filters an edition by the sources, types and keywords that one recipient asked for. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from digest.records import Edition, Entry, SourceReport, SubscriptionFilter


def filter_edition(edition: Edition, subscription: SubscriptionFilter) -> Edition:
    """Return `edition` with only what `subscription` asks for; `filtered_out` counts the entries that were removed.

    An empty filter removes nothing. A filter by source also removes the reports, failures and withdrawals of other sources, and
    all counts of excluded statements: those are not known by source. The recipient does not get removed entries later.
    """
    if subscription == SubscriptionFilter():
        return edition
    entries = tuple(entry for entry in edition.entries if _matches(entry, subscription))
    return replace(
        edition,
        entries=entries,
        sources=tuple(
            _with_new_count(report, entries) for report in edition.sources if _has_source(subscription, report.source)
        ),
        failures=tuple(failure for failure in edition.failures if _has_source(subscription, failure.source)),
        excluded=() if subscription.sources else edition.excluded,
        withdrawn=tuple(withdrawal for withdrawal in edition.withdrawn if _has_source(subscription, withdrawal.source)),
        filtered_out=len(edition.entries) - len(entries),
    )


def _matches(entry: Entry, subscription: SubscriptionFilter) -> bool:
    statement = entry.statement
    return (
        (not subscription.types or statement.type in subscription.types)
        and any(_has_source(subscription, source) for source in (statement.source, *(also.source for also in entry.also)))
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


def _with_new_count(report: SourceReport, entries: tuple[Entry, ...]) -> SourceReport:
    """Return the report with the number of new entries that the filter left."""
    return replace(report, new=sum(entry.statement.source == report.source and not entry.updated for entry in entries))
