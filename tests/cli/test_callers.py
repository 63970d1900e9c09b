"""Cron, a timer that is late or fires twice, and the service all make the same editions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from digest.pipeline.run import due_work
from tests.reliability.simulation import BEGINNING, SLUG, Simulation

DAYS = timedelta(days=2, hours=2)
HOUR, HALF, MINUTE = timedelta(hours=1), timedelta(minutes=30), timedelta(minutes=1)
PUBLISHED = {
    timedelta(0): (1, "Page 1 says it. It says no more."),
    timedelta(hours=20): (2, "Page 2 says it. It says no more."),
    timedelta(hours=26): (1, "Page 1 says it. It was edited."),
    timedelta(hours=27): (3, "Page 3 says it. It says no more."),
}
"""The editions open at 06:30 UTC, 21.5 and 45.5 hours after the beginning."""


def cron(_: Simulation) -> Iterator[timedelta]:
    yield from (HALF * n for n in range(DAYS // HALF))


def late_and_double_timer(_: Simulation) -> Iterator[timedelta]:
    for n in range(DAYS // HOUR):
        yield from (HOUR * n + 13 * MINUTE * (n % 4), HOUR * n + 13 * MINUTE * (n % 4) + MINUTE)


def service(simulation: Simulation) -> Iterator[timedelta]:
    """A run at the beginning, one an hour after the last, and one as soon as something is due, as `digest serve` does."""
    last = None
    for now in (5 * MINUTE * n for n in range(DAYS // (5 * MINUTE))):
        simulation.now = BEGINNING + now
        with simulation.app() as app:
            due = due_work(app.pipeline, simulation.now)
        if last is None or now - last >= HOUR or due:
            last = now
            yield now


@pytest.mark.parametrize("caller", [cron, late_and_double_timer, service])
def test_every_caller_gets_the_same_editions(caller: Callable[[Simulation], Iterator[timedelta]], tmp_path: Path) -> None:
    simulation, left = Simulation(tmp_path, "resend", "one"), dict(PUBLISHED)
    for now in caller(simulation):
        for moment in [moment for moment in left if moment <= now]:
            page, text = left.pop(moment)
            simulation.source.pages[page] = text
        simulation.now = BEGINNING + now
        simulation.run()
    with simulation.app() as app:
        made = [app.store.sealed_edition(SLUG, slot) for slot in app.store.sealed_slots(SLUG)]
    assert [(edition.slot, [(e.statement.key, e.updated) for e in edition.entries]) for edition in made if edition] == [
        (date(2026, 10, 20), [("ministry/1", False)]),
        (date(2026, 10, 21), [("ministry/2", False)]),
        (date(2026, 10, 22), [("ministry/1", True), ("ministry/3", False)]),
    ]
    assert [len(copies) for copies in simulation.delivery.delivered.values()] == [1, 1, 1]
