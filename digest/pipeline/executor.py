"""Runs many jobs that mostly wait, side by side, so that the slow ones delay nobody else. Knows nothing of sources.

Two lanes: a first one with few places, and a wide second one for jobs that are expected to be slow. A job of the first lane
that holds its place for longer than `patience` gives it up and goes on in the second one.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event
from typing import Generic, TypeVar

Result = TypeVar("Result")
Job = Callable[[], Result]
Done = tuple[str, Job[Result]]
"""The name of a job that has ended, and what gives its result or raises its error."""

# A place in the second lane is a thread that sleeps: 128 of them for the usual eight workers take about 10 MiB together.
_WIDER = 16
_PATIENCE = 2.0
# A hundred dead sources among eight workers then cost at most two and a half deadlines the first time they are met.
_SHARE_OF_DEADLINE = 1 / 5


@dataclass(frozen=True, slots=True)
class Lanes:
    """How many jobs run at once in either lane, and for how many seconds a job may hold a place in the first."""

    first: int
    second: int
    patience: float


def lanes_for(workers: int, deadline: float) -> Lanes:
    """The lanes for jobs that end by `deadline` seconds after each thing that they ask for."""
    return Lanes(workers, _WIDER * workers, min(_PATIENCE, _SHARE_OF_DEADLINE * deadline))


def in_lanes(quick: Mapping[str, Job[Result]], slow: Mapping[str, Job[Result]], lanes: Lanes) -> Generator[Done[Result]]:
    """Every job as it ends. `slow` are those that are expected to be: they start in the second lane.

    If the caller stops early, no further job is started.
    """
    ended: SimpleQueue[Done[Result] | None] = SimpleQueue()
    stop = Event()
    with ThreadPoolExecutor(lanes.first + lanes.second + 1, "lane") as pool:
        places = pool.submit(_give_places, pool, _Lane(quick, lanes.first), _Lane(slow, lanes.second), lanes, ended, stop)
        try:
            while done := ended.get():
                yield done
            places.result()
        finally:
            stop.set()


class _Lane(Generic[Result]):
    """The jobs of one lane that wait, and those that run since a moment of the monotonic clock."""

    def __init__(self, jobs: Mapping[str, Job[Result]], width: int) -> None:
        self._waiting = deque(jobs.items())
        self._width = width
        self.running: dict[Future[Result], tuple[str, float]] = {}

    @property
    def places(self) -> int:
        """How many are free."""
        return self._width - len(self.running)

    def fill(self, pool: ThreadPoolExecutor) -> None:
        """Start jobs until every place is taken or none waits."""
        while self._waiting and self.places:
            name, job = self._waiting.popleft()
            self.running[pool.submit(job)] = (name, time.monotonic())

    def overdue(self, patience: float) -> list[Future[Result]]:
        """What runs for longer than `patience`."""
        since = time.monotonic() - patience
        return [future for future, (_, start) in self.running.items() if start <= since]

    def pause(self, patience: float) -> float | None:
        """The seconds until the next job is overdue; None if none runs."""
        starts = [start for _, start in self.running.values()]
        return max(0.0, min(starts) + patience - time.monotonic()) if starts else None


def _give_places(
    pool: ThreadPoolExecutor,
    first: _Lane[Result],
    second: _Lane[Result],
    lanes: Lanes,
    ended: SimpleQueue[Done[Result] | None],
    stop: Event,
) -> None:
    """Start every job when it is its turn, and put it into `ended` when it is over; None when all are."""
    try:
        while not stop.is_set():
            second.fill(pool)
            for future in first.overdue(lanes.patience)[: second.places]:
                second.running[future] = first.running.pop(future)
            first.fill(pool)
            running = first.running | second.running
            if not running:
                return
            for future in wait(running, first.pause(lanes.patience) if second.places else None, FIRST_COMPLETED)[0]:
                lane = first if future in first.running else second
                ended.put((lane.running.pop(future)[0], future.result))
    finally:
        ended.put(None)
