"""The edition that one reader gets: of a sealed choice, what they asked for. Pure.

An edition belongs to its digest as a whole: what a reader did not ask for is not kept for them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from digest.records import Edition, Entry, SourceReport, Wish

EVERYTHING = Wish()


def wanted(edition: Edition, wish: Wish) -> Edition:
    """`edition` with the entries, sources, failures and withdrawals that fit `wish`; `unasked` counts the other entries."""
    if wish == EVERYTHING:
        return edition
    entries = tuple(entry for entry in edition.entries if _fits(entry, wish))
    return replace(
        edition,
        entries=entries,
        sources=tuple(_recounted(report, entries) for report in edition.sources if _of(report.source, wish)),
        failures=tuple(failure for failure in edition.failures if _of(failure.source, wish)),
        apart=() if wish.sources else edition.apart,
        withdrawn=tuple(gone for gone in edition.withdrawn if _of(gone.source, wish)),
        unasked=len(edition.entries) - len(entries),
    )


def _fits(entry: Entry, wish: Wish) -> bool:
    statement = entry.statement
    kind = not wish.types or statement.type in wish.types
    return kind and _of(statement.source, wish) and _says(f"{statement.title}\n{statement.speaker}\n{statement.text}", wish)


def _of(source: str, wish: Wish) -> bool:
    return not wish.sources or source in wish.sources


def _says(text: str, wish: Wish) -> bool:
    """Whether one of the keywords stands in `text` as whole words, whatever their case; "climat*" fits what begins so."""
    return not wish.keywords or any(_pattern(keyword).search(text) for keyword in wish.keywords)


def _pattern(keyword: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in keyword.removesuffix("*").split())
    end = "" if keyword.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){words}{end}", re.IGNORECASE)


def _recounted(report: SourceReport, entries: tuple[Entry, ...]) -> SourceReport:
    return replace(report, new=sum(entry.statement.source == report.source and not entry.updated for entry in entries))
