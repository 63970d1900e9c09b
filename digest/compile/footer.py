"""Builds the footer of an edition: what became of the fetched statements, and which sources were read or failed. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum, auto

from digest.compile.failure_notes import failure_text, reader_reason
from digest.locale.catalogue import ENGLISH, Catalogue
from digest.records import Edition, Failure, FetchStatus, SourceReport, StatementStatus
from digest.text.visible import shortened, visible_text

_MAX_LINES = 50
"""Lines of one section; thousands of sources must not push the statements out of the mail."""

_MAX_REASON = 300
"""Characters of a failure: enough for an address and an error, too few for a page that a server answered with."""

_MAX_SUBJECT = 150
"""Characters of the subject of a failure: all but the longest addresses fit."""


@dataclass(frozen=True, slots=True)
class FooterSection:
    """A heading of the footer and its lines. `is_calm`: it tells of sources of which nobody has to know
    more. `total` is the number of lines of which these are the first."""

    heading: str
    lines: tuple[str, ...]
    is_calm: bool = False
    total: int = 0

    def shortened(self, maximum: int, words: Catalogue) -> FooterSection:
        """Return the section with at most `maximum` lines, if it is calm."""
        if not self.is_calm or self.total <= maximum:
            return self
        more = words.ngettext("and {number} more", "and {number} more", self.total - maximum)
        return replace(self, lines=(*self.lines[:maximum], more))


class _FooterHeading(Enum):
    """The sections of the footer, in their order."""

    STATEMENTS = auto()
    READ = auto()
    NOTHING_NEW = auto()
    SILENT = auto()
    FAILED = auto()
    NOT_READ = auto()


_CALM = frozenset({_FooterHeading.READ, _FooterHeading.NOTHING_NEW})


def footer_sections(edition: Edition, words: Catalogue = ENGLISH) -> tuple[FooterSection, ...]:
    """Return the sections of the footer that have lines.

    They hold the numbers of fetched statements by status, and the sources that were read, have nothing new, are silent for
    longer than usual, failed (with the reason) or were not read yet.
    """
    updated = Counter(entry.statement.source for entry in edition.entries if entry.updated)
    lines: dict[_FooterHeading, list[str]] = {heading: [] for heading in _FooterHeading}
    lines[_FooterHeading.STATEMENTS] += _statement_lines(edition, words)
    for report in edition.sources:
        heading, detail = _heading_and_detail(report, updated[report.source], edition, words)
        title = visible_text(report.title or report.source)
        lines[heading].append(f"{title}: {detail}" if detail else title)
    lines[_FooterHeading.FAILED] += _failure_lines(edition, words)
    return tuple(
        FooterSection(_heading_text(heading, words), _limited(section, words), heading in _CALM, len(section))
        for heading, section in lines.items()
        if section
    )


def _heading_text(heading: _FooterHeading, words: Catalogue) -> str:
    texts = {
        _FooterHeading.STATEMENTS: words.gettext("Statements"),
        _FooterHeading.READ: words.gettext("Read"),
        _FooterHeading.NOTHING_NEW: words.gettext("Nothing new"),
        _FooterHeading.SILENT: words.gettext("Silent for longer than usual"),
        _FooterHeading.FAILED: words.gettext("Failed"),
        _FooterHeading.NOT_READ: words.gettext("Not read yet"),
    }
    return texts[heading]


def _statement_lines(edition: Edition, words: Catalogue) -> list[str]:
    """Return a line for each status of the statements fetched since the last edition, with its number."""
    updated = sum(entry.updated for entry in edition.entries)
    included = _counts(len(edition.entries) - updated, updated, words)
    lines = [words.gettext("In this edition: {counts}", counts=included)] if included else []
    if edition.filtered_out:
        lines.append(words.gettext("Not among what you asked for: {number}", number=words.number(edition.filtered_out)))
    return lines + [_excluded_line(status, words.number(number), words) for status, number in edition.excluded]


def _excluded_line(status: StatementStatus, number: str, words: Catalogue) -> str:
    lines = {
        StatementStatus.MERGED: words.gettext("Shown by another source, too, and told once: {number}", number=number),
        StatementStatus.REPLACED: words.gettext("Replaced by a later text before this edition: {number}", number=number),
        StatementStatus.EMBARGOED: words.gettext("Under embargo, to follow when it ends: {number}", number=number),
        StatementStatus.NO_SUMMARY: words.gettext("Without key points so far, to follow: {number}", number=number),
        StatementStatus.FAILED: words.gettext("Could not be read: {number}", number=number),
    }
    return lines[status]


def _heading_and_detail(report: SourceReport, updated: int, edition: Edition, words: Catalogue) -> tuple[_FooterHeading, str]:
    """Return the section of a source and what it says about the source; "" for its name alone."""
    match report.status:
        case FetchStatus.NEVER:
            return _FooterHeading.NOT_READ, ""
        case FetchStatus.FAILED:
            reason = shortened(reader_reason(report.reason, words), _MAX_REASON)
            return _FooterHeading.FAILED, f"{reason} ({_last_new(report, edition.timezone, words)})"
        case FetchStatus.READ | FetchStatus.UNCHANGED:
            if report.new or updated:
                return _FooterHeading.READ, _counts(report.new, updated, words)
            if report.not_asked_for:
                number = report.not_asked_for
                return _FooterHeading.READ, words.ngettext(
                    "{number} published, none matched", "{number} published, none matched", number
                )
            silent = report.expected is not None and report.expected < edition.sealed
            return _FooterHeading.SILENT if silent else _FooterHeading.NOTHING_NEW, _last_new(report, edition.timezone, words)


def _counts(new: int, updated: int, words: Catalogue) -> str:
    """Return for example "3 new, 1 updated"; "" if both are 0."""
    parts = [words.ngettext("{number} new", "{number} new", new)] if new else []
    return ", ".join([*parts, *([words.ngettext("{number} updated", "{number} updated", updated)] if updated else [])])


def _last_new(report: SourceReport, timezone: str, words: Catalogue) -> str:
    if report.last_new is None:
        return words.gettext("nothing new so far")
    return words.gettext("last new {time}", time=words.local_time(report.last_new, timezone))


def _failure_lines(edition: Edition, words: Catalogue) -> list[str]:
    """Return a line for each failure, except those that the line of a failed source already names."""
    named = {(report.source, report.reason) for report in edition.sources if report.status is FetchStatus.FAILED}
    return [_failure_line(failure, words) for failure in edition.failures if not _is_named(failure, named)]


def _is_named(failure: Failure, named: set[tuple[str, str]]) -> bool:
    return any(
        (source, reason) in named for source in (failure.source, failure.subject) for reason in (failure.reason, str(failure))
    )


def _failure_line(failure: Failure, words: Catalogue) -> str:
    """Return the failure with its subject shortened: it may be an item's title, of any length, and must leave room."""
    subject = shortened(visible_text(failure.subject), _MAX_SUBJECT)
    return shortened(failure_text(replace(failure, subject=subject), words), _MAX_REASON)


def _limited(lines: list[str], words: Catalogue) -> tuple[str, ...]:
    more = len(lines) - _MAX_LINES
    return tuple(lines) if more <= 0 else (*lines[:_MAX_LINES], words.ngettext("and {number} more", "and {number} more", more))
