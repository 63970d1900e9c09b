"""Renders an edition as JSON, for programs: every statement with its points, evidence, relations and changes. Pure.

The shape is described in README.md beside this file. Unlike the other formats it holds no words of its own, and texts are as
they were published: a program decides for itself what it shows. All links are safe.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from digest.compile.lead import lead_entries, ranked
from digest.compile.text_fragment import sentence_link
from digest.net.urls import safe_url
from digest.records import (
    AlsoGiven,
    Change,
    Edition,
    Entry,
    EntryRelation,
    KeyPoint,
    PhraseUse,
    Span,
    Statement,
    StatementRelation,
    Target,
    Withdrawal,
)
from digest.text.word_diff import word_diff

MAX_TEXT = 4_000
"""Characters of a text: the longest sentence of 76,420 of real statements has 3,143. A longer one ends in "…"."""
MAX_CHANGES = 100
"""Changed sentences of a statement; `more` counts the others."""

Json = dict[str, Any]


class JsonRenderer:
    """Implements Renderer for Format.JSON."""

    def render(self, edition: Edition, target: Target) -> bytes:
        """Return the file in UTF-8, one line; lone surrogates are escaped. `target` makes no difference."""
        text = json.dumps(edition_json(edition), ensure_ascii=False)
        try:
            return f"{text}\n".encode()
        except UnicodeEncodeError:
            return f"{json.dumps(edition_json(edition))}\n".encode()


def edition_json(edition: Edition) -> Json:
    """Return an edition as a JSON object; its statements are in order of importance."""
    by_importance = ranked(edition.entries, edition.keywords)
    titles = {report.source: report.title or report.source for report in edition.sources}
    return {
        "digest": edition.digest,
        "title": edition.title,
        "day": edition.slot.isoformat(),
        "timezone": edition.timezone,
        "sealed": _moment(edition.sealed),
        "lead": [each.entry.statement.key for each in lead_entries(by_importance)],
        "statements": [
            _entry(each.entry, titles) | {"routine": each.importance.is_routine, "number": number}
            for number, each in enumerate(by_importance, start=1)
        ],
        "withdrawn": [_withdrawn(each) for each in edition.withdrawn],
        "sources": [
            {"name": report.source, "title": report.title, "status": str(report.status), "new": report.new}
            for report in edition.sources
        ],
        "failures": [
            {"subject": failure.subject, "doing": failure.doing, "reason": failure.reason, "source": failure.source}
            for failure in edition.failures
        ],
        "left_out": {str(status): number for status, number in edition.excluded},
        "not_asked_for": edition.filtered_out,
    }


def _entry(entry: Entry, titles: Mapping[str, str]) -> Json:
    statement, summary = entry.statement, entry.summary
    return {
        "id": statement.key,
        "title": _cut(statement.title),
        "url": safe_url(statement.link) or None,
        "source": titles.get(statement.source, statement.source),
        "published": _moment(statement.published),
        "day": statement.day.isoformat() if statement.day else None,
        "speaker": _cut(statement.speaker) or None,
        "issuer": _cut(statement.issuer) or None,
        "parties": list(statement.parties),
        "type": str(statement.type),
        "language": statement.language or None,
        "updated": entry.updated,
        "taken_back": entry.taken_back,
        "points": [_point(statement, point) for point in summary.points],
        "model": {"name": summary.chooser.name, "revision": summary.chooser.revision},
        "truncated": summary.truncated,
        "also": [_also(each, titles) for each in entry.also],
        "relations": [_relation(each, titles) for each in entry.relations],
        "changes": _changes(entry),
        "phrases": [_phrase(statement, use) for use in (entry.wording.phrases if entry.wording else ())],
        "warnings": [*statement.warnings, *summary.warnings],
    }


def _point(statement: Statement, point: KeyPoint) -> Json:
    return {
        "text": _cut(point.text),
        "speaker": point.speaker or None,
        "verbatim": point.verbatim,
        "status": str(point.verdict),
        "evidence": [{"text": _cut(span.of(statement.text)), "link": _link(statement, span)} for span in point.evidence],
    }


def _link(statement: Statement, span: Span) -> str | None:
    """The link to a sentence; to the whole page if that is not the page of the text."""
    if statement.named:
        return safe_url(statement.link) or None
    return sentence_link(statement.link, statement.text, span, statement.page_of(span)) or None


def _also(also: AlsoGiven, titles: Mapping[str, str]) -> Json:
    found = {
        "id": also.key,
        "title": _cut(also.title) or None,
        "url": safe_url(also.link) or None,
        "source": titles.get(also.source, also.source),
        "differs": also.differs,
    }
    return found | (_reason(also.relation) if also.relation else {"relation": None, "reason": None, "changed": []})


def _relation(each: EntryRelation, titles: Mapping[str, str]) -> Json:
    return _reason(each.relation) | {
        "id": each.key or None,
        "title": _cut(each.title),
        "url": safe_url(each.link) or None,
        "source": titles.get(each.source, each.source),
        "edition": each.slot.isoformat() if each.slot else None,
        "day": each.day.isoformat() if each.day else None,
        "within": each.is_within,
    }


def _reason(relation: StatementRelation) -> Json:
    """Why two statements are related, and the passages that differ: what stands here, and what stands there."""
    changed = [{"here": own, "there": other} for own, other in relation.changed]
    return {"relation": str(relation.kind), "reason": relation.reason, "changed": changed}


def _changes(entry: Entry) -> Json | None:
    """What changed since the text that the digest told, of an update, else since the previous statement of its series."""
    since = entry.wording.since if entry.wording else None
    if entry.updated:
        return {"since": "earlier edition", "statement": None} | _sentences(entry.statement, entry.changed)
    if since is None:
        return None
    day = since.day.isoformat() if since.day else None
    previous = {"title": _cut(since.title), "url": safe_url(since.link) or None, "day": day}
    return {"since": "previous statement", "statement": previous} | _sentences(entry.statement, since.changes)


def _sentences(statement: Statement, changes: Sequence[Change]) -> Json:
    found: dict[str, list[Any]] = {"edited": [], "new": [], "dropped": []}
    for change in changes[:MAX_CHANGES]:
        earlier, later = _cut(change.before), _cut(change.after.of(statement.text)) if change.after else ""
        if later and earlier:
            words = [{"edit": str(piece.edit), "text": piece.text} for piece in word_diff(earlier, later)]
            found["edited"].append({"earlier": earlier, "later": later, "words": words})
        else:
            found["new" if later else "dropped"].append(later or earlier)
    return found | {"more": max(len(changes) - MAX_CHANGES, 0)}


def _cut(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"


def _phrase(statement: Statement, use: PhraseUse) -> Json:
    return {
        "phrase": use.phrase,
        "status": str(use.status),
        "watched": use.watched,
        "sentence": _cut(use.after.of(statement.text)) if use.after else None,
        "uses": use.uses,
        "looked_at": use.looked_at,
        "last": {
            "sentence": _cut(use.before),
            "title": _cut(use.title),
            "url": safe_url(use.link) or None,
            "day": use.day.isoformat() if use.day else None,
        }
        if use.before
        else None,
    }


def _withdrawn(withdrawal: Withdrawal) -> Json:
    return {
        "id": withdrawal.key,
        "title": _cut(withdrawal.title),
        "url": safe_url(withdrawal.link) or None,
        "source": withdrawal.source,
        "gone": _moment(withdrawal.gone),
        "edition": withdrawal.slot.isoformat(),
    }


def _moment(moment: datetime | None) -> str | None:
    """A time in ISO 8601, with Z for UTC."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")
