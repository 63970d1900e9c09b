"""Any history of runs, deaths, clocks that jump, missed days, edits, and readers who come and go keeps every promise.

200 histories here; `HISTORIES=2000 python -m pytest tests/reliability/test_histories.py` is the long form.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from digest.pipeline.deliver_step import MAX_DOUBTS
from digest.records import OutboxState
from tests.reliability.installation import quick_folder
from tests.reliability.simulation import MOODS, World

NEW = """\
SELECT statement.key, count(member.revision) FROM statement
LEFT JOIN revision ON revision.statement = statement.id
LEFT JOIN member ON member.revision = revision.id AND member.updated = 0
GROUP BY statement.id
"""
UNTOLD = """\
SELECT statement.key FROM statement JOIN revision ON revision.statement = statement.id
AND revision.fingerprint = statement.current
WHERE NOT EXISTS (SELECT 1 FROM member WHERE member.revision = revision.id)
"""
TWICE = "SELECT digest, revision FROM member GROUP BY digest, revision HAVING count(*) > 1"
SLOTS = "SELECT slot FROM edition ORDER BY id"
PAGES = 6
READERS = ("a@example.org", "b@example.org", "c@example.org")


class History(RuleBasedStateMachine):
    """One history; the promises are asked for at its end, after everything had the time to go well."""

    @initialize(policy=st.sampled_from(["resend", "hold"]), catch_up=st.sampled_from(["one", "each"]))
    def begin(self, policy: str, catch_up: str) -> None:
        self.folder = quick_folder()
        self.world = World(Path(self.folder.name), policy, catch_up)

    @rule(page=st.integers(1, PAGES), text=st.integers(0, 3))
    def publish_or_edit(self, page: int, text: int) -> None:
        self.world.publisher.pages[page] = f"Page {page} says {text}. It says no more."

    @rule(page=st.integers(1, PAGES))
    def take_off(self, page: int) -> None:
        self.world.publisher.pages.pop(page, None)

    @rule(answers=st.booleans())
    def go_down_or_up(self, answers: bool) -> None:
        self.world.publisher.answers = answers

    @rule(minutes=st.sampled_from([15, 60, 300, 24 * 60, 3 * 24 * 60, 40 * 24 * 60]))
    def wait(self, minutes: int) -> None:
        self.world.pass_time(timedelta(minutes=minutes))

    @rule(hours=st.integers(1, 26))
    def set_the_clock_back(self, hours: int) -> None:
        self.world.now -= timedelta(hours=hours)

    @precondition(lambda self: not self.world.jumped)
    @rule(years=st.sampled_from([1, 10]))
    def run_with_a_clock_that_is_years_ahead_and_then_put_right(self, years: int) -> None:
        before, self.world.jumped = self.world.now, True
        self.world.now += timedelta(days=365 * years)
        self.world.round()
        self.world.now = before

    @rule(reader=st.sampled_from(READERS))
    def come_or_go(self, reader: str) -> None:
        readers = self.world.readers
        if reader not in readers:
            readers.append(reader)
        elif len(readers) > 1:
            readers.remove(reader)

    @rule(moods=st.lists(st.sampled_from(MOODS), max_size=4))
    def trouble_the_post(self, moods: list[str]) -> None:
        self.world.post.moods = list(moods)

    @rule()
    def run(self) -> None:
        self.world.round()

    @precondition(lambda self: self.world.publisher.pages)
    @rule(fatal=st.integers(1, 40), after=st.booleans())
    def run_and_die(self, fatal: int, after: bool) -> None:
        self.world.round(fatal, after=after)

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.world.settle()
            self.check_editions()
            self.check_mail()
        finally:
            self.folder.cleanup()

    def check_editions(self) -> None:
        """Every statement is new in one edition, no text is told twice, the last text was told, no slot has two editions."""
        assert [key for key, times in self.rows(NEW) if times != 1] == []
        assert self.rows(TWICE) == []
        assert self.rows(UNTOLD) == []
        slots = [str(slot) for (slot,) in self.rows(SLOTS)]
        assert len(slots) == len(set(slots))
        assert self.rows("PRAGMA integrity_check") == [("ok",)]

    def check_mail(self) -> None:
        """What the policy promises of each message, and that copies are the same bytes."""
        with self.world.app() as app:
            rows = app.store.outbox()
        for row in rows:
            copies = self.world.post.was_delivered[row.slot.isoformat(), row.target.address]
            assert len(set(copies)) <= 1
            if self.world.policy == "hold":
                assert len(copies) <= 1
                assert row.state in (OutboxState.SENT, OutboxState.UNCERTAIN)
            else:
                assert len(copies) <= 1 + row.doubts
                assert row.state is OutboxState.SENT or row.doubts >= MAX_DOUBTS
            assert row.state is OutboxState.UNCERTAIN or copies

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(Path(self.folder.name) / "digest.db")) as database:
            return database.execute(query).fetchall()


TestHistories = History.TestCase
TestHistories.settings = settings(
    max_examples=int(os.environ.get("HISTORIES", "200")),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
