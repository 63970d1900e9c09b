"""The edition that one reader gets: of a sealed choice, what they asked for. Pure.

An edition belongs to its digest as a whole: what a reader did not ask for is not kept for them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from digest.records import Edition, Entry, SourceReport, SubscriptionFilter

EVERYTHING = SubscriptionFilter()


def filter_edition(edition: Edition, subscription: SubscriptionFilter) -> Edition:
    """`edition` reduced to what fits `subscription`; `filtered_out` counts the entries that were left out."""
    if subscription == EVERYTHING:
        return edition
    entries = tuple(entry for entry in edition.entries if _fits(entry, subscription))
    return replace(
        edition,
        entries=entries,
        sources=tuple(_recounted(report, entries) for report in edition.sources if _of(report.source, subscription)),
        failures=tuple(failure for failure in edition.failures if _of(failure.source, subscription)),
        excluded=() if subscription.sources else edition.excluded,
        withdrawn=tuple(gone for gone in edition.withdrawn if _of(gone.source, subscription)),
        filtered_out=len(edition.entries) - len(entries),
    )


def _fits(entry: Entry, subscription: SubscriptionFilter) -> bool:
    statement = entry.statement
    kind = not subscription.types or statement.type in subscription.types
    return (
        kind
        and _of(statement.source, subscription)
        and _says(f"{statement.title}\n{statement.speaker}\n{statement.text}", subscription)
    )


def _of(source: str, subscription: SubscriptionFilter) -> bool:
    return not subscription.sources or source in subscription.sources


def _says(text: str, subscription: SubscriptionFilter) -> bool:
    """Whether one of the keywords stands in `text` as whole words, whatever their case; "climat*" fits what begins so."""
    return not subscription.keywords or any(_pattern(keyword).search(text) for keyword in subscription.keywords)


def _pattern(keyword: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in keyword.removesuffix("*").split())
    end = "" if keyword.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){words}{end}", re.IGNORECASE)


def _recounted(report: SourceReport, entries: tuple[Entry, ...]) -> SourceReport:
    return replace(report, new=sum(entry.statement.source == report.source and not entry.updated for entry in entries))
