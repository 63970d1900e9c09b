"""Sealed editions as JSON."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime

from digest.records import Edition, Failure, FetchStatus, Grouping, Layout, SourceReport, StatementStatus, Withdrawal
from digest.serialise.json_values import Json, time_from_json, time_to_json


def edition_to_json(edition: Edition) -> Json:
    """An edition without its entries, which have a table of their own."""
    return {
        "title": edition.title,
        "timezone": edition.timezone,
        "sources": [_report_to_json(report) for report in edition.sources],
        "failures": [asdict(failure) for failure in edition.failures],
        "withdrawn": [_withdrawal_to_json(withdrawal) for withdrawal in edition.withdrawn],
        "apart": [[str(status), number] for status, number in edition.excluded],
        "layout": asdict(edition.layout),
    }


def layout_from_json(body: Json) -> Layout:
    """How an edition is shown. The default for one sealed by a version that had no other."""
    layout = body.get("layout", {})
    return Layout(**(layout | {"group": Grouping(layout.get("group", Grouping.SOURCE))}))


def _report_to_json(report: SourceReport) -> Json:
    return {
        "source": report.source,
        "title": report.title,
        "reading": str(report.status),
        "new": report.new,
        "last_new": time_to_json(report.last_new),
        "reason": report.reason,
        "expected": time_to_json(report.expected),
        "failing_since": time_to_json(report.failing_since),
    }


def reports_from_json(body: Json) -> tuple[SourceReport, ...]:
    """The source reports of an edition."""
    return tuple(_report_from_json(row) for row in body["sources"])


def _report_from_json(row: Json) -> SourceReport:
    return SourceReport(
        source=row["source"],
        title=row["title"],
        status=FetchStatus(row["reading"]),
        new=row["new"],
        last_new=time_from_json(row["last_new"]),
        reason=row["reason"],
        expected=time_from_json(row.get("expected")),  # early versions stored none
        failing_since=time_from_json(row.get("failing_since")),
    )


def _withdrawal_to_json(withdrawal: Withdrawal) -> Json:
    row = {name: value for name, value in asdict(replace(withdrawal, shown=())).items() if name != "shown"}
    return row | {"gone": time_to_json(withdrawal.gone), "slot": withdrawal.slot.isoformat()}


def withdrawn_from_json(body: Json) -> tuple[Withdrawal, ...]:
    """The withdrawals of an edition. Empty for one sealed by a version that did not check pages."""
    rows = body.get("withdrawn", ())
    return tuple(
        Withdrawal(**(row | {"gone": datetime.fromisoformat(row["gone"]), "slot": date.fromisoformat(row["slot"])}))
        for row in rows
    )


def excluded_from_json(body: Json) -> tuple[tuple[StatementStatus, int], ...]:
    """What an edition left out, counted by status. Empty for one sealed by a version that did not count."""
    return tuple((StatementStatus(status), number) for status, number in body.get("apart", ()))


def failures_from_json(body: Json) -> tuple[Failure, ...]:
    """The failures that an edition lists."""
    return tuple(Failure(**row) for row in body["failures"])
