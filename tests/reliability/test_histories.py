"""Test: any history of runs, crashes, clocks, missed days, edits, refusals, renames and recipients keeps every promise.

Runs 20 random histories, and 2 with a store in PostgreSQL.
`HISTORIES=2000 python -m pytest tests/reliability/test_histories.py` is the long form.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from digest.pipeline.deliver_step import MAX_DOUBTS
from digest.records import OutboxState, PostgresPlace
from tests.postgres_server import PostgresServer
from tests.reliability.installation import quick_folder, rows_of
from tests.reliability.simulation import COPIES, OUTCOMES, Simulation, copied_text

EDITIONS_BY_STATEMENT = """\
SELECT statement.key, count(member.revision) FROM statement
LEFT JOIN revision ON revision.statement = statement.id
LEFT JOIN member ON member.revision = revision.id AND member.updated = 0
GROUP BY statement.id
"""
CURRENT_BUT_UNPUBLISHED = """\
SELECT statement.key FROM statement JOIN revision ON revision.statement = statement.id
AND revision.fingerprint = statement.current
WHERE revision.id IS NOT (SELECT member.revision FROM member JOIN revision AS told ON told.id = member.revision
WHERE told.statement = statement.id ORDER BY member.edition DESC LIMIT 1)
"""
MERGED = """\
SELECT statement.key FROM statement JOIN revision ON revision.statement = statement.id
AND revision.fingerprint = statement.current
WHERE EXISTS (SELECT 1 FROM also_given WHERE also_given.revision = revision.id)
OR EXISTS (SELECT 1 FROM relation JOIN member ON member.revision = relation.other
WHERE relation.revision = revision.id AND relation.kind IN ('same', 'corrected'))
"""
PUBLISHED_TWICE = """\
SELECT told, before FROM (SELECT member.revision AS told, lag(member.revision) OVER
(PARTITION BY member.digest, revision.statement ORDER BY member.edition) AS before
FROM member JOIN revision ON revision.id = member.revision) WHERE told = before
"""
SLOTS = "SELECT slot FROM edition ORDER BY id"
PAGES = 6
RECIPIENTS = ("a@example.org", "b@example.org", "c@example.org")


class History(RuleBasedStateMachine):
    """One history. The promises are checked at its end, after runs without faults."""

    @initialize(policy=st.sampled_from(["resend", "hold"]), catch_up=st.sampled_from(["one", "each"]))
    def start(self, policy: str, catch_up: str) -> None:
        self.folder = quick_folder()
        self.simulation = Simulation(Path(self.folder.name), policy, catch_up, self.place())

    def place(self) -> PostgresPlace | None:
        """An empty store; None: a file."""
        return None

    @rule(page=st.integers(1, PAGES), text=st.integers(0, 3))
    def publish_or_edit(self, page: int, text: int) -> None:
        self.simulation.source.pages[page] = f"Page {page} says {text}. It says no more."

    @rule(page=st.integers(1, PAGES), edit=st.sampled_from(list(COPIES)))
    def publish_or_edit_a_copy(self, page: int, edit: str) -> None:
        self.simulation.source.pages[page] = copied_text(edit)

    @rule(page=st.integers(1, PAGES))
    def remove_page(self, page: int) -> None:
        self.simulation.source.pages.pop(page, None)

    @rule(is_up=st.booleans())
    def source_goes_down_or_up(self, is_up: bool) -> None:
        self.simulation.source.is_up = is_up

    @rule(minutes=st.sampled_from([15, 60, 300, 24 * 60, 3 * 24 * 60, 40 * 24 * 60]))
    def wait(self, minutes: int) -> None:
        self.simulation.advance_clock(timedelta(minutes=minutes))

    @rule(hours=st.integers(1, 26))
    def set_the_clock_back(self, hours: int) -> None:
        self.simulation.now -= timedelta(hours=hours)

    @rule(days=st.sampled_from([1, 2, 3, 30, 400, 3650]))
    def run_with_a_clock_that_is_days_ahead_and_then_corrected(self, days: int) -> None:
        before = self.simulation.now
        self.simulation.now += timedelta(days=days)
        self.simulation.run()
        self.simulation.now = before

    @rule(recipient=st.sampled_from(RECIPIENTS))
    def add_or_remove_recipient(self, recipient: str) -> None:
        recipients = self.simulation.recipients
        if recipient not in recipients:
            recipients.append(recipient)
        elif len(recipients) > 1:
            recipients.remove(recipient)
            self.simulation.removed.add(recipient)

    @rule(name=st.sampled_from(["ministry", "Ministry of Ports"]))
    def rename_the_source(self, name: str) -> None:
        self.simulation.source.name = name

    @rule(name=st.sampled_from(["morning", "dawn", "evening"]))
    def rename_the_digest(self, name: str) -> None:
        # A digest is known by its recipients: if all change together with the name, nobody can know that it is the same.
        self.simulation.run()
        self.simulation.slug = name
        self.simulation.run()

    @rule(outcomes=st.lists(st.sampled_from(OUTCOMES), max_size=4))
    def disturb_the_delivery(self, outcomes: list[str]) -> None:
        self.simulation.delivery.outcomes = list(outcomes)

    @rule()
    def run(self) -> None:
        self.simulation.run()

    @precondition(lambda self: self.simulation.source.pages)
    @rule(crash_at=st.integers(1, 40), after=st.booleans())
    def run_and_crash(self, crash_at: int, after: bool) -> None:
        self.simulation.run(crash_at, after=after)

    def teardown(self) -> None:
        if not hasattr(self, "simulation"):
            return
        try:
            self.simulation.run_until_settled()
            self.check_editions()
            self.check_mail()
        finally:
            self.folder.cleanup()

    def check_editions(self) -> None:
        """Every statement is new in one edition and told as it is now, or one entry with another that has its text.

        No text is told twice in a row, and slots are unique.
        """
        merged = {key for (key,) in self.rows(MERGED)}
        times = dict(self.rows(EDITIONS_BY_STATEMENT))
        assert [key for key, number in times.items() if number != 1 and not (number == 0 and key in merged)] == []
        assert self.rows(PUBLISHED_TWICE) == []
        assert [key for (key,) in self.rows(CURRENT_BUT_UNPUBLISHED) if times[key] or key not in merged] == []
        slots = [str(slot) for (slot,) in self.rows(SLOTS)]
        assert len(slots) == len(set(slots))
        assert self.rows("PRAGMA integrity_check") == [("ok",)]

    def check_mail(self) -> None:
        """Each message is delivered as the policy promises, and all copies of it are the same bytes."""
        with self.simulation.app() as app:
            rows = app.store.outbox()
        for row in rows:
            copies = self.simulation.delivery.delivered[row.id]
            if row.state is OutboxState.CANCELLED:
                assert row.target.address in self.simulation.removed
                continue
            assert len(set(copies)) <= 1
            if row.state is OutboxState.FAILED:
                assert row.id in self.simulation.delivery.refused
                continue
            if self.simulation.policy == "hold":
                assert len(copies) <= 1
                assert row.state in (OutboxState.SENT, OutboxState.UNCERTAIN)
            else:
                assert len(copies) <= 1 + row.doubts
                assert row.state is OutboxState.SENT or row.doubts >= MAX_DOUBTS
            assert row.state is OutboxState.UNCERTAIN or copies

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return rows_of(self.simulation.store, query, Path(self.folder.name))


TestHistories = History.TestCase
TestHistories.settings = settings(
    max_examples=int(os.environ.get("HISTORIES", "20")),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_histories_in_postgresql(postgres: PostgresServer) -> None:
    class PostgresHistory(History):
        def place(self) -> PostgresPlace:
            return postgres.empty_place()

    number = max(2, int(os.environ.get("HISTORIES", "20")) // 20)
    run_state_machine_as_test(PostgresHistory, settings=settings(TestHistories.settings, max_examples=number))
