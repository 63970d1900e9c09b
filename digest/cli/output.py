"""Formats what commands print: results as Markdown, text or JSON, and the report of a run. Pure; prints nothing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from digest.cli.documents import Result
from digest.cli.json_line import Json, as_json, iso
from digest.compile.edition import counts_text, pluralise
from digest.compile.entry_view import display_title
from digest.compile.markdown import escape_inside, escape_markdown, markdown_link
from digest.compile.selection_notes import selection_notes
from digest.compile.strings import type_label
from digest.compile.text_fragment import sentence_link
from digest.compile.warning_notes import warning_note
from digest.locale.catalogue import ENGLISH
from digest.net.urls import safe_url
from digest.pipeline.report import RunReport
from digest.pipeline.trouble import troubles
from digest.records import Entry, KeyPoint, OutboxState, Outgoing, Receipt, Span, Statement, StatementRelation, Summary
from digest.text.visible import shortened, visible_text


def clean_result(result: Result) -> str:
    """The result of `clean --json` in one line. Offsets count the characters of `text`."""
    return as_json(_cleaned(result.name, result.cleaned))


def summary_result(result: Result) -> str:
    """The result of `summarise --json` in one line: that of `clean --json`, with the points and their evidence."""
    return as_json(_summarised(result.name, result.cleaned, result.answered))


def related_result(one: str, other: str, relation: StatementRelation) -> str:
    """The JSON result of `relate` for two related documents, in one line."""
    return as_json({"a": one, "b": other, "relation": str(relation.kind), "reason": relation.reason})


def error_result(result: Result) -> str:
    """The JSON result of a document that failed, in one line."""
    kind = type(result.error).__name__.removesuffix("Error").lower()
    return as_json({"id": result.name, "error": {"kind": kind, "message": str(result.error)}})


def _cleaned(name: str, statement: Statement) -> Json:
    return {
        "id": name,
        "title": statement.title,
        "url": statement.link,
        "source": statement.source,
        "published": iso(statement.published),
        "speaker": statement.speaker or None,
        "issuer": statement.issuer or None,
        "parties": list(statement.parties),
        "type": str(statement.type),
        "language": statement.language or None,
        "text": statement.text,
        "paragraphs": [
            {"start": p.start, "end": p.end, "speaker": p.speaker or None, "role": str(p.role)} for p in statement.paragraphs
        ],
        "sentences": [{"start": span.start, "end": span.end} for span in statement.sentences],
        "pages": [{"page": page.number, "start": page.start, "end": page.end} for page in statement.pages],
        "removed": [{"rule": removal.rule, "text": removal.text} for removal in statement.removed],
        "warnings": list(statement.warnings),
    }


def _summarised(name: str, statement: Statement, summary: Summary) -> Json:
    result = _cleaned(name, statement)
    result["warnings"] += summary.warnings
    model = summary.chooser
    return result | {
        "model": {"name": model.name, "revision": model.revision, "device": model.device},
        "points": [
            {
                "text": point.text,
                "speaker": point.speaker or None,
                "verbatim": point.verbatim,
                "status": str(point.verdict),
                "why": point.replaced or None,
                "evidence": [_evidence(statement, span) for span in point.evidence],
                "link": _link(statement, point.evidence[0]) or None,
            }
            for point in summary.points
        ],
        "truncated": summary.truncated,
    }


def _evidence(statement: Statement, span: Span) -> Json:
    page = statement.page_of(span)
    return {"start": span.start, "end": span.end} | ({"page": page} if page else {})


def _link(statement: Statement, span: Span) -> str:
    return sentence_link(statement.link, statement.text, span, statement.page_of(span))


def summary_markdown(result: Result) -> str:
    """The result of `summarise` for a reader: title, facts, points, and notes about them."""
    statement, summary = result.cleaned, result.answered
    lines = [f"## {markdown_link(display_title(statement), safe_url(statement.link))}", ""]
    # A document without an address is identified by the name of its file.
    name = "" if statement.link or result.name == "-" else result.name
    facts = " · ".join(filter(None, (name, _facts(statement))))
    if facts:
        lines += [escape_markdown(facts), ""]
    for point in summary.points:
        lines.append(f"- {_point_markdown(statement, point)}")
        if not point.verbatim:
            lines += [f"  > {escape_markdown(span.of(statement.text))}" for span in point.evidence]
        if point.replaced:
            lines += [f"  *(in place of a point that failed: {escape_inside(point.replaced)})*"]
    notes = [warning_note(warning, ENGLISH) for warning in (*statement.warnings, *summary.warnings)]
    notes += ["Only a part of the text was read."] if summary.truncated else []
    lines += ["", *(f"*{escape_inside(note)}*" for note in notes)] if notes else []
    lines += ["", *(f"*{escape_inside(line)}*" for line in selection_notes([Entry(statement, summary)]))]
    return "\n".join(lines)


def _point_markdown(statement: Statement, point: KeyPoint) -> str:
    said_by = f"**{escape_inside(point.speaker)}:** " if point.speaker and point.speaker != statement.speaker else ""
    link = _link(statement, point.evidence[0])
    return said_by + escape_markdown(point.text) + (f" {markdown_link('in the original', link)}" if link else "")


def _facts(statement: Statement) -> str:
    day = statement.day or statement.published
    published = day.strftime("%-d %B %Y") if day else ""
    facts = (statement.issuer or statement.speaker, published, type_label(statement.type))
    return " · ".join(fact for fact in facts if fact)


def clean_text(result: Result) -> str:
    """The cleaned text, followed by the pieces that were removed, each with its rule."""
    statement = result.cleaned
    lines = [statement.text]
    if statement.removed:
        lines += ["", "-- removed --"]
        lines += [f"{removal.rule}: {shortened(visible_text(removal.text), 200)}" for removal in statement.removed]
    lines += [f"warning: {warning}" for warning in statement.warnings]
    return "\n".join(lines)


def report_lines(report: RunReport, steps: Sequence[str], here: Path) -> Iterator[str]:
    """The lines that `digest run` prints: what each of `steps` did. File names are relative to the folder `here`."""
    if "collect" in steps:
        found = f"{report.new} new, {report.revised} changed"
        waiting = f", {report.waiting} postponed by Retry-After" if report.waiting else ""
        yield f"collected   {found}, from {pluralise(report.read, 'source')}{waiting}"
    for edition in report.editions:
        yield f"compiled    {edition.digest} {edition.slot}: {counts_text(edition)}"
    for slug in report.unsealed:
        yield f"waiting     {slug}: no source could be read; the edition is postponed to the next run"
    if "compile" in steps and not report.editions and not report.unsealed:
        yield "compiled    nothing: no edition is due"
    for row, receipt in report.delivered:
        yield _delivered(row, receipt, here)
    for row in report.uncertain:
        commands = f"digest outbox resend {row.id}, or digest outbox cancel {row.id}"
        yield f"uncertain   {row.target.address}: {row.detail} ({commands})"


def trouble_lines(report: RunReport) -> Iterator[str]:
    """What failed, and each reason why the run does not end with 0, whether or not it was told before."""
    return (trouble.message for trouble in troubles(report))


def report_fields(report: RunReport) -> Json:
    """The fields of the line that the log has at the end of a run."""
    states = Counter(str(receipt.state) for _, receipt in report.delivered)
    return {
        "event": "run_ended",
        "exit_code": report.exit_code,
        "new": report.new,
        "changed": report.revised,
        "read": report.read,
        "unreadable": len(report.unreadable),
        "failures": len(report.failures),
        "editions": [f"{edition.digest} {edition.slot}" for edition in report.editions],
        "delivered": dict(states),
    }


def _delivered(row: Outgoing, receipt: Receipt, here: Path) -> str:
    where = shown_path(row.target.address, here) if row.target.channel == "file" else row.target.address
    if receipt.state is OutboxState.SENT:
        return f"delivered   {where}"
    return f"{receipt.state!s:<11} {where}: {receipt.detail}"


def shown_path(path: str, here: Path) -> str:
    """`path` relative to the folder `here` if it is in it, else as it is."""
    absolute = Path(path)
    try:
        return str(absolute.relative_to(here))
    except ValueError:
        return str(absolute)
