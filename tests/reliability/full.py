"""Program: runs on a full disk, at every fill level, and then with enough space; prints a scoreboard.

    python -m tests.reliability.full [--step BYTES] [--tmpfs]

The level is a limit on the size of every file (RLIMIT_FSIZE), from nothing to what a whole run needs, in steps of one page of
the database; with `--tmpfs` (as root) it is the size of a file system in memory. The run must report the failure (exit code 74,
or 75 for a delivery to be tried again), the database must be intact, and the next runs must make up for it. Exits with 1
otherwise.
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

from tests.reliability.installation import Installation, mail_server
from tests.reliability.judge import judge

FAILED = {74, 75}
"""Exit codes of a run that reports a full disk."""

PAGE_BYTES = 4096


def run_with_limit(folder: Path, size: int) -> subprocess.CompletedProcess[str]:
    """Run once; no file may grow beyond `size` bytes."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a full disk is an error, not a signal
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(_command(folder), capture_output=True, text=True, preexec_fn=limit)


def _command(folder: Path) -> list[str]:
    return [sys.executable, "-B", "-m", "tests.reliability.single_run", str(folder)]


def at_limit(folder: Path, size: int, codes: Counter[int]) -> list[str]:
    """What was wrong with a run at this level, and with the runs after it."""
    with mail_server() as (received, port):
        installation = Installation.create(folder, port, "resend")
        done = run_with_limit(folder, size)
        codes[done.returncode] += 1
        installation.publish(99)
        installation.run_later()
        # A full disk may prevent the store from recording that a message was sent: the gap after the final dot.
        found = judge(installation, received, "resend", 3, may_duplicate=done.returncode != 0)
    wrong = [] if done.returncode in FAILED | {0} else [f"exit {done.returncode}: {done.stderr[-300:]}"]
    return [f"{size} bytes: {fault}" for fault in (*found.faults, *wrong)]


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """A file system of `size` bytes at `folder`, mounted for the duration of the context."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def on_tmpfs(folder: Path, size: int, codes: Counter[int]) -> list[str]:
    """The same on a file system of `size` bytes, which is then enlarged."""
    with mail_server() as (received, port), small_disk(folder, size):
        try:
            installation = Installation.create(folder / "installation", port, "resend")
        except OSError:
            return []  # no space even for the configuration
        done = subprocess.run(_command(installation.folder), capture_output=True, text=True)
        codes[done.returncode] += 1
        subprocess.run(["mount", "-o", f"remount,size={1 << 26}", str(folder)], check=True)
        installation.publish(99)
        installation.run_later()
        found = judge(installation, received, "resend", 3, may_duplicate=done.returncode != 0)
    wrong = [] if done.returncode in FAILED | {0} else [f"exit {done.returncode}: {done.stderr[-300:]}"]
    return [f"{size} bytes: {fault}" for fault in (*found.faults, *wrong)]


def main() -> int:
    """Print the scoreboard; return 1 if there was a fault."""
    parser = argparse.ArgumentParser(description="runs on a full disk")
    parser.add_argument("--step", type=int, default=PAGE_BYTES, metavar="BYTES")
    parser.add_argument("--tmpfs", action="store_true")
    options = parser.parse_args()
    codes, faults, size, started = Counter[int](), list[str](), 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        while codes[0] == 0:  # until a run has all the space that it needs
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
