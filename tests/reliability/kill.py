"""Kills a run at each of its points, starts it again, and counts what was lost and what was doubled; prints a scoreboard.

    python -m tests.reliability.kill [--every N] [--behaviour normal|...] [--policy resend|hold]

Three recipients and a file, three behaviours of the mail server, two policies; every point once (`--every 5`: each fifth).
A feed goes on after the crash, so one more statement is published, and the next day is played, too.

Promised: by `resend` nothing is lost, and a second copy is the same byte for byte and comes only from the moment between the
final dot and its answer; by `hold` nothing is doubled, and what is lost is shown as uncertain. Ends with 1 if that is not so.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.reliability.installation import BEHAVIOURS, MORNING, House, Mails, mail_server, processes, quick_folder
from tests.reliability.judge import verdict
from tests.reliability.kill_points import run_to_the_death

POLICIES = ("resend", "hold")
GAP = frozenset(
    {
        *("after sending the dot", "before reading the reply to the dot", "after reading the reply to the dot"),
        *("before sending QUIT", "after sending QUIT", "before mark_outgoing sent", "at the commit of mark_outgoing sent"),
    }
)
"""Where the server may have the message and the store does not know it yet."""


@dataclass(slots=True)
class Score:
    """What came of the runs of one behaviour and policy; each counts runs, `names` the different points."""

    runs: int = 0
    killed: int = 0
    lost: int = 0
    flagged: int = 0
    doubled: int = 0
    faults: list[str] = field(default_factory=list)
    points: Counter[str] = field(default_factory=Counter)
    doubled_at: Counter[str] = field(default_factory=Counter)


def play(behaviour: str, policy: str, every: int, folder: Path) -> Score:
    """Kill a run at each point from the first on, until one lives to its end."""
    score, fatal = Score(), 1
    while True:
        house_folder = folder / str(fatal)
        with mail_server(behaviour) as (mails, port):
            House.furnish(house_folder, port, policy)
            alive = _one(house_folder, fatal, mails, policy, score)
        shutil.rmtree(house_folder)
        if alive:
            return score
        fatal += every


def _one(folder: Path, fatal: int, mails: Mails, policy: str, score: Score) -> bool:
    """Whether the run outlived its points."""
    trace = folder / "trace"
    child = processes().Process(target=run_to_the_death, args=(folder, trace, fatal, MORNING))
    child.start()
    child.join()
    place = trace.read_text().splitlines()[-1]
    score.runs += 1
    score.killed += child.exitcode == -9
    score.points[place] += child.exitcode == -9
    house = House(folder)
    house.publish(99)
    house.go_on()
    found = verdict(house, mails, policy, 3, may_double=place in GAP)
    score.lost += bool(found.lost)
    score.flagged += found.flagged
    score.doubled += bool(found.doubled)
    score.doubled_at[place] += bool(found.doubled)
    score.faults += [f"{place}: {fault}" for fault in found.faults]
    return child.exitcode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description="kills a run at each of its points")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--behaviour", choices=BEHAVIOURS, action="append")
    parser.add_argument("--policy", choices=POLICIES, action="append")
    options = parser.parse_args()
    good, started = True, time.monotonic()
    print(_line("server", "policy", "runs", "killed", "points", "lost", "flagged", "doubled", "faults"))
    for behaviour in options.behaviour or BEHAVIOURS:
        for policy in options.policy or POLICIES:
            with quick_folder() as folder:
                score = play(behaviour, policy, options.every, Path(folder))
            _show(behaviour, policy, score)
            good = good and not score.faults
    print(f"{time.monotonic() - started:.0f} s")
    return 0 if good else 1


def _show(behaviour: str, policy: str, score: Score) -> None:
    figures = (score.runs, score.killed, len(score.points), score.lost, score.flagged, score.doubled, len(score.faults))
    print(_line(behaviour, policy, *figures), flush=True)
    for fault in score.faults[:20]:
        print(f"    {fault}")
    for place, times in score.doubled_at.items():
        if times:
            print(f"    doubled at: {place}: {times}")


def _line(server: str, policy: str, *cells: object) -> str:
    return f"{server:<28}{policy:<10}" + "".join(f"{cell:>9}" for cell in cells)


if __name__ == "__main__":
    sys.exit(main())
