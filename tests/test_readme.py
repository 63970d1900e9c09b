"""The READMEs are true: their commands work, their examples load, their links lead somewhere, nothing is missing."""

from __future__ import annotations

import importlib
import importlib.util
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest import config, errors
from digest.cli.parser import parser
from digest.config.fields import ConfigModel
from digest.config.loader import load_settings

ROOT = Path(__file__).parent.parent
MAX_TOP_README = 10_000
"""Bytes of the README at the top: it must be read in a few minutes."""

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\(([^)\s]+)\)")
MODULE = re.compile(r"python -m (tests(?:\.\w+)+)")
SCRIPT = re.compile(r"(?<![\w/.])((?:tests|digest|jobs|config)/[\w/-]+(?:\.[a-z]+)*)")
NOT_HERE = {"git", "pip", "jobs/test", "jobs/audit", "jobs/lock", "crontab", "cp", "systemctl", "docker", "kubectl", "sudo"}
"""Commands that install something, need the network or a daemon, or would call this test again; `tests/test_jobs.py` checks the
files that these commands name."""


def readmes() -> list[Path]:
    """Every README of the project."""
    known = subprocess.run(["git", "ls-files", "*README.md"], cwd=ROOT, capture_output=True, text=True, check=False)
    found = [ROOT / line for line in known.stdout.splitlines()] or [
        path for path in ROOT.rglob("README.md") if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
    ]
    return sorted(path for path in found if path.exists() and "data" not in path.relative_to(ROOT).parts)


READMES = readmes()
TOP = (ROOT / "README.md").read_text("utf-8")


def every_readme() -> pytest.MarkDecorator:
    """Runs a test once for each README."""
    return pytest.mark.parametrize("readme", READMES, ids=lambda path: str(path.relative_to(ROOT)))


def blocks(readme: Path, language: str) -> list[str]:
    """The fenced blocks of one language."""
    return [body for kind, body in FENCE.findall(readme.read_text("utf-8")) if kind == language]


def commands(readme: Path) -> Iterator[str]:
    """The lines of all shell blocks, without comments; a line that ends with a backslash goes on."""
    for body in blocks(readme, "sh"):
        for line in body.replace("\\\n", " ").splitlines():
            command = line.partition("  #")[0].strip()
            if command and not command.startswith("#"):
                yield command


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as a newcomer has it, with the environment of this test."""
    clone = tmp_path_factory.mktemp("clone")
    for name in ("config", "jobs", "pyproject.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, clone / name)
    shutil.copy(ROOT / "config" / "sample" / "dipnote" / "us-nato-alliance.txt", clone / "statement.txt")
    shutil.copy(ROOT / "config" / "sample" / "af.mil" / "2014-07-14-leap-application-window-opens.html", clone / "page.html")
    (clone / "statements.jsonl").write_text('{"id": "1", "content": "The Minister resigned on Monday in Paris."}\n', "utf-8")
    return clone


@every_readme()
def test_every_command_works_in_the_order_of_the_page(readme: Path, clone: Path) -> None:
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for line in commands(readme):
        words = shlex.split(line)
        if words[0] in NOT_HERE or words[0].startswith("/") or words[0] == "python" or "=" in words[0]:
            continue
        if words[0] == "jobs/run":
            # jobs/run would make an environment of its own in the clone: what it calls once it has one is called here.
            line = shlex.join(["digest", "--config", "config/digest.yaml", "run", *words[1:]])
        if "--ray" in words and importlib.util.find_spec("ray") is None:
            continue  # tests/archive/test_ray_cluster.py runs it where the extra is installed
        if "serve" in words:
            continue  # tests/pipeline/test_service.py runs it to its end
        done = subprocess.run(line, shell=True, cwd=clone, env=environment, capture_output=True, text=True, check=False)
        reachable = 69 if "test" in words or "check" in words or "https://" in line else 0
        assert done.returncode in (0, reachable), f"{line}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr


@every_readme()
def test_every_example_of_a_configuration_is_right(readme: Path, tmp_path: Path) -> None:
    for number, example in enumerate(blocks(readme, "yaml")):
        if "sources:" in example and "digests:" in example:
            path = tmp_path / f"{number}.yaml"
            path.write_text(example, "utf-8")
            load_settings(path)


@every_readme()
def test_every_link_within_the_project_leads_to_a_file(readme: Path) -> None:
    links = [
        link for link in LINK.findall(readme.read_text("utf-8")) if not link.startswith(("http:", "https:", "mailto:", "#"))
    ]
    missing = [link for link in links if not (readme.parent / link.partition("#")[0]).exists()]
    assert missing == []


@every_readme()
def test_every_module_and_path_that_a_readme_names_exists(readme: Path) -> None:
    text = readme.read_text("utf-8")
    modules = [name for name in MODULE.findall(text) if not (ROOT / (name.replace(".", "/") + ".py")).exists()]
    paths = [name.rstrip(".") for name in SCRIPT.findall(text) if "<" not in name]
    missing = [name for name in paths if not (ROOT / name).exists() and not (readme.parent / name).exists()]
    assert modules + [name for name in missing if "xx" not in name.lower() and "NEW" not in name] == []


def test_the_readme_at_the_top_is_short() -> None:
    assert len(TOP.encode()) <= MAX_TOP_README


def test_every_command_of_the_program_is_explained() -> None:
    (subcommands,) = (action for action in parser()._actions if action.dest == "command")
    assert subcommands.choices is not None
    for name in subcommands.choices:
        assert f"digest {name}" in TOP, name


def test_every_option_of_the_program_is_explained() -> None:
    reference = (ROOT / "digest" / "cli" / "README.md").read_text("utf-8")
    (subcommands,) = (action for action in parser()._actions if action.dest == "command")
    assert subcommands.choices is not None
    for name, command in subcommands.choices.items():
        for action in command._actions:  # type: ignore[attr-defined]
            option = max(action.option_strings, key=len, default="")
            assert option in ("", "--help") or re.search(rf"(?<![\w-]){option}(?![\w-])", reference), f"{name} {option}"


def test_every_key_of_the_configuration_is_in_the_reference() -> None:
    reference = (ROOT / "config" / "README.md").read_text("utf-8")
    modules = [importlib.import_module(f"digest.config.{module.name}") for module in pkgutil.iter_modules(config.__path__)]
    sections = {thing for module in modules for thing in vars(module).values() if isinstance(thing, type)}
    models = {section for section in sections if issubclass(section, ConfigModel)}
    assert len(models) > 8
    for model in models:
        for name, field in model.model_fields.items():
            if name != "root":
                assert f"`{field.alias or name}`" in reference, f"{model.__name__}.{name}"


def test_every_exit_code_is_in_the_table() -> None:
    reference = (ROOT / "digest" / "cli" / "README.md").read_text("utf-8")
    codes = {
        error.exit_code for error in vars(errors).values() if isinstance(error, type) and issubclass(error, errors.DigestError)
    }
    for code in codes | {errors.DONE, errors.BUG}:
        assert re.search(rf"^\| {code} \|", reference, re.M), code
