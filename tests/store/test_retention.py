"""What is kept no longer is dropped, counted and named; what is still needed stays, and nothing is told twice for it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa

from digest.cli.parser import main
from digest.config.keep_settings import KeepSettings
from digest.pipeline.retention_step import RetentionStep
from digest.records import (
    Edition,
    Fetched,
    FetchState,
    Format,
    OutboxState,
    Outgoing,
    PostgresPlace,
    SeenItem,
    Target,
    Validators,
)
from digest.store import schema
from digest.store.database import open_database
from digest.store.retention import Reader
from digest.store.sql_store import SqlStore
from tests.postgres_server import as_written
from tests.reliability.installation import rows_of
from tests.store.test_store import MODEL, NOW, collect, entries, raw, seal, statement, summarise

DAY = date(2026, 11, 23)
LATER = NOW + timedelta(days=100)
KEEP = KeepSettings.model_validate({"bytes": "90d", "messages": "90d", "readers": "after_leaving"})
ANNA, BRUNO = (Target("email", f"{name}@example.org", Format.EMAIL) for name in ("anna", "bruno"))
MESSAGE = b"Subject: Morning\r\n\r\n" + b"They met. " * 200


@pytest.fixture
def store(place: Path | PostgresPlace) -> Iterator[SqlStore]:
    with closing(SqlStore(place)) as store:
        store.start_digest("morning", NOW - timedelta(days=1))
        yield store


def sealed(store: SqlStore, *states: OutboxState) -> tuple[int, ...]:
    """Seal an edition with one statement, and one row for each state; return the numbers of the rows."""
    collect(store, statement())
    summarise(store)
    targets = [replace(ANNA, address=f"reader{number}@example.org") for number in range(len(states))]
    seal(store, DAY, *(Outgoing("morning", DAY, target, MESSAGE) for target in targets))
    rows = tuple(sorted(row.id for row in store.outbox()))
    for number, state in zip(rows, states, strict=True):
        store.mark_outgoing(number, state, NOW)
    return rows


def drop(store: SqlStore, now: datetime, keep: KeepSettings = KEEP, left: Sequence[Reader] = ()) -> None:
    """Carry out the retention step; `left` are the readers who have left."""
    step = RetentionStep(store, keep, lambda readers, _: [each for each in readers if each in left])
    step.run(now, stopped=lambda: False)


def column(store: SqlStore, query: str) -> list[object]:
    with TemporaryDirectory() as folder:
        return [row[0] for row in rows_of(store, query, Path(folder))]


def test_a_message_that_was_delivered_long_ago_is_dropped_and_its_row_stays(store: SqlStore) -> None:
    (number,) = sealed(store, OutboxState.SENT)
    drop(store, NOW + timedelta(days=89))
    assert not store.outbox()[0].is_dropped
    drop(store, LATER)
    (row,) = store.outbox()
    assert (row.id, row.state, row.target.address, row.is_dropped) == (number, OutboxState.SENT, "reader0@example.org", True)
    assert column(store, "SELECT length(content) FROM outbox") == [0]
    assert store.tallies()["dropped", "messages"] == 1


@pytest.mark.parametrize("state", [state for state in OutboxState if state not in ("sent", "cancelled", "acknowledged")])
def test_a_message_that_waits_for_a_run_or_a_person_is_never_dropped(state: OutboxState, store: SqlStore) -> None:
    sealed(store, state)
    drop(store, LATER)
    assert not store.outbox()[0].is_dropped


def test_a_message_that_was_sent_again_lately_is_kept(store: SqlStore) -> None:
    (number,) = sealed(store, OutboxState.SENT)
    assert store.resend(number, LATER)
    store.mark_outgoing(number, OutboxState.SENT, LATER)
    drop(store, LATER + timedelta(days=1))
    assert not store.outbox()[0].is_dropped


def test_a_message_that_was_dropped_is_not_sent_again(
    store: SqlStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (number,) = sealed(store, OutboxState.SENT)
    drop(store, LATER)
    assert not store.resend(number, LATER)
    assert store.due_outgoing(LATER) == ()
    store.close()
    path = tmp_path / "digest.yaml"
    digests = "{morning: {deliver: [{file: '{day}.md'}]}}"
    path.write_text(f"sources: [{{files: 'in/*.txt'}}]\nstore: '{as_written(store.place)}'\ndigests: {digests}\n")
    assert main(["--config", str(path), "outbox", "resend", str(number)]) == 64
    assert f"outbox resend {number}: its message of 2026-11-23 was dropped" in capsys.readouterr().err
    assert main(["--config", str(path), "outbox", "--since", "2026-01-01"]) == 0
    assert "(its message was dropped)" in capsys.readouterr().out
    assert main(["--config", str(path), "status"]) == 0
    assert "dropped  1 message; the bytes of 1 text; the address" in capsys.readouterr().out


def test_an_edition_is_shown_as_it_was_after_its_messages_are_dropped(store: SqlStore) -> None:
    sealed(store, OutboxState.SENT)
    before = store.sealed_edition("morning", DAY)
    drop(store, LATER)
    assert store.sealed_edition("morning", DAY) == before
    assert isinstance(before, Edition)


def test_the_bytes_of_a_text_are_dropped_and_it_is_not_told_again(store: SqlStore) -> None:
    sealed(store, OutboxState.SENT)
    changed = statement(text="They met. They parted.")
    assert store.stored_revisions([(raw(changed), changed)]) != (None,)
    drop(store, LATER)
    assert column(store, "SELECT length(raw) FROM revision") == [0]
    assert store.stored_revisions([(raw(changed), changed)]) == (None,)
    assert collect(store, statement(), now=LATER) == (0, 0)
    assert entries(store, LATER) == ()
    assert store.unsummarised((MODEL,), 3) == ()


def test_the_bytes_of_a_text_that_is_still_listed_are_kept(store: SqlStore) -> None:
    one = statement()
    state = FetchState(Validators(), {one.key: SeenItem(one.key, "item", NOW)})
    store.save_fetch("state", Fetched((), state), [(raw(one), one)], NOW)
    drop(store, LATER)
    assert column(store, "SELECT length(raw) > 0 FROM revision") == [1]
    store.save_fetch("state", Fetched((), FetchState()), [], LATER)
    drop(store, LATER + timedelta(days=1))
    assert column(store, "SELECT length(raw) > 0 FROM revision") == [0]


def test_a_reader_who_has_left_is_known_no_longer_and_the_others_are(store: SqlStore) -> None:
    collect(store, statement())
    summarise(store)
    seal(store, DAY, *(Outgoing("morning", DAY, target, MESSAGE) for target in (ANNA, BRUNO)))
    for row in store.outbox():
        store.mark_outgoing(row.id, OutboxState.SENT, NOW)
    store.unsubscribe("morning", ANNA.address, NOW)
    drop(store, NOW + timedelta(days=29), left=[Reader("morning", "email", ANNA.address)])
    assert {row.target for row in store.outbox()} == {ANNA, BRUNO}
    drop(store, NOW + timedelta(days=31), left=[Reader("morning", "email", ANNA.address)])
    addresses = {row.target.address: row.is_dropped for row in store.outbox()}
    assert addresses == {"forgotten-1": True, BRUNO.address: False}
    assert store.unsubscribed("morning") == {ANNA.address}
    assert store.told_addresses("morning", "state.gov/a") == {("email", "forgotten-1"), ("email", BRUNO.address)}


def test_without_settings_everything_is_kept_for_ever(store: SqlStore) -> None:
    sealed(store, OutboxState.SENT)
    drop(store, NOW + timedelta(days=5000), KeepSettings())
    assert not store.outbox()[0].is_dropped
    assert column(store, "SELECT length(raw) > 0 FROM revision") == [1]


def test_it_is_done_once_a_day(store: SqlStore) -> None:
    drop(store, LATER)
    assert not store.retention_is_due(LATER.date())
    assert store.retention_is_due(LATER.date() + timedelta(days=1))


def test_many_rows_are_dropped_in_small_steps(store: SqlStore) -> None:
    sealed(store, *[OutboxState.SENT] * 7)
    assert [store.drop_messages(LATER, 3) for _ in range(4)] == [3, 3, 1, 0]
    assert store.tallies()["dropped", "messages"] == 7


def test_messages_and_published_bytes_are_compressed(store: SqlStore) -> None:
    (number,) = sealed(store, OutboxState.PENDING)
    ((length, content),) = zip(column(store, "SELECT length(content) FROM outbox"), [store.due_outgoing(NOW)[0]], strict=True)
    assert isinstance(length, int)
    assert (length < len(MESSAGE) / 4, content.id, content.content) == (True, number, MESSAGE)


def test_what_an_earlier_version_stored_is_read_as_it_is(store: SqlStore) -> None:
    sealed(store, OutboxState.PENDING)
    store.close()
    engine = open_database(store.place)
    with engine.begin() as connection:
        connection.execute(sa.update(schema.outbox).values(content=MESSAGE))
        connection.execute(sa.update(schema.revision).values(raw=zlib.compress(b"<p>They met.</p>")))
    engine.dispose()
    assert store.due_outgoing(NOW)[0].content == MESSAGE
    changed = statement(text="They met. They parted.")
    (stored,) = store.stored_revisions([(raw(changed), changed)])
    assert stored is not None
    assert stored.content == b"<p>They met.</p>"


@pytest.mark.parametrize("text", ["90", "3m", "7d", "-40d", 90])
def test_a_period_that_is_no_number_of_days_or_too_short_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r"90d, nor forever|at least 30d"):
        KeepSettings.model_validate({"bytes": text})
