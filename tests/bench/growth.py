"""Measures what a run and the commands that read cost in stores of different sizes.

A program, not a test.

    python -m tests.bench.growth [--sizes 1000 10000 100000] [--folder FOLDER] [--limit 1.5] [--postgres]

The stores are those of `tests/growing_store.py`. Those in SQLite files are kept in `--folder`, and copies of them measured: if
the program is ended while it makes one, it continues there when it is called again on the same day. What is measured is
processor time, also that of children, which other programs disturb less; of PostgreSQL, whose server works in processes of its
own, the time by the clock. A step is taken three times and the fastest counts, except the run with 20 new statements, which is
made once a day on three days. Exits with 1 if a step takes more than `--limit` times as long in the largest store as in the
smallest.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

from tests.growing_store import NOW, SOURCES, Feeds, fill, preview, run, run_command, write_configuration
from tests.postgres_server import PostgresServer, postgres_server

REPEATS = 3

Clock = Callable[[], float]
"""Returns seconds that grow."""


def main() -> int:
    options = _options()
    with postgres_server() if options.postgres else nullcontext() as server:
        results = {size: _measure(size, options.folder, server) for size in options.sizes}
    return 0 if _print_results(results, options.limit) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="where to make the stores and keep them; without it, none is kept")
    parser.add_argument("--limit", type=float, default=1.5)
    parser.add_argument("--postgres", action="store_true", help="measure stores in PostgreSQL")
    return parser.parse_args()


def _print_results(results: Mapping[int, Mapping[str, float]], limit: float) -> bool:
    sizes = sorted(results)
    print(f"{'step':<24}" + "".join(f"{size:>12,}" for size in sizes) + "   largest / smallest")
    is_good = True
    for step in results[sizes[0]]:
        times = [results[size][step] for size in sizes]
        is_good &= times[-1] <= limit * times[0]
        print(f"{step:<24}" + "".join(f"{seconds:>10.3f} s" for seconds in times) + f"   {times[-1] / times[0]:.2f}")
    return is_good


def _measure(size: int, kept: Path | None, server: PostgresServer | None) -> dict[str, float]:
    """The seconds that each step takes in a store of `size` statements."""
    with tempfile.TemporaryDirectory(prefix="growth-", dir=kept) as name, Feeds() as feeds:
        folder = Path(name)
        store = server.new_place() if server else folder / "digest.db"
        path = write_configuration(folder, feeds.port, store=store)
        if kept and not server:
            _copy_made_store(kept / f"{NOW:%Y-%m-%d}-{size}", size, folder)
        else:
            fill(path, size)
        print(f"a store of {size:,} statements is made", file=sys.stderr, flush=True)
        return _time_steps(path, feeds, time.monotonic if server else _processor_seconds)


def _copy_made_store(made: Path, size: int, folder: Path) -> None:
    """Make the store in the folder `made`, unless it is there, and copy it to `folder`."""
    made.mkdir(parents=True, exist_ok=True)
    fill(write_configuration(made, 1, store=made / "digest.db"), size)
    for file in made.glob("digest.db*"):
        shutil.copy2(file, folder)


def _processor_seconds() -> float:
    return sum(os.times()[:4])


def _time_steps(path: Path, feeds: Feeds, clock: Clock) -> dict[str, float]:
    run(path, NOW)  # the feeds' own items, and whatever a first run after an upgrade does
    run(path, NOW)
    seconds = {"run, nothing new": _fastest(lambda: run(path, NOW + timedelta(hours=1)), clock)}
    print("  a run was measured", file=sys.stderr, flush=True)
    days: list[float] = []
    for day in range(1, REPEATS + 1):
        feeds.publish()
        days.append(_timed(lambda day=day: run(path, NOW + timedelta(days=day), new=SOURCES), clock))  # type: ignore[misc]
    seconds["run, 20 new, an edition"] = min(days)
    feeds.publish()
    for name, arguments in (
        ("status", ["status"]),
        ("status --day", ["status", "--day", f"{NOW - timedelta(days=2):%Y-%m-%d}"]),
        ("outbox", ["outbox"]),
        ("preview of an edition", ["preview", "--day", f"{NOW - timedelta(days=1):%Y-%m-%d}"]),
    ):
        seconds[name] = _fastest(lambda arguments=arguments: run_command(path, arguments), clock)  # type: ignore[misc]
    seconds["preview of the next"] = _fastest(lambda: preview(path, NOW + timedelta(days=REPEATS, hours=1)), clock)
    return seconds


def _fastest(step: Callable[[], None], clock: Clock) -> float:
    return min(_timed(step, clock) for _ in range(REPEATS))


def _timed(step: Callable[[], None], clock: Clock) -> float:
    started = clock()
    step()
    return clock() - started


if __name__ == "__main__":
    sys.exit(main())
