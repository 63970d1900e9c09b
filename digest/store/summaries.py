"""Queries of summarising: what has no key points yet, what was tried in vain, and whose summary an edition shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from digest import serialise
from digest.records import Model, Summary, UnsummarisedStatement
from digest.store.schema import attempt, member, revision, statement, summary
from digest.store.statements import is_current, put


def unsummarised(connection: sa.Connection, models: Sequence[Model], max_attempts: int) -> Iterator[UnsummarisedStatement]:
    """Current revisions that no edition has taken and the first of `models` has not summarised, oldest first.

    One that was tried `max_attempts` times in vain is left alone once another of `models` has summarised it.
    """
    first, *others = models
    done = _made_by([first])
    settled = _made_by(others) & (sa.func.coalesce(attempt.c.tries, 0) >= max_attempts)
    taken = sa.exists().where(member.c.revision == revision.c.id)
    query = (
        sa.select(statement.c.key, statement.c.source, revision.c.body, attempt.c.tries, attempt.c.begun)
        .select_from(revision)
        .join(statement, is_current())
        .outerjoin(attempt, sa.and_(attempt.c.fingerprint == revision.c.fingerprint, *by_model(first, attempt)))
        .where(~done, ~settled, ~taken)
        .order_by(revision.c.id)
    )
    for row in connection.execute(query):
        yield UnsummarisedStatement(
            serialise.statement_from_json(row.key, row.source, row.body), row.tries or 0, bool(row.begun)
        )


def save_summary(connection: sa.Connection, fingerprint: str, made: Summary, now: datetime) -> None:
    """Store a summary under the model that made it; what it was tried in vain is forgotten."""
    key = _key(fingerprint, made.model)
    put(connection, summary, key, {"made_at": now, "body": serialise.summary_to_json(made)})
    connection.execute(sa.delete(attempt).where(attempt.c.fingerprint == fingerprint, *by_model(made.model, attempt)))


def begin_tries(connection: sa.Connection, fingerprints: Sequence[str], model: Model) -> None:
    """One more try for each text, which has begun and not ended."""
    for fingerprint in dict.fromkeys(fingerprints):
        row = insert(attempt).values(_key(fingerprint, model) | {"tries": 1, "begun": True})
        again = {"tries": attempt.c.tries + 1, "begun": True}
        connection.execute(row.on_conflict_do_update(index_elements=list(_key(fingerprint, model)), set_=again))


def end_tries(connection: sa.Connection, fingerprints: Sequence[str], model: Model, *, counted: bool) -> None:
    """The tries of these texts have ended without a summary; if they are not `counted`, they were none."""
    values: dict[str, Any] = {"begun": False} | ({} if counted else {"tries": attempt.c.tries - 1})
    for fingerprint in dict.fromkeys(fingerprints):
        mine = (attempt.c.fingerprint == fingerprint, *by_model(model, attempt), attempt.c.begun)
        connection.execute(sa.update(attempt).where(*mine).values(values))


def best_summary(models: Sequence[Model]) -> sa.ScalarSelect[int]:
    """The id of the summary of a revision by the first of `models` that has made one."""
    by_rank = sa.case(*((sa.and_(*by_model(model)), rank) for rank, model in enumerate(models)))
    return (
        sa.select(summary.c.id)
        .where(summary.c.fingerprint == revision.c.fingerprint, _by_any(models))
        .order_by(by_rank)
        .limit(1)
        .correlate(revision)
        .scalar_subquery()
    )


def made_by(row: Any) -> Model:
    """The model of a row with the columns model, revision and settings of a summary, and its body as `made`."""
    return Model(row.model, row.revision, row.made["device"], row.settings)


def is_summarised(models: Sequence[Model]) -> sa.ColumnElement[bool]:
    """Whether one of `models` has summarised the revision."""
    return _made_by(models)


def by_model(model: Model, table: sa.Table = summary) -> tuple[sa.ColumnElement[bool], ...]:
    """Rows of summaries or attempts of `model`, on whatever device."""
    return (table.c.model == model.name, table.c.revision == model.revision, table.c.settings == model.settings)


def _made_by(models: Sequence[Model]) -> sa.ColumnElement[bool]:
    return sa.exists().where(summary.c.fingerprint == revision.c.fingerprint, _by_any(models))


def _by_any(models: Sequence[Model]) -> sa.ColumnElement[bool]:
    return sa.or_(sa.false(), *(sa.and_(*by_model(model)) for model in models))


def _key(fingerprint: str, model: Model) -> dict[str, str]:
    return {"fingerprint": fingerprint, "model": model.name, "revision": model.revision, "settings": model.settings}
