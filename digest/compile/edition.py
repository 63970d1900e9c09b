"""Compiles an edition: orders its entries, counts what it leaves out, and says in a few words how many there are. Pure.

It chooses nothing: the store knows which statements an edition takes. It formats nothing: that is up to the renderers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from digest.locale.catalogue import ENGLISH, Catalogue
from digest.records import AuditEntry, Edition, Entry, Failure, Layout, SourceReport, StatementStatus, Withdrawal

_EXCLUDED_STATUSES = (
    StatementStatus.MERGED,
    StatementStatus.REPLACED,
    StatementStatus.EMBARGOED,
    StatementStatus.NO_SUMMARY,
    StatementStatus.FAILED,
)
_DEFAULT_LAYOUT = Layout()
_UNDATED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The entries of one source, newest first; `source` is its name, `title` what readers see."""

    source: str
    title: str
    entries: tuple[Entry, ...]


def compile_edition(
    *,
    slug: str,
    title: str,
    slot: date,
    timezone: str,
    sealed: datetime,
    entries: Iterable[Entry],
    sources: Iterable[SourceReport] = (),
    failures: Iterable[Failure] = (),
    excluded: Iterable[AuditEntry] = (),
    withdrawn: Iterable[Withdrawal] = (),
    layout: Layout = _DEFAULT_LAYOUT,
) -> Edition:
    """Return the edition of the digest `slug` for `slot`. The order of `entries` makes no difference.

    Entries follow the order of `sources`; within a source the newest comes first and undated ones come last. `timezone` is an
    IANA name, `sealed` an aware moment. Of `excluded`, statements that were fetched but are not in the edition, it keeps the
    number of each status. Raise ValueError if `sealed` is naive.
    """
    if sealed.tzinfo is None:
        raise ValueError(f"edition of {slug!r}: the sealing time {sealed} has no time zone")
    reports = tuple(sources)
    return Edition(
        digest=slug,
        title=title,
        slot=slot,
        timezone=timezone,
        sealed=sealed.astimezone(UTC),
        entries=_ordered(entries, reports),
        sources=reports,
        failures=tuple(failures),
        excluded=_counted_by_status(excluded),
        withdrawn=tuple(withdrawn),
        layout=layout,
    )


def group_by_source(edition: Edition) -> tuple[SourceGroup, ...]:
    """Return the entries by source, in the order of the edition; a source without entries has no group."""
    titles = {report.source: report.title for report in edition.sources}
    by_source = groupby(edition.entries, key=lambda entry: entry.statement.source)
    return tuple(SourceGroup(source, titles.get(source) or source, tuple(entries)) for source, entries in by_source)


def counts_text(edition: Edition, words: Catalogue = ENGLISH) -> str:
    """Return how much an edition holds, for example "12 statements, 2 updated, from 5 sources"."""
    if not edition.entries:
        return empty_text(edition, words)
    updated = sum(entry.updated for entry in edition.entries)
    sources = len({entry.statement.source for entry in edition.entries})
    parts = [words.ngettext("{number} statement", "{number} statements", len(edition.entries))]
    parts += [words.ngettext("{number} updated", "{number} updated", updated)] if updated else []
    parts += [words.ngettext("{number} withdrawn", "{number} withdrawn", len(edition.withdrawn))] if edition.withdrawn else []
    return ", ".join([*parts, words.ngettext("from {number} source", "from {number} sources", sources)])


def empty_text(edition: Edition, words: Catalogue = ENGLISH) -> str:
    """Return what an edition without entries holds: "2 statements withdrawn", for example, or "no new statements"."""
    if edition.withdrawn:
        return words.ngettext("{number} statement withdrawn", "{number} statements withdrawn", len(edition.withdrawn))
    if edition.filtered_out:
        return words.ngettext("none of {number} statement matched", "none of {number} statements matched", edition.filtered_out)
    return words.gettext("no new statements")


def pluralise(number: int, noun: str) -> str:
    """Return a number with its noun, for example "1 source", "1,204 sources"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _counted_by_status(excluded: Iterable[AuditEntry]) -> tuple[tuple[StatementStatus, int], ...]:
    """Return how many statements are not in the edition, by status; those that enter it now do not count."""
    counts = Counter(entry.status for entry in excluded)
    return tuple((status, counts[status]) for status in _EXCLUDED_STATUSES if counts[status])


def _ordered(entries: Iterable[Entry], reports: tuple[SourceReport, ...]) -> tuple[Entry, ...]:
    positions = {report.source: position for position, report in enumerate(reports)}

    def source_position(entry: Entry) -> tuple[int, str]:
        return positions.get(entry.statement.source, len(positions)), entry.statement.source

    by_key = sorted(entries, key=lambda entry: entry.statement.key)
    newest_first = sorted(by_key, key=lambda entry: entry.statement.published or _UNDATED, reverse=True)
    return tuple(sorted(newest_first, key=source_position))
