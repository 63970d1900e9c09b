"""Program: starts eight processes on one installation at the same moment, many times; prints how many messages were sent.

    python -m tests.reliability.overlap [--times N]

Every recipient must get one message each time, and the processes that find the store locked must exit with 75. Exits with 1
otherwise.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from digest.records import PostgresPlace
from tests.reliability import single_run
from tests.reliability.installation import RECIPIENTS, STORE, Installation, mail_server, processes

PROCESSES = 8


def run_processes(folder: Path, store: Path | PostgresPlace = STORE) -> tuple[int, int, Counter[int]]:
    """The number of messages that arrived, the number of copies among them, and the exit codes."""
    with mail_server() as (received, port):
        Installation.create(folder, port, "resend", store=store)
        gate = folder / "gate"
        gate.touch()
        started = [processes().Process(target=single_run.run_after_gate, args=(folder, gate)) for _ in range(PROCESSES)]
        for process in started:
            process.start()
        gate.unlink()
        for process in started:
            process.join()
        copies = sum(len(found) - 1 for found in received.by_message_id().values())
    return len(received.messages), copies, Counter(process.exitcode or 0 for process in started)


def main() -> int:
    """Print the result; return 1 if a message is missing or duplicated."""
    parser = argparse.ArgumentParser(description="eight processes at the same moment")
    parser.add_argument("--times", type=int, default=100, metavar="N")
    times = parser.parse_args().times
    messages, copies, codes, started = 0, 0, Counter[int](), time.monotonic()
    for number in range(times):
        with tempfile.TemporaryDirectory() as folder:
            arrived, duplicated, exit_codes = run_processes(Path(folder) / str(number))
        messages, copies, codes = messages + arrived, copies + duplicated, codes + exit_codes
    print(f"{times} times {PROCESSES} processes, {time.monotonic() - started:.0f} s")
    print(f"messages {messages} of {times * len(RECIPIENTS)}, copies {copies}, exit codes {dict(codes)}")
    return 0 if messages == times * len(RECIPIENTS) and not copies and set(codes) <= {0, 75} else 1


if __name__ == "__main__":
    sys.exit(main())
