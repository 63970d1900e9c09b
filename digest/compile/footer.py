"""Builds the footer of an edition: what became of the fetched statements, and which sources were read or failed. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from digest.compile.strings import format_local_time
from digest.records import Edition, Failure, FetchStatus, SourceReport, StatementStatus
from digest.text.visible import shortened, visible_text

_MAX_LINES = 50
"""Lines of one section; thousands of sources must not push the statements out of the mail."""

_MAX_REASON = 300
"""Characters of a failure: enough for an address and an error, too few for a page that a server answered with."""

_MAX_SUBJECT = 150
"""Characters of the subject of a failure: all but the longest addresses fit."""

_STATEMENTS = "Statements"
_READ = "Read"
_NOTHING_NEW = "Nothing new"
_SILENT = "Silent for longer than usual"
_FAILED = "Failed"
_NOT_READ = "Not read yet"
_EXCLUDED = {
    StatementStatus.MERGED: "Shown by another source, too, and told once: {}",
    StatementStatus.REPLACED: "Replaced by a later text before this edition: {}",
    StatementStatus.EMBARGOED: "Under embargo, to follow when it ends: {}",
    StatementStatus.NO_SUMMARY: "Without key points so far, to follow: {}",
    StatementStatus.FAILED: "Could not be read: {}",
}


@dataclass(frozen=True, slots=True)
class FooterSection:
    """A heading of the footer and its lines."""

    heading: str
    lines: tuple[str, ...]


def footer_sections(edition: Edition) -> tuple[FooterSection, ...]:
    """Return the sections of the footer that have lines.

    They hold the numbers of fetched statements by status, and the sources that were read, have nothing new, are silent for
    longer than usual, failed (with the reason) or were not read yet.
    """
    updated = Counter(entry.statement.source for entry in edition.entries if entry.updated)
    lines: dict[str, list[str]] = {heading: [] for heading in (_STATEMENTS, _READ, _NOTHING_NEW, _SILENT, _FAILED, _NOT_READ)}
    lines[_STATEMENTS] += _statement_lines(edition)
    for report in edition.sources:
        heading, detail = _heading_and_detail(report, updated[report.source], edition)
        title = visible_text(report.title or report.source)
        lines[heading].append(f"{title}: {detail}" if detail else title)
    lines[_FAILED] += _failure_lines(edition)
    return tuple(FooterSection(heading, _limited(section)) for heading, section in lines.items() if section)


def _statement_lines(edition: Edition) -> list[str]:
    """Return a line for each status of the statements fetched since the last edition, with its number."""
    updated = sum(entry.updated for entry in edition.entries)
    included = _counts(len(edition.entries) - updated, updated)
    lines = [f"In this edition: {included}"] if included else []
    if edition.filtered_out:
        lines.append(f"Not among what you asked for: {edition.filtered_out:,}")
    return lines + [_EXCLUDED[status].format(f"{number:,}") for status, number in edition.excluded]


def _heading_and_detail(report: SourceReport, updated: int, edition: Edition) -> tuple[str, str]:
    """Return the section of a source and what it says about the source; "" for its name alone."""
    match report.status:
        case FetchStatus.NEVER:
            return _NOT_READ, ""
        case FetchStatus.FAILED:
            reason = shortened(visible_text(report.reason), _MAX_REASON) or "no reason known"
            return _FAILED, f"{reason} ({_last_new(report, edition.timezone)})"
        case FetchStatus.READ | FetchStatus.UNCHANGED:
            if report.new or updated:
                return _READ, _counts(report.new, updated)
            if report.not_asked_for:
                return _READ, f"{report.not_asked_for:,} published, none matched"
            silent = report.expected is not None and report.expected < edition.sealed
            return _SILENT if silent else _NOTHING_NEW, _last_new(report, edition.timezone)


def _counts(new: int, updated: int) -> str:
    """Return for example "3 new, 1 updated"; "" if both are 0."""
    return ", ".join(f"{number:,} {what}" for number, what in ((new, "new"), (updated, "updated")) if number)


def _last_new(report: SourceReport, timezone: str) -> str:
    if report.last_new is None:
        return "nothing new so far"
    return f"last new {format_local_time(report.last_new, timezone)}"


def _failure_lines(edition: Edition) -> list[str]:
    """Return a line for each failure, except those that the line of a failed source already names."""
    named = {(report.source, report.reason) for report in edition.sources if report.status is FetchStatus.FAILED}
    return [_failure_line(failure) for failure in edition.failures if not _is_named(failure, named)]


def _is_named(failure: Failure, named: set[tuple[str, str]]) -> bool:
    return any(
        (source, reason) in named for source in (failure.source, failure.subject) for reason in (failure.reason, str(failure))
    )


def _failure_line(failure: Failure) -> str:
    """Return the failure with its subject shortened: it may be an item's title, of any length, and must leave room."""
    subject = shortened(visible_text(failure.subject), _MAX_SUBJECT)
    return shortened(visible_text(str(replace(failure, subject=subject))), _MAX_REASON)


def _limited(lines: list[str]) -> tuple[str, ...]:
    more = len(lines) - _MAX_LINES
    return tuple(lines) if more <= 0 else (*lines[:_MAX_LINES], f"and {more:,} more")
