"""Program: kills a run at its N-th system call, or makes the call fail, for every N, with strace; prints a scoreboard.

    python -m tests.reliability.syscalls kill|fail [--every N] [--behaviour normal|...]

`kill` sends SIGKILL at writes, syncs, sends, truncations, renames and removals, with each behaviour of the mail server. `fail`
makes writes and syncs of the database (and the syncs of the files) fail with EIO or ENOSPC. The runs after that must lose and
damage nothing, and a second copy may come only from the gap after the final dot. Exits with 1 otherwise.
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
from tests.reliability.installation import BEHAVIOURS, NORMAL, Installation, mail_server, processes, quick_folder
from tests.reliability.judge import judge

KILL_CALLS = "pwrite64,fdatasync,fsync,sendto,ftruncate,unlink,unlinkat,rename,renameat"
FAIL_CALLS = "pwrite64,fdatasync,fsync,ftruncate"
EXPECTED_CODES = {0, 74, 75}
"""Exit codes of a run whose disk failed: it could continue, or reported it, or must try a delivery again."""


@dataclass(slots=True)
class SyscallScore:
    """The results of one row of the scoreboard, as numbers of runs."""

    points: int = 0
    lost: int = 0
    duplicated: int = 0
    codes: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def inject_at_each_call(injection: str, calls: str, behaviour: str, every: int, folder: Path) -> SyscallScore:
    """Apply `injection` to call number 1, 1 + `every`, ... of `calls`, until a run makes fewer calls than that."""
    score, number = SyscallScore(), 1
    while _inject_once(injection, calls, behaviour, number, folder / str(number), score):
        number += every
    return score


def _inject_once(injection: str, calls: str, behaviour: str, number: int, folder: Path, score: SyscallScore) -> bool:
    """Run once with the injection and again without, and add the result to `score`. Return whether the run made the call."""
    with mail_server(behaviour) as (received, port):
        installation = Installation.create(folder, port, "resend")
        code = _traced_run(folder, calls, f"inject={calls}:{injection}:when={number}")
        reached = "(INJECTED)" in (folder / "strace").read_text() or code == -signal.SIGKILL
        stderr = single_run.stderr_file(folder).read_text()
        installation.publish(99)
        installation.run_later()
        # The point at which the run ended is not known, so a duplicate after a run that ended early is no fault.
        found = judge(installation, received, "resend", 3, may_duplicate=code != 0)
    if reached:
        score.points += 1
        score.codes[code] += 1
        score.lost += bool(found.lost)
        score.duplicated += bool(found.duplicated)
        wrong = [] if code in EXPECTED_CODES | {-signal.SIGKILL} else [f"exit {code}: {stderr[-300:]}"]
        score.faults += [f"{injection} at {number}: {fault}" for fault in (*found.faults, *wrong)]
    shutil.rmtree(folder)
    return reached


def _traced_run(folder: Path, calls: str, rule: str) -> int:
    """The exit code of one run to which strace applies the rule from its start."""
    gate = folder / "gate"
    gate.touch()
    child = processes().Process(target=single_run.run_after_gate, args=(folder, gate))
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
    """Print the scoreboard; return 1 if there was a fault."""
    parser = argparse.ArgumentParser(description="kills a run at its N-th system call, or makes the call fail")
    parser.add_argument("what", choices=("kill", "fail"))
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--behaviour", choices=BEHAVIOURS, action="append", help="of the mail server; for kill")
    options = parser.parse_args()
    if not shutil.which("strace"):
        print("strace is not installed", file=sys.stderr)
        return 1
    if options.what == "kill":
        rows = [("signal=SIGKILL", KILL_CALLS, behaviour) for behaviour in options.behaviour or BEHAVIOURS]
    else:
        rows = [("error=EIO", FAIL_CALLS, NORMAL), ("error=ENOSPC", FAIL_CALLS, NORMAL)]
    good, started = True, time.monotonic()
    print(f"{'':<16}{'server':<28}{'points':>8}{'lost':>6}{'duplicated':>12}{'faults':>8}  exit codes")
    for injection, calls, behaviour in rows:
        with quick_folder() as folder:
            score = inject_at_each_call(injection, calls, behaviour, options.every, Path(folder))
        figures = f"{score.points:>8}{score.lost:>6}{score.duplicated:>12}{len(score.faults):>8}"
        print(f"{injection:<16}{behaviour:<28}{figures}  {dict(score.codes)}", flush=True)
        for fault in score.faults[:20]:
            print(f"    {fault}")
        good = good and not score.faults and score.points > 0  # a run that reached no call proves nothing
    print(f"{time.monotonic() - started:.0f} s")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
