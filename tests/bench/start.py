"""Measures how long the light commands take to start, compared with a bare Python in the same run.

A program, not a test.

    python tests/bench/start.py [--runs N] [--config FILE]

Prints the median wall time of each command in seconds and its ratio to `python -c pass`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent


def seconds(command: list[str]) -> float:
    """The wall time of a command."""
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--config", default=str(ROOT / "config" / "digest.yaml"))
    options = arguments.parse_args()
    base = [sys.executable, "-m", "digest", "--config", options.config]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "digest --help": [*base, "--help"],
        "digest status": [*base, "status"],
        "digest check --offline": [*base, "check", "--offline"],
        "digest sources": [*base, "sources"],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(options.runs + 1):  # in turn, so that a slow moment of the machine affects all of them
        for name, command in commands.items():
            times[name].append(seconds(command))
    bare = median(times["python -c pass"][1:])
    for name, measured in times.items():
        middle = median(measured[1:])
        print(f"{name:<24} {middle:6.3f} s  {middle / bare:6.1f} x")


if __name__ == "__main__":
    main()
