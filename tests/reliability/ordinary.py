"""Program: ordinary trouble of a mail server and of a configuration; prints for each promise how many cases broke it.

    python -m tests.reliability.ordinary [--every N] [--promise WORDS]

`--every N` tries every Nth case of each promise only. A case is an installation of its own with a mail server on loopback. The
clock of the program is given, so that a case of six days takes a second. Exits with 1 if a promise is broken.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.reliability import changes_taken_back, clocks, configuration_changes, refusals
from tests.reliability.installation import quick_folder


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, and its cases by name. A case takes an empty folder and returns its faults."""

    text: str
    cases: Sequence[tuple[str, Callable[[Path], list[str]]]]


def promises() -> tuple[Promise, ...]:
    """All promises with their cases."""
    return (
        Promise("what the server refuses to us is delivered once it is put right", tuple(refusals.of_all_readers())),
        Promise("a refusal of one reader costs nobody else, and is delivered or told", tuple(refusals.of_one_reader())),
        Promise("a change of the configuration loses nothing and tells nothing twice", tuple(configuration_changes.cases())),
        Promise("a clock that was ahead costs later days nothing", tuple(clocks.cases())),
        Promise("a change that is taken back is told so", tuple(changes_taken_back.cases())),
    )


def broken_cases(promise: Promise, every: int) -> tuple[int, list[str]]:
    """The number of cases that were tried, and the faults found, each with the name of its case."""
    tried = promise.cases[::every]
    faults: list[str] = []
    for name, case in tried:
        with quick_folder() as folder:
            found = case(Path(folder))
        if found:
            faults.append(f"{name}: {'; '.join(found)}")
    return len(tried), faults


def main() -> int:
    """Print the scoreboard; return 1 if a promise is broken."""
    parser = argparse.ArgumentParser(description="ordinary trouble")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--promise", default="", metavar="WORDS", help="only the promises that contain these words")
    options = parser.parse_args()
    any_broken = False
    for promise in promises():
        if options.promise in promise.text:
            started = time.monotonic()
            tried, faults = broken_cases(promise, options.every)
            print(f"{promise.text}: {tried} cases, {len(faults)} broken, {time.monotonic() - started:.0f} s", flush=True)
            for fault in faults[:40]:
                print(f"    {fault}", flush=True)
            any_broken |= bool(faults)
    return 1 if any_broken else 0


if __name__ == "__main__":
    sys.exit(main())
