"""The files in jobs/: the commands they call exist, and the locks match the pinned versions."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from digest import __version__
from digest.cli.parser import parser
from digest.config.loader import load_settings

JOBS = Path(__file__).parent.parent / "jobs"


UNITS = sorted(JOBS.glob("systemd/*.service"))
HARDENED = [unit for unit in UNITS if "failure" not in unit.name]
MANIFESTS = sorted(JOBS.glob("kubernetes/*.yaml"))


def settings_of(unit: Path) -> list[tuple[str, str]]:
    """The settings of a systemd unit, in order."""
    return re.findall(r"^(\w+)=(.*)$", unit.read_text("utf-8"), re.M)


def pods() -> Iterator[dict[str, Any]]:
    """The pod of each CronJob."""
    for job in yaml.safe_load_all((JOBS / "kubernetes" / "cronjob.yaml").read_text("utf-8")):
        yield job["spec"]["jobTemplate"]["spec"]


def cron_lines(name: str) -> Iterator[str]:
    """The lines of a crontab that call something, from the command on."""
    for line in (JOBS / name).read_text("utf-8").splitlines():
        if re.match(r"[*0-9]", line):
            yield line[line.index('"$DIGEST"') :]


def calls() -> Iterator[tuple[str, list[str]]]:
    """Every call of `digest` in jobs/: the name of the file, and the words of the command."""
    for unit in HARDENED:
        yield unit.name, shlex.split(dict(settings_of(unit))["ExecStart"])
    for name in ("crontab", "cron.d/digest"):
        for line in cron_lines(name):
            yield name, ["digest", *shlex.split(line)[1:]]
    for pod in pods():
        yield "cronjob.yaml", pod["template"]["spec"]["containers"][0]["command"]
    for words in re.findall(r"^CMD (\[.*\])$", (JOBS / "Dockerfile").read_text("utf-8"), re.M):
        yield "Dockerfile", yaml.safe_load(words)
    for line in (JOBS / "run").read_text("utf-8").splitlines():
        if line.startswith("exec "):
            yield "run", shlex.split(line.removeprefix("exec "))


@pytest.mark.parametrize(("where", "words"), list(calls()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_in_jobs_exists_with_its_options(where: str, words: list[str]) -> None:
    words = [word for word in words if word != "$@"]
    assert words[0].endswith("digest")
    options = parser().parse_args(words[1:])
    assert options.command in ("run", "serve", "status")
    if options.command == "status":
        assert options.strict
    if where != "run":  # the demo configuration is for trying it only
        assert str(options.config) in ("/etc/digest/digest.yaml", "$CONFIG")


def test_all_ways_to_start_are_covered() -> None:
    assert Counter(where for where, _ in calls()) == {
        "crontab": 2, "cron.d/digest": 2, "cronjob.yaml": 2, "Dockerfile": 1, "run": 1,
        "digest.service": 1, "digest-serve.service": 1, "digest-check.service": 1,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["crontab", "cron.d/digest"])
def test_cron_runs_your_own_configuration(name: str) -> None:
    assert "CONFIG=/etc/digest/digest.yaml" in (JOBS / name).read_text("utf-8").splitlines()


def test_the_readme_names_every_file() -> None:
    readme = (JOBS / "README.md").read_text("utf-8")
    for path in (path for path in JOBS.rglob("*") if path.is_file() and path.name != "README.md"):
        name = str(path.relative_to(JOBS))
        assert name in readme or name.startswith(("systemd/", "kubernetes/")), name


def test_all_systemd_units_of_the_program_have_the_same_restrictions_and_secret() -> None:
    ours = ("ExecStart", "Type", "Description", "Wants", "SuccessExitStatus", "WantedBy")
    times = ("Restart", "RestartSec", "TimeoutStartSec", "TimeoutStopSec")
    first, *others = [
        [setting for setting in settings_of(unit) if setting[0] not in (*ours, *times, "After")] for unit in HARDENED
    ]
    assert all(other == first for other in others)
    assert ("LoadCredential", "mail-password:/etc/digest/mail-password") in first
    assert ("OnFailure", "digest-failure@%N.service") in first


def test_a_run_that_has_to_be_repeated_is_watched_by_the_check() -> None:
    assert dict(settings_of(JOBS / "systemd" / "digest.service"))["SuccessExitStatus"] == "69 75"
    assert "SuccessExitStatus" not in dict(settings_of(JOBS / "systemd" / "digest-check.service"))
    for starter in ("digest.timer", "digest-serve.service"):
        assert "digest-check.timer" in dict(settings_of(JOBS / "systemd" / starter))["Wants"].split(), starter


def installed_units(folder: Path) -> list[str]:
    """Copies of the units in `folder`, whose programs exist on this machine."""
    for unit in JOBS.glob("systemd/*"):
        text = re.sub(r"/opt/digest/\S+/(?:digest|failed)\b|/opt/digest/jobs/failed", "/bin/true", unit.read_text("utf-8"))
        (folder / unit.name).write_text(text, "utf-8")
    return sorted(str(unit) for unit in folder.iterdir())


needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


@needs_systemd
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", *installed_units(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@needs_systemd
@pytest.mark.parametrize("unit", [unit.name for unit in HARDENED])
def test_the_exposure_of_a_unit_is_at_most_3(unit: str, tmp_path: Path) -> None:
    installed_units(tmp_path)
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=30", str(tmp_path / unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout.splitlines()[-1:]


def test_the_pods_have_a_deadline_and_no_privileges() -> None:
    for job in pods():
        pod, container = job["template"]["spec"], job["template"]["spec"]["containers"][0]
        assert job["activeDeadlineSeconds"] > 0
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert pod["securityContext"]["runAsNonRoot"]
        assert container["securityContext"]["readOnlyRootFilesystem"]
        assert container["image"] == f"digest:{__version__}"


def test_the_configuration_of_the_pods_is_right_and_names_the_mounted_paths(tmp_path: Path) -> None:
    text = yaml.safe_load((JOBS / "kubernetes" / "configmap.yaml").read_text("utf-8"))["data"]["digest.yaml"]
    (tmp_path / "digest.yaml").write_text(text, "utf-8")
    settings = load_settings(tmp_path / "digest.yaml")
    mounts = {each["mountPath"] for job in pods() for each in job["template"]["spec"]["containers"][0]["volumeMounts"]}
    secret = yaml.safe_load((JOBS / "kubernetes" / "secret.yaml").read_text("utf-8"))["stringData"]
    assert settings.mail is not None
    assert settings.mail.password_file is not None
    assert settings.mail.password_file.name in secret
    assert {str(settings.mail.password_file.parent), str(settings.store.parent)} <= mounts


@pytest.mark.parametrize("version", ["1.31", "1.36"])
def test_the_manifests_are_valid(version: str) -> None:
    validate = pytest.importorskip("kubernetes_validate", reason="the package kubernetes-validate is not installed")
    for path in MANIFESTS:
        for manifest in yaml.safe_load_all(path.read_text("utf-8")):
            if manifest["kind"] != "Kustomization":
                validate.validate(manifest, version, strict=True)


HADOLINT = shutil.which("hadolint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(HADOLINT is None, reason="hadolint is not installed")
def test_hadolint_finds_nothing_wrong_with_the_image() -> None:
    done = subprocess.run([str(HADOLINT), str(JOBS / "Dockerfile")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_dependencies_of_the_image_are_a_layer_before_the_code() -> None:
    lines = (JOBS / "Dockerfile").read_text("utf-8").splitlines()
    steps = [line for line in lines if line.startswith(("COPY", "RUN"))]
    assert [step.split()[1] for step in steps] == ["jobs/constraints.txt", "pip", "pyproject.toml", "config", "digest", "pip"]
    assert not re.search(r"^FROM \S+:latest|^FROM [^:]+$", "\n".join(lines), re.M)
    kept = (JOBS.parent / ".dockerignore").read_text("utf-8").splitlines()
    for step in steps:
        for source in step.split()[1:-1] if step.startswith("COPY") else ():
            assert f"!{source}" in kept, source


def docker_works() -> bool:
    """Whether images are to be built here: it downloads torch, so it has to be asked for."""
    if not os.environ.get("DIGEST_BUILD_IMAGE") or not shutil.which("docker"):
        return False
    return subprocess.run(["docker", "info"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not docker_works(), reason="DIGEST_BUILD_IMAGE is not set, or there is no Docker")
def test_the_image_is_built_and_runs() -> None:
    build = ["docker", "build", "-f", "jobs/Dockerfile", "-t", "digest:test", "."]
    subprocess.run(build, cwd=JOBS.parent, check=True)
    done = subprocess.run(
        ["docker", "run", "--rm", "digest:test", "digest", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"digest {__version__}"


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
