"""Lets the N-th system call of a run kill it, or fail, for every N, by strace; prints a scoreboard.

    python -m tests.reliability.syscalls kill|fail [--every N] [--behaviour normal|...]

`kill` sends SIGKILL at writes, syncs, sends, cuts, renames and removals, with each behaviour of the mail server; `fail` lets
writes and syncs of the database (and the syncs of the files) fail with EIO or ENOSPC. Afterwards the house is called again:
nothing may be lost or damaged, and a second copy may come only from the gap after the final dot. Ends with 1 otherwise.
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.reliability import single_run
from tests.reliability.installation import BEHAVIOURS, NORMAL, House, mail_server, processes, quick_folder
from tests.reliability.judge import verdict

KILLED = "pwrite64,fdatasync,fsync,sendto,ftruncate,unlink,unlinkat,rename,renameat"
SPOILT = "pwrite64,fdatasync,fsync,ftruncate"
USUAL = {0, 74, 75}
"""Exit codes of a run whose disk failed: it could go on, or says so, or has to try a delivery again."""


@dataclass(slots=True)
class Score:
    """What came of the runs of one row: each counts runs."""

    points: int = 0
    lost: int = 0
    doubled: int = 0
    codes: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def play(what: str, calls: str, behaviour: str, every: int, folder: Path) -> Score:
    """Let call number 1, 1 + `every`, ... of `calls` suffer `what`, until a run has fewer calls than that."""
    score, number = Score(), 1
    while _one(what, calls, behaviour, number, folder / str(number), score):
        number += every
    return score


def _one(what: str, calls: str, behaviour: str, number: int, folder: Path, score: Score) -> bool:
    """Whether the run came to that call."""
    with mail_server(behaviour) as (mails, port):
        house = House.furnish(folder, port, "resend")
        code = _traced_round(folder, calls, f"inject={calls}:{what}:when={number}")
        came = "(INJECTED)" in (folder / "strace").read_text() or code == -signal.SIGKILL
        said = single_run.said(folder).read_text()
        house.publish(99)
        house.go_on()
        # Where the run ended cannot be told from outside, but a message that is doubled there had come before its end.
        found = verdict(house, mails, "resend", 3, may_double=code != 0)
    if came:
        score.points += 1
        score.codes[code] += 1
        score.lost += bool(found.lost)
        score.doubled += bool(found.doubled)
        wrong = [] if code in USUAL | {-signal.SIGKILL} else [f"exit {code}: {said[-300:]}"]
        score.faults += [f"{what} at {number}: {fault}" for fault in (*found.faults, *wrong)]
    shutil.rmtree(folder)
    return came


def _traced_round(folder: Path, calls: str, rule: str) -> int:
    """The exit code of one round whose process strace holds by the rule, from its first step on."""
    gate = folder / "gate"
    gate.touch()
    child = processes().Process(target=single_run.enter, args=(folder, gate))
    child.start()
    command = ["strace", "-f", "-qq", "-o", str(folder / "strace"), "-e", f"trace={calls}", "-e", rule, "-p", str(child.pid)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        while not _is_traced(child.pid or 0):
            if strace.poll() is not None:
                raise RuntimeError(f"strace: {strace.communicate()[1]}")
            time.sleep(0.005)
        gate.unlink()
        child.join()
    return child.exitcode or 0


def _is_traced(process: int) -> bool:
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return not re.search(r"^TracerPid:\t0$", status, re.MULTILINE)


def main() -> int:
    parser = argparse.ArgumentParser(description="lets the N-th system call of a run kill it, or fail")
    parser.add_argument("what", choices=("kill", "fail"))
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--behaviour", choices=BEHAVIOURS, action="append", help="of the mail server; for kill")
    options = parser.parse_args()
    if not shutil.which("strace"):
        print("strace is not installed", file=sys.stderr)
        return 1
    if options.what == "kill":
        plays = [("signal=SIGKILL", KILLED, behaviour) for behaviour in options.behaviour or BEHAVIOURS]
    else:
        plays = [("error=EIO", SPOILT, NORMAL), ("error=ENOSPC", SPOILT, NORMAL)]
    good, started = True, time.monotonic()
    print(f"{'':<16}{'server':<28}{'points':>8}{'lost':>6}{'doubled':>9}{'faults':>8}  exit codes")
    for what, calls, behaviour in plays:
        with quick_folder() as folder:
            score = play(what, calls, behaviour, options.every, Path(folder))
        figures = f"{score.points:>8}{score.lost:>6}{score.doubled:>9}{len(score.faults):>8}"
        print(f"{what:<16}{behaviour:<28}{figures}  {dict(score.codes)}", flush=True)
        for fault in score.faults[:20]:
            print(f"    {fault}")
        good = good and not score.faults and score.points > 0  # no call reached is no proof
    print(f"{time.monotonic() - started:.0f} s")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
