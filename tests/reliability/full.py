"""Runs a house on a disk that is full, at every fill level, and then with room again; prints a scoreboard.

    python -m tests.reliability.full [--step BYTES] [--tmpfs]

The level is a limit on the size of every file (RLIMIT_FSIZE), from nothing to what a whole run needs, in steps of a page of
the database; with `--tmpfs` (as root) it is the size of a file system in memory. The run must say that it failed (74, or 75
for a delivery to be tried again), the database must be whole, and the next run must put all right. Ends with 1 otherwise.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.reliability.installation import House, mail_server
from tests.reliability.judge import verdict

FAILED = {74, 75}
PAGE = 4096


def limited(folder: Path, size: int) -> subprocess.CompletedProcess[str]:
    """One round, no file of which may grow past `size` bytes."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a full disk is an error, not a signal
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(_round(folder), capture_output=True, text=True, preexec_fn=limit)


def _round(folder: Path) -> list[str]:
    return [sys.executable, "-B", "-m", "tests.reliability.single_run", str(folder)]


def at_limit(folder: Path, size: int, codes: Counter[int]) -> list[str]:
    """What was wrong with a run at this level, and after the one that followed it."""
    with mail_server() as (mails, port):
        house = House.furnish(folder, port, "resend")
        done = limited(folder, size)
        codes[done.returncode] += 1
        house.publish(99)
        house.go_on()
        # A full disk may keep the store from noting that a message was sent: the gap after the dot.
        found = verdict(house, mails, "resend", 3, may_double=done.returncode != 0)
    wrong = [] if done.returncode in FAILED | {0} else [f"exit {done.returncode}: {done.stderr[-300:]}"]
    return [f"{size} bytes: {fault}" for fault in (*found.faults, *wrong)]


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """A file system of `size` bytes at `folder`."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def on_tmpfs(folder: Path, size: int, codes: Counter[int]) -> list[str]:
    """The same on a disk of `size` bytes, which then becomes larger."""
    with mail_server() as (mails, port), small_disk(folder, size):
        try:
            house = House.furnish(folder / "house", port, "resend")
        except OSError:
            return []  # not even the configuration fits
        done = subprocess.run(_round(house.folder), capture_output=True, text=True)
        codes[done.returncode] += 1
        subprocess.run(["mount", "-o", f"remount,size={1 << 26}", str(folder)], check=True)
        house.publish(99)
        house.go_on()
        found = verdict(house, mails, "resend", 3, may_double=done.returncode != 0)
    wrong = [] if done.returncode in FAILED | {0} else [f"exit {done.returncode}: {done.stderr[-300:]}"]
    return [f"{size} bytes: {fault}" for fault in (*found.faults, *wrong)]


def main() -> int:
    parser = argparse.ArgumentParser(description="runs a house on a full disk")
    parser.add_argument("--step", type=int, default=PAGE, metavar="BYTES")
    parser.add_argument("--tmpfs", action="store_true")
    options = parser.parse_args()
    codes, faults, size, started = Counter[int](), list[str](), 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        while codes[0] == 0:  # until a run has all the room that it needs
            size += options.step
            faults += (on_tmpfs if options.tmpfs else at_limit)(Path(folder) / str(size), size, codes)
            shutil.rmtree(Path(folder) / str(size), ignore_errors=True)
    print(f"{sum(codes.values())} levels up to {size:,} bytes, exit codes {dict(codes)}, {time.monotonic() - started:.0f} s")
    for fault in faults[:20]:
        print(f"    {fault}")
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
