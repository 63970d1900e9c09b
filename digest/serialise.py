"""Converts records to JSON values and back, for the database and for the workers of the sandbox. Pure; knows no table.

The JSON keys are a contract with databases that exist: a renamed attribute keeps its key. Functions that read also accept what
earlier versions wrote.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from digest.records import (
    REPEATED_LINE,
    AwaitedPage,
    Change,
    Edition,
    EntryRelation,
    Failure,
    FetchStatus,
    Grouping,
    KeyPoint,
    Layout,
    Model,
    PageSpan,
    Paragraph,
    PhraseStatus,
    PhraseUse,
    RelationKind,
    Removal,
    RevisionLines,
    Role,
    SeriesChange,
    SourceReport,
    Span,
    Statement,
    StatementRelation,
    StatementStatus,
    StatementType,
    StoredText,
    Summary,
    Withdrawal,
    Wording,
)

Json = dict[str, Any]
"""A JSON object."""


def _time(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _text(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat()


def spans_to_json(spans: tuple[Span, ...]) -> list[list[int]]:
    """The spans as pairs of offsets."""
    return [[span.start, span.end] for span in spans]


def spans_from_json(values: list[list[int]]) -> tuple[Span, ...]:
    """The spans of pairs of offsets."""
    return tuple(Span(start, end) for start, end in values)


def statement_to_json(statement: Statement) -> Json:
    """A statement without its key and source, which the database keeps in columns."""
    body = {
        name: getattr(statement, name)
        for name in ("link", "title", "text", "published_from", "issuer", "speaker", "place", "language")
    }
    body |= {name: text for name in ("named", "site") if (text := getattr(statement, name))}
    if statement.parties:
        body["parties"] = list(statement.parties)
    if statement.pages:
        body["pages"] = [[page.start, page.end, page.number] for page in statement.pages]
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
    """The statement of `body`, with its key and source."""
    return Statement(
        key=key,
        source=source,
        link=body["link"],
        title=body["title"],
        text=body["text"],
        paragraphs=tuple(Paragraph(start, end, speaker, Role(role)) for start, end, speaker, role in body["paragraphs"]),
        sentences=spans_from_json(body["sentences"]),
        published=_time(body["published"]),
        published_from=body["published_from"],
        day=date.fromisoformat(body["day"]) if body.get("day") else None,  # early versions stored no day
        issuer=body["issuer"],
        speaker=body["speaker"],
        place=body["place"],
        embargo=_time(body["embargo"]),
        type=StatementType(body["type"]),
        language=body["language"],
        removed=tuple(Removal(rule, text) for rule, text in body["removed"]),
        warnings=tuple(body["warnings"]),
        named=body.get("named", ""),
        site=body.get("site", ""),
        pages=tuple(PageSpan(*page) for page in body.get("pages", ())),
        parties=tuple(body.get("parties", ())),
    )


def revision_lines_from_json(body: Json) -> RevisionLines:
    """The lines of a stored statement. Builds no Statement, because callers read thousands of them."""
    text: str = body["text"]
    lines = tuple(text[start:end] for start, end, *_ in body["paragraphs"])
    return RevisionLines(lines, tuple(line for rule, line in body["removed"] if rule == REPEATED_LINE))


def changes_to_json(changes: tuple[Change, ...]) -> list[Json]:
    """The changes of an updated entry."""
    return [{"after": change.after and [change.after.start, change.after.end], "before": change.before} for change in changes]


def changes_from_json(values: list[Any]) -> tuple[Change, ...]:
    """The changes of an updated entry. The first schema stored only the spans of new sentences."""
    return tuple(
        Change(Span(*value)) if isinstance(value, list) else Change(value["after"] and Span(*value["after"]), value["before"])
        for value in values
    )


def wording_to_json(wording: Wording) -> Json:
    """What an edition says of the words of an entry."""
    since = wording.since
    return {
        "since": since
        and {
            "title": since.title,
            "link": since.link,
            "day": since.day and since.day.isoformat(),
            "changes": changes_to_json(since.changes),
        },
        "phrases": [_phrase_to_json(use) for use in wording.phrases],
    }


def _phrase_to_json(use: PhraseUse) -> Json:
    fields = {name: getattr(use, name) for name in ("phrase", "before", "title", "link", "uses", "looked_at", "watched")}
    after = use.after and [use.after.start, use.after.end]
    return fields | {"status": str(use.status), "after": after, "day": use.day and use.day.isoformat()}


def wording_from_json(body: Json) -> Wording:
    """What an edition said of the words of an entry."""
    since = body["since"]
    return Wording(
        since and SeriesChange(since["title"], since["link"], _date(since["day"]), changes_from_json(since["changes"])),
        tuple(_phrase_from_json(row) for row in body["phrases"]),
    )


def _phrase_from_json(row: Json) -> PhraseUse:
    status, after = PhraseStatus(row["status"]), row["after"] and Span(*row["after"])
    return PhraseUse(**(row | {"status": status, "after": after, "day": _date(row["day"])}))


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def relation_to_json(relation: StatementRelation) -> Json:
    """How two statements are related."""
    return {"kind": str(relation.kind), "reason": relation.reason, "changed": [list(pair) for pair in relation.changed]}


def relation_from_json(body: Json) -> StatementRelation:
    """How two statements are related."""
    changed = tuple((before, after) for before, after in body["changed"])
    return StatementRelation(RelationKind(body["kind"]), body["reason"], changed)


def relations_to_json(relations: tuple[EntryRelation, ...]) -> list[Json]:
    """The related statements of an entry."""
    return [
        {
            "relation": relation_to_json(each.relation),
            "source": each.source,
            "title": each.title,
            "link": each.link,
            "slot": each.slot and each.slot.isoformat(),
            "is_within": each.is_within,
            "key": each.key,
            "day": each.day and each.day.isoformat(),
        }
        for each in relations
    ]


def relations_from_json(values: list[Json]) -> tuple[EntryRelation, ...]:
    """The related statements of an entry."""
    return tuple(
        EntryRelation(
            relation_from_json(each["relation"]),
            each["source"],
            each["title"],
            each["link"],
            date.fromisoformat(each["slot"]) if each["slot"] else None,
            each["is_within"],
            each.get("key", ""),  # early versions stored neither
            _date(each.get("day")),
        )
        for each in values
    )


def stored_text_to_json(text: StoredText) -> Json:
    """A stored revision, for a worker."""
    statement = text.statement
    body = statement_to_json(statement)
    return {
        "number": text.number,
        "seen": text.seen.isoformat(),
        "key": statement.key,
        "source": statement.source,
        "body": body,
    }


def stored_text_from_json(row: Json) -> StoredText:
    """The revision that `stored_text_to_json` was given."""
    statement = statement_from_json(row["key"], row["source"], row["body"])
    return StoredText(row["number"], statement, datetime.fromisoformat(row["seen"]))


def summary_to_json(summary: Summary) -> Json:
    """A summary; of its model only the device and the part that chose, since the database keeps the rest in columns."""
    return {
        "device": summary.model.device,
        "truncated": summary.truncated,
        "warnings": list(summary.warnings),
        "chosen_by": asdict(summary.chosen_by) if summary.chosen_by else None,
        "points": [
            {
                "text": p.text,
                "speaker": p.speaker,
                "verbatim": p.verbatim,
                "evidence": spans_to_json(p.evidence),
                "replaced": p.replaced,
                "left_out": spans_to_json(p.left_out),
            }
            for p in summary.points
        ],
    }


def summary_from_json(model: Model, body: Json) -> Summary:
    """The summary of `body`, made by `model`."""
    points = tuple(
        KeyPoint(
            p["text"],
            spans_from_json(p["evidence"]),
            p["speaker"],
            p["verbatim"],
            p.get("replaced", ""),
            spans_from_json(p.get("left_out", ())),
        )
        for p in body["points"]
    )
    chosen_by = Model(**found) if (found := body.get("chosen_by")) else None
    return Summary(points, model, body["truncated"], tuple(body["warnings"]), chosen_by)


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
        "last_new": _text(report.last_new),
        "reason": report.reason,
        "expected": _text(report.expected),
        "failing_since": _text(report.failing_since),
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
        last_new=_time(row["last_new"]),
        reason=row["reason"],
        expected=_time(row.get("expected")),  # early versions stored none
        failing_since=_time(row.get("failing_since")),
    )


def _withdrawal_to_json(withdrawal: Withdrawal) -> Json:
    row = {name: value for name, value in asdict(replace(withdrawal, shown=())).items() if name != "shown"}
    return row | {"gone": _text(withdrawal.gone), "slot": withdrawal.slot.isoformat()}


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


def announcement_to_json(page: AwaitedPage) -> Json:
    """What the feed of an awaited page says of it, and its link."""
    fields = {name: getattr(page, name) for name in ("link", "title", "author", "language", "guid", "least_length")}
    tried = {"source_tried": page.source_tried.isoformat()} if page.source_tried else {}
    return fields | tried | {"dates": list(page.dates), "announced": list(page.announced)}


def announcement_from_json(body: Json) -> Json:
    """The fields of an AwaitedPage that `announcement_to_json` wrote."""
    tried = {"source_tried": datetime.fromisoformat(body["source_tried"])} if "source_tried" in body else {}
    return body | tried | {"dates": tuple(body["dates"]), "announced": tuple(body["announced"])}
