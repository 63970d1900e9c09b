"""A clock that was ahead for one run costs later days nothing, and nothing waits for a time that it stored."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from digest.cli.progress import tracker
from digest.fetch.rereading import is_due
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from digest.records import Failure, Fetched, FetchState, OutboxState, SeenItem
from tests.reliability.installation import MORNING, RECIPIENTS, Installation, mail_server, message_id

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NUMBER_AHEAD = 90
"""The statement that the run with the wrong clock reads."""


def run(installation: Installation, now: datetime) -> RunReport:
    with installation.app() as app:
        return run_once(app.pipeline, lambda: now, tracker(quiet=True))


@pytest.mark.parametrize("days", [1, 3, 30])
def test_every_day_has_its_edition_and_nothing_is_told_twice(days: int, tmp_path: Path) -> None:
    with mail_server() as (received, port):
        installation = Installation.create(tmp_path / "installation", port, "resend")
        run(installation, MORNING)
        installation.publish(NUMBER_AHEAD)
        (ahead,) = run(installation, MORNING + HOUR + days * DAY).editions
        file = installation.folder / "out" / f"{ahead.slot}.md"
        written = file.read_bytes()
        run(installation, MORNING + 2 * HOUR)
        for day in sorted({1, 2, days - 1, days, days + 1} - {0}):
            installation.publish(day + 10)
            report = run(installation, MORNING + day * DAY)
            assert [edition.slot for edition in report.editions] == [(MORNING + day * DAY).date()]
            assert report.exit_code == 0
    published = len(list((installation.folder / "in").iterdir()))
    assert installation.faults(published) == []
    assert len({message_id(message) for message in received.messages}) == len(received.messages)
    assert len(received.messages) == len(RECIPIENTS) * len(installation.rows("SELECT id FROM edition"))
    assert file.read_bytes() != written
    assert written in [path.read_bytes() for path in file.parent.iterdir()]


@pytest.mark.parametrize("days", [1, 30])
def test_a_clock_that_is_behind_changes_no_edition(days: int, tmp_path: Path) -> None:
    with mail_server() as (_, port):
        installation = Installation.create(tmp_path / "installation", port, "resend")
        for hours in range(0, 72, 12):
            run(installation, MORNING + hours * HOUR)
        slots = installation.rows("SELECT slot FROM edition ORDER BY id")
        run(installation, MORNING + 61 * HOUR - days * DAY)
        assert run(installation, MORNING + 62 * HOUR).editions == ()
    assert installation.rows("SELECT slot FROM edition ORDER BY id")[: len(slots)] == slots


@pytest.mark.parametrize("days", [0.1, 1, 30])
def test_no_wait_that_was_set_in_the_future_is_kept(days: float, tmp_path: Path) -> None:
    ahead = MORNING + days * DAY
    with mail_server("451 at the dot") as (received, port):
        installation = Installation.create(tmp_path / "installation", port, "resend")
        run(installation, ahead)
        assert received.messages == []
        assert run(installation, MORNING).exit_code == 0
        assert len(received.messages) == len(RECIPIENTS)
    failure = Failure("folder", "reading the source", "status 503", "folder")
    with installation.app() as app:
        app.store.save_source_failure("folder", failure, ahead + HOUR, ahead)
        assert "folder" in app.store.waiting_sources(ahead)
        assert "folder" not in app.store.waiting_sources(MORNING)


@pytest.mark.parametrize("days", [0.1, 1, 30])
def test_an_uncertain_message_is_decided_although_a_clock_was_ahead(days: float, tmp_path: Path) -> None:
    with mail_server("accepts, drops its reply") as (_, port):
        installation = Installation.create(tmp_path / "installation", port, "resend")
        uncertain = {row.id for row in run(installation, MORNING + days * DAY).troubled if row.state is OutboxState.UNCERTAIN}
        run(installation, MORNING)
        with installation.app() as app:
            states = {row.state for row in app.store.outbox() if row.id in uncertain}
    assert states == {OutboxState.SENT}


@pytest.mark.parametrize("days", [1, 30, 400])
def test_a_page_read_in_the_future_is_read_again_and_checked_again(days: int, tmp_path: Path) -> None:
    ahead = MORNING + days * DAY
    assert is_due(SeenItem("k", "", ahead, first_at=MORNING - HOUR), MORNING)
    assert is_due(SeenItem("k", "", ahead, first_at=ahead), MORNING)
    with mail_server() as (_, port):
        installation = Installation.create(tmp_path / "installation", port, "resend")
        run(installation, ahead)
    with installation.app() as app:
        store, key = app.store, installation.rows("SELECT key FROM statement")[0][0]
        store.save_fetch("folder", Fetched((), FetchState()), [], MORNING)

        def keys(now: datetime) -> list[str]:
            return [found for found, _, _ in store.pages_to_recheck(["folder"], now - 7 * DAY, now - DAY, now, 20)]

        assert key in keys(MORNING)
        store.record_recheck(key, True, ahead)
        store.record_recheck(key, True, MORNING)
        assert key not in keys(MORNING + HOUR)
        assert key in keys(MORNING + DAY)
        store.record_recheck(key, True, MORNING + DAY)
        assert [gone.key for gone in store.open_withdrawals("morning", ["folder"])] == [key]
        assert key not in keys(MORNING + 7 * DAY)
