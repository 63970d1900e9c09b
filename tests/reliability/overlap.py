"""Starts eight processes on one house at the same moment, again and again, and counts the messages; prints a scoreboard.

    python -m tests.reliability.overlap [--times N]

Each time every reader has one message of the day; the processes that find the house occupied leave with 75. Ends with 1
otherwise.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.reliability import single_run
from tests.reliability.installation import READERS, House, mail_server, processes

PROCESSES = 8


def play(folder: Path) -> tuple[int, int, Counter[int]]:
    """The messages that arrived, those of them that are copies, and the exit codes."""
    with mail_server() as (mails, port):
        House.furnish(folder, port, "resend")
        gate = folder / "gate"
        gate.touch()
        crowd = [processes().Process(target=single_run.enter, args=(folder, gate)) for _ in range(PROCESSES)]
        for process in crowd:
            process.start()
        gate.unlink()
        for process in crowd:
            process.join()
        copies = sum(len(found) - 1 for found in mails.by_name().values())
    return len(mails.accepted), copies, Counter(process.exitcode or 0 for process in crowd)


def main() -> int:
    parser = argparse.ArgumentParser(description="eight processes at the same moment")
    parser.add_argument("--times", type=int, default=100, metavar="N")
    times = parser.parse_args().times
    messages, copies, codes, started = 0, 0, Counter[int](), time.monotonic()
    for number in range(times):
        with tempfile.TemporaryDirectory() as folder:
            arrived, doubled, left = play(Path(folder) / str(number))
        messages, copies, codes = messages + arrived, copies + doubled, codes + left
    print(f"{times} times {PROCESSES} processes, {time.monotonic() - started:.0f} s")
    print(f"messages {messages} of {times * len(READERS)}, copies {copies}, exit codes {dict(codes)}")
    return 0 if messages == times * len(READERS) and not copies and set(codes) <= {0, 75} else 1


if __name__ == "__main__":
    sys.exit(main())
