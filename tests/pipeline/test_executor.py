"""Slow jobs leave the first lane to the others, whether or not they were known to be slow."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from digest.pipeline.executor import ExecutorLimits, executor_limits, run_jobs


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What jobs wait for; opened at the end, so that no failing test leaves a thread behind."""
    opened = threading.Event()
    yield opened
    opened.set()


def waiting_for(gate: threading.Event) -> Callable[[], str]:
    def job() -> str:
        gate.wait(30)
        return "late"

    return job


def quick() -> str:
    return "early"


def test_every_job_ends_once_with_its_result() -> None:
    jobs = {str(number): quick for number in range(50)}
    ended = [(name, result()) for name, result in run_jobs(jobs, {"slow": quick}, ExecutorLimits(3, 2, 1.0))]
    assert sorted(ended) == sorted((name, "early") for name in (*jobs, "slow"))


def test_there_may_be_nothing_to_do() -> None:
    assert list(run_jobs({}, {}, ExecutorLimits(1, 1, 1.0))) == []


def test_an_error_stays_with_its_job() -> None:
    def broken() -> str:
        raise ValueError("broken")

    results = dict(run_jobs({"a": broken, "b": quick}, {}, ExecutorLimits(1, 1, 1.0)))
    assert results["b"]() == "early"
    with pytest.raises(ValueError, match="broken"):
        results["a"]()


def test_jobs_known_to_be_slow_hold_no_place_of_the_others(gate: threading.Event) -> None:
    slow = {f"slow {number}": waiting_for(gate) for number in range(4)}
    names: list[str] = []
    for name, _ in run_jobs({str(number): quick for number in range(9)}, slow, ExecutorLimits(1, 2, 60.0)):
        names.append(name)
        if len(names) == 9:
            gate.set()  # the second lane is full all the while
    assert all(not name.startswith("slow") for name in names[:9])
    assert len(names) == 13


def test_a_job_that_turns_out_slow_gives_up_its_place(gate: threading.Event) -> None:
    jobs = {"slow": waiting_for(gate)} | {str(number): quick for number in range(9)}
    names: list[str] = []
    for name, _ in run_jobs(jobs, {}, ExecutorLimits(1, 1, 0.01)):
        names.append(name)
        if len(names) == 9:
            gate.set()
    assert names[-1] == "slow"


def test_no_more_than_the_places_of_both_lanes_run_at_once() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def job() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.002)
        with lock:
            running -= 1

    list(run_jobs({str(n): job for n in range(40)}, {f"slow {n}": job for n in range(40)}, ExecutorLimits(2, 3, 0.001)))
    assert most <= 5


def test_a_caller_that_stops_early_starts_nothing_more() -> None:
    started: list[int] = []
    jobs = {str(number): lambda number=number: started.append(number) for number in range(500)}
    ended = run_jobs(jobs, {}, ExecutorLimits(1, 1, 1.0))
    next(ended)
    ended.close()
    assert len(started) < 500


def test_the_patience_follows_a_short_deadline() -> None:
    assert executor_limits(8, 30.0) == ExecutorLimits(8, 128, 2.0)
    assert executor_limits(8, 5.0).patience == 1.0
