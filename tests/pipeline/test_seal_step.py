"""Which statements an edition takes when slots were missed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from digest.cli.progress import tracker
from digest.pipeline.run import run_once
from digest.records import Edition
from tests.reliability.simulation import SLUG, Simulation

DAY = timedelta(days=1)


def collect_three_days(folder: Path, catch_up: str) -> Simulation:
    """A simulation in which a statement was collected on each of three days, and no edition was made."""
    simulation = Simulation(folder, "resend", catch_up)
    for number in (1, 2, 3):
        simulation.source.pages[number] = f"Page {number} says it. It says no more."
        with simulation.app() as app:
            run_once(app.pipeline, lambda: simulation.now, tracker(quiet=True), steps=("collect", "summarise"))
        simulation.advance_clock(DAY)
    return simulation


def sealed_editions(simulation: Simulation) -> list[tuple[date, list[str]]]:
    with simulation.app() as app:
        report = run_once(app.pipeline, lambda: simulation.now, tracker(quiet=True))
        assert all(app.store.sealed_edition(SLUG, edition.slot) == edition for edition in report.editions)
    return [(edition.slot, keys(edition)) for edition in report.editions]


def keys(edition: Edition) -> list[str]:
    return [entry.statement.key for entry in edition.entries]


def test_missed_slots_give_one_edition_with_everything(tmp_path: Path) -> None:
    simulation = collect_three_days(tmp_path, "one")
    assert sealed_editions(simulation) == [(date(2026, 10, 23), ["ministry/1", "ministry/2", "ministry/3"])]


def test_missed_slots_can_give_one_edition_each_with_what_was_known_when_it_was_due(tmp_path: Path) -> None:
    simulation = collect_three_days(tmp_path, "each")
    assert sealed_editions(simulation) == [
        (date(2026, 10, 21), ["ministry/1"]),
        (date(2026, 10, 22), ["ministry/2"]),
        (date(2026, 10, 23), ["ministry/3"]),
    ]
    assert list(simulation.delivered_slots()) == ["2026-10-21", "2026-10-22", "2026-10-23"]


@pytest.mark.parametrize("catch_up", ["one", "each"])
def test_a_second_run_makes_no_edition(tmp_path: Path, catch_up: str) -> None:
    simulation = collect_three_days(tmp_path, catch_up)
    assert sealed_editions(simulation)
    assert sealed_editions(simulation) == []
