"""Store methods of the summarise stage: statements without a summary, summaries, and attempts that failed.

A summary belongs to a text (its fingerprint) and a model (name, revision, settings); the device on which it ran does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from digest.records import Model, Statement, Summary, UnsummarisedStatement
from digest.serialise.statement_json import statement_from_json
from digest.serialise.summary_json import summary_from_json, summary_to_json
from digest.store import schema
from digest.store.database import Database
from digest.store.dialects import insert, upsert
from digest.store.membership import was_replaced
from digest.store.statement_conditions import is_current
from digest.store.unsettled import is_unsettled


@dataclass(frozen=True, slots=True)
class MadeSummary:
    """A summary, the fingerprint of its text, and when it was made."""

    fingerprint: str
    summary: Summary
    made_at: datetime


class SummariesMixin(Database):
    """Summaries, and the attempts to make them."""

    def unsummarised(self, models: Sequence[Model], max_attempts: int) -> tuple[UnsummarisedStatement, ...]:
        """Current revisions that no edition has told last and that the first of `models` has not summarised, oldest first.

        A statement that another of `models` has summarised is left out after `max_attempts` failed attempts of the first. If a
        model that is used no more, or another version of this one, ended the process at a text, its attempts count, except
        one: the first of `models` gets at least that.
        """
        preferred, *others = models
        before = _attempts_that_ended_the_process(preferred)
        carried_over = sa.case((before >= max_attempts, max_attempts - 1), else_=before)
        failed_attempts = sa.func.coalesce(schema.attempt.c.tries, 0) + carried_over
        given_up = is_summarised(others) & (failed_attempts >= max_attempts)
        taken = sa.exists().where(schema.member.c.revision == schema.revision.c.id)
        attempted = (schema.attempt.c.fingerprint == schema.revision.c.fingerprint, *is_by_model(preferred, schema.attempt))
        query = (
            sa.select(
                schema.statement.c.key,
                schema.statement.c.source,
                schema.revision.c.body,
                failed_attempts.label("attempts"),
                schema.attempt.c.begun,
                carried_over.label("before"),
            )
            .select_from(schema.revision)
            .join(schema.statement, is_current())
            .outerjoin(schema.attempt, sa.and_(*attempted))
            .where(is_unsettled(), ~is_summarised([preferred]), ~given_up, ~taken | was_replaced())
            .order_by(schema.revision.c.id)
        )
        with self._transaction("reading statements") as connection:
            return tuple(_unsummarised(row) for row in connection.execute(query))

    def save_summary(self, statement: Statement, summary: Summary, now: datetime) -> None:
        """Store a summary under the model that made it, and delete its failed attempts."""
        with self._transaction("storing a summary") as connection:
            key = _key(statement.fingerprint, summary.model)
            upsert(connection, schema.summary, key, {"made_at": now, "body": summary_to_json(summary)})
            connection.execute(sa.delete(schema.attempt).where(*_attempt_of(statement.fingerprint, summary.model)))

    def last_summary(self) -> int:
        """The number of the newest summary; 0 if there is none."""
        with self._transaction("reading summaries") as connection:
            newest: int = connection.execute(sa.select(sa.func.coalesce(sa.func.max(schema.summary.c.id), 0))).scalar_one()
            return newest

    def summaries_after(self, number: int, model: Model) -> tuple[MadeSummary, ...]:
        """The summaries by `model` that are newer than the one with this number."""
        summary = schema.summary.c
        query = sa.select(summary.fingerprint, summary.made_at, summary.body).where(summary.id > number, *is_by_model(model))
        with self._transaction("reading summaries") as connection:
            rows = connection.execute(query.order_by(summary.id)).all()
        return tuple(
            MadeSummary(row.fingerprint, summary_from_json(replace(model, device=row.body["device"]), row.body), row.made_at)
            for row in rows
        )

    def keep_summaries(self, made: Sequence[MadeSummary]) -> None:
        """Store summaries, also of texts that are not stored yet. What another process has stored meanwhile stays."""
        with self._transaction("storing summaries") as connection:
            for each in made:
                values = {"made_at": each.made_at, "body": summary_to_json(each.summary)}
                query = insert(connection, schema.summary).values(_key(each.fingerprint, each.summary.model) | values)
                connection.execute(query.on_conflict_do_nothing())

    def start_attempts(self, statements: Sequence[Statement], model: Model) -> None:
        """Record, before `model` is given the statements, that it will be: a crash is then attributed to one of them."""
        with self._transaction("recording attempts to summarise") as connection:
            for fingerprint in _fingerprints(statements):
                key = _key(fingerprint, model)
                query = insert(connection, schema.attempt).values(key | {"tries": 1, "begun": True})
                repeated = {"tries": schema.attempt.c.tries + 1, "begun": True}
                connection.execute(query.on_conflict_do_update(index_elements=list(key), set_=repeated))

    def end_attempts(self, statements: Sequence[Statement], model: Model, *, counted: bool) -> None:
        """Record that attempts ended without a summary. Unless `counted`, the number of attempts is as it was before them."""
        with self._transaction("recording attempts to summarise") as connection:
            values: dict[str, Any] = {"begun": False} | ({} if counted else {"tries": schema.attempt.c.tries - 1})
            for fingerprint in _fingerprints(statements):
                started = (*_attempt_of(fingerprint, model), schema.attempt.c.begun)
                connection.execute(sa.update(schema.attempt).where(*started).values(values))


def _unsummarised(row: Any) -> UnsummarisedStatement:
    statement = statement_from_json(row.key, row.source, row.body)
    return UnsummarisedStatement(statement, row.attempts, crashed=bool(row.begun or row.before))


def _attempts_that_ended_the_process(model: Model) -> sa.ColumnElement[int]:
    """The most attempts at the revision by one other model than `model`, if the last of them did not end; else 0."""
    other = schema.attempt.alias("other_attempt")
    query = sa.select(sa.func.max(other.c.tries)).where(
        other.c.fingerprint == schema.revision.c.fingerprint, other.c.begun, ~sa.and_(*is_by_model(model, other))
    )
    return sa.func.coalesce(query.correlate(schema.revision).scalar_subquery(), 0)


def _fingerprints(statements: Sequence[Statement]) -> tuple[str, ...]:
    """Each text once, in order."""
    return tuple(dict.fromkeys(statement.fingerprint for statement in statements))


def best_summary(models: Sequence[Model]) -> sa.ScalarSelect[int]:
    """The id of the summary of the revision by the first of `models` that has made one."""
    rank = sa.case(*((sa.and_(*is_by_model(model)), position) for position, model in enumerate(models)))
    return (
        sa.select(schema.summary.c.id)
        .where(schema.summary.c.fingerprint == schema.revision.c.fingerprint, _is_by_any(models))
        .order_by(rank)
        .limit(1)
        .correlate(schema.revision)
        .scalar_subquery()
    )


def model_from_row(row: Any) -> Model:
    """The model of a row with the columns `model`, `revision` and `settings` of a summary, and its body as `made`."""
    return Model(row.model, row.revision, row.made["device"], row.settings)


def is_summarised(models: Sequence[Model]) -> sa.ColumnElement[bool]:
    """Condition: one of `models` has summarised the revision."""
    return sa.exists().where(schema.summary.c.fingerprint == schema.revision.c.fingerprint, _is_by_any(models))


def is_by_model(model: Model, table: sa.FromClause = schema.summary) -> tuple[sa.ColumnElement[bool], ...]:
    """Conditions: the summary, or the row of `attempt` as `table`, is of `model`, on any device."""
    return (table.c.model == model.name, table.c.revision == model.revision, table.c.settings == model.settings)


def _is_by_any(models: Sequence[Model]) -> sa.ColumnElement[bool]:
    return sa.or_(sa.false(), *(sa.and_(*is_by_model(model)) for model in models))


def _attempt_of(fingerprint: str, model: Model) -> tuple[sa.ColumnElement[bool], ...]:
    return (schema.attempt.c.fingerprint == fingerprint, *is_by_model(model, schema.attempt))


def _key(fingerprint: str, model: Model) -> dict[str, str]:
    return {"fingerprint": fingerprint, "model": model.name, "revision": model.revision, "settings": model.settings}
