"""Test: the audit says what happened to every fetched statement, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from digest.records import Failure, PostgresPlace, StatementStatus
from digest.store.sql_store import SqlStore
from tests.store.test_store import MODEL, NOW, collect, seal, show, statement, summarise

SOURCES = ["state", "agency"]
WINDOW = (NOW - timedelta(hours=1), NOW + timedelta(hours=6))


@pytest.fixture
def store(place: Path | PostgresPlace) -> Iterator[SqlStore]:
    store = SqlStore(place)
    store.start_digest("morning", NOW - timedelta(days=1))
    yield store
    store.close()


def statuses(store: SqlStore, digest: str = "morning") -> list[tuple[str, StatementStatus, str]]:
    known = store.audit_entries(digest, SOURCES, (MODEL,), WINDOW, NOW)
    return [(one.link.removeprefix("https://"), one.status, one.reason) for one in known]


def test_a_statement_is_in_the_edition_that_took_it_and_its_edit_in_the_next_one(store: SqlStore) -> None:
    collect(store, statement())
    summarise(store)
    seal(store, date(2026, 11, 23))
    collect(store, statement(text="They met. They parted."), now=NOW + timedelta(hours=5))
    summarise(store)
    seal(store, date(2026, 11, 24), now=NOW + timedelta(days=1))
    assert statuses(store) == [
        ("state.gov/a", StatementStatus.IN_EDITION, "2026-11-23"),
        ("state.gov/a", StatementStatus.UPDATED, "2026-11-24"),
    ]


def test_a_statement_in_no_edition_has_the_reason(store: SqlStore) -> None:
    embargoed = replace(statement("state.gov/c", "They dined. They left."), embargo=NOW + timedelta(hours=2))
    collect(store, statement(), statement("state.gov/b", "They sat. They rose."), embargoed)
    collect(store, statement(text="They met. They parted."))
    summarise(store)
    collect(store, statement("state.gov/d", "One more. Not yet read."))
    assert statuses(store) == [
        ("state.gov/a", StatementStatus.REPLACED, "by a newer text of the same page before an edition took it"),
        ("state.gov/b", StatementStatus.WAITING, "for the next edition"),
        ("state.gov/c", StatementStatus.EMBARGOED, "until 2026-11-23 09:00 UTC"),
        ("state.gov/a", StatementStatus.WAITING, "for the next edition"),
        ("state.gov/d", StatementStatus.NO_SUMMARY, "it has no key points by the model in use yet"),
    ]


def test_a_page_of_two_sources_is_listed_once_and_merged_for_the_second(store: SqlStore) -> None:
    show(store, "state", statement())
    show(store, "agency", replace(statement(), source="agency"))
    summarise(store)
    assert [(one.source, one.status, one.reason) for one in store.audit_entries("morning", SOURCES, (MODEL,), WINDOW, NOW)] == [
        ("state", StatementStatus.WAITING, "for the next edition"),
        ("agency", StatementStatus.MERGED, "into the same page of state"),
    ]


def test_a_document_that_failed_is_listed_with_its_reason(store: SqlStore) -> None:
    store.save_failure(Failure("https://state.gov/x", "cleaning it", "there is no text in it", "state"), NOW)
    assert statuses(store) == [("state.gov/x", StatementStatus.FAILED, "cleaning it: there is no text in it")]


def test_a_statement_without_a_title_is_listed_by_the_beginning_of_its_text(store: SqlStore) -> None:
    untitled = replace(statement("state.gov/b", "They sat. They rose."), title="")
    headed = replace(statement("state.gov/c", "A meeting in Paris\n\nThey met there."), title="")
    collect(store, statement(), untitled, headed)
    titles = [entry.title for entry in store.audit_entries("morning", SOURCES, (MODEL,), WINDOW, NOW)]
    assert titles == [statement().title, "They sat. They rose.", "A meeting in Paris"]


def test_what_was_seen_before_a_digest_started_is_not_for_it(store: SqlStore) -> None:
    collect(store, statement())
    summarise(store)
    store.start_digest("weekly", NOW + timedelta(days=2))
    assert statuses(store, "weekly") == [("state.gov/a", StatementStatus.EARLIER, "it was seen before the digest started")]


def test_arrivals_are_grouped_by_source_and_in_order(store: SqlStore) -> None:
    collect(store, statement("state.gov/b", "They sat. They rose."), now=NOW + timedelta(hours=1))
    collect(store, statement("state.gov/a"), statement("state.gov/c", "They dined. They left."), now=NOW)
    end = NOW + timedelta(hours=1)
    assert store.arrivals(SOURCES, NOW - timedelta(days=1), end) == {"state": (NOW, NOW + timedelta(hours=1))}
    assert store.arrivals(SOURCES, NOW + timedelta(minutes=1), end) == {"state": (NOW + timedelta(hours=1),)}


def test_the_last_sealing_is_the_start_of_the_next_period(store: SqlStore) -> None:
    assert store.last_sealed("morning", NOW) == NOW - timedelta(days=1)
    seal(store, date(2026, 11, 23))
    assert store.last_sealed("morning", NOW) == NOW
    assert store.last_sealed("unknown", NOW) is None


def test_an_edition_that_a_clock_sealed_while_it_was_ahead_starts_no_period(store: SqlStore) -> None:
    seal(store, date(2026, 11, 23))
    seal(store, date(2026, 12, 23), now=NOW + timedelta(days=30))
    assert store.last_sealed("morning", NOW + timedelta(days=1)) == NOW
