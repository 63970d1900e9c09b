"""The work of a run and of the commands depends on what is new, not on what is stored.

Counts the instructions that SQLite carries out, in a store of 100 statements and in one ten times as large. All of them are
older than every window (the 60 days by which the pace of a source is known, the 14 days of the index of shingles, the 30 days
for which a link is remembered), so that nothing but their number differs. No lines are learned: that reads the newest 300 of a
source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tests.growing_store import NOW, SOURCES, Feeds, fill, preview, run, run_command, write_configuration

SMALL, LARGE = 100, 1_000
OLD = NOW - timedelta(days=100)
DAY = timedelta(days=1)
STEP = 10
"""Instructions between two calls of the counter: what a query of a few rows takes is not counted."""

MAX_FACTOR, MAX_MORE = 1.1, 500
"""Trees of indexes have some levels more."""


@contextmanager
def counted_instructions() -> Iterator[Callable[[], int]]:
    """A function that returns how many instructions SQLite has carried out, on every connection that is opened in here."""
    count = 0

    def on_step() -> int:
        nonlocal count
        count += STEP
        return 0

    def count_steps(connection: Any, _record: object) -> None:
        connection.set_progress_handler(on_step, STEP)

    sa.event.listen(sa.Engine, "connect", count_steps)
    try:
        yield lambda: count
    finally:
        sa.event.remove(sa.Engine, "connect", count_steps)


def instructions(folder: Path, size: int) -> Mapping[str, int]:
    """The instructions that each step takes in a store of `size` statements."""
    with Feeds() as feeds:
        path = write_configuration(folder, feeds.port, learn=False)
        fill(path, size, OLD, readers=3)
        with counted_instructions() as count:
            return _count_steps(path, feeds, count)


def _count_steps(path: Path, feeds: Feeds, count: Callable[[], int]) -> Mapping[str, int]:
    found: dict[str, int] = {}

    def measure(name: str, step: Callable[[], object]) -> None:
        before = count()
        step()
        found[name] = count() - before

    run(path, NOW)  # the feeds' own items, and what the first run in a new store does with all that is in it
    run(path, NOW)
    measure("run, nothing new", lambda: run(path, NOW + timedelta(hours=1)))
    feeds.publish()
    measure("run, an edition", lambda: run(path, NOW + DAY, new=SOURCES))
    feeds.publish()
    for name in ("status", "outbox", "status --json"):
        measure(name, lambda name=name: run_command(path, name.split()))  # type: ignore[misc]
    measure("status --day", lambda: run_command(path, ["status", "--day", f"{NOW:%Y-%m-%d}"]))
    measure("preview", lambda: run_command(path, ["preview", "--day", f"{NOW + DAY:%Y-%m-%d}"]))
    measure("next edition", lambda: preview(path, NOW + DAY + timedelta(hours=1)))
    return found


def test_nothing_takes_more_work_in_a_larger_store(tmp_path: Path) -> None:
    folders = {size: tmp_path / str(size) for size in (SMALL, LARGE)}
    for folder in folders.values():
        folder.mkdir()
    small, large = (instructions(folder, size) for size, folder in folders.items())
    assert small.keys() == large.keys()
    grown = {name: (small[name], large[name]) for name in small if large[name] > MAX_FACTOR * small[name] + MAX_MORE}
    assert grown == {}


def test_a_query_that_reads_all_statements_is_noticed(tmp_path: Path) -> None:
    """The counter counts: else the test above would pass whatever the queries do."""
    counts = {}
    for size in (SMALL, LARGE):
        (tmp_path / str(size)).mkdir()
        path = write_configuration(tmp_path / str(size), 1)
        fill(path, size, OLD)
        with counted_instructions() as count:
            engine = sa.create_engine(f"sqlite:///{path.parent / 'var' / 'digest.db'}")
            with engine.begin() as connection:
                connection.execute(sa.text("SELECT count(*) FROM statement WHERE gone_at IS NULL"))
            engine.dispose()
            counts[size] = count()
    assert counts[LARGE] > 3 * counts[SMALL]
