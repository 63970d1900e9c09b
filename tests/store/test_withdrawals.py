"""Test: a page that is gone is reported once to each digest that had it, and only after two checks a day apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from digest.records import Edition, PostgresPlace, Withdrawal
from digest.store.sql_store import SqlStore
from tests.store.test_store import NOW, collect, seal, statement, summarise

DAY = timedelta(days=1)
GONE = Withdrawal("state.gov/a", "state", "A title", "https://state.gov/a", NOW + DAY, date(2026, 11, 23))


@pytest.fixture
def store(place: Path | PostgresPlace) -> Iterator[SqlStore]:
    store = SqlStore(place)
    store.start_digest("morning", NOW - DAY)
    collect(store, statement())
    summarise(store)
    yield store
    store.close()


def pages(store: SqlStore, now: datetime) -> list[str]:
    return [key for key, _, _ in store.pages_to_recheck(["state"], now - 7 * DAY, now - DAY, now, 20)]


def test_only_published_pages_are_checked_once_a_day_for_some_days(store: SqlStore) -> None:
    assert pages(store, NOW + DAY) == []
    seal(store, date(2026, 11, 23))
    assert pages(store, NOW + timedelta(hours=23)) == []
    assert pages(store, NOW + DAY) == ["state.gov/a"]
    store.record_recheck("state.gov/a", False, NOW + DAY)
    assert pages(store, NOW + DAY + timedelta(hours=23)) == []
    assert pages(store, NOW + 2 * DAY) == ["state.gov/a"]
    assert pages(store, NOW + 7 * DAY) == []


@pytest.mark.parametrize(
    ("checks", "withdrawn"),
    [
        ([True], False),
        ([True, True], True),
        ([True, False], False),
        ([True, False, True], False),
        ([True, None, True], False),
        ([True, None, True, True], True),
    ],
)
def test_a_page_is_withdrawn_when_two_checks_in_a_row_found_it_gone(
    store: SqlStore, checks: list[bool | None], withdrawn: bool
) -> None:
    seal(store, date(2026, 11, 23))
    for days, gone in enumerate(checks, start=1):
        store.record_recheck("state.gov/a", gone, NOW + days * DAY)
    assert bool(store.open_withdrawals("morning", ["state"])) == withdrawn


def test_two_checks_within_an_hour_are_not_enough(store: SqlStore) -> None:
    seal(store, date(2026, 11, 23))
    store.record_recheck("state.gov/a", True, NOW + DAY)
    store.record_recheck("state.gov/a", True, NOW + DAY + timedelta(hours=1))
    assert store.open_withdrawals("morning", ["state"]) == ()


def test_a_withdrawal_is_reported_once_by_each_digest_that_had_the_statement(store: SqlStore) -> None:
    edition = seal(store, date(2026, 11, 23))
    store.record_recheck("state.gov/a", True, NOW + DAY)
    store.record_recheck("state.gov/a", True, NOW + 2 * DAY)
    assert store.open_withdrawals("weekly", ["state"]) == ()
    assert store.open_withdrawals("morning", ["state"]) == (GONE,)
    told = replace(edition, slot=date(2026, 11, 25), entries=(), withdrawn=(GONE,))
    assert isinstance(told, Edition)
    assert store.seal(told, ())
    assert store.sealed_edition("morning", date(2026, 11, 25)) == told
    assert store.open_withdrawals("morning", ["state"]) == ()
    assert pages(store, NOW + 3 * DAY) == []


def test_a_page_that_its_source_lists_again_is_not_gone(store: SqlStore) -> None:
    seal(store, date(2026, 11, 23))
    store.record_recheck("state.gov/a", True, NOW + DAY)
    collect(store, statement(), now=NOW + DAY)
    store.record_recheck("state.gov/a", True, NOW + 2 * DAY)
    assert store.open_withdrawals("morning", ["state"]) == ()
