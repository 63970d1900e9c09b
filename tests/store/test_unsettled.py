"""A run looks at unsettled statements only, and finds in them all that it would find among all statements."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.records import Edition, Fetched, FetchState, PostgresPlace, Provenance
from digest.store import schema
from digest.store.database import open_database
from digest.store.sql_store import SqlStore
from tests.store.test_store import MODEL, NOW, collect, entries, raw, seal, statement, summarise

DIGESTS = {"morning": ("state",), "all": ("state", "agency")}
TEXTS = ("They met. They agreed.", "They met. They parted.", "They met. They sang.")
HOUR = timedelta(hours=1)


@pytest.fixture
def store(place: Path | PostgresPlace) -> Iterator[SqlStore]:
    with closing(_store(place)) as store:
        yield store


def _store(place: Path | PostgresPlace) -> SqlStore:
    store = SqlStore(place)
    for slug in DIGESTS:
        store.start_digest(slug, NOW - timedelta(days=1))
    store.reopen_statements(DIGESTS)
    return store


def unsettled(store: SqlStore) -> int:
    store.close()
    engine = open_database(store.place)
    with engine.begin() as connection:
        number: int = connection.execute(sa.select(sa.func.count()).select_from(schema.unsettled)).scalar_one()
    engine.dispose()
    return number


def test_a_statement_is_settled_once_every_digest_that_shows_it_has_told_it(store: SqlStore) -> None:
    collect(store, statement())
    summarise(store)
    seal(store, date(2026, 11, 23))
    store.settle_statements(DIGESTS)
    assert unsettled(store) == 1
    store.settle_statements({"morning": ("state",)})
    assert unsettled(store) == 0


def test_a_statement_that_no_digest_shows_is_settled_until_one_does(store: SqlStore) -> None:
    collect(store, statement())
    store.settle_statements({"morning": ("agency",)})
    assert unsettled(store) == 0
    assert store.unsummarised((MODEL,), 3) == ()
    store.reopen_statements({"morning": ("agency",)})
    assert unsettled(store) == 1
    summarise(store)
    assert len(entries(store)) == 1


def test_the_same_digests_reopen_nothing(store: SqlStore) -> None:
    collect(store, statement())
    store.settle_statements({})
    store.reopen_statements(dict(reversed(DIGESTS.items())))
    assert unsettled(store) == 0


def test_a_statement_under_embargo_stays_unsettled(store: SqlStore) -> None:
    collect(store, replace(statement(), embargo=NOW + HOUR))
    summarise(store)
    store.settle_statements(DIGESTS)
    assert entries(store) == ()
    assert len(entries(store, NOW + 2 * HOUR)) == 1


def test_a_settled_statement_that_changes_is_unsettled(store: SqlStore) -> None:
    collect(store, statement())
    summarise(store)
    seal(store, date(2026, 11, 23))
    store.settle_statements({"morning": ("state",)})
    collect(store, statement(text=TEXTS[1]))
    summarise(store)
    (entry,) = entries(store)
    assert entry.updated


MOVES = st.one_of(
    st.tuples(
        st.just("publish"),
        st.sampled_from(["state", "agency"]),
        st.sampled_from(["state.gov/a", "state.gov/b"]),
        st.sampled_from(TEXTS),
        st.booleans(),
    ),
    st.tuples(st.just("seal"), st.sampled_from(sorted(DIGESTS))),
    st.just(("settle",)),
)


@settings(max_examples=15, deadline=None)
@given(moves=st.lists(MOVES, min_size=2, max_size=10))
def test_whatever_happened_the_unsettled_statements_hold_all_that_an_edition_can_take(
    moves: list[tuple[str, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("store")
    with closing(_store(folder / "digest.db")) as store:
        for number, move in enumerate(moves):
            _make(store, move, number)
            found = {slug: _new(store, slug) for slug in DIGESTS}
            copy = folder / f"{number}.db"
            store.copy_to(copy)
            with closing(SqlStore(copy)) as all_open:
                all_open.reopen_statements({})
                assert {slug: _new(all_open, slug) for slug in DIGESTS} == found


def _make(store: SqlStore, move: tuple[str, ...], number: int) -> None:
    match move:
        case ("publish", source, key, text, is_secret):
            cleaned = replace(statement(key, text, source), embargo=NOW + HOUR if is_secret else None)
            provenance = Provenance("state.gov" if source == "state" else "source:agency", key, is_own=source == "state")
            published = [(replace(raw(cleaned), provenance=provenance), cleaned)]
            store.save_fetch(source, Fetched((), FetchState()), published, NOW)
            summarise(store)
        case ("seal", slug):
            _seal(store, slug, number)
        case _:
            store.settle_statements(DIGESTS)


def _new(store: SqlStore, slug: str, late: timedelta = 2 * HOUR) -> list[tuple[str, str, bool]]:
    found = itertools.chain.from_iterable(
        store.new_entries(slug, DIGESTS[slug], (MODEL,), moment) for moment in (NOW, NOW + late)
    )
    return [(entry.statement.key, entry.statement.text, entry.updated) for entry in found]


def _seal(store: SqlStore, slug: str, number: int) -> None:
    sources = DIGESTS[slug]
    taken = store.new_entries(slug, sources, (MODEL,), NOW)
    day = date(2026, 11, 23) + timedelta(days=number)
    assert store.seal(Edition(slug, slug, day, "UTC", NOW, taken, store.source_reports(sources), ()), ())
