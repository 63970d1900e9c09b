"""Revisions are compared once, with those of the last two weeks that share words with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from digest.errors import BUG, DONE, InputError
from digest.pipeline.relate_step import RelateStep
from digest.pipeline.report import RunReport
from digest.pipeline.trouble import troubles
from digest.records import PostgresPlace, StatementRelation, StoredText
from digest.relate.text_relater import TextRelater
from digest.store import schema
from digest.store.relations import INDEX_WINDOW, MAX_REVISIONS
from digest.store.sql_store import SqlStore
from tests.relate.pairs import GERMAN, TEXT
from tests.store.test_store import NOW, collect, statement


@pytest.fixture
def store(place: Path | PostgresPlace) -> Iterator[SqlStore]:
    store = SqlStore(place)
    yield store
    store.close()


def add(store: SqlStore, key: str, text: str, now: datetime = NOW) -> None:
    collect(store, statement(key=f"state.gov/{key}", text=text), now=now)


def relate(store: SqlStore, now: datetime = NOW) -> None:
    RelateStep(store, TextRelater()).run(RunReport(), lambda: now)


def related(store: SqlStore) -> set[tuple[str, str, str]]:
    """The stored relations, by the keys of the statements."""
    one, other = schema.revision.alias(), schema.revision.alias()
    first, second = schema.statement.alias(), schema.statement.alias()
    query = (
        sa.select(first.c.key, second.c.key, schema.relation.c.kind)
        .join(one, one.c.id == schema.relation.c.revision)
        .join(other, other.c.id == schema.relation.c.other)
        .join(first, first.c.id == one.c.statement)
        .join(second, second.c.id == other.c.statement)
    )
    with store._transaction("reading relations") as connection:
        return {tuple(row) for row in connection.execute(query)}


def both(one: str, other: str, kind: str) -> set[tuple[str, str, str]]:
    return {(f"state.gov/{one}", f"state.gov/{other}", kind), (f"state.gov/{other}", f"state.gov/{one}", kind)}


MISSPELT = TEXT.replace("agreement", "agreemnt")


def test_a_relation_is_stored_for_both_statements(store: SqlStore) -> None:
    add(store, "a", TEXT)
    add(store, "german", GERMAN)
    add(store, "b", MISSPELT)
    relate(store)
    assert related(store) == both("a", "b", "corrected")


def test_each_revision_is_compared_once(store: SqlStore) -> None:
    add(store, "a", TEXT)
    assert len(store.uncompared(NOW, 10)) == 1
    relate(store)
    assert store.uncompared(NOW, 10) == ()
    add(store, "b", MISSPELT, NOW + timedelta(days=1))
    relate(store, NOW + timedelta(days=1))
    assert related(store) == both("a", "b", "corrected")


def test_a_changed_text_is_compared_anew_and_not_with_its_own_statement(store: SqlStore) -> None:
    add(store, "a", TEXT)
    relate(store)
    add(store, "a", MISSPELT)
    relate(store)
    assert related(store) == set()
    add(store, "b", TEXT.replace("$200", "$800"))
    relate(store)
    assert related(store) == both("a", "b", "reissued")


def test_after_two_weeks_a_revision_leaves_the_index(store: SqlStore) -> None:
    add(store, "a", TEXT)
    relate(store)
    later = NOW + INDEX_WINDOW + timedelta(hours=1)
    add(store, "b", MISSPELT, later)
    relate(store, later)
    assert related(store) == set()
    with store._transaction("reading the index") as connection:
        assert connection.execute(sa.select(sa.func.count(sa.distinct(schema.shingle.c.revision)))).scalar() == 1


def test_a_run_that_ends_after_indexing_loses_no_relation(store: SqlStore) -> None:
    add(store, "a", TEXT)
    add(store, "b", MISSPELT)
    relater = TextRelater()
    samples = {text.number: (relater.sample(text.statement), text.seen) for text in store.uncompared(NOW, 10)}
    store.index_samples(samples, NOW)
    relate(store)
    assert related(store) == both("a", "b", "corrected")


def test_a_shingle_that_many_have_is_left_out(store: SqlStore) -> None:
    formula = " ".join(f"formula{place}" for place in range(30))
    for number in range(MAX_REVISIONS + 5):
        own = " ".join(f"own{number}of{place}" for place in range(40))
        add(store, str(number), f"The office says: {formula}. It adds {own}.")
    relate(store)
    (last,) = store.stored_texts([MAX_REVISIONS + 5])
    found = store.shared_sample(last, TextRelater().sample(last.statement))
    assert found.shared == ()
    assert found.telling > 0


def test_a_store_of_an_earlier_version_compares_only_the_last_two_weeks(store: SqlStore) -> None:
    add(store, "a", TEXT, NOW - INDEX_WINDOW - timedelta(days=1))
    add(store, "b", MISSPELT, NOW - timedelta(days=1))
    assert [text.statement.key for text in store.uncompared(NOW, 10)] == ["state.gov/b"]


class BrokenRelater(TextRelater):
    """Fails in its comparison."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def relation(self, one: StoredText, other: StoredText) -> StatementRelation | None:
        """Ends with the error."""
        raise self.error


@pytest.mark.parametrize(
    ("error", "bugs", "code", "reason"),
    [
        (RecursionError("too deep"), 1, BUG, "RecursionError: too deep"),
        (InputError("https://b.example/: comparing it took more than 10 s"), 0, DONE, "took more than 10 s"),
    ],
    ids=["bug", "too long"],
)
def test_a_comparison_that_fails_is_counted_and_stops_no_edition(
    store: SqlStore, caplog: pytest.LogCaptureFixture, error: Exception, bugs: int, code: int, reason: str
) -> None:
    add(store, "a", TEXT)
    add(store, "b", TEXT.replace("agreement", "agreemnt"))
    report = RelateStep(store, BrokenRelater(error)).run(RunReport(), lambda: NOW)
    assert related(store) == set()
    assert ("a bug while comparing it" in caplog.text) == bool(bugs)
    assert (report.bugs, report.exit_code) == (bugs, code)
    (failure,) = report.failures
    assert reason in str(failure)
    assert failure.source == "state"
    assert any(reason in trouble.message for trouble in troubles(report))
    assert store.uncompared(NOW, 10) == ()


def test_a_text_that_is_too_long_is_related_to_none_and_counted(store: SqlStore) -> None:
    add(store, "a", "A word. " * 130_000)
    report = RelateStep(store, TextRelater()).run(RunReport(), lambda: NOW)
    (failure,) = report.failures
    assert "is not compared: it has 1,040,000 characters" in str(failure)
    assert report.exit_code == DONE
