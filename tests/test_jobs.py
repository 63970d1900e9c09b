"""The files in jobs/: the commands they call exist, and the locks match the pinned versions."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from digest.cli.parser import parser

JOBS = Path(__file__).parent.parent / "jobs"


def command_lines(path: Path, start: str) -> Iterator[list[str]]:
    """The words of the last command on every line that starts with `start`; what it is piped into does not count."""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(start):
            yield shlex.split(line.removeprefix(start).split(" && ")[-1].split(" | ")[0])


def calls() -> Iterator[tuple[str, list[str]]]:
    """Every call of `digest` in jobs/: the name of the file, and the words of the command."""
    for unit in sorted(JOBS.glob("systemd/*.service")):
        for words in command_lines(unit, "ExecStart="):
            yield unit.name, words
    for schedule in ("*/15 * * * * ", "30 7 * * * "):
        for words in command_lines(JOBS / "crontab", schedule):
            yield "crontab", words
    container = yaml.safe_load((JOBS / "kubernetes" / "cronjob.yaml").read_text("utf-8"))
    pod = container["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    yield "cronjob.yaml", pod["containers"][0]["command"]
    for words in re.findall(r"^CMD (\[.*\])$", (JOBS / "Dockerfile").read_text("utf-8"), re.M):
        yield "Dockerfile", yaml.safe_load(words)
    for words in command_lines(JOBS / "run", "exec "):
        yield "run", words


@pytest.mark.parametrize(("where", "words"), list(calls()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_in_jobs_exists_with_its_options(where: str, words: list[str]) -> None:
    words = [word for word in words if word != "$@"]
    if words[0].endswith("jobs/run"):
        words = ["digest", "run", *words[1:]]
    assert words[0].endswith("digest")
    assert parser().parse_args(words[1:]).command in ("run", "serve", "status")


def test_all_ways_to_start_are_covered() -> None:
    assert Counter(where for where, _ in calls()) == {
        "crontab": 2, "cronjob.yaml": 1, "Dockerfile": 1, "run": 1, "digest.service": 1, "digest-serve.service": 1,
    }  # fmt: skip


def test_the_readme_names_every_file() -> None:
    readme = (JOBS / "README.md").read_text("utf-8")
    for path in (path for path in JOBS.rglob("*") if path.is_file() and path.name != "README.md"):
        name = str(path.relative_to(JOBS))
        assert name in readme or name.startswith("systemd/"), name


def test_both_systemd_units_have_the_same_restrictions() -> None:
    def restrictions(name: str) -> set[str]:
        unit = (JOBS / "systemd" / name).read_text("utf-8")
        return set(re.findall(r"^(?:Protect|Private|Restrict|Lock|NoNew|SystemCall|Memory|UMask|DynamicUser).*", unit, re.M))

    assert restrictions("digest.service") == restrictions("digest-serve.service") != set()


def pins(name: str) -> dict[str, str]:
    """The pinned version of each package in a file of jobs/, without hashes and markers."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", (JOBS / name).read_text("utf-8"), re.M)
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in found}


def test_the_constraints_pin_torch() -> None:
    assert pins("constraints.txt")["torch"] == "2.13.0"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_has_the_pinned_version_of_everything_but_torch_with_hashes(lock: str) -> None:
    """A failure means that jobs/constraints.txt or pyproject.toml was changed without calling jobs/lock."""
    pinned = pins("constraints.txt")
    assert {
        package: (version, pinned.get(package)) for package, version in pins(lock).items() if version != pinned.get(package)
    } == {}
    blocks = re.split(r"^(?=[a-z])", (JOBS / lock).read_text("utf-8"), flags=re.M)[1:]
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def test_all_dependencies_of_the_package_and_its_tests_are_locked() -> None:
    project = tomllib.loads((JOBS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]

    def missing(needed: list[str], lock: str) -> set[str]:
        names = {re.match(r"[A-Za-z0-9_.-]+", one)[0].lower().replace("_", "-") for one in needed}  # type: ignore[index]
        return names - pins(lock).keys() - {"torch", "digest"}

    assert missing(project["dependencies"], "requirements.lock") == set()
    assert missing([*project["dependencies"], *extras["dkim"], *extras["test"]], "requirements-test.lock") == set()
