"""Store methods for pages that are asked for again. They are a part of the state of their source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from digest.records import AwaitedPage, Validators
from digest.serialise.json_values import Json
from digest.serialise.statement_json import announcement_from_json, announcement_to_json
from digest.store import schema


def awaited_pages(connection: sa.Connection, sources: Sequence[str]) -> dict[str, dict[str, AwaitedPage]]:
    """The pages that each source waits for, by its name and their keys."""
    found: dict[str, dict[str, AwaitedPage]] = {source: {} for source in sources}
    for row in connection.execute(sa.select(schema.awaited).where(schema.awaited.c.source.in_(sources))):
        found[row.source][row.key] = AwaitedPage(
            key=row.key,
            first_at=row.first_at,
            retry_at=row.retry_at,
            item=row.item,
            failures=row.failures,
            asked_at=row.asked_at,
            reason=row.reason,
            validators=Validators(row.etag, row.last_modified),
            **announcement_from_json(row.body),
        )
    return found


def save_awaited_pages(connection: sa.Connection, source: str, awaited: Mapping[str, AwaitedPage]) -> None:
    """Make `awaited` the pages that `source` waits for."""
    stored = awaited_pages(connection, (source,))[source]
    mine = schema.awaited.c.source == source
    for key, page in stored.items():
        if awaited.get(key) != page:
            connection.execute(sa.delete(schema.awaited).where(mine, schema.awaited.c.key == key))
    for key, page in awaited.items():
        if stored.get(key) != page:
            connection.execute(sa.insert(schema.awaited).values(_values(source, page)))


def is_awaited() -> sa.ColumnElement[bool]:
    """Condition: its source awaits the page of the statement, so the statement has another text than its page."""
    awaited, statement = schema.awaited.c, schema.statement.c
    return sa.exists().where(awaited.key == statement.key, awaited.source == statement.source)


def _values(source: str, page: AwaitedPage) -> Json:
    return {
        "source": source,
        "key": page.key,
        "item": page.item,
        "first_at": page.first_at,
        "retry_at": page.retry_at,
        "failures": page.failures,
        "asked_at": page.asked_at,
        "reason": page.reason,
        "etag": page.validators.etag,
        "last_modified": page.validators.last_modified,
        "body": announcement_to_json(page),
    }
