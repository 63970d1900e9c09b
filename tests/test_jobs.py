"""What is started from outside calls commands that exist, with options that they have."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from digest.cli import parser

JOBS = Path(__file__).parent.parent / "jobs"


def from_lines(path: Path, start: str) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(start):
            yield shlex.split(line.removeprefix(start).split(" && ")[-1])


def calls() -> Iterator[tuple[str, list[str]]]:
    for unit in sorted(JOBS.glob("systemd/*.service")):
        for words in from_lines(unit, "ExecStart="):
            yield unit.name, words
    for words in from_lines(JOBS / "crontab", "*/15 * * * * "):
        yield "crontab", words
    container = yaml.safe_load((JOBS / "kubernetes" / "cronjob.yaml").read_text("utf-8"))
    pod = container["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    yield "cronjob.yaml", pod["containers"][0]["command"]
    for words in re.findall(r"^CMD (\[.*\])$", (JOBS / "Dockerfile").read_text("utf-8"), re.M):
        yield "Dockerfile", yaml.safe_load(words)
    for words in from_lines(JOBS / "run", "exec "):
        yield "run", words


@pytest.mark.parametrize(("where", "words"), list(calls()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_that_a_job_calls_exists(where: str, words: list[str]) -> None:
    words = [word for word in words if word != "$@"]
    if words[0].endswith("jobs/run"):
        words = ["digest", "run", *words[1:]]
    assert words[0].endswith("digest")
    assert parser().parse_args(words[1:]).command in ("run", "serve")


def test_all_the_ways_to_start_are_covered() -> None:
    assert {where for where, _ in calls()} == {
        "crontab", "cronjob.yaml", "Dockerfile", "run", "digest.service", "digest-serve.service",
    }  # fmt: skip


def test_the_scripts_and_the_constraints_pin_one_torch() -> None:
    pinned = [line for line in (JOBS / "constraints.txt").read_text("utf-8").splitlines() if line.startswith("torch==")]
    assert pinned == ["torch==2.13.0"]
