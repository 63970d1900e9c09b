"""The fixed words of an edition, the same in every format: dates, types, who chose the points, what was read. Pure.

English, and independent of the locale of the machine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from digest.records import (
    Edition,
    Entry,
    Failure,
    FetchStatus,
    KeyPoint,
    SourceReport,
    StatementStatus,
    StatementType,
    Withdrawal,
)
from digest.text.lang.en import MONTHS, WEEKDAYS
from digest.text.visible import shortened, visible_text

ORIGINAL = "in the original"
UPDATED = "Updated"
CHANGED = "Changed since the earlier edition:"
BEFORE = "Before:"
REMOVED = "Taken out:"
WITHDRAWN = "Withdrawn"
NOTHING_NEW = "Nothing new has been published since the last edition."
TRUNCATED = "Only a part of this statement was read; the rest is in the original."
UNLINKED = (
    "The last statements have no links to single sentences here, so that no mail program cuts the message off; "
    "the plain-text part has them all."
)
NO_POINTS = "No key points were found in this statement."

_REASON = 300
"""Characters of a failure in the footer: enough for an address and an error, too few for a page that a server answered."""

_SUBJECT = 150
"""Characters of the subject of a failure: all but the longest addresses."""

_NOTHING_NEW = "Nothing new"
_SILENT = "Silent for longer than usual"
_APART = {
    StatementStatus.MERGED: "Shown by another source, too, and told once: {}",
    StatementStatus.REPLACED: "Replaced by a later text before this edition: {}",
    StatementStatus.EMBARGOED: "Under embargo, to follow when it ends: {}",
    StatementStatus.NO_SUMMARY: "Without key points so far, to follow: {}",
    StatementStatus.FAILED: "Could not be read: {}",
}

_LINES = 50
"""Lines of one section of the footer; thousands of sources must not drive the statements out of the mail."""


def day(moment: date) -> str:
    """For example "23 November 2026"."""
    return f"{moment.day} {MONTHS[moment.month - 1].capitalize()} {moment.year}"


def weekday(moment: date) -> str:
    """For example "Monday, 23 November 2026"."""
    return f"{WEEKDAYS[moment.weekday()].capitalize()}, {day(moment)}"


def local_time(moment: datetime, timezone: str) -> str:
    """`moment` in the digest's zone, for example "27 May 2021, 18:29 EDT"."""
    local = moment.astimezone(ZoneInfo(timezone))
    return f"{day(local)}, {local:%H:%M} {_zone(local)}"


def withdrawn(gone: Withdrawal, timezone: str) -> str:
    """What is said of a statement whose page is gone."""
    return f"In the edition of {day(gone.slot)}; its page is gone since {local_time(gone.gone, timezone)}."


def type_label(kind: StatementType) -> str:
    """For example "Joint statement"; empty where the type is not known."""
    return "" if kind is StatementType.OTHER else kind.value.replace("_", " ").capitalize()


