"""Many readers: one connection sends many messages, several connections send at a time, and each message is sent once."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from subprocess import Popen
from threading import Event

import pytest

from digest.deliver.mail_channel import mail_channel
from digest.deliver.smtp_session import Security, SmtpSettings
from digest.pipeline.connections import at_once
from digest.pipeline.deliver_step import DeliverStep
from digest.pipeline.report import RunReport
from digest.records import Edition, Format, OutboxState, Outgoing, Target
from digest.secrets import Secret
from digest.store.sql_store import SqlStore
from tests.deliver.counting_server import CountingServer, counting_server

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
DAY = date(2026, 11, 23)
READERS = tuple(f"reader{number}@example.org" for number in range(30))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """A store with an edition that waits to be sent to all readers."""
    with closing(SqlStore(tmp_path / "digest.db")) as store:
        rows = [
            Outgoing("morning", DAY, Target("email", reader, Format.EMAIL), f"To: {reader}\r\n\r\nNews.\r\n".encode())
            for reader in READERS
        ]
        assert store.seal(Edition("morning", "Morning", DAY, "UTC", NOW), rows)
        yield store


def deliver(
    store: SqlStore, server: CountingServer, connections: int, stopped: Callable[[], bool] = lambda: False
) -> RunReport:
    """Deliver what is due."""
    return deliver_to(store, server.port, connections, stopped)


def deliver_to(store: SqlStore, port: int, connections: int, stopped: Callable[[], bool] = lambda: False) -> RunReport:
    """Deliver what is due to the server on `port`."""
    settings = SmtpSettings("127.0.0.1", port, "digest@example.org", Security.NONE, "digest", Secret("sesame"), timeout=10)
    channel = mail_channel(lambda: settings, on_uncertain="hold", connections=connections)
    return DeliverStep(store, {"email": channel}).run(RunReport(), lambda: NOW, stopped)


def states(store: SqlStore) -> set[OutboxState]:
    return {row.state for row in store.outbox()}


def test_one_connection_sends_many_messages(store: SqlStore) -> None:
    with counting_server() as server:
        report = deliver(store, server, connections=1)
    assert (server.connections, len(report.delivered), report.exit_code) == (1, len(READERS), 0)
    assert server.recipients == dict.fromkeys(READERS, 1)
    assert states(store) == {OutboxState.SENT}


def test_several_connections_send_at_a_time_and_each_message_once(store: SqlStore) -> None:
    with counting_server(seconds=0.02) as server:
        report = deliver(store, server, connections=4)
        assert deliver(store, server, connections=4).delivered == ()
    assert server.most_open == 4
    assert server.recipients == dict.fromkeys(READERS, 1)
    assert sorted(row.target.address for row, _ in report.delivered) == sorted(READERS)
    assert states(store) == {OutboxState.SENT}
    assert {row.attempts for row in store.outbox()} == {1}


def test_a_wrong_password_is_tried_once_whatever_the_number_of_connections(store: SqlStore) -> None:
    with counting_server(refuses_login=True) as server:
        report = deliver(store, server, connections=8)
    assert server.logins == 1
    assert report.exit_code == 75
    assert states(store) == {OutboxState.PENDING}
    assert {row.detail for row in store.outbox()} == {"535 wrong password"}


def test_who_is_not_reached_when_the_run_is_stopped_stays_due(store: SqlStore) -> None:
    with counting_server() as server:
        report = deliver(store, server, connections=4, stopped=lambda: server.recipients.total() >= 10)
        sent = len(report.delivered)
        assert 10 <= sent <= 14
        assert states(store) == {OutboxState.SENT, OutboxState.PENDING}
        assert len(deliver(store, server, connections=4).delivered) == len(READERS) - sent
    assert server.recipients == dict.fromkeys(READERS, 1)


def test_the_report_holds_no_message(store: SqlStore) -> None:
    with counting_server() as server:
        assert {row.content for row, _ in deliver(store, server, connections=2).delivered} == {b""}


def test_a_process_that_is_killed_while_several_connections_send_loses_and_doubles_nothing(store: SqlStore) -> None:
    code = (
        "import sys; from pathlib import Path; from digest.store.sql_store import SqlStore;"
        "from tests.deliver.test_connections import deliver_to;"
        "deliver_to(SqlStore(Path(sys.argv[1])), int(sys.argv[2]), connections=4)"
    )
    with counting_server(seconds=0.02) as server:
        arguments = [sys.executable, "-c", code, str(store.place), str(server.port)]
        with Popen(arguments, cwd=Path(__file__).parents[2]) as child:
            while server.recipients.total() < 8:
                assert child.poll() is None
                time.sleep(0.001)
            child.kill()
        store.recover_outbox(NOW, NOW)
        unsure = {row.target.address for row in store.uncertain_outgoing()}
        assert len(unsure) <= 4
        report = deliver(store, server, connections=4)
    assert {row.target.address for row in report.uncertain} == unsure
    assert max(server.recipients.values()) == 1
    assert set(READERS) - set(server.recipients) <= unsure


@pytest.mark.parametrize("threads", [1, 3])
def test_after_a_bug_no_other_item_is_begun_and_the_bug_is_raised(threads: int) -> None:
    begun: list[int] = []
    broken = Event()

    def job(item: int) -> int:
        begun.append(item)
        if item == 4:
            broken.set()
            raise ZeroDivisionError
        if item > 4:
            broken.wait(10)
        return item

    with pytest.raises(ZeroDivisionError):
        at_once(job, range(1000), threads, lambda: False)
    assert len(begun) <= 4 + 2 * threads


def test_results_come_in_the_order_of_the_items() -> None:
    assert at_once(lambda item: item if item % 2 else None, range(10), 4, lambda: False) == [1, 3, 5, 7, 9]
