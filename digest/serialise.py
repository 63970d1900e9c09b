"""Records <-> the JSON that the database keeps. Pure; knows no table."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from digest.records import (
    REPEATED_LINE,
    Change,
    Edition,
    Failure,
    KeyPoint,
    Model,
    Paragraph,
    Reading,
    Removal,
    RevisionLines,
    Role,
    SourceReport,
    Span,
    Statement,
    StatementStatus,
    StatementType,
    Summary,
    Withdrawal,
)

Json = dict[str, Any]


def _moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _text(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()


def spans_to_json(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def spans_from_json(values: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in values)


def statement_to_json(statement: Statement) -> Json:
    body = {
        name: getattr(statement, name)
        for name in ("link", "title", "text", "published_from", "issuer", "speaker", "place", "language")
    }
    return body | {
        "type": str(statement.type),
        "published": _text(statement.published),
        "day": statement.day and statement.day.isoformat(),
        "embargo": _text(statement.embargo),
        "paragraphs": [[p.start, p.end, p.speaker, str(p.role)] for p in statement.paragraphs],
        "sentences": spans_to_json(statement.sentences),
        "removed": [[removal.rule, removal.text] for removal in statement.removed],
        "warnings": list(statement.warnings),
    }


def statement_from_json(key: str, source: str, body: Json) -> Statement:
    return Statement(
        key=key,
        source=source,
        link=body["link"],
        title=body["title"],
        text=body["text"],
        paragraphs=tuple(Paragraph(start, end, speaker, Role(role)) for start, end, speaker, role in body["paragraphs"]),
        sentences=spans_from_json(body["sentences"]),
        published=_moment(body["published"]),
        published_from=body["published_from"],
        day=date.fromisoformat(body["day"]) if body.get("day") else None,  # earlier versions kept none
        issuer=body["issuer"],
        speaker=body["speaker"],
        place=body["place"],
        embargo=_moment(body["embargo"]),
        type=StatementType(body["type"]),
        language=body["language"],
        removed=tuple(Removal(rule, text) for rule, text in body["removed"]),
        warnings=tuple(body["warnings"]),
    )


def lines_of(body: Json) -> RevisionLines:
    """The lines of a statement, without making one: they are counted by the thousand."""
    text: str = body["text"]
    lines = tuple(text[start:end] for start, end, *_ in body["paragraphs"])
    return RevisionLines(lines, tuple(line for rule, line in body["removed"] if rule == REPEATED_LINE))


def changes_to_json(changes: tuple[Change, ...]) -> list[Json]:
    return [{"after": change.after and [change.after.start, change.after.end], "before": change.before} for change in changes]


def changes_from_json(values: list[Any]) -> tuple[Change, ...]:
    """The changes; editions of the first schema kept the bare spans of new sentences."""
    return tuple(
        Change(Span(*value)) if isinstance(value, list) else Change(value["after"] and Span(*value["after"]), value["before"])
        for value in values
    )


def summary_to_json(summary: Summary) -> Json:
    return {
        "device": summary.model.device,
        "truncated": summary.truncated,
        "warnings": list(summary.warnings),
        "points": [
            {
                "text": p.text,
                "speaker": p.speaker,
                "verbatim": p.verbatim,
                "evidence": spans_to_json(p.evidence),
                "replaced": p.replaced,
            }
            for p in summary.points
        ],
    }


def summary_from_json(model: Model, body: Json) -> Summary:
    points = tuple(
        KeyPoint(p["text"], spans_from_json(p["evidence"]), p["speaker"], p["verbatim"], p.get("replaced", ""))
        for p in body["points"]
    )
    return Summary(points, model, body["truncated"], tuple(body["warnings"]))


def edition_to_json(edition: Edition) -> Json:
    """Everything of an edition but its entries, which are rows of their own."""
    return {
        "title": edition.title,
        "timezone": edition.timezone,
        "sources": [_report_to_json(report) for report in edition.sources],
        "failures": [asdict(failure) for failure in edition.failures],
        "withdrawn": [_withdrawal_to_json(gone) for gone in edition.withdrawn],
        "apart": [[str(fate), number] for fate, number in edition.excluded],
    }


def _report_to_json(report: SourceReport) -> Json:
    return asdict(report) | {"last_new": _text(report.last_new), "expected": _text(report.expected)}


def reports_from_json(body: Json) -> tuple[SourceReport, ...]:
    return tuple(_report_from_json(row) for row in body["sources"])


def _report_from_json(row: Json) -> SourceReport:
    moments = {name: _moment(row.get(name)) for name in ("last_new", "expected")}
    return SourceReport(**(row | {"reading": Reading(row["reading"])} | moments))


def _withdrawal_to_json(gone: Withdrawal) -> Json:
    return asdict(gone) | {"gone": _text(gone.gone), "slot": gone.slot.isoformat()}


def withdrawn_from_json(body: Json) -> tuple[Withdrawal, ...]:
    """Empty for an edition that was sealed before this was looked for."""
    rows = body.get("withdrawn", ())
    return tuple(
        Withdrawal(**(row | {"gone": datetime.fromisoformat(row["gone"]), "slot": date.fromisoformat(row["slot"])}))
        for row in rows
    )


def apart_from_json(body: Json) -> tuple[tuple[StatementStatus, int], ...]:
    """Empty for an edition that was sealed before this was counted."""
    return tuple((StatementStatus(fate), number) for fate, number in body.get("apart", ()))


def failures_from_json(body: Json) -> tuple[Failure, ...]:
    return tuple(Failure(**row) for row in body["failures"])
