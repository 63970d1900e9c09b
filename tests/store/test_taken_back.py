"""Test: a text that was changed and changed back is an entry again, unless the digest has not told the change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.records import OutboxState, Outgoing, PostgresPlace, StatementStatus
from digest.store.sql_store import SqlStore
from tests.store.test_store import FILE, MODEL, NOW, collect, entries, seal, statement, summarise

FIRST, SECOND, THIRD = "They met. They agreed.", "They met. They parted.", "They met. They sang."
DAY = timedelta(days=1)


@pytest.fixture
def store(place: Path | PostgresPlace) -> Iterator[SqlStore]:
    store = SqlStore(place)
    store.start_digest("morning", NOW - DAY)
    yield store
    store.close()


def tell(store: SqlStore, day: int, *texts: str) -> list[tuple[str, bool, bool]]:
    """Publish texts one after the other, and seal the edition of the day."""
    for text in texts:
        collect(store, statement(text=text), now=NOW + day * DAY)
    summarise(store)
    slot = date(2026, 11, 23) + day * DAY
    edition = seal(store, slot, Outgoing("morning", slot, FILE, b""), now=NOW + day * DAY)
    assert store.sealed_edition("morning", slot) == edition
    return [(entry.statement.text, entry.updated, entry.taken_back) for entry in edition.entries]


def test_a_change_that_is_taken_back_is_told_once(store: SqlStore) -> None:
    assert tell(store, 0, FIRST) == [(FIRST, False, False)]
    assert tell(store, 1, SECOND) == [(SECOND, True, False)]
    assert tell(store, 2, FIRST) == [(FIRST, True, True)]
    assert tell(store, 3, FIRST) == []


def test_what_is_changed_and_changed_back_between_two_editions_is_not_told(store: SqlStore) -> None:
    tell(store, 0, FIRST)
    assert tell(store, 1, SECOND, FIRST) == []
    assert tell(store, 2, SECOND) == [(SECOND, True, False)]


def test_an_entry_knows_the_texts_with_the_change(store: SqlStore) -> None:
    for day, text in enumerate((FIRST, SECOND, THIRD)):
        tell(store, day, text)
    collect(store, statement(text=FIRST))
    (entry,) = entries(store)
    assert [text.text for text in entry.replaced] == [THIRD, SECOND]
    assert "They sang." in [change.before for change in entry.changed]


def test_a_text_from_before_the_digest_started_can_stand_again(store: SqlStore) -> None:
    collect(store, statement(text=FIRST), now=NOW - 3 * DAY)
    store.start_digest("weekly", NOW - 2 * DAY)
    assert entries(store, digest="weekly") == ()
    collect(store, statement(text=SECOND))
    summarise(store)
    (entry,) = entries(store, digest="weekly")
    edition = replace(seal(store, date(2026, 11, 23)), digest="weekly", entries=(entry,))
    assert store.seal(edition, [])
    collect(store, statement(text=FIRST))
    summarise(store)
    (entry,) = entries(store, digest="weekly")
    assert (entry.statement.text, entry.updated, entry.taken_back) == (FIRST, True, True)


def test_a_text_that_stands_again_is_summarised_by_the_model_of_today(store: SqlStore) -> None:
    tell(store, 0, FIRST)
    other = replace(MODEL, name="another")
    assert store.unsummarised((other,), 3) == ()
    tell(store, 1, SECOND)
    collect(store, statement(text=FIRST))
    assert [one.statement.text for one in store.unsummarised((other,), 3)] == [FIRST]


def test_those_who_were_told_of_a_text_are_known_apart(store: SqlStore) -> None:
    tell(store, 0, FIRST)
    tell(store, 1, SECOND)
    fingerprint = statement(text=SECOND).fingerprint
    assert store.told_addresses("morning", "state.gov/a", [fingerprint]) == {("file", FILE.address)}
    for row in store.outbox():
        if row.slot == date(2026, 11, 24):
            store.mark_outgoing(row.id, OutboxState.CANCELLED, NOW)
    assert store.told_addresses("morning", "state.gov/a", [fingerprint]) == frozenset()
    assert store.told_addresses("morning", "state.gov/a") == {("file", FILE.address)}


def test_the_audit_lists_a_text_once_with_the_edition_that_was_the_first(store: SqlStore) -> None:
    for day, text in enumerate((FIRST, SECOND, FIRST)):
        tell(store, day, text)
    audit = store.audit_entries("morning", ["state"], (MODEL,), (NOW - DAY, NOW + 3 * DAY), NOW)
    assert [(each.status, each.reason) for each in audit] == [
        (StatementStatus.IN_EDITION, "2026-11-23"),
        (StatementStatus.UPDATED, "2026-11-24"),
    ]


@settings(max_examples=15, deadline=None)
@given(days=st.lists(st.lists(st.sampled_from([FIRST, SECOND, THIRD]), min_size=1, max_size=3), min_size=1, max_size=6))
def test_an_edition_tells_a_text_exactly_if_it_is_not_the_one_told_last(
    days: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = SqlStore(tmp_path_factory.mktemp("store") / "digest.db")
    store.start_digest("morning", NOW - DAY)
    last = ""
    for day, texts in enumerate(days):
        assert [text for text, _, _ in tell(store, day, *texts)] == ([] if texts[-1] == last else [texts[-1]])
        last = texts[-1]
    store.close()