def choice(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Who chose or wrote the key points: one sentence for each model and manner, in order of appearance."""
    shortened_by: dict[tuple[str, bool], bool] = {}
    for entry in entries:
        if entry.summary.points:
            manner = (_chooser(entry), _is_selected(entry))
            verbatim = all(point.verbatim for point in entry.summary.points)
            shortened_by[manner] = shortened_by.get(manner, False) or not verbatim
    return tuple(_chosen(chooser, selected, cut) for (chooser, selected), cut in shortened_by.items())


def _chosen(chooser: str, selected: bool, cut: bool) -> str:
    if not selected:
        return f"Key points are written by {chooser}, which can err; the sentences that they stand on are quoted below them."
    if cut:
        return (
            f"Key points are sentences of the statements, selected by {chooser}; "
            "where words are left out, the whole sentence stands below."
        )
    return f"Key points are sentences of the statements, word for word, selected by {chooser}."


def _chooser(entry: Entry) -> str:
    summary = entry.summary
    return "their place in the text alone" if summary.is_by_position else f"the model {visible_text(summary.model.name)}"


def chosen_here(entry: Entry) -> str:
    """The same for one entry of an edition in which several models or manners meet."""
    return f"{'Selected' if _is_selected(entry) else 'Written'} by {_chooser(entry)}."


def _is_selected(entry: Entry) -> bool:
    points = entry.summary.points
    if any(point.replaced for point in points):
        return False
    return all(point.verbatim or _is_cut(entry.statement.text, point) for point in points)


def _is_cut(text: str, point: KeyPoint) -> bool:
    """Whether the point is one run of words of its evidence, what stands there in brackets or not: a sentence that lost its
    beginning, its end or "(laughter)"."""
    words = _words(point.text)
    evidence = " ".join(span.of(text) for span in point.evidence)
    return bool(words) and any(f" {words} " in f" {_words(whole)} " for whole in (evidence, _IN_BRACKETS.sub(" ", evidence)))


_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]")


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def footer(edition: Edition) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings and lines of the footer: what became of what was fetched, which sources were read, had nothing new, are silent
    for longer than they use to be, or failed, and why. Empty sections are left out."""
    updated = Counter(entry.statement.source for entry in edition.entries if entry.updated)
    headings = ("Statements", "Read", _NOTHING_NEW, _SILENT, "Failed", "Not read yet")
    lines: dict[str, list[str]] = {heading: [] for heading in headings}
    lines["Statements"] += _receipts(edition)
    for report in edition.sources:
        heading, said = _of(report, updated[report.source], edition)
        lines[heading].append(
            f"{visible_text(report.title or report.source)}: {said}" if said else visible_text(report.title or report.source)
        )
    lines["Failed"] += _failures(edition)
    return tuple((heading, _bounded(said)) for heading, said in lines.items() if said)


def _receipts(edition: Edition) -> list[str]:
    """What became of everything that was fetched since the last edition: a line for each fate, with its number."""
    updated = sum(entry.updated for entry in edition.entries)
    numbers = (len(edition.entries) - updated, "new"), (updated, "updated")
    here = ", ".join(f"{number:,} {what}" for number, what in numbers if number)
    apart = [_APART[fate].format(f"{number:,}") for fate, number in edition.excluded]
    unasked = [f"Not among what you asked for: {edition.filtered_out:,}"] if edition.filtered_out else []
    return [*([f"In this edition: {here}"] if here else []), *unasked, *apart]


def _of(report: SourceReport, updated: int, edition: Edition) -> tuple[str, str]:
    """The section that a source belongs to, and what is said of it there."""
    match report.status:
        case FetchStatus.NEVER:
            return "Not read yet", ""
        case FetchStatus.FAILED:
            reason = shortened(visible_text(report.reason), _REASON) or "no reason known"
            return "Failed", f"{reason} ({_last_new(report, edition.timezone)})"
        case FetchStatus.READ | FetchStatus.UNCHANGED:
            if report.new or updated:
                return "Read", ", ".join(f"{n:,} {what}" for n, what in ((report.new, "new"), (updated, "updated")) if n)
            silent = report.expected is not None and report.expected < edition.sealed
            return _SILENT if silent else _NOTHING_NEW, _last_new(report, edition.timezone)


def _last_new(report: SourceReport, timezone: str) -> str:
    if report.last_new is None:
        return "nothing new so far"
    return f"last new {local_time(report.last_new, timezone)}"


def _failures(edition: Edition) -> list[str]:
    """The failures that are not already told as the end of a whole source."""
    told = {(report.source, report.reason) for report in edition.sources if report.status is FetchStatus.FAILED}
    return [_failed(failure) for failure in edition.failures if not _is_told(failure, told)]


def _failed(failure: Failure) -> str:
    """What failed, with a subject that leaves room for the reason: it can be the title of an item, of any length."""
    return shortened(visible_text(str(replace(failure, subject=shortened(visible_text(failure.subject), _SUBJECT)))), _REASON)


def _bounded(lines: list[str]) -> tuple[str, ...]:
    more = len(lines) - _LINES
    return tuple(lines) if more <= 0 else (*lines[:_LINES], f"and {more:,} more")


def _is_told(failure: Failure, told: set[tuple[str, str]]) -> bool:
    return any(
        (source, reason) in told for source in (failure.source, failure.subject) for reason in (failure.reason, str(failure))
    )


def _zone(local: datetime) -> str:
    """The abbreviation of the zone, or its distance from UTC where it has no letters ("+03" becomes "UTC+03")."""
    name = local.tzname() or ""
    return name if name.isalpha() else f"UTC{name}"
