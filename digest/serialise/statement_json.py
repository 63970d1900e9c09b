"""Statements, and what a feed announces of a page, as JSON."""

from __future__ import annotations

from datetime import date, datetime

from digest.records import (
    REPEATED_LINE,
    AwaitedPage,
    PageSpan,
    Paragraph,
    Removal,
    RevisionLines,
    Role,
    Statement,
    StatementType,
)
from digest.serialise.json_values import Json, spans_from_json, spans_to_json, time_from_json, time_to_json


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
        "published": time_to_json(statement.published),
        "day": statement.day and statement.day.isoformat(),
        "embargo": time_to_json(statement.embargo),
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
        published=time_from_json(body["published"]),
        published_from=body["published_from"],
        day=date.fromisoformat(body["day"]) if body.get("day") else None,  # early versions stored no day
        issuer=body["issuer"],
        speaker=body["speaker"],
        place=body["place"],
        embargo=time_from_json(body["embargo"]),
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


def announcement_to_json(page: AwaitedPage) -> Json:
    """What the feed of an awaited page says of it, and its link."""
    fields = {name: getattr(page, name) for name in ("link", "title", "author", "language", "guid", "least_length")}
    tried = {"source_tried": page.source_tried.isoformat()} if page.source_tried else {}
    return fields | tried | {"dates": list(page.dates), "announced": list(page.announced)}


def announcement_from_json(body: Json) -> Json:
    """The fields of an AwaitedPage that `announcement_to_json` wrote."""
    tried = {"source_tried": datetime.fromisoformat(body["source_tried"])} if "source_tried" in body else {}
    return body | tried | {"dates": tuple(body["dates"]), "announced": tuple(body["announced"])}
