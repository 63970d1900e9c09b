"""What an edition is, before anybody writes it down: which entries in which order, under which heading, and how many. Pure.

Chooses nothing: which statements an edition takes is the store's knowledge, and how they look is the renderers'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby

from digest.records import AuditEntry, Edition, Entry, Failure, SourceReport, StatementStatus, Withdrawal

_APART = (
    StatementStatus.MERGED,
    StatementStatus.REPLACED,
    StatementStatus.EMBARGOED,
    StatementStatus.NO_SUMMARY,
    StatementStatus.FAILED,
)
_UNDATED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The entries of one source, newest first."""

    source: str
    title: str
    entries: tuple[Entry, ...]


def compile_edition(
    *,
    digest: str,
    title: str,
    slot: date,
    timezone: str,
    sealed: datetime,
    entries: Iterable[Entry],
    sources: Iterable[SourceReport] = (),
    failures: Iterable[Failure] = (),
    excluded: Iterable[AuditEntry] = (),
    withdrawn: Iterable[Withdrawal] = (),
) -> Edition:
    """One issue of `digest` for `slot`; the same arguments in another order of `entries` give the same edition.

    Entries follow the order of `sources`, then the newest comes first; what has no date closes its source. `timezone` is an
    IANA name, `sealed` an aware moment; of what was fetched and stands `excluded`, the edition keeps the numbers. Raise
    ValueError if `sealed` is naive.
    """
    if sealed.tzinfo is None:
        raise ValueError(f"the moment {sealed} at which {digest!r} is sealed has no time zone")
    reports = tuple(sources)
    return Edition(
        digest=digest,
        title=title,
        slot=slot,
        timezone=timezone,
        sealed=sealed.astimezone(UTC),
        entries=_ordered(entries, reports),
        sources=reports,
        failures=tuple(failures),
        excluded=_excluded(excluded),
        withdrawn=tuple(withdrawn),
    )


def groups(edition: Edition) -> tuple[SourceGroup, ...]:
    """The entries by source, in the order of the edition; a source without entries has no group."""
    titles = {report.source: report.title for report in edition.sources}
    by_source = groupby(edition.entries, key=lambda entry: entry.statement.source)
    return tuple(SourceGroup(source, titles.get(source) or source, tuple(entries)) for source, entries in by_source)


def counts(edition: Edition) -> str:
    """For example "12 statements, 2 updated, from 5 sources"."""
    if not edition.entries:
        return nothing_new(edition)
    updated = sum(entry.updated for entry in edition.entries)
    sources = len({entry.statement.source for entry in edition.entries})
    said = [counted(len(edition.entries), "statement"), *([f"{updated} updated"] if updated else [])]
    said += [f"{len(edition.withdrawn)} withdrawn"] if edition.withdrawn else []
    return ", ".join([*said, f"from {counted(sources, 'source')}"])


def nothing_new(edition: Edition) -> str:
    """What an edition without entries is about."""
    return f"{counted(len(edition.withdrawn), 'statement')} withdrawn" if edition.withdrawn else "no new statements"


def counted(number: int, noun: str) -> str:
    """For example "1 source", "1,204 sources"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _excluded(known: Iterable[AuditEntry]) -> tuple[tuple[StatementStatus, int], ...]:
    """How many statements are not in the edition, by status; those that enter it now do not count."""
    numbers = Counter(one.status for one in known)
    return tuple((fate, numbers[fate]) for fate in _APART if numbers[fate])


def _ordered(entries: Iterable[Entry], reports: tuple[SourceReport, ...]) -> tuple[Entry, ...]:
    places = {report.source: place for place, report in enumerate(reports)}

    def place(entry: Entry) -> tuple[int, str]:
        return places.get(entry.statement.source, len(places)), entry.statement.source

    by_key = sorted(entries, key=lambda entry: entry.statement.key)
    newest_first = sorted(by_key, key=lambda entry: entry.statement.published or _UNDATED, reverse=True)
    return tuple(sorted(newest_first, key=place))
