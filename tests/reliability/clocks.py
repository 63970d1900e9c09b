"""Test helper: the cases in which the clock is ahead for one run, at four moments in the life of an edition.

Something is published every day. Each day must have its edition, and every reader must be told of everything exactly once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.fetch.web import Site
from tests.reliability.answering_server import answering_server
from tests.reliability.configuration_changes import ANN, BEN, World, create_world

DAYS_AHEAD = (1, 2, 7, 8, 30, 400)
DAY = 24.0
BEFORE, INSTEAD, AFTER, WAITING = (
    "in the night before an edition",
    "in the run that makes an edition",
    "after an edition",
    "while mail waits",
)
MOMENTS = (BEFORE, INSTEAD, AFTER, WAITING)
"""When the clock is ahead."""


def cases() -> Iterator[tuple[str, Callable[[Path], list[str]]]]:
    """A clock ahead by each number of days at each moment, for a digest that makes up for missed days in either way."""
    for days in DAYS_AHEAD:
        for moment in MOMENTS:
            for catch_up in ("one", "each"):
                yield f"{days} days ahead {moment}, catch_up: {catch_up}", partial(_costs_nothing, days, moment, catch_up)


def _costs_nothing(days: int, moment: str, catch_up: str, folder: Path) -> list[str]:
    with Site() as site, answering_server() as server:
        world = create_world(folder, site, server)
        world.settings["digests"]["morning"]["catch_up"] = catch_up
        _run_ahead(world, days, moment)
        faults: list[str] = []
        for day in _days_to_look_at(days):
            world.publish(day + 10)
            codes = world.run(day * DAY), world.run(day * DAY + 6)
            faults += [f"day {day} ends with {code}" for code in codes if code]
            faults += [f"day {day} has no edition" for reader in (ANN, BEN) if not world.told(reader)[f"Statement {day + 10}"]]
        names = [f"{kind} {number}" for kind in ("Statement", "Declaration") for number in world.published]
        told = {reader: world.told(reader) for reader in (ANN, BEN)}
        return faults + [
            f"{reader} was told of {name} {count[name]} times"
            for reader, count in told.items()
            for name in names
            if count[name] != 1
        ]


def _run_ahead(world: World, days: int, moment: str) -> None:
    """Live through a day in which one run has a clock that is `days` ahead."""
    if moment == BEFORE:
        world.run(-6 + days * DAY)
        world.run(-5)
    if moment == WAITING:
        world.server.answers["MAIL"] = "451 later"
    if moment != INSTEAD:
        world.run(0)
        world.publish(3)
    if moment != BEFORE:
        world.run(1 + days * DAY)
    world.server.answers.clear()
    world.run(2)
    world.run(8)


def _days_to_look_at(days: int) -> list[int]:
    """The days after the wrong clock; of more than ten, those near its beginning and near the day that it showed."""
    return [day for day in range(1, days + 4) if day < 4 or day > days - 4 or days < 11]
