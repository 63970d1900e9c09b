"""How texts are related, and what changed between them, as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from digest.records import (
    Change,
    EntryRelation,
    PhraseStatus,
    PhraseUse,
    RelationKind,
    SeriesChange,
    Span,
    StatementRelation,
    StoredText,
    Wording,
)
from digest.serialise.json_values import Json, date_from_json
from digest.serialise.statement_json import statement_from_json, statement_to_json


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
        since
        and SeriesChange(since["title"], since["link"], date_from_json(since["day"]), changes_from_json(since["changes"])),
        tuple(_phrase_from_json(row) for row in body["phrases"]),
    )


def _phrase_from_json(row: Json) -> PhraseUse:
    status, after = PhraseStatus(row["status"]), row["after"] and Span(*row["after"])
    return PhraseUse(**(row | {"status": status, "after": after, "day": date_from_json(row["day"])}))


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
            date_from_json(each.get("day")),
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
