"""Program: kills a run at each of its points, runs again, and counts lost and duplicated messages; prints a scoreboard.

    python -m tests.reliability.kill [--every N] [--behaviour normal|...] [--policy resend|hold]

Three recipients and a file, three behaviours of the mail server, two policies, every point once (`--every 5`: each fifth).
After the crash one more statement is published, and the runs go on until the next day.

The promises: with `resend` nothing is lost; a second copy has the same bytes, and exists only if the run was killed between
the final dot and its reply. With `hold` nothing is duplicated, and what is lost is shown as uncertain. Exits with 1 if one is
broken.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from digest.records import PostgresPlace
from tests.reliability.installation import (
    BEHAVIOURS,
    MORNING,
    STORE,
    Installation,
    ReceivedMail,
    mail_server,
    processes,
    quick_folder,
)
from tests.reliability.judge import judge
from tests.reliability.kill_points import run_until_killed

POLICIES = ("resend", "hold")
GAP = frozenset(
    {
        *("after sending the dot", "before reading the reply to the dot", "after reading the reply to the dot"),
        *("before sending QUIT", "after sending QUIT", "before finish_outgoing sent", "at the commit of finish_outgoing sent"),
    }
)
"""The points at which the server may have a message that the store does not know to be sent."""


@dataclass(slots=True)
class KillScore:
    """The results for one behaviour and policy, as numbers of runs. `points` and `duplicated_at` count by point."""

    runs: int = 0
    killed: int = 0
    lost: int = 0
    flagged: int = 0
    duplicated: int = 0
    faults: list[str] = field(default_factory=list)
    points: Counter[str] = field(default_factory=Counter)
    duplicated_at: Counter[str] = field(default_factory=Counter)


def kill_at_each_point(
    behaviour: str, policy: str, every: int, folder: Path, new_store: Callable[[], Path | PostgresPlace] = lambda: STORE
) -> KillScore:
    """Kill a run at the first point, then one at the point `every` later, until a run survives to its end."""
    score, kill_at = KillScore(), 1
    while True:
        installation_folder = folder / str(kill_at)
        with mail_server(behaviour) as (received, port):
            installation = Installation.create(installation_folder, port, policy, store=new_store())
            survived = _kill_once(installation, kill_at, received, policy, score)
        shutil.rmtree(installation_folder)
        if survived:
            return score
        kill_at += every


def _kill_once(installation: Installation, kill_at: int, received: ReceivedMail, policy: str, score: KillScore) -> bool:
    """Kill one run, run again, and add the result to `score`. Return whether the run survived."""
    trace = installation.folder / "trace"
    child = processes().Process(target=run_until_killed, args=(installation.folder, trace, kill_at, MORNING))
    child.start()
    child.join()
    point = trace.read_text().splitlines()[-1]
    score.runs += 1
    score.killed += child.exitcode == -9
    score.points[point] += child.exitcode == -9
    installation.publish(99)
    installation.run_later()
    found = judge(installation, received, policy, 3, may_duplicate=point in GAP)
    score.lost += bool(found.lost)
    score.flagged += found.flagged
    score.duplicated += bool(found.duplicated)
    score.duplicated_at[point] += bool(found.duplicated)
    score.faults += [f"{point}: {fault}" for fault in found.faults]
    return child.exitcode == 0


def main() -> int:
    """Print the scoreboard; return 1 if a promise was broken."""
    parser = argparse.ArgumentParser(description="kills a run at each of its points")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--behaviour", choices=BEHAVIOURS, action="append")
    parser.add_argument("--policy", choices=POLICIES, action="append")
    options = parser.parse_args()
    good, started = True, time.monotonic()
    print(_line("server", "policy", "runs", "killed", "points", "lost", "flagged", "duplicated", "faults"))
    for behaviour in options.behaviour or BEHAVIOURS:
        for policy in options.policy or POLICIES:
            with quick_folder() as folder:
                score = kill_at_each_point(behaviour, policy, options.every, Path(folder))
            _print_score(behaviour, policy, score)
            good = good and not score.faults
    print(f"{time.monotonic() - started:.0f} s")
    return 0 if good else 1


def _print_score(behaviour: str, policy: str, score: KillScore) -> None:
    figures = (score.runs, score.killed, len(score.points), score.lost, score.flagged, score.duplicated, len(score.faults))
    print(_line(behaviour, policy, *figures), flush=True)
    for fault in score.faults[:20]:
        print(f"    {fault}")
    for point, times in score.duplicated_at.items():
        if times:
            print(f"    duplicated at: {point}: {times}")


def _line(server: str, policy: str, *cells: object) -> str:
    return f"{server:<28}{policy:<10}" + "".join(f"{cell:>11}" for cell in cells)


if __name__ == "__main__":
    sys.exit(main())
