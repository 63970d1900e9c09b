"""Each row of the outbox is delivered by one process, and is taken over only from one that is gone or has taken too long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from digest.errors import BusyError
from digest.records import OutboxState, Outgoing, PostgresPlace
from digest.store import claims
from digest.store.sql_store import SqlStore
from tests.postgres_server import PostgresServer
from tests.store.test_postgres import end_sessions
from tests.store.test_store import FILE, NOW, seal

DAY = date(2026, 11, 23)
LATER = NOW + timedelta(minutes=15)
CHANNEL = "file"


@pytest.fixture
def store(place: Path | PostgresPlace) -> Iterator[SqlStore]:
    with closing(filled(place)) as store, store.lock():
        yield store


@pytest.fixture
def hosts(postgres: PostgresServer) -> Iterator[tuple[SqlStore, SqlStore]]:
    """The host that holds the lock, and one that helps it to deliver."""
    place = postgres.empty_place()
    with closing(filled(place)) as leader, closing(SqlStore(place)) as helper, leader.lock(), helper.sending():
        yield leader, helper


def filled(place: Path | PostgresPlace, rows: int = 3) -> SqlStore:
    store = SqlStore(place)
    store.start_digest("morning", NOW - timedelta(days=1))
    seal(store, DAY, *(Outgoing("morning", DAY, replace(FILE, address=f"{n}.md"), b"text") for n in range(rows)))
    return store


def claim(store: SqlStore, after: int = 0) -> Outgoing:
    row = store.claim_outgoing(NOW, after, CHANNEL, leads=True)
    assert row is not None
    return row


def states(store: SqlStore) -> list[str]:
    return [str(row.state) for row in reversed(store.outbox())]


def test_rows_are_claimed_in_their_order_each_once(store: SqlStore) -> None:
    first = claim(store)
    assert (first.target.address, first.content, first.attempts, first.state) == ("0.md", b"text", 1, OutboxState.SENDING)
    assert claim(store).target.address == "1.md"
    assert claim(store, after=first.id + 1).target.address == "2.md"
    assert store.claim_outgoing(NOW, 0, CHANNEL, leads=True) is None


def test_a_row_of_another_channel_or_of_later_is_not_claimed(store: SqlStore) -> None:
    assert store.claim_outgoing(NOW, 0, "email", leads=True) is None
    number = claim(store).id
    store.mark_outgoing(number, OutboxState.PENDING, NOW, "451 later", LATER)
    assert claim(store).id == number + 1
    assert store.claim_outgoing(LATER, 0, CHANNEL, leads=True) == replace(
        store.outgoing(number), content=b"text", state=OutboxState.SENDING, attempts=2, changed_at=LATER, not_before=None
    )  # fmt: skip


def test_only_who_holds_the_lock_takes_what_another_clock_has_postponed(store: SqlStore) -> None:
    for row in store.due_outgoing(NOW):
        store.mark_outgoing(row.id, OutboxState.PENDING, NOW, "451 later", LATER)
    behind = NOW - timedelta(seconds=5)
    assert store.claim_outgoing(behind, 0, CHANNEL, leads=False) is None
    assert store.claim_outgoing(behind, 0, CHANNEL, leads=True) is not None


def test_a_row_that_is_given_back_has_not_been_tried(store: SqlStore) -> None:
    number = claim(store).id
    store.release_outgoing(number, NOW)
    assert claim(store).attempts == 1
    assert claim(store).id == number + 1


def test_only_a_claimed_row_is_committed(store: SqlStore) -> None:
    number = claim(store).id
    assert store.commit_outgoing(number, NOW)
    assert not store.commit_outgoing(number, NOW)
    assert not store.commit_outgoing(number + 1, NOW)
    assert states(store) == ["dotted", "pending", "pending"]
    assert store.mark_outgoing(number, OutboxState.SENT, NOW)


def test_in_a_file_nobody_helps(tmp_path: Path) -> None:
    with closing(filled(tmp_path / "digest.db")) as store, pytest.raises(BusyError), store.sending():
        pass


def test_what_a_live_host_sends_is_left_to_it(hosts: tuple[SqlStore, SqlStore]) -> None:
    leader, helper = hosts
    sending, committing = claim(helper), claim(helper)
    helper.commit_outgoing(committing.id, NOW)
    assert leader.recover_outbox(NOW, LATER) == 0
    assert not leader.mark_outgoing(sending.id, OutboxState.CANCELLED, NOW)
    assert not leader.resend(committing.id, NOW)
    assert claim(leader).target.address == "2.md"
    assert helper.finish_outgoing(committing.id, OutboxState.SENT, NOW)
    assert states(leader) == ["sending", "sent", "sending"]


def test_what_a_host_has_left_is_settled_and_it_can_mark_it_no_more(hosts: tuple[SqlStore, SqlStore]) -> None:
    leader, helper = hosts
    sending, committing = claim(helper), claim(helper)
    helper.commit_outgoing(committing.id, NOW)
    assert end_sessions(leader, "digest send") == 1
    assert leader.recover_outbox(NOW, LATER) == 2
    assert states(leader) == ["pending", "uncertain", "pending"]
    for number in (sending.id, committing.id):
        with pytest.raises(BusyError, match="the lock is lost"):
            helper.commit_outgoing(number, NOW)
    assert states(leader) == ["pending", "uncertain", "pending"]


def test_a_host_that_takes_too_long_loses_the_row(hosts: tuple[SqlStore, SqlStore], monkeypatch: pytest.MonkeyPatch) -> None:
    leader, helper = hosts
    kept = claim(helper)
    monkeypatch.setattr(claims, "LEASE_SECONDS", -1)
    lost = claim(helper)
    assert leader.recover_outbox(NOW, LATER) == 1
    assert states(leader) == ["sending", "pending", "pending"]
    assert not helper.commit_outgoing(lost.id, NOW)
    assert not helper.finish_outgoing(lost.id, OutboxState.UNCERTAIN, NOW)
    monkeypatch.undo()
    assert helper.commit_outgoing(kept.id, NOW)


def test_that_a_message_was_sent_after_all_is_stored_unless_it_was_sent_again(
    hosts: tuple[SqlStore, SqlStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    leader, helper = hosts
    monkeypatch.setattr(claims, "LEASE_SECONDS", -1)
    known, again = claim(helper), claim(helper)
    for row in (known, again):
        helper.commit_outgoing(row.id, NOW)
    assert leader.recover_outbox(NOW, LATER) == 2
    leader.mark_outgoing(again.id, OutboxState.PENDING, NOW)
    monkeypatch.undo()
    assert claim(leader).id == again.id
    assert helper.finish_outgoing(known.id, OutboxState.SENT, NOW)
    assert not helper.finish_outgoing(again.id, OutboxState.SENT, NOW)
    assert states(leader) == ["sent", "sending", "pending"]


def test_hosts_that_claim_at_the_same_time_share_the_rows(postgres: PostgresServer) -> None:
    place = postgres.empty_place()
    filled(place, rows=60).close()
    taken: list[list[int]] = [[], [], []]

    def deliver(mine: list[int]) -> None:
        with closing(SqlStore(place)) as host, host.sending():
            last = 0
            while row := host.claim_outgoing(NOW, last, CHANNEL, leads=False):
                last = row.id
                assert host.commit_outgoing(row.id, NOW)
                assert host.finish_outgoing(row.id, OutboxState.SENT, NOW)
                mine.append(row.id)

    threads = [threading.Thread(target=deliver, args=(mine,)) for mine in taken]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(number for mine in taken for number in mine) == list(range(1, 61))
