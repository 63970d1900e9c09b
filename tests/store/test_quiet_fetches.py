"""A fetch that brought nothing is stored as any other is, but with many others at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import sqlalchemy as sa

from digest.pipeline.quiet_fetches import QuietFetches
from digest.records import (
    AwaitedPage,
    Failure,
    Fetched,
    FetchState,
    FetchStatus,
    PostgresPlace,
    RawStatement,
    SeenItem,
    Validators,
)
from digest.store.database import open_database
from digest.store.schema import metadata
from digest.store.sql_store import SqlStore

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
ITEM = SeenItem("gov.example/a", "print", NOW, Validators("e", "m"))
BEFORE = FetchState(Validators('"old"'), {ITEM.key: ITEM})
PAGE = AwaitedPage("gov.example/b", "https://gov.example/b", NOW, LATER)
DOCUMENT = "https://gov.example/b"


def quiet_fetches() -> Mapping[str, Fetched]:
    """One of each kind: with new validators, of an unchanged feed, of a feed that names what it could not read before."""
    same = Fetched((), BEFORE)
    return {
        "healthy": same,
        "unchanged": replace(same, unchanged=True),
        "other tag": Fetched((), replace(BEFORE, validators=Validators('"new"'))),
        "was down": same,
        "reads again": replace(same, read=(DOCUMENT,)),
        "still fails": same,
        "in part": same,
        "never asked": Fetched((), FetchState()),
    }


def fill(store: SqlStore) -> None:
    """What the runs before stored of these sources."""
    for name in quiet_fetches().keys() - {"never asked"}:
        store.save_fetch(name, Fetched((), BEFORE, has_more=name == "in part"), [], NOW)
    store.save_source_failure("was down", Failure("was down", "reading the source", "timed out", "was down"), LATER, NOW)
    for name in ("reads again", "still fails"):
        store.save_failure(Failure(DOCUMENT, "cleaning it", "binary", name), NOW)


def rows(place: Path | PostgresPlace) -> Mapping[str, list[dict[str, Any]]]:
    engine = open_database(place)
    with engine.begin() as connection:
        found = {
            table.name: [dict(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key)).mappings()]
            for table in metadata.sorted_tables
            if table.name in {"source", "seen", "awaited", "failure", "told_failure"}
        }
    engine.dispose()
    return found


def test_every_quiet_fetch_is_stored_as_it_would_be_alone(place: Path | PostgresPlace, tmp_path: Path) -> None:
    for where in (place, tmp_path / "alone.db"):
        store = SqlStore(where)
        fill(store)
        if where is place:
            store.save_quiet_fetches(quiet_fetches(), LATER)
        else:
            for name, fetched in quiet_fetches().items():
                store.save_fetch(name, fetched, [], LATER)
        store.close()
    assert rows(place) == rows(tmp_path / "alone.db")


@pytest.fixture
def commits() -> Iterator[list[object]]:
    """One entry for each transaction that is committed."""
    found: list[object] = []

    def note(connection: sa.Connection) -> None:
        found.append(connection)

    sa.event.listen(sa.Engine, "commit", note)
    yield found
    sa.event.remove(sa.Engine, "commit", note)


def test_any_number_of_sources_takes_one_transaction_to_read_and_one_to_store(tmp_path: Path, commits: list[object]) -> None:
    names = [f"s{number}" for number in range(300)]
    store = SqlStore(tmp_path / "digest.db")
    store.save_quiet_fetches(dict.fromkeys(names, Fetched((), FetchState())), NOW)
    commits.clear()
    states = store.fetch_states(names)
    store.save_quiet_fetches({name: Fetched((), states[name]) for name in names}, LATER)
    store.close()
    assert len(commits) == 2


def test_fetches_are_gathered_and_none_is_lost(tmp_path: Path, commits: list[object]) -> None:
    names = [f"s{number}" for number in range(250)]
    store = SqlStore(tmp_path / "digest.db")
    assert store.source_reports(names)[0].status is FetchStatus.NEVER
    commits.clear()
    quiet = QuietFetches(store, NOW)
    for name in names:
        quiet.add(name, Fetched((), FetchState(), unchanged=True))
    quiet.save()
    quiet.save()
    assert len(commits) == 3
    assert {report.status for report in store.source_reports(names)} == {FetchStatus.UNCHANGED}
    store.close()


def test_a_fetch_is_quiet_only_if_nothing_is_to_be_stored_but_how_it_ended() -> None:
    quiet = Fetched((), FetchState(Validators('"new"'), MappingProxyType(dict(BEFORE.seen))))
    assert quiet.is_quiet(BEFORE)
    statement = RawStatement("s", "k", "https://gov.example/k", b"text", "text/plain", NOW)
    assert not replace(quiet, statements=(statement,)).is_quiet(BEFORE)
    assert not replace(quiet, failures=(Failure("a", "reading it", "gone", "s"),)).is_quiet(BEFORE)
    assert not replace(quiet, has_more=True).is_quiet(BEFORE)
    assert not replace(quiet, state=replace(quiet.state, seen={})).is_quiet(BEFORE)
    assert not replace(quiet, state=replace(quiet.state, seen={ITEM.key: replace(ITEM, read_at=LATER)})).is_quiet(BEFORE)
    assert not replace(quiet, state=replace(quiet.state, awaited={PAGE.key: PAGE})).is_quiet(BEFORE)
    assert not quiet.is_quiet(replace(BEFORE, awaited={PAGE.key: PAGE}))
