"""Test: two hosts deliver from one store in PostgreSQL, and one of them is killed, or stopped for longer than its lease.

Nothing is lost. A message arrives twice only if the host was stopped between "committing" and the final dot, then with the same
bytes, and with `hold` not at all.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from digest.app import App
from digest.cli.progress import tracker
from digest.pipeline.run import run_once
from digest.records import Edition, Format, OutboxState, Outgoing, Target
from digest.store import claims
from digest.store.claims import ClaimsMixin
from tests.postgres_server import PostgresServer
from tests.reliability.installation import MORNING, Installation, ReceivedMail, mail_server, processes

DAY = date(2026, 11, 23)
MESSAGES = 12
QUIET = tracker(quiet=True)


@contextmanager
def installation(folder: Path, postgres: PostgresServer, policy: str) -> Iterator[tuple[App, ReceivedMail]]:
    """An installation with an edition for MESSAGES recipients that is sealed, and the mail server that gets it."""
    with mail_server() as (received, port):
        made = Installation.create(folder / "installation", port, policy, 0, postgres.empty_place())
        recipients = [f"reader{number}@example.org" for number in range(MESSAGES)]
        path = made.folder / "digest.yaml"
        text = path.read_text("utf-8")
        begin, end = text.index("email: ["), text.index("]\n", text.index("email: ["))
        path.write_text(f"{text[:begin]}email: [{', '.join(recipients)}{text[end:]}", "utf-8")
        with made.app() as app:
            rows = [Outgoing("morning", DAY, Target("email", to, Format.EMAIL), _message(to)) for to in recipients]
            app.store.start_digest("morning", MORNING - timedelta(days=1))
            app.store.seal(Edition("morning", "Morning", DAY, "UTC", MORNING, (), (), ()), rows)
            yield app, received


def _message(to: str) -> bytes:
    return f"Message-ID: <{to}>\r\nTo: {to}\r\nSubject: Morning\r\n\r\nThe ministers met.\r\n".encode()


def help_until_stopped(folder: Path, at: str, number: int, lease: float) -> None:
    """Deliver beside the holder of the lock; stop this process after its call number `number` of the store's method `at`."""
    claims.LEASE_SECONDS = lease  # type: ignore[assignment]
    original, calls = getattr(ClaimsMixin, at), 0

    def stopping(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        result = original(*arguments, **named)
        calls += 1
        if calls == number:
            os.kill(os.getpid(), signal.SIGSTOP)
        return result

    setattr(ClaimsMixin, at, stopping)
    with Installation(folder).app() as app:
        run_once(app.pipeline, lambda: MORNING, QUIET, steps=("deliver",))
    os._exit(0)


@contextmanager
def stopped_helper(app: App, at: str, number: int, lease: float) -> Iterator[BaseProcess]:
    """A second host that was stopped in the middle of its work. This process holds the lock of the store meanwhile."""
    arguments = (app.settings.root, at, number, lease)
    with app.store.lock():
        helper = processes().Process(target=help_until_stopped, args=arguments)
        helper.start()
        assert helper.pid is not None
        while Path(f"/proc/{helper.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
            assert helper.is_alive()
            time.sleep(0.02)
    try:
        yield helper
    finally:
        if helper.is_alive():
            helper.kill()
        helper.join()


def deliver(app: App, minutes: int) -> None:
    """Deliver as the host that holds the lock, some minutes after the morning."""
    run_once(app.pipeline, lambda: MORNING + timedelta(minutes=minutes), QUIET, steps=("deliver",))


def go_on(helper: BaseProcess) -> None:
    """Let the stopped host go on to the end of its work."""
    assert helper.pid is not None
    os.kill(helper.pid, signal.SIGCONT)
    helper.join(60)
    assert helper.exitcode == 0


def states(app: App) -> dict[OutboxState, int]:
    found = [row.state for row in app.store.outbox()]
    return {state: found.count(state) for state in set(found)}


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc")


@needs_proc
def test_rows_of_a_stopped_host_are_left_to_it_until_its_lease_ends(postgres: PostgresServer, tmp_path: Path) -> None:
    with installation(tmp_path, postgres, "resend") as (app, received):
        with stopped_helper(app, "claim_outgoing", 4, lease=600) as helper:
            deliver(app, 20)
            assert states(app) == {OutboxState.SENT: MESSAGES - 1, OutboxState.SENDING: 1}
            go_on(helper)
        assert states(app) == {OutboxState.SENT: MESSAGES}
        assert [len(copies) for copies in received.by_message_id().values()] == [1] * MESSAGES


@needs_proc
def test_a_host_that_goes_on_after_its_lease_sends_nothing_that_another_took_over(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    with installation(tmp_path, postgres, "resend") as (app, received):
        with stopped_helper(app, "claim_outgoing", 4, lease=0.2) as helper:
            time.sleep(0.4)
            deliver(app, 20)
            assert states(app) == {OutboxState.SENT: MESSAGES}
            go_on(helper)
        assert states(app) == {OutboxState.SENT: MESSAGES}
        assert [len(copies) for copies in received.by_message_id().values()] == [1] * MESSAGES


@needs_proc
@pytest.mark.parametrize(("policy", "copies"), [("resend", 2), ("hold", 1)])
def test_a_host_that_is_stopped_before_the_final_dot_leaves_one_doubt(
    policy: str, copies: int, postgres: PostgresServer, tmp_path: Path
) -> None:
    with installation(tmp_path, postgres, policy) as (app, received):
        with stopped_helper(app, "commit_outgoing", 4, lease=0.2) as helper:
            time.sleep(0.4)
            deliver(app, 0)
            assert states(app) == {OutboxState.SENT: MESSAGES - 1, OutboxState.UNCERTAIN: 1}
            deliver(app, 20)
            go_on(helper)
        assert states(app) == {OutboxState.SENT: MESSAGES}
        groups = received.by_message_id()
        assert sorted(len(group) for group in groups.values()) == [1] * (MESSAGES - 1) + [copies]
        assert all(len(set(group)) == 1 for group in groups.values())


@needs_proc
@pytest.mark.parametrize("at", ["claim_outgoing", "commit_outgoing"])
def test_what_a_killed_host_was_sending_is_settled_at_once(at: str, postgres: PostgresServer, tmp_path: Path) -> None:
    with installation(tmp_path, postgres, "resend") as (app, received):
        with stopped_helper(app, at, 4, lease=600) as helper:
            pass
        assert helper.exitcode == -signal.SIGKILL
        deadline = time.monotonic() + 10
        while states(app).get(OutboxState.SENT, 0) < MESSAGES and time.monotonic() < deadline:
            deliver(app, 0)
            deliver(app, 20)
        assert states(app) == {OutboxState.SENT: MESSAGES}
        assert [len(copies) for copies in received.by_message_id().values()] == [1] * MESSAGES


@needs_proc
def test_two_hosts_share_the_work(postgres: PostgresServer, tmp_path: Path) -> None:
    with installation(tmp_path, postgres, "hold") as (app, received):
        with app.store.lock():
            started = [
                processes().Process(target=help_until_stopped, args=(app.settings.root, "claim_outgoing", 0, 600))
                for _ in range(2)
            ]
            for helper in started:
                helper.start()
            for helper in started:
                helper.join(60)
        assert [helper.exitcode for helper in started] == [0, 0]
        assert states(app) == {OutboxState.SENT: MESSAGES}
        assert [len(copies) for copies in received.by_message_id().values()] == [1] * MESSAGES
