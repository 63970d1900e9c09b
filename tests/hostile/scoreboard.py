"""Runs every program and test that attacks `digest`, and prints a table of the results. A program, not a test.

    python -m tests.hostile.scoreboard --data DATA [--python PYTHON]... [--only NAME]... [--cases 4000]

DATA is the folder of `feeds.py`. A line that needs it, Chromium or the network says that it was left out if that is missing.
`--python` names further interpreters for the mail subjects; they need jinja2, css-inline and idna. Times and memory are only
valid on a machine that does nothing else. Exits with 1 if any result is wrong.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Attack:
    """One line of the table: what is tried, the command, and what is missing to run it (empty: nothing)."""

    name: str
    tried: str
    command: tuple[str, ...]
    missing: str = ""
    environment: dict[str, str] = field(default_factory=dict)


def main() -> int:
    """Run all lines and print the table; the exit code."""
    options = _options()
    fine = True
    print("| what was tried | result | time | right |\n|---|---|---|---|", flush=True)
    for attack in attacks(options):
        if options.only and attack.name not in options.only:
            continue
        if attack.missing:
            print(f"| {attack.name}: {attack.tried} | left out: {attack.missing} | | |", flush=True)
            continue
        started = time.monotonic()
        done = subprocess.run(
            attack.command,
            capture_output=True,
            text=True,
            errors="replace",
            env={**os.environ, **attack.environment},
            check=False,
        )
        fine = fine and done.returncode == 0
        lines = (*done.stderr.splitlines(), *done.stdout.splitlines())
        result = next((line for line in reversed(lines) if line.strip()), "nothing").replace("|", "\\|")
        seconds = time.monotonic() - started
        right = "yes" if done.returncode == 0 else "no"
        print(f"| {attack.name}: {attack.tried} | {result.strip('= ')} | {seconds:.0f} s | {right} |", flush=True)
        if done.returncode:
            print(done.stdout[-3000:], done.stderr[-3000:], file=sys.stderr)
    return 0 if fine else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--python", action="append", default=[], help="another interpreter for the subjects of mails")
    parser.add_argument("--only", action="append", default=[], help="the name of one line to run")
    parser.add_argument("--cases", type=int, default=4_000, help="damaged documents for each of the five readers")
    return parser.parse_args()


def attacks(options: argparse.Namespace) -> Iterator[Attack]:
    """The lines of the table, in order."""
    data, bad = str(options.data), str(options.data / "badinput")
    titles = f"{bad}/own-lists/mail-header-titles.json"
    no_data = "" if options.data.is_dir() else f"there is no folder {data}"
    no_browser = no_data or ("" if shutil.which("chromium") else "chromium is not installed")
    cases = {"CASES": str(options.cases)}
    yield Attack("selection", "a selection of everything, as in CI", _pytest("test_selection.py"))
    yield Attack("feeds", "hostile and odd documents on the full path", _module("feeds", data), no_data)
    yield Attack("strings", "hostile strings in every text of an edition, in every format", _module("render", bad), no_data)
    yield Attack("browser", "300 of them in Chromium, with a canary for scripts", _module("browser", bad, "300"), no_browser)
    for python in (sys.executable, *options.python):
        yield Attack("subjects", f"hostile titles as subjects, {python}", _module("subjects", titles, python=python), no_data)
    yield Attack("addresses", "private addresses, their spellings, redirects, rebinding", _module("addresses", bad), no_data)
    yield Attack("bombs", "responses and feeds that are made to exhaust a reader", _module("bombs"))
    yield Attack("pages", "pages that are expensive to parse", _module("pages"))
    yield Attack("sources", "1,000 sources, 100 of them dead", (sys.executable, "-m", "tests.bench.many_sources"))
    yield Attack("damage", f"5 readers, {options.cases:,} damaged documents each", _pytest("test_fuzz.py"), environment=cases)
    yield Attack("secrets", "canaries in every place for a secret, whole runs", _pytest("test_secrets.py"))
    yield Attack("expressions", "regular expressions with catastrophic backtracking", _pytest("../clean/test_redos.py"))
    yield Attack("audit", "known vulnerabilities of pinned packages", ("jobs/audit",))


def _module(name: str, *arguments: str, python: str = sys.executable) -> tuple[str, ...]:
    return (python, "-m", f"tests.hostile.{name}", *arguments)


def _pytest(name: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "pytest", "-q", f"tests/hostile/{name}")


if __name__ == "__main__":
    sys.exit(main())
