"""Does a job for each of many items over a few threads, in their order. Knows nothing about deliveries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def at_once(
    job: Callable[[Item], Result | None], items: Iterable[Item], threads: int, stopped: Callable[[], bool]
) -> list[Result]:
    """The results of `job`, in the order of `items`, without those that are None. `threads` of them are done at a time.

    `stopped` is called before each item; once it returns True, no other is begun. So it is after an exception, which is raised
    when the items that were begun have ended.
    """
    failed = Event()

    def guarded(item: Item) -> Result | None:
        if failed.is_set() or stopped():
            return None
        try:
            return job(item)
        except BaseException:
            failed.set()
            raise

    if threads == 1:
        return [result for result in map(guarded, items) if result is not None]
    with ThreadPoolExecutor(threads, "connection") as pool:
        try:
            return [result for result in pool.map(guarded, items) if result is not None]
        except BaseException:
            failed.set()
            raise
