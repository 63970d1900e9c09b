"""What is started from outside calls commands that exist, with options that they have."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from digest.cli.parser import parser

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


def pins(name: str) -> dict[str, str]:
    """Package to version, as a file of jobs/ pins them; hashes and markers left out."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", (JOBS / name).read_text("utf-8"), re.M)
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in found}


def test_the_scripts_and_the_constraints_pin_one_torch() -> None:
    assert pins("constraints.txt")["torch"] == "2.13.0"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_holds_the_pinned_version_of_everything_but_torch_with_hashes(lock: str) -> None:
    """If this fails, jobs/constraints.txt or pyproject.toml was changed without calling jobs/lock."""
    pinned = pins("constraints.txt")
    assert {
        package: (version, pinned.get(package)) for package, version in pins(lock).items() if version != pinned.get(package)
    } == {}
    blocks = re.split(r"^(?=[a-z])", (JOBS / lock).read_text("utf-8"), flags=re.M)[1:]
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_what_the_package_and_its_tests_need_is_locked() -> None:
    project = tomllib.loads((JOBS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]

    def missing(needed: list[str], lock: str) -> set[str]:
        names = {re.match(r"[A-Za-z0-9_.-]+", one)[0].lower().replace("_", "-") for one in needed}  # type: ignore[index]
        return names - pins(lock).keys() - {"torch", "digest"}

    assert missing(project["dependencies"], "requirements.lock") == set()
    assert missing([*project["dependencies"], *extras["dkim"], *extras["test"]], "requirements-test.lock") == set()
